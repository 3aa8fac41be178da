// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";

/** Arguments of {@link getTopic}. */
export interface GetTopicArgs {
  /** ARN of the topic: `arn:aws:sns:<zone group>:<tenant>:<name>`. */
  readonly arn: string;
}

/** Arguments of {@link getTopicOutput}. */
export interface GetTopicOutputArgs {
  /** ARN of the topic: `arn:aws:sns:<zone group>:<tenant>:<name>`. */
  readonly arn: pulumi.Input<string>;
}

/** Result of {@link getTopic}. */
export interface GetTopicResult {
  /** ARN of the topic. */
  readonly arn: string;
  /** Its name. */
  readonly name: string;
  /** Owner of the topic, a user or tenant, if the service returns it. */
  readonly owner?: string;
  /** Attributes by the service's names: `push-endpoint`, `kafka-ack-level`. Secret: the address may contain a password. */
  readonly attributes: pulumi.Output<Record<string, string>>;
}

/** Looks up a topic. Fails if it does not exist. */
export function getTopic(args: GetTopicArgs, options?: pulumi.InvokeOptions): Promise<GetTopicResult> {
  return callFunction<GetTopicResult>("getTopic", { ...args }, configKeys, options, ["attributes"]);
}

/** As {@link getTopic}, with outputs for arguments and result. */
export function getTopicOutput(args: GetTopicOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<pulumi.Unwrap<GetTopicResult>> {
  return callFunctionOutput<pulumi.Unwrap<GetTopicResult>>("getTopic", { ...args }, configKeys, options, true);
}
