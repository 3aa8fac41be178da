/** The rules of a definition, run on what has the form that they rely on: what is unknown or of another form hides no more than itself. */
import type { ChangeRule, CrossRule, FieldEntry, Fields, RuleContext, RuleProblem } from "../../define";
import { fieldsOf, sameMeaning } from "../../define";
import { characterProblems, elementOf, hasShape, isListSchema, isPlainRecord, isWellFormed, type Located } from "./form";
import { hasUnknown, pick, type Properties, UNKNOWN } from "../values";

export interface RuleRequest {
  readonly fields: Fields;
  readonly rules?: readonly CrossRule<Fields>[];
  /** Rules over the change from `olds`; they run when the fields of `identity` stay what they are. */
  readonly changes?: readonly ChangeRule<Fields>[];
  readonly identity?: readonly string[];
  /** Inputs as last checked; undefined for a new (or replacing) resource. */
  readonly olds: Properties | undefined;
  readonly context: RuleContext;
}

/** Every broken rule of the inputs, which are filled in. */
export function ruleProblems(request: RuleRequest, inputs: Properties): Located[] {
  const { fields, rules = [], context } = request;
  const shaped = shapedOf(fields, inputs);
  const isSame = unchangedIn(request, inputs);
  // Of the same entity only.
  const before = (request.identity ?? []).every(isSame) ? request.olds : undefined;
  const alone = fieldsOf(fields).flatMap((field) =>
    fieldProblems(field, inputs[field.name], { ...context, isUnchanged: () => isSame(field.name) }),
  );
  const together = rules
    .filter(({ on, presence = false }) => on.every((name) => (presence ? !hasUnknown(inputs[name]) : shaped(name))))
    .flatMap(({ on, check }) =>
      located(
        [],
        check(pick(inputs, on), context, before !== undefined && on.every(shapedOf(fields, before)) ? pick(before, on) : undefined),
      ),
    );
  return [...alone, ...together, ...changeProblems(request, inputs, before)];
}

function located(base: readonly PropertyKey[], problems: readonly RuleProblem[]): Located[] {
  return problems.map(({ path = [], message }) => ({ path: [...base, ...path], message }));
}

/**
 * Whether a field has no value, or a known one in the shape of its schema: what stands beside what can be judged of a text that is too short,
 * and not of a number in its place.
 */
function shapedOf(fields: Fields, inputs: Properties): (name: string) => boolean {
  const entries = new Map(fieldsOf(fields).map((field) => [field.name, field]));
  return (name) => {
    const [field, value] = [entries.get(name), inputs[name]];
    if (field === undefined || value === undefined) return value === undefined;
    return !hasUnknown(value) && hasShape(field.schema, value) && characterProblems(value, field.meta.freeText).length === 0;
  };
}

function fieldProblems({ name, schema, meta }: FieldEntry, value: unknown, context: RuleContext): Located[] {
  const { rule, partlyKnown = false } = meta;
  if (rule === undefined || value === undefined || value === UNKNOWN) return [];
  const isWhole = partlyKnown ? schema.safeParse(value).success : isWellFormed(schema, value, meta.freeText);
  if (isWhole) return located([name], rule(value as never, context));
  return partsOf(schema, value, meta.freeText).flatMap(({ key, alone, at }) => {
    const problems = rule(alone as never, context);
    // What is said of a list as a whole does not hold for one of its items.
    return problems.flatMap(({ path: [first, ...rest] = [], message }) => (first === at ? [{ path: [name, key, ...rest], message }] : []));
  });
}

interface Part {
  readonly key: string | number;
  /** A list or record that has nothing else. */
  readonly alone: unknown;
  /** The place of the part in it. */
  readonly at: string | number;
}

/** The items of a list, or the entries of a record, that are well formed themselves. */
function partsOf(schema: FieldEntry["schema"], value: unknown, isFree = false): readonly Part[] {
  const element = elementOf(schema);
  const isList = Array.isArray(value);
  const isOfKind = isList === isListSchema(schema) && (isList || isPlainRecord(value));
  if (element === undefined || !isOfKind) return [];
  return Object.entries(value as Properties)
    .filter(([key, item]) => isWellFormed(element, item, isFree) && characterProblems(key, isFree).length === 0)
    .map(([key, item]) =>
      isList ? { key: Number(key), alone: [item], at: 0 } : { key, alone: Object.fromEntries([[key, item]]), at: key },
    );
}

/** Whether a field has the shape of its schema and means what it meant when it was last checked; of a new resource none does. */
function unchangedIn({ fields, olds }: RuleRequest, inputs: Properties): (name: string) => boolean {
  if (olds === undefined) return () => false;
  const metas = new Map(fieldsOf(fields).map(({ name, meta }) => [name, meta]));
  const [before, after] = [shapedOf(fields, olds), shapedOf(fields, inputs)];
  return (name) => {
    const meta = metas.get(name);
    return meta !== undefined && before(name) && after(name) && sameMeaning(meta, olds[name], inputs[name]);
  };
}

function changeProblems({ fields, changes = [], context }: RuleRequest, inputs: Properties, olds: Properties | undefined): Located[] {
  if (olds === undefined || changes.length === 0) return [];
  const [before, after] = [shapedOf(fields, olds), shapedOf(fields, inputs)];
  return changes
    .filter(({ on }) => on.every((name) => before(name) && after(name)))
    .flatMap(({ on, check }) => located([], check(pick(olds, on), pick(inputs, on), context)));
}
