/**
 * Storing an object in parts so that nothing stays open: an upload that fails is aborted, and one that was cut off is written down in the journal
 * of creates. The next run finds it there, and continues it where it would store the same, or aborts it [GUIDE 4.3.5-4.3.10].
 */
import { createHash } from "node:crypto";
import type { Context, Intent } from "../../define";
import { progress } from "../shared/progress";
import * as s3 from "../../services/s3";
import { isKind, ServiceError } from "../../transport/errors/errors";
import { ifThere } from "../shared/absence";

export interface Part {
  readonly uploadId: string;
  readonly partNumber: number;
  readonly offset: number;
  readonly length: number;
}

export interface UploadInParts extends s3.ObjectInput, s3.Description {
  readonly size: number;
  /** At least 5 MiB; larger parts are used where 10,000 of these would not do. */
  readonly partBytes: number;
  /** Tells contents apart: an upload of another one is not continued. */
  readonly contentPrint: string;
  /**
   * Stores one part, or sees that `there`, what a cut-off run has stored under its number, is the same.
   * @returns its ETag
   */
  storePart(part: Part, there: s3.StoredPart | undefined): Promise<string>;
  /** Called when all parts are stored; what it throws aborts the upload. */
  beforeComplete(): void;
}

/** An upload of an earlier run that is open still. */
export interface OpenUpload {
  readonly uploadId: string;
  readonly contentPrint: string;
  readonly parts: readonly s3.StoredPart[];
}

const noun = "Upload";
const mostParts = 10_000;
/** The id of an upload is exact, so that an old record can do no harm. */
const recordAgeMs = 30 * 86_400_000;
/** Clocks of the service and of this machine may differ by this much. */
const skewMs = 15 * 60 * 1000;
const takeBackMs = 15_000;

/** @throws ServiceError; what `storePart` and `beforeComplete` throw */
export async function storeInParts(context: Context, upload: UploadInParts): Promise<s3.Stored> {
  const { bucket, key, size } = upload;
  const { client, intents } = context;
  const partBytes = Math.max(upload.partBytes, Math.ceil(size / mostParts));
  const plan = planOf(context, upload, partBytes);
  const { uploadId, parts: there } = (await continued(context, upload, plan)) ?? (await begun(context, upload, plan));
  const say = progress(context);
  let stored: s3.Stored;
  try {
    const parts: { readonly partNumber: number; readonly etag: string }[] = [];
    for (let offset = 0; offset < size; offset += partBytes) {
      const part = { uploadId, partNumber: parts.length + 1, offset, length: Math.min(partBytes, size - offset) };
      const earlier = there.find(({ partNumber }) => partNumber === part.partNumber);
      parts.push({ partNumber: part.partNumber, etag: await upload.storePart(part, earlier) });
      say(() => `object "${key}" of bucket "${bucket}": ${parts.length} of ${Math.ceil(size / partBytes)} parts stored`);
    }
    upload.beforeComplete();
    stored = await s3.completeMultipartUpload(client, { bucket, key, uploadId, parts });
  } catch (error) {
    // The failure that counts is the first one; an upload that cannot be aborted now is in the journal.
    if (await isTakenBack(context, { bucket, key, uploadId })) await intents.forget(noun, nameOf(upload));
    throw error;
  }
  await intents.forget(noun, nameOf(upload));
  return stored;
}

/** What a cut-off run has left open for this object, by the journal; nothing is asked when that knows of none. */
export async function openUpload(context: Context, object: s3.ObjectInput): Promise<OpenUpload | undefined> {
  const [uploadId, , contentPrint = ""] = (await context.intents.unanswered(noun, nameOf(object)))?.known ?? [];
  return uploadId === undefined ? undefined : listed(context, { ...object, uploadId }, contentPrint);
}

/**
 * Aborts what a cut-off run has left open for this object, by the id that the service had told. Without an id nothing tells an upload of ours from one
 * that somebody else has begun: it is named to a person, and left. Nothing is asked when the journal knows of none.
 */
export async function abandonUpload(context: Context, { bucket, key }: s3.ObjectInput): Promise<void> {
  const { client, intents } = context;
  const intent = await intents.unanswered(noun, nameOf({ bucket, key }));
  if (intent === undefined) return;
  const [uploadId] = intent.known;
  if (uploadId !== undefined) await abort(client, { bucket, key, uploadId });
  else
    for (const upload of await begunWith(context, { bucket, key }, intent)) context.log("warn", inDoubt({ bucket, key }, upload, intent));
  await intents.forget(noun, nameOf({ bucket, key }));
}

