/** Where a bucket's access logs go, and who may do what with them [ZOS 1.25, 1.26]. They are written in background/access-logs.ts. */
import type { BucketCall } from "../../contract";
import { cached, missingBody, replaceSetting, requiredText } from "../../services/s3/bucket-configuration";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { child, onlyElements, parseTypedXml } from "../../wire/xml";
import { grantXml, parseTargetGrants } from "./grants";

const ROOT = "BucketLoggingStatus";

/** An empty BucketLoggingStatus turns logging off. */
export async function putBucketLogging(call: BucketCall): Promise<Reply> {
  if (call.request.body.length === 0) throw missingBody();
  const body = parseTypedXml(call.request.body, ROOT);
  onlyElements(body, "LoggingEnabled");
  const enabled = child(body, "LoggingEnabled");
  if (enabled === undefined) return replaceSetting(call, "logging", undefined);
  onlyElements(enabled, "TargetBucket", "TargetPrefix", "TargetGrants");
  const targetBucket = requiredText(enabled, "TargetBucket").trim();
  const targetPrefix = requiredText(enabled, "TargetPrefix");
  const targetGrants = parseTargetGrants(call.core, child(enabled, "TargetGrants"));
  if (call.core.accounts.findBucket(targetBucket)?.account !== call.owner.account) {
    throw refuse("InvalidTargetBucketForLogging", "The target bucket for logging does not exist or is not owned by you.");
  }
  return replaceSetting(call, "logging", { targetBucket, targetPrefix, ...(targetGrants.length === 0 ? {} : { targetGrants }) });
}

/** An empty BucketLoggingStatus when logging is off (unverified). */
export function getBucketLogging(call: BucketCall): Reply {
  const { logging } = cached(call);
  if (logging === undefined) return xml(ROOT, {});
  const { targetBucket, targetPrefix, targetGrants } = logging;
  const grants = targetGrants === undefined ? undefined : { Grant: targetGrants.map(grantXml) };
  return xml(ROOT, { LoggingEnabled: { TargetBucket: targetBucket, TargetGrants: grants, TargetPrefix: targetPrefix } });
}
