/** getPolicy: one IAM policy with its document [GUIDE 7.3.2]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { existing } from "./shared/existing";
import { memberDocs, oneOfPolicyFields, policyArnOf, policyFields, toPolicy } from "./shared/iam";
import * as iam from "../services/iam";
import { defined } from "../pure/defined";

const inputs = z.strictObject({ ...policyFields });
const outputs = z.strictObject({
  policyName: field(z.string(), { doc: "Name of the policy." }),
  policyArn: field(z.string(), { doc: "ARN of the policy." }),
  policyId: field(z.string().optional(), { doc: "Id of the policy." }),
  description: field(z.string().optional(), { doc: "Description of the policy." }),
  document: field(z.string().optional(), { doc: "The policy as JSON text, if the service returns it." }),
  scope: field(z.string().optional(), { doc: "`Local`: of this account; `OOS`: of the service, for every account." }),
  attachmentCount: field(z.number().int().optional(), { doc: "Number of users and groups to which the policy is attached." }),
  createDate: field(z.string().optional(), { doc: memberDocs.createDate }),
  updateDate: field(z.string().optional(), { doc: "Time of the last change, ISO 8601." }),
});

export const getPolicy = defineFunction({
  name: "getPolicy",
  uses: ["GetPolicy"],
  doc: "Looks up an IAM policy by its ARN or its name. Fails if it does not exist.",
  inputs,
  outputs,
  rules: [oneOfPolicyFields],
  async invoke(context, wanted) {
    const policyArn = await policyArnOf(context, wanted);
    const policy = await existing(`policy ${policyArn}`, () => iam.getPolicy(context.client, { policyArn }));
    return { ...toPolicy(policy), policyArn, ...defined({ document: policy.document }) };
  },
});
