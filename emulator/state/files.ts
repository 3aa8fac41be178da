/**
 * Files under the data folder. A write goes to a temporary name and is renamed, so a reader after `kill -9` finds the old or the new
 * content, never a mixture. `fsync` is off: the emulator survives the death of its process, not the loss of power.
 */
import { appendFile, mkdir, readFile, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import writeFileAtomic from "write-file-atomic";

export class Files {
  /** Last operation on each path: operations on one path run in order. */
  private readonly tails = new Map<string, Promise<void>>();
  /** Writes of {@link save} that have not started yet. */
  private readonly waiting = new Map<string, Promise<void>>();
  /** Records for {@link append} whose write has not started yet. */
  private readonly appending = new Map<string, { text: string; readonly written: Promise<void> }>();

  constructor(readonly root: string) {}

  async ensureFolder(...parts: readonly string[]): Promise<void> {
    await mkdir(join(this.root, ...parts), { recursive: true, mode: 0o700 });
  }

  /** Replaces a file, readable by its owner only. */
  write(path: string, data: string | Buffer): Promise<void> {
    return this.inOrder(path, () => writeFileAtomic(join(this.root, path), data, { mode: 0o600, fsync: false }));
  }

  /**
   * Replaces a file by what `content` returns when its turn comes. Calls made while an earlier write is under way share one write,
   * so a burst of changes costs two writes and not one each.
   */
  save(path: string, content: () => string): Promise<void> {
    const shared = this.waiting.get(path);
    if (shared !== undefined) return shared;
    const write = this.inOrder(path, () => {
      if (this.waiting.get(path) === write) this.waiting.delete(path);
      return writeFileAtomic(join(this.root, path), content(), { mode: 0o600, fsync: false });
    });
    this.waiting.set(path, write);
    return write;
  }

  /** Adds a record at the end of a file of records. Records that come while an earlier write is under way are written together. */
  append(path: string, record: object): Promise<void> {
    const line = `${JSON.stringify(record)}\n`;
    const shared = this.appending.get(path);
    if (shared !== undefined) {
      shared.text += line;
      return shared.written;
    }
    const written = this.inOrder(path, () => {
      if (this.appending.get(path) === entry) this.appending.delete(path);
      return appendFile(join(this.root, path), entry.text, { mode: 0o600 });
    });
    // The line break in front keeps a record that a crash cut off apart from what follows.
    const entry = { text: `\n${line}`, written };
    this.appending.set(path, entry);
    return written;
  }

  /** The records of a file, those whose write is under way included, without one that a crash cut off; none when there is no file. */
  async records<T>(path: string): Promise<readonly T[]> {
    await this.tails.get(path);
    try {
      const text = await readFile(join(this.root, path), "utf8");
      return text.split("\n").flatMap(parseRecord) as T[];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }

  /** Removes a file or a folder; nothing there is fine. */
  remove(path: string): Promise<void> {
    // A later save or append must not join a write that stands before this removal.
    this.waiting.delete(path);
    this.appending.delete(path);
    return this.inOrder(path, () => rm(join(this.root, path), { recursive: true, force: true }));
  }

  read(path: string): Promise<Buffer> {
    return readFile(join(this.root, path));
  }

  /** Names in a folder, none when it does not exist. */
  async list(path: string): Promise<readonly string[]> {
    try {
      return await readdir(join(this.root, path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }

  /** Resolves when everything asked for so far is done. */
  async settle(): Promise<void> {
    while (this.tails.size > 0) await Promise.allSettled([...this.tails.values()]);
  }

  private inOrder(path: string, step: () => Promise<void>): Promise<void> {
    const before = this.tails.get(path) ?? Promise.resolve();
    const run = before.then(step, step);
    this.tails.set(path, run);
    const forget = (): void => {
      if (this.tails.get(path) === run) this.tails.delete(path);
    };
    run.then(forget, forget);
    return run;
  }
}

function parseRecord(line: string): readonly unknown[] {
  if (line === "") return [];
  try {
    return [JSON.parse(line)];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
