/** The grammars of bucket policies, by spelling. */
import type { Spelling } from "../../catalog/types";
import type { Problem } from "../../rules/problem";
import { awsPolicyProblems } from "./aws";
import { ctyunPolicyProblems } from "./ctyun";

/** Every problem of a bucket policy. */
export const bucketPolicyProblems: Readonly<
  Record<Spelling, (policy: unknown, isUnknown: (value: unknown) => boolean) => readonly Problem[]>
> = { aws: awsPolicyProblems, ctyun: ctyunPolicyProblems };
