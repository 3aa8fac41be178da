/** Topics [ZOS 5.1-5.4], on the port of the object service. Forms and codes are Ceph's where the guide is silent. Each account is a tenant of its own. */
import type { S3Call } from "../../contract";
import type { Account, Topic } from "../../state/model";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { parseQuery } from "../../wire/request";
import type { XmlObject } from "../../wire/xml";
import { attribute } from "./events";

const SNS_NAMESPACE = "https://sns.amazonaws.com/doc/2010-03-31/";
/** Of the guide's samples: the zone group, and no tenant. */
const ARN = "arn:aws:sns:zg_cn::";
const VERSION = "2010-03-31";
/** What a topic may be told to do; any other name is refused, not kept without an effect. */
const ATTRIBUTES: readonly string[] = [
  ...["push-endpoint", "OpaqueData", "persistent", "verify-ssl", "use-ssl", "ca-location"],
  ...["amqp-exchange", "amqp-ack-level", "kafka-ack-level", "cloudevents"],
];

type Form = readonly (readonly [name: string, value: string])[];

function formOf({ request, caller }: S3Call): { readonly form: Form; readonly account: Account } {
  // unverified: Ceph lets anybody make and list topics without a signature.
  if (caller === undefined) throw refuse("AccessDenied", "Anonymous users have no topics.");
  const form = parseQuery(request.body.toString("utf8")).map(({ name, value }) => [name, value] as const);
  if (new Map(form).get("Version") !== VERSION) throw refuse("InvalidArgument", `Version must be ${VERSION}.`);
  return { form, account: caller.account };
}

function topicArn(name: string): string {
  return ARN + name;
}

/** The topic that an ARN names. */
export function findTopic({ topics }: Account, arn: string): Topic | undefined {
  return arn.startsWith(ARN) ? topics.get(arn.slice(ARN.length)) : undefined;
}

export function arnOf({ name }: Topic): string {
  return topicArn(name);
}

/** Makes a topic, or replaces every attribute of the one of that name. */
export async function createTopic(call: S3Call): Promise<Reply> {
  const { form, account } = formOf(call);
  const values = new Map(form);
  const name = values.get("Name") ?? "";
  if (name === "") throw refuse("InvalidInput", "Name is missing.");
  const attributes = form.flatMap(([key, value]) => {
    const number = /^Attributes\.entry\.(\d+)\.key$/.exec(key)?.[1];
    return number === undefined ? [] : [[value, values.get(`Attributes.entry.${number}.value`) ?? ""] as const];
  });
  const unknown = attributes.find(([key]) => !ATTRIBUTES.includes(key));
  if (unknown !== undefined) throw refuse("NotImplemented", `The attribute ${unknown[0]} of a topic is not served.`);
  const topic: Topic = { name, attributes, args: argsOf(form, attributes) };
  const endpoint = attribute(topic, "push-endpoint") ?? "";
  if (/^[a-z]+:\/\/[^/@]*@/i.test(endpoint))
    throw refuse("InvalidInput", "A password is taken over TLS only, which this server does not speak.");
  account.topics.set(name, topic);
  await call.core.accounts.save(account);
  return answer("CreateTopic", { TopicArn: topicArn(name) }, call);
}

/** Every parameter, and every attribute once more by its own name, in the order of their names. */
function argsOf(form: Form, attributes: Form): string {
  const all = [...form.filter(([name]) => name !== "Action" && name !== "Name"), ...attributes];
  return [...new Map(all)]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function requestedTopic(call: S3Call): Topic {
  const { form, account } = formOf(call);
  const found = findTopic(account, new Map(form).get("TopicArn") ?? "");
  if (found === undefined) throw refuse("NoSuchEntity", "The topic does not exist.");
  return found;
}

export function getTopic(call: S3Call): Reply {
  return answer("GetTopic", { Topic: topicXml(requestedTopic(call)) }, call);
}

/** Done also when there is none. What notifications have kept of it stays. */
export async function deleteTopic(call: S3Call): Promise<Reply> {
  const { form, account } = formOf(call);
  const arn = new Map(form).get("TopicArn") ?? "";
  if (!arn.startsWith("arn:aws:sns:")) throw refuse("InvalidInput", "TopicArn is not an ARN of a topic.");
  const found = findTopic(account, arn);
  if (found !== undefined) account.topics.delete(found.name);
  await call.core.accounts.save(account);
  return answer("DeleteTopic", undefined, call);
}

/** By name; the copies that notifications keep are among them, each under a name of its own. */
export function listTopics(call: S3Call): Reply {
  const { account } = formOf(call);
  const copies = [...account.buckets.values()].flatMap(({ configuration }) =>
    (configuration.notifications ?? []).map(({ id, topic }) => ({ shown: topic, name: `${id}_${topic.name}` })),
  );
  const all = [...[...account.topics.values()].map((topic) => ({ shown: topic, name: topic.name })), ...copies];
  // Notifications of several buckets with one id and one topic share a name, under which one copy is shown.
  const named = [...new Map(all.map((entry) => [entry.name, entry])).values()];
  const sorted = named.sort((a, b) => (a.name < b.name ? -1 : 1));
  return answer("ListTopics", { Topics: { member: sorted.map(({ shown, name }) => topicXml(shown, name)) } }, call);
}

function topicXml(topic: Topic, name = topic.name): XmlObject {
  return {
    User: "",
    Name: name,
    EndPoint: {
      EndpointAddress: attribute(topic, "push-endpoint") ?? "",
      EndpointArgs: topic.args,
      EndpointTopic: topic.name,
      HasStoredSecret: "False",
      Persistent: attribute(topic, "persistent") === "true" ? "True" : "False",
    },
    TopicArn: arnOf(topic),
    OpaqueData: attribute(topic, "OpaqueData") ?? "",
  };
}

function answer(action: string, result: XmlObject | undefined, { requestId }: S3Call): Reply {
  const body = { ...(result === undefined ? {} : { [`${action}Result`]: result }), ResponseMetadata: { RequestId: requestId } };
  return xml(`${action}Response`, body, SNS_NAMESPACE);
}
