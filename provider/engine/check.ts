/** Check: names and defaults filled in, then every broken rule at once, each with its property path; unknown inputs never fail a rule. */
import { z } from "zod";
import { availabilityProblems, hasField } from "./availability";
import { suffixLength } from "./naming";
import { didYouMean } from "../rules/suggest";
import type { Autoname, ChangeRule, CrossRule, FieldMeta, Fields, RuleContext, RuleProblem } from "../define";
import { fieldsOf, sameMeaning } from "../define";
import { hasUnknown, isUnknown, pathText, type Properties, UNKNOWN, valueAt } from "./values";
import { worded } from "./wording";

/** One broken rule, as the engine shows it. */
export interface Failure {
  /** Property path: `dataLocation.locations[0]`. */
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
}

export interface CheckRequest {
  /** Noun, or function name: what the backend's tables of missing fields are asked for. */
  readonly noun: string;
  readonly fields: Fields;
  readonly rules?: readonly CrossRule<Fields>[];
  /** Rules over the change from `olds`; they run when the fields of `identity` stay what they are. */
  readonly changes?: readonly ChangeRule<Fields>[];
  readonly identity?: readonly string[];
  /** Inputs as last checked; undefined for a new (or replacing) resource. */
  readonly olds: Properties | undefined;
  readonly news: Properties;
  /** The resource's name in the program, for names made by us. */
  readonly resourceName?: string;
  /** Names whose creation was cut off: one that we made for this resource is made again, so that what it left is found (law 6). */
  readonly lostNames?: readonly string[];
  /** A stream of hex digits for names made by us; the same for a preview and its update where the engine gives a seed. */
  readonly suffix: () => string;
  readonly context: RuleContext;
  /** Tags that the provider's configuration adds to every resource with a `tags` field. */
  readonly defaultTags?: Readonly<Record<string, string>>;
}

/** Fills in and validates the inputs of a resource or function. Never throws for bad input. */
export function check(request: CheckRequest): Checked {
  const inputs = fillIn(request);
  const { noun, fields, context } = request;
  const shape = shapeProblems(fields, inputs);
  const malformed = new Set(shape.map(({ path }) => pathText(path)));
  const missing = availabilityProblems(context.backend, noun, inputs)
    .map(({ path = [], message }) => ({ path, message }))
    .filter(({ path }) => !malformed.has(pathText(path)));
  const problems = [...missing, ...shape, ...ruleProblems(request, inputs)];
  return { inputs, failures: toFailures(problems, request.context.backend.id) };
}

/** Problems as the engine shows them: each with its place and the backend whose rule it is. */
export function toFailures(
  problems: readonly { readonly path?: readonly PropertyKey[]; readonly message: string }[],
  backend: string,
): Failure[] {
  return problems.map(({ path = [], message }) => {
    const property = pathText(path);
    return { property, reason: `${message} (${property || "resource"}, backend ${backend})` };
  });
}

function fillIn(request: CheckRequest): Properties {
  const inputs: Properties = { ...request.news };
  for (const { name, meta } of fieldsOf(request.fields)) {
    if (inputs[name] === undefined && meta.autoname !== undefined) {
      const kept = request.olds?.[name];
      const made = kept ?? (request.resourceName === undefined ? undefined : autoname(request.resourceName, meta.autoname, request));
      if (made !== undefined) inputs[name] = made;
    }
    if (inputs[name] === undefined && hasDefault(request, name, meta)) inputs[name] = meta.default;
    if (inputs[name] !== undefined && inputs[name] !== UNKNOWN && meta.complete !== undefined)
      inputs[name] = meta.complete(inputs[name], request.olds?.[name], isUnknown);
  }
  if (request.defaultTags !== undefined && "tags" in request.fields.shape && !(inputs["tags"] === UNKNOWN)) {
    const own = inputs["tags"];
    if (own === undefined || (typeof own === "object" && own !== null && !Array.isArray(own)))
      inputs["tags"] = { ...request.defaultTags, ...own };
  }
  return inputs;
}

function hasDefault({ context: { backend }, noun }: CheckRequest, name: string, { default: value, defaultOn }: FieldMeta): boolean {
  return value !== undefined && (defaultOn === undefined || defaultOn.includes(backend.id)) && hasField(backend, noun, name);
}

