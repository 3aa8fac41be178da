/** The management events of the last 184 days, recorded whether or not there is a trail [GUIDE 6.10] [DOC 10027624]. */

import { most } from "../../backends/types";
import { sendJson } from "../../transport/protocol/json";
import { PageTurner } from "../../transport/protocol/paging";
import type { Client } from "../../transport/types";
import { callOf } from "./call";
import { RESULTS, type EventPage, type TrailEvent } from "./wire";
import { defined } from "../../pure/defined";

/** By what events can be asked for; one at a time. */
export const EVENT_ATTRIBUTES = [
  "AccessKeyId",
  "EventId",
  "EventName",
  "EventSource",
  "ReadOnly",
  "ResourceName",
  "ResourceType",
  "UserName",
] as const;

export interface LookupEventsInput {
  /** Default: 184 days ago; an earlier time counts as that. */
  readonly startTime?: Date;
  /** Default: now. */
  readonly endTime?: Date;
  readonly attribute?: { readonly key: (typeof EVENT_ATTRIBUTES)[number]; readonly value: string };
}

export interface EventPageInput extends LookupEventsInput {
  /** 1 to 50, the default. */
  readonly maxResults?: number;
  readonly nextToken?: string;
}

/** One page of events. Times travel as milliseconds and, like the size of the page, as texts, as in the vendor's sample. */
export function lookupEvents(client: Client, input: EventPageInput = {}): Promise<EventPage> {
  const { startTime, endTime, attribute, maxResults, nextToken } = input;
  const body = {
    startTime: milliseconds(startTime),
    endTime: milliseconds(endTime),
    lookupAttributes: attribute && [{ attributeKey: attribute.key, attributeValue: attribute.value }],
    maxResults: maxResults === undefined ? undefined : String(maxResults),
    nextToken,
  };
  return sendJson(client, callOf("LookupEvents", body), RESULTS.LookupEvents);
}

function milliseconds(time: Date | undefined): string | undefined {
  return time === undefined ? undefined : String(time.getTime());
}

/**
 * Up to `limit` events, page after page; without a limit all of them.
 * @throws ServiceError `foreign` when a token comes again: the list would have no end
 */
export async function listEvents(client: Client, input: LookupEventsInput, limit = Number.POSITIVE_INFINITY): Promise<TrailEvent[]> {
  const largest = most(client.backend.limits.lookupEventsPage);
  const turner = new PageTurner({ service: "trail", operation: "LookupEvents" }, "NextToken");
  const found: TrailEvent[] = [];
  let nextToken: string | undefined;
  for (;;) {
    const page = await lookupEvents(client, {
      ...input,
      maxResults: Math.min(largest, limit - found.length),
      ...defined({ nextToken }),
    });
    found.push(...page.events);
    nextToken = page.nextToken;
    if (nextToken === undefined) return found;
    turner.turn(nextToken, page.events.length);
    if (found.length >= limit) return found;
  }
}
