/** Next steps for the error codes of IAM. What kind of failure a code is stands in the backend's table. */

import { ServiceError } from "../../transport/errors";

/** Codes as documented for groups [CreateGroup page]; those without a page follow AWS and are unverified. */
export const IAM_HINTS: Readonly<Record<string, string>> = {
  AccessDenied: "let the account's root user attach a policy that allows this action to the user whose key is configured",
  DeleteConflict: "remove what still belongs to it (keys, policies, group memberships, login profile, MFA devices), or set forceDestroy",
  EntityAlreadyExists: "choose another name (names that differ only in case are the same), adopt it with `adopt: true`, or import it",
  EntityTemporarilyUnmodifiable: "wait a moment and try again: the entity is being changed",
  InvalidAuthenticationCode: "give two consecutive codes of the device, and check its clock",
  InvalidDurationSeconds: "choose a duration between 900 and 129600 seconds",
  InvalidUserType: "use the access key of an IAM user: the root user's password is changed at the console",
  LimitExceeded: "remove what is not needed any more, or ask the provider of the account for a higher quota",
  MalformedPolicyDocument: "correct the policy document; `pulumi preview` shows every problem that can be found without the service",
  NoSuchEntity: "check the name and the account; if it was removed outside of Pulumi, run `pulumi refresh`",
  PasswordPolicyViolation: "choose a password that fits the account's password policy",
  ValidationError: "correct the value that the message names",
};

/** unverified: how the service says that the codes of an MFA device are wrong. */
const REFUSED_CODES: ReadonlySet<string> = new Set(["InvalidAuthenticationCode", "InvalidAuthenticationCodeException"]);

/** True when the codes were wrong, or not those of the present time. */
export function isCodeRefused(error: unknown): error is ServiceError {
  return error instanceof ServiceError && error.code !== undefined && REFUSED_CODES.has(error.code);
}
