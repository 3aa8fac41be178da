/** What a policy document is, in both spellings: the AWS one of the older guides and the CTYUN one of the present manual [GUIDE 4.2.6]. */
import type { JsonObject, JsonValue } from "../rules/json";

export type { JsonObject, JsonValue } from "../rules/json";

/** A bucket policy names who it is for (`Principal`); an IAM policy belongs to who it is attached to and names nobody. */
export type PolicyKind = "bucket" | "iam";

export type Principal = "*" | Readonly<Record<string, string | readonly string[]>>;

export type PolicyCondition = Readonly<Record<string, Readonly<Record<string, ConditionValue | readonly ConditionValue[]>>>>;
export type ConditionValue = string | number | boolean;

export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: Principal;
  readonly NotPrincipal?: Principal;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: PolicyCondition;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: PolicyStatement | readonly PolicyStatement[];
}

/** The only version there is; an absent one means it. */
export const POLICY_VERSION = "2012-10-17";

export const DOCUMENT_KEYS = ["Version", "Id", "Statement"] as const;
export const STATEMENT_KEYS = [
  "Sid",
  "Effect",
  "Principal",
  "NotPrincipal",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Condition",
] as const;
/** Spellings of the key inside `Principal`. */
export const PRINCIPAL_KEYS = ["CTYUN", "AWS"] as const;

/** A scalar or a list as a list. */
export function asList(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined) return [];
  return isList(value) ? value : [value];
}

/** Array.isArray for read-only lists. */
export function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The kind that a document shows: only bucket policies name principals. */
export function kindOf(document: JsonObject | undefined): PolicyKind {
  const isNaming = (statement: JsonValue): boolean =>
    isObject(statement) && (statement["Principal"] !== undefined || statement["NotPrincipal"] !== undefined);
  return asList(document?.["Statement"]).some(isNaming) ? "bucket" : "iam";
}
