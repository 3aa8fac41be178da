/** Topics [ZOS 5.1]: where events may be pushed, which attribute goes with which kind of receiver, and what an event may be called. */
import type { Problem } from "./problem";

export interface TopicInputs {
  readonly pushEndpoint?: string | undefined;
  readonly pushUser?: string | undefined;
  readonly pushPassword?: string | undefined;
  readonly ackLevel?: string | undefined;
  readonly amqpExchange?: string | undefined;
  readonly useSsl?: boolean | undefined;
  readonly verifySsl?: boolean | undefined;
  readonly caLocation?: string | undefined;
  readonly opaqueData?: string | undefined;
  readonly persistent?: boolean | undefined;
}

type Receiver = "http" | "amqp" | "kafka";
const RECEIVERS: Readonly<Record<string, Receiver>> = {
  "http:": "http",
  "https:": "http",
  "amqp:": "amqp",
  "amqps:": "amqp",
  "kafka:": "kafka",
};
const ACK_LEVELS: Readonly<Record<Receiver, readonly string[]>> = {
  http: [],
  amqp: ["none", "broker", "routable"],
  kafka: ["none", "broker"],
};

/**
 * What of a login arrives at the receiver, from the URL it is put into: RabbitMQ's library refuses an encoded letter beyond ASCII, so nothing is ever
 * pushed; for kafka nothing is decoded.
 */
const LOGIN = {
  amqp: {
    pushUser: { test: /^[\x20-\x7e]+$/, words: "must be printable ASCII: the service cannot log in with other letters" },
    pushPassword: { test: /^[\x20-\x7e]+$/, words: "must be printable ASCII: the service cannot log in with other letters" },
  },
  kafka: {
    pushUser: { test: /^[!-.0-9;-?A-~]+$/, words: 'must be printable ASCII without spaces, "@", ":" and "/" for kafka' },
    pushPassword: { test: /^[!-?A-~]+$/, words: 'must be printable ASCII without spaces and "@" for kafka' },
  },
} as const;

/** A switch that says what holds anyway needs nothing. */
const DEFAULTS: Readonly<Partial<Record<keyof TopicInputs, boolean>>> = { persistent: false, useSsl: false, verifySsl: true };

/** The events that Ceph 16 knows. */
export const EVENTS = [
  "s3:ObjectCreated:*",
  "s3:ObjectCreated:Put",
  "s3:ObjectCreated:Post",
  "s3:ObjectCreated:Copy",
  "s3:ObjectCreated:CompleteMultipartUpload",
  "s3:ObjectRemoved:*",
  "s3:ObjectRemoved:Delete",
  "s3:ObjectRemoved:DeleteMarkerCreated",
] as const;

export function receiverOf(endpoint: string): Receiver | undefined {
  return URL.canParse(endpoint) ? RECEIVERS[new URL(endpoint).protocol] : undefined;
}

/** Every broken rule; the service itself checks nothing and pushes nowhere. */
export function topicProblems(topic: TopicInputs): Problem[] {
  const { pushEndpoint, pushUser, pushPassword, ackLevel } = topic;
  const problems: Problem[] = [];
  const add = (name: keyof TopicInputs, rule: string, message: string): void => void problems.push({ path: [name], rule, message });
  if (pushEndpoint === undefined) {
    for (const name of ["pushUser", "pushPassword", "ackLevel", "amqpExchange", "useSsl", "verifySsl", "caLocation", "persistent"] as const)
      if (topic[name] !== undefined && topic[name] !== DEFAULTS[name]) add(name, "topic-endpoint", "needs a pushEndpoint");
    return problems;
  }
  const receiver = receiverOf(pushEndpoint);
  if (receiver === undefined) {
    add("pushEndpoint", "topic-endpoint", "must be a URL that starts with http://, https://, amqp://, amqps:// or kafka://");
    return problems;
  }
  const url = new URL(pushEndpoint);
  if (url.hostname === "") add("pushEndpoint", "topic-endpoint", "must name a host");
  if (url.username !== "" || url.password !== "")
    add("pushEndpoint", "topic-secret", "must not contain a user or password; use pushUser and pushPassword");
  if ((pushUser === undefined) !== (pushPassword === undefined))
    add(pushUser === undefined ? "pushUser" : "pushPassword", "topic-secret", "pushUser and pushPassword need each other");
  if (pushUser !== undefined && receiver === "http") add("pushUser", "topic-secret", "is for amqp and kafka only");
  for (const name of ["pushUser", "pushPassword"] as const) {
    const { test, words } = LOGIN[receiver === "kafka" ? "kafka" : "amqp"][name];
    const value = topic[name];
    if (value !== undefined && receiver !== "http" && !test.test(value)) add(name, "topic-secret", words);
  }
  const levels = ACK_LEVELS[receiver];
  if (ackLevel !== undefined && !levels.includes(ackLevel))
    add("ackLevel", "topic-ack", levels.length === 0 ? "is for amqp and kafka only" : `must be ${levels.join(" or ")} for ${receiver}`);
  if (receiver === "amqp" && topic.amqpExchange === undefined) add("amqpExchange", "topic-exchange", "is required for amqp");
  if (receiver !== "amqp" && topic.amqpExchange !== undefined) add("amqpExchange", "topic-exchange", "is for amqp only");
  if (receiver !== "kafka" && topic.useSsl === true) add("useSsl", "topic-ssl", "is for kafka only");
  if (receiver === "http" && topic.caLocation !== undefined) add("caLocation", "topic-ssl", "is for amqp and kafka only");
  return problems;
}
