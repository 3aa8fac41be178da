/**
 * Notes of what was taken over (`adopt`) on this machine. The one who had it before may be deleted by another process, or in a later run, where nothing
 * in the protocol tells that somebody else has it now.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import writeFileAtomic from "write-file-atomic";

export interface Takeover {
  /** URN of the resource that has it since. */
  readonly holder: string;
  readonly at: string;
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

  async note(file: string, holder: string): Promise<void> {
    await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    const note: Takeover = { holder, at: this.now().toISOString() };
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
      const { holder, at } = JSON.parse(text) as Partial<Takeover>;
      return { holder: String(holder), at: String(at) };
    } catch {
      return { holder: "unknown", at: "unknown" };
    }
  }

  clear(file: string): Promise<void> {
    return rm(file, { force: true });
  }
}
