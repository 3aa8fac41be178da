/**
 * One emulator a data folder: two would overwrite each other's writes. Each leaves a file of its own in the folder and then looks for the files of
 * others, so that of two that start together at least one sees the other, and no file has to be taken over from a process that was killed.
 */
import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import writeFileAtomic from "write-file-atomic";
import { InputError } from "../input-error";

/** Who uses a folder, as its file says. */
export interface Holder {
  readonly pid: number;
  /** When the process began, in the system's own words: a pid alone may have gone to another program. */
  readonly began: string;
  readonly host: string;
  /** When it took the folder. */
  readonly since: string;
  /** The admin URL, once it serves. */
  readonly admin?: string;
}

export interface FolderLock {
  /** Notes where the holder is reached. */
  serves(admin: string): Promise<void>;
  release(): Promise<void>;
}

const NAME = /^running-[0-9a-f]+\.json$/;

/** Takes the folder, which must exist. @throws InputError that names who has it */
export async function lockFolder(folder: string): Promise<FolderLock> {
  const own = `running-${randomBytes(6).toString("hex")}.json`;
  const holder: Holder = {
    pid: process.pid,
    began: (await processBegan(process.pid)) ?? "",
    host: hostname(),
    since: new Date().toISOString(),
  };
  const note = (about: Holder): Promise<void> =>
    writeFileAtomic(join(folder, own), `${JSON.stringify(about)}\n`, { mode: 0o600, fsync: false });
  const release = (): Promise<void> => rm(join(folder, own), { force: true });
  try {
    await note(holder);
    const other = (await holdersOf(folder, own))[0];
    if (other !== undefined) throw new InputError(wordsAbout(folder, other));
  } catch (error) {
    await release();
    throw error;
  }
  return { serves: (admin) => note({ ...holder, admin }), release };
}

/** Who uses the folder now; undefined: nobody. */
export async function holderOf(folder: string): Promise<Holder | undefined> {
  return (await holdersOf(folder, undefined))[0]?.holder;
}

interface Found {
  readonly file: string;
  readonly holder: Holder;
}

/** Files of processes that are gone are removed. */
async function holdersOf(folder: string, own: string | undefined): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const name of await namesIn(folder)) {
    if (!NAME.test(name) || name === own) continue;
    const file = join(folder, name);
    const holder = await readHolder(file);
    if (holder === undefined) continue;
    if (await mayRun(holder)) found.push({ file, holder });
    else await rm(file, { force: true });
  }
  return found;
}

async function namesIn(folder: string): Promise<readonly string[]> {
  return absentAs(readdir(folder), []);
}

async function readHolder(file: string): Promise<Holder | undefined> {
  const text = await absentAs(readFile(file, "utf8"), undefined);
  if (text === undefined) return undefined;
  const holder = parse(text);
  const isWhole = [holder?.began, holder?.host, holder?.since].every((each) => typeof each === "string") && Number.isInteger(holder?.pid);
  if (isWhole) return holder as Holder;
  // It may be of an emulator that runs: only a person can tell.
  throw new InputError(
    `the file ${file}, which says what emulator uses the data folder, is damaged: if none does, remove that file, then start again`,
  );
}

function parse(text: string): Partial<Holder> | undefined {
  try {
    return (JSON.parse(text) as Partial<Holder> | null) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Of another machine, or another container, nothing can be known from here. */
async function mayRun({ pid, began, host }: Holder): Promise<boolean> {
  if (host !== hostname()) return true;
  if (!isAlive(pid)) return false;
  const now = await processBegan(pid);
  if (now === gone) return false;
  return now === undefined || began === "" || now === began;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: somebody else's, and alive.
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}

/** In place of a time: the process was killed, and keeps its pid until somebody waits for it, which in a container may never happen. */
const gone = "gone";

/** Linux: ticks since the machine began, from /proc. Elsewhere a date, from ps. Undefined: the process is gone, or neither can be read. */
async function processBegan(pid: number): Promise<string | undefined> {
  const stat = await absentAs(readFile(`/proc/${pid}/stat`, "utf8"), undefined);
  // The second field is a name in brackets, which may hold blanks and brackets; the 3rd is the state, the 22nd the time.
  const [state = "", ...more] = stat?.slice(stat.lastIndexOf(")") + 2).split(" ") ?? [];
  if (/^[ZX]/.test(state)) return gone;
  if (stat !== undefined) return more[18];
  try {
    const { stdout } = await promisify(execFile)("ps", ["-o", "lstart=", "-p", String(pid)], {
      env: { ...process.env, LC_ALL: "C", TZ: "UTC" },
    });
    return stdout.trim() === "" ? undefined : stdout.trim();
  } catch {
    return undefined;
  }
}

function wordsAbout(folder: string, { file, holder }: Found): string {
  const { pid, host, since, admin } = holder;
  const where = host === hostname() ? "" : ` on ${host}`;
  const at = admin === undefined ? "" : `, admin URL ${admin}`;
  const next =
    where === ""
      ? "stop it, or choose another folder with --data"
      : `whether it still runs cannot be seen from here: if it does not, remove ${file}; otherwise choose another folder with --data`;
  return `the data folder ${folder} is in use by the emulator of process ${pid}${where} (since ${since}${at}): ${next}`;
}

async function absentAs<T, A>(reading: Promise<T>, absent: A): Promise<T | A> {
  try {
    return await reading;
  } catch (error) {
    // ESRCH: a process that ends while its file is read.
    if (["ENOENT", "ESRCH"].includes((error as NodeJS.ErrnoException).code ?? "")) return absent;
    throw error;
  }
}
