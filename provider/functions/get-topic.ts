/** getTopic: one topic of the tenant [ZOS 5.2]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import * as topics from "../services/topic";
import { defined } from "../pure/defined";
import { existing } from "./shared/existing";

const inputs = z.strictObject({
  arn: field(z.string().min(1), { doc: "ARN of the topic: `arn:aws:sns:<zone group>:<tenant>:<name>`." }),
});
const outputs = z.strictObject({
  arn: field(z.string(), { doc: "ARN of the topic." }),
  name: field(z.string(), { doc: "Its name." }),
  owner: field(z.string().optional(), { doc: "Owner of the topic, a user or tenant, if the service returns it." }),
  attributes: field(z.record(z.string(), z.string()), {
    doc: "Attributes by the service's names: `push-endpoint`, `kafka-ack-level`. Secret: the address may contain a password.",
    secret: true,
  }),
});

export const getTopic = defineFunction({
  name: "getTopic",
  uses: ["GetTopic"],
  mayUse: ["ListTopics"],
  doc: "Looks up a topic. Fails if it does not exist.",
  inputs,
  outputs,
  async invoke({ client }, { arn }) {
    const look = () => topics.getTopic(client, { arn });
    const { name, owner, attributes } = await existing(`topic "${arn}"`, look, "list them with getTopics");
    return { arn, name, ...defined({ owner }), attributes: { ...attributes } };
  },
});
