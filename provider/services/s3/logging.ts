/** Access logs of a bucket [GUIDE 4.2.13-14] [DOC 10027302]. */
import type * as Sdk from "@aws-sdk/client-s3";
import { listed, optional, required, shape, name, text, withDefault } from "../../transport/shape";
import type { Client } from "../../transport/types";
import { type BucketGrant, toSdkGrants } from "./acl";
import type { BucketInput } from "./bucket";
import { type DocumentKind, getDocument, putDocument } from "./document";
import { withSdk } from "./sdk-client";

export interface BucketLogging {
  readonly targetBucket: string;
  /** Start of the keys of the log objects; may be empty. */
  readonly targetPrefix: string;
  /** Who may do what with the log objects; not on OOS. */
  readonly targetGrants?: readonly BucketGrant[] | undefined;
}

const LOGGING: DocumentKind = { subresource: "logging", suffix: "BucketLogging", root: "BucketLoggingStatus" };

// unverified: that a grant to an e-mail address is shown with it, as the guide has it [ZOS 1.26]; the ACL of a bucket shows the id [ZOS 1.10].
const grant = shape({
  grantee: required(
    "Grantee",
    shape({ canonicalId: optional("ID", name), uri: optional("URI", name), emailAddress: optional("EmailAddress", name) }),
  ),
  permission: required("Permission", name),
});

const configuration = shape({
  enabled: optional(
    "LoggingEnabled",
    shape({
      targetBucket: required("TargetBucket", name),
      targetPrefix: withDefault("TargetPrefix", text, ""),
      grants: optional("TargetGrants", shape({ grants: listed("Grant", grant) })),
    }),
  ),
});

/** Undefined when logging is off, which is an empty document. @throws ServiceError `not-found` (no bucket) */
export async function getBucketLogging(client: Client, { bucket }: BucketInput): Promise<BucketLogging | undefined> {
  const { enabled } = await getDocument(client, LOGGING, bucket, configuration);
  if (enabled === undefined) return undefined;
  const { grants, ...target } = enabled;
  const targetGrants = (grants?.grants ?? []).map(({ grantee, permission }) => ({ ...grantee, permission }));
  return { ...target, ...(targetGrants.length === 0 ? {} : { targetGrants }) };
}

/** Sets logging; without `logging` it is turned off. @throws ServiceError `invalid` (the target), `not-found` (no bucket) */
export async function putBucketLogging(
  client: Client,
  { bucket, logging }: BucketInput & { readonly logging?: BucketLogging },
): Promise<void> {
  const { targetGrants = [] } = logging ?? {};
  if (logging !== undefined && targetGrants.length > 0) {
    // Grantees have an attribute for their kind, which the SDK writes.
    const { targetBucket: TargetBucket, targetPrefix: TargetPrefix } = logging;
    const BucketLoggingStatus = {
      LoggingEnabled: { TargetBucket, TargetPrefix, TargetGrants: toSdkGrants(targetGrants) as Sdk.TargetGrant[] },
    };
    await withSdk(client, "PutBucketLogging", { Bucket: bucket }, (s3, sdk) =>
      s3.send(new sdk.PutBucketLoggingCommand({ Bucket: bucket, BucketLoggingStatus })),
    );
    return;
  }
  const enabled = logging === undefined ? undefined : { TargetBucket: logging.targetBucket, TargetPrefix: logging.targetPrefix };
  await putDocument(client, LOGGING, bucket, { LoggingEnabled: enabled });
}
