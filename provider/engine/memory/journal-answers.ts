/** What runs were told of, and what they deleted, as long as the engine has not been seen to know it. */
import { parseType, parseUrn } from "../../faces";
import { defined } from "../../pure/defined";
import { isSameStack, isSameUrn, type JournalEntries, type JournalOptions, type Name } from "./journal-entries";
import type { Entry, Stored } from "./journal-files";

/** A resource that the engine is seen to know: by noun and ID. Both halves of a replacement have the same URN, and so has what was taken out and is made anew. */
export interface KnownResource {
  readonly noun: string;
  readonly id: string;
}

export class JournalAnswers {
  #remembered: Promise<Map<string, Stored>> | undefined;

  constructor(
    private readonly entries: JournalEntries,
    private readonly options: Pick<JournalOptions, "folder" | "isStored" | "pendingCreates">,
  ) {}

  async hasAnswer(urn: string): Promise<boolean> {
    return [...(await this.#all()).values()].some((entry) => entry.urn !== undefined && isSameUrn(entry.urn, urn));
  }

  /** The entry of what was made stays, with its ID. @returns what a person must know, if it cannot be written */
  answer(name: Name, urn: string, id: string, more: Pick<Entry, "isReplacement">): Promise<string | undefined> {
    return this.#answer(name, urn, id, more).catch((error: unknown) => this.#giveUp(name, urn, id, error));
  }

  async removing({ noun, id }: KnownResource): Promise<void> {
    const { account, now, self } = this.entries;
    const startedAt = now().toISOString();
    await this.#write({ account: await account(), noun: removalOf(noun), name: id, startedAt, known: [], owner: self, isRemoval: true });
  }

  async stays(resource: KnownResource): Promise<void> {
    for (const entry of await this.#removals(resource)) await this.#drop(entry);
  }

  async mayBeGone(resource: KnownResource): Promise<boolean> {
    return (await this.#removals(resource)).length > 0;
  }

  async known({ noun, id }: KnownResource): Promise<void> {
    for (const entry of [...(await this.#all()).values()]) {
      if (entry.answered !== id || !isOfNoun(entry, noun)) continue;
      // The old half of a replacement often has the same ID.
      if (entry.isReplacement === true && (await this.options.isStored?.(entry.urn ?? "", id)) === false) continue;
      if (entry.account !== (await this.entries.account().catch(() => undefined))) continue;
      await this.#drop(entry);
    }
  }

  /** Answers and deletions of earlier runs, read once: those of this process are added as they come. */
  #all(): Promise<Map<string, Stored>> {
    return (this.#remembered ??= this.#recall().catch(() => new Map<string, Stored>()));
  }

  async #recall(): Promise<Map<string, Stored>> {
    const { files } = this.entries;
    const entries = (await files.readable()).filter(({ answered, isRemoval = false }) => isRemoval || answered !== undefined);
    // Of what is deleted nobody asks again.
    const isOver = (entry: Stored): boolean => entry.isRemoval === true && !this.entries.isFresh(entry);
    await Promise.allSettled(entries.filter(isOver).map((entry) => files.remove(entry)));
    return new Map(entries.filter((entry) => !isOver(entry)).map((entry) => [entry.file, entry]));
  }

  async #write(entry: Entry): Promise<Stored> {
    const { files } = this.entries;
    await files.write(entry);
    const stored = { ...entry, file: files.fileOf(entry) };
    (await this.#all()).set(stored.file, stored);
    return stored;
  }

  async #drop(entry: Stored): Promise<void> {
    (await this.#all()).delete(entry.file);
    await this.entries.files.remove(entry).catch(() => undefined);
  }

  async #removals({ noun, id }: KnownResource): Promise<readonly Stored[]> {
    const found = [...(await this.#all()).values()].filter(
      (entry) => entry.isRemoval === true && entry.noun === removalOf(noun) && entry.name === id,
    );
    const own = found.length === 0 ? undefined : await this.entries.account().catch(() => undefined);
    return found.filter((entry) => entry.account === own);
  }

  async #answer(name: Name, urn: string, id: string, more: Pick<Entry, "isReplacement">): Promise<undefined> {
    const { files, self } = this.entries;
    // The entity is this resource's from now on, whichever of the stack's was told of it before.
    const all = await this.entries.all(name);
    const former = all.filter((each) => each.answered === id && isSameStack(each.urn, urn));
    const own = this.entries.latestFirst(await this.entries.ofConcern(all, urn), urn);
    const replaced = new Map([...own, ...former].map((each) => [each.file, each]));
    const [latest] = own;
    if (latest !== undefined) {
      const { file: _file, ...entry } = latest;
      const pendingBefore = await this.options.pendingCreates?.(urn);
      const stored = await this.#write({ ...entry, owner: self, urn, answered: id, ...more, ...defined({ pendingBefore }) });
      replaced.delete(stored.file);
    }
    for (const other of replaced.values()) await files.remove(other);
  }

  /** The answer cannot be written down. */
  async #giveUp(name: Name, urn: string, id: string, error: unknown): Promise<string> {
    const { files, self, account } = this.entries;
    const { folder } = this.options;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const what = `the journal in ${folder} cannot note that ${name.noun} ${id} was made (${cause instanceof Error ? cause.message : String(cause)})`;
    const isGone = await this.entries.forget(name, urn, this.entries.isOwn(urn)).then(
      () => true,
      () => false,
    );
    return isGone
      ? `${what}: if this run is cut off now, the next one cannot tell that this stack made it\n  next: make room there, or choose another folder with OOS_JOURNAL_DIR`
      : `${what}, and its file ${files.fileOf({ account: await account(), ...name, owner: self, urn })} cannot be removed: it would let a later run take ${id} for lost\n  next: remove the file when this run has ended`;
  }
}

/** No noun has a space in its name, so that no creation is taken for a deletion. */
function removalOf(noun: string): string {
  return `removal of ${noun}`;
}

/** What resources of several nouns make has a noun of its own in the journal. */
function isOfNoun({ noun, urn }: Entry, wanted: string): boolean {
  return noun === wanted || parseType(parseUrn(urn ?? "")?.type ?? "")?.noun === wanted;
}
