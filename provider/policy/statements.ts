/** The statements of a document as an evaluation needs them. What is not known yet, or malformed, is left out so that it decides nothing. */
import type { PropertyPath } from "../rules/problem";
import { asList, isList, isObject, type JsonObject, type JsonValue, type PolicyKind } from "./document";
import { parsePolicy } from "./parse";

/** A positive or a negated list of patterns. */
export interface Patterns {
  readonly negated: boolean;
  readonly patterns: readonly string[];
}

export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Absent in IAM policies: they are for whoever they are attached to. */
  readonly principals?: Patterns;
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly condition?: JsonObject;
  readonly kind: PolicyKind;
  /** For messages: `the bucket policy`, `IAM policy 2`. */
  readonly document: string;
  /** Position in the document. */
  readonly index: number;
  /** Place in the document: `Statement[0]`, or `Statement` when it stands alone. */
  readonly path: PropertyPath;
  readonly sid?: string;
}

export interface PolicySource {
  readonly policy: unknown;
  readonly kind: PolicyKind;
  /** For messages. Default: its kind. */
  readonly name?: string;
}

const NAMES: Readonly<Record<PolicyKind, string>> = { bucket: "the bucket policy", iam: "the IAM policy" };

/** Never throws. @param isUnknown values that only the deployment brings */
export function readStatements({ policy, kind, name }: PolicySource, isUnknown: (value: unknown) => boolean = () => false): Statement[] {
  if (isUnknown(policy)) return [];
  const value = parsePolicy(policy).document?.["Statement"];
  if (value === undefined || isUnknown(value)) return [];
  const reader = new Reader(isUnknown);
  return asList(value).flatMap((item, index) => {
    if (isUnknown(item) || !isObject(item)) return [];
    const statement = reader.statement(item, kind);
    const path = isList(value) ? ["Statement", index] : ["Statement"];
    return statement === undefined ? [] : [{ ...statement, kind, document: name ?? NAMES[kind], index, path }];
  });
}

/** For messages: `statement "read"`, or its number. */
export function nameOf({ sid, index }: Pick<Statement, "sid" | "index">): string {
  return sid === undefined ? `statement ${String(index + 1)}` : `statement "${sid}"`;
}

/** True when a statement names everybody, anonymous callers too. */
export function isForEveryone({ principals }: Statement): boolean {
  return principals !== undefined && !principals.negated && principals.patterns.includes("*");
}

type Read = Omit<Statement, "kind" | "document" | "index" | "path">;

class Reader {
  constructor(private readonly isUnknown: (value: unknown) => boolean) {}

  statement(item: JsonObject, kind: PolicyKind): Read | undefined {
    const { Effect: effect, Sid: sid, Condition: condition } = item;
    if (effect !== "Allow" && effect !== "Deny") return undefined;
    const actions = this.patterns(item, "Action", texts);
    const resources = this.patterns(item, "Resource", texts);
    const principals = kind === "iam" ? undefined : this.patterns(item, "Principal", principalTexts);
    const unreadable = actions === undefined || resources === undefined || (kind === "bucket" && principals === undefined);
    if (unreadable || (condition !== undefined && (!isObject(condition) || this.hasUnknown(condition)))) return undefined;
    return {
      effect,
      actions,
      resources,
      ...(principals === undefined ? {} : { principals }),
      ...(condition === undefined ? {} : { condition }),
      ...(typeof sid === "string" && sid !== "" ? { sid } : {}),
    };
  }

  /** An unknown member of a positive list may only add to it; of a negated one it may take everything away. */
  private patterns(item: JsonObject, key: string, read: (value: JsonValue) => readonly JsonValue[]): Patterns | undefined {
    const negation = item[`Not${key}`];
    if (negation !== undefined && (item[key] !== undefined || this.hasUnknown(negation))) return undefined;
    const value = negation ?? item[key];
    if (value === undefined) return undefined;
    const members = this.isUnknown(value) ? [] : read(value);
    return { negated: negation !== undefined, patterns: members.filter((member) => typeof member === "string") };
  }

  private hasUnknown(value: JsonValue): boolean {
    if (this.isUnknown(value)) return true;
    if (isList(value)) return value.some((member) => this.hasUnknown(member));
    return isObject(value) && Object.values(value).some((member) => this.hasUnknown(member));
  }
}

function texts(value: JsonValue): readonly JsonValue[] {
  return asList(value);
}

function principalTexts(value: JsonValue): readonly JsonValue[] {
  return isObject(value) ? Object.values(value).flatMap((members) => asList(members)) : asList(value);
}
