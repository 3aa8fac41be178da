/** Topics on the wire, in the service's casing [ZOS 5]. */
import { listOf, name, optional, type Reader, required, shape, text } from "../../transport/protocol/shape";
import { defined } from "../../pure/defined";

/** Attributes by the service's own names: `push-endpoint`, `verify-ssl`. */
export type TopicAttributes = Readonly<Record<string, string>>;

export interface Topic {
  readonly name: string;
  readonly arn: string;
  /** User or tenant that it belongs to, where the service says it. */
  readonly owner?: string;
  /** `push-endpoint`, with user and password in it when it was made with them. */
  readonly attributes: TopicAttributes;
}

const endPoint = shape({
  address: optional("EndpointAddress", text),
  args: optional("EndpointArgs", text),
  persistent: optional("Persistent", text),
});

/** Of Ceph from release 20 on, where an attribute that is not set is `None`; the attributes by the names under which they are sent. */
const RETRIES = { timeToLive: "time_to_live", maxRetries: "max_retries", retrySleepDuration: "retry_sleep_duration" } as const;

const element = shape({
  owner: optional("User", text),
  name: required("Name", name),
  endPoint: optional("EndPoint", endPoint),
  arn: required("TopicArn", name),
  opaqueData: optional("OpaqueData", text),
  policy: optional("Policy", text),
  timeToLive: optional("TimeToLive", text),
  maxRetries: optional("MaxRetries", text),
  retrySleepDuration: optional("RetrySleepDuration", text),
});

const topic: Reader<Topic> = (value, at) => {
  const { owner, endPoint: end, opaqueData, policy, timeToLive, maxRetries, retrySleepDuration, ...shown } = element(value, at);
  const retries = Object.entries({ timeToLive, maxRetries, retrySleepDuration }).flatMap(([key, found]) =>
    found === undefined || found === "None" ? [] : [[RETRIES[key as keyof typeof RETRIES], found]],
  );
  const attributes = {
    ...attributesOf(end?.args ?? ""),
    ...(Object.fromEntries(retries) as TopicAttributes),
    ...defined({ Policy: policy }),
    ...(end?.address === undefined ? {} : { "push-endpoint": end.address }),
    ...defined({ OpaqueData: opaqueData }),
    ...(end?.persistent?.toLowerCase() === "true" ? { persistent: "true" } : {}),
  };
  return { ...shown, ...defined({ owner }), attributes };
};

export const CREATED = shape({ arn: required("TopicArn", name) });
export const FOUND = shape({ topic: required("Topic", topic) });
export const LISTED = shape({ topics: optional("Topics", listOf(topic)) });

/**
 * The attributes in `EndpointArgs`, the form that made the topic as one text. Ceph 16 decodes it, so a value with `&` in it is cut off; the
 * address and the opaque data, which may have one, stand beside it.
 */
function attributesOf(args: string): TopicAttributes {
  const parts = new Map(
    args.split("&").map((part) => {
      const at = part.indexOf("=");
      return [at < 0 ? part : part.slice(0, at), at < 0 ? "" : part.slice(at + 1)] as const;
    }),
  );
  const found: Record<string, string> = {};
  for (const [key, attribute] of parts) {
    const entry = /^Attributes\.entry\.(\d+)\.key$/.exec(key)?.[1];
    const value = entry === undefined ? undefined : parts.get(`Attributes.entry.${entry}.value`);
    if (value !== undefined && value !== "") found[attribute] = value;
  }
  return found;
}
