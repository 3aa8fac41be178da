/** Check: names and defaults filled in, then every broken rule at once, each with its property path; unknown inputs never fail a rule. */
import { availabilityProblems, defaultOf } from "./availability";
import { suffixLength } from "./naming";
import type { Autoname } from "../../define";
import { fieldsOf } from "../../define";
import { legible } from "../../rules/legible";
import { elementOf, formProblems, hasShape } from "./form";
import { ruleProblems, type RuleRequest } from "./rule-problems";
import { isUnknown, pathText, type Properties, UNKNOWN } from "../values";

/** One broken rule, as the engine shows it. */
export interface Failure {
  /** Property path: `dataLocation.locations[0]`. */
  readonly property: string;
  readonly reason: string;
}

export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
  /** What is odd, and no failure; default: nothing. */
  readonly warnings?: readonly string[];
}

export interface CheckRequest extends RuleRequest {
  /** Noun, or function name: what the backend's tables of missing fields are asked for. */
  readonly noun: string;
  readonly news: Properties;
  /** The resource's name in the program, for names made by us. */
  readonly resourceName?: string;
  /** Names whose creation was cut off: one that we made for this resource is made again, so that what it left is found (law 6). */
  readonly lostNames?: readonly string[];
  /** A stream of hex digits for names made by us; the same for a preview and its update where the engine gives a seed. */
  readonly suffix: () => string;
  /** What an input that does not exist is called here, by its path. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Tags that the provider's configuration adds to every resource with a `tags` field. */
  readonly defaultTags?: Readonly<Record<string, string>>;
}

/** Fills in and validates the inputs of a resource or function. Never throws for bad input. */
export function check(request: CheckRequest): Checked {
  const inputs = fillIn(request);
  const { noun, fields, context } = request;
  const form = formProblems(fields, inputs, request.elsewhere);
  const malformed = new Set(form.map(({ path }) => pathText(path)));
  const missing = availabilityProblems(context.backend, noun, inputs)
    .map(({ path = [], message }) => ({ path, message }))
    .filter(({ path }) => !malformed.has(pathText(path)));
  const problems = [...missing, ...form, ...ruleProblems(request, inputs)];
  return { inputs, failures: toFailures(problems, request.context.backend.id) };
}

/** Most failures that are shown of one resource. */
const mostFailures = 20;
const longestProperty = 250;
const longestReason = 800;

/**
 * The failures as a person can read them: of very many the first of each kind, then the number of the others; long values are cut, invisible
 * characters named.
 * @param concealed takes secrets out of words, before any of them is cut
 */
export function bounded(failures: readonly Failure[], concealed = (words: string): string => words): readonly Failure[] {
  const counts = new Map<string, number>();
  const ranked = failures.map((failure, index) => {
    const kind = failure.property.replaceAll(/\[\d+\]/g, "[]");
    const rank = counts.get(kind) ?? 0;
    counts.set(kind, rank + 1);
    return { failure, index, rank };
  });
  const sorted = ranked.toSorted((a, b) => a.rank - b.rank || a.index - b.index);
  const shown = sorted.slice(0, mostFailures).sort((a, b) => a.index - b.index);
  const [next, ...others] = sorted.slice(mostFailures);
  const rest = next === undefined ? [] : [{ property: "", reason: `and ${String(others.length + 1)} more problems, not shown here` }];
  return [...shown.map(({ failure }) => failure), ...rest].map(({ property, reason }) => ({
    property: legible(property, longestProperty),
    reason: legible(concealed(reason), longestReason),
  }));
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
  for (const { name, schema, meta } of fieldsOf(request.fields)) {
    if (inputs[name] === undefined && meta.autoname !== undefined) {
      const kept = request.olds?.[name];
      const made = kept ?? (request.resourceName === undefined ? undefined : autoname(request.resourceName, meta.autoname, request));
      if (made !== undefined) inputs[name] = made;
    }
    const otherwise = defaultOf(request.context.backend, request.noun, name, meta);
    if (inputs[name] === undefined && otherwise !== undefined) inputs[name] = otherwise;
    if (inputs[name] !== undefined && inputs[name] !== UNKNOWN && meta.complete !== undefined)
      inputs[name] = meta.complete(inputs[name], request.olds?.[name], {
        isUnknown,
        isItem: (item) => hasShape(elementOf(schema) ?? schema, item),
      });
  }
  if (request.defaultTags !== undefined && "tags" in request.fields.shape && !(inputs["tags"] === UNKNOWN)) {
    const own = inputs["tags"];
    if (own === undefined || (typeof own === "object" && own !== null && !Array.isArray(own)))
      inputs["tags"] = { ...request.defaultTags, ...own };
  }
  return inputs;
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
