/**
 * The journal of creates (law 6): one small file for each request that makes something, from before it is sent until the engine is seen to know what
 * it made. When the process dies or the answer is lost in between, the file stays, and the next create of that name knows what it may find.
 * Files hold names, times and digests, never secrets.
 */
import type { Intent, Intents } from "../../define";
import { ServiceError } from "../../transport/errors/errors";
import { parseType, parseUrn, typeToken } from "../../faces";
import { type Entry, JournalFiles, prefixOf, type Stored } from "./journal-files";
import { type Processes, systemProcesses } from "../process/processes";
import { stackOf } from "./stack-state";

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
  /** Tokens of the journals that are open in this process, where there may be several. */
  readonly journals?: Set<string>;
  /** Whether the stored state has this resource with this ID, not only the old half of its replacement; undefined when it cannot be told. */
  readonly isStored?: (urn: string, id: string) => Promise<boolean | undefined>;
  /** How many creations of this resource the state of before the run has as begun and not ended; undefined when it cannot be told. */
  readonly pendingCreates?: (urn: string) => Promise<number | undefined>;
}

/** A resource that the engine is seen to know: by noun and ID. Both halves of a replacement have the same URN, and so has what was taken out and is made anew. */
export interface KnownResource {
  readonly noun: string;
  readonly id: string;
}

/** The journal as the lifecycle uses it. */
export interface Journal extends Intents {
  /** For one create or update of a resource: what is resolved in it stays on disk until the engine is about to know of it. */
  hold(urn?: string, more?: Pick<Entry, "isReplacement">): Held;
  /** Names of this noun whose creation was cut off: a name that we make ourselves is made again as it was. A name is given to one resource only. */
  lostNames(noun: string, urn?: string): Promise<readonly string[]>;
  /** A lost name was made again for this resource. */
  give(name: string, urn: string | undefined): void;
  /** True when a run before this one was told of something that was made for this resource, and the engine has not been seen to know it. */
  hasAnswer(urn: string): Promise<boolean>;
  /**
   * Before the deletion of an entity: the engine may end before it has stored that, and then has what is not there. Kept for as long as a creation is.
   * @throws RefusedError when it cannot be written
   */
  removing(resource: KnownResource): Promise<void>;
  /** It is there: it was made, or its deletion was refused. Never fails. */
  stays(resource: KnownResource): Promise<void>;
  /** True when it was deleted by a run on this machine, or was to be, and not made since. */
  mayBeGone(resource: KnownResource): Promise<boolean>;
  /** Nothing is under way any more. */
  close(): void;
  /** A call of the engine shows that it has stored the resource: nothing of its creation is in doubt any more. Never fails. */
  known(resource: KnownResource): Promise<void>;
}

export interface Held {
  readonly intents: Intents;
  /**
   * What was resolved is answered. With the ID of what was made the entry stays, for its own resource only, until {@link Journal.known}: the engine
   * may end before it has stored the answer. Never fails: an entry that cannot be written is taken away, since it would say that nobody was told.
   * @returns what a person must know, in words
   */
  settle(id?: string): Promise<readonly string[]>;
}

/** A request ends within this time: an older intent is lost even if its process lives on. */
const underWayMs = 15 * 60 * 1000;
const dayMs = 24 * 3600 * 1000;

type Name = Pick<Entry, "noun" | "name">;

