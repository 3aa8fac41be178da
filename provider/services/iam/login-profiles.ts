/** Console passwords of users [GUIDE 7.1.15-7.1.18]. */
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import type { LoginProfile } from "./wire";

interface ProfileInput {
  readonly userName: string;
}

export interface LoginProfileInput extends ProfileInput {
  readonly password: string;
  /** The user must choose a new password at the first login. */
  readonly passwordResetRequired?: boolean;
}

/** Gives a user a console password. @throws ServiceError `already-exists`, `invalid` when the password policy refuses it */
export async function createLoginProfile(client: Client, input: LoginProfileInput): Promise<LoginProfile> {
  const { loginProfile } = await ask(client, "CreateLoginProfile", { ...input }, subject(input));
  return loginProfile ?? { userName: input.userName };
}

/** When the password was made, and whether it must be changed; never the password. @throws ServiceError `not-found` */
export async function getLoginProfile(client: Client, input: ProfileInput): Promise<LoginProfile> {
  const { loginProfile } = await ask(client, "GetLoginProfile", { ...input }, subject(input));
  return loginProfile;
}

/** Sets another password. @throws ServiceError `not-found`, `invalid` when the password policy refuses it */
export function updateLoginProfile(client: Client, input: LoginProfileInput): Promise<void> {
  return tell(client, "UpdateLoginProfile", { ...input }, subject(input));
}

/** Ends console access; keys stay. @throws ServiceError `not-found` */
export function deleteLoginProfile(client: Client, input: ProfileInput): Promise<void> {
  return tell(client, "DeleteLoginProfile", { ...input }, subject(input));
}

function subject({ userName }: ProfileInput): string {
  return `login profile of user "${userName}"`;
}
