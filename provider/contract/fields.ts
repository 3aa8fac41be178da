/** The fields of a definition: their shapes, and what else is known about them. */
import { z } from "zod";
import type { Backend, Dialect } from "../backends/types";
import { deepEqual } from "../pure/semantic";

/** A broken rule, seen from inside a field: `path` is relative to the value that was checked. */
export interface RuleProblem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
}

/** What a rule may know besides the value. */
export interface RuleContext {
  readonly backend: Backend;
  readonly region: string;
  /** True for a value that is not known yet. Only rules that take {@link FieldMeta.partlyKnown} values meet one. */
  readonly isUnknown: (value: unknown) => boolean;
  /** For the rule of a field: whether its value means what the last inputs of the resource meant. Found out when asked. Default: it does not. */
  readonly isUnchanged?: () => boolean;
}

/** How a name is made when the program gives none: `<resource name>-<7 hex digits>`, shortened to `maxLength`. */
export interface Autoname {
  readonly maxLength: number;
  /** True: the name is folded to lower case and to `[a-z0-9-]`. */
  readonly lowerCase?: boolean;
  /** True: the name is folded to letters and digits with single dashes between them. */
  readonly plain?: boolean;
}

/** Another noun that says the same as a field does. Its entities are told apart by fields that the definition has as well. */
export interface Claims {
  readonly noun: string;
  /** True: each item of the list is a part of that entity, and others may have other parts; default: the field is all of it. */
  readonly perItem?: boolean;
}

/** What {@link FieldMeta.complete} can ask about parts of a value. */
interface Completing {
  readonly isUnknown: (value: unknown) => boolean;
  /** True for what has the shape of an item of the list; unknowns may stand in it. */
  readonly isItem: (item: unknown) => boolean;
}

/** Everything the engine, the schema, the SDK and the docs know about one field. */
export interface FieldMeta {
  /** One or more sentences for the reference docs and the SDK's doc comments. */
  readonly doc: string;
  /** A change needs a new resource. */
  readonly replaces?: boolean;
  /** Of a field that replaces: to have no value is a choice of its own, and changing to or from it replaces as well; default: it is not managed then. */
  readonly absenceCounts?: boolean;
  /** The value is a secret: marked so in state, never logged. */
  readonly secret?: boolean;
  /** The field steers the provider and is not on the service (`forceDestroy`): kept from the inputs, never read back. */
  readonly local?: boolean;
  /**
   * The service takes the value and never shows it (a password): kept as last written, at its default after an import, and written again
   * after a cut-short update.
   */
  readonly writeOnly?: boolean;
  /** The service may leave the value out of its answers: an absent one says nothing, and the last one counts. */
  readonly mayBeHidden?: boolean;
  /** It is made from these inputs, and tells of them: a secret when one of them is. Of inputs and outputs. */
  readonly secretWith?: readonly string[];
  /** Read only while creating (`adopt`): a later change of it is no change of the resource. */
  readonly createOnly?: boolean;
  /** Filled in by check when the program leaves the field out. */
  readonly default?: string | number | boolean;
  /** The backends on which the default is filled in; absent: on every one that has the field. */
  readonly defaultOn?: (dialect: Dialect) => boolean;
  /** What an absent value means in a comparison: `false` for a switch that is off unless it is on, `""` or `{}` where none is the same. */
  readonly absentMeans?: string | number | boolean | Readonly<Record<string, never>>;
  readonly autoname?: Autoname;
  /** What removing the field from the program means: `reset` to the service's default (a change), or `forget` (from now on unmanaged). Default `reset`. */
  readonly whenRemoved?: "reset" | "forget";
  /**
   * Fills in what the program leaves out inside the value (the ids of rules), before any rule is checked. It may meet values of any form,
   * with unknowns in them. `old`: the value as last checked; undefined for a new resource.
   */
  readonly complete?: (value: unknown, old: unknown, known: Completing) => unknown;
  /** Semantic equality; default: deep equality of the canonical forms. */
  readonly same?: (a: never, b: never) => boolean;
  /** One form for every value of the same meaning, by which a value from before our write is recognised (law 7); default: the value. */
  readonly canonical?: (value: never) => unknown;
  /** Of a value whose parts are written one by one: the value that a cut-short update from `before` to `after` may have left, at most. */
  readonly merge?: (before: never, after: never) => unknown;
  /** The backend's rules for a known value: every broken one. */
  readonly rule?: (value: never, context: RuleContext) => readonly RuleProblem[];
  /** True: the rule judges what is known of a value that holds unknowns; default: it waits until all of it is known. */
  readonly partlyKnown?: boolean;
  /** True: control characters may stand in its text, which never travels in an XML document; default: check refuses them. */
  readonly freeText?: boolean;
  /** What the field says is also said by a resource of its own (`acl` of Bucket by a BucketAcl): where it has a value, check refuses the two side by side. */
  readonly claims?: Claims;
  /** Name of the type in the schema, for object-valued fields (`DataLocation`). */
  readonly typeName?: string;
  /** Name of the interface, written by hand in the SDK, of the objects that an untyped field takes; `<name>Args` is its input form. */
  readonly typed?: string;
}

