/** The rules for console passwords of the account [GUIDE 7.3.12-7.3.14]. */
import type { Client } from "../../transport/types";
import { ask } from "./call";
import type { AccountPasswordPolicy } from "./wire";

/** The rules in force; where none were set, the service's own. @throws ServiceError `not-found` where the service counts those as none (unverified) */
export async function getAccountPasswordPolicy(client: Client): Promise<AccountPasswordPolicy> {
  const { passwordPolicy } = await ask(client, "GetAccountPasswordPolicy", "read", {}, "the account's password policy");
  return passwordPolicy;
}
