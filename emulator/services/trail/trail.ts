/**
 * Trails [GUIDE 6.1-6.9]; what they log comes from `background/trail-logs`. Requests are JSON with PascalCase members [DOC 10027670].
 * unverified: every member of the answers, which are spelled as AWS CloudTrail spells them.
 */
import { trailArn } from "../../access/arn";
import type { JsonObject, TrailCall } from "../../contract";
import type { Account, Trail } from "../../state/model";
import { refuse } from "../../wire/errors";
import { wholeSeconds } from "../shared/dates";

const READ_WRITE_TYPES: readonly string[] = ["All", "ReadOnly", "WriteOnly"]; // unverified beyond All
const MOST_PREFIX = 200; // unverified

export async function createTrail(call: TrailCall): Promise<JsonObject> {
  const { account, core, input } = call;
  const name = text(input, "Name") ?? "";
  if (!isTrailName(name)) throw refuse("InvalidTrailNameException", `The trail name ${name} is not valid.`);
  const bucket = checkBucket(account, required(input, "S3BucketName"));
  const prefix = checkPrefix(text(input, "S3KeyPrefix") ?? "");
  if (account.trails.has(name)) throw refuse("TrailAlreadyExistsException", `Trail ${name} already exists.`);
  const most = core.limits.trailsPerAccount;
  if (account.trails.size >= most) throw refuse("MaximumNumberOfTrailsExceededException", `An account may own at most ${most} trails.`);
  const trail: Trail = { name, bucket, prefix, logging: false, selectors: [] };
  account.trails.set(name, trail);
  await core.accounts.save(account);
  return trailJson(account, trail);
}

export async function deleteTrail(call: TrailCall): Promise<undefined> {
  const trail = findTrail(call, "Name");
  call.account.trails.delete(trail.name);
  await call.core.trailLogs.forget(trail);
  await call.core.accounts.save(call.account);
  return undefined;
}

/** The named trails, or all; names that do not exist are left out, as at AWS (unverified). */
export function describeTrails({ account, input }: TrailCall): JsonObject {
  const names = input["TrailNameList"] ?? input["trailNameList"] ?? [];
  if (!Array.isArray(names) || names.some((name) => typeof name !== "string"))
    throw refuse("InvalidParameterException", "TrailNameList must be a list of names.");
  const trails = [...account.trails.values()].filter((trail) => names.length === 0 || names.includes(trail.name));
  return { trailList: trails.map((trail) => trailJson(account, trail)) };
}

export function getTrailStatus(call: TrailCall): JsonObject {
  const trail = findTrail(call, "Name");
  return {
    IsLogging: trail.logging,
    ...(trail.startLoggingTime === undefined ? {} : { StartLoggingTime: trail.startLoggingTime }),
    ...(trail.stopLoggingTime === undefined ? {} : { StopLoggingTime: trail.stopLoggingTime }),
    ...(trail.latestDeliveryTime === undefined ? {} : { LatestDeliveryTime: trail.latestDeliveryTime }),
    ...(trail.latestDeliveryError === undefined ? {} : { LatestDeliveryError: trail.latestDeliveryError }),
  };
}

/** Neither member given: nothing happens, 200 [GUIDE 6.7]. */
export async function updateTrail(call: TrailCall): Promise<JsonObject> {
  const { account, core, input } = call;
  const trail = findTrail(call, "Name");
  const bucket = text(input, "S3BucketName");
  const prefix = text(input, "S3KeyPrefix");
  if (bucket !== undefined) checkBucket(account, bucket);
  if (prefix !== undefined) checkPrefix(prefix);
  trail.bucket = bucket ?? trail.bucket;
  trail.prefix = prefix ?? trail.prefix;
  await core.accounts.save(account);
  return trailJson(account, trail);
}

export async function putEventSelectors(call: TrailCall): Promise<JsonObject> {
  const { account, core, input } = call;
  const trail = findTrail(call, "TrailName");
  const given: unknown = input["EventSelectors"];
  const most = core.limits.selectorsPerTrail;
  if (!Array.isArray(given) || given.length > most)
    throw refuse("InvalidEventSelectorsException", `EventSelectors must hold at most ${most} selector.`);
  trail.selectors = given.map(selector);
  await core.accounts.save(account);
  return selectorsJson(account, trail);
}

function selector(value: unknown): { readonly readWriteType: string } {
  const members = typeof value === "object" && value !== null ? Object.entries(value) : [];
  const type: unknown = members.find(([name]) => name === "ReadWriteType")?.[1];
  const unknown = members.find(([name]) => name !== "ReadWriteType");
  if (unknown !== undefined) throw refuse("InvalidEventSelectorsException", `An event selector has no member ${unknown[0]}.`);
  if (typeof type !== "string" || !READ_WRITE_TYPES.includes(type)) {
    throw refuse("InvalidEventSelectorsException", `ReadWriteType must be one of ${READ_WRITE_TYPES.join(", ")}.`);
  }
  return { readWriteType: type };
}

export function getEventSelectors(call: TrailCall): JsonObject {
  return selectorsJson(call.account, findTrail(call, "TrailName"));
}

export async function startLogging(call: TrailCall): Promise<undefined> {
  const trail = findTrail(call, "Name");
  trail.logging = true;
  trail.startLoggingTime = wholeSeconds(call.now);
  await call.core.accounts.save(call.account);
  return undefined;
}

export async function stopLogging(call: TrailCall): Promise<undefined> {
  const trail = findTrail(call, "Name");
  trail.logging = false;
  trail.stopLoggingTime = wholeSeconds(call.now);
  await call.core.accounts.save(call.account);
  return undefined;
}

/** 3-128 of `[A-Za-z0-9._-]`, first and last alphanumeric, no two of `._-` together, not an IP address [DOC 10027670]. */
export function isTrailName(name: string): boolean {
  if (name.length < 3 || name.length > 128 || /^\d{1,3}(\.\d{1,3}){3}$/.test(name)) return false;
  return /^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$/.test(name);
}

function findTrail({ account, input }: TrailCall, member: string): Trail {
  const name = required(input, member);
  const trail = account.trails.get(name);
  if (trail === undefined) throw refuse("TrailNotFoundException", `Unknown trail: ${name} for the account: ${account.id}`);
  return trail;
}

/** unverified: that the bucket must exist and belong to the account when it is named. */
function checkBucket(account: Account, name: string): string {
  if (!account.buckets.has(name)) throw refuse("S3BucketDoesNotExistException", `S3 bucket ${name} does not exist!`);
  return name;
}

function checkPrefix(prefix: string): string {
  if (prefix.length > MOST_PREFIX) throw refuse("InvalidS3PrefixException", `S3KeyPrefix must be at most ${MOST_PREFIX} characters.`);
  return prefix;
}

function text(input: JsonObject, member: string): string | undefined {
  const value = input[member];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw refuse("InvalidParameterException", `${member} must be a text.`);
  return value;
}

function required(input: JsonObject, member: string): string {
  const value = text(input, member);
  if (value === undefined || value === "") throw refuse("InvalidParameterException", `${member} is required.`);
  return value;
}

function trailJson(account: Account, trail: Trail): JsonObject {
  return { Name: trail.name, S3BucketName: trail.bucket, S3KeyPrefix: trail.prefix, TrailARN: trailArn(account.id, trail.name) };
}

function selectorsJson(account: Account, trail: Trail): JsonObject {
  return {
    TrailARN: trailArn(account.id, trail.name),
    EventSelectors: trail.selectors.map(({ readWriteType }) => ({ ReadWriteType: readWriteType })),
  };
}
