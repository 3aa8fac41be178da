/**
 * What was stored, sent and asked for in each account: the ground of the statistics [GUIDE 5]. Records go to a file a day of UTC+8
 * (`usage/<account>/<day>.jsonl`) that begins with what was stored then, so that a question reads the days it is about and one before.
 */
import { DAY_MS, type Clock } from "../clock";
import type { Accounts } from "../state/accounts";
import type { Files } from "../state/files";
import type { Objects, StorageChange } from "../state/objects";

/** What a number is about. */
export interface Place {
  /** Empty for requests that name no bucket of the account. */
  readonly bucket: string;
  readonly storageClass: UsageClass;
}

/** The storage classes that statistics know [DOC 10027578]; every other one counts as STANDARD. */
export type UsageClass = "STANDARD" | "STANDARD_IA";

export interface RequestUsage extends Place {
  readonly what: "request";
  readonly atMs: number;
  readonly method: string;
  readonly status: number;
  readonly uploaded: number;
  readonly downloaded: number;
  /** Requests to the bucket that were open when this one came, itself included. */
  readonly open: number;
}

type Level = Place & { readonly bytes: number };

/** So many bytes are stored from now on. */
type StoredUsage = Level & { readonly what: "stored"; readonly atMs: number };

/** So many bytes were deleted. */
type DeletedUsage = Level & { readonly what: "deleted"; readonly atMs: number };

/** Everything that is stored; a place that is not in it holds nothing. */
interface LevelsUsage {
  readonly what: "levels";
  readonly atMs: number;
  readonly levels: readonly Level[];
}

export type UsageRecord = RequestUsage | StoredUsage | DeletedUsage | LevelsUsage;

/** By account, then by place. */
type Levels = Map<string, Map<string, Level>>;

const KEPT_DAYS = 184;
/** Every time of the statistics is of UTC+8 [DOC 10027578]. */
export const ZONE_MS = 8 * 60 * 60 * 1000;

export class Usage {
  private readonly levels: Levels = new Map();
  /** The levels as the records on disk have them. */
  private readonly written: Levels = new Map();
  /** By account: what happened since the last write. */
  private waiting = new Map<string, UsageRecord[]>();
  /** By account: the day whose file this emulator has begun. */
  private readonly begun = new Map<string, string>();
  /** By bucket uid: how many requests are open. */
  private readonly open = new Map<string, number>();
  private flushing: Promise<void> = Promise.resolve();

  constructor(
    private readonly accounts: Accounts,
    private readonly objects: Objects,
    private readonly files: Files,
    private readonly clock: Clock,
  ) {}

  /** Takes over what is stored, and from then on every change of it. */
  load(): void {
    for (const account of this.accounts.all()) {
      for (const bucket of account.buckets.values()) {
        for (const [storageClass, bytes] of this.objects.totals(bucket.uid)) {
          for (const levels of [this.levels, this.written]) raise(levels, account.id, placeOf(bucket.name, storageClass), bytes);
        }
      }
    }
    this.objects.observe((change) => this.changed(change));
  }

  /** A request to a bucket has come; returns how many are open now. */
  enter(uid: string): number {
    const count = (this.open.get(uid) ?? 0) + 1;
    this.open.set(uid, count);
    return count;
  }

  leave(uid: string): void {
    const count = (this.open.get(uid) ?? 1) - 1;
    if (count === 0) this.open.delete(uid);
    else this.open.set(uid, count);
  }

  /** Keeps a record until the next {@link flush}. */
  record(accountId: string, record: UsageRecord): void {
    const records = this.waiting.get(accountId) ?? [];
    records.push(record);
    this.waiting.set(accountId, records);
  }

  /** Resolves when everything that happened is on disk. */
  flush(): Promise<void> {
    const run = async (): Promise<void> => {
      const waiting = this.waiting;
      this.waiting = new Map();
      for (const [accountId, records] of waiting) await this.write(accountId, records);
    };
    this.flushing = this.flushing.then(run, run);
    return this.flushing;
  }

  /** The records of the days that touch `[fromMs, toMs)` and of the last day before them, in the order of their time. */
  async read(accountId: string, fromMs: number, toMs: number): Promise<readonly UsageRecord[]> {
    await this.flush();
    const days = (await this.files.list(folderOf(accountId))).map((name) => name.replace(/\.jsonl$/, "")).sort();
    const before = days.filter((day) => day < dayOf(fromMs)).slice(-1);
    const asked = days.filter((day) => day >= dayOf(fromMs) && day <= dayOf(toMs - 1));
    const records = await Promise.all([...before, ...asked].map((day) => this.files.records<UsageRecord>(pathOf(accountId, day))));
    return records.flat().sort((a, b) => a.atMs - b.atMs);
  }

  private changed({ uid, storageClass, bytes, deleted, at = this.clock.now() }: StorageChange): void {
    const owner = this.accounts.findBucketByUid(uid);
    if (owner === undefined) return;
    const place = placeOf(owner.bucket.name, storageClass);
    const atMs = at.getTime();
    this.record(owner.account.id, { what: "stored", atMs, ...raise(this.levels, owner.account.id, place, bytes) });
    if (deleted) this.record(owner.account.id, { what: "deleted", atMs, ...place, bytes: -bytes });
  }

  private async write(accountId: string, records: readonly UsageRecord[]): Promise<void> {
    const appends: Promise<void>[] = [];
    for (const record of records) {
      const day = dayOf(record.atMs);
      if (this.begun.get(accountId) !== day) await this.begin(accountId, day, record.atMs);
      if (record.what === "stored") setLevel(this.written, accountId, record);
      appends.push(this.files.append(pathOf(accountId, day), record));
    }
    await Promise.all(appends);
  }

  private async begin(accountId: string, day: string, atMs: number): Promise<void> {
    await this.files.ensureFolder(folderOf(accountId));
    const levels: LevelsUsage = { what: "levels", atMs, levels: [...(this.written.get(accountId)?.values() ?? [])] };
    await this.files.append(pathOf(accountId, day), levels);
    this.begun.set(accountId, day);
    const oldest = dayOf(this.clock.now().getTime() - KEPT_DAYS * DAY_MS);
    for (const name of await this.files.list(folderOf(accountId))) {
      if (name < oldest) await this.files.remove(`${folderOf(accountId)}/${name}`);
    }
  }
}

export function placeOf(bucket: string, storageClass: string): Place {
  return { bucket, storageClass: storageClass === "STANDARD_IA" ? "STANDARD_IA" : "STANDARD" };
}

function raise(levels: Levels, accountId: string, place: Place, bytes: number): Level {
  const before = levels.get(accountId)?.get(keyOf(place))?.bytes ?? 0;
  const level = { ...place, bytes: before + bytes };
  setLevel(levels, accountId, level);
  return level;
}

/** A place that holds nothing is forgotten. */
function setLevel(levels: Levels, accountId: string, { bucket, storageClass, bytes }: Level): void {
  const ofAccount = levels.get(accountId) ?? new Map<string, Level>();
  levels.set(accountId, ofAccount);
  const key = keyOf({ bucket, storageClass });
  if (bytes === 0) ofAccount.delete(key);
  else ofAccount.set(key, { bucket, storageClass, bytes });
}

export function keyOf({ bucket, storageClass }: Place): string {
  return `${storageClass} ${bucket}`;
}

function dayOf(ms: number): string {
  return new Date(ms + ZONE_MS).toISOString().slice(0, 10);
}

function folderOf(accountId: string): string {
  return `usage/${accountId}`;
}

function pathOf(accountId: string, day: string): string {
  return `${folderOf(accountId)}/${day}.jsonl`;
}
