/** getCallerIdentity: whose credentials the provider uses [GUIDE 7.1.2]. */
import { z } from "zod";
import { type Context, defineFunction, field, type Identity } from "../define";
import { parseArn } from "../rules/arn";
import * as iam from "../services/iam";
import * as s3 from "../services/s3";
import { defined } from "../pure/defined";

const inputs = z.strictObject({});
const outputs = z.strictObject({
  accountId: field(z.string(), { doc: "Account id: 13 characters on OOS, the owner of the buckets on ZOS." }),
  arn: field(z.string(), {
    doc: "ARN of the caller: `arn:ctyun:iam::<account>:root` or `...:user/<name>`; on ZOS `arn:aws:s3:::user/<id>`, as a bucket policy names it.",
  }),
  userId: field(z.string().optional(), { doc: "Id of the caller, if the service returns one." }),
});

/** Whose credentials these are, from the ARN of the caller. */
export async function identityOf(context: Pick<Context, "client" | "backend">): Promise<Identity> {
  const { accountId, arn } = await callerOf(context);
  const inArns = context.backend.dialect.caller === "iam" ? accountId : tenantOf(accountId);
  return { accountId, arn, ...defined({ inArns }) };
}

/** A user of a Ceph gateway is `<tenant>$<name>`, or has no tenant. */
function tenantOf(owner: string): string | undefined {
  return /^([^$]+)\$/.exec(owner)?.[1];
}

/** Where there is no IAM, the account is the owner of its buckets, which a list of none names too. */
async function callerOf({ client, backend }: Pick<Context, "client" | "backend">): Promise<z.infer<typeof outputs>> {
  if (backend.dialect.caller === "iam") {
    const user = await iam.getUser(client, {});
    return { ...identify(user), ...defined({ userId: user.userId }) };
  }
  const { owner } = await s3.listBuckets(client);
  if (owner.id === undefined) throw new Error("the list of buckets names no owner");
  return { accountId: owner.id, arn: `arn:aws:s3:::user/${owner.id}`, userId: owner.id };
}

function identify(user: iam.User): Identity {
  const { arn = "" } = user;
  const account = parseArn(arn)?.account;
  if (account === undefined || account === "") throw new Error(`the caller's ARN "${arn}" names no account`);
  return { accountId: account, arn };
}

export const getCallerIdentity = defineFunction({
  name: "getCallerIdentity",
  uses: [],
  mayUse: ["GetUser", "ListBuckets"],
  doc: "The account and user whose credentials the provider uses.",
  inputs,
  outputs,
  invoke: (context) => callerOf(context),
});
