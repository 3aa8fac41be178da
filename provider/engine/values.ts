/** Pulumi's sentinels, met here and nowhere else: unknown values, secret envelopes, assets and archives, in and out. */
import { Archive, Asset } from "../rules/asset";

/** Stands for a value that is not known yet (an output of a resource that does not exist in this preview). */
export const UNKNOWN: unique symbol = Symbol("unknown");

const unknownText = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
/** What SDKs of typed languages send for an unknown boolean, number, list, asset, archive or object. */
const unknownTexts: ReadonlySet<unknown> = new Set([
  unknownText,
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);
const signatureKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
const assetSignature = "c44067f5952c0a294b673a41bacd8c17";
const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
const archiveSignature = "0def7320c3a5731c473e5ecbe6d01bc7";

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Properties = Record<string, unknown>;

/** Properties as they came in: plain values with {@link UNKNOWN}, {@link Asset} and {@link Archive} inside, and the top-level names that held a secret. */
export interface Decoded {
  readonly values: Properties;
  readonly secretNames: ReadonlySet<string>;
}

/** Unwraps secrets, turns the sentinel of unknown into {@link UNKNOWN} and assets into {@link Asset}, drops nulls (an absent and a null property mean the same). */
export function decode(wire: Readonly<Record<string, unknown>>): Decoded {
  const secretNames = new Set<string>();
  const entries = Object.entries(wire).map(([name, value]) => [name, decodeValue(value, () => secretNames.add(name))] as const);
  // fromEntries defines each property, so that one named `__proto__` is a property like any other.
  return { values: Object.fromEntries(entries.filter(([, plain]) => plain !== undefined)), secretNames };
}

function decodeValue(value: unknown, onSecret: () => void): unknown {
  if (value === null || value === undefined) return undefined;
  if (unknownTexts.has(value)) return UNKNOWN;
  if (Array.isArray(value)) return value.map((item) => decodeValue(item, onSecret) ?? null);
  if (typeof value !== "object") return value;
  const record = value as Record<string, unknown>;
  if (record[signatureKey] === secretSignature) {
    onSecret();
    return decodeValue(record["value"], onSecret);
  }
  if (record[signatureKey] === assetSignature) return decodeAsset(record);
  if (record[signatureKey] === archiveSignature) return new Archive(record);
  return Object.fromEntries(
    Object.entries(record)
      .map(([key, item]) => [key, decodeValue(item, onSecret)] as const)
      .filter(([, plain]) => plain !== undefined),
  );
}

/** An asset whose place is not known yet is not known itself. The engine sends no text for an empty one. */
function decodeAsset(record: Readonly<Record<string, unknown>>): unknown {
  const names = ["path", "text", "uri", "hash"] as const;
  const parts = Object.fromEntries(
    names.flatMap((name) => {
      const value = record[name];
      return typeof value === "string" && value !== "" ? [[name, value]] : [];
    }),
  );
  if (Object.values(parts).some((part) => unknownTexts.has(part))) return UNKNOWN;
  const isEmpty = !("path" in parts || "text" in parts || "uri" in parts) && (parts["hash"] ?? emptyHash) === emptyHash;
  return new Asset(isEmpty ? { ...parts, text: "" } : parts);
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
  if (value instanceof Asset) return { [signatureKey]: assetSignature, ...(value as { readonly [part: string]: string }) };
  if (value instanceof Archive) return value.wire as Json;
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

/** True when the property path `pattern` (`tags`, `rules[*].id`, `*`) names `place`, or something that it lies in. */
export function covers(pattern: string, place: string): boolean {
  const [wanted, found] = [stepsOf(pattern), stepsOf(place)];
  return wanted.length <= found.length && wanted.every((step, index) => step === "*" || step === found[index]);
}

function stepsOf(path: string): readonly string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[([^\]]+)\]|([^.[]+)/g)].map(([, quoted, index, plain]) =>
    quoted === undefined ? (index ?? plain ?? "") : (JSON.parse(`"${quoted}"`) as string),
  );
}

/** The texts of a list that something else has written; none for anything else. */
export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}
