/** How objects that come without encryption of their own are encrypted [ZOS 1.20-1.22]. */
import { isKind, ServiceError } from "../../transport/errors/errors";
import { name, optional, required, shape } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, getDocument, oneOf, putDocument, type Shown } from "./document";
import type { UnknownElement, UnknownElements } from "./unknown-elements";

export interface BucketEncryption {
  readonly algorithm: "AES256" | "aws:kms";
  /** Of the key service; needed with `aws:kms`. */
  readonly kmsMasterKeyId?: string | undefined;
}

const ENCRYPTION: DocumentKind = { suffix: "BucketEncryption", root: "ServerSideEncryptionConfiguration" };

const configuration = shape({
  rule: required(
    "Rule",
    shape(
      {
        byDefault: required(
          "ApplyServerSideEncryptionByDefault",
          shape({
            algorithm: required("SSEAlgorithm", oneOf("AES256", "aws:kms")),
            // unverified: that it is shown; the guide's list of the answer stops at the algorithm [ZOS 1.21].
            kmsMasterKeyId: optional("KMSMasterKeyID", name),
          }),
        ),
      },
      // AWS shows it always, Ceph from release 17 on.
      { kept: ["BucketKeyEnabled"] },
    ),
  ),
});

/** @throws ServiceError `not-configured`, `not-found` (no bucket), `foreign` (a pool without encryption answers with a listing) */
export async function getBucketEncryption(client: Client, { bucket }: BucketInput): Promise<Shown<BucketEncryption>> {
  const { value, unknown } = await getDocument(client, ENCRYPTION, bucket, configuration);
  return { value: value.rule.byDefault, unknown };
}

/** @throws ServiceError `invalid`, `not-found` (no bucket); CannotKeepError */
export function putBucketEncryption(
  client: Client,
  { bucket, algorithm, kmsMasterKeyId, unknown }: BucketInput & BucketEncryption & { readonly unknown?: UnknownElements | undefined },
): Promise<readonly UnknownElement[]> {
  const byDefault = { SSEAlgorithm: algorithm, KMSMasterKeyID: kmsMasterKeyId };
  return putDocument(client, ENCRYPTION, bucket, { Rule: { ApplyServerSideEncryptionByDefault: byDefault } }, unknown);
}

/**
 * Only some pools have encryption. One that has none would take the deletion for that of the bucket, so the configuration is looked at first.
 * @throws ServiceError `not-configured`, `not-found` (no bucket), `foreign` (nothing was deleted)
 */
export async function deleteBucketEncryption(client: Client, { bucket }: BucketInput): Promise<void> {
  try {
    await getBucketEncryption(client, { bucket });
  } catch (error) {
    if (!isKind(error, "foreign")) throw error;
    throw new ServiceError({
      kind: "foreign",
      service: "s3",
      operation: "DeleteBucketEncryption",
      subject: `bucket "${bucket}"`,
      words: "the service shows no encryption configuration, so it may take the deletion for that of the bucket; nothing was deleted",
      hint: "check that the pool has bucket encryption",
      cause: error,
    });
  }
  await deleteDocument(client, "BucketEncryption", bucket);
}
