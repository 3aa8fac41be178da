/**
 * Objects and multipart uploads of every bucket. Bytes are written first (`bytes/<id>`), then the small record that points at them
 * (`objects/<bucket uid>/<hash of key>.json`), then the answer is sent: whatever is cut off leaves at most unreferenced bytes,
 * which the next start removes.
 */
import { createHash, randomUUID } from "node:crypto";
import type { Files } from "./files";
import type { StoredObject, StoredPart, Upload } from "./model";

interface Contents {
  readonly objects: Map<string, StoredObject>;
  readonly uploads: Map<string, Upload>;
  /** Keys in the order of their UTF-8 bytes; undefined after a change. */
  sorted: readonly string[] | undefined;
}

/** Bytes of a bucket's storage class that came or, when negative, went; objects and the parts of unfinished uploads. */
export interface StorageChange {
  readonly uid: string;
  readonly storageClass: string;
  readonly bytes: number;
  /** True when an object was deleted, not replaced. */
  readonly deleted: boolean;
  /** Absent: now. */
  readonly at?: Date | undefined;
}

/** What a change of a current object leaves to {@link Versions}. */
interface Beside {
  /** True: the bytes that were there are those of an old version now. */
  readonly keepsBytes?: boolean;
  /** What has to be on disk before the record. */
  readonly after?: Promise<void>;
}

type StoredUpload = Omit<Upload, "parts">;

export class Objects {
  private readonly buckets = new Map<string, Contents>();
  private observer: (change: StorageChange) => void = () => undefined;

  constructor(private readonly files: Files) {}

  /** Reads the records of the living buckets and removes everything that no record of a living bucket refers to. `kept`: bytes of old versions. */
  async load(uids: readonly string[], kept: ReadonlySet<string> = new Set()): Promise<void> {
    await this.files.ensureFolder("bytes");
    for (const folder of ["objects", "uploads"]) {
      for (const uid of await this.files.list(folder)) {
        if (!uids.includes(uid)) await this.files.remove(`${folder}/${uid}`);
      }
    }
    const referenced = new Set(kept);
    for (const uid of uids) await this.loadBucket(uid, referenced);
    for (const name of await this.files.list("bytes")) {
      if (!referenced.has(name)) await this.files.remove(`bytes/${name}`);
    }
  }

  /** `observer` hears of every change of what is stored. */
  observe(observer: (change: StorageChange) => void): void {
    this.observer = observer;
  }

  /** Bytes by storage class: objects, and the parts of unfinished uploads. */
  totals(uid: string): ReadonlyMap<string, number> {
    const { objects, uploads } = this.of(uid);
    const totals = new Map<string, number>();
    const add = (storageClass: string, bytes: number): void => void totals.set(storageClass, (totals.get(storageClass) ?? 0) + bytes);
    for (const { storageClass, size } of objects.values()) add(storageClass, size);
    for (const { storageClass, parts } of uploads.values()) for (const { size } of parts.values()) add(storageClass, size);
    return totals;
  }

  isEmpty(uid: string): boolean {
    const contents = this.of(uid);
    return contents.objects.size === 0 && contents.uploads.size === 0;
  }

