/** Statements that give, or take, more than they seem to. */
import { bucketArn } from "../rules/arn";
import { type ActionAccess, storageActionsOf, type StorageAction } from "./actions";
import { foldKey } from "./conditions";
import { isObject } from "./document";
import { mismatches } from "./evaluate";
import type { LintRuleId, RawFinding } from "./lint-rules";
import { actionMatches } from "./match";
import { POLICY_CALLS } from "./policy-calls";
import { isForEveryone, type Statement } from "./statements";

export function grantFindings(statement: Statement, bucket: string | undefined): RawFinding[] {
  if (statement.effect === "Deny") return lockout(statement, bucket);
  return [...notAction(statement), ...everything(statement), ...publicAccess(statement), ...escalation(statement)];
}

function notAction({ actions, path }: Statement): RawFinding[] {
  if (!actions.negated) return [];
  const message = `"NotAction" with "Allow" gives everything but ${actions.patterns.join(", ")}, and what services add later`;
  return [{ rule: "policy-not-action", path: [...path, "NotAction"], message }];
}

/** `*` of everything: in a bucket policy the public rules say more. */
function everything({ actions, resources, kind, path }: Statement): RawFinding[] {
  const isAll = !actions.negated && actions.patterns.includes("*") && !resources.negated && resources.patterns.includes("*");
  if (!isAll || kind !== "iam") return [];
  return [{ rule: "policy-everything", path, message: "gives every action on everything in the account, as the root user has" }];
}

const PUBLIC: Readonly<Record<ActionAccess, { readonly rule: LintRuleId; readonly words: string }>> = {
  read: { rule: "policy-public-read", words: "anybody on the internet may read" },
  write: { rule: "policy-public-write", words: "anybody on the internet may write or delete" },
  manage: { rule: "policy-public-manage", words: "anybody on the internet may read and change the settings of the bucket" },
};

function publicAccess(statement: Statement): RawFinding[] {
  if (!isForEveryone(statement)) return [];
  const { actions, condition, path } = statement;
  const keys = Object.values(condition ?? {}).flatMap((values) => (isObject(values) ? Object.keys(values).map(foldKey) : []));
  const isForgeable = keys.length > 0 && keys.every((key) => key === "ctyun:referer" || key === "ctyun:useragent");
  const forgeable: RawFinding[] = isForgeable
    ? [
        {
          rule: "policy-forgeable",
          path: [...path, "Condition"],
          message: "only a header that every caller can set protects the objects",
        },
      ]
    : [];
  if (keys.length > 0 && !isForgeable) return [];
  const rows = reached(statement);
  const found = (Object.keys(PUBLIC) as ActionAccess[]).flatMap((access): RawFinding[] => {
    const names = rows.filter((row) => row.access === access).map(({ name }) => name);
    if (names.length === 0) return [];
    const { rule, words } = PUBLIC[access];
    const shown = names.length > 4 ? `${names.slice(0, 3).join(", ")} and ${String(names.length - 3)} more` : names.join(", ");
    return [{ rule, path: [...path, actions.negated ? "NotAction" : "Action"], message: `${words}: ${shown}` }];
  });
  return [...found, ...forgeable];
}

/** The storage actions that a statement gives on some resource that it names. */
function reached({ actions, resources }: Statement): readonly StorageAction[] {
  const { patterns, negated } = resources;
  const isAny = negated || patterns.includes("*");
  const hasBucket = isAny || patterns.some((pattern) => !pattern.includes("/"));
  const hasObjects = isAny || patterns.some((pattern) => pattern.includes("/") || pattern.endsWith("*"));
  return storageActionsOf("*").filter(({ name, level }) => {
    const isNamed = actions.patterns.some((pattern) => actionMatches(pattern, `oos:${name}`)) !== actions.negated;
    return isNamed && (level === "bucket" ? hasBucket : level === "object" && hasObjects);
  });
}

/** Each of them lets its holder give itself any other permission, when nothing limits whom it is used on. CreatePolicy overwrites [GUIDE 7.3.1]. */
const ESCALATING = [
  ...["AttachUserPolicy", "AttachGroupPolicy", "AddUserToGroup", "CreatePolicy"],
  ...["CreateAccessKey", "CreateLoginProfile", "UpdateLoginProfile"],
] as const;

function escalation({ actions, resources, kind, path }: Statement): RawFinding[] {
  const isAnywhere =
    !resources.negated && resources.patterns.some((pattern) => /^(\*|arn:[a-z]+:iam::[^:]*:(\*|[a-z]+\/\*))$/.test(pattern));
  if (kind !== "iam" || !isAnywhere || actions.negated || actions.patterns.includes("*")) return [];
  const names = ESCALATING.filter((name) => actions.patterns.some((pattern) => actionMatches(pattern, `iam:${name}`)));
  if (names.length === 0) return [];
  const message = `${names.join(", ")} on every entity let the holder give itself any permission`;
  return [{ rule: "policy-escalation", path: [...path, "Action"], message }];
}

function lockout(statement: Statement, bucket: string | undefined): RawFinding[] {
  if (!isForEveryone(statement) || statement.condition !== undefined) return [];
  const name = bucket ?? bucketNamed(statement);
  if (name === undefined) return [];
  const calls = POLICY_CALLS.filter(
    (call) => mismatches(statement, { action: `oos:${call}`, resource: bucketArn(name), facts: () => null }).length === 0,
  );
  if (calls.length === 0) return [];
  const message = `denies everybody ${calls.join(", ")}: afterwards at most the root user could change or delete the policy`;
  return [{ rule: "policy-lockout", path: statement.path, message }];
}

/** A bucket that the statement names, for policies whose bucket nobody told. */
function bucketNamed({ resources }: Statement): string | undefined {
  if (resources.negated) return undefined;
  const [first] = resources.patterns.filter((pattern) => !pattern.includes("/"));
  return first === undefined ? undefined : first === "*" ? "any-bucket" : first.split(":").slice(5).join(":");
}