export function createIntents(options: JournalOptions): Journal {
  const { folder, account, now, maxAgeMs = dayMs, processes = systemProcesses(options) } = options;
  const { self } = processes;
  const files = new JournalFiles(folder);
  const given = new Map<string, string | undefined>();
  let remembered: Promise<Map<string, Stored>> | undefined;

  const ageOf = (entry: Entry): number => now().getTime() - new Date(entry.startedAt).getTime();
  const isFresh = (entry: Entry): boolean => ageOf(entry) <= (entry.maxAgeMs ?? maxAgeMs);
  /** What another living process is about right now is its own business; so is what another stack has made, or another resource was told of. */
  const concerns = async (entry: Entry, urn: string | undefined): Promise<boolean> => {
    // Of an answer another machine's run is most likely over, and nobody can ask.
    const isElsewhere = entry.answered !== undefined && entry.owner.host !== self.host;
    const isRecent = entry.owner.token !== self.token && ageOf(entry) < underWayMs;
    if (isRecent && !isElsewhere && (await processes.isAlive(entry.owner))) return false;
    return entry.answered === undefined ? isSameStack(entry.urn, urn) : urn !== undefined && isSameUrn(entry.urn, urn);
  };
  const ofConcern = async (entries: readonly Stored[], urn: string | undefined): Promise<readonly Stored[]> => {
    const verdicts = await Promise.all(entries.map((entry) => concerns(entry, urn)));
    return entries.filter((_entry, index) => verdicts[index]);
  };
  const entriesOf = async (name: Name, urn: string | undefined): Promise<readonly Stored[]> =>
    ofConcern(await files.all(prefixOf({ account: await account(), ...name })), urn);
  /** Also what is too old to be asked for: it would lie there for ever. */
  const forget = async (name: Name, urn: string | undefined, which: (entry: Entry) => boolean = () => true): Promise<void> => {
    for (const entry of await entriesOf(name, urn)) if (which(entry)) await files.remove(entry);
  };
  const isOwn =
    (urn: string | undefined) =>
    (entry: Entry): boolean =>
      entry.owner.token === self.token && entry.urn === urn;
  /** Never fails: what cannot be added is in doubt, as before. */
  const amend = async (name: Name, urn: string | undefined, change: (entry: Entry) => Partial<Entry> | undefined): Promise<void> => {
    const amended = async ({ file: _file, ...entry }: Stored): Promise<void> => {
      const more = change(entry);
      if (more !== undefined) await files.write({ ...entry, ...more });
    };
    await entriesOf(name, urn)
      .then((entries) => Promise.allSettled(entries.map(amended)))
      .catch(() => undefined);
  };
  const begin = async (
    name: Name,
    urn: string | undefined,
    known: readonly string[],
    more: Pick<Entry, "maxAgeMs" | "prints" | "backend">,
  ): Promise<void> => {
    const startedAt = now().toISOString();
    await files.write({ account: await account(), ...name, startedAt, known, owner: self, ...(urn === undefined ? {} : { urn }), ...more });
  };
  /** Answers and deletions of earlier runs, read once: those of this process are added as they come. */
  const answers = (): Promise<Map<string, Stored>> => (remembered ??= recall().catch(() => new Map<string, Stored>()));
  const recall = async (): Promise<Map<string, Stored>> => {
    const entries = (await files.readable()).filter(({ answered, isRemoval = false }) => isRemoval || answered !== undefined);
    // Of what is deleted nobody asks again.
    const isOver = (entry: Stored): boolean => entry.isRemoval === true && !isFresh(entry);
    await Promise.allSettled(entries.filter(isOver).map((entry) => files.remove(entry)));
    return new Map(entries.filter((entry) => !isOver(entry)).map((entry) => [entry.file, entry]));
  };
  const removals = async ({ noun, id }: KnownResource): Promise<readonly Stored[]> => {
    const found = [...(await answers()).values()].filter(
      (entry) => entry.isRemoval === true && entry.noun === removalOf(noun) && entry.name === id,
    );
    const own = found.length === 0 ? undefined : await account().catch(() => undefined);
    return found.filter((entry) => entry.account === own);
  };
  const answer = async (name: Name, urn: string, id: string, more: Pick<Entry, "isReplacement">): Promise<undefined> => {
    // The entity is this resource's from now on, whichever of the stack's was told of it before.
    const all = await files.all(prefixOf({ account: await account(), ...name }));
    const former = all.filter((each) => each.answered === id && isSameStack(each.urn, urn));
    const own = latestFirst(await ofConcern(all, urn), urn);
    const replaced = new Map([...own, ...former].map((each) => [each.file, each]));
    const [latest] = own;
    if (latest !== undefined) {
      const { file: _file, ...entry } = latest;
      const pendingBefore = await options.pendingCreates?.(urn);
      const next = { ...entry, owner: self, urn, answered: id, ...more, ...(pendingBefore === undefined ? {} : { pendingBefore }) };
      await files.write(next);
      const stored = { ...next, file: files.fileOf(next) };
      (await answers()).set(stored.file, stored);
      replaced.delete(stored.file);
    }
    for (const other of replaced.values()) await files.remove(other);
  };
  /** The answer cannot be written down. */
  const giveUp = async (name: Name, urn: string, id: string, error: unknown): Promise<string> => {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const what = `the journal in ${folder} cannot note that ${name.noun} ${id} was made (${cause instanceof Error ? cause.message : String(cause)})`;
    const isGone = await forget(name, urn, isOwn(urn)).then(
      () => true,
      () => false,
    );
    return isGone
      ? `${what}: if this run is cut off now, the next one cannot tell that this stack made it\n  next: make room there, or choose another folder with OOS_JOURNAL_DIR`
      : `${what}, and its file ${files.fileOf({ account: await account(), ...name, owner: self, urn })} cannot be removed: it would let a later run take ${id} for lost\n  next: remove the file when this run has ended`;
  };
  const latestFirst = (entries: readonly Stored[], urn: string | undefined): readonly Stored[] =>
    entries.toSorted((a, b) => Number(isSameUrn(b.urn, urn)) - Number(isSameUrn(a.urn, urn)) || ageOf(a) - ageOf(b));
  const latest = async (name: Name, urn: string | undefined, before?: Date): Promise<Stored | undefined> =>
    latestFirst(
      (await entriesOf(name, urn)).filter((entry) => isFresh(entry) && (before === undefined || new Date(entry.startedAt) < before)),
      urn,
    )[0];

  const intentsOf = (urn: string | undefined, { beforeBegin, settle }: Hooks): Intents => ({
    settle: (noun, name) => settle({ noun, name }),
    async begin(noun, name, known, more = {}) {
      await beforeBegin({ noun, name });
      await begin({ noun, name }, urn, known, more);
    },
    forget: (noun, name) => forget({ noun, name }, urn),
    learned: (noun, name, made) => amend({ noun, name }, urn, (entry) => (isOwn(urn)(entry) ? { made } : undefined)),
    async isCutOff(noun, name) {
      const before = (await latest({ noun, name }, urn))?.pendingBefore;
      const now = urn === undefined || before === undefined ? undefined : await options.pendingCreates?.(urn);
      return before === undefined || now === undefined ? undefined : now > before;
    },
    async made() {
      const entries = await files.readable();
      return new Set(entries.flatMap(({ made, answered: id }) => [made, id]).filter((id) => id !== undefined));
    },
    told: (noun, name, ids) => amend({ noun, name }, urn, ({ known }) => ({ known: [...new Set([...known, ...ids])] })),
    async before(noun, name, known, make, more) {
      await this.begin(noun, name, known, more);
      try {
        return await make();
      } catch (error) {
        // What an earlier run was about is in doubt still.
        if (!(error instanceof ServiceError && error.maybeDone)) await forget({ noun, name }, urn, isOwn(urn));
        throw error;
      }
    },
    async around(noun, name, known, make, more) {
      const result = await this.before(noun, name, known, make, more);
      await settle({ noun, name });
      return result;
    },
    async unanswered(noun, name, before): Promise<Intent | undefined> {
      const entry = await latest({ noun, name }, urn, before);
      return entry === undefined ? undefined : toIntent(entry);
    },
  });

  return {
    ...intentsOf(undefined, { beforeBegin: () => Promise.resolve(), settle: (name) => forget(name, undefined) }),
    async lostNames(noun, urn) {
      const own = await account();
      // A damaged file is reported by the create of the name that it stands for.
      const entries = (await files.readable()).filter(
        (entry) =>
          entry.account === own &&
          entry.noun === noun &&
          // What this process makes right now belongs to a resource of this run: another one of the same name must not take it.
          entry.owner.token !== self.token &&
          isFresh(entry) &&
          (!given.has(entry.name) || given.get(entry.name) === urn),
      );
      return [...new Set(latestFirst(await ofConcern(entries, urn), urn).map(({ name }) => name))];
    },
    close() {
      options.journals?.delete(self.token);
    },
    give(name, urn) {
      given.set(name, urn);
    },
    hasAnswer: async (urn) => [...(await answers()).values()].some((entry) => entry.urn !== undefined && isSameUrn(entry.urn, urn)),
    async removing({ noun, id }) {
      const startedAt = now().toISOString();
      const entry: Entry = {
        account: await account(),
        noun: removalOf(noun),
        name: id,
        startedAt,
        known: [],
        owner: self,
        isRemoval: true,
      };
      await files.write(entry);
      const stored = { ...entry, file: files.fileOf(entry) };
      (await answers()).set(stored.file, stored);
    },
    async stays(resource) {
      for (const entry of await removals(resource)) {
        (await answers()).delete(entry.file);
        await files.remove(entry).catch(() => undefined);
      }
    },
    mayBeGone: async (resource) => (await removals(resource)).length > 0,
    async known({ noun, id }) {
      const entries = await answers();
      for (const entry of [...entries.values()]) {
        if (entry.answered !== id || !isOfNoun(entry, noun)) continue;
        // The old half of a replacement often has the same ID.
        if (entry.isReplacement === true && (await options.isStored?.(entry.urn ?? "", id)) === false) continue;
        if (entry.account !== (await account().catch(() => undefined))) continue;
        entries.delete(entry.file);
        await files.remove(entry).catch(() => undefined);
      }
    },
    hold(urn, more = {}) {
      const resolved = new Map<string, Name>();
      const keyOf = ({ noun, name }: Name): string => JSON.stringify([noun, name]);
      return {
        intents: intentsOf(urn, {
          settle: (name) => {
            resolved.set(keyOf(name), name);
            return Promise.resolve();
          },
          // What was resolved of this name before has no part in the new request, whose entry must outlive it.
          beforeBegin: async (name) => {
            if (resolved.delete(keyOf(name))) await forget(name, urn);
          },
        }),
        settle: async (id) => {
          const isKept = urn !== undefined && id !== undefined;
          const ends = [...resolved.values()].map(async (name) => {
            if (isKept) return answer(name, urn, id, more).catch((error: unknown) => giveUp(name, urn, id, error));
            await forget(name, urn).catch(() => undefined);
            return undefined;
          });
          return (await Promise.all(ends)).filter((problem) => problem !== undefined);
        },
      };
    },
  };
}

