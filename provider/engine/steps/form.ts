/** Whether a value has the form that its schema asks for, and what of it has not. An unknown value may turn out right: no problem is its own. */
import { z } from "zod";
import { type Fields, fieldsOf } from "../../define";
import { characterProblem } from "../../rules/characters";
import { isRecord } from "../../pure/semantic";
import { Archive, Asset } from "../../rules/asset";
import { didYouMean } from "../../pure/suggest";
import { hasUnknown, type Properties, valueAt } from "../values";
import { worded } from "./wording";

type Issue = z.core.$ZodIssue;

/** A problem with its place in the inputs. */
export interface Located {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** Known all through, and as the schema asks: rules and comparisons of a definition may rely on it. */
export function isWellFormed(schema: z.core.$ZodType, value: unknown, isFree = false): boolean {
  return !hasUnknown(value) && z.safeParse(schema, value, { reportInput: false }).success && characterProblems(value, isFree).length === 0;
}

/** Texts inside, names of properties too, with characters that cannot travel. */
export function characterProblems(value: unknown, isFree = false): Located[] {
  if (typeof value === "string") {
    const message = characterProblem(value, isFree);
    return message === undefined ? [] : [{ path: [], message }];
  }
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => within(index, characterProblems(item, isFree)));
  if (!isPlainRecord(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const message = characterProblem(key, isFree);
    return within(key, message === undefined ? characterProblems(item, isFree) : [{ path: [], message: `the name ${message}` }]);
  });
}

/** An object with properties of the program's own, unlike an asset. */
export function isPlainRecord(value: unknown): value is Properties {
  return isRecord(value) && !(value instanceof Asset) && !(value instanceof Archive);
}

function within(step: PropertyKey, problems: readonly Located[]): Located[] {
  return problems.map(({ path, message }) => ({ path: [step, ...path], message }));
}

/** Objects, lists and scalars stand where the schema has them, as far as they are known; which text or number it is does not count. */
export function hasShape(schema: z.core.$ZodType, value: unknown): boolean {
  const result = z.safeParse(schema, value, { reportInput: false });
  return result.success || !result.error.issues.some((issue) => isOfShape(issue, valueAt(value, issue.path)));
}

function isOfShape(issue: Issue, value: unknown): boolean {
  if (issue.code === "unrecognized_keys" || hasUnknown(value)) return false;
  return shapeCodes.has(issue.code) || (issue.code === "invalid_value" && typeof value === "object");
}

const shapeCodes: ReadonlySet<string> = new Set<Issue["code"]>(["invalid_type", "invalid_union", "invalid_key", "invalid_element"]);

/** What zod says of a field that is not there. */
const absenceCodes: ReadonlySet<string> = new Set<Issue["code"]>(["invalid_type", "invalid_value", "invalid_union"]);

/** Every place whose value is not of the form of its field. @param elsewhere what a name that does not exist is called here, by its path */
export function formProblems(fields: Fields, inputs: Properties, elsewhere: Readonly<Record<string, string>> = {}): Located[] {
  const result = fields.strict().safeParse(inputs, { reportInput: false });
  const problems = result.success ? [] : result.error.issues.flatMap((issue) => locate(issue, fields, inputs, elsewhere));
  return [...problems, ...fieldsOf(fields).flatMap(({ name, meta }) => within(name, characterProblems(inputs[name], meta.freeText)))];
}

function locate(issue: Issue, fields: Fields, inputs: Properties, elsewhere: Readonly<Record<string, string>>): Located[] {
  const value = valueAt(inputs, issue.path);
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(fields, issue.path);
    return issue.keys.map((key) => {
      const near = didYouMean(key, known);
      const place = [...issue.path.filter((step) => typeof step === "string"), key].join(".");
      const counterpart = Object.hasOwn(elsewhere, place) ? ` here it is ${String(elsewhere[place])}` : undefined;
      const hint = counterpart ?? (near === undefined ? ` known: ${known.join(", ")}` : ` did you mean ${near}?`);
      return { path: [...issue.path, key], message: `unknown property ${key};${hint}` };
    });
  }
  if (hasUnknown(value)) return [];
  if (value === undefined && absenceCodes.has(issue.code)) return [{ path: issue.path, message: "is required" }];
  return [{ path: issue.path, message: worded(issue, value) }];
}

/** The property names that are allowed at `path`, for "did you mean". */
function knownKeys(fields: Fields, path: readonly PropertyKey[]): string[] {
  let here: z.core.$ZodType | undefined = fields;
  for (const step of path) {
    const inner = here === undefined ? undefined : unwrap(here);
    if (inner instanceof z.ZodObject) here = inner.shape[String(step)] as z.core.$ZodType | undefined;
    else if (inner instanceof z.ZodArray) here = inner.element;
    else here = undefined;
  }
  const object = here === undefined ? undefined : unwrap(here);
  return object instanceof z.ZodObject ? Object.keys(object.shape) : [];
}

/** The schema inside optional wrappers. */
export function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) inner = inner.unwrap();
  return inner;
}

export function isListSchema(schema: z.core.$ZodType): boolean {
  return unwrap(schema) instanceof z.ZodArray;
}

/** The schema of the items of a list or of the values of a record; undefined for anything else. */
export function elementOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodArray) return inner.element;
  return inner instanceof z.ZodRecord ? inner.valueType : undefined;
}
