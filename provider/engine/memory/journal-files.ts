/** The files of the journal: one small JSON file an entry, in a folder that only its owner can read. */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { RefusedError } from "../../define";
import type { Owner } from "../process/processes";

/** Where the journal is kept: `OOS_JOURNAL_DIR`, else the user's state folder. */
export function journalFolder(environment: Readonly<Record<string, string | undefined>>): string {
  const chosen = environment["OOS_JOURNAL_DIR"];
  if (chosen !== undefined && chosen !== "") return chosen;
  const state = environment["XDG_STATE_HOME"];
  return path.join(state !== undefined && state !== "" ? state : path.join(homedir(), ".local", "state"), "pulumi-oos", "journal");
}

export interface Entry {
  readonly account: string;
  readonly noun: string;
  readonly name: string;
  readonly startedAt: string;
  readonly known: readonly string[];
  readonly owner: Owner;
  /** The resource for which the request was sent. */
  readonly urn?: string;
  /** Digests of the parts that the request was to write. */
  readonly prints?: readonly string[];
  /** The service has answered and the engine is being told: the ID of the resource. */
  readonly answered?: string;
  /** True: no creation, but the deletion of the entity with the ID `name`. */
  readonly isRemoval?: true;
  /** True: the engine has another resource of this URN, which this one replaces. */
  readonly isReplacement?: boolean;
  /** Of an answered one: how many creations of the resource the state of before that run had as begun and not ended. */
  readonly pendingBefore?: number;
  /** What the request has made, by the service's answer. */
  readonly made?: string;
  /** URL of the backend of the state that goes with it. */
  readonly backend?: string;
  /** For how long it can be taken for ours, where it is not the journal's own time. */
  readonly maxAgeMs?: number;
}

/** An entry with the file that holds it. */
export interface Stored extends Entry {
  readonly file: string;
}

const digestLength = 40;
const shortLength = 12;

function digest(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("hex");
}

/** How the files of one name begin. */
export function prefixOf({ account, noun, name }: Pick<Entry, "account" | "noun" | "name">): string {
  return digest(account, noun, name).slice(0, digestLength);
}

/** Why no journal can be kept there, as far as that shows before anything is written; undefined when nothing is seen. */
export async function folderProblem(folder: string): Promise<string | undefined> {
  const code = await stat(folder).then(
    (found) => (found.isDirectory() ? undefined : "ENOTDIR"),
    (error: unknown) => (error as NodeJS.ErrnoException).code,
  );
  if (code !== "ENOTDIR") return undefined;
  return `the journal cannot be kept in ${folder}: it, or what it lies in, is a file; choose a folder with OOS_JOURNAL_DIR`;
}

export class JournalFiles {
  constructor(readonly folder: string) {}

  /** One file for each name, resource and process. */
  fileOf(entry: Pick<Entry, "account" | "noun" | "name" | "urn" | "owner">): string {
    const resource = entry.urn === undefined ? "" : `.${digest(entry.urn).slice(0, shortLength)}`;
    return path.join(this.folder, `${prefixOf(entry)}${resource}.${entry.owner.token}.json`);
  }

  /** The entries whose files begin so. @throws RefusedError for a damaged one */
  async all(prefix = ""): Promise<readonly Stored[]> {
    const entries = await Promise.all((await this.#names(prefix)).map((name) => read(path.join(this.folder, name))));
    return entries.filter((entry) => entry !== undefined);
  }

  /** As {@link all}; a damaged file is left for whoever asks for its name. */
  async readable(): Promise<readonly Stored[]> {
    const entries = await Promise.all((await this.#names("")).map((name) => read(path.join(this.folder, name)).catch(() => undefined)));
    return entries.filter((entry) => entry !== undefined);
  }

  /** @throws RefusedError when it cannot be written */
  async write(entry: Entry): Promise<void> {
    try {
      await mkdir(this.folder, { recursive: true, mode: 0o700 });
      await writeFileAtomic(this.fileOf(entry), JSON.stringify(entry), { mode: 0o600 });
    } catch (cause) {
      throw new RefusedError(
        `the journal in ${this.folder} cannot be written (${cause instanceof Error ? cause.message : String(cause)}); nothing was created`,
        "make the folder writable, or choose another one with OOS_JOURNAL_DIR",
        { cause },
      );
    }
  }

  remove(entry: Stored): Promise<void> {
    return rm(entry.file, { force: true });
  }

  async #names(prefix: string): Promise<readonly string[]> {
    try {
      return (await readdir(this.folder)).filter((name) => name.startsWith(prefix) && name.endsWith(".json"));
    } catch (error) {
      // Where no folder can be, nothing was written.
      if (["ENOENT", "ENOTDIR"].includes((error as NodeJS.ErrnoException).code ?? "")) return [];
      throw error;
    }
  }
}

async function read(file: string): Promise<Stored | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const value = parse(text);
  if (typeof value?.startedAt === "string" && Array.isArray(value.known) && typeof value.owner?.token === "string")
    return { ...(value as Entry), file };
  throw new RefusedError(`the journal file ${file} is damaged`, "look at what it names, then remove it");
}

function parse(text: string): Partial<Entry> | undefined {
  try {
    return JSON.parse(text) as Partial<Entry>;
  } catch {
    return undefined;
  }
}
