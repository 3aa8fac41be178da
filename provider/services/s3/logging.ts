/** Access logs of a bucket [GUIDE 4.2.13-14] [DOC 10027302]. */
import { optional, required, shape, name, text, withDefault } from "../../transport/shape";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { type DocumentKind, getDocument, putDocument } from "./document";

export interface BucketLogging {
  readonly targetBucket: string;
  /** Start of the keys of the log objects; may be empty. */
  readonly targetPrefix: string;
}

const LOGGING: DocumentKind = { subresource: "logging", suffix: "BucketLogging", root: "BucketLoggingStatus" };

const configuration = shape({
  enabled: optional(
    "LoggingEnabled",
    shape({ targetBucket: required("TargetBucket", name), targetPrefix: withDefault("TargetPrefix", text, "") }),
  ),
});

/** Undefined when logging is off, which is an empty document. @throws ServiceError `not-found` (no bucket) */
export async function getBucketLogging(client: Client, { bucket }: BucketInput): Promise<BucketLogging | undefined> {
  return (await getDocument(client, LOGGING, bucket, configuration)).enabled;
}

/** Sets logging; without `logging` it is turned off. @throws ServiceError `invalid` (the target), `not-found` (no bucket) */
export function putBucketLogging(client: Client, { bucket, logging }: BucketInput & { readonly logging?: BucketLogging }): Promise<void> {
  const enabled = logging === undefined ? undefined : { TargetBucket: logging.targetBucket, TargetPrefix: logging.targetPrefix };
  return putDocument(client, LOGGING, bucket, { LoggingEnabled: enabled });
}
