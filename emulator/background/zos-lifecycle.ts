/** What the lifecycle rules of ZOS do at a midnight: versions, markers, storage classes, unfinished uploads. */
import { DAY_MS } from "../clock";
import type { BucketOwner } from "../state/accounts";
import type { LifecycleMoment, StoredObject, StoredVersion, ZosRule } from "../state/model";
import type { Objects } from "../state/objects";
import { isMarker, versionName, type Versions } from "../state/versions";

interface Stores {
  readonly objects: Objects;
  readonly versions: Versions;
}

/** The first midnight that is not before so many days after `time`. */
function dueMs(time: string, days: number): number {
  return Math.ceil((Date.parse(time) + days * DAY_MS) / DAY_MS) * DAY_MS;
}

function isDue({ days, date }: LifecycleMoment, lastModified: string, midnight: Date): boolean {
  return (days === undefined ? Date.parse(date) : dueMs(lastModified, days)) <= midnight.getTime();
}

function covers({ enabled, prefix, tags }: ZosRule, key: string, version: StoredVersion | undefined): boolean {
  const own = version === undefined || isMarker(version) ? [] : (version.tags ?? []);
  return (
    enabled && key.startsWith(prefix) && tags.every((tag) => own.some(({ key: name, value }) => name === tag.key && value === tag.value))
  );
}

/** The class of the transition that came last. */
function classOf<T extends { readonly storageClass: string }>(
  transitions: readonly T[],
  isPast: (transition: T) => boolean,
): string | undefined {
  return transitions.filter(isPast).at(-1)?.storageClass;
}

function isHeld({ retention, legalHold }: StoredObject, at: Date): boolean {
  return legalHold === true || (retention !== undefined && Date.parse(retention.until) > at.getTime());
}

/** Runs every rule over every key of the bucket. */
export async function runRules({ objects, versions }: Stores, { bucket }: BucketOwner, midnight: Date): Promise<void> {
  const { uid, configuration } = bucket;
  const rules = configuration.rules?.rules ?? [];
  for (const upload of objects.uploads(uid)) {
    const ends = rules.some(
      (rule) =>
        covers(rule, upload.key, undefined) &&
        rule.abortDays !== undefined &&
        dueMs(upload.initiated, rule.abortDays) <= midnight.getTime(),
    );
    if (ends) await objects.removeUpload(uid, upload);
  }
  for (const key of versions.keys(uid)) {
    await runNoncurrent({ objects, versions }, uid, key, rules, midnight);
    await runCurrent({ objects, versions }, bucket, key, rules, midnight);
  }
}

async function runCurrent(
  { objects, versions }: Stores,
  { uid, configuration }: BucketOwner["bucket"],
  key: string,
  rules: readonly ZosRule[],
  midnight: Date,
): Promise<void> {
  const [newest, ...behind] = versions.all(uid, key);
  if (newest === undefined) return;
  const applying = rules.filter((rule) => covers(rule, key, newest));
  if (isMarker(newest)) {
    if (behind.length === 0 && applying.some(({ expiresMarkers }) => expiresMarkers === true))
      await versions.remove(uid, key, versionName(newest));
    return;
  }
  const isPast = (moment: LifecycleMoment): boolean => isDue(moment, newest.lastModified, midnight);
  if (applying.some(({ expiration }) => expiration !== undefined && isPast(expiration))) {
    if (configuration.versioning !== undefined) await versions.mark(uid, key, configuration.versioning, midnight);
    else if (!isHeld(newest, midnight)) await objects.delete(uid, key, { at: midnight });
    return;
  }
  const storageClass = classOf(
    applying.flatMap(({ transitions }) => transitions),
    isPast,
  );
  if (storageClass !== undefined && storageClass !== newest.storageClass) await objects.reclassify(uid, key, storageClass, midnight);
}

/** A version is noncurrent since the one before it was made. */
async function runNoncurrent({ versions }: Stores, uid: string, key: string, rules: readonly ZosRule[], midnight: Date): Promise<void> {
  const all = versions.all(uid, key);
  for (const [index, version] of all.entries()) {
    const since = all[index - 1]?.lastModified;
    if (since === undefined) continue;
    const applying = rules.filter((rule) => covers(rule, key, version));
    const isPast = (days: number | undefined): boolean => days !== undefined && dueMs(since, days) <= midnight.getTime();
    const held = !isMarker(version) && isHeld(version, midnight);
    if (!held && applying.some(({ noncurrentDays }) => isPast(noncurrentDays))) {
      await versions.remove(uid, key, versionName(version));
      continue;
    }
    const storageClass = classOf(
      applying.flatMap(({ noncurrentTransitions }) => noncurrentTransitions),
      ({ days }) => isPast(days),
    );
    if (!isMarker(version) && storageClass !== undefined && storageClass !== version.storageClass)
      await versions.update(uid, { ...version, storageClass });
  }
}
