// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { EventAttribute, EventAttributeArgs, TrailEvent } from "../types";

/** Arguments of {@link lookupEvents}. */
export interface LookupEventsArgs {
  /** Limit to events from this time on, ISO 8601 with a time zone. The service keeps 184 days. Default: all events. */
  readonly startTime?: string | undefined;
  /** Limit to events up to this time, ISO 8601 with a time zone. Default: now. */
  readonly endTime?: string | undefined;
  /** Limit to events with this value of an attribute; the service compares one attribute per request. */
  readonly attribute?: EventAttribute | undefined;
  /** Maximum number of events to return. Default: all. A page of 50 events is one call. */
  readonly limit?: number | undefined;
}

/** Arguments of {@link lookupEventsOutput}. */
export interface LookupEventsOutputArgs {
  /** Limit to events from this time on, ISO 8601 with a time zone. The service keeps 184 days. Default: all events. */
  readonly startTime?: pulumi.Input<string> | undefined;
  /** Limit to events up to this time, ISO 8601 with a time zone. Default: now. */
  readonly endTime?: pulumi.Input<string> | undefined;
  /** Limit to events with this value of an attribute; the service compares one attribute per request. */
  readonly attribute?: pulumi.Input<EventAttributeArgs> | undefined;
  /** Maximum number of events to return. Default: all. A page of 50 events is one call. */
  readonly limit?: pulumi.Input<number> | undefined;
}

/** Result of {@link lookupEvents}. */
export interface LookupEventsResult {
  /** The events, in the order of the service. */
  readonly events: readonly TrailEvent[];
  /** True if there are more than `limit`. */
  readonly isTruncated: boolean;
}

/** Lists management events of the account with caller, operation, time and address, on all pages up to the limit. The service keeps them for 184 days, with or without a trail. */
export function lookupEvents(args: LookupEventsArgs = {}, options?: pulumi.InvokeOptions): Promise<LookupEventsResult> {
  return callFunction<LookupEventsResult>("lookupEvents", { ...args }, configKeys, options);
}

/** As {@link lookupEvents}, with outputs for arguments and result. */
export function lookupEventsOutput(args: LookupEventsOutputArgs = {}, options?: pulumi.InvokeOptions): pulumi.Output<LookupEventsResult> {
  return callFunctionOutput<LookupEventsResult>("lookupEvents", { ...args }, configKeys, options);
}
