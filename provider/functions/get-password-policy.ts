/** getPasswordPolicy: the rules for console passwords of the account [GUIDE 7.3.13]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import * as iam from "../services/iam";

const flag = (doc: string) => field(z.boolean().optional(), { doc });
const number = (doc: string) => field(z.number().int().optional(), { doc });

const inputs = z.strictObject({});
const outputs = z.strictObject({
  minimumPasswordLength: number("Least number of characters."),
  requireLowercaseCharacters: flag("Whether a password needs a lower-case letter."),
  requireUppercaseCharacters: flag("Whether a password needs an upper-case letter."),
  requireNumbers: flag("Whether a password needs a digit."),
  requireSymbols: flag("Whether a password needs a symbol."),
  maxPasswordAge: number("Days after which a password ends; 0: never."),
  hardExpiry: flag("Whether only an administrator can renew a password that has ended."),
  passwordReusePrevention: number("How many earlier passwords may not be used again."),
  allowUsersToChangePassword: flag("Whether users may change their own password."),
});

export const getPasswordPolicy = defineFunction({
  name: "getPasswordPolicy",
  uses: ["GetAccountPasswordPolicy"],
  doc: "The rules for console passwords that are in force in the account: its own, else the service's.",
  inputs,
  outputs,
  invoke: async ({ client }) => ({ ...(await iam.getAccountPasswordPolicy(client)) }),
});
