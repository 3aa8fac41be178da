/** The account's rules for console passwords [GUIDE 7.3.12-7.3.14]. */
import type { StrangeElement } from "../../transport/shape";
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import type { PasswordPolicy } from "./wire";

const subject = "the account's password policy";

/** The rules in force: the service's default ones when none were set. */
export async function getAccountPasswordPolicy(client: Client): Promise<PasswordPolicy> {
  const { passwordPolicy } = await ask(client, "GetAccountPasswordPolicy", "read", {}, subject);
  return passwordPolicy;
}

/** The same, and what no table names in it. */
export async function showAccountPasswordPolicy(
  client: Client,
): Promise<{ readonly rules: PasswordPolicy; readonly unknown: readonly StrangeElement[] }> {
  const action = "GetAccountPasswordPolicy";
  const unknown: StrangeElement[] = [];
  const { passwordPolicy } = await ask(client, action, "read", {}, subject, (element) => unknown.push(element));
  return { rules: passwordPolicy, unknown: unknown.filter(({ at }) => at === `${action}/PasswordPolicy`) };
}

/**
 * Sets the rules. Whether one that is left out stays or goes back to its default is unverified: send all of them.
 * @param others rules that no table names, as they are called on the wire
 */
export function updateAccountPasswordPolicy(
  client: Client,
  input: Partial<PasswordPolicy>,
  others: Readonly<Record<string, string>> = {},
): Promise<void> {
  return tell(client, "UpdateAccountPasswordPolicy", "idempotent", { ...others, ...input }, subject);
}

/** Goes back to the service's default rules. */
export function deleteAccountPasswordPolicy(client: Client): Promise<void> {
  return tell(client, "DeleteAccountPasswordPolicy", "idempotent", {}, subject);
}
