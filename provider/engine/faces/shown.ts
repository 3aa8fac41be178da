/**
 * Failures as the engine may print them. It shows the value of the property that a failure names, a secret one in plain and a missing or an inner
 * one as `<nil>`; so a failure names a property only if a person can read its value there. The place stands in the words in any case.
 */
import { type Fields, fieldsOf, type ResourceDefinition } from "../../define";
import { shown } from "../../transport/errors/printable";
import { bounded, type Failure } from "../steps/inputs";
import { concealer } from "./concealed";
import { declaredKey } from "../steps/declared";
import { settlingKey } from "../memory/stale-reads";
import type { Properties } from "../values";

type Shapes = Pick<ResourceDefinition, "inputs" | "outputs">;

/** A value that is longer is no help in the middle of a sentence. */
const longestValue = 100;

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
