/** A short digest of a value's meaning, for places where the value itself must not stand. */
import { createHash } from "node:crypto";

/** Sixteen hex digits of SHA-256; absent counts as null, equal values have equal digests, whatever the order of their keys. */
export function fingerprint(value: unknown): string {
  return createHash("sha256")
    .update(JSON.stringify(sorted(value ?? null)))
    .digest("hex")
    .slice(0, 16);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sorted(item)]),
  );
}
