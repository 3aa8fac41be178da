// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { GetTopicsTopic } from "../types";

/** Arguments of {@link getTopics}. */
export interface GetTopicsArgs {
  /** Limit to topics whose names have this prefix. */
  readonly prefix?: string | undefined;
}

/** Arguments of {@link getTopicsOutput}. */
export interface GetTopicsOutputArgs {
  /** Limit to topics whose names have this prefix. */
  readonly prefix?: pulumi.Input<string> | undefined;
}

/** Result of {@link getTopics}. */
export interface GetTopicsResult {
  /** The topics, sorted by name. */
  readonly topics: readonly GetTopicsTopic[];
  /** Their ARNs, in the same order. */
  readonly arns: readonly string[];
}

/** Lists the topics of the tenant. The copies that the service makes for each notification are left out. */
export function getTopics(args: GetTopicsArgs = {}, options?: pulumi.InvokeOptions): Promise<GetTopicsResult> {
  return callFunction<GetTopicsResult>("getTopics", { ...args }, configKeys, options);
}

/** As {@link getTopics}, with outputs for arguments and result. */
export function getTopicsOutput(args: GetTopicsOutputArgs = {}, options?: pulumi.InvokeOptions): pulumi.Output<GetTopicsResult> {
  return callFunctionOutput<GetTopicsResult>("getTopics", { ...args }, configKeys, options);
}
