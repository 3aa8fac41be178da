/**
 * The journal of creates (law 6): one small file for each request that makes something, from before it is sent until the engine is seen to know what
 * it made. When the process dies or the answer is lost in between, the file stays, and the next create of that name knows what it may find.
 * Files hold names, times and digests, never secrets.
 */
import type { Intent, Intents } from "../../define";
import { defined } from "../../pure/defined";
import { ServiceError } from "../../transport/errors/errors";
import { JournalAnswers, type KnownResource } from "./journal-answers";
import { JournalEntries, type JournalOptions, type Name } from "./journal-entries";
import type { Entry } from "./journal-files";

export type { KnownResource } from "./journal-answers";
export { isSameUrn, type JournalOptions } from "./journal-entries";

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

export function createIntents(options: JournalOptions): Journal {
  const { pendingCreates } = options;
  const entries = new JournalEntries(options);
  const answers = new JournalAnswers(entries, options);
  const given = new Map<string, string | undefined>();
  const atOnce: Hooks = { beforeBegin: () => Promise.resolve(), settle: (name) => entries.forget(name, undefined), pendingCreates };
  return {
    ...intentsOf(entries, undefined, atOnce),
    async lostNames(noun, urn) {
      const own = await entries.account();
      // A damaged file is reported by the create of the name that it stands for.
      const lost = (await entries.files.readable()).filter(
        (entry) =>
          entry.account === own &&
          entry.noun === noun &&
          // What this process makes right now belongs to a resource of this run: another one of the same name must not take it.
          entry.owner.token !== entries.self.token &&
          entries.isFresh(entry) &&
          (!given.has(entry.name) || given.get(entry.name) === urn),
      );
      return [...new Set(entries.latestFirst(await entries.ofConcern(lost, urn), urn).map(({ name }) => name))];
    },
    close() {
      options.journals?.delete(entries.self.token);
    },
    give(name, urn) {
      given.set(name, urn);
    },
    hasAnswer: (urn) => answers.hasAnswer(urn),
    removing: (resource) => answers.removing(resource),
    stays: (resource) => answers.stays(resource),
    mayBeGone: (resource) => answers.mayBeGone(resource),
    known: (resource) => answers.known(resource),
    hold(urn, more = {}) {
      const resolved = new Map<string, Name>();
      const keyOf = ({ noun, name }: Name): string => JSON.stringify([noun, name]);
      return {
        intents: intentsOf(entries, urn, {
          pendingCreates,
          settle: (name) => {
            resolved.set(keyOf(name), name);
            return Promise.resolve();
          },
          // What was resolved of this name before has no part in the new request, whose entry must outlive it.
          beforeBegin: async (name) => {
            if (resolved.delete(keyOf(name))) await entries.forget(name, urn);
          },
        }),
        settle: async (id) => {
          const isKept = urn !== undefined && id !== undefined;
          const ends = [...resolved.values()].map(async (name) => {
            if (isKept) return answers.answer(name, urn, id, more);
            await entries.forget(name, urn).catch(() => undefined);
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
  readonly pendingCreates: JournalOptions["pendingCreates"];
}

function intentsOf(entries: JournalEntries, urn: string | undefined, { beforeBegin, settle, pendingCreates }: Hooks): Intents {
  return {
    settle: (noun, name) => settle({ noun, name }),
    async begin(noun, name, known, more = {}) {
      await beforeBegin({ noun, name });
      await entries.begin({ noun, name }, urn, known, more);
    },
    forget: (noun, name) => entries.forget({ noun, name }, urn),
    learned: (noun, name, made) => entries.amend({ noun, name }, urn, (entry) => (entries.isOwn(urn)(entry) ? { made } : undefined)),
    async isCutOff(noun, name) {
      const before = (await entries.latest({ noun, name }, urn))?.pendingBefore;
      const now = urn === undefined || before === undefined ? undefined : await pendingCreates?.(urn);
      return before === undefined || now === undefined ? undefined : now > before;
    },
    async made() {
      const all = await entries.files.readable();
      return new Set(all.flatMap(({ made, answered: id }) => [made, id]).filter((id) => id !== undefined));
    },
    told: (noun, name, ids) => entries.amend({ noun, name }, urn, ({ known }) => ({ known: [...new Set([...known, ...ids])] })),
    async before(noun, name, known, make, more) {
      await this.begin(noun, name, known, more);
      try {
        return await make();
      } catch (error) {
        // What an earlier run was about is in doubt still.
        if (!(error instanceof ServiceError && error.maybeDone)) await entries.forget({ noun, name }, urn, entries.isOwn(urn));
        throw error;
      }
    },
    async around(noun, name, known, make, more) {
      const result = await this.before(noun, name, known, make, more);
      await settle({ noun, name });
      return result;
    },
    async unanswered(noun, name, before): Promise<Intent | undefined> {
      const entry = await entries.latest({ noun, name }, urn, before);
      return entry === undefined ? undefined : toIntent(entry);
    },
  };
}

function toIntent({ startedAt, known, answered, made, prints, backend }: Entry): Intent {
  return { startedAt: new Date(startedAt), known, ...defined({ answered, made, prints, backend }) };
}
