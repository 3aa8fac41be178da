/** Locks of ZOS: the default retention of a bucket [ZOS 1.23-1.24], and what holds a single version [ZOS 2.11-2.14]. Codes are Ceph's (unverified). */
import { DAY_MS } from "../../clock";
import type { BucketCall } from "../../contract";
import { cached, oneOf, replaceSetting, requiredText, requiredXml } from "../../services/s3/bucket-configuration";
import type { BucketConfiguration, DefaultRetention, ObjectExtras, Retention, RetentionMode, StoredObject } from "../../state/model";
import { refuse } from "../../wire/errors";
import { empty, NO_NAMESPACE, xml, type Reply } from "../../wire/reply";
import type { WireRequest } from "../../wire/request";
import { child, childText, malformed, onlyElements } from "../../wire/xml";
import { readVersion } from "./version";

const MODES: readonly RetentionMode[] = ["GOVERNANCE", "COMPLIANCE"];
const MODE_HEADER = "x-amz-object-lock-mode";
const UNTIL_HEADER = "x-amz-object-lock-retain-until-date";
const HOLD_HEADER = "x-amz-object-lock-legal-hold";
/** Headers by which an upload is locked. */
export const LOCK_HEADERS: readonly string[] = [MODE_HEADER, UNTIL_HEADER, HOLD_HEADER];
export const BYPASS_HEADER = "x-amz-bypass-governance-retention";

export function putObjectLockConfiguration(call: BucketCall): Promise<Reply> {
  const body = requiredXml(call, "ObjectLockConfiguration");
  onlyElements(body, "ObjectLockEnabled", "Rule");
  oneOf(body, "ObjectLockEnabled", ["Enabled"]);
  if (call.owner.bucket.configuration.lockable !== true)
    throw refuse("InvalidBucketState", "The bucket was not made with object lock enabled.");
  const rule = child(body, "Rule");
  if (rule === undefined) return replaceSetting(call, "defaultRetention", undefined);
  onlyElements(rule, "DefaultRetention");
  const retention = child(rule, "DefaultRetention");
  if (retention === undefined) throw malformed("DefaultRetention is missing");
  onlyElements(retention, "Mode", "Days", "Years");
  const mode = oneOf(retention, "Mode", MODES);
  const [days, years] = [childText(retention, "Days"), childText(retention, "Years")];
  if ((days === undefined) === (years === undefined)) throw malformed("a DefaultRetention has either Days or Years");
  const unit = days === undefined ? "Years" : "Days";
  return replaceSetting(call, "defaultRetention", { mode, unit, length: lengthOf(days ?? years ?? "") });
}

function lengthOf(text: string): number {
  if (!/^\s*\d{1,9}\s*$/.test(text) || Number(text) < 1) throw refuse("InvalidRetentionPeriod", "The retention must be 1 or more.");
  return Number(text);
}

export function getObjectLockConfiguration(call: BucketCall): Reply {
  const { lockable, defaultRetention: rule } = cached(call);
  if (lockable !== true) throw refuse("ObjectLockConfigurationNotFoundError", "Object Lock configuration does not exist for this bucket.");
  const shown = rule === undefined ? undefined : { DefaultRetention: { Mode: rule.mode, [rule.unit]: rule.length } };
  return xml("ObjectLockConfiguration", { ObjectLockEnabled: "Enabled", Rule: shown }, NO_NAMESPACE);
}

/** What locks an object that comes now: its own headers, else the default of the bucket. */
export function lockOf(request: WireRequest, configuration: BucketConfiguration, now: Date): Pick<ObjectExtras, "retention" | "legalHold"> {
  const [mode, until, hold] = LOCK_HEADERS.map((name) => request.headers.get(name));
  if ([mode, until, hold].some((value) => value !== undefined) && configuration.lockable !== true)
    throw refuse("InvalidRequest", "The bucket was not made with object lock enabled.");
  if ((mode === undefined) !== (until === undefined)) throw refuse("InvalidArgument", `${MODE_HEADER} and ${UNTIL_HEADER} go together.`);
  if (hold !== undefined && hold !== "ON" && hold !== "OFF") throw refuse("InvalidArgument", `${HOLD_HEADER} must be ON or OFF.`);
  const own = mode === undefined || until === undefined ? undefined : retentionOf(mode, until, now);
  const retention = own ?? byDefault(configuration.defaultRetention, now);
  return { ...(retention === undefined ? {} : { retention }), ...(hold === "ON" ? { legalHold: true } : {}) };
}

