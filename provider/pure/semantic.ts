/** Equality by meaning for JSON-like values. Serialised text is never compared. */

/** True for an object that is no array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Same value all the way down. Key order does not count; a property set to undefined equals an absent one; list order counts. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => deepEqual(item, b[index]));
  }
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = definedKeys(a);
  return keys.length === definedKeys(b).length && keys.every((key) => Object.hasOwn(b, key) && deepEqual(a[key], b[key]));
}

/** Same members, whatever the order and however often each is named. */
export function setEqual<T>(a: readonly T[], b: readonly T[], equal: (x: T, y: T) => boolean = deepEqual): boolean {
  const within = (items: readonly T[], others: readonly T[]): boolean => items.every((item) => others.some((other) => equal(item, other)));
  return within(a, b) && within(b, a);
}

function definedKeys(value: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(value).filter((key) => value[key] !== undefined);
}
