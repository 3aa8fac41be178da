/** Sub-resources of a bucket that are one XML document: read, put whole, deleted. Written here, since OOS takes less than S3 and the SDK says more. */
import type { RemovableSettingName, SettingName } from "../../catalog";
import { ServiceError } from "../../transport/errors/errors";
import { type Reader, type StrangeElement, UnreadableAnswer } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import { parseXml, writeXml, type XmlNode } from "../../transport/protocol/xml";
import { type Grammar, keepUnknown, type UnknownElement, type UnknownElements, unknownElements } from "./unknown-elements";
import { S3_NAMESPACE } from "./wire";

/** One sub-resource: the operations' names and the root element. */
export interface DocumentKind extends Grammar {
  /** `BucketLifecycle`: the operations are `GetBucketLifecycle` and so on. */
  readonly suffix: SettingName;
  readonly root: string;
  /** False: the manual's samples have no namespace. */
  readonly namespace?: false;
}

/** What a document says, and what of it nobody understands. */
export interface Shown<T> {
  readonly value: T;
  readonly unknown: UnknownElements;
}

/** @throws ServiceError `not-configured`, `not-found` (no bucket), `foreign` (the answer does not have the promised form) */
export async function getDocument<T>(client: Client, kind: DocumentKind, bucket: string, read: Reader<T>): Promise<Shown<T>> {
  const operation = `Get${kind.suffix}` as const;
  const response = await client.send({ operation, bucket });
  return readDocument(response.body, kind, operation, bucket, read);
}

/** The body of an answer. @throws ServiceError `foreign` (it does not have the promised form) */
export function readDocument<T>(
  body: Uint8Array,
  { root, ...grammar }: Pick<DocumentKind, "root" | keyof Grammar>,
  operation: string,
  bucket: string,
  read: Reader<T>,
): Shown<T> {
  const tree = parseXml(body).value;
  const found: StrangeElement[] = [];
  try {
    const value = read(tree, root, (element) => found.push(element));
    return { value, unknown: unknownElements(tree, found, grammar) };
  } catch (error) {
    if (!(error instanceof UnreadableAnswer)) throw error;
    const subject = `bucket "${bucket}"`;
    throw new ServiceError({ kind: "foreign", service: "s3", operation, subject, words: error.message, cause: error });
  }
}

/** The document as it is sent: what a limit on its size counts. */
export function documentText({ root, namespace }: DocumentKind, value: XmlNode): string {
  return writeXml(root, value, namespace === false ? undefined : S3_NAMESPACE);
}

/**
 * Replaces the whole of it.
 * @param unknown of the document that is replaced, which the new one keeps
 * @returns what it has kept of it: what stood in something that the new one lacks is gone with that
 * @throws CannotKeepError, before anything is sent; ServiceError `invalid`, `not-found` (no bucket)
 */
export async function putDocument(
  client: Client,
  kind: DocumentKind,
  bucket: string,
  value: XmlNode,
  unknown?: UnknownElements,
): Promise<readonly UnknownElement[]> {
  const { node, kept } = unknown === undefined ? { node: value, kept: [] } : keepUnknown(value, unknown, kind);
  await client.send({
    operation: `Put${kind.suffix}`,
    bucket,
    headers: { "content-type": "application/xml" },
    body: documentText(kind, node),
  });
  return kept;
}

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function deleteDocument(client: Client, suffix: RemovableSettingName, bucket: string): Promise<void> {
  await client.send({ operation: `Delete${suffix}`, bucket });
}

/** One of the known words. */
export function oneOf<const W extends string>(...words: readonly W[]): Reader<W> {
  return (value, at) => {
    const found = words.find((word) => word === value);
    if (found === undefined) throw new UnreadableAnswer(at, words.join(" or "));
    return found;
  };
}
