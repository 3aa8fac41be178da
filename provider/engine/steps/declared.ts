/**
 * Drift in a field that replaces: nothing but a new entity could undo it, so it never does by itself. The state shows what the service has, and
 * remembers beside it what the program had last said: while the program says that still, it asks for nothing.
 */
import { type FieldEntry, fieldsOf, type FieldMeta, type ResourceDefinition, sameMeaning } from "../../define";
import { isReadBack } from "./tracking";
import { hasUnknown, type Properties } from "../values";

/** The hidden output that holds, by field, what the program had said when the service came to show something else. */
export const declaredKey = "__declared";

function declaredOf(state: Properties): Properties {
  return (state[declaredKey] as Properties | undefined) ?? {};
}

/** A field that reads tell about and only a replacement changes. What makes the name of an entity cannot drift; a secret is not written down twice. */
function canDrift(definition: ResourceDefinition, { name, meta }: FieldEntry): boolean {
  return meta.replaces === true && isReadBack(meta) && meta.secret !== true && !definition.identity.includes(name);
}

function means(meta: FieldMeta, a: unknown, b: unknown): boolean {
  return sameMeaning(meta, a ?? meta.absentMeans, b ?? meta.absentMeans);
}

/** The part of a state that remembers the program's words. @param next the inputs as the service shows them now */
export function declaredAfterRead(definition: ResourceDefinition, state: Properties | undefined, next: Properties): Properties {
  if (state === undefined) return {};
  const declared: Properties = {};
  for (const field of fieldsOf(definition.inputs).filter((each) => canDrift(definition, each))) {
    const said = declaredOf(state)[field.name] ?? state[field.name];
    if (said !== undefined && !means(field.meta, said, next[field.name])) declared[field.name] = said;
  }
  return Object.keys(declared).length === 0 ? {} : { [declaredKey]: declared };
}

/** True while the program says what it said before the drift. */
export function isUnchanged(state: Properties, { name, meta }: Pick<FieldEntry, "name" | "meta">, news: unknown): boolean {
  const said = declaredOf(state)[name];
  return said !== undefined && !hasUnknown(news) && means(meta, said, news);
}

/** True when the service shows something else in this field than the program had said. */
export function hasDrifted(state: Properties, name: string): boolean {
  return declaredOf(state)[name] !== undefined;
}

export interface Desired {
  /** The inputs, with what the service has in the fields whose drift stays. */
  readonly inputs: Properties;
  /** The part of the next state that remembers the program's words. */
  readonly declared: Properties;
}

/** What an update is to make. @param actual the state, or what the service shows in place of it */
export function desired(definition: ResourceDefinition, state: Properties, actual: Properties, news: Properties): Desired {
  const shown = { ...state, ...actual };
  const memory = declaredAfterRead(definition, state, shown);
  const kept = fieldsOf(definition.inputs).filter((field) => isUnchanged(memory, field, news[field.name]));
  if (kept.length === 0) return { inputs: news, declared: {} };
  const inputs = { ...news };
  const declared: Properties = {};
  for (const { name } of kept) {
    inputs[name] = shown[name];
    if (inputs[name] === undefined) delete inputs[name];
    declared[name] = declaredOf(memory)[name];
  }
  return { inputs, declared: { [declaredKey]: declared } };
}

/** The inputs as the program means them, as far as a state can tell: with its own words in place of what has drifted and stays. */
export function programInputs(inputs: Properties, state: Properties): Properties {
  return { ...inputs, ...declaredOf(state) };
}

export interface StayingDrift {
  readonly noun: string;
  /** Absent: it is not known. */
  readonly id?: string;
  /** Absent for a face that is told none. */
  readonly urn?: string;
  readonly field: string;
  readonly shown: unknown;
  readonly said: unknown;
  /** Neither value is told. */
  readonly isSecret: boolean;
}

/** For the person who sees that nothing happens: what differs, and both ways out. */
export function stayingDrift({ noun, id, urn, field, shown, said, isSecret }: StayingDrift): string {
  const subject = `${field} of ${noun}${id === undefined ? "" : ` "${id}"`}`;
  const which = urn === undefined ? "<urn> (`pulumi stack --show-urns` shows it)" : `'${urn}'`;
  const values = isSecret
    ? "differs between the service (changed elsewhere) and the program"
    : `is ${inWords(shown)} on the service (changed elsewhere) and ${inWords(said)} in the program`;
  return (
    `${subject} ${values}; ` +
    `only a replacement could change it, which would delete the ${noun} and its contents\n` +
    `  next: set ${isSecret ? "the value of the service" : inWords(shown)} in the program, or replace it: pulumi up --replace ${which}`
  );
}

function inWords(value: unknown): string {
  return value === undefined ? "absent" : JSON.stringify(value);
}
