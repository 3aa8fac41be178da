/**
 * The journal of creates (law 6): one small file for each request that makes something, from before it is sent until the engine is seen to know what
 * it made. When the process dies or the answer is lost in between, the file stays, and the next create of that name knows what it may find.
 * Files hold names, times and digests, never secrets.
 */
import type { Intent, Intents } from "../define";
import { ServiceError } from "../transport/errors";
import { parseType, parseUrn, typeToken } from "../faces";
import { type Entry, JournalFiles, prefixOf, type Stored } from "./journal-files";
import { type Processes, systemProcesses } from "./processes";
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
  /** As {@link Intents.isCutOff}. */
  readonly isCutOff?: (urn: string) => Promise<boolean | undefined>;
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
  /** Nothing is under way any more. */
  close(): void;
  /** A call of the engine shows that it has stored the resource: nothing of its creation is in doubt any more. Never fails. */
  known(resource: KnownResource): Promise<void>;
}

export interface Held {
  readonly intents: Intents;
  /**
   * What was resolved is answered. With the ID of what was made the entry stays, for its own resource only, until {@link Journal.known}: the engine
   * may end before it has stored the answer. Never fails: an entry whose file cannot be changed ends by its age.
   */
  settle(id?: string): Promise<void>;
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
  let answered: Promise<Map<string, Stored>> | undefined;

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
    more: Pick<Entry, "maxAgeMs" | "prints">,
  ): Promise<void> => {
    const startedAt = now().toISOString();
    await files.write({ account: await account(), ...name, startedAt, known, owner: self, ...(urn === undefined ? {} : { urn }), ...more });
  };
  /** The entries of what was cut off before, read once: those of this process are added as they come. */
  const answers = (): Promise<Map<string, Stored>> =>
    (answered ??= files.readable().then(
      (entries) => new Map(entries.filter((entry) => entry.answered !== undefined).map((entry) => [entry.file, entry])),
      () => new Map<string, Stored>(),
    ));
  const answer = async (name: Name, urn: string, id: string, more: Pick<Entry, "isReplacement">): Promise<void> => {
    // The entity is this resource's from now on, whichever of the stack's was told of it before.
    const all = await files.all(prefixOf({ account: await account(), ...name }));
    const former = all.filter((each) => each.answered === id && isSameStack(each.urn, urn));
    const own = latestFirst(await ofConcern(all, urn), urn);
    const replaced = new Map([...own, ...former].map((each) => [each.file, each]));
    const [latest] = own;
    if (latest !== undefined) {
      const { file: _file, ...entry } = latest;
      const next = { ...entry, owner: self, urn, answered: id, ...more };
      await files.write(next);
      const stored = { ...next, file: files.fileOf(next) };
      (await answers()).set(stored.file, stored);
      replaced.delete(stored.file);
    }
    for (const other of replaced.values()) await files.remove(other);
  };
  const latestFirst = (entries: readonly Stored[], urn: string | undefined): readonly Stored[] =>
    entries.toSorted((a, b) => Number(isSameUrn(b.urn, urn)) - Number(isSameUrn(a.urn, urn)) || ageOf(a) - ageOf(b));

  const intentsOf = (urn: string | undefined, { beforeBegin, settle }: Hooks): Intents => ({
    settle: (noun, name) => settle({ noun, name }),
    async begin(noun, name, known, more = {}) {
      await beforeBegin({ noun, name });
      await begin({ noun, name }, urn, known, more);
    },
    forget: (noun, name) => forget({ noun, name }, urn),
    learned: (noun, name, made) => amend({ noun, name }, urn, (entry) => (isOwn(urn)(entry) ? { made } : undefined)),
    isCutOff: async () => (urn === undefined ? undefined : options.isCutOff?.(urn)),
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
    async unanswered(noun, name): Promise<Intent | undefined> {
      const [entry] = latestFirst((await entriesOf({ noun, name }, urn)).filter(isFresh), urn);
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
    hasAnswer: async (urn) => [...(await answers()).values()].some((entry) => isSameUrn(entry.urn, urn)),
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
          await Promise.allSettled([...resolved.values()].map((name) => (isKept ? answer(name, urn, id, more) : forget(name, urn))));
        },
      };
    },
  };
}

interface Hooks {
  readonly beforeBegin: (name: Name) => Promise<void>;
  readonly settle: (name: Name) => Promise<void>;
}

function toIntent({ startedAt, known, answered, made, prints }: Entry): Intent {
  return {
    startedAt: new Date(startedAt),
    known,
    ...(answered === undefined ? {} : { answered }),
    ...(made === undefined ? {} : { made }),
    ...(prints === undefined ? {} : { prints }),
  };
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
