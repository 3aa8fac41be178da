/** Accounts of a running gateway, made through its administration calls. */
import { randomBytes } from "node:crypto";
import { type Keys, sendSigned } from "../../emulator/support";
import type { Connection } from "./cluster";

export interface Account extends Keys {
  readonly endpoint: string;
  /** Canonical id of the user: `<tenant>$<name>`. */
  readonly id: string;
  readonly tenant: string;
}

/**
 * A new account. Buckets and topics belong to the tenant, so an account in a tenant of its own may use any name and sees nothing of others.
 * @param tenant default: a new one; `""`: the tenant without a name, as plain accounts have it
 */
export async function createAccount(
  connection: Pick<Connection, "endpoint" | "admin">,
  tenant = `t${randomBytes(5).toString("hex")}`,
): Promise<Account> {
  const name = `u${randomBytes(5).toString("hex")}`;
  const id = tenant === "" ? name : `${tenant}$${name}`;
  const query = `uid=${encodeURIComponent(id)}&display-name=${name}&max-buckets=1000&format=json`;
  const answer = await sendSigned(
    connection.endpoint,
    { method: "PUT", target: `/admin/user?${query}` },
    { keys: connection.admin, service: "s3" },
  );
  if (answer.status !== 200) throw new Error(`no account: ${String(answer.status)} ${answer.text}`);
  const { keys } = JSON.parse(answer.text) as { readonly keys: readonly { readonly access_key: string; readonly secret_key: string }[] };
  const [made] = keys;
  if (made === undefined) throw new Error(`the account has no key: ${answer.text}`);
  return { endpoint: connection.endpoint, id, tenant, accessKeyId: made.access_key, secretAccessKey: made.secret_key };
}