  /** Keys in the order in which listings give them. */
  keys(uid: string): readonly string[] {
    const contents = this.of(uid);
    contents.sorted ??= [...contents.objects.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return contents.sorted;
  }

  find(uid: string, key: string): StoredObject | undefined {
    return this.of(uid).objects.get(key);
  }

  /** Stores bytes that no record refers to yet; returns their name. */
  async writeBytes(data: Buffer): Promise<string> {
    const name = randomUUID();
    await this.files.write(`bytes/${name}`, data);
    return name;
  }

  readBytes(name: string): Promise<Buffer> {
    return this.files.read(`bytes/${name}`);
  }

  discardBytes(name: string): Promise<void> {
    return this.files.remove(`bytes/${name}`);
  }

  async put(uid: string, object: StoredObject, { keepsBytes = false, after }: Beside = {}): Promise<void> {
    const contents = this.of(uid);
    const before = contents.objects.get(object.key);
    contents.objects.set(object.key, object);
    if (before === undefined) contents.sorted = undefined;
    else if (!keepsBytes) this.changed(uid, before.storageClass, -before.size);
    this.changed(uid, object.storageClass, object.size);
    await after;
    await this.files.ensureFolder("objects", uid);
    await this.files.save(objectPath(uid, object.key), () => JSON.stringify(contents.objects.get(object.key) ?? null));
    if (before !== undefined && !keepsBytes) await this.discardBytes(before.bytes);
  }

  /** Gives an object another storage class; its bytes and its date stay. */
  async reclassify(uid: string, key: string, storageClass: string, at?: Date): Promise<void> {
    const contents = this.of(uid);
    const before = contents.objects.get(key);
    if (before === undefined) return;
    contents.objects.set(key, { ...before, storageClass });
    this.changed(uid, before.storageClass, -before.size, { at });
    this.changed(uid, storageClass, before.size, { at });
    await this.files.save(objectPath(uid, key), () => JSON.stringify(contents.objects.get(key) ?? null));
  }

  /** Replaces what is known about an object, or makes a version that was behind it the current one; bytes stay. */
  async update(uid: string, object: StoredObject): Promise<void> {
    const contents = this.of(uid);
    if (!contents.objects.has(object.key)) contents.sorted = undefined;
    contents.objects.set(object.key, object);
    await this.files.ensureFolder("objects", uid);
    await this.files.save(objectPath(uid, object.key), () => JSON.stringify(contents.objects.get(object.key) ?? null));
  }

  async delete(uid: string, key: string, { at, keepsBytes = false, after }: Beside & { readonly at?: Date } = {}): Promise<void> {
    const contents = this.of(uid);
    const before = contents.objects.get(key);
    if (before === undefined) return;
    contents.objects.delete(key);
    if (!keepsBytes) this.changed(uid, before.storageClass, -before.size, { deleted: true, at });
    contents.sorted = undefined;
    await after;
    await this.files.remove(objectPath(uid, key));
    if (!keepsBytes) await this.discardBytes(before.bytes);
  }

  uploads(uid: string): readonly Upload[] {
    return [...this.of(uid).uploads.values()];
  }

  findUpload(uid: string, id: string): Upload | undefined {
    return this.of(uid).uploads.get(id);
  }

  async addUpload(uid: string, upload: Upload): Promise<void> {
    this.of(uid).uploads.set(upload.id, upload);
    const { parts: _parts, ...record } = upload;
    await this.files.ensureFolder("uploads", uid, upload.id);
    await this.files.write(`uploads/${uid}/${upload.id}/upload.json`, JSON.stringify(record satisfies StoredUpload));
  }

  async putPart(uid: string, upload: Upload, part: StoredPart): Promise<void> {
    const before = upload.parts.get(part.number);
    upload.parts.set(part.number, part);
    this.changed(uid, upload.storageClass, part.size - (before?.size ?? 0));
    await this.files.save(`uploads/${uid}/${upload.id}/${part.number}.part`, () => JSON.stringify(upload.parts.get(part.number) ?? part));
    if (before !== undefined) await this.discardBytes(before.bytes);
  }

  async removeUpload(uid: string, upload: Upload): Promise<void> {
    this.of(uid).uploads.delete(upload.id);
    for (const { size } of upload.parts.values()) this.changed(uid, upload.storageClass, -size);
    await this.files.remove(`uploads/${uid}/${upload.id}`);
    for (const part of upload.parts.values()) await this.discardBytes(part.bytes);
  }

  /** Forgets an empty bucket. */
  async removeBucket(uid: string): Promise<void> {
    this.buckets.delete(uid);
    await this.files.remove(`objects/${uid}`);
    await this.files.remove(`uploads/${uid}`);
  }

  private changed(uid: string, storageClass: string, bytes: number, more: Partial<Pick<StorageChange, "deleted" | "at">> = {}): void {
    if (bytes !== 0) this.observer({ deleted: false, ...more, uid, storageClass, bytes });
  }

  private of(uid: string): Contents {
    const known = this.buckets.get(uid);
    if (known !== undefined) return known;
    const contents: Contents = { objects: new Map(), uploads: new Map(), sorted: undefined };
    this.buckets.set(uid, contents);
    return contents;
  }

  private async loadBucket(uid: string, referenced: Set<string>): Promise<void> {
    const contents = this.of(uid);
    for (const name of await this.files.list(`objects/${uid}`)) {
      const object = await this.readRecord<StoredObject>(`objects/${uid}/${name}`, ".json");
      if (object === undefined) continue;
      contents.objects.set(object.key, object);
      referenced.add(object.bytes);
    }
    for (const id of await this.files.list(`uploads/${uid}`)) {
      const folder = `uploads/${uid}/${id}`;
      const names = await this.files.list(folder);
      if (!names.includes("upload.json")) {
        await this.files.remove(folder);
        continue;
      }
      const record = JSON.parse((await this.files.read(`${folder}/upload.json`)).toString("utf8")) as StoredUpload;
      const upload: Upload = { ...record, parts: new Map() };
      contents.uploads.set(id, upload);
      for (const name of names.filter((other) => other !== "upload.json")) {
        const part = await this.readRecord<StoredPart>(`${folder}/${name}`, ".part");
        if (part === undefined) continue;
        upload.parts.set(part.number, part);
        referenced.add(part.bytes);
      }
    }
  }

  /** A record, or undefined for (and removal of) what an interrupted write left. */
  private async readRecord<T>(path: string, ending: string): Promise<T | undefined> {
    const record = path.endsWith(ending) ? (JSON.parse((await this.files.read(path)).toString("utf8")) as T | null) : null;
    if (record === null) await this.files.remove(path);
    return record ?? undefined;
  }
}

function objectPath(uid: string, key: string): string {
  return `objects/${uid}/${createHash("sha256").update(key).digest("hex")}.json`;
}
