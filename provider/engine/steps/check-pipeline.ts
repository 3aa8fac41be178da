/**
 * The check of a resource, in five stages: what is wrong around it (configuration, journal, backend), its inputs, other resources with the same
 * entity, facts from outside, guard and advice. Failures are as they were found: whoever shows them knows what is secret in them.
 */
import { fieldsOf, type ResourceDefinition, type RuleContext } from "../../define";
import { defined } from "../../pure/defined";
import type { Owner } from "../memory/claims";
import type { Owners } from "../memory/owners";
import type { StackEntities } from "../memory/stack-entities";
import { hasUnknown, type Properties, textsIn, UNKNOWN } from "../values";
import { missingProblem } from "./availability";
import { check, type Checked, type Failure, toFailures } from "./inputs";

/** Where the SDK names inputs that are unknown outside of a preview; never kept. */
export const unknownInputsProperty = "__unknownInputs";

/** What the engine tells of a resource beside its inputs. */
export interface ProgramResource {
  /** For names made by us. */
  readonly name?: string;
  /** Tells it from the other resources of the program. */
  readonly owner?: string;
  /** A stream of hex digits for names made by us. */
  readonly suffix: () => string;
}

/** What a provider instance brings to the check of one resource. */
export interface Surroundings {
  readonly rules: RuleContext;
  readonly defaultTags: Readonly<Record<string, string>> | undefined;
  readonly owners: Pick<Owners, "claim">;
  readonly entities: Pick<StackEntities, "twinElsewhere">;
  /** What is wrong with configuration, credentials and journal. */
  failures(): Promise<readonly Failure[]>;
  /** Names whose creation was cut off. */
  lostNames(owner: string | undefined): Promise<readonly string[]>;
  /** A lost name goes to this resource. */
  give(name: string, owner: string | undefined): void;
  guard(inputs: Properties): Promise<readonly Failure[]>;
}

export async function checkResource(
  surroundings: Surroundings,
  definition: ResourceDefinition,
  olds: Properties | undefined,
  news: Properties,
  program: ProgramResource,
): Promise<Checked> {
  const { given, dropped } = withoutDropped(news);
  const { inputs, failures, warnings = [] } = await stages(surroundings, definition, olds, { ...given, ...dropped }, program);
  // The engine takes no unknown back; until its source is mended, the last value stands.
  const last = Object.fromEntries(Object.keys(dropped).map((name) => [name, olds?.[name] ?? given[name]]));
  return { inputs: defined({ ...inputs, ...last }), failures, warnings };
}

async function stages(
  surroundings: Surroundings,
  definition: ResourceDefinition,
  olds: Properties | undefined,
  news: Properties,
  program: ProgramResource,
): Promise<Checked> {
  const { rules } = surroundings;
  const around = await surroundings.failures();
  const missing = missingProblem(rules.backend, definition);
  const checked = await ofInputs(surroundings, definition, olds, news, program);
  const twins = await ofTwins(surroundings, definition, olds, { news, inputs: checked.inputs }, program);
  const failures = [...around, ...(missing === undefined ? [] : [{ property: "", reason: missing }]), ...twins];
  if (checked.failures.length > 0) return { inputs: checked.inputs, failures: [...failures, ...checked.failures] };
  const known = Object.fromEntries(Object.entries(checked.inputs).filter(([, value]) => !hasUnknown(value)));
  const looked = await definition.lookUp?.(known, (name) => hasUnknown(checked.inputs[name]), olds);
  failures.push(...toFailures(looked?.problems ?? [], rules.backend.id));
  const inputs = { ...checked.inputs, ...looked?.found };
  if (failures.length === 0) failures.push(...(await surroundings.guard(inputs)));
  const warnings = failures.length === 0 ? (definition.advise?.(known, olds, rules) ?? []) : [];
  return { inputs, failures, warnings };
}

async function ofInputs(
  surroundings: Surroundings,
  definition: ResourceDefinition,
  olds: Properties | undefined,
  news: Properties,
  { name, owner, suffix }: ProgramResource,
): Promise<Checked> {
  const { rules, defaultTags } = surroundings;
  const lostNames = await surroundings.lostNames(owner);
  const { noun, inputs: fields, identity } = definition;
  const checked = check({
    ...{ noun, fields, identity, olds, news, suffix, lostNames, context: rules },
    ...defined({ rules: definition.rules, changes: definition.changes, elsewhere: definition.elsewhere, resourceName: name, defaultTags }),
  });
  for (const each of lostNames) if (Object.values(checked.inputs).includes(each)) surroundings.give(each, owner);
  return checked;
}

/** Whether another resource of the program, or of the stack, has the same entity or a part of it. */
async function ofTwins(
  { rules, owners, entities }: Surroundings,
  definition: ResourceDefinition,
  olds: Properties | undefined,
  { news, inputs }: { readonly news: Properties; readonly inputs: Properties },
  program: ProgramResource,
): Promise<readonly Failure[]> {
  if (program.owner === undefined) return [];
  const keepsName =
    olds !== undefined && fieldsOf(definition.inputs).some(({ name, meta }) => meta.autoname !== undefined && news[name] === undefined);
  const owner: Owner = { id: program.owner, name: program.name ?? program.owner, keepsName };
  const twins = owners.claim(definition, inputs, owner, rules.backend, olds);
  return twins.length > 0 ? twins : entities.twinElsewhere(definition, olds, inputs, owner, rules.backend);
}

/**
 * Inputs whose source failed in a run that goes on (`--continue-on-error`): the engine drops what is not known, all of it or a part, and the SDK
 * names them. They are as unknown as in a preview. The engine skips the resource, which depends on a failed one.
 */
function withoutDropped(news: Properties): { readonly given: Properties; readonly dropped: Properties } {
  const { [unknownInputsProperty]: names, ...given } = news;
  const dropped = textsIn(names).map((name) => [name, UNKNOWN] as const);
  return { given, dropped: Object.fromEntries(dropped) };
}
