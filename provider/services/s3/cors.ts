/** Which web pages of other origins may call the bucket [GUIDE 4.2.19-21] [DOC 10027308]. */
import { integer, listed, name, optional, shape, text } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import type { XmlNode } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, documentText, getDocument, putDocument, type Shown } from "./document";
import type { UnknownElement, UnknownElements } from "./unknown-elements";

export interface CorsRule {
  readonly id?: string | undefined;
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders?: readonly string[] | undefined;
  readonly exposeHeaders?: readonly string[] | undefined;
  /** How long a browser may keep the answer to a preflight. */
  readonly maxAgeSeconds?: number | undefined;
}

const CORS: DocumentKind = { suffix: "BucketCors", root: "CORSConfiguration", keys: { CORSRule: "ID" } };

const configuration = shape({
  rules: listed(
    "CORSRule",
    shape({
      id: optional("ID", text),
      allowedOrigins: listed("AllowedOrigin", text),
      allowedMethods: listed("AllowedMethod", name),
      allowedHeaders: listed("AllowedHeader", text),
      exposeHeaders: listed("ExposeHeader", text),
      maxAgeSeconds: optional("MaxAgeSeconds", integer),
    }),
  ),
});

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function getBucketCors(client: Client, { bucket }: BucketInput): Promise<Shown<readonly CorsRule[]>> {
  const { value, unknown } = await getDocument(client, CORS, bucket, configuration);
  const rules = value.rules.map(({ allowedHeaders, exposeHeaders, ...rule }) => ({
    ...rule,
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
    ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
  }));
  return { value: rules, unknown };
}

/** Replaces every rule. @throws ServiceError `invalid` (100 rules, 64 KiB), `not-found` (no bucket); CannotKeepError */
export function putBucketCors(
  client: Client,
  { bucket, rules, unknown }: BucketInput & { readonly rules: readonly CorsRule[]; readonly unknown?: UnknownElements | undefined },
): Promise<readonly UnknownElement[]> {
  return putDocument(client, CORS, bucket, fromRules(rules), unknown);
}

/** Size of the document with these rules. */
export function corsBytes(rules: readonly CorsRule[]): number {
  return Buffer.byteLength(documentText(CORS, fromRules(rules)));
}

function fromRules(rules: readonly CorsRule[]): XmlNode {
  return {
    CORSRule: rules.map(({ id, allowedOrigins, allowedMethods, allowedHeaders = [], exposeHeaders = [], maxAgeSeconds }) => ({
      ID: id,
      AllowedOrigin: allowedOrigins,
      AllowedMethod: allowedMethods,
      AllowedHeader: allowedHeaders,
      MaxAgeSeconds: maxAgeSeconds === undefined ? undefined : String(maxAgeSeconds),
      ExposeHeader: exposeHeaders,
    })),
  };
}

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export function deleteBucketCors(client: Client, { bucket }: BucketInput): Promise<void> {
  return deleteDocument(client, "BucketCors", bucket);
}
