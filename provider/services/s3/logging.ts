/** Access logs of a bucket [GUIDE 4.2.13-14] [DOC 10027302]. */
import { optional, required, shape, name, text, withDefault } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import { type BucketGrant, fromGrantList, grantList, toGrantList } from "./acl";
import type { BucketInput } from "./bucket";
import { type DocumentKind, getDocument, putDocument, type Shown } from "./document";
import type { UnknownElement, UnknownElements } from "./unknown-elements";

export interface BucketLogging {
  readonly targetBucket: string;
  /** Start of the keys of the log objects; may be empty. */
  readonly targetPrefix: string;
  /** Who may do what with the log objects; not on OOS. */
  readonly targetGrants?: readonly BucketGrant[] | undefined;
}

const LOGGING: DocumentKind = { suffix: "BucketLogging", root: "BucketLoggingStatus" };

/** Ceph 20 shows how it writes its log objects, set or not. */
const ROLLING = { kept: ["LoggingType", "ObjectRollTime", "RecordsBatchSize", "TargetObjectKeyFormat"] };

const configuration = shape({
  enabled: optional(
    "LoggingEnabled",
    shape(
      {
        targetBucket: required("TargetBucket", name),
        targetPrefix: withDefault("TargetPrefix", text, ""),
        // unverified: that a grant to an e-mail address is shown with it [ZOS 1.26]; the ACL of a bucket shows the id [ZOS 1.10].
        grants: optional("TargetGrants", grantList),
      },
      ROLLING,
    ),
  ),
});

/** Undefined when logging is off, which is an empty document. @throws ServiceError `not-found` (no bucket) */
export async function getBucketLogging(client: Client, { bucket }: BucketInput): Promise<Shown<BucketLogging | undefined>> {
  const { value, unknown } = await getDocument(client, LOGGING, bucket, configuration);
  if (value.enabled === undefined) return { value: undefined, unknown };
  const { grants, ...target } = value.enabled;
  const targetGrants = fromGrantList(grants);
  return { value: { ...target, ...(targetGrants.length === 0 ? {} : { targetGrants }) }, unknown };
}

/** Sets logging; without `logging` it is turned off. @throws ServiceError `invalid` (the target), `not-found` (no bucket); CannotKeepError */
export async function putBucketLogging(
  client: Client,
  { bucket, logging, unknown }: BucketInput & { readonly logging?: BucketLogging; readonly unknown?: UnknownElements | undefined },
): Promise<readonly UnknownElement[]> {
  if (logging === undefined) return putDocument(client, LOGGING, bucket, {});
  const { targetBucket: TargetBucket, targetPrefix: TargetPrefix, targetGrants = [] } = logging;
  const TargetGrants = targetGrants.length === 0 ? undefined : toGrantList(targetGrants);
  return putDocument(client, LOGGING, bucket, { LoggingEnabled: { TargetBucket, TargetPrefix, TargetGrants } }, unknown);
}
