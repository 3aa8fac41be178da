/**
 * Notes of what was taken over (`adopt`) on this machine. The one who had it before may be deleted by another process, or in a later run, where nothing
 * in the protocol tells that somebody else has it now.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";
import { defined } from "../../pure/defined";

export interface Takeover {
  /** URN of the resource that has it since. */
  readonly holder: string;
  readonly at: string;
  /** The resource that a run has last been seen to have of the entity, and the run: other processes of it, one a provider instance, read it here. */
  readonly declared?: Declared;
}

interface Declared {
  readonly urn: string;
  /** Address of the run's engine. */
  readonly run: string;
}

export class Takeovers {
  /** @param folder of the journal */
  constructor(
    private readonly folder: string,
    private readonly now: () => Date,
  ) {}

  /** Where the note of an entity is. @param account tells services and accounts apart */
  fileOf(account: string, entity: string): string {
    const name = createHash("sha256").update([account, entity].join("\n")).digest("hex").slice(0, 40);
    return path.join(this.folder, "taken-over", `${name}.json`);
  }

  /** @param run address of the engine that the resource is made for */
  note(file: string, holder: string, run: string | undefined): Promise<void> {
    return this.#write(file, { holder, at: this.now().toISOString(), ...(run === undefined ? {} : { declared: { urn: holder, run } }) });
  }

  /**
   * Of a resource that the program goes on declaring with what has been taken over.
   * @returns URN of another one that the program declares with the same, in another provider instance as well
   */
  async declare(file: string, declared: Declared): Promise<string | undefined> {
    const note = await this.find(file);
    if (note === undefined) return undefined;
    if (note.declared?.run === declared.run) return note.declared.urn === declared.urn ? undefined : note.declared.urn;
    await this.#write(file, { ...note, declared });
    return undefined;
  }

  async #write(file: string, note: Takeover): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    await writeFileAtomic(file, JSON.stringify(note), { mode: 0o600 });
  }

  /** Undefined: nobody has taken it over here. A damaged note counts as one of an unknown holder. */
  async find(file: string): Promise<Takeover | undefined> {
    let text: string;
    try {
      text = await readFile(file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT" || (error as NodeJS.ErrnoException).code === "ENOTDIR") return undefined;
      throw error;
    }
    try {
      const { holder, at, declared } = JSON.parse(text) as Partial<Takeover>;
      return { holder: String(holder), at: String(at), ...defined({ declared }) };
    } catch {
      return { holder: "unknown", at: "unknown" };
    }
  }

  clear(file: string): Promise<void> {
    return rm(file, { force: true });
  }
}
