/**
 * The journal of creates (law 6): one small file for each request that makes something, from before it is sent until the engine is told what it made.
 * When the process dies or the answer is lost in between, the file stays, and the next create of that name knows that the thing found there is ours.
 * Files hold names and times, never secrets.
 */
import { createHash, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { mkdir, readdir, readFile, rm } from "node:fs/promises";
import { homedir, hostname } from "node:os";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type Intent, type Intents, RefusedError } from "../define";
import { ServiceError } from "../transport/errors";
import { isAtWork } from "./dying";

/** Where the journal is kept: `OOS_JOURNAL_DIR`, else the user's state folder. */
export function journalFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const chosen = environment["OOS_JOURNAL_DIR"];
  if (chosen !== undefined && chosen !== "") return chosen;
  const state = environment["XDG_STATE_HOME"];
  return path.join(state !== undefined && state !== "" ? state : path.join(homedir(), ".local", "state"), "pulumi-oos", "journal");
}

export interface JournalOptions {
  readonly folder: string;
  /** Tells accounts and servers apart: endpoint URL and access key id. */
  readonly account: () => Promise<string>;
  readonly now: () => Date;
  /** How long an unanswered create can be taken for ours; default 24 h. */
  readonly maxAgeMs?: number;
  /** This process, and whether another one is still at work; default: the system's. */
  readonly processes?: Processes;
  /** Address of the engine that this process works for, if one has started it. */
  readonly engine?: string;
}

/** Who writes an intent. */
export interface Owner {
  readonly pid: number;
  /** Tells two processes of one pid apart. */
  readonly token: string;
  readonly host: string;
  /** Address of the engine that it works for: what it is about is lost with that one. */
  readonly engine?: string;
}

export interface Processes {
  readonly self: Owner;
  isAlive(owner: Owner): boolean | Promise<boolean>;
}

interface Entry {
  readonly account: string;
  readonly noun: string;
  readonly name: string;
  readonly startedAt: string;
  readonly known: readonly string[];
  readonly owner: Owner;
  /** For how long it can be taken for ours, where it is not the journal's own time. */
  readonly maxAgeMs?: number;
}

interface Found extends Entry {
  readonly file: string;
  readonly ageMs: number;
}

/** The journal as the lifecycle uses it. */
export interface Journal extends Intents {
  /** For one create: what is resolved in it stays on disk until the engine is about to know of it. */
  hold(): Held;
  /** Names of this noun whose creation was cut off: a name that we make ourselves is made again as it was. */
  lostNames(noun: string): Promise<readonly string[]>;
}

export interface Held {
  readonly intents: Intents;
  /** Forgets what was resolved. Never fails: an intent whose file cannot be removed ends by its age. */
  settle(): Promise<void>;
}

const prefixLength = 40;

/** A request ends within this time: an older intent is lost even if its process lives on. */
const underWayMs = 15 * 60 * 1000;

function systemProcesses(engine: string | undefined): Processes {
  const self: Owner = { pid: process.pid, token: randomUUID(), host: hostname(), ...(engine === undefined ? {} : { engine }) };
  return {
    self,
    async isAlive(owner) {
      // Another process of our own pid has ended, or it would still have it.
      if (owner.host !== self.host) return true;
      if (owner.pid === self.pid) return owner.token === self.token;
      if (!runs(owner.pid)) return false;
      return owner.engine === undefined || owner.engine === self.engine || isAtWork(owner.engine, () => runs(owner.pid));
    },
  };
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !isZombie(pid);
}

/** A killed process that nobody has waited for still has its pid; only Linux tells. */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return /^[ZX]/.test(stat.slice(stat.lastIndexOf(")") + 2));
  } catch {
    return false;
  }
}

