/** getPolicyEntities: who has a policy [GUIDE 7.3.4]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { existing, oneOfPolicyFields, policyArnOf, policyFields } from "../parts/iam-lookups";
import * as iam from "../services/iam";

const inputs = z.strictObject({
  ...policyFields,
  kind: field(z.enum(["user", "group"]).optional(), { doc: "Only users, or only groups. Absent: both." }),
});
const outputs = z.strictObject({
  policyArn: field(z.string(), { doc: "ARN of the policy." }),
  userNames: field(z.array(z.string()), { doc: "Users to whom it is attached; members of a group are not among them." }),
  groupNames: field(z.array(z.string()), { doc: "Groups to which it is attached." }),
});

/** The service's words for the two kinds. */
const filters = { user: "User", group: "Group" } as const;

export const getPolicyEntities = defineFunction({
  name: "getPolicyEntities",
  uses: ["ListEntitiesForPolicy"],
  doc: "Lists the users and groups to which an IAM policy is attached, all pages. Fails when the policy does not exist.",
  inputs,
  outputs,
  rules: [oneOfPolicyFields],
  async invoke(context, { kind, ...wanted }) {
    const policyArn = await policyArnOf(context, wanted);
    const entities = await existing(`policy ${policyArn}`, () =>
      iam.listAllEntitiesForPolicy(context.client, { policyArn, ...(kind === undefined ? {} : { entityFilter: filters[kind] }) }),
    );
    const named = (one: iam.PolicyEntity["kind"]): string[] =>
      entities
        .filter((entity) => entity.kind === one)
        .map(({ name }) => name)
        .sort();
    return { policyArn, userNames: named("user"), groupNames: named("group") };
  },
});
