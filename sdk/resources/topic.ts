// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { TopicAckLevel } from "../types";

/** Inputs of {@link Topic}. */
export interface TopicArgs {
  /** Name, unique in the tenant. Default: the resource's name with a random suffix. A change replaces the topic. */
  readonly name?: pulumi.Input<string> | undefined;
  /** URL that events are pushed to: `http://`, `https://`, `amqp://`, `amqps://` or `kafka://`, without user and password. Absent: nothing is pushed. */
  readonly pushEndpoint?: pulumi.Input<string> | undefined;
  /** User at an amqp or kafka receiver. Needs `pushPassword`. */
  readonly pushUser?: pulumi.Input<string> | undefined;
  /** Password at an amqp or kafka receiver, in printable ASCII. The service takes it over HTTPS only. */
  readonly pushPassword?: pulumi.Input<string> | undefined;
  /** When an event counts as pushed: `none`, at once; `broker`, when the broker has it (the service's default); `routable`, amqp only, when a queue has it. */
  readonly ackLevel?: pulumi.Input<TopicAckLevel> | undefined;
  /** Exchange, required for amqp. */
  readonly amqpExchange?: pulumi.Input<string> | undefined;
  /** Whether the receiver's certificate is checked. The service's default: true. */
  readonly verifySsl?: pulumi.Input<boolean> | undefined;
  /** Whether a kafka receiver is spoken to with TLS. The service's default: false. */
  readonly useSsl?: pulumi.Input<boolean> | undefined;
  /** File on the service's own machines with the authority of an amqp or kafka receiver. */
  readonly caLocation?: pulumi.Input<string> | undefined;
  /** A text that comes with every event. */
  readonly opaqueData?: pulumi.Input<string> | undefined;
  /** Whether events wait in a queue of the service until the receiver takes them. Default false: they are pushed while the writer waits, and lost when that fails. */
  readonly persistent?: pulumi.Input<boolean> | undefined;
  /** Take over, and overwrite, a topic of that name that is there already. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A topic: where events of buckets are pushed, by a BucketNotification. A receiver is an HTTP server, a RabbitMQ exchange or a Kafka broker.
 *
 * Topics belong to the whole tenant: **every user of it can read, change and delete every topic**, and on stock Ceph even unsigned callers can. A
 * change of where a topic pushes reaches the notifications that use it in the same update; those of buckets that refuse the credentials, or that they
 * do not list, are told of in a warning. On Ceph a deletion of the topic alone leaves them pushing to where they pushed: delete them as well.
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
  /** Name, unique in the tenant. Default: the resource's name with a random suffix. A change replaces the topic. */
  declare readonly name: pulumi.Output<string>;
  /** URL that events are pushed to: `http://`, `https://`, `amqp://`, `amqps://` or `kafka://`, without user and password. Absent: nothing is pushed. */
  declare readonly pushEndpoint: pulumi.Output<string | undefined>;
  /** User at an amqp or kafka receiver. Needs `pushPassword`. */
  declare readonly pushUser: pulumi.Output<string | undefined>;
  /** Password at an amqp or kafka receiver, in printable ASCII. The service takes it over HTTPS only. */
  declare readonly pushPassword: pulumi.Output<string | undefined>;
  /** When an event counts as pushed: `none`, at once; `broker`, when the broker has it (the service's default); `routable`, amqp only, when a queue has it. */
  declare readonly ackLevel: pulumi.Output<TopicAckLevel | undefined>;
  /** Exchange, required for amqp. */
  declare readonly amqpExchange: pulumi.Output<string | undefined>;
  /** Whether the receiver's certificate is checked. The service's default: true. */
  declare readonly verifySsl: pulumi.Output<boolean | undefined>;
  /** Whether a kafka receiver is spoken to with TLS. The service's default: false. */
  declare readonly useSsl: pulumi.Output<boolean | undefined>;
  /** File on the service's own machines with the authority of an amqp or kafka receiver. */
  declare readonly caLocation: pulumi.Output<string | undefined>;
  /** A text that comes with every event. */
  declare readonly opaqueData: pulumi.Output<string | undefined>;
  /** Whether events wait in a queue of the service until the receiver takes them. Default false: they are pushed while the writer waits, and lost when that fails. */
  declare readonly persistent: pulumi.Output<boolean | undefined>;
  /** Take over, and overwrite, a topic of that name that is there already. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** `arn:aws:sns:<zone group>:<tenant>:<name>`. */
  declare readonly arn: pulumi.Output<string>;
  /** User or tenant that the topic belongs to, where the service says it. */
  declare readonly owner: pulumi.Output<string | undefined>;
  /** Elements on the service that this version does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found since the last update. The next update leaves them as they are, and from then on they are `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements on the service that this version does not know, and that updates leave as they are; an update that cannot is refused. Absent: none. */
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
      {
        name: args.name,
        pushEndpoint: args.pushEndpoint,
        pushUser: args.pushUser,
        pushPassword: args.pushPassword,
        ackLevel: args.ackLevel,
        amqpExchange: args.amqpExchange,
        verifySsl: args.verifySsl,
        useSsl: args.useSsl,
        caLocation: args.caLocation,
        opaqueData: args.opaqueData,
        persistent: args.persistent,
        adopt: args.adopt,
      },
      ["arn", "owner", "unknownElements", "keptElements"],
      ["pushPassword"],
      options,
    );
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Topic {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Topic")
    );
  }
}
