/** Pulumi's sentinels, met here and nowhere else: unknown values and secret envelopes, in and out. */

/** Stands for a value that is not known yet (an output of a resource that does not exist in this preview). */
export const UNKNOWN: unique symbol = Symbol("unknown");

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Properties = Record<string, unknown>;

/** Properties as they came in: plain values with {@link UNKNOWN} inside, and the top-level names that held a secret. */
export interface Decoded {
  readonly values: Properties;
  readonly secretNames: ReadonlySet<string>;
}

/** Unwraps secrets, turns the sentinel of unknown into {@link UNKNOWN}, drops nulls (an absent and a null property mean the same). */
export function decode(wire: Readonly<Record<string, unknown>>): Decoded {
  const secretNames = new Set<string>();
  const entries = Object.entries(wire).map(([name, value]) => [name, decodeValue(value, () => secretNames.add(name))] as const);
  // fromEntries defines each property, so that one named `__proto__` is a property like any other.
  return { values: Object.fromEntries(entries.filter(([, plain]) => plain !== undefined)), secretNames };
}

function decodeValue(value: unknown, onSecret: () => void): unknown {
  if (value === null || value === undefined) return undefined;
  if (value === unknownText) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item) => decodeValue(item, onSecret) ?? null);
  if (typeof value !== "object") return value;
  const record = value as Record<string, unknown>;
  if (record[signatureKey] === secretSignature) {
    onSecret();
    return decodeValue(record["value"], onSecret);
  }
  return Object.fromEntries(
    Object.entries(record)
      .map(([key, item]) => [key, decodeValue(item, onSecret)] as const)
      .filter(([, plain]) => plain !== undefined),
  );
}

/** The wire form of plain properties; the named ones are wrapped as secrets. Undefined properties are left out. */
export function encode(values: Readonly<Properties>, secretNames?: ReadonlySet<string>): Record<string, Json> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]): [string, Json][] => {
      if (value === undefined) return [];
      const plain = encodeValue(value);
      return [[name, secretNames?.has(name) === true ? { [signatureKey]: secretSignature, value: plain } : plain]];
    }),
  );
}

function encodeValue(value: unknown): Json {
  if (value === UNKNOWN) return unknownText;
  if (Array.isArray(value)) return value.map(encodeValue);
  if (value instanceof Date) return value.toISOString();
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => (item === undefined ? [] : [[key, encodeValue(item)]])));
  }
  if (value === undefined) return null;
  return value as Json;
}

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

/** True when `value` is unknown or holds an unknown anywhere inside. */
export function hasUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return value.some(hasUnknown);
  if (value !== null && typeof value === "object") return Object.values(value).some(hasUnknown);
  return false;
}

/** The value at `path` inside `root`, or undefined. */
export function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = root;
  for (const step of path) {
    if (here === null || typeof here !== "object") return here === UNKNOWN ? UNKNOWN : undefined;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return here;
}

/** A Pulumi property path: `dataLocation.locations[0]`, `tags["a b"]`. */
export function pathText(path: readonly PropertyKey[]): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (/^[A-Za-z_$][\w$-]*$/.test(String(step))) text += text === "" ? String(step) : `.${String(step)}`;
    else text += `[${JSON.stringify(String(step))}]`;
  }
  return text;
}

/** The named properties that are there. */
export function pick(from: Properties, names: readonly string[]): Properties {
  const out: Properties = {};
  for (const name of names) if (from[name] !== undefined) out[name] = from[name];
  return out;
}
