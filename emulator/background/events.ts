/**
 * What happened in an account: one record a call, kept for 184 days in a file a day (`events/<account>/<day>.jsonl`), written before the
 * call is answered [GUIDE 6.10][DOC 10027624].
 */
import { DAY_MS, type Clock } from "../clock";
import type { Files } from "../state/files";

/** An event as a log object shows it. unverified: every name, which is CloudTrail's. */
export interface Event {
  readonly eventVersion: string;
  readonly userIdentity: UserIdentity;
  readonly eventTime: string;
  readonly eventSource: string;
  readonly eventName: string;
  readonly awsRegion: string;
  readonly sourceIPAddress: string;
  readonly userAgent?: string;
  /** Names and values of what was asked for; secrets are not in it. */
  readonly requestParameters: Readonly<Record<string, unknown>>;
  readonly errorCode?: string;
  readonly requestID: string;
  readonly eventID: string;
  readonly readOnly: boolean;
  readonly resources: readonly EventResource[];
  readonly eventType: "ApiCall";
  readonly recipientAccountId: string;
}

export interface UserIdentity {
  readonly type: "Root" | "IAMUser" | "Anonymous";
  readonly arn?: string;
  readonly accountId?: string;
  readonly accessKeyId?: string;
  readonly userName?: string;
}

export interface EventResource {
  readonly type: string;
  readonly name: string;
}

/** An event with its time to the millisecond. */
export interface EventRecord {
  readonly atMs: number;
  readonly event: Event;
}

export const KEPT_DAYS = 184;

export class Events {
  /** Account -> day whose file is known to be there. */
  private readonly today = new Map<string, string>();

  constructor(
    private readonly files: Files,
    private readonly clock: Clock,
  ) {}

  /** Resolves when the event is on disk. */
  async record(accountId: string, record: EventRecord): Promise<void> {
    const day = dayOf(record.atMs);
    if (this.today.get(accountId) !== day) {
      await this.files.ensureFolder("events", accountId);
      this.today.set(accountId, day);
      await this.removeOld(accountId);
    }
    await this.files.append(pathOf(accountId, day), record);
  }

  /** The events of an account within `[fromMs, toMs]`, the latest first, a day at a time. */
  async *between(accountId: string, fromMs: number, toMs: number): AsyncGenerator<readonly EventRecord[]> {
    const days = (await this.files.list(folderOf(accountId))).map((name) => name.replace(/\.jsonl$/, "")).sort();
    for (const day of days.reverse()) {
      if (day < dayOf(fromMs) || day > dayOf(toMs)) continue;
      const records = await this.files.records<EventRecord>(pathOf(accountId, day));
      const found = records.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
      yield [...found].reverse().sort((a, b) => b.atMs - a.atMs);
    }
  }

  private async removeOld(accountId: string): Promise<void> {
    const oldest = dayOf(this.clock.now().getTime() - (KEPT_DAYS + 1) * DAY_MS);
    for (const name of await this.files.list(folderOf(accountId))) {
      if (name < oldest) await this.files.remove(`${folderOf(accountId)}/${name}`);
    }
  }
}

function dayOf(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

function folderOf(accountId: string): string {
  return `events/${accountId}`;
}

function pathOf(accountId: string, day: string): string {
  return `${folderOf(accountId)}/${day}.jsonl`;
}
