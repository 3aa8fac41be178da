import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeOnce } from "../engine/cache.mjs";
import { isExecutable, lastLines, run, which } from "../engine/process.mjs";

const packages = ["radosgw", "ceph-mon", "ceph-osd", "ceph-common"];
const programs = ["radosgw", "radosgw-admin", "ceph-mon", "ceph-osd", "ceph", "monmaptool"];
const limitsMs = { plan: 60_000, update: 180_000, download: 300_000, unpack: 60_000 };

/** Answers `{folder}`, below which usr/bin holds the programs, or `{reason}`. Installs nothing: packages are unpacked into the cache. */
export async function findPrograms({ env, cache, report }) {
  if (programs.every((name) => which(name, env.PATH) === join("/usr/bin", name))) return { folder: "/" };
  const folder = join(cache, "ceph");
  if (isWhole(folder)) return { folder };
  rmSync(folder, { recursive: true, force: true });
  try {
    await makeOnce(
      folder,
      (scratch) => fill(scratch, env, report),
      () => report("waiting for another process that fetches Ceph ..."),
    );
    return { folder };
  } catch (error) {
    return { reason: error.message };
  }
}

function isWhole(folder) {
  return programs.every((name) => isExecutable(join(folder, "usr", "bin", name)));
}

async function fill(scratch, env, report) {
  const step = async (command, args, timeoutMs) => {
    const { output, failure } = await run(command, args, { env: { ...env, LC_ALL: "C" }, cwd: scratch, timeoutMs });
    if (failure !== undefined) throw new Error(`${command} ${args.slice(0, 4).join(" ")}: ${failure}\n${lastLines(output, 8)}`);
    return output;
  };
  report(`fetching ${packages.join(", ")} from Debian's packages into the cache (about 70 MB, once) ...`);
  // Lists of its own, so that nothing of the machine is changed and no rights are needed.
  const state = join(scratch, "apt");
  await step("mkdir", ["-p", join(state, "lists", "partial"), join(state, "cache", "archives", "partial")], limitsMs.plan);
  const own = ["-o", `Dir::State::Lists=${join(state, "lists")}`, "-o", `Dir::Cache=${join(state, "cache")}`, "-o", "APT::Sandbox::User="];
  await step("apt-get", [...own, "-q", "update"], limitsMs.update);
  const plan = await step("apt-get", [...own, "-q", "-y", "-s", "--no-install-recommends", "install", ...packages], limitsMs.plan);
  const needed = [...plan.matchAll(/^Inst (\S+)/gm)].map(([, name]) => name);
  if (!packages.every((name) => needed.includes(name))) needed.push(...packages.filter((name) => !needed.includes(name)));
  await step("apt-get", [...own, "-q", "download", ...needed], limitsMs.download);
  const archives = readdirSync(scratch).filter((name) => name.endsWith(".deb"));
  for (const archive of archives) {
    await step("dpkg-deb", ["-x", archive, scratch], limitsMs.unpack);
    rmSync(join(scratch, archive));
  }
  rmSync(state, { recursive: true, force: true });
  if (!isWhole(scratch))
    throw new Error(`the packages hold no ${programs.filter((name) => !isExecutable(join(scratch, "usr/bin", name))).join(", ")}`);
}
