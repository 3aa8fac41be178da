/** Topic: where the events of buckets are pushed [ZOS 5]. */
import { z } from "zod";
import { claim } from "../shared/claim";
import { type Context, defineResource, field, type RuleProblem, type Values } from "../../define";
import { renewCopies } from "./copies";
import { topicsQueue } from "../shared/topics-queue";
import { elementOutputs, elementsDue, elementsKept, elementsRead, importRefusal } from "../shared/unknown-elements";
import { parseArn } from "../../rules/arn";
import { deepEqual } from "../../pure/semantic";
import { receiverOf, topicProblems } from "../../rules/topic";
import * as topics from "../../services/topic";
import { ifThere } from "../shared/absence";
import { defined } from "../../pure/defined";

const inputs = z.strictObject({
  name: field(z.string(), {
    doc: "Name, unique in the tenant. Default: the resource's name with a random suffix. A change replaces the topic.",
    replaces: true,
    autoname: { maxLength: 64, plain: true },
    rule: (name: string): RuleProblem[] =>
      /^[A-Za-z0-9_-]{1,256}$/.test(name) ? [] : [{ message: 'must have 1 to 256 letters, digits, "-" and "_"' }],
  }),
  pushEndpoint: field(z.string().optional(), {
    doc: "URL to which events are pushed: `http://`, `https://`, `amqp://`, `amqps://` or `kafka://`, without user and password. Default: nothing is pushed.",
  }),
  pushUser: field(z.string().min(1).optional(), { doc: "User at an amqp or kafka receiver. Needs `pushPassword`." }),
  pushPassword: field(z.string().min(1).optional(), {
    doc: "Password at an amqp or kafka receiver, in printable ASCII. The service accepts it over HTTPS only.",
    secret: true,
  }),
  ackLevel: field(z.enum(["none", "broker", "routable"]).optional(), {
    doc: "Condition under which an event counts as delivered. `none`: at once. `broker`: the broker has it (the service's default). `routable`, amqp only: a queue has it.",
  }),
  amqpExchange: field(z.string().min(1).optional(), { doc: "Exchange, required for amqp." }),
  verifySsl: field(z.boolean().optional(), { doc: "Whether the receiver's certificate is checked. The service's default: true." }),
  useSsl: field(z.boolean().optional(), { doc: "Whether a kafka receiver is reached over TLS. The service's default: false." }),
  caLocation: field(z.string().min(1).optional(), {
    doc: "Path, on the service's own machines, of the certificate authority of an amqp or kafka receiver.",
  }),
  opaqueData: field(z.string().min(1).optional(), { doc: "Text that is sent with every event." }),
  persistent: field(z.boolean().optional(), {
    doc: "Whether the service queues events until the receiver accepts them. Default false: an event is pushed while the writer waits, and is lost if that fails.",
    absentMeans: false,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over and overwrite an existing topic of this name. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  arn: field(z.string(), { doc: "`arn:aws:sns:<zone group>:<tenant>:<name>`." }),
  owner: field(z.string().optional(), { doc: "Owner of the topic, a user or tenant, if the service returns it." }),
  ...elementOutputs,
});
type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;

/** Attributes that are texts or switches as they are. */
const PLAIN = { amqpExchange: "amqp-exchange", caLocation: "ca-location", opaqueData: "OpaqueData" } as const;
const SWITCHES = { verifySsl: "verify-ssl", useSsl: "use-ssl", persistent: "persistent" } as const;

/** Every attribute that the inputs say. */
const OURS: ReadonlySet<string> = new Set([
  ...["push-endpoint", "amqp-ack-level", "kafka-ack-level"],
  ...Object.values(PLAIN),
  ...Object.values(SWITCHES),
]);
/** Set by Ceph's own tools; nobody needs to hear of them. */
const FAMILIAR: ReadonlySet<string> = new Set(["Policy", "max_retries", "retry_sleep_duration", "time_to_live"]);

/** What a topic shows of which nothing was said. */
const defaults: topics.TopicAttributes = { "verify-ssl": "true", "use-ssl": "false", persistent: "false" };

/** What tells a topic of ours from one of somebody else, attribute by attribute, without the login of its receiver. */
function partsOf(attributes: topics.TopicAttributes): readonly unknown[] {
  return Object.entries(attributes)
    .filter(([name, value]) => OURS.has(name) && value !== "")
    .map(([name, value]) => [name, name === "push-endpoint" ? fromAddress(value).pushEndpoint : value]);
}

/** What others have set, which a write would take away. It may be secret. */
function othersOf({ attributes }: topics.Topic): topics.TopicAttributes {
  return Object.fromEntries(Object.entries(attributes).filter(([name]) => !OURS.has(name)));
}

/** The names of what people must hear of. */
function unknownOf(topic: topics.Topic): Readonly<Record<string, string>> {
  const names = Object.keys(othersOf(topic)).filter((name) => !FAMILIAR.has(name));
  return Object.fromEntries(names.map((name) => [`attribute ${name}`, ""]));
}

function toAttributes(wanted: Partial<Inputs>): topics.TopicAttributes {
  const { pushEndpoint, pushUser, pushPassword, ackLevel } = wanted;
  const attributes: Record<string, string> = {};
  if (pushEndpoint !== undefined) attributes["push-endpoint"] = withCredentials(pushEndpoint, pushUser, pushPassword);
  if (ackLevel !== undefined) attributes[`${receiverOf(pushEndpoint ?? "") ?? "amqp"}-ack-level`] = ackLevel;
  for (const [name, attribute] of entriesOf(PLAIN)) if (wanted[name] !== undefined) attributes[attribute] = wanted[name];
  for (const [name, attribute] of entriesOf(SWITCHES)) if (wanted[name] !== undefined) attributes[attribute] = String(wanted[name]);
  return attributes;
}

/**
 * `amqp://user:password@host`; the URL stays letter for letter what was written. A kafka login stands there as it is.
 * unverified: Ceph takes it out of the URL without decoding it, by its source; the gateway of the tests has no Kafka.
 */
function withCredentials(endpoint: string, user: string | undefined, password: string | undefined): string {
  if (user === undefined || password === undefined) return endpoint;
  const encode = receiverOf(endpoint) === "kafka" ? (text: string) => text : encodeURIComponent;
  return endpoint.replace("://", () => `://${encode(user)}:${encode(password)}@`);
}

interface Address {
  readonly pushEndpoint?: string;
  readonly pushUser?: string;
  readonly pushPassword?: string;
}

/** The inverse of {@link withCredentials}. */
function fromAddress(address: string): Address {
  if (address === "") return {};
  const isKafka = address.startsWith("kafka://");
  const login = isKafka ? /^([a-z]+:\/\/)([^:@/\s]+):([^@\s]+)@(.*)$/s : /^([a-z]+:\/\/)([^:@/]*):([^@/]*)@(.*)$/s;
  const [, scheme = "", user, password, rest = ""] = login.exec(address) ?? [];
  if (user === undefined || password === undefined) return { pushEndpoint: address };
  const decode = isKafka ? (text: string) => text : decoded;
  return { pushEndpoint: scheme + rest, pushUser: decode(user), pushPassword: decode(password) };
}

/** What somebody else wrote without encoding it is shown as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function fromAttributes(attributes: topics.TopicAttributes): Partial<Inputs> {
  const { "push-endpoint": address = "", "amqp-ack-level": amqp, "kafka-ack-level": kafka } = attributes;
  const ackLevel = amqp ?? kafka;
  return {
    ...fromAddress(address),
    ...(ackLevel === undefined ? {} : { ackLevel: ackLevel as NonNullable<Inputs["ackLevel"]> }),
    ...pick(PLAIN, (attribute) => attributes[attribute]),
    ...pick(SWITCHES, (attribute) => (attributes[attribute] === undefined ? undefined : attributes[attribute] === "true")),
  };
}

function entriesOf<T extends Readonly<Record<string, string>>>(table: T): readonly (readonly [keyof T, T[keyof T]])[] {
  return Object.entries(table) as unknown as readonly (readonly [keyof T, T[keyof T]])[];
}

function pick<V>(table: Readonly<Record<string, string>>, read: (attribute: string) => V | undefined): Record<string, V> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, attribute]) => {
      const value = read(attribute);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
}

async function named({ client }: Context, name: string): Promise<topics.Topic | undefined> {
  return (await topics.listTopics(client)).find((topic) => topic.name === name && !topics.isAutomatic(topic));
}

function existing(context: Context, arn: string): Promise<topics.Topic | undefined> {
  return ifThere(topics.getTopic(context.client, { arn }), context);
}

function outputsOf({ arn, owner }: topics.Topic): Partial<Outputs> {
  return { arn, ...defined({ owner }) };
}

export const topic = defineResource({
  noun: "Topic",
  uses: ["CreateTopic", "GetTopic", "ListTopics", "DeleteTopic"],
  mayUse: ["GetBucketNotification", "PutBucketNotification", "ListBuckets"],
  doc: `A topic: the target to which a BucketNotification pushes events of a bucket. A receiver is an HTTP server, a RabbitMQ exchange or a Kafka broker.

Topics belong to the whole tenant: **every user of it can read, change and delete every topic**, and on stock Ceph even unsigned callers can. A
changed target of a topic reaches the notifications that use it in the same update; a warning names those of buckets that the credentials cannot
access or list. On Ceph, notifications keep pushing to the old target after a deletion of the topic alone: delete them as well.

\`\`\`typescript
import * as oos from "pulumi-oos";

const uploads = new oos.Topic("uploads", { name: "uploads", pushEndpoint: "https://hooks.example.com/uploads" });
export const arn = uploads.arn;
\`\`\``,
  idForm: "the topic's ARN, `arn:aws:sns:<zone group>:<tenant>:<name>`",
  idInputs: (id) => {
    const arn = parseArn(id);
    return arn?.service === "sns" ? { name: arn.resource } : undefined;
  },
  inputs,
  outputs,
  rules: [
    {
      on: ["pushEndpoint", "pushUser", "pushPassword", "ackLevel", "amqpExchange", "useSsl", "verifySsl", "caLocation", "persistent"],
      check: topicProblems,
    },
  ],
  identity: ["name"],
  arn: "arn",
  stable: ["arn", "owner"],
  queue: () => topicsQueue,
  due: ({ outputs: last }) => elementsDue(last),

  async create(context, wanted, made) {
    const { name } = wanted;
    const attributes = toAttributes(wanted);
    const { entity, found } = await claim(context, {
      noun: "Topic",
      name,
      subject: `topic "${name}"`,
      importId: `arn:aws:sns:<zone group>:<tenant>:${name}`,
      adopt: wanted.adopt === true,
      look: () => named(context, name),
      parts: { made: () => [...partsOf(defaults), ...partsOf(attributes)], shown: (shown) => partsOf(shown.attributes) },
      make: async () => ({ name, arn: await topics.createTopic(context.client, { name, attributes }), attributes }),
    });
    made(entity.arn, outputsOf(entity));
    if (found) {
      await topics.createTopic(context.client, { name, attributes: { ...othersOf(entity), ...attributes } });
      await renewCopies(context, entity.arn);
    }
    const { owner } = await topics.getTopic(context.client, { arn: entity.arn });
    return {
      id: entity.arn,
      outputs: { arn: entity.arn, ...defined({ owner }), ...elementsKept(unknownOf(entity)) },
      ...(found ? { replaced: fromAttributes(entity.attributes) } : {}),
    };
  },
  async observe(context, id, _known, last) {
    const shown = await existing(context, id);
    if (shown === undefined) return undefined;
    const found = unknownOf(shown);
    return {
      inputs: { name: shown.name, ...fromAttributes(shown.attributes) },
      outputs: { ...outputsOf(shown), ...elementsRead(context, `topic ${id}`, found, last) },
      importRefusal: importRefusal(`topic ${id}`, found),
    };
  },
  async update(context, id, news, olds, last) {
    const there = await existing(context, id);
    // Taking note of what others have set needs no write.
    if (elementsDue(last.outputs).length === 0 || !deepEqual(toAttributes(news), toAttributes(olds))) {
      const others = there === undefined ? {} : othersOf(there);
      await topics.createTopic(context.client, { name: news.name, attributes: { ...others, ...toAttributes(news) } });
      await renewCopies(context, id);
    }
    return elementsKept(there === undefined ? {} : unknownOf(there));
  },
  delete: ({ client }, id) => topics.deleteTopic(client, { arn: id }),
});
