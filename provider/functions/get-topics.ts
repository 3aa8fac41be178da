/** getTopics: the topics of the tenant [ZOS 5.4]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import * as topics from "../services/topic";

const summary = z.strictObject({
  name: z.string().describe("Name of the topic."),
  arn: z.string().describe("Its ARN."),
});
const inputs = z.strictObject({
  prefix: field(z.string().optional(), { doc: "Limit to topics whose names have this prefix." }),
});
const outputs = z.strictObject({
  topics: field(z.array(summary), { doc: "The topics, sorted by name." }),
  arns: field(z.array(z.string()), { doc: "Their ARNs, in the same order." }),
});

export const getTopics = defineFunction({
  name: "getTopics",
  uses: ["ListTopics"],
  doc: "Lists the topics of the tenant. The copies that the service makes for each notification are left out.",
  inputs,
  outputs,
  async invoke({ client }, { prefix = "" }) {
    const found = (await topics.listTopics(client))
      .filter((topic) => !topics.isAutomatic(topic) && topic.name.startsWith(prefix))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    return { topics: found.map(({ name, arn }) => ({ name, arn })), arns: found.map(({ arn }) => arn) };
  },
});