function byDefault(rule: DefaultRetention | undefined, now: Date): Retention | undefined {
  if (rule === undefined) return undefined;
  const days = rule.length * (rule.unit === "Days" ? 1 : 365);
  return { mode: rule.mode, until: new Date(now.getTime() + days * DAY_MS).toISOString() };
}

function retentionOf(mode: string, until: string, now: Date): Retention {
  const known = MODES.find((name) => name === mode);
  const time = Date.parse(until.trim());
  if (known === undefined) throw refuse("InvalidArgument", `The mode must be ${MODES.join(" or ")}, not ${mode}.`);
  if (Number.isNaN(time) || time <= now.getTime()) throw refuse("InvalidArgument", "The retain until date must be in the future.");
  return { mode: known, until: new Date(time).toISOString() };
}

/** Why nobody may delete the version now; undefined: one may. */
export function whyKept({ retention, legalHold }: ObjectExtras, request: WireRequest, now: Date): string | undefined {
  if (legalHold === true) return "the version is under a legal hold";
  if (retention === undefined || Date.parse(retention.until) <= now.getTime()) return undefined;
  const bypassed = retention.mode === "GOVERNANCE" && bypasses(request);
  return bypassed ? undefined : `the version is retained until ${retention.until}`;
}

function bypasses(request: WireRequest): boolean {
  return request.headers.get(BYPASS_HEADER)?.toLowerCase() === "true";
}

/** Headers of GET and HEAD. */
export function lockHeaders({ retention, legalHold }: ObjectExtras): Readonly<Record<string, string>> {
  return {
    ...(retention === undefined ? {} : { [MODE_HEADER]: retention.mode, [UNTIL_HEADER]: retention.until }),
    ...(legalHold === undefined ? {} : { [HOLD_HEADER]: legalHold ? "ON" : "OFF" }),
  };
}

/** Throws InvalidRequest for a bucket without locks. */
function lockedVersion(call: BucketCall): StoredObject {
  if (call.owner.bucket.configuration.lockable !== true)
    throw refuse("InvalidRequest", "The bucket was not made with object lock enabled.");
  return readVersion(call);
}

export async function putObjectRetention(call: BucketCall): Promise<Reply> {
  const version = lockedVersion(call);
  const body = requiredXml(call, "Retention");
  onlyElements(body, "Mode", "RetainUntilDate");
  const retention = retentionOf(requiredText(body, "Mode").trim(), requiredText(body, "RetainUntilDate"), call.now);
  const before = version.retention;
  const holds = before !== undefined && Date.parse(before.until) > call.now.getTime();
  const weaker =
    holds && (Date.parse(retention.until) < Date.parse(before.until) || (before.mode === "COMPLIANCE" && retention.mode !== before.mode));
  if (weaker && !(before.mode === "GOVERNANCE" && bypasses(call.request)))
    throw refuse("AccessDenied", "A retention can be made longer, and not shorter or weaker.");
  await call.core.versions.update(call.owner.bucket.uid, { ...version, retention });
  return empty(200);
}

export function getObjectRetention(call: BucketCall): Reply {
  const { retention } = lockedVersion(call);
  if (retention === undefined) throw refuse("NoSuchObjectLockConfiguration", "The version has no retention.");
  return xml("Retention", { Mode: retention.mode, RetainUntilDate: retention.until });
}

export async function putObjectLegalHold(call: BucketCall): Promise<Reply> {
  const version = lockedVersion(call);
  const body = requiredXml(call, "LegalHold");
  onlyElements(body, "Status");
  await call.core.versions.update(call.owner.bucket.uid, { ...version, legalHold: oneOf(body, "Status", ["ON", "OFF"]) === "ON" });
  return empty(200);
}

export function getObjectLegalHold(call: BucketCall): Reply {
  const { legalHold } = lockedVersion(call);
  if (legalHold === undefined) throw refuse("NoSuchObjectLockConfiguration", "The version has no legal hold.");
  return xml("LegalHold", { Status: legalHold ? "ON" : "OFF" });
}
