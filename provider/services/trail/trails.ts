/** Trails: who called what in the account, written to a bucket [GUIDE 6.1-6.9]. */
import { sendJson } from "../../transport/protocol/json";
import type { StrangeElement } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import { valueText } from "../../transport/protocol/xml";
import { callOf } from "./call";
import { RESULTS, type EventSelector, type Trail, type TrailStatus } from "./wire";

interface NameInput {
  readonly name: string;
}

export interface CreateTrailInput extends NameInput {
  readonly s3BucketName: string;
  readonly s3KeyPrefix?: string;
}

export interface UpdateTrailInput extends NameInput {
  readonly s3BucketName?: string;
  /** The empty text clears it. */
  readonly s3KeyPrefix?: string;
}

/**
 * Makes a trail, which is stopped.
 * @returns its ARN, where the answer gives one (unverified)
 * @throws ServiceError `already-exists`, `quota` above 10 in an account
 */
export async function createTrail(client: Client, input: CreateTrailInput): Promise<string | undefined> {
  return (await sendJson(client, callOf("CreateTrail", input, input.name), RESULTS.CreateTrail)).trailArn;
}

/** @throws ServiceError `not-found` */
export function deleteTrail(client: Client, input: NameInput): Promise<void> {
  return sendJson(client, callOf("DeleteTrail", input, input.name), RESULTS.DeleteTrail);
}

/**
 * The settings of the named trails, of all without names. A name without a trail is left out of the answer or is an error `not-found`:
 * which of the two is unverified, so expect both.
 */
export function describeTrails(client: Client, input: { readonly trailNameList?: readonly string[] } = {}): Promise<readonly Trail[]> {
  return sendJson(client, callOf("DescribeTrails", input, input.trailNameList?.join(", ")), RESULTS.DescribeTrails);
}

/** Whether it records, and how the last delivery went. @throws ServiceError `not-found` */
export function getTrailStatus(client: Client, input: NameInput): Promise<TrailStatus> {
  return sendJson(client, callOf("GetTrailStatus", input, input.name), RESULTS.GetTrailStatus);
}

/** Changes bucket or prefix while it records; nothing given changes nothing. @throws ServiceError `not-found` */
export function updateTrail(client: Client, input: UpdateTrailInput): Promise<void> {
  return sendJson(client, callOf("UpdateTrail", input, input.name));
}

export function startLogging(client: Client, input: NameInput): Promise<void> {
  return sendJson(client, callOf("StartLogging", input, input.name));
}

export function stopLogging(client: Client, input: NameInput): Promise<void> {
  return sendJson(client, callOf("StopLogging", input, input.name));
}

/** With members that no table names, as they are called on the wire. */
export type WholeSelector = EventSelector & Readonly<Record<string, unknown>>;

/** Replaces the selectors; at most one [GUIDE 6.5]. The empty list records everything (unverified). */
export function putEventSelectors(
  client: Client,
  input: { readonly trailName: string; readonly eventSelectors: readonly WholeSelector[] },
): Promise<void> {
  return sendJson(client, callOf("PutEventSelectors", input, input.trailName));
}

/** A selector, and what no table names in it. */
export interface ShownSelector {
  readonly selector: EventSelector;
  readonly unknown: readonly UnknownMember[];
}

export interface UnknownMember extends Pick<StrangeElement, "name" | "value" | "isFamiliar"> {
  /** What it says, on one line and shortened. */
  readonly text: string;
}

/** The selectors with all that they hold. */
export async function showEventSelectors(client: Client, input: { readonly trailName: string }): Promise<readonly ShownSelector[]> {
  const action = "GetEventSelectors";
  const strange: StrangeElement[] = [];
  const call = callOf(action, input, input.trailName);
  const selectors = await sendJson(client, call, RESULTS.GetEventSelectors, (element) => strange.push(element));
  return selectors.map((selector, index) => ({
    selector,
    unknown: strange.filter(({ at }) => at === `${action}[${String(index)}]`).map(toUnknownMember),
  }));
}

function toUnknownMember({ name, value, isFamiliar }: StrangeElement): UnknownMember {
  return { name, value, isFamiliar, text: valueText(typeof value === "string" ? value : JSON.stringify(value)) };
}

/** The selectors; none means that every management event is recorded [GUIDE 6.5]. */
export function getEventSelectors(client: Client, input: { readonly trailName: string }): Promise<readonly EventSelector[]> {
  return sendJson(client, callOf("GetEventSelectors", input, input.trailName), RESULTS.GetEventSelectors);
}
