/** getCallerIdentity: whose credentials the provider uses [GUIDE 7.1.2]. */
import { z } from "zod";
import { type Context, defineFunction, field, type Identity } from "../define";
import { parseArn } from "../rules/arn";
import * as iam from "../services/iam";

const inputs = z.strictObject({});
const outputs = z.strictObject({
  accountId: field(z.string(), { doc: "Account id, 13 characters." }),
  arn: field(z.string(), { doc: "ARN of the caller: `arn:ctyun:iam::<account>:root` or `...:user/<name>`." }),
  userId: field(z.string().optional(), { doc: "Id of the caller, where the service gives one." }),
});

/** Whose credentials these are, from the ARN of the caller. */
export async function identityOf({ client }: Pick<Context, "client">): Promise<Identity> {
  return identify(await iam.getUser(client, {}));
}

function identify(user: iam.User): Identity {
  const { arn = "" } = user;
  const account = parseArn(arn)?.account;
  if (account === undefined || account === "") throw new Error(`the caller's ARN "${arn}" names no account`);
  return { accountId: account, arn };
}

export const getCallerIdentity = defineFunction({
  name: "getCallerIdentity",
  doc: "The account and user whose credentials the provider uses.",
  inputs,
  outputs,
  async invoke({ client }) {
    const user = await iam.getUser(client, {});
    return { ...identify(user), ...(user.userId === undefined ? {} : { userId: user.userId }) };
  },
});
