/**
 * Trails that log write the account's events to their buckets. What waits is on disk, a file a log object
 * (`trail-logs/<account>/<trail>/<batch>.jsonl`), and is removed once the object is there: a crash in between delivers twice, never not at all.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { authorizeS3 } from "../access/authorize";
import type { Clock } from "../clock";
import type { Accounts, BucketOwner } from "../state/accounts";
import type { Files } from "../state/files";
import type { Account, Trail } from "../state/model";
import type { Objects } from "../state/objects";
import { ApiError, refuse } from "../wire/errors";
import type { Event, EventRecord } from "./events";

/** What will be one log object. */
interface Batch {
  readonly account: Account;
  readonly trail: Trail;
  readonly path: string;
  /** When its first event came, or its delivery last failed. */
  sinceMs: number;
}

const FOLDER = "trail-logs";
const compress = promisify(gzip) as (data: Buffer) => Promise<Buffer>;

export class TrailLogs {
  private readonly batches = new Set<Batch>();
  /** The batch that takes a trail's next event. */
  private readonly open = new Map<Trail, Batch>();
  private delivering: Promise<unknown> = Promise.resolve();

  /** `delayMs`: how long the first event of a log object waits, by the emulator's clock. */
  constructor(
    private readonly accounts: Accounts,
    private readonly objects: Objects,
    private readonly files: Files,
    private readonly clock: Clock,
    private readonly delayMs: number,
    private readonly region: string,
  ) {}

  /** Finds what an ended emulator did not deliver, and drops what belongs to no trail any more. */
  async load(): Promise<void> {
    for (const account of this.accounts.all()) {
      for (const name of await this.files.list(`${FOLDER}/${account.id}`)) {
        const trail = account.trails.get(name);
        if (trail === undefined) await this.files.remove(`${FOLDER}/${account.id}/${name}`);
        else await this.loadTrail(account, trail);
      }
    }
  }

  /** Keeps an event for every trail of the account that logs its kind. Resolves when it is on disk. */
  async record(account: Account, record: EventRecord): Promise<void> {
    for (const trail of account.trails.values()) {
      if (!trail.logging || !isSelected(trail, record.event)) continue;
      let batch = this.open.get(trail);
      if (batch === undefined) {
        batch = { account, trail, path: `${folderOf(account, trail)}/${randomUUID()}.jsonl`, sinceMs: record.atMs };
        this.open.set(trail, batch);
        this.batches.add(batch);
        await this.files.ensureFolder(folderOf(account, trail));
        // The trail may have been deleted meanwhile.
        if (!this.batches.has(batch)) continue;
      }
      await this.files.append(batch.path, record);
    }
  }

  /** Drops what waits for a trail that is deleted. */
  async forget(trail: Trail): Promise<void> {
    this.open.delete(trail);
    for (const batch of [...this.batches].filter((other) => other.trail === trail)) {
      this.batches.delete(batch);
      await this.files.remove(batch.path);
    }
  }

  /** Delivers what has waited long enough. */
  flushDue(): Promise<readonly string[]> {
    const until = this.clock.now().getTime() - this.delayMs;
    return this.deliverAll(({ sinceMs }) => sinceMs <= until);
  }

  /** Delivers everything; `bucket/key` of each object written. */
  flush(): Promise<readonly string[]> {
    return this.deliverAll(() => true);
  }

  /** One delivery after the other, so that no batch is delivered by two requests that come at the same time. */
  private deliverAll(isDue: (batch: Batch) => boolean): Promise<readonly string[]> {
    if (![...this.batches].some(isDue)) return Promise.resolve([]);
    const run = async (): Promise<readonly string[]> => {
      const written: string[] = [];
      for (const batch of [...this.batches].filter(isDue)) written.push(...(await this.deliver(batch)));
      return written;
    };
    const delivery = this.delivering.then(run, run);
    this.delivering = delivery;
    return delivery;
  }

  private async deliver(batch: Batch): Promise<readonly string[]> {
    const { account, trail } = batch;
    const now = this.clock.now();
    try {
      const owner = this.target(account, trail, now);
      // Events that come from here on are the next object's.
      if (this.open.get(trail) === batch) this.open.delete(trail);
      const records = await this.files.records<EventRecord>(batch.path);
      const key = logKey(account, trail, this.region, now);
      await this.write(owner, key, { Records: records.map(({ event }) => event) }, now);
      this.batches.delete(batch);
      await this.files.remove(batch.path);
      trail.latestDeliveryTime = isoSeconds(now);
      delete trail.latestDeliveryError;
      await this.accounts.save(account);
      return [`${trail.bucket}/${key}`];
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      batch.sinceMs = now.getTime();
      trail.latestDeliveryError = error.code;
      await this.accounts.save(account);
      return [];
    }
  }

  /** The bucket of the trail. Throws NoSuchBucket when it is gone and AccessDenied when it is another's or its policy keeps the account out. */
  private target(account: Account, trail: Trail, now: Date): BucketOwner {
    const owner = this.accounts.findBucket(trail.bucket);
    if (owner === undefined) throw refuse("NoSuchBucket", "The specified bucket does not exist.");
    authorizeS3(
      { account, user: undefined, accessKeyId: "" },
      {
        owner,
        path: `${trail.bucket}/${trail.prefix}`,
        actions: ["s3:PutObject"],
        acl: undefined,
        facts: { sourceIp: "", referer: undefined, userAgent: undefined, now, parameter: () => undefined },
        policyCall: false,
      },
    );
    return owner;
  }

  private async write({ bucket }: BucketOwner, key: string, content: { readonly Records: readonly Event[] }, now: Date): Promise<void> {
    const data = await compress(Buffer.from(JSON.stringify(content), "utf8"));
    await this.objects.put(bucket.uid, {
      key,
      size: data.length,
      etag: createHash("md5").update(data).digest("hex"),
      lastModified: now.toISOString(),
      bytes: await this.objects.writeBytes(data),
      contentType: "application/json",
      storageClass: "STANDARD",
      headers: { "content-encoding": "gzip" },
      metadata: {},
    });
  }

  private async loadTrail(account: Account, trail: Trail): Promise<void> {
    for (const name of await this.files.list(folderOf(account, trail))) {
      const path = `${folderOf(account, trail)}/${name}`;
      const [first] = await this.files.records<EventRecord>(path);
      if (first === undefined) await this.files.remove(path);
      else this.batches.add({ account, trail, path, sinceMs: first.atMs });
    }
  }
}

/** No selector: every event [GUIDE 6.5]. */
function isSelected(trail: Trail, { readOnly }: Event): boolean {
  const type = trail.selectors[0]?.readWriteType ?? "All";
  return type === "All" || (type === "ReadOnly") === readOnly;
}

/** unverified: no manual names the objects; CloudTrail's layout. */
function logKey(account: Account, trail: Trail, region: string, now: Date): string {
  const prefix = trail.prefix === "" ? "" : `${trail.prefix.replace(/\/$/, "")}/`;
  const day = now.toISOString().slice(0, 10).replaceAll("-", "/");
  const minute = `${now.toISOString().slice(0, 16).replace(/[-:]/g, "")}Z`;
  const unique = randomBytes(8).toString("hex");
  return `${prefix}OOSLogs/${account.id}/CloudTrail/${region}/${day}/${account.id}_CloudTrail_${region}_${minute}_${unique}.json.gz`;
}

function folderOf(account: Account, trail: Trail): string {
  return `${FOLDER}/${account.id}/${trail.name}`;
}

function isoSeconds(now: Date): string {
  return now.toISOString().replace(/\.\d+Z$/, "Z");
}
