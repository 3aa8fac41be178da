/** getPolicyEntities: who has a policy [GUIDE 7.3.4]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { existing } from "./shared/existing";
import { oneOfPolicyFields, policyArnOf, policyFields } from "./shared/iam";
import * as iam from "../services/iam";

const inputs = z.strictObject({
  ...policyFields,
  kind: field(z.enum(["user", "group"]).optional(), { doc: "Limit to users or to groups. Default: both." }),
});
const outputs = z.strictObject({
  policyArn: field(z.string(), { doc: "ARN of the policy." }),
  userNames: field(z.array(z.string()), { doc: "Users to whom the policy is attached directly." }),
  groupNames: field(z.array(z.string()), { doc: "Groups to which the policy is attached." }),
});

/** The service's words for the two kinds. */
const filters = { user: "User", group: "Group" } as const;

export const getPolicyEntities = defineFunction({
  name: "getPolicyEntities",
  uses: ["ListEntitiesForPolicy"],
  doc: "Lists the users and groups to which an IAM policy is attached, all pages. Fails if the policy does not exist.",
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
