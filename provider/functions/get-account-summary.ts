/** getAccountSummary: how many IAM entities there are and may be [GUIDE 7.4.1]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import * as iam from "../services/iam";

const count = (doc: string) => field(z.number().int().optional(), { doc });

const inputs = z.strictObject({});
const outputs = z.strictObject({
  users: count("Number of users of the account."),
  usersQuota: count("Maximum number of users."),
  groups: count("Number of groups of the account."),
  groupsQuota: count("Maximum number of groups."),
  policies: count("Number of policies of the account."),
  policiesQuota: count("Maximum number of policies."),
  mfaDevices: count("Number of virtual MFA devices of the account."),
  mfaDevicesInUse: count("Number of MFA devices that are enabled for a user."),
  accessKeysPerUserQuota: count("Maximum number of access keys of a user."),
  groupsPerUserQuota: count("Maximum number of groups of a user."),
  attachedPoliciesPerUserQuota: count("Maximum number of policies attached to a user."),
  attachedPoliciesPerGroupQuota: count("Maximum number of policies attached to a group."),
  all: field(z.record(z.string(), z.number()), { doc: "All counters of the service, by name in lower camel case." }),
});

export const getAccountSummary = defineFunction({
  name: "getAccountSummary",
  uses: ["GetAccountSummary"],
  doc: "Returns the number of IAM entities of the account and its quotas. A number that the service does not return is absent.",
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
