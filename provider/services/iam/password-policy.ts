/** The account's rules for console passwords [GUIDE 7.3.12-7.3.14]. */
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import type { PasswordPolicy } from "./wire";

const subject = "the account's password policy";

/** The rules in force: the service's default ones when none were set. */
export async function getAccountPasswordPolicy(client: Client): Promise<PasswordPolicy> {
  const { passwordPolicy } = await ask(client, "GetAccountPasswordPolicy", {}, subject);
  return passwordPolicy;
}

/** Sets the rules. Whether one that is left out stays or goes back to its default is unverified: send all of them. */
export function updateAccountPasswordPolicy(client: Client, input: Partial<PasswordPolicy>): Promise<void> {
  return tell(client, "UpdateAccountPasswordPolicy", { ...input }, subject);
}

/** Goes back to the service's default rules. */
export function deleteAccountPasswordPolicy(client: Client): Promise<void> {
  return tell(client, "DeleteAccountPasswordPolicy", {}, subject);
}
