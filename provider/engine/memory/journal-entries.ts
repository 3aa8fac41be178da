/** The entries of the journal that concern one call: which there are of a name, whose they are, and the changes to them. */
import { defined } from "../../pure/defined";
import { typeToken } from "../../faces";
import { type Processes, systemProcesses } from "../process/processes";
import { type Entry, JournalFiles, prefixOf, type Stored } from "./journal-files";
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

/** A request ends within this time: an older intent is lost even if its process lives on. */
const underWayMs = 15 * 60 * 1000;
const dayMs = 24 * 3600 * 1000;

export type Name = Pick<Entry, "noun" | "name">;

export class JournalEntries {
  readonly files: JournalFiles;
  readonly self: Entry["owner"];
  readonly account: () => Promise<string>;
  readonly now: () => Date;
  readonly #processes: Processes;
  readonly #maxAgeMs: number;

  constructor(options: JournalOptions) {
    this.#processes = options.processes ?? systemProcesses(options);
    this.files = new JournalFiles(options.folder);
    this.self = this.#processes.self;
    this.account = options.account;
    this.now = options.now;
    this.#maxAgeMs = options.maxAgeMs ?? dayMs;
  }

  isFresh(entry: Entry): boolean {
    return this.#ageOf(entry) <= (entry.maxAgeMs ?? this.#maxAgeMs);
  }

  async begin(
    name: Name,
    urn: string | undefined,
    known: readonly string[],
    more: Pick<Entry, "maxAgeMs" | "prints" | "backend">,
  ): Promise<void> {
    const startedAt = this.now().toISOString();
    await this.files.write({ account: await this.account(), ...name, startedAt, known, owner: this.self, ...defined({ urn }), ...more });
  }

  async ofConcern(entries: readonly Stored[], urn: string | undefined): Promise<readonly Stored[]> {
    const verdicts = await Promise.all(entries.map((entry) => this.#concerns(entry, urn)));
    return entries.filter((_entry, index) => verdicts[index]);
  }

  /** Every entry of the name, whosever it is. */
  async all(name: Name): Promise<readonly Stored[]> {
    return this.files.all(prefixOf({ account: await this.account(), ...name }));
  }

  /** Also what is too old to be asked for: it would lie there for ever. */
  async forget(name: Name, urn: string | undefined, which: (entry: Entry) => boolean = () => true): Promise<void> {
    for (const entry of await this.#of(name, urn)) if (which(entry)) await this.files.remove(entry);
  }

  isOwn(urn: string | undefined): (entry: Entry) => boolean {
    return (entry) => entry.owner.token === this.self.token && entry.urn === urn;
  }

  /** Never fails: what cannot be added is in doubt, as before. */
  async amend(name: Name, urn: string | undefined, change: (entry: Entry) => Partial<Entry> | undefined): Promise<void> {
    const amended = async ({ file: _file, ...entry }: Stored): Promise<void> => {
      const more = change(entry);
      if (more !== undefined) await this.files.write({ ...entry, ...more });
    };
    await this.#of(name, urn)
      .then((entries) => Promise.allSettled(entries.map(amended)))
      .catch(() => undefined);
  }

  latestFirst(entries: readonly Stored[], urn: string | undefined): readonly Stored[] {
    return entries.toSorted((a, b) => Number(isSameUrn(b.urn, urn)) - Number(isSameUrn(a.urn, urn)) || this.#ageOf(a) - this.#ageOf(b));
  }

  async latest(name: Name, urn: string | undefined, before?: Date): Promise<Stored | undefined> {
    const fresh = (await this.#of(name, urn)).filter(
      (entry) => this.isFresh(entry) && (before === undefined || new Date(entry.startedAt) < before),
    );
    return this.latestFirst(fresh, urn)[0];
  }

  async #of(name: Name, urn: string | undefined): Promise<readonly Stored[]> {
    return this.ofConcern(await this.all(name), urn);
  }

  #ageOf(entry: Entry): number {
    return this.now().getTime() - new Date(entry.startedAt).getTime();
  }

  /** What another living process is about right now is its own business; so is what another stack has made, or another resource was told of. */
  async #concerns(entry: Entry, urn: string | undefined): Promise<boolean> {
    // Of an answer another machine's run is most likely over, and nobody can ask.
    const isElsewhere = entry.answered !== undefined && entry.owner.host !== this.self.host;
    const isRecent = entry.owner.token !== this.self.token && this.#ageOf(entry) < underWayMs;
    if (isRecent && !isElsewhere && (await this.#processes.isAlive(entry.owner))) return false;
    return entry.answered === undefined ? isSameStack(entry.urn, urn) : urn !== undefined && isSameUrn(entry.urn, urn);
  }
}

/** Of one resource: its stack may have moved to the other face since. */
export function isSameUrn(a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [a, b].map((urn) => urn?.replaceAll(typeToken("dynamic", ""), typeToken("plugin", "")));
  return one === other;
}

/** A caller that is told no URN, and an entry of one, are taken at their word. */
export function isSameStack(a: string | undefined, b: string | undefined): boolean {
  const [one, other] = [a, b].map((urn) => (urn === undefined ? undefined : stackOf(urn)?.prefix));
  return one === undefined || other === undefined || one === other;
}
