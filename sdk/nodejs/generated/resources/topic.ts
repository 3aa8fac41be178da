// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { TopicAckLevel } from "../types";

/** Inputs of {@link Topic}. */
export interface TopicArgs {
  /** Name, unique in the tenant. Default: the resource's name with a random suffix. A change replaces the topic. */
  readonly name?: pulumi.Input<string> | undefined;
  /** URL to which events are pushed: `http://`, `https://`, `amqp://`, `amqps://` or `kafka://`, without user and password. Default: nothing is pushed. */
  readonly pushEndpoint?: pulumi.Input<string> | undefined;
  /** User at an amqp or kafka receiver. Needs `pushPassword`. */
  readonly pushUser?: pulumi.Input<string> | undefined;
  /** Password at an amqp or kafka receiver, in printable ASCII. The service accepts it over HTTPS only. */
  readonly pushPassword?: pulumi.Input<string> | undefined;
  /** Condition under which an event counts as delivered. `none`: at once. `broker`: the broker has it (the service's default). `routable`, amqp only: a queue has it. */
  readonly ackLevel?: pulumi.Input<TopicAckLevel> | undefined;
  /** Exchange, required for amqp. */
  readonly amqpExchange?: pulumi.Input<string> | undefined;
  /** Whether the receiver's certificate is checked. The service's default: true. */
  readonly verifySsl?: pulumi.Input<boolean> | undefined;
  /** Whether a kafka receiver is reached over TLS. The service's default: false. */
  readonly useSsl?: pulumi.Input<boolean> | undefined;
  /** Path, on the service's own machines, of the certificate authority of an amqp or kafka receiver. */
  readonly caLocation?: pulumi.Input<string> | undefined;
  /** Text that is sent with every event. */
  readonly opaqueData?: pulumi.Input<string> | undefined;
  /** Whether the service queues events until the receiver accepts them. Default false: an event is pushed while the writer waits, and is lost if that fails. */
  readonly persistent?: pulumi.Input<boolean> | undefined;
  /** Take over and overwrite an existing topic of this name. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A topic: the target to which a BucketNotification pushes events of a bucket. A receiver is an HTTP server, a RabbitMQ exchange or a Kafka broker.
 *
 * Topics belong to the whole tenant: **every user of it can read, change and delete every topic**, and on stock Ceph even unsigned callers can. A
 * changed target of a topic reaches the notifications that use it in the same update; a warning names those of buckets that the credentials cannot
 * access or list. On Ceph, notifications keep pushing to the old target after a deletion of the topic alone: delete them as well.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const uploads = new oos.Topic("uploads", { name: "uploads", pushEndpoint: "https://hooks.example.com/uploads" });
 * export const arn = uploads.arn;
 * ```
 *
 * Backends: `zos`.
 *
 * ## Import
 *
 * The ID is the topic's ARN, `arn:aws:sns:<zone group>:<tenant>:<name>`.
 */
export class Topic extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "Topic";
  /** Name, unique in the tenant. Default: the resource's name with a random suffix. A change replaces the topic. */
  declare readonly name: pulumi.Output<string>;
  /** URL to which events are pushed: `http://`, `https://`, `amqp://`, `amqps://` or `kafka://`, without user and password. Default: nothing is pushed. */
  declare readonly pushEndpoint: pulumi.Output<string | undefined>;
  /** User at an amqp or kafka receiver. Needs `pushPassword`. */
  declare readonly pushUser: pulumi.Output<string | undefined>;
  /** Password at an amqp or kafka receiver, in printable ASCII. The service accepts it over HTTPS only. */
  declare readonly pushPassword: pulumi.Output<string | undefined>;
  /** Condition under which an event counts as delivered. `none`: at once. `broker`: the broker has it (the service's default). `routable`, amqp only: a queue has it. */
  declare readonly ackLevel: pulumi.Output<TopicAckLevel | undefined>;
  /** Exchange, required for amqp. */
  declare readonly amqpExchange: pulumi.Output<string | undefined>;
  /** Whether the receiver's certificate is checked. The service's default: true. */
  declare readonly verifySsl: pulumi.Output<boolean | undefined>;
  /** Whether a kafka receiver is reached over TLS. The service's default: false. */
  declare readonly useSsl: pulumi.Output<boolean | undefined>;
  /** Path, on the service's own machines, of the certificate authority of an amqp or kafka receiver. */
  declare readonly caLocation: pulumi.Output<string | undefined>;
  /** Text that is sent with every event. */
  declare readonly opaqueData: pulumi.Output<string | undefined>;
  /** Whether the service queues events until the receiver accepts them. Default false: an event is pushed while the writer waits, and is lost if that fails. */
  declare readonly persistent: pulumi.Output<boolean | undefined>;
  /** Take over and overwrite an existing topic of this name. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** `arn:aws:sns:<zone group>:<tenant>:<name>`. */
  declare readonly arn: pulumi.Output<string>;
  /** Owner of the topic, a user or tenant, if the service returns it. */
  declare readonly owner: pulumi.Output<string | undefined>;
  /** Elements of the service's document that this version of the provider does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found after the last update; the next update leaves them as they are and moves them to `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements of the service's document that this version of the provider does not know and that updates keep. An update that cannot keep them is refused. Absent: none. */
  declare readonly keptElements: pulumi.Output<Record<string, string> | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: TopicArgs = {}, options?: pulumi.CustomResourceOptions) {
    super(
      "Topic",
      name,
      args,
      {
        inputs: [
          "name",
          "pushEndpoint",
          "pushUser",
          "pushPassword",
          "ackLevel",
          "amqpExchange",
          "verifySsl",
          "useSsl",
          "caLocation",
          "opaqueData",
          "persistent",
          "adopt",
        ],
        computed: ["arn", "owner", "unknownElements", "keptElements"],
        secrets: ["pushPassword"],
        references: {},
      },
      options,
    );
  }

  /**
   * Looks up one that exists and is not managed by this resource: it is read on every run, never changed and never deleted.
   * @param name name of the resource in the stack
   * @param id its import ID
   * @param options Pulumi's resource options
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Topic {
    return new Topic(name, {}, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Topic {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Topic")
    );
  }
}
