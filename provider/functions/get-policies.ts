/** getPolicies: the IAM policies of the account [GUIDE 7.3.3]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { byName, policyShape, toPolicy } from "./shared/iam";
import { iamNameKey } from "../rules/iam-name";
import * as iam from "../services/iam";

const inputs = z.strictObject({
  nameContains: field(z.string().min(1).optional(), { doc: "Limit to policies whose name contains this text; case does not matter." }),
  onlyAttached: field(z.boolean(), { doc: "Limit to policies that are attached to a user or a group.", default: false }),
});
const outputs = z.strictObject({
  policies: field(z.array(policyShape), { doc: "The policies, sorted by name.", typeName: "PolicyInfos" }),
  policyNames: field(z.array(z.string()), { doc: "Their names, in the same order." }),
});

export const getPolicies = defineFunction({
  name: "getPolicies",
  uses: ["ListPolicies"],
  doc: "Lists the IAM policies of the account, all pages. Their documents are in getPolicy.",
  inputs,
  outputs,
  async invoke({ client }, { nameContains = "", onlyAttached }) {
    const listed = await iam.listAllPolicies(client, onlyAttached ? { onlyAttached } : {});
    const found = listed.filter(({ policyName }) => iamNameKey(policyName).includes(iamNameKey(nameContains)));
    const policies = byName(found.map(toPolicy), ({ policyName }) => policyName);
    return { policies, policyNames: policies.map(({ policyName }) => policyName) };
  },
});