export function createIntents(options: JournalOptions): Journal {
  const maxAgeMs = options.maxAgeMs ?? 24 * 3600 * 1000;
  const processes = options.processes ?? systemProcesses(options.engine);
  const { self } = processes;
  const prefixOf = async (noun: string, name: string): Promise<string> =>
    createHash("sha256")
      .update([await options.account(), noun, name].join("\n"))
      .digest("hex")
      .slice(0, prefixLength);
  const fileOf = async (noun: string, name: string): Promise<string> =>
    path.join(options.folder, `${await prefixOf(noun, name)}.${self.token}.json`);
  /** Entries that are ours or were left by a process that has ended; what another process is about right now is its own business. */
  const settled = async (files: readonly string[]): Promise<readonly Found[]> => {
    const entries: Found[] = [];
    for (const file of files) {
      const entry = await readEntry(file);
      if (entry === undefined) continue;
      const ageMs = options.now().getTime() - new Date(entry.startedAt).getTime();
      const isForeign = entry.owner.token !== self.token && ageMs < underWayMs && (await processes.isAlive(entry.owner));
      if (!isForeign) entries.push({ ...entry, file, ageMs });
    }
    return entries;
  };
  const lostAmong = async (files: readonly string[]): Promise<readonly Found[]> =>
    (await settled(files)).filter((entry) => entry.ageMs <= (entry.maxAgeMs ?? maxAgeMs));
  const lost = async (prefix: string): Promise<readonly Found[]> => lostAmong(await filesOf(options.folder, prefix));
  /** Removes what is ours to remove, also what is too old to be asked for: it would lie there for ever. */
  const forget = async (noun: string, name: string): Promise<void> => {
    for (const { file } of await settled(await filesOf(options.folder, await prefixOf(noun, name)))) await rm(file, { force: true });
  };
  const begin: Intents["begin"] = async (noun, name, known, entryAgeMs) => {
    const entry: Entry = { account: await options.account(), noun, name, startedAt: options.now().toISOString(), known, owner: self };
    await write(options.folder, await fileOf(noun, name), entryAgeMs === undefined ? entry : { ...entry, maxAgeMs: entryAgeMs });
  };
  const intents = ({ begin, settle }: Pick<Intents, "begin" | "settle">): Intents => ({
    settle,
    begin,
    forget,
    async before(noun, name, known, make) {
      await begin(noun, name, known);
      try {
        return await make();
      } catch (error) {
        if (!(error instanceof ServiceError && error.maybeDone)) await forget(noun, name);
        throw error;
      }
    },
    async around(noun, name, known, make) {
      const result = await this.before(noun, name, known, make);
      await settle(noun, name);
      return result;
    },
    async unanswered(noun, name): Promise<Intent | undefined> {
      const entries = await lost(await prefixOf(noun, name));
      const entry = entries.toSorted((a, b) => a.ageMs - b.ageMs)[0];
      return entry === undefined ? undefined : { startedAt: new Date(entry.startedAt), known: entry.known };
    },
  });
  return {
    ...intents({ begin, settle: forget }),
    async lostNames(noun) {
      const account = await options.account();
      const names = (await filesOf(options.folder, "")).map(async (file) => {
        // A damaged file is reported by the create of the name it stands for.
        const [entry] = await lostAmong([file]).catch(() => []);
        // What this process makes right now belongs to a resource of this run: another one of the same name must not take it.
        const isLost = entry?.account === account && entry.noun === noun && entry.owner.token !== self.token;
        return isLost ? [entry.name] : [];
      });
      return [...new Set((await Promise.all(names)).flat())];
    },
    hold() {
      const resolved = new Map<string, () => Promise<void>>();
      const keyOf = (noun: string, name: string): string => JSON.stringify([noun, name]);
      return {
        intents: intents({
          settle: (noun, name) => {
            resolved.set(keyOf(noun, name), () => forget(noun, name));
            return Promise.resolve();
          },
          // What was resolved of this name before has no part in the new request, whose entry must outlive it.
          begin: async (noun, name, known, entryAgeMs) => {
            const key = keyOf(noun, name);
            await resolved.get(key)?.();
            resolved.delete(key);
            await begin(noun, name, known, entryAgeMs);
          },
        }),
        settle: async () => {
          await Promise.allSettled([...resolved.values()].map((settle) => settle()));
        },
      };
    },
  };
}

async function filesOf(folder: string, prefix: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.startsWith(prefix) && name.endsWith(".json")).map((name) => path.join(folder, name));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

async function write(folder: string, file: string, entry: Entry): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFileAtomic(file, JSON.stringify(entry), { mode: 0o600 });
  } catch (cause) {
    throw new RefusedError(
      `the journal in ${folder} cannot be written (${cause instanceof Error ? cause.message : String(cause)}); nothing was created`,
      "make the folder writable, or choose another one with OOS_JOURNAL_DIR",
      { cause },
    );
  }
}

async function readEntry(file: string): Promise<Entry | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const value = parse(text);
  if (typeof value?.startedAt === "string" && Array.isArray(value.known) && typeof value.owner?.token === "string") return value as Entry;
  throw new RefusedError(`the journal file ${file} is damaged`, "look at what it names, then remove it");
}

function parse(text: string): Partial<Entry> | undefined {
  try {
    return JSON.parse(text) as Partial<Entry>;
  } catch {
    return undefined;
  }
}
