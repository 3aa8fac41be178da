/**
 * Versions of objects, where a bucket keeps them: what stands behind the current object of each key, newest first, delete markers among it
 * (`versions/<bucket uid>/<hash of key>.json`). The current object itself is in {@link Objects}; after a deletion by name there is none.
 *
 * A change writes the list first and the current object then, so that after a crash between the two no version is lost: one that stands in both
 * places is current if it is the first of the list, and behind if something stands before it.
 */
import { createHash, randomBytes } from "node:crypto";
import type { Files } from "./files";
import type { DeleteMarker, StoredObject, StoredVersion, Versioning } from "./model";
import type { Objects } from "./objects";

/** How the version is called that was made without versions, or while they are suspended. */
export const NULL_VERSION = "null";

export function versionName({ versionId = NULL_VERSION }: Pick<StoredVersion, "versionId">): string {
  return versionId;
}

export function isMarker(version: StoredVersion): version is DeleteMarker {
  return "marker" in version;
}

export class Versions {
  private readonly behind = new Map<string, Map<string, StoredVersion[]>>();

  constructor(
    private readonly files: Files,
    private readonly objects: Objects,
  ) {}

  /** The lists of the living buckets; what they refer to must not be removed from the bytes. */
  async load(uids: readonly string[]): Promise<ReadonlySet<string>> {
    const referenced = new Set<string>();
    for (const uid of await this.files.list("versions")) {
      if (!uids.includes(uid)) await this.files.remove(`versions/${uid}`);
      else await this.loadBucket(uid, referenced);
    }
    return referenced;
  }

  /** Puts right what a crash left between two writes; the current objects must have been read. */
  async settle(): Promise<void> {
    for (const [uid, keys] of this.behind) {
      for (const [key, list] of [...keys]) {
        const current = this.objects.find(uid, key);
        const twice = current === undefined ? -1 : list.findIndex((version) => versionName(version) === versionName(current));
        if (twice === 0) list.shift();
        if (twice > 0) await this.objects.delete(uid, key, { keepsBytes: true });
        await this.promote(uid, key);
        await this.save(uid, key);
      }
    }
  }

  /** Every version of the key, newest first. */
  all(uid: string, key: string): readonly StoredVersion[] {
    const current = this.objects.find(uid, key);
    const rest = this.behind.get(uid)?.get(key) ?? [];
    return current === undefined ? [...rest] : [current, ...rest];
  }

  find(uid: string, key: string, versionId: string): StoredVersion | undefined {
    return this.all(uid, key).find((version) => versionName(version) === versionId);
  }

  /** Keys that have a version, in the order of listings. */
  keys(uid: string): readonly string[] {
    const keys = new Set([...this.objects.keys(uid), ...(this.behind.get(uid)?.keys() ?? [])]);
    return [...keys].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }

  /** True when nothing stands behind current objects. */
  isEmpty(uid: string): boolean {
    return (this.behind.get(uid)?.size ?? 0) === 0;
  }

  /** Stores the object as the current version of its key; its own name is given here. */
  async put(uid: string, object: StoredObject, status: Versioning | undefined): Promise<StoredObject> {
    const { key } = object;
    const before = this.objects.find(uid, key);
    const made = status === "Enabled" ? { ...object, versionId: randomBytes(16).toString("hex") } : object;
    const keeps = before !== undefined && versionName(before) !== versionName(made);
    const list = this.listOf(uid, key);
    if (keeps) list.unshift(before);
    const replaced = made.versionId === undefined ? this.take(list, NULL_VERSION) : undefined;
    await this.objects.put(uid, made, { keepsBytes: keeps, after: this.save(uid, key) });
    await this.discard(replaced);
    return made;
  }

