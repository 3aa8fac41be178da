/** getGroups: the groups of the account [GUIDE 7.2.5]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { byName, groupShape, toGroup } from "./shared/iam";
import { iamNameKey } from "../rules/iam-name";
import * as iam from "../services/iam";

const inputs = z.strictObject({
  nameContains: field(z.string().min(1).optional(), { doc: "Limit to groups whose name contains this text; case does not matter." }),
});
const outputs = z.strictObject({
  groups: field(z.array(groupShape), { doc: "The groups, sorted by name.", typeName: "GroupInfos" }),
  groupNames: field(z.array(z.string()), { doc: "Their names, in the same order." }),
});

export const getGroups = defineFunction({
  name: "getGroups",
  uses: ["ListGroups"],
  doc: "Lists the groups of the account, all pages. Their members are in getGroup.",
  inputs,
  outputs,
  async invoke({ client }, { nameContains = "" }) {
    const found = (await iam.listAllGroups(client)).filter(({ groupName }) => iamNameKey(groupName).includes(iamNameKey(nameContains)));
    const groups = byName(found.map(toGroup), ({ groupName }) => groupName);
    return { groups, groupNames: groups.map(({ groupName }) => groupName) };
  },
});