/** Uploads of the object that a request without an answer may have begun. */
async function begunWith(
  { client }: Context,
  { bucket, key }: s3.ObjectInput,
  { startedAt }: Intent,
): Promise<readonly s3.MultipartUpload[]> {
  const found: s3.MultipartUpload[] = [];
  for await (const upload of s3.listAllMultipartUploads(client, { bucket, prefix: key }))
    if (upload.key === key && upload.initiated !== undefined && Math.abs(upload.initiated.getTime() - startedAt.getTime()) <= skewMs)
      found.push(upload);
  return found;
}

function inDoubt({ bucket, key }: s3.ObjectInput, { uploadId, initiated }: s3.MultipartUpload, { startedAt }: Intent): string {
  const upload = `upload ${uploadId} of object "${key}" of bucket "${bucket}", begun at ${initiated?.toISOString() ?? "a time that is not told"}, is open`;
  return `${upload}: a request of ${startedAt.toISOString()} that was cut off may have begun it, or somebody else has. It is left as it is\n  next: abort it by hand, if nobody is storing that object`;
}

async function continued(context: Context, upload: UploadInParts, plan: string): Promise<OpenUpload | undefined> {
  const [uploadId, planned] = (await context.intents.unanswered(noun, nameOf(upload)))?.known ?? [];
  const open = planned === plan && uploadId !== undefined ? await listed(context, { ...upload, uploadId }, upload.contentPrint) : undefined;
  if (open === undefined) await abandonUpload(context, upload);
  return open;
}

async function begun(context: Context, upload: UploadInParts, plan: string): Promise<OpenUpload> {
  const { intents, client } = context;
  const { bucket, key, properties = {}, dataLocation, contentPrint } = upload;
  await intents.begin(noun, nameOf(upload), [], { maxAgeMs: recordAgeMs });
  const { uploadId } = await s3.createMultipartUpload(client, { bucket, key, properties, dataLocation }).catch(async (error: unknown) => {
    const isBegun = error instanceof ServiceError && error.maybeDone;
    await (isBegun ? lookForLost(context, upload) : intents.forget(noun, nameOf(upload)));
    throw error;
  });
  try {
    await intents.begin(noun, nameOf(upload), [uploadId, plan, contentPrint], { maxAgeMs: recordAgeMs });
  } catch (error) {
    await isTakenBack(context, { bucket, key, uploadId });
    throw error;
  }
  return { uploadId, contentPrint, parts: [] };
}

/** Begun without an answer, it is there without an id: a person is told at once. What cannot be found now is found by the next run. */
async function lookForLost(context: Context, { bucket, key }: s3.ObjectInput): Promise<void> {
  try {
    await abandonUpload({ ...context, client: context.afterwards(takeBackMs) }, { bucket, key });
  } catch (failure) {
    context.log("debug", `what was begun of object "${key}" of bucket "${bucket}" could not be looked for: ${String(failure)}`);
  }
}

async function listed({ client }: Context, upload: s3.UploadInput, contentPrint: string): Promise<OpenUpload | undefined> {
  const { bucket, key, uploadId } = upload;
  const parts = await ifThere(s3.listAllParts(client, { bucket, key, uploadId }));
  return parts === undefined ? undefined : { uploadId, contentPrint, parts };
}

/** True: the upload is gone, and with it every part. */
async function isTakenBack(context: Context, upload: s3.UploadInput): Promise<boolean> {
  const client = context.afterwards(takeBackMs);
  try {
    // A part that was under way may come after the abort, so that only an upload which is not there is gone [GUIDE 4.3.8].
    for (let tries = 0; tries < 3; tries += 1) if ((await abort(client, upload)) === "gone") return true;
    return false;
  } catch (failure) {
    context.log("debug", `the upload of object "${upload.key}" of bucket "${upload.bucket}" could not be aborted: ${String(failure)}`);
    return false;
  }
}

/** `gone`: there was none. */
async function abort(client: Context["client"], { bucket, key, uploadId }: s3.UploadInput): Promise<"aborted" | "gone"> {
  try {
    await s3.abortMultipartUpload(client, { bucket, key, uploadId });
    return "aborted";
  } catch (error) {
    if (isKind(error, "not-found")) return "gone";
    throw error;
  }
}

function nameOf({ bucket, key }: s3.ObjectInput): string {
  return `${bucket}/${key}`;
}

/** A print of all that makes two uploads the same. */
function planOf({ backend }: Context, upload: UploadInParts, partBytes: number): string {
  const { properties = {}, dataLocation, size, contentPrint } = upload;
  const said = Object.entries(s3.descriptionHeaders(backend, { properties, dataLocation })).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256")
    .update(JSON.stringify([said, size, partBytes, contentPrint]))
    .digest("hex");
}
