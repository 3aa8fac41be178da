/** What the lint of policies finds: how bad it is, and what to do about it. A problem of the grammar is an error whatever stands here. */

import type { PropertyPath } from "../rules/problem";

/** `error`: refused, or never meant. `warning`: probably not meant. `info`: worth knowing. */
export type Severity = "error" | "warning" | "info";

export interface LintRule {
  readonly severity: Severity;
  /** The next step, as a sentence without its end. */
  readonly fix: string;
}

export const LINT_RULES = {
  // Grammar.
  "policy-json": { severity: "error", fix: "make it valid JSON: an object with Version and Statement" },
  "policy-duplicate-key": { severity: "error", fix: "keep one of the keys; the service would keep only one" },
  "policy-unknown-key": { severity: "error", fix: "correct the key, or remove it" },
  "policy-version": { severity: "error", fix: 'write "Version": "2012-10-17", or leave it out' },
  "policy-statement": { severity: "error", fix: "give it at least one statement: an object with Effect, Action and Resource" },
  "policy-effect": { severity: "error", fix: 'write "Allow" or "Deny", in this case' },
  "policy-exclusive": { severity: "error", fix: "keep one of the two" },
  "policy-missing": { severity: "error", fix: "add what is missing" },
  "policy-empty-list": { severity: "error", fix: "name at least one member, or remove the key" },
  "policy-text": { severity: "error", fix: "write it as text" },
  "policy-sid": { severity: "error", fix: "give every statement a Sid of its own, or none" },
  "policy-principal": { severity: "error", fix: 'bucket policies need principals ("*", {"CTYUN": "<ARN>"}), IAM policies have none' },
  "policy-arn": { severity: "error", fix: "correct the ARN" },
  "policy-action": { severity: "error", fix: "write service and action: oos:GetObject" },
  "policy-condition": { severity: "error", fix: 'write {"<Operator>": {"<key>": "<value>"}}' },
  "policy-address": { severity: "error", fix: "write an address or a block in CIDR form" },
  "policy-operator": { severity: "warning", fix: "use StringLike, IpAddress or NotIpAddress, or try the operator out first" },

  // Words.
  "policy-unknown-action": { severity: "warning", fix: "correct the spelling; if the action is new, try it out first" },
  "policy-wrong-service": { severity: "warning", fix: "put it into an IAM policy: bucket policies only decide over object storage" },
  "policy-condition-key": { severity: "warning", fix: "correct the key; a condition on an unknown key may never hold, or always" },
  "policy-undocumented-key": { severity: "warning", fix: "use ctyun:SourceIp or ctyun:Referer, or try the key out first" },
  "policy-undocumented-element": { severity: "warning", fix: "use the positive form: Principal, Action, Resource" },
  "policy-mixed-spelling": { severity: "warning", fix: "write the statement in one spelling: CTYUN with oos:, or AWS with s3:" },
  "policy-principal-wildcard": { severity: "warning", fix: "name each user, or the account, or everybody" },
  "policy-size": { severity: "warning", fix: "shorten the policy: wildcards, fewer statements" },

  // Statements that do not do what they seem to.
  "policy-reach": { severity: "warning", fix: "name both the bucket's ARN and that of its objects, each with its actions" },
  "policy-idle-resource": { severity: "info", fix: "remove the resource, or add an action that applies to it" },
  "policy-other-bucket": { severity: "warning", fix: "name the bucket that the policy belongs to" },
  "policy-shadowed": { severity: "warning", fix: "remove the statement, or narrow the Deny" },
  "policy-redundant": { severity: "info", fix: "remove the statement; the other one covers it" },

  // Statements that do more than they seem to.
  "policy-not-principal": { severity: "warning", fix: "name the principals with Principal" },
  "policy-not-action": { severity: "warning", fix: "name the allowed actions with Action" },
  "policy-everything": { severity: "warning", fix: "name the actions and resources that are needed" },
  "policy-public-read": { severity: "info", fix: "fine for a public site; else name users, or add a condition" },
  "policy-public-write": {
    severity: "warning",
    fix: "name the users who write; the vendor must approve public writing to a private bucket",
  },
  "policy-public-manage": { severity: "error", fix: "remove the actions on the bucket itself, or name the users" },
  "policy-forgeable": { severity: "info", fix: "fine against hotlinks; what must stay private needs users or presigned links" },
  "policy-escalation": { severity: "warning", fix: "name the users, groups and policies that may be changed, without the holder's own" },
  "policy-lockout": { severity: "warning", fix: "leave the calls on the policy itself out of the Deny" },
} as const satisfies Readonly<Record<string, LintRule>>;

export type LintRuleId = keyof typeof LINT_RULES;

/** What a part of the lint reports. */
export interface RawFinding {
  readonly rule: LintRuleId;
  /** In the document. */
  readonly path: PropertyPath;
  readonly message: string;
}
