/** The account's rules for console passwords [GUIDE 7.3.12-7.3.14]. */
import type { StrangeElement } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import { valueText, type XmlValue } from "../../transport/protocol/xml";
import { ask, tell } from "./call";
import type { PasswordPolicy } from "./wire";

const subject = "the account's password policy";

/** The rules in force: the service's default ones when none were set. */
export async function getAccountPasswordPolicy(client: Client): Promise<PasswordPolicy> {
  const { passwordPolicy } = await ask(client, "GetAccountPasswordPolicy", {}, subject);
  return passwordPolicy;
}

/** A rule that no table names. */
export interface UnknownRule {
  readonly name: string;
  /** What it says, on one line and shortened. */
  readonly text: string;
  /** Its value as a parameter of a request; absent: it is more than a text, and how it would be sent is not known. */
  readonly parameter?: string;
}

/** The same, and what no table names in it. */
export async function showAccountPasswordPolicy(
  client: Client,
): Promise<{ readonly rules: PasswordPolicy; readonly unknown: readonly UnknownRule[] }> {
  const action = "GetAccountPasswordPolicy";
  const strange: StrangeElement[] = [];
  const { passwordPolicy } = await ask(client, action, {}, subject, (element) => strange.push(element));
  return { rules: passwordPolicy, unknown: strange.filter(({ at }) => at === `${action}/PasswordPolicy`).map(toUnknownRule) };
}

function toUnknownRule({ name, value }: StrangeElement): UnknownRule {
  return { name, text: valueText(value as XmlValue), ...(typeof value === "string" ? { parameter: value } : {}) };
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
  return tell(client, "UpdateAccountPasswordPolicy", { ...others, ...input }, subject);
}

/** Goes back to the service's default rules. */
export function deleteAccountPasswordPolicy(client: Client): Promise<void> {
  return tell(client, "DeleteAccountPasswordPolicy", {}, subject);
}
