/** The account as a whole [GUIDE 7.4.1]. */
import type { Client } from "../../transport/types";
import { ask } from "./call";

/** How many entities there are and may be, by name: `users`, `usersQuota`. The names are unverified. */
export async function getAccountSummary(client: Client): Promise<Readonly<Record<string, number>>> {
  const { counts } = await ask(client, "GetAccountSummary", {}, "the account");
  return counts;
}
