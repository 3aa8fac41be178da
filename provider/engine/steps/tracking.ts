/** How the engine follows a field from the program to the service and back: the questions that its steps ask of the field's flags. */
import type { FieldMeta } from "../../define";

/**
 * `managed`: it is on the service and read back. `local`: it steers the provider. `create-only`: it is asked at creation, and never again.
 * `write-only`: the service takes it and never shows it.
 */
export type Tracking = "managed" | "local" | "create-only" | "write-only";

export function trackingOf({ createOnly, local, writeOnly }: FieldMeta): Tracking {
  if (createOnly === true) return "create-only";
  if (local === true) return "local";
  return writeOnly === true ? "write-only" : "managed";
}

/** True for a field that reads can tell about. */
export function isReadBack(meta: FieldMeta): boolean {
  return trackingOf(meta) === "managed";
}

/** True for an answer without the field that says nothing: the last value counts. */
export function isHidden(meta: FieldMeta, shown: unknown): boolean {
  return meta.mayBeHidden === true && shown === undefined;
}

/** What no value stands for in a comparison. A setting of the provider that a state does not have (imported, or older than it) is at its default. */
export function absentValue(meta: FieldMeta): FieldMeta["absentMeans"] {
  return meta.absentMeans ?? (meta.local === true ? meta.default : undefined);
}

/** Who has the field once the program has taken it out: the service keeps what it has, or the field is a change that we make. */
export function ownerAfterRemoval(meta: FieldMeta): "service" | "us" {
  return meta.whenRemoved === "forget" || replacesByValueOnly(meta) ? "service" : "us";
}

/** True for a field whose other value needs a new resource, while to have none is to leave it alone. */
export function replacesByValueOnly(meta: FieldMeta): boolean {
  return meta.replaces === true && meta.absenceCounts !== true;
}

/** True if another value would be a change of the resource. @param after the desired value */
export function isCompared(meta: FieldMeta, after: unknown): boolean {
  return trackingOf(meta) !== "create-only" && (after !== undefined || ownerAfterRemoval(meta) === "us");
}

/** True if a change between these values needs a new resource. */
export function needsReplacement(meta: FieldMeta, before: unknown, after: unknown): boolean {
  return meta.replaces === true && (!replacesByValueOnly(meta) || (before !== undefined && after !== undefined));
}

/** True for a field without a value whose absence says nothing about the service: it was left alone, whatever was there. */
export function isFree(meta: FieldMeta, value: unknown): boolean {
  return value === undefined && (meta.whenRemoved === "forget" || meta.default !== undefined);
}
