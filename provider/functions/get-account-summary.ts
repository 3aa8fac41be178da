/** getAccountSummary: how many IAM entities there are and may be [GUIDE 7.4.1]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import * as iam from "../services/iam";

const count = (doc: string) => field(z.number().int().optional(), { doc });

const inputs = z.strictObject({});
const outputs = z.strictObject({
  users: count("Users of the account."),
  usersQuota: count("How many users it may have."),
  groups: count("Groups of the account."),
  groupsQuota: count("How many groups it may have."),
  policies: count("Policies of the account."),
  policiesQuota: count("How many policies it may have."),
  mfaDevices: count("Virtual MFA devices of the account."),
  mfaDevicesInUse: count("How many of them are enabled for a user."),
  accessKeysPerUserQuota: count("How many access keys a user may have."),
  groupsPerUserQuota: count("In how many groups a user may be."),
  attachedPoliciesPerUserQuota: count("How many policies may be attached to a user."),
  attachedPoliciesPerGroupQuota: count("How many policies may be attached to a group."),
  all: field(z.record(z.string(), z.number()), { doc: "Everything that the service counts, by its name in lower camel case." }),
});

export const getAccountSummary = defineFunction({
  name: "getAccountSummary",
  uses: ["GetAccountSummary"],
  doc: "Counts the IAM entities of the account and names its quotas. What the service does not count is absent.",
  inputs,
  outputs,
  async invoke({ client }) {
    const all = await iam.getAccountSummary(client);
    const known = Object.keys(outputs.shape).flatMap((name) =>
      name !== "all" && all[name] !== undefined ? [[name, all[name]] as const] : [],
    );
    return { ...Object.fromEntries(known), all: { ...all } };
  },
});
