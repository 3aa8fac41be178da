/** getPasswordPolicy: the rules for console passwords of the account [GUIDE 7.3.13]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import * as iam from "../services/iam";

const flag = (doc: string) => field(z.boolean().optional(), { doc });
const number = (doc: string) => field(z.number().int().optional(), { doc });

const inputs = z.strictObject({});
const outputs = z.strictObject({
  minimumPasswordLength: number("Minimum number of characters."),
  requireLowercaseCharacters: flag("Whether a password must contain a lower-case letter."),
  requireUppercaseCharacters: flag("Whether a password must contain an upper-case letter."),
  requireNumbers: flag("Whether a password must contain a digit."),
  requireSymbols: flag("Whether a password must contain a symbol."),
  maxPasswordAge: number("Days until a password expires; 0: never."),
  hardExpiry: flag("Whether only an administrator can renew an expired password."),
  passwordReusePrevention: number("Number of previous passwords that a user may not reuse; 0: no limit."),
  allowUsersToChangePassword: flag("Whether users may change their own password."),
});

export const getPasswordPolicy = defineFunction({
  name: "getPasswordPolicy",
  uses: ["GetAccountPasswordPolicy"],
  doc: "Returns the rules for console passwords that apply in the account: its own, or else the service's default.",
  inputs,
  outputs,
  invoke: async ({ client }) => ({ ...(await iam.getAccountPasswordPolicy(client)) }),
});
