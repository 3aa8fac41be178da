/** The lifecycle of a ZOS bucket [ZOS 1.11-1.12]: filters, versions, several transitions. Codes, orders and forms of the answer are Ceph's (unverified). */
import { randomBytes } from "node:crypto";
import type { BucketCall } from "../../contract";
import { cached, oneOf, replaceSetting, requiredText, requiredXml } from "../../services/s3/bucket-configuration";
import type { LifecycleMoment, Tag, ZosRule } from "../../state/model";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { child, childText, children, malformed, onlyElements, type ParsedXml, type XmlObject } from "../../wire/xml";

const MOST_ID_CHARACTERS = 255;

export async function putBucketLifecycle(call: BucketCall): Promise<Reply> {
  const body = requiredXml(call, "LifecycleConfiguration");
  onlyElements(body, "Rule");
  const rules = children(body, "Rule").map(toRule);
  const most = call.core.limits.lifecycleRules;
  if (rules.length === 0 || rules.length > most) throw malformed(`a lifecycle has 1 to ${most} rules`);
  if (new Set(rules.map(({ id }) => id)).size < rules.length) throw refuse("InvalidArgument", "Every rule needs an ID of its own.");
  const meanings = rules.map(({ id: _id, ...rest }) => JSON.stringify(rest));
  if (new Set(meanings).size < rules.length) throw refuse("InvalidArgument", "Two rules say the same."); // [CTY 11070224]; unverified: the code
  return replaceSetting(call, "rules", { rules, since: call.now.toISOString() });
}

function toRule(rule: ParsedXml): ZosRule {
  onlyElements(
    rule,
    ...["ID", "Status", "Prefix", "Filter", "Expiration", "Transition"],
    ...["NoncurrentVersionTransition", "NoncurrentVersionExpiration", "AbortIncompleteMultipartUpload"],
  );
  const id = childText(rule, "ID") ?? randomBytes(24).toString("hex");
  if (id.length === 0 || id.length > MOST_ID_CHARACTERS)
    throw refuse("InvalidArgument", `An ID has 1 to ${MOST_ID_CHARACTERS} characters.`);
  const scope = scopeOf(rule);
  const expiration = child(rule, "Expiration");
  const noncurrent = numberOf(rule, "NoncurrentVersionExpiration", "NoncurrentDays");
  const abort = numberOf(rule, "AbortIncompleteMultipartUpload", "DaysAfterInitiation");
  const transitions = children(rule, "Transition").map((transition) => ({
    ...moment(transition, 0, "StorageClass"),
    storageClass: requiredText(transition, "StorageClass"),
  }));
  const noncurrentTransitions = children(rule, "NoncurrentVersionTransition").map((transition) => {
    onlyElements(transition, "NoncurrentDays", "StorageClass");
    return { days: wholeDays(requiredText(transition, "NoncurrentDays"), 0), storageClass: requiredText(transition, "StorageClass") };
  });
  const acts = expiration !== undefined || noncurrent !== undefined || abort !== undefined;
  if (!acts && transitions.length + noncurrentTransitions.length === 0) throw malformed(`the rule ${id} has no action`);
  if (abort !== undefined && scope.tags.length > 0) throw refuse("InvalidRequest", "Unfinished uploads have no tags.");
  return {
    id,
    enabled: oneOf(rule, "Status", ["Enabled", "Disabled"]) === "Enabled",
    ...scope,
    ...(expiration === undefined ? {} : expirationOf(expiration)),
    transitions,
    noncurrentTransitions,
    ...(noncurrent === undefined ? {} : { noncurrentDays: noncurrent }),
    ...(abort === undefined ? {} : { abortDays: abort }),
  };
}

function scopeOf(rule: ParsedXml): Pick<ZosRule, "prefix" | "tags"> {
  const prefix = childText(rule, "Prefix");
  const filter = child(rule, "Filter");
  if (filter === undefined) {
    if (prefix === undefined) throw malformed("a rule has a Filter or a Prefix");
    return { prefix, tags: [] };
  }
  if (prefix !== undefined) throw malformed("a rule has a Filter or a Prefix, not both");
  onlyElements(filter, "Prefix", "Tag", "And");
  const and = child(filter, "And");
  if (and !== undefined) onlyElements(and, "Prefix", "Tag");
  const both = and === undefined ? [filter] : [filter, and];
  return {
    prefix: both.map((part) => childText(part, "Prefix")).find((text) => text !== undefined) ?? "",
    tags: both.flatMap((part) => children(part, "Tag").map(toTag)),
  };
}

