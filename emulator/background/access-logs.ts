/** Access logs: lines wait in memory and go to the target bucket as one object after a while [GUIDE 4.2.13][OLD 4.2.8][ZOS 1.25]. */
import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../clock";
import type { Accounts, BucketOwner } from "../state/accounts";
import type { Logging } from "../state/model";
import type { Objects } from "../state/objects";

/** What happened in a bucket. Requests fill all fields, lifecycle runs the first three. */
export interface AccessRecord {
  /** `REST.GET.OBJECT`, `OOS.EXPIRE.OBJECT` and their like. */
  readonly operation: string;
  readonly key: string;
  readonly at: Date;
  readonly sourceIp?: string;
  /** ARN of the caller; absent: anonymous or the service itself. */
  readonly requester?: string;
  readonly requestId?: string;
  /** Method, path and query without signatures. */
  readonly request?: string;
  readonly status?: number;
  readonly errorCode?: string;
  readonly bytesSent?: number;
  readonly referer?: string;
  readonly userAgent?: string;
}

interface Waiting {
  readonly owner: BucketOwner;
  readonly target: Logging;
  readonly firstMs: number;
  readonly lines: string[];
}

export class AccessLogs {
  /** By source bucket and target. */
  private readonly waiting = new Map<string, Waiting>();

  /** `delayMs`: how long the oldest line of a log object waits, by the emulator's clock. */
  constructor(
    private readonly accounts: Accounts,
    private readonly objects: Objects,
    private readonly clock: Clock,
    private readonly delayMs: number,
    private readonly flavour: { readonly logName: (at: Date, unique: string) => string },
  ) {}

  /** Keeps a line for the bucket's log; nothing when its logging is off. */
  record(owner: BucketOwner, record: AccessRecord): void {
    const target = owner.bucket.configuration.logging;
    if (target === undefined) return;
    const id = JSON.stringify([owner.bucket.uid, target]);
    const entry = this.waiting.get(id) ?? { owner, target, firstMs: this.clock.now().getTime(), lines: [] };
    entry.lines.push(logLine(owner, record));
    this.waiting.set(id, entry);
  }

  /** Writes the logs that have waited long enough. */
  flushDue(): Promise<readonly string[]> {
    if (this.waiting.size === 0) return Promise.resolve([]);
    const until = this.clock.now().getTime() - this.delayMs;
    return this.write([...this.waiting].filter(([, entry]) => entry.firstMs <= until));
  }

  /** Writes every log; `bucket/key` of each object written. */
  flush(): Promise<readonly string[]> {
    return this.write([...this.waiting]);
  }

  private async write(entries: readonly (readonly [string, Waiting])[]): Promise<readonly string[]> {
    const written: string[] = [];
    for (const [id, entry] of entries) {
      // Another request may be writing it.
      if (this.waiting.get(id) !== entry) continue;
      this.waiting.delete(id);
      try {
        written.push(...(await this.deliver(entry)));
      } catch (error) {
        // With a full disk it waits on, before what has come meanwhile.
        this.waiting.set(id, { ...entry, lines: [...entry.lines, ...(this.waiting.get(id)?.lines ?? [])] });
        throw error;
      }
    }
    return written;
  }

  /** A target that is gone, or somebody else's by now, gets nothing. */
  private async deliver({ owner, target, lines }: Waiting): Promise<readonly string[]> {
    const found = this.accounts.findBucket(target.targetBucket);
    if (found?.account !== owner.account) return [];
    const now = this.clock.now();
    const data = Buffer.from(lines.join(""), "utf8");
    const key = target.targetPrefix + this.flavour.logName(now, randomBytes(8).toString("hex").toUpperCase());
    const { encryption } = found.bucket.configuration;
    await this.objects.put(found.bucket.uid, {
      key,
      size: data.length,
      etag: createHash("md5").update(data).digest("hex"),
      lastModified: now.toISOString(),
      bytes: await this.objects.writeBytes(data),
      contentType: "text/plain",
      storageClass: "STANDARD",
      headers: {},
      metadata: {},
      ...(encryption === undefined ? {} : { encryption }),
      ...(target.targetGrants === undefined
        ? {}
        : { grants: target.targetGrants.map(({ grantee, permission }) => ({ grantee, permission })) }),
    });
    return [`${target.targetBucket}/${key}`];
  }
}

/** The fields of AWS's server access log, in its order (unverified: the manuals do not print a line). */
function logLine({ account, bucket }: BucketOwner, record: AccessRecord): string {
  const quoted = (text: string | undefined): string => (text === undefined ? "-" : `"${text.replaceAll('"', "%22")}"`);
  const time = record.at.toUTCString().replace(/^\w+, (\d+) (\w+) (\d+) (\S+) GMT$/, "[$1/$2/$3:$4 +0000]");
  const fields = [
    account.id,
    bucket.name,
    time,
    record.sourceIp ?? "-",
    record.requester ?? "-",
    record.requestId ?? "-",
    record.operation,
    record.key === "" ? "-" : encodeURIComponent(record.key).replaceAll("%2F", "/"),
    quoted(record.request),
    record.status ?? "-",
    record.errorCode ?? "-",
    record.bytesSent ?? "-",
    "-",
    "-",
    "-",
    quoted(record.referer),
    quoted(record.userAgent),
    "-",
  ];
  return `${fields.join(" ")}\n`;
}
