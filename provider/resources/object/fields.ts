/** What a program says of one object, and what it is told of it. */
import { z } from "zod";
import { field, type RuleProblem, type Values } from "../../define";
import { noBucketProblems } from "../../rules/bucket-name";
import { type Asset, assetSchema, sameAsset } from "../../rules/asset";
import { isMark } from "../../rules/object-marks";
import { namesBucket } from "../shared/references";
import { bareEtag } from "./store";
import { defined } from "../../pure/defined";

/** Headers carry printable ASCII, and HTTP cuts off the spaces around it. */
function headerProblems(text: string): RuleProblem[] {
  if (!/^[\x20-\x7e]*$/.test(text)) return [{ message: "must be printable ASCII" }];
  return /^ | $/.test(text) ? [{ message: "must not begin or end with a space, which HTTP cuts off" }] : [];
}
const header = (doc: string, canonical?: (text: string) => string) =>
  field(z.string().optional(), { doc, rule: headerProblems, absentMeans: "", ...defined({ canonical }) });

/** Types are told apart without regard to case, and to blanks beside the semicolon [RFC 9110 8.3.1]. */
function sameType(text: string): string {
  return text.toLowerCase().replaceAll(/\s*;\s*/g, ";");
}

const dataLocation = z.strictObject({
  type: z.enum(["Local", "Specified"]).describe("`Local`: near the caller. `Specified`: in `locations`."),
  locations: z.array(z.string().min(1)).min(1).optional().describe("Data locations in order of preference. Needed with `Specified`."),
  scheduleStrategy: z
    .enum(["Allowed", "NotAllowed"])
    .optional()
    .describe("Whether the service may place data elsewhere. Default `Allowed`."),
});

const copySource = z.strictObject({
  bucket: namesBucket(z.string().min(1)).describe("Bucket of the source; the credentials must be allowed to read it."),
  key: z.string().min(1).describe("Key of the source."),
  etag: z
    .string()
    .min(1)
    .optional()
    .describe(
      "Current ETag of the source, such as the output `etag` of another BucketObject or of `getObject`. If it changes, the object is copied again (new metadata alone does not change it). Without it, changes of the source are ignored.",
    ),
});
export type CopySource = z.infer<typeof copySource>;

export const inputs = z.strictObject({
  bucket: field(namesBucket(z.string().min(1)), {
    doc: "Name of the bucket. A change replaces the object.",
    replaces: true,
    rule: noBucketProblems,
  }),
  key: field(z.string().min(1), {
    doc: "Key of the object. A change replaces the object.",
    freeText: true,
    replaces: true,
    rule: (key: string): RuleProblem[] => [
      ...(Buffer.byteLength(key) <= 1024 ? [] : [{ message: `must have at most 1024 bytes, has ${String(Buffer.byteLength(key))}` }]),
      ...(key.includes("\0") ? [{ message: "must not contain the character NUL" }] : []),
    ],
  }),
  source: field(z.union([z.string().min(1), assetSchema]).optional(), {
    doc: "Content to store: the path of a file, relative to the project's folder, or an asset of Pulumi (`FileAsset`, `StringAsset`, `RemoteAsset`). One of `source`, `content` and `copyFrom` is required; an imported object stays as it is without them.",
    local: true,
    same: (a: string | Asset, b: string | Asset) => (typeof a === "string" || typeof b === "string" ? a === b : sameAsset(a, b)),
    // Pulumi's Node.js SDK cannot read an empty asset back.
    rule: (source: string | Asset): RuleProblem[] =>
      typeof source !== "string" && source.text === "" ? [{ message: 'is an empty text; write content: "" instead' }] : [],
  }),
  content: field(z.string().optional(), { doc: "Text to store, as UTF-8.", freeText: true, local: true }),
  copyFrom: field(copySource.optional(), {
    doc: "Object to copy within the service; its bytes are not downloaded. Content type, headers and metadata that the program does not set are those of the source.",
    typeName: "CopySource",
    freeText: true,
    canonical: ({ bucket, key, etag }: CopySource) => ({ bucket, key, etag: etag === undefined ? undefined : bareEtag(etag) }),
  }),
  contentHash: field(z.string().optional(), {
    doc: 'SHA-256 of the content in hex, computed from `source` or `content`: leave it out. After an import it is the one in the metadata of the object, or `unknown, ETag "..."` of an object that this package did not store. Secret if `source` or `content` is: a short content can be guessed from it.',
    secretWith: ["source", "content"],
    whenRemoved: "forget",
  }),
  contentType: header(
    "Content-Type: `text/html; charset=utf-8`. Default: the type of the extension of the key, else of the file (`guessContentType`); if the extension is unknown, the service decides.",
    sameType,
  ),
  guessContentType: field(z.boolean(), {
    doc: "Whether an object without `contentType` gets the type of the extension of its key, else of its file; text is labelled as UTF-8. False: the service decides. Copies have the type of their source.",
    local: true,
    default: true,
  }),
  cacheControl: header("Cache-Control of the answers."),
  contentDisposition: header("Content-Disposition of the answers."),
  contentEncoding: header("Content-Encoding: the compression that the content already has (`gzip`)."),
  storageClass: field(z.enum(["STANDARD", "STANDARD_IA", "REDUCED_REDUNDANCY"]), { doc: "Storage class.", default: "STANDARD" }),
  metadata: field(z.record(z.string(), z.string()).optional(), {
    doc: "Metadata: keys of lower-case letters, digits and dashes, values of printable ASCII. `{}` is the same as leaving it out.",
    absentMeans: {},
    rule: (metadata: Readonly<Record<string, string>>): RuleProblem[] =>
      Object.entries(metadata).flatMap(([key, value]) => [
        ...(/^[a-z0-9][a-z0-9._-]*$/.test(key)
          ? []
          : [{ path: [key], message: `the key "${key}" may contain only a-z, 0-9, "-", "_" and "."` }]),
        ...(isMark(key) ? [{ path: [key], message: "is a key that the provider uses itself" }] : []),
        ...headerProblems(value).map(({ message }) => ({ path: [key], message })),
      ]),
  }),
  dataLocation: field(dataLocation.optional(), {
    doc: "Location of the data. Default: the bucket's location. The service does not return it.",
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
    doc: "Size of a part in MiB, 5 to 1024. Larger content is stored, or copied, in parts.",
    local: true,
    default: 64,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over and overwrite an existing object with this key. Default false.",
    local: true,
    createOnly: true,
  }),
});
export const outputs = z.strictObject({
  etag: field(z.string(), {
    doc: "ETag, with its quotation marks. Secret if `source` or `content` is: it is the MD5 of the content.",
    secretWith: ["source", "content"],
  }),
  size: field(z.number().int().optional(), { doc: "Size in bytes." }),
});

export type Inputs = Values<typeof inputs>;
export type Outputs = Values<typeof outputs>;
