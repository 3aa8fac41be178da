/** The retention of a whole bucket [GUIDE 4.2.22-4.2.24]: a configuration that, once enabled, only grows. */
import type { BucketCall } from "../../contract";
import type { ObjectLock } from "../../state/model";
import { retentionDays } from "../../state/retention";
import { refuse } from "../../wire/errors";
import { NO_NAMESPACE, xml, type Reply } from "../../wire/reply";
import { child, childText, malformed, onlyElements, type ParsedXml } from "../../wire/xml";
import { cached, oneOf, positive, replaceSetting, requiredXml } from "./bucket-configuration";

export async function putObjectLockConfiguration(call: BucketCall): Promise<Reply> {
  if (!call.request.headers.has("content-md5")) {
    throw refuse("InvalidRequest", "Missing required header for this request: Content-MD5"); // unverified: the code
  }
  const lock = toLock(requiredXml(call, "ObjectLockConfiguration"));
  const before = call.owner.bucket.configuration.objectLock;
  if (before?.enabled === true && (!lock.enabled || retentionDays(lock) < retentionDays(before))) {
    throw enabledForGood("An enabled object lock can be neither disabled nor shortened.");
  }
  return replaceSetting(call, "objectLock", lock);
}

function toLock(body: ParsedXml): ObjectLock {
  onlyElements(body, "ObjectLockEnabled", "Rule");
  const enabled = oneOf(body, "ObjectLockEnabled", ["Enabled", "Disabled"] as const) === "Enabled";
  const rule = child(body, "Rule");
  const retention = rule === undefined ? undefined : child(rule, "DefaultRetention");
  if (rule === undefined || retention === undefined) throw malformed("a Rule with a DefaultRetention is needed"); // unverified: AWS lets it out
  onlyElements(rule, "DefaultRetention");
  onlyElements(retention, "Mode", "Days", "Years");
  oneOf(retention, "Mode", ["COMPLIANCE"]);
  const days = childText(retention, "Days");
  const years = childText(retention, "Years");
  if ((days === undefined) === (years === undefined)) throw malformed("a DefaultRetention has either Days or Years");
  return days === undefined
    ? { enabled, unit: "Years", length: positive(years ?? "", "Years") }
    : { enabled, unit: "Days", length: positive(days, "Days") };
}

export function getObjectLockConfiguration(call: BucketCall): Reply {
  const { objectLock: lock } = cached(call);
  if (lock === undefined) {
    throw refuse("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket.");
  }
  const body = {
    ObjectLockEnabled: lock.enabled ? "Enabled" : "Disabled",
    Rule: { DefaultRetention: { Mode: "COMPLIANCE", [lock.unit]: lock.length } },
  };
  return xml("ObjectLockConfiguration", body, NO_NAMESPACE);
}

/** Removes a configuration that is not enabled: 200, also when there is none (unverified). */
export async function deleteObjectLockConfiguration(call: BucketCall): Promise<Reply> {
  if (call.owner.bucket.configuration.objectLock?.enabled === true) throw enabledForGood("An enabled object lock cannot be removed.");
  return replaceSetting(call, "objectLock", undefined);
}

/** unverified: code and status. */
function enabledForGood(message: string): Error {
  return refuse("InvalidBucketState", message);
}
