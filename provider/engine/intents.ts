/**
 * The journal of creates (law 6): one small file for each request that makes something, from before it is sent until the engine is told what it made.
 * When the process dies or the answer is lost in between, the file stays, and the next create of that name knows that the thing found there is ours.
 * Files hold names and times, never secrets.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { type Intent, type Intents, RefusedError } from "../define";
import { ServiceError } from "../transport/errors";

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
}

interface Entry {
  readonly noun: string;
  readonly name: string;
  readonly startedAt: string;
  readonly known: readonly string[];
}

/** The journal as the lifecycle uses it. */
export interface Journal extends Intents {
  /** For one create: what is resolved in it stays on disk until the engine is about to know of it. */
  hold(): Held;
}

export interface Held {
  readonly intents: Intents;
  /** Forgets what was resolved. Never fails: an intent whose file cannot be removed ends by its age. */
  settle(): Promise<void>;
}

export function createIntents(options: JournalOptions): Journal {
  const maxAgeMs = options.maxAgeMs ?? 24 * 3600 * 1000;
  const fileOf = async (noun: string, name: string): Promise<string> => {
    const key = createHash("sha256")
      .update([await options.account(), noun, name].join("\n"))
      .digest("hex");
    return path.join(options.folder, `${key.slice(0, 40)}.json`);
  };
  const forget = async (noun: string, name: string): Promise<void> => rm(await fileOf(noun, name), { force: true });
  const intents = (settle: Intents["settle"]): Intents => ({
    settle,
    async around(noun, name, known, make) {
      const entry: Entry = { noun, name, startedAt: options.now().toISOString(), known };
      await write(options.folder, await fileOf(noun, name), entry);
      try {
        const result = await make();
        await settle(noun, name);
        return result;
      } catch (error) {
        if (!(error instanceof ServiceError && error.maybeDone)) await forget(noun, name);
        throw error;
      }
    },
    async unanswered(noun, name): Promise<Intent | undefined> {
      const entry = await readEntry(await fileOf(noun, name));
      if (entry === undefined) return undefined;
      const startedAt = new Date(entry.startedAt);
      return options.now().getTime() - startedAt.getTime() > maxAgeMs ? undefined : { startedAt, known: entry.known };
    },
  });
  return {
    ...intents(forget),
    hold() {
      const resolved: (readonly [noun: string, name: string])[] = [];
      return {
        intents: intents((noun, name) => {
          resolved.push([noun, name]);
          return Promise.resolve();
        }),
        settle: async () => {
          await Promise.allSettled(resolved.map(([noun, name]) => forget(noun, name)));
        },
      };
    },
  };
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
  if (typeof value?.startedAt === "string" && Array.isArray(value.known)) return value as Entry;
  throw new RefusedError(`the journal file ${file} is damaged`, "look at what it names, then remove it");
}

function parse(text: string): Partial<Entry> | undefined {
  try {
    return JSON.parse(text) as Partial<Entry>;
  } catch {
    return undefined;
  }
}
