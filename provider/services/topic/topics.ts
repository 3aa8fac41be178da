/** Topics: create (and change), look, list, delete [ZOS 5.1-5.4]. They belong to the tenant: every user of it reads and changes them. */
import { type QueryParameters, sendQuery } from "../../transport/protocol/query";
import type { Client } from "../../transport/types";
import { CREATED, FOUND, LISTED, type Topic, type TopicAttributes } from "./wire";

export type { Topic, TopicAttributes } from "./wire";

const common = { version: "2010-03-31" } as const;

/** Creates the topic, or replaces every attribute of the one of that name: look first (law 2). @returns the ARN */
export async function createTopic(
  client: Client,
  { name, attributes }: { readonly name: string; readonly attributes: TopicAttributes },
): Promise<string> {
  const entry: QueryParameters = Object.fromEntries(
    Object.entries(attributes).map(([key, value], index) => [String(index + 1), { key, value }]),
  );
  const parameters = { Name: name, ...(Object.keys(entry).length === 0 ? {} : { Attributes: { entry } }) };
  const { arn } = await sendQuery(client, { ...common, action: "CreateTopic", parameters, subject: `topic "${name}"` }, CREATED);
  return arn;
}

/** @throws ServiceError `not-found` */
export async function getTopic(client: Client, { arn }: { readonly arn: string }): Promise<Topic> {
  const call = { ...common, action: "GetTopic", parameters: { TopicArn: arn }, subject: `topic "${arn}"` } as const;
  return (await sendQuery(client, call, FOUND)).topic;
}

/** Every topic of the tenant, the automatic ones included: each notification has one of its own, with a name of its own and the ARN of the topic. */
export async function listTopics(client: Client): Promise<readonly Topic[]> {
  return (await sendQuery(client, { ...common, action: "ListTopics", parameters: {} }, LISTED)).topics ?? [];
}

/** True for what a notification made: its name is not that of its ARN. */
export function isAutomatic({ name, arn }: Topic): boolean {
  return !arn.endsWith(`:${name}`);
}

/** A topic that is not there is deleted already. Notifications that use it stay, and on Ceph push to where they pushed. */
export async function deleteTopic(client: Client, { arn }: { readonly arn: string }): Promise<void> {
  await sendQuery(client, {
    ...common,
    action: "DeleteTopic",
    parameters: { TopicArn: arn },
    subject: `topic "${arn}"`,
  });
}
