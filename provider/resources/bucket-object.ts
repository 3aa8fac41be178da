/** BucketObject: one object of a bucket, from a file or a text [GUIDE 4.3.1, 4.3.3, 4.3.5-4.3.8, 4.3.13]. */
import { stat } from "node:fs/promises";
import { z } from "zod";
import { claim } from "../claim";
import { changedMeanwhile, hashOf, withContent } from "../content";
import { type Context, defineResource, field, fieldsOf, RefusedError, type RuleProblem, sameMeaning, type Values } from "../define";
import { deepEqual } from "../rules/semantic";
import * as s3 from "../services/s3";
import { isKind } from "../transport/errors";

const MiB = 1024 * 1024;
const unsaidTypes: ReadonlySet<string> = new Set(["", "application/octet-stream", "binary/octet-stream"]);
/**
 * The print of the content, kept with the object: it tells what is there, whatever the service makes of ETags. unverified: own metadata comes
 * back from HEAD as it was sent.
 */
const hashKey = "pulumi-sha256";

/** Headers carry printable ASCII. */
function headerProblems(text: string): RuleProblem[] {
  return /^[\x20-\x7e]*$/.test(text) ? [] : [{ message: "must be printable ASCII" }];
}
const header = (doc: string) => field(z.string().optional(), { doc, rule: headerProblems });

const dataLocation = z.strictObject({
  type: z.enum(["Local", "Specified"]).describe("`Local`: near the caller. `Specified`: in `locations`."),
  locations: z.array(z.string().min(1)).min(1).optional().describe("Data locations in order of preference. Needed with `Specified`."),
  scheduleStrategy: z
    .enum(["Allowed", "NotAllowed"])
    .optional()
    .describe("Whether the service may place data elsewhere. Default `Allowed`."),
});