interface Hooks {
  readonly beforeBegin: (name: Name) => Promise<void>;
  readonly settle: (name: Name) => Promise<void>;
}

function toIntent({ startedAt, known, answered, made, prints, backend }: Entry): Intent {
  return {
    startedAt: new Date(startedAt),
    known,
    ...(answered === undefined ? {} : { answered }),
    ...(made === undefined ? {} : { made }),
    ...(prints === undefined ? {} : { prints }),
    ...(backend === undefined ? {} : { backend }),
  };
}

/** No noun has a space in its name, so that no creation is taken for a deletion. */
function removalOf(noun: string): string {
  return `removal of ${noun}`;
}

/** What resources of several nouns make has a noun of its own in the journal. */
function isOfNoun({ noun, urn }: Entry, wanted: string): boolean {
  return noun === wanted || parseType(parseUrn(urn ?? "")?.type ?? "")?.noun === wanted;
}

/** Of one resource: its stack may have moved to the other face since. */
export function isSameUrn(a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [a, b].map((urn) => urn?.replaceAll(typeToken("dynamic", ""), typeToken("plugin", "")));
  return one === other;
}

/** A caller that is told no URN, and an entry of one, are taken at their word. */
function isSameStack(a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [a, b].map((urn) => (urn === undefined ? undefined : stackOf(urn)?.prefix));
  return one === undefined || other === undefined || one === other;
}
