/**
 * Lifecycle rules run at 00:00 GMT of the emulator's clock. Nothing ticks: before a request is served, the run of the last midnight
 * is made up for, as it would have gone at that midnight. Several missed midnights are one run, since every due time is a midnight.
 */
import { DAY_MS, type Clock } from "../clock";
import type { Accounts, BucketOwner } from "../state/accounts";
import type { Objects } from "../state/objects";
import { isRetained } from "../state/retention";
import type { AccessLogs } from "./access-logs";
import type { Versions } from "../state/versions";
import { whenDue, type Due } from "./lifecycle-due";
import { runRules } from "./zos-lifecycle";

export class LifecycleRuns {
  private ranAtMs = Number.NEGATIVE_INFINITY;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly accounts: Accounts,
    readonly objects: Objects,
    readonly versions: Versions,
    private readonly clock: Clock,
    private readonly logs: AccessLogs,
  ) {}

  /** Resolves when the run of the last midnight is done. */
  catchUp(): Promise<void> {
    const midnight = Math.floor(this.clock.now().getTime() / DAY_MS) * DAY_MS;
    if (midnight > this.ranAtMs) {
      const before = this.ranAtMs;
      this.ranAtMs = midnight;
      const run = (): Promise<void> => this.run(new Date(midnight));
      this.running = this.running.then(run, run).catch((error: unknown) => {
        // What could not be done, with a full disk, is done by the next one.
        this.ranAtMs = Math.min(this.ranAtMs, before);
        throw error;
      });
    }
    return this.running;
  }

  private async run(midnight: Date): Promise<void> {
    for (const account of this.accounts.all()) {
      for (const bucket of account.buckets.values()) {
        const { lifecycle, rules } = bucket.configuration;
        // Rules that were set after that midnight wait for the next one.
        const isOlder = (set: { readonly since: string } | undefined): boolean =>
          set !== undefined && Date.parse(set.since) <= midnight.getTime();
        if (isOlder(lifecycle)) await this.runBucket({ account, bucket }, midnight);
        if (isOlder(rules)) await runRules(this, { account, bucket }, midnight);
      }
    }
  }

  private async runBucket(owner: BucketOwner, midnight: Date): Promise<void> {
    const { bucket } = owner;
    for (const key of this.objects.keys(bucket.uid)) {
      const object = this.objects.find(bucket.uid, key);
      if (object === undefined) continue;
      const storageClass = dueBy(midnight, whenDue(bucket, "transition", object))?.rule.transition?.storageClass;
      const expires = dueBy(midnight, whenDue(bucket, "expiration", object)) !== undefined;
      // A retained object waits with its deletion, not with its class [GUIDE 4.2.22].
      if (expires && !isRetained(bucket, object, midnight)) {
        await this.objects.delete(bucket.uid, key, { at: midnight });
        this.logs.record(owner, { operation: "OOS.EXPIRE.OBJECT", key, at: midnight });
      } else if (storageClass !== undefined && object.storageClass !== storageClass) {
        await this.objects.reclassify(bucket.uid, key, storageClass, midnight);
        this.logs.record(owner, { operation: "OOS.TRANSITION_SIA.OBJECT", key, at: midnight });
      }
    }
  }
}

function dueBy(midnight: Date, due: Due | undefined): Due | undefined {
  return due !== undefined && due.atMs <= midnight.getTime() ? due : undefined;
}