/** `<resource name>-<suffix>`, cut in the middle so that it stays within the limit. */
function autoname(resourceName: string, rule: Autoname, { lostNames = [], suffix }: Pick<CheckRequest, "lostNames" | "suffix">): string {
  const trimmed = fold(resourceName, rule)
    .slice(0, rule.maxLength - suffixLength - 1)
    .replace(/^-+|-+$/g, "");
  const stem = `${trimmed === "" ? "oos" : trimmed}-`;
  const lost = lostNames.find(
    (name) =>
      name.toLowerCase().startsWith(stem.toLowerCase()) &&
      /^[0-9a-f]+$/.test(name.slice(stem.length)) &&
      name.length === stem.length + suffixLength,
  );
  return `${stem}${lost === undefined ? suffix() : lost.slice(-suffixLength)}`;
}

function fold(resourceName: string, { lowerCase, plain }: Autoname): string {
  if (plain === true) return resourceName.replace(/[^A-Za-z0-9]+/g, "-");
  return lowerCase === true ? resourceName.toLowerCase().replace(/[^a-z0-9-]+/g, "-") : resourceName.replace(/[^\w,.+=@-]+/g, "-");
}

interface Located {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

function shapeProblems(fields: Fields, inputs: Properties): Located[] {
  const result = fields.strict().safeParse(inputs, { reportInput: false });
  if (result.success) return [];
  return result.error.issues.flatMap((issue) => locate(issue, fields, inputs));
}

type Issue = z.core.$ZodIssue;

/** What zod says of a field that is not there. */
const absenceCodes: ReadonlySet<string> = new Set<Issue["code"]>(["invalid_type", "invalid_value", "invalid_union"]);

function locate(issue: Issue, fields: Fields, inputs: Properties): Located[] {
  const value = valueAt(inputs, issue.path);
  if (issue.code === "unrecognized_keys") {
    const known = knownKeys(fields, issue.path);
    return issue.keys.map((key) => {
      const near = didYouMean(key, known);
      const hint = near === undefined ? ` known: ${known.join(", ")}` : ` did you mean ${near}?`;
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

function ruleProblems(request: CheckRequest, inputs: Properties): Located[] {
  const located: Located[] = [];
  const add = (base: readonly PropertyKey[], problems: readonly RuleProblem[]): void => {
    for (const problem of problems) located.push({ path: [...base, ...(problem.path ?? [])], message: problem.message });
  };
  for (const { name, schema, meta } of fieldsOf(request.fields)) {
    const value = inputs[name];
    if (meta.rule === undefined || value === undefined || value === UNKNOWN) continue;
    if ((meta.partlyKnown !== true && hasUnknown(value)) || !schema.safeParse(value).success) continue;
    add([name], meta.rule(value as never, request.context));
  }
  for (const rule of request.rules ?? []) {
    if (rule.on.some((name) => hasUnknown(inputs[name]))) continue;
    add([], rule.check(inputs, request.context));
  }
  return [...located, ...changeProblems(request, inputs)];
}

function changeProblems({ fields, changes = [], identity = [], olds, context }: CheckRequest, inputs: Properties): Located[] {
  if (olds === undefined || changes.length === 0) return [];
  const metas = new Map(fieldsOf(fields).map(({ name, meta }) => [name, meta]));
  const isSame = (name: string): boolean => {
    const meta = metas.get(name);
    return meta !== undefined && !hasUnknown(inputs[name]) && sameMeaning(meta, olds[name], inputs[name]);
  };
  if (!identity.every(isSame)) return [];
  return changes
    .filter(({ on }) => on.every((name) => isWellFormed(fields, name, olds[name]) && isWellFormed(fields, name, inputs[name])))
    .flatMap((rule) => rule.check(olds, inputs, context))
    .map(({ path = [], message }) => ({ path, message }));
}

/** Known, and of the form that the rules of a definition rely on. */
function isWellFormed(fields: Fields, name: string, value: unknown): boolean {
  const schema = fields.shape[name] as z.ZodType | undefined;
  return !hasUnknown(value) && (value === undefined || schema?.safeParse(value).success === true);
}