function toTag(tag: ParsedXml): Tag {
  onlyElements(tag, "Key", "Value");
  return { key: requiredText(tag, "Key"), value: childText(tag, "Value") ?? "" };
}

function expirationOf(expiration: ParsedXml): Pick<ZosRule, "expiration" | "expiresMarkers"> {
  const markers = childText(expiration, "ExpiredObjectDeleteMarker")?.trim();
  if (markers === undefined) return { expiration: moment(expiration, 1) };
  onlyElements(expiration, "ExpiredObjectDeleteMarker");
  if (markers !== "true") throw malformed("ExpiredObjectDeleteMarker must be true");
  return { expiresMarkers: true };
}

/** `least`: of the days. A date is kept as it was sent. */
function moment(action: ParsedXml, least: number, ...others: readonly string[]): LifecycleMoment {
  onlyElements(action, "Days", "Date", ...others);
  const [days, date] = [childText(action, "Days"), childText(action, "Date")?.trim()];
  if ((days === undefined) === (date === undefined)) throw malformed("an action has either Days or Date");
  if (date === undefined) return { days: wholeDays(days ?? "", least) };
  const time = Date.parse(date);
  if (Number.isNaN(time) || !new Date(time).toISOString().endsWith("T00:00:00.000Z")) throw malformed("a Date must be at midnight GMT");
  return { date };
}

function wholeDays(text: string, least: number): number {
  if (!/^\s*\d{1,9}\s*$/.test(text) || Number(text) < least) throw refuse("InvalidArgument", `Days must be ${least} or more, not ${text}.`);
  return Number(text);
}

function numberOf(rule: ParsedXml, element: string, name: string): number | undefined {
  const found = child(rule, element);
  if (found === undefined) return undefined;
  onlyElements(found, name);
  return wholeDays(requiredText(found, name), 1);
}

/** Sorted by ID. */
export function getBucketLifecycle(call: BucketCall): Reply {
  const { rules } = cached(call);
  if (rules === undefined) throw refuse("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist.");
  return xml("LifecycleConfiguration", { Rule: [...rules.rules].sort((a, b) => (a.id < b.id ? -1 : 1)).map(ruleXml) });
}

function ruleXml(rule: ZosRule): XmlObject {
  const { id, enabled, expiration, expiresMarkers, transitions, noncurrentDays, noncurrentTransitions, abortDays } = rule;
  return {
    ID: id,
    ...scopeXml(rule),
    Status: enabled ? "Enabled" : "Disabled",
    Expiration:
      expiration === undefined ? (expiresMarkers === true ? { ExpiredObjectDeleteMarker: true } : undefined) : momentXml(expiration),
    NoncurrentVersionExpiration: noncurrentDays === undefined ? undefined : { NoncurrentDays: noncurrentDays },
    AbortIncompleteMultipartUpload: abortDays === undefined ? undefined : { DaysAfterInitiation: abortDays },
    Transition: transitions.map((transition) => ({ ...momentXml(transition), StorageClass: transition.storageClass })),
    NoncurrentVersionTransition: noncurrentTransitions.map(({ days, storageClass }) => ({
      NoncurrentDays: days,
      StorageClass: storageClass,
    })),
  };
}

/** Several conditions stand in And, but for the prefix; every object has the old form. */
function scopeXml({ prefix, tags }: Pick<ZosRule, "prefix" | "tags">): XmlObject {
  if (tags.length === 0) return prefix === "" ? { Prefix: "" } : { Filter: { Prefix: prefix } };
  const Tag = tags.map(({ key, value }) => ({ Key: key, Value: value }));
  const Prefix = prefix === "" ? undefined : prefix;
  return { Filter: tags.length + (prefix === "" ? 0 : 1) > 1 ? { Prefix, And: { Tag } } : { Tag } };
}

function momentXml({ days, date }: LifecycleMoment): XmlObject {
  return days === undefined ? { Date: date } : { Days: days };
}
