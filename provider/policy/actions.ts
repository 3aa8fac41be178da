/** The actions that policies name, from the catalog of operations: checks, lint, explanations and the types of the SDK are made of them. Lists are open. */
import { IAM } from "../catalog/operations/iam";
import { S3 } from "../catalog/operations/s3";
import { STATISTICS } from "../catalog/operations/statistics";
import { TRAIL } from "../catalog/operations/trail";
import type { Access, Level, Operation } from "../catalog/types";
import { globMatches } from "./match";

/** What an action is asked on: the account, a bucket's ARN, or the ARN of objects. */
export type ActionLevel = Level;
/** What it lets: looking at objects, changing them, or ruling over the bucket. */
export type ActionAccess = Access;

export interface StorageAction {
  /** Without the spelling's prefix (`oos:`, `s3:`). */
  readonly name: string;
  readonly level: ActionLevel;
  readonly access: ActionAccess;
}

/**
 * [DOC 10027251] lists those on objects; all others are named after the operation or as on S3, unverified: the manual's list is cut off before them.
 * Several operations ask for one action; the first one says what it is about.
 */
export const STORAGE_ACTIONS: readonly StorageAction[] = storageActions();

function storageActions(): readonly StorageAction[] {
  const found = new Map<string, StorageAction>();
  for (const { actions, level, access } of Object.values<Operation>(S3)) {
    for (const name of actions?.ctyun ?? []) if (access !== undefined && !found.has(name)) found.set(name, { name, level, access });
  }
  return [...found.values()];
}

const STORAGE_NAMES = STORAGE_ACTIONS.map(({ name }) => name);

/** Actions by prefix [DOC 10027251] [GUIDE 5-7]. The prefixes `cloudtrail` and `statistics` are unverified. */
export const KNOWN_ACTIONS: Readonly<Record<string, readonly string[]>> = {
  oos: STORAGE_NAMES,
  s3: STORAGE_NAMES,
  iam: Object.keys(IAM),
  cloudtrail: Object.keys(TRAIL),
  statistics: Object.keys(STATISTICS),
  sts: ["GetSessionToken"],
};

/** The known actions of a service, in any case; undefined for a service that is not known. */
export function knownActionsOf(service: string): readonly string[] | undefined {
  const key = service.toLowerCase();
  return Object.hasOwn(KNOWN_ACTIONS, key) ? KNOWN_ACTIONS[key] : undefined;
}

/** Services whose actions bucket policies may name, in both spellings. */
export const STORAGE_PREFIXES = ["oos", "s3"] as const;

/** `oos:GetObject` as its parts; undefined when it is not of that form. A bare `*` has none. */
export function splitAction(action: string): { readonly service: string; readonly name: string } | undefined {
  const [, service, name] = /^([A-Za-z0-9-]+):([A-Za-z0-9*?]+)$/.exec(action) ?? [];
  return service === undefined || name === undefined ? undefined : { service, name };
}

/** The rows that an action, perhaps with wildcards, stands for; none for other services and unknown names. */
export function storageActionsOf(action: string): readonly StorageAction[] {
  if (action === "*") return STORAGE_ACTIONS;
  const parts = splitAction(action);
  const prefixes: readonly string[] = STORAGE_PREFIXES;
  if (parts === undefined || !prefixes.includes(parts.service.toLowerCase())) return [];
  const wanted = parts.name.toLowerCase();
  return STORAGE_ACTIONS.filter(({ name }) => globMatches(wanted, name.toLowerCase()));
}