const fieldRegistry = z.registry<FieldMeta>();

/** A resource that a text names, by one of its properties. */
export interface Reference {
  readonly noun: string;
  readonly property: string;
}

const referenceRegistry = z.registry<Reference>();

/** Marks a text as the name of another resource, wherever in a field it stands. */
export function naming<S extends z.ZodType>(schema: S, reference: Reference): S {
  const own = schema.clone();
  referenceRegistry.add(own, reference);
  return own;
}

/** What resource a text names, or each text of a list; undefined for any other. */
export function referenceOf(schema: z.core.$ZodType): Reference | undefined {
  if (schema instanceof z.ZodOptional) return referenceOf(schema.unwrap());
  return schema instanceof z.ZodArray ? referenceOf(schema.element) : referenceRegistry.get(schema as z.ZodType);
}

/** Attaches {@link FieldMeta} to a zod schema. The schema itself stays as it is (a copy carries the meta). */
export function field<S extends z.ZodType>(schema: S, meta: FieldMeta): S {
  const own = schema.clone();
  fieldRegistry.add(own, meta as z.core.$replace<FieldMeta, S>);
  return own;
}

/** The meta of a field; a field without one is a mistake in the definition. */
export function metaOf(name: string, schema: z.core.$ZodType): FieldMeta {
  const meta = fieldRegistry.get(schema as z.ZodType);
  if (meta === undefined) throw new TypeError(`field ${name} has no field() meta`);
  return meta;
}

/** Same meaning of two known values of a field: its own {@link FieldMeta.same}, else deep equality. Absent equals {@link FieldMeta.absentMeans}. */
export function sameMeaning(meta: FieldMeta, a: unknown, b: unknown): boolean {
  const [left, right] = [a ?? meta.absentMeans, b ?? meta.absentMeans];
  if (left === undefined || right === undefined) return left === right;
  return meta.same === undefined ? deepEqual(canonicalOf(meta, left), canonicalOf(meta, right)) : meta.same(left as never, right as never);
}

/** The canonical form of a known value; absent stays absent. */
export function canonicalOf(meta: FieldMeta, value: unknown): unknown {
  return value === undefined || meta.canonical === undefined ? value : meta.canonical(value as never);
}

export type Fields = z.ZodObject;

/** One field of a definition: its name, its shape and what field() says about it. */
export interface FieldEntry {
  readonly name: string;
  readonly schema: z.ZodType;
  readonly meta: FieldMeta;
}

/** The fields of a definition, in the order in which they are written. */
export function fieldsOf(fields: Fields): readonly FieldEntry[] {
  return Object.entries(fields.shape as Record<string, z.ZodType>).map(([name, schema]) => ({ name, schema, meta: metaOf(name, schema) }));
}
export type Values<F extends Fields> = z.infer<F>;
