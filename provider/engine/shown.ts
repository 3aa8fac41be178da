/**
 * Failures as the engine may print them. It shows the value of the property that a failure names, a secret one in plain and a missing or an inner
 * one as `<nil>`; so a failure names a property only if a person can read its value there. The place stands in the words in any case.
 */
import { type Fields, fieldsOf, type ResourceDefinition } from "../define";
import { shown } from "../transport/printable";
import { visible } from "../rules/legible";
import { REDACTED } from "../transport/redact";
import { bounded, type Failure } from "./check";
import { declaredKey } from "./declared";
import { settlingKey } from "./settling";
import type { Properties } from "./values";
import type { LogSink } from "./world";

type Shapes = Pick<ResourceDefinition, "inputs" | "outputs">;

/** A value that is longer is no help in the middle of a sentence. */
const longestValue = 100;
/** A secret that is shorter is looked for between quotes only: elsewhere it would be a part of ordinary words. */
const shortestSecret = 8;

/**
 * @param given the properties as the program sent them, secrets unwrapped
 * @param secrets the properties that are secret, by definition or by the program
 * @param before the state, of which the words may tell as well
 */
export function printed(
  failures: readonly Failure[],
  given: Properties,
  secrets: ReadonlySet<string>,
  before: Properties = {},
): readonly Failure[] {
  return bounded(failures, concealer(secrets, given, before)).map(({ property, reason }) => {
    const [top = ""] = /^[\w$-]+/.exec(property) ?? [];
    const named = !secrets.has(top) && isReadable(given[top]) ? top : "";
    return { property: named, reason: shown(named === property ? reason : placed(property, reason)) };
  });
}

/**
 * The same for a function, whose failures every SDK prints as `<reason> (<property>)`: the place goes there, with the backend, and is taken out of
 * the words.
 */
export function printedByCaller(failures: readonly Failure[], given: Properties, secrets: ReadonlySet<string>): readonly Failure[] {
  return bounded(failures, concealer(secrets, given)).map(({ property, reason }) => {
    const [, words = "", place = ""] = /^(.*) \(([^()]*, backend \w+)\)$/s.exec(reason) ?? [];
    const isPlaced = words !== "" && place.startsWith(`${property}, `);
    return { property: isPlaced ? place : property, reason: shown(isPlaced ? words : reason) };
  });
}

/**
 * Takes out of words what stands within secret properties: words about a value may repeat it, or a part of it.
 * @param sources the properties that the words are about, secrets unwrapped
 */
export function concealer(secrets: ReadonlySet<string>, ...sources: readonly Properties[]): (words: string) => string {
  let known: readonly string[] | undefined;
  return (words) => (known ??= secretTexts(secrets, sources)).reduce((text, secret) => taken(secret, text), words);
}

/** Says only what `concealed` leaves of the words. */
export function concealing(log: LogSink, concealed: (words: string) => string): LogSink {
  return (level, words) => log(level, concealed(words));
}

/** Names of the fields that are secrets by definition. */
export function secretFields(fields: Fields): ReadonlySet<string> {
  return new Set(fieldsOf(fields).flatMap(({ name, meta }) => (meta.secret === true ? [name] : [])));
}

/**
 * The properties of a resource that are secret: by definition, as marked, and what tells of those. What the program had said of a field is kept
 * beside it, so it is a secret in any case: a read does not know the marks in every face.
 * @param marked by the program, or by the engine that remembers it
 */
export function secretsOf({ inputs, outputs }: Shapes, marked: Iterable<string> = []): ReadonlySet<string> {
  const secrets = new Set([...marked, ...secretFields(inputs), ...secretFields(outputs)]);
  const telling = [...fieldsOf(inputs), ...fieldsOf(outputs)].filter(({ meta }) => meta.secretWith?.some((name) => secrets.has(name)));
  const prints = secrets.size === 0 ? [] : [settlingKey];
  return new Set([...secrets, ...telling.map(({ name }) => name), ...prints, declaredKey]);
}

/** The words, with the place in them. */
function placed(property: string, reason: string): string {
  return property === "" || / backend \w+\)$/.test(reason) ? reason : `${reason} (${property})`;
}

function isReadable(value: unknown): boolean {
  if (typeof value === "number" || typeof value === "boolean") return true;
  return (
    typeof value === "string" && value.length <= longestValue && value.trim() !== "" && shown(value) === value && !value.includes("\n")
  );
}

/** Texts within secret properties, as words may spell them; the longest first. */
function secretTexts(secrets: ReadonlySet<string>, sources: readonly Properties[]): readonly string[] {
  const names = [...secrets].filter((name) => name !== declaredKey && name !== settlingKey);
  const texts = new Set(names.flatMap((name) => sources.flatMap((source) => textsIn(source[name]))).flatMap(spellings));
  return [...texts].sort((a, b) => b.length - a.length);
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value, ...leavesOf(value)];
  if (typeof value === "number") return [String(value)];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(textsIn);
}

/** The values of a document given as text. It need not be well-formed: the words may be about just that. */
function leavesOf(text: string): readonly string[] {
  if (!/^[\s\ufeff]*[[{]/.test(text)) return [];
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?|-?\d[\d.eE+-]*/gs)].flatMap(([whole, quoted, isKey]) => {
    if (quoted === undefined) return [whole];
    return quoted === "" || isKey !== undefined ? [] : [quoted, ...textsIn(unescaped(quoted))];
  });
}

function unescaped(quoted: string): unknown {
  try {
    return JSON.parse(`"${quoted}"`) as unknown;
  } catch {
    return quoted;
  }
}

/** As it is, within JSON, and either with its invisible characters named. */
function spellings(text: string): readonly string[] {
  const inJson = JSON.stringify(text).slice(1, -1);
  return [text, inJson, visible(text), visible(inJson)];
}

function taken(secret: string, words: string): string {
  if (secret.length >= shortestSecret) return words.replaceAll(secret, REDACTED);
  return words.replaceAll(`"${secret}"`, `"${REDACTED}"`);
}
