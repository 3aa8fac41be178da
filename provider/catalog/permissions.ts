/** What a caller must be allowed, by the names that policies have for operations. */
import { CATALOG, type OperationName } from "./index";
import type { Operation, Service, Spelling } from "./types";

/** What stands before the colon of an action, by service and spelling. unverified: those of trail and statistics. */
const PREFIXES: Readonly<Record<Service, Readonly<Record<Spelling, string>>>> = {
  s3: { ctyun: "oos", aws: "s3" },
  iam: { ctyun: "iam", aws: "iam" },
  sts: { ctyun: "sts", aws: "sts" },
  trail: { ctyun: "cloudtrail", aws: "cloudtrail" },
  statistics: { ctyun: "statistics", aws: "statistics" },
  topic: { ctyun: "sns", aws: "sns" },
};

/** The actions that a policy must allow for these operations: `oos:PutBucketPolicy`, each once, in order. */
export function actionsFor(operations: readonly OperationName[], spelling: Spelling): readonly string[] {
  const actions = operations.flatMap((name) => {
    const { service, actions: names }: Operation = CATALOG[name];
    const [action] = names?.[spelling] ?? [];
    return action === undefined ? [] : [`${PREFIXES[service][spelling]}:${action}`];
  });
  return [...new Set(actions)].sort();
}