const inputs = z.strictObject({
  bucket: field(z.string().min(1), { doc: "Name of the bucket. A change replaces the object.", replaces: true }),
  key: field(z.string().min(1), {
    doc: "Key of the object. A change replaces the object.",
    replaces: true,
    rule: (key: string): RuleProblem[] => [
      ...(Buffer.byteLength(key) <= 1024 ? [] : [{ message: `must have at most 1024 bytes, has ${String(Buffer.byteLength(key))}` }]),
      ...(key.includes("\0") ? [{ message: "must not hold the character NUL" }] : []),
    ],
  }),
  source: field(z.string().min(1).optional(), {
    doc: "Path of the file to store, from the project's folder on. Either this or `content`.",
    local: true,
  }),
  content: field(z.string().optional(), { doc: "Text to store, as UTF-8. Either this or `source`.", local: true }),
  contentHash: field(z.string().optional(), {
    doc: "SHA-256 of the content in hex. Made from `source` or `content`; leave it out.",
    whenRemoved: "forget",
  }),
  contentType: header("Content-Type: `text/html; charset=utf-8`. Default: the service's."),
  cacheControl: header("Cache-Control of the answers."),
  contentDisposition: header("Content-Disposition of the answers."),
  contentEncoding: header("Content-Encoding: how the content is packed already (`gzip`)."),
  storageClass: field(z.enum(["STANDARD", "STANDARD_IA", "REDUCED_REDUNDANCY"]), { doc: "Storage class.", default: "STANDARD" }),
  metadata: field(z.record(z.string(), z.string()).optional(), {
    doc: "Metadata of your own: keys of lower-case letters, digits and dashes, values of printable ASCII.",
    rule: (metadata: Readonly<Record<string, string>>): RuleProblem[] =>
      Object.entries(metadata).flatMap(([key, value]) => [
        ...(/^[a-z0-9][a-z0-9._-]*$/.test(key)
          ? []
          : [{ path: [key], message: `the key "${key}" may hold only a-z, 0-9, "-", "_" and "."` }]),
        ...(key === hashKey ? [{ path: [key], message: "is the key that the provider uses itself" }] : []),
        ...headerProblems(value).map(({ message }) => ({ path: [key], message })),
      ]),
  }),
  dataLocation: field(dataLocation.optional(), {
    doc: "Where the data is kept. Default: the bucket's location. The service does not show it again.",
    local: true,
    typeName: "ObjectDataLocation",
    rule: ({ type, locations }: z.infer<typeof dataLocation>): RuleProblem[] =>
      (type === "Specified") === (locations !== undefined)
        ? []
        : [
            {
              path: ["locations"],
              message: type === "Specified" ? "is required when type is Specified" : "must be absent when type is Local",
            },
          ],
  }),
  partSizeMiB: field(z.number().int().min(5).max(1024), {
    doc: "Content that is larger is stored in parts of this size (MiB, 5 to 1024).",
    local: true,
    default: 64,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over, and overwrite, an object of this key. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  etag: field(z.string().optional(), { doc: "ETag, with its quotation marks." }),
  size: field(z.number().int().optional(), { doc: "Bytes." }),
});

type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;
const noun = "BucketObject";

function parseId(id: string): { readonly bucket: string; readonly key: string } {
  const slash = id.indexOf("/");
  if (slash < 1 || slash === id.length - 1) throw new Error(`the ID of a BucketObject is <bucket>/<key>, found ${id}`);
  return { bucket: id.slice(0, slash), key: id.slice(slash + 1) };
}

async function lookUp(known: Partial<Inputs>): Promise<{ found: Partial<Inputs>; problems: RuleProblem[] }> {
  const { source, content } = known;
  if (source !== undefined) {
    const found = await stat(source).catch(() => undefined);
    const problem = found === undefined ? `there is no file ${source} (from ${process.cwd()})` : `${source} is no file`;
    if (found?.isFile() !== true) return { found: {}, problems: [{ path: ["source"], message: problem }] };
  } else if (content === undefined) return { found: {}, problems: [] };
  return { found: { contentHash: await hashOf(known) }, problems: [] };
}

/** What HEAD shows, in the form of the inputs. An object without our print is told by its ETag, which equals no print. */
function shownInputs({ etag, size: _size, metadata = {}, ...properties }: s3.StoredObject): Partial<Inputs> {
  const { [hashKey]: hash, ...own } = metadata;
  const storageClass = inputs.shape.storageClass.safeParse(properties.storageClass ?? "STANDARD").data;
  return {
    ...properties,
    // Another class is shown as it is, so that it is seen as a difference.
    storageClass: storageClass ?? (properties.storageClass as Inputs["storageClass"]),
    contentHash: hash ?? `unknown, ETag ${etag ?? "absent"}`,
    ...(Object.keys(own).length === 0 ? {} : { metadata: own }),
  };
}

async function put({ client }: Context, wanted: Inputs): Promise<Outputs> {
  const { bucket, key, source, contentHash, metadata = {}, dataLocation: location, partSizeMiB, contentType, cacheControl } = wanted;
  if (source === undefined && wanted.content === undefined)
    throw new RefusedError(
      `object "${key}" of bucket "${bucket}" has neither source nor content to store`,
      "say one of them in the program",
    );
  return withContent(wanted, async (content, print) => {
    // A small file is read whole before anything is sent; a large one is judged before its parts become an object.
    const whole = content.size <= partSizeMiB * MiB ? await content.read(0, content.size) : undefined;
    const judge = (): void => {
      if (contentHash !== undefined && print() !== contentHash) throw changedMeanwhile(source);
    };
    if (whole !== undefined) judge();
    const { contentDisposition, contentEncoding, storageClass } = wanted;
    const { etag } = await s3.storeObject(client, {
      bucket,
      key,
      content: whole === undefined ? content : { size: whole.length, read: () => Promise.resolve(whole) },
      properties: {
        ...{ contentType, cacheControl, contentDisposition, contentEncoding, storageClass },
        metadata: { ...metadata, ...(contentHash === undefined ? {} : { [hashKey]: contentHash }) },
      },
      dataLocation: location as s3.DataLocation | undefined,
      partBytes: partSizeMiB * MiB,
      beforeComplete: judge,
    });
    return { size: content.size, ...(etag === undefined ? {} : { etag }) };
  });
}

/** An upload in parts that a killed run began is removed: its parts take space and nobody knows of them. */
async function abortLost(context: Context, bucket: string, key: string): Promise<void> {
  const intent = await context.intents.unanswered(noun, `${bucket}/${key}`);
  if (intent === undefined) return;
  for await (const upload of s3.listAllMultipartUploads(context.client, { bucket, prefix: key })) {
    const isOurs =
      upload.key === key && upload.initiated !== undefined && Math.abs(upload.initiated.getTime() - intent.startedAt.getTime()) <= skewMs;
    if (isOurs) await s3.abortMultipartUpload(context.client, { bucket, key, uploadId: upload.uploadId });
  }
}

/** Clocks of the service and of this machine may differ by this much. */
const skewMs = 15 * 60 * 1000;

async function look({ client }: Context, bucket: string, key: string): Promise<s3.StoredObject | undefined> {
  try {
    return await s3.headObject(client, { bucket, key });
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    throw error;
  }
}

/** What an upload would change; where the content comes from is nothing of it. */
function sameObject(a: Partial<Inputs>, b: Partial<Inputs>): boolean {
  return fieldsOf(inputs).every(({ name, meta }) => {
    if (meta.local === true) return name !== "dataLocation" || deepEqual(a.dataLocation, b.dataLocation);
    return sameMeaning(meta, a[name as keyof Inputs], b[name as keyof Inputs]);
  });
}

export const bucketObject = defineResource({
  noun,
  doc: `One object of a bucket, from a file or a text. It is for configuration, pages and small artefacts; data belongs to programs that write it.

The content is compared by its SHA-256, which is kept with the object as metadata \`${hashKey}\`; any change stores the whole object again.
Content above \`partSizeMiB\` is stored in parts, and an upload that fails is aborted. Deleting the resource deletes the object.

\`\`\`typescript
import * as oos from "pulumi-oos";

const site = new oos.Bucket("site", {});
new oos.BucketObject("index", { bucket: site.bucket, key: "index.html", content: "<h1>Hello</h1>", contentType: "text/html" });
\`\`\``,
  idForm: "`<bucket name>/<key>`",
  inputs,
  outputs,
  rules: [
    {
      on: ["source", "content"],
      check: ({ source, content }) => {
        if (source !== undefined && content !== undefined) return [{ path: ["content"], message: "must be absent beside source" }];
        return source === undefined && content === undefined ? [{ path: ["source"], message: "is required without content" }] : [];
      },
    },
  ],
  lookUp,
  identity: ["bucket", "key"],
  queue: ({ bucket, key }) => `object/${bucket ?? ""}/${key ?? ""}`,

  async create(context, wanted, made) {
    const { bucket, key, adopt } = wanted;
    const id = `${bucket}/${key}`;
    await abortLost(context, bucket, key);
    let stored: Outputs = {};
    const { entity, found } = await claim<s3.StoredObject>(context, {
      noun,
      name: id,
      subject: `object "${key}" of bucket "${bucket}"`,
      importId: id,
      adopt: adopt === true,
      look: () => look(context, bucket, key),
      make: async () => {
        stored = await put(context, wanted);
        return stored;
      },
    });
    if (!found) return { id, outputs: stored };
    const { etag, size } = entity;
    made(id, { etag, size });
    if (sameObject(shownInputs(entity), wanted)) return { id, outputs: { etag, size } };
    return { id, outputs: await put(context, wanted) };
  },
  async observe(context, id, known) {
    const { bucket, key } = parseId(id);
    const shown = await look(context, bucket, key);
    if (shown === undefined) return undefined;
    const { etag, size } = shown;
    const { contentType, ...rest } = shownInputs(shown);
    // What the service says where nobody said anything is not worth a difference.
    const isSaid = known?.contentType !== undefined || !unsaidTypes.has(contentType ?? "");
    return { inputs: { bucket, key, ...rest, ...(isSaid ? { contentType } : {}) }, outputs: { etag, size } };
  },
  update: async (context, _id, news, olds) => (sameObject(olds, news) ? {} : put(context, news)),
  async delete({ client }, id) {
    try {
      await s3.deleteObject(client, parseId(id));
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
    }
  },
});
