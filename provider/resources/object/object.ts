/** BucketObject: one object of a bucket, from a file, a text, an asset or another object [GUIDE 4.3.1-4.3.10, 4.3.13]. */
import { claim } from "../shared/claim";
import { hashOf, originProblem, sizeOf } from "./content";
import { type Context, defineResource, fieldsOf, RefusedError, type RuleProblem, sameMeaning } from "../../define";
import { type CopySource, type Inputs, inputs, type Outputs, outputs } from "./fields";
import { contentMark, copiedFrom, copyKey, copyMark, hashKey, withoutMarks } from "../../rules/object-marks";
import { contentTypeOf } from "../../rules/content-type";
import { deepEqual } from "../../pure/semantic";
import * as s3 from "../../services/s3";
import { copySourceOf, storeContent, storeCopy, type StoredWhole } from "./store";
import { abandonUpload, type OpenUpload, openUpload } from "./multipart";
import { changesWithoutContent, isSameName, isStored, keptPrint, originProblems, storedFields } from "./left-alone";
import { ifThere, unlessGone } from "../shared/absence";
import { defined } from "../../pure/defined";

const noun = "BucketObject";
const MiB = 1024 * 1024;
/** What the service says of content of which nobody said anything. */
const unsaidTypes: ReadonlySet<string> = new Set(["", "application/octet-stream", "binary/octet-stream"]);

interface ObjectName {
  readonly bucket: string;
  readonly key: string;
}

function parseId(id: string): ObjectName {
  const named = objectNamed(id);
  if (named === undefined) throw new Error(`the ID of a ${noun} is <bucket>/<key>, found ${id}`);
  return named;
}

function objectNamed(id: string): ObjectName | undefined {
  const slash = id.indexOf("/");
  return slash < 1 || slash === id.length - 1 ? undefined : { bucket: id.slice(0, slash), key: id.slice(slash + 1) };
}

async function lookUp(
  known: Partial<Inputs>,
  isUnknown: (name: keyof Inputs) => boolean,
  olds?: Partial<Inputs>,
): Promise<{ found: Partial<Inputs>; problems: RuleProblem[] }> {
  const typed = guessedType(known, isUnknown);
  if (known.source === undefined && known.content === undefined)
    return { found: { ...typed, ...keptPrint(known, isUnknown, olds) }, problems: [] };
  const problem = await originProblem(known);
  if (problem !== undefined) return { found: {}, problems: [{ path: ["source"], message: problem }] };
  try {
    const contentHash = await hashOf(known);
    return { found: { ...(staysUntyped(known, olds, contentHash) ? {} : typed), contentHash }, problems: [] };
  } catch (error) {
    return { found: {}, problems: [{ path: ["source"], message: error instanceof Error ? error.message : String(error) }] };
  }
}

