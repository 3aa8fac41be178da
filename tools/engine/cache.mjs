import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { homedir, hostname } from "node:os";
import { join } from "node:path";

const pollMs = 500;
/** A lock whose owner cannot be asked (another host, or no owner written yet) counts as left behind after this. */
const abandonedMs = { foreign: 30 * 60_000, ownerless: 10_000 };

/** The user's cache folder for what is fetched once: PULUMI_OOS_CACHE, else XDG_CACHE_HOME/pulumi-oos, else ~/.cache/pulumi-oos. */
export function cacheRoot(env) {
  if (env.PULUMI_OOS_CACHE) return env.PULUMI_OOS_CACHE;
  return join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), ".cache"), "pulumi-oos");
}

/**
 * Makes a folder once, however many processes ask at the same time: one builds in a scratch folder that is renamed when whole,
 * the others wait. `build(scratch)` fills the scratch folder; when it throws, nothing is left and the error is passed on.
 * `onWait` is called once when another process is already at it.
 */
export async function makeOnce(target, build, onWait = () => {}) {
  if (existsSync(target)) return target;
  const lock = `${target}.lock`;
  let waiting = false;
  while (!tryLock(lock)) {
    if (!waiting) onWait();
    waiting = true;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    if (existsSync(target)) return target;
  }
  const scratch = `${target}.making-${process.pid}`;
  const cleanUp = () => {
    rmSync(scratch, { recursive: true, force: true });
    rmSync(lock, { recursive: true, force: true });
  };
  process.once("exit", cleanUp);
  try {
    if (existsSync(target)) return target;
    mkdirSync(scratch, { recursive: true });
    await build(scratch);
    moveInto(scratch, target);
    return target;
  } finally {
    process.removeListener("exit", cleanUp);
    cleanUp();
  }
}

function moveInto(scratch, target) {
  try {
    renameSync(scratch, target);
  } catch (error) {
    // Two owners are possible when a lock was wrongly taken for abandoned; the first one's result is as good as ours.
    if (!existsSync(target)) throw error;
  }
}

function tryLock(lock) {
  try {
    mkdirSync(join(lock, ".."), { recursive: true });
    mkdirSync(lock);
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
  writeFileSync(join(lock, "owner"), JSON.stringify({ pid: process.pid, host: hostname() }));
  return true;
}

function isAbandoned(lock) {
  let ageMs;
  try {
    ageMs = Date.now() - statSync(lock).mtimeMs;
  } catch {
    return false;
  }
  let owner;
  try {
    owner = JSON.parse(readFileSync(join(lock, "owner"), "utf8"));
  } catch {
    return ageMs > abandonedMs.ownerless;
  }
  if (owner.host !== hostname()) return ageMs > abandonedMs.foreign;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
