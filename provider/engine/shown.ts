/**
 * Failures as the engine may print them. It shows the value of the property that a failure names, a secret one in plain and a missing or an inner
 * one as `<nil>`; so a failure names a property only if a person can read its value there. The place stands in the words in any case.
 */
import { type Fields, fieldsOf, type ResourceDefinition } from "../define";
import { shown } from "../transport/printable";
import { REDACTED } from "../transport/redact";
import type { Failure } from "./check";
import { declaredKey } from "./declared";
import { settlingKey } from "./settling";
import type { Properties } from "./values";

type Shapes = Pick<ResourceDefinition, "inputs" | "outputs">;

/** A value that is longer is no help in the middle of a sentence. */
const longestValue = 100;
/** A secret that is shorter is looked for between quotes only: elsewhere it would be a part of ordinary words. */
const shortestSecret = 8;

/**
 * @param given the properties as the program sent them, secrets unwrapped
 * @param secrets the properties that are secret, by definition or by the program
 */
export function printed(failures: readonly Failure[], given: Properties, secrets: ReadonlySet<string>): readonly Failure[] {
  const hidden = secretTexts(given, secrets);
  return failures.map(({ property, reason }) => {
    const [top = ""] = /^[\w$-]+/.exec(property) ?? [];
    const named = !secrets.has(top) && isReadable(given[top]) ? top : "";
    return { property: named, reason: shown(concealed(named === property ? reason : placed(property, reason), hidden)) };
  });
}

/**
 * The same for a function, whose failures every SDK prints as `<reason> (<property>)`: the place goes there, with the backend, and is taken out of
 * the words.
 */
export function printedByCaller(failures: readonly Failure[], given: Properties, secrets: ReadonlySet<string>): readonly Failure[] {
  const hidden = secretTexts(given, secrets);
  return failures.map(({ property, reason }) => {
    const [, words = "", place = ""] = /^(.*) \(([^()]*, backend \w+)\)$/s.exec(reason) ?? [];
    const isPlaced = words !== "" && place.startsWith(`${property}, `);
    return { property: isPlaced ? place : property, reason: shown(concealed(isPlaced ? words : reason, hidden)) };
  });
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

/** Texts within secret properties: words about a value may repeat it. */
function secretTexts(given: Properties, secrets: ReadonlySet<string>): readonly string[] {
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === "string") return value === "" ? [] : [value];
    if (typeof value === "number") return [String(value)];
    return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(texts);
  };
  return [...new Set([...secrets].flatMap((name) => texts(given[name])))].sort((a, b) => b.length - a.length);
}

function concealed(words: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (text, secret) =>
      secret.length < shortestSecret ? text.replaceAll(`"${secret}"`, `"${REDACTED}"`) : text.replaceAll(secret, REDACTED),
    words,
  );
}
