/** The lifecycle of a bucket [GUIDE 4.2.16-4.2.18][DOC 10027305]: flat prefixes, one rule may expire and transition. */
import { randomUUID } from "node:crypto";
import type { BucketCall } from "../../contract";
import type { LifecycleMoment, LifecycleRule } from "../../state/model";
import { refuse } from "../../wire/errors";
import { empty, xml, type Reply } from "../../wire/reply";
import { child, childText, children, malformed, onlyElements, type ParsedXml, type XmlObject } from "../../wire/xml";
import { cached, oneOf, positive, replaceSetting, requiredText, requiredXml } from "./bucket-configuration";

const MOST_ID_CHARACTERS = 255;
const STATUSES = ["Enabled", "Disabled"] as const;
const ACTIONS = ["Expiration", "Transition"] as const;

export async function putBucketLifecycle(call: BucketCall): Promise<Reply> {
  const body = requiredXml(call, "LifecycleConfiguration");
  onlyElements(body, "Rule");
  const rules = children(body, "Rule").map(toRule);
  const most = call.core.limits.lifecycleRules;
  if (rules.length === 0 || rules.length > most) throw malformed(`a lifecycle has 1 to ${most} rules`);
  if (new Set(rules.map((rule) => rule.id)).size < rules.length) throw refuse("InvalidArgument", "Every rule needs an ID of its own.");
  for (const action of ACTIONS) refuseOverlap(rules, action);
  return replaceSetting(call, "lifecycle", { rules, since: call.now.toISOString() });
}

function toRule(rule: ParsedXml): LifecycleRule {
  // Filter, tags, noncurrent versions and unfinished uploads are not elements of OOS.
  onlyElements(rule, "ID", "Prefix", "Status", ...ACTIONS);
  // unverified: a rule without an ID gets one, as at AWS.
  const id = childText(rule, "ID") ?? randomUUID();
  if (id.length === 0 || id.length > MOST_ID_CHARACTERS)
    throw refuse("InvalidArgument", `An ID has 1 to ${MOST_ID_CHARACTERS} characters.`);
  const expiration = child(rule, "Expiration");
  const transition = child(rule, "Transition");
  if (expiration === undefined && transition === undefined) throw malformed(`the rule ${id} has no action`);
  return {
    id,
    prefix: requiredText(rule, "Prefix"),
    enabled: oneOf(rule, "Status", STATUSES) === "Enabled",
    ...(expiration === undefined ? {} : { expiration: toMoment(expiration) }),
    ...(transition === undefined
      ? {}
      : { transition: { ...toMoment(transition, "StorageClass"), storageClass: storageClass(transition) } }),
  };
}

function storageClass(transition: ParsedXml): string {
  return oneOf(transition, "StorageClass", ["STANDARD_IA"]);
}

function toMoment(action: ParsedXml, ...others: readonly string[]): LifecycleMoment {
  onlyElements(action, "Days", "Date", ...others);
  const days = childText(action, "Days");
  const date = childText(action, "Date");
  if ((days === undefined) === (date === undefined)) throw malformed("an action has either Days or Date");
  if (date === undefined) return { days: positive(days ?? "", "Days") };
  const time = Date.parse(date.trim());
  if (Number.isNaN(time)) throw malformed(`${date} is not a date`);
  const iso = new Date(time).toISOString();
  if (!iso.endsWith("T00:00:00.000Z")) throw refuse("InvalidArgument", `'Date' must be at midnight GMT: ${date}`);
  return { date: iso };
}

/** Prefixes of one action type must not begin with each other [DOC 10027305]. unverified: disabled rules count as well. */
function refuseOverlap(rules: readonly LifecycleRule[], action: (typeof ACTIONS)[number]): void {
  const field = action === "Expiration" ? "expiration" : "transition";
  const sorted = rules.filter((rule) => rule[field] !== undefined).sort((a, b) => (a.prefix < b.prefix ? -1 : 1));
  // Sorted, a prefix stands directly before what begins with it.
  for (const [index, { prefix }] of sorted.entries()) {
    const next = sorted[index + 1]?.prefix;
    if (next?.startsWith(prefix) === true) {
      throw refuse("InvalidRequest", `Found overlapping prefixes '${prefix}' and '${next}' for same action type '${action}'`);
    }
  }
}

export function getBucketLifecycle(call: BucketCall): Reply {
  const { lifecycle } = cached(call);
  if (lifecycle === undefined) throw refuse("NoSuchLifecycleConfiguration", "The lifecycle configuration does not exist.");
  return xml("LifecycleConfiguration", {
    Rule: lifecycle.rules.map(({ id, prefix, enabled, expiration, transition }): XmlObject => ({
      ID: id,
      Prefix: prefix,
      Status: enabled ? "Enabled" : "Disabled",
      Transition: transition === undefined ? undefined : { ...momentXml(transition), StorageClass: transition.storageClass },
      Expiration: expiration === undefined ? undefined : momentXml(expiration),
    })),
  });
}

function momentXml({ days, date }: LifecycleMoment): XmlObject {
  return days === undefined ? { Date: date } : { Days: days };
}

/** 204, also when there is none (unverified). */
export async function deleteBucketLifecycle(call: BucketCall): Promise<Reply> {
  await replaceSetting(call, "lifecycle", undefined);
  return empty(204);
}
