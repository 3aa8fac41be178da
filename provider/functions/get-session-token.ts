/** getSessionToken: temporary credentials of the caller [GUIDE 7.1.14] [DOC 10027434]. */
import { most } from "../backends/types";
import { z } from "zod";
import { defineFunction, field, type RuleContext, type RuleProblem } from "../define";
import { checkPolicy } from "../policy/check";
import { sentPolicy } from "../policy/sent";
import { momentProblems } from "../pure/time";
import * as iam from "../services/iam";

function durationProblems(seconds: number, { backend }: RuleContext): RuleProblem[] {
  const { sessionSecondsMin: least = 0, sessionSecondsMax } = backend.limits;
  const limit = most(sessionSecondsMax);
  return seconds >= least && seconds <= limit ? [] : [{ message: `must be from ${least} to ${limit} seconds; found ${seconds}` }];
}

function policyProblems(policy: unknown, { backend, isUnknown }: RuleContext): RuleProblem[] {
  const limit = most(backend.limits.sessionPolicyCharacters);
  const { length } = sentPolicy(policy);
  const tooLong = length <= limit ? [] : [{ message: `must have at most ${limit} characters as text, has ${length}` }];
  return [...tooLong, ...checkPolicy(policy, "iam", { isUnknown }).problems.map(({ message, path }) => ({ message, path }))];
}

const inputs = z.strictObject({
  durationSeconds: field(z.number().int(), {
    doc: "Lifetime of the credentials in seconds, 900 (15 minutes) to 129,600 (36 hours).",
    default: 3600,
    rule: durationProblems,
  }),
  policy: field(z.union([z.string(), z.record(z.string(), z.unknown())]).optional(), {
    doc: "IAM policy that limits the credentials: they may do only what both this policy and those of the caller allow. JSON text or an object, at most 2048 characters. The service ignores it for the root user.",
    rule: policyProblems,
    freeText: true,
  }),
});
const outputs = z.strictObject({
  accessKeyId: field(z.string(), { doc: "Id of the temporary key: `sts.` and 20 hex digits." }),
  secretAccessKey: field(z.string(), { doc: "Secret of the temporary key.", secret: true }),
  sessionToken: field(z.string(), {
    doc: "Token to send with every signed request (`x-amz-security-token`, `oos:sessionToken`).",
    secret: true,
  }),
  expiration: field(z.string(), { doc: "Time at which the credentials expire, ISO 8601." }),
});

export const getSessionToken = defineFunction({
  name: "getSessionToken",
  uses: ["GetSessionToken"],
  doc: "Creates temporary credentials of the caller. Each call creates new ones, in a preview as well, so do not use them as inputs of resources; they expire and cannot be revoked. Temporary credentials may not call it.",
  inputs,
  outputs,
  async invoke(context, { durationSeconds, policy }) {
    const startedAt = context.now();
    const { expiration = "", ...credentials } = await iam.getSessionToken(context.client, {
      durationSeconds,
      ...(policy === undefined ? {} : { policyDocument: sentPolicy(policy) }),
    });
    // The service's older form has no zone; the asked duration says the same without a guess.
    const isPlain = momentProblems(expiration).length === 0;
    const end = isPlain ? new Date(expiration) : new Date(startedAt.getTime() + durationSeconds * 1000);
    return { ...credentials, expiration: end.toISOString() };
  },
});
