/** What the engine asks about the account of the credentials: whose they are, and what the account has. */
import type { Context, Identity, Survey } from "../../define";
import { defined } from "../../pure/defined";
import { parseArn } from "../../rules/arn";
import * as iam from "../../services/iam";
import * as s3 from "../../services/s3";

type Asking = Pick<Context, "client" | "backend">;

/** Whose credentials these are, from the ARN of the caller. */
export async function identityOf(context: Asking): Promise<Identity> {
  const { accountId, arn } = await callerOf(context);
  const inArns = context.backend.dialect.caller === "iam" ? accountId : tenantOf(accountId);
  return { accountId, arn, ...defined({ inArns }) };
}

/** A user of a Ceph gateway is `<tenant>$<name>`, or has no tenant. */
function tenantOf(owner: string): string | undefined {
  return /^([^$]+)\$/.exec(owner)?.[1];
}

/**
 * One look at the account, for previews: whether the service takes the keys, and how many buckets there are.
 * @throws ServiceError also for keys that the service does not take; keys that may not list are asked nothing more
 */
export async function surveyOf({ client, backend }: Asking): Promise<Survey> {
  const most = backend.limits.buckets;
  try {
    const { buckets } = await s3.listBuckets(client);
    return most === undefined ? {} : { Bucket: { names: new Set(buckets.map(({ name }) => name)), most } };
  } catch (error) {
    if (s3.isDenied(error)) return {};
    throw error;
  }
}

/** Where there is no IAM, the account is the owner of its buckets, which a list of none names too. */
export async function callerOf({ client, backend }: Asking): Promise<Identity & { readonly userId?: string }> {
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