/** The content type by the ending of the key, else of the source, where the program says none. What another object or an import has is left alone. */
function guessedType(
  { key, source, content, contentType, copyFrom, guessContentType }: Partial<Inputs>,
  isUnknown: (name: keyof Inputs) => boolean,
): Partial<Inputs> {
  const isOwn = source !== undefined || content !== undefined || isUnknown("source") || isUnknown("content");
  const isSaid = contentType !== undefined || isUnknown("contentType") || isUnknown("guessContentType");
  if (guessContentType !== true || !isOwn || isSaid || copyFrom !== undefined || isUnknown("key")) return {};
  const file = typeof source === "string" ? source : (source?.path ?? source?.uri?.replace(/[?#].*$/s, ""));
  const isUtf8 = content !== undefined || isUnknown("content") || (typeof source === "object" && source.text !== undefined);
  const guessed = contentTypeOf([key, file], isUtf8);
  return guessed === undefined ? {} : { contentType: guessed };
}

/** An object that is there without a type of ours is not stored again for its type alone: it may be large, or locked. */
function staysUntyped(known: Partial<Inputs>, olds: Partial<Inputs> | undefined, contentHash: string | undefined): boolean {
  if (olds === undefined || olds.contentType !== undefined || olds.guessContentType === false) return false;
  return isSameName(known, olds) && olds.contentHash !== undefined && olds.contentHash === contentHash;
}

/**
 * What HEAD shows, in the form of the inputs. An object without a mark of ours is told by its ETag, which equals no print. unverified: own
 * metadata comes back from HEAD as it was sent.
 */
function shownInputs(shown: s3.StoredObject, asked: Partial<Inputs> | undefined): Partial<Inputs> {
  const { etag, size: _size, lastModified: _date, metadata: marks = {}, contentType, ...properties } = shown;
  const metadata = withoutMarks(marks);
  const copyFrom = copiedFrom(marks);
  const storageClass = inputs.shape.storageClass.safeParse(properties.storageClass ?? "STANDARD").data;
  // What the service says where nobody said anything is not worth a difference.
  const isTypeSaid = contentType !== undefined && (asked?.contentType !== undefined || !unsaidTypes.has(contentType));
  return {
    ...properties,
    ...(isTypeSaid ? { contentType } : {}),
    // Another class is shown as it is, so that it is seen as a difference.
    storageClass: storageClass ?? (properties.storageClass as Inputs["storageClass"]),
    ...(copyFrom === undefined ? { contentHash: marks[hashKey] ?? `unknown, ETag ${etag ?? "absent"}` } : { copyFrom }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
  };
}

/** The headers of an object that a program can say. */
function headersOf({ contentType, cacheControl, contentDisposition, contentEncoding }: s3.ObjectProperties): s3.ObjectProperties {
  return defined({ contentType, cacheControl, contentDisposition, contentEncoding });
}

async function put(context: Context, wanted: Inputs): Promise<StoredWhole> {
  const { bucket, key, source, content, copyFrom, contentHash = "", storageClass, metadata, partSizeMiB } = wanted;
  const to = { bucket, key, dataLocation: wanted.dataLocation as s3.DataLocation | undefined, partBytes: partSizeMiB * MiB };
  const said = { ...headersOf(wanted), storageClass };
  if (copyFrom !== undefined) {
    const from = await copySourceOf(context.client, copyFrom);
    const mark = copyMark(copyFrom, from.etag);
    const properties = { ...headersOf(from), ...said, metadata: { ...(metadata ?? withoutMarks(from.metadata)), [copyKey]: mark } };
    return storeCopy(context, { ...to, properties, contentPrint: mark }, { ...copyFrom, size: from.size ?? 0 });
  }
  if (source === undefined && content === undefined)
    throw new RefusedError(
      `object "${key}" of bucket "${bucket}" has neither source, content nor copyFrom to store`,
      "set one of them in the program",
    );
  const properties = { ...said, metadata: { ...metadata, [hashKey]: contentHash } };
  return storeContent(context, { ...to, properties, contentPrint: contentHash }, wanted);
}

function outputsOf({ etag, size }: s3.StoredObject): Partial<Outputs> {
  return defined({ etag, size });
}

function look(context: Context, bucket: string, key: string): Promise<s3.StoredObject | undefined> {
  return ifThere(s3.headObject(context.client, { bucket, key }), context);
}

/** What storing it again would change; where the content comes from is nothing of it, nor is an ETag that nobody asks for. */
function sameObject(shown: Partial<Inputs>, wanted: Partial<Inputs>): boolean {
  return fieldsOf(inputs).every(({ name, meta }) => {
    if (!isStored(name, meta)) return true;
    if (meta.local === true) return deepEqual(shown.dataLocation, wanted.dataLocation);
    if (name === "copyFrom" && wanted.copyFrom?.etag === undefined)
      return sameMeaning(meta, withoutEtag(shown.copyFrom), withoutEtag(wanted.copyFrom));
    return sameMeaning(meta, shown[name as keyof Inputs], wanted[name as keyof Inputs]);
  });
}

function isAsWanted(shown: s3.StoredObject, wanted: Inputs): boolean {
  const { bucket, key } = wanted;
  return sameObject({ bucket, key, ...shownInputs(shown, wanted) }, wanted);
}

function withoutEtag(source: CopySource | undefined): CopySource | undefined {
  return source === undefined ? undefined : { bucket: source.bucket, key: source.key };
}

/** What an object holds, as far as its marks tell. */
function originOf({ copyFrom, contentHash }: Partial<Inputs>): unknown {
  return copyFrom === undefined ? { contentHash } : { copyFrom: withoutEtag(copyFrom) };
}

/** The service shows what is there of an open upload where there is no object [GUIDE 4.3.7]. */
function isUnderWay(shown: s3.StoredObject, open: OpenUpload | undefined): boolean {
  const bytes = open?.parts.reduce((sum, { size = 0 }) => sum + size, 0);
  return shown.size === bytes && contentMark(shown.metadata) === open?.contentPrint;
}

/** True when nothing has to be stored: what is there is as wanted, and all of it. */
async function isComplete(context: Context, shown: s3.StoredObject, wanted: Inputs): Promise<boolean> {
  if (!isAsWanted(shown, wanted)) return false;
  const { copyFrom } = wanted;
  return shown.size === (copyFrom === undefined ? await sizeOf(wanted) : (await copySourceOf(context.client, copyFrom)).size);
}

export const bucketObject = defineResource({
  noun,
  uses: [
    "PutObject",
    "HeadObject",
    "DeleteObject",
    "CopyObject",
    "CreateMultipartUpload",
    "UploadPart",
    "CompleteMultipartUpload",
    "AbortMultipartUpload",
    "ListParts",
  ],
  mayUse: ["ListMultipartUploads", "UploadPartCopy"],
  elsewhere: { contentBase64: "source, an asset or the path of a file" },
  doc: `One object of a bucket, from a file, a text, an asset of Pulumi or another object. Use it for configuration, pages and artefacts, not for data that
other programs write.

The content is compared by its SHA-256, which is kept with the object as metadata \`${hashKey}\`; any change stores the whole object again.
A copy is made within the service and keeps its source as metadata \`${copyKey}\`. Content above \`partSizeMiB\` is stored in parts: an upload that
fails is aborted; an upload that was cut off (a killed run) is continued or aborted by the next run on this machine. Deleting the resource deletes the object.

\`\`\`typescript
import * as oos from "pulumi-oos";

const site = new oos.Bucket("site", {});
const index = new oos.BucketObject("index", { bucket: site.bucket, key: "index.html", content: "<h1>Hello</h1>", contentType: "text/html" });
new oos.BucketObject("kept", { bucket: site.bucket, key: "kept.html", copyFrom: { bucket: site.bucket, key: index.key } });
\`\`\``,
  idForm: "`<bucket name>/<key>`",
  idInputs: objectNamed,
  inputs,
  outputs,
  rules: [
    {
      on: ["source", "content", "copyFrom", "contentHash"],
      presence: true,
      check: (values, _context, olds) => originProblems(values, olds),
    },
    {
      on: ["contentHash", "copyFrom"],
      presence: true,
      check: ({ contentHash, copyFrom }) =>
        contentHash === undefined || copyFrom === undefined ? [] : [{ path: ["contentHash"], message: "cannot be combined with copyFrom" }],
    },
    {
      on: ["bucket", "key", "copyFrom"],
      check: ({ bucket, key, copyFrom }) =>
        copyFrom !== undefined && copyFrom.bucket === bucket && copyFrom.key === key
          ? [{ path: ["copyFrom"], message: "must be another object" }]
          : [],
    },
  ],
  changes: [{ on: storedFields, check: changesWithoutContent }],
  lookUp,
  identity: ["bucket", "key"],
  queue: ({ bucket, key }) => `object/${bucket ?? ""}/${key ?? ""}`,

  async create(context, wanted, made) {
    const { bucket, key, adopt } = wanted;
    const id = `${bucket}/${key}`;
    const open = await openUpload(context, { bucket, key });
    let stored: StoredWhole | undefined;
    const { entity, found } = await claim<s3.StoredObject>(context, {
      noun,
      name: id,
      subject: `object "${key}" of bucket "${bucket}"`,
      importId: id,
      adopt: adopt === true,
      look: async () => {
        const shown = await look(context, bucket, key);
        return shown === undefined || isUnderWay(shown, open) ? undefined : shown;
      },
      // An object as wanted is ours whenever it was stored: an upload in parts may take long.
      madeAt: (shown) => (isAsWanted(shown, wanted) ? undefined : shown.lastModified),
      parts: { made: () => [originOf(wanted)], shown: (shown) => [originOf(shownInputs(shown, wanted))] },
      make: async () => {
        stored = await put(context, wanted);
        return stored;
      },
    });
    if (!found) return { id, outputs: { ...stored } };
    const outputs = outputsOf(entity);
    made(id, outputs);
    if (!(await isComplete(context, entity, wanted))) return { id, outputs: await put(context, wanted) };
    await abandonUpload(context, { bucket, key });
    return { id, outputs };
  },
  async observe(context, id, known) {
    const { bucket, key } = parseId(id);
    const shown = await look(context, bucket, key);
    if (shown === undefined) return undefined;
    const { copyFrom, ...rest } = shownInputs(shown, known);
    const isAsked = known === undefined || known.copyFrom?.etag !== undefined;
    return {
      inputs: {
        ...{ bucket, key, ...rest },
        ...(copyFrom === undefined ? {} : { copyFrom: isAsked ? copyFrom : withoutEtag(copyFrom) }),
      },
      outputs: outputsOf(shown),
    };
  },
  update: async (context, _id, news, olds) => (sameObject(olds, news) ? {} : put(context, news)),
  async delete(context, id) {
    const object = parseId(id);
    await abandonUpload(context, object);
    await unlessGone(s3.deleteObject(context.client, object));
  },
});
