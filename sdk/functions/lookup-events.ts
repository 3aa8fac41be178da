// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../runtime";
import type { EventAttribute, EventAttributeArgs, TrailEvent } from "../types";

/** Arguments of {@link lookupEvents}. */
export interface LookupEventsArgs {
  /** Only events from this time on, ISO 8601 with a zone. The service keeps 184 days. Absent: all of them. */
  readonly startTime?: string | undefined;
  /** Only events up to this time, ISO 8601 with a zone. Absent: now. */
  readonly endTime?: string | undefined;
  /** Only events with this value; the service compares one attribute at a time. */
  readonly attribute?: EventAttribute | undefined;
  /** Most events to return. Absent: all of them. A page of 50 events is one call. */
  readonly limit?: number | undefined;
}

/** Arguments of {@link lookupEventsOutput}. */
export interface LookupEventsOutputArgs {
  /** Only events from this time on, ISO 8601 with a zone. The service keeps 184 days. Absent: all of them. */
  readonly startTime?: pulumi.Input<string> | undefined;
  /** Only events up to this time, ISO 8601 with a zone. Absent: now. */
  readonly endTime?: pulumi.Input<string> | undefined;
  /** Only events with this value; the service compares one attribute at a time. */
  readonly attribute?: pulumi.Input<EventAttributeArgs> | undefined;
  /** Most events to return. Absent: all of them. A page of 50 events is one call. */
  readonly limit?: pulumi.Input<number> | undefined;
}

/** Result of {@link lookupEvents}. */
export interface LookupEventsResult {
  /** The events, in the order of the service. */
  readonly events: readonly TrailEvent[];
  /** True when there are more than `limit`. */
  readonly isTruncated: boolean;
}

/** Lists management events of the account: who called what, when and from where. The service records them for 184 days, whether or not there is a trail. As many pages as it takes, up to the limit. */
export function lookupEvents(args: LookupEventsArgs = {}, options?: pulumi.InvokeOptions): Promise<LookupEventsResult> {
  return callFunction<LookupEventsResult>("lookupEvents", { ...args }, configKeys, options);
}

/** As {@link lookupEvents}, with outputs for arguments and result. */
export function lookupEventsOutput(args: LookupEventsOutputArgs = {}, options?: pulumi.InvokeOptions): pulumi.Output<LookupEventsResult> {
  return callFunctionOutput<LookupEventsResult>("lookupEvents", { ...args }, configKeys, options);
}