  /** Deletes by name, where versions are or were kept: a marker becomes the newest. */
  async mark(uid: string, key: string, status: Versioning, at: Date): Promise<DeleteMarker> {
    const named = status === "Enabled" ? { versionId: randomBytes(16).toString("hex") } : {};
    const marker: DeleteMarker = { key, lastModified: at.toISOString(), marker: true, ...named };
    const before = this.objects.find(uid, key);
    const list = this.listOf(uid, key);
    const keeps = before !== undefined && versionName(before) !== versionName(marker);
    if (keeps) list.unshift(before);
    const replaced = marker.versionId === undefined ? this.take(list, NULL_VERSION) : undefined;
    list.unshift(marker);
    const saved = this.save(uid, key);
    if (before !== undefined) await this.objects.delete(uid, key, { keepsBytes: keeps, after: saved });
    await saved;
    await this.discard(replaced);
    return marker;
  }

  /** Deletes one version; the one behind it becomes current. */
  async remove(uid: string, key: string, versionId: string): Promise<StoredVersion | undefined> {
    const current = this.objects.find(uid, key);
    const found = this.find(uid, key, versionId);
    if (found === undefined) return undefined;
    if (found === current) await this.objects.delete(uid, key);
    else await this.discard(this.take(this.listOf(uid, key), versionId));
    await this.promote(uid, key);
    await this.save(uid, key);
    return found;
  }

  /** Replaces what is known about a version; its bytes stay. */
  async update(uid: string, object: StoredObject): Promise<void> {
    const { key } = object;
    const current = this.objects.find(uid, key);
    if (current !== undefined && versionName(current) === versionName(object)) return this.objects.update(uid, object);
    const list = this.listOf(uid, key);
    const at = list.findIndex((version) => versionName(version) === versionName(object));
    if (at >= 0) list[at] = object;
    await this.save(uid, key);
  }

  async removeBucket(uid: string): Promise<void> {
    this.behind.delete(uid);
    await this.files.remove(`versions/${uid}`);
  }

  /** The newest of the list becomes the current object, unless it is a marker or there is a current one. */
  private async promote(uid: string, key: string): Promise<void> {
    const [first] = this.behind.get(uid)?.get(key) ?? [];
    if (first === undefined || isMarker(first) || this.objects.find(uid, key) !== undefined) return;
    this.listOf(uid, key).shift();
    await this.objects.update(uid, first);
  }

  private listOf(uid: string, key: string): StoredVersion[] {
    const bucket = this.behind.get(uid) ?? new Map<string, StoredVersion[]>();
    this.behind.set(uid, bucket);
    const list = bucket.get(key) ?? [];
    bucket.set(key, list);
    return list;
  }

  private take(list: StoredVersion[], versionId: string): StoredVersion | undefined {
    const at = list.findIndex((version) => versionName(version) === versionId);
    return at < 0 ? undefined : list.splice(at, 1)[0];
  }

  private async discard(version: StoredVersion | undefined): Promise<void> {
    if (version !== undefined && !isMarker(version)) await this.objects.discardBytes(version.bytes);
  }

  private async save(uid: string, key: string): Promise<void> {
    const path = `versions/${uid}/${createHash("sha256").update(key).digest("hex")}.json`;
    if ((this.behind.get(uid)?.get(key)?.length ?? 0) === 0) {
      this.behind.get(uid)?.delete(key);
      return this.files.remove(path);
    }
    await this.files.ensureFolder("versions", uid);
    await this.files.save(path, () => JSON.stringify(this.behind.get(uid)?.get(key) ?? []));
  }

  private async loadBucket(uid: string, referenced: Set<string>): Promise<void> {
    const bucket = new Map<string, StoredVersion[]>();
    for (const name of await this.files.list(`versions/${uid}`)) {
      const path = `versions/${uid}/${name}`;
      const list = name.endsWith(".json") ? (JSON.parse((await this.files.read(path)).toString("utf8")) as StoredVersion[]) : [];
      const key = list[0]?.key;
      if (key === undefined) await this.files.remove(path);
      else bucket.set(key, list);
      for (const version of list) if (!isMarker(version)) referenced.add(version.bytes);
    }
    this.behind.set(uid, bucket);
  }
}
