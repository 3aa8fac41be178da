/** getCallerIdentity: whose credentials the provider uses [GUIDE 7.1.2]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { callerOf } from "./shared/account";

const inputs = z.strictObject({});
const outputs = z.strictObject({
  accountId: field(z.string(), { doc: "Account id: 13 characters on OOS, the owner of the buckets on ZOS." }),
  arn: field(z.string(), {
    doc: "ARN of the caller: `arn:ctyun:iam::<account>:root` or `...:user/<name>`; on ZOS `arn:aws:s3:::user/<id>`, as a bucket policy names it.",
  }),
  userId: field(z.string().optional(), { doc: "Id of the caller, if the service returns one." }),
});

export const getCallerIdentity = defineFunction({
  name: "getCallerIdentity",
  uses: [],
  mayUse: ["GetUser", "ListBuckets"],
  doc: "The account and user whose credentials the provider uses.",
  inputs,
  outputs,
  invoke: (context) => callerOf(context),
});
