/** Where a bucket's access logs go [GUIDE 4.2.13, 4.2.14]. They are written in background/access-logs.ts. */
import type { BucketCall } from "../../contract";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { child, childText, onlyElements } from "../../wire/xml";
import { cached, replaceSetting, requiredText, requiredXml } from "./bucket-configuration";

/** The samples of these two calls use another namespace than the rest [DOC 10027302]. */
const NAMESPACE = "http://doc.s3.amazonaws.com/2006-03-01";

/** An empty BucketLoggingStatus turns logging off. */
export async function putBucketLogging(call: BucketCall): Promise<Reply> {
  const body = requiredXml(call, "BucketLoggingStatus");
  onlyElements(body, "LoggingEnabled");
  const enabled = child(body, "LoggingEnabled");
  if (enabled === undefined) return replaceSetting(call, "logging", undefined);
  onlyElements(enabled, "TargetBucket", "TargetPrefix");
  const targetBucket = requiredText(enabled, "TargetBucket").trim();
  const target = call.core.accounts.findBucket(targetBucket);
  if (target?.account !== call.owner.account) {
    throw refuse("InvalidTargetBucketForLogging", "The target bucket for logging does not exist or is not owned by you.");
  }
  // unverified: a prefix that is left out is empty.
  return replaceSetting(call, "logging", { targetBucket, targetPrefix: childText(enabled, "TargetPrefix") ?? "" });
}

/** An empty BucketLoggingStatus when logging is off (unverified). */
export function getBucketLogging(call: BucketCall): Reply {
  const { logging } = cached(call);
  const enabled = logging === undefined ? undefined : { TargetBucket: logging.targetBucket, TargetPrefix: logging.targetPrefix };
  return xml("BucketLoggingStatus", { LoggingEnabled: enabled }, NAMESPACE);
}
