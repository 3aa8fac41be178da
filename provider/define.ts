/**
 * The contract of a resource and of a data function: what a definition says, what its handlers receive and return.
 * Types and constructors only; the behaviour behind them is in `engine/`, which runs every definition behind both faces.
 */
import { z } from "zod";
import type { Backend, BackendId } from "./backends/types";
import { deepEqual } from "./rules/semantic";
import type { Client, PresignRequest } from "./transport/types";

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
  /** Read only while creating (`adopt`): a later change of it is no change of the resource. */
  readonly createOnly?: boolean;
  /** Filled in by check when the program leaves the field out. */
  readonly default?: string | number | boolean;
  /** The backends on which the default is filled in; absent: on every one that has the field. */
  readonly defaultOn?: readonly BackendId[];
  /** What an absent value means in a comparison: `false` for a switch that is off unless it is on. */
  readonly absentMeans?: string | number | boolean;
  readonly autoname?: Autoname;
  /** What removing the field from the program means: `reset` to the service's default (a change), or `forget` (from now on unmanaged). Default `reset`. */
  readonly whenRemoved?: "reset" | "forget";
  /**
   * Fills in what the program leaves out inside the value (the ids of rules), before any rule is checked. It may meet values of any form,
   * with unknowns in them. `old`: the value as last checked; undefined for a new resource.
   */
  readonly complete?: (value: unknown, old: unknown, isUnknown: (value: unknown) => boolean) => unknown;
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
  /** What the field says is also said by a resource of its own (`acl` of Bucket by a BucketAcl): where it has a value, check refuses the two side by side. */
  readonly claims?: Claims;
  /** Name of the type in the schema, for object-valued fields (`DataLocation`). */
  readonly typeName?: string;
  /** Name of the interface, written by hand in the SDK, of the objects that an untyped field takes; `<name>Args` is its input form. */
  readonly typed?: string;
}

const fieldRegistry = z.registry<FieldMeta>();

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

/** Same meaning of two known values of a field: its own {@link FieldMeta.same}, else deep equality; absent equals absent only. */
export function sameMeaning(meta: FieldMeta, a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  return meta.same === undefined ? deepEqual(canonicalOf(meta, a), canonicalOf(meta, b)) : meta.same(a as never, b as never);
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

/** A rule over several fields; it runs only when every field of `on` is known or absent. */
export interface CrossRule<I extends Fields> {
  readonly on: readonly (keyof Values<I> & string)[];
  readonly check: (inputs: Partial<Values<I>>, context: RuleContext) => readonly RuleProblem[];
}

/** A rule over a change of one entity, for what the service can never take back. It runs only when every field of `on` is known or absent. */
export interface ChangeRule<I extends Fields> {
  readonly on: readonly (keyof Values<I> & string)[];
  /** @param olds inputs as last checked, of the same entity */
  readonly check: (olds: Partial<Values<I>>, news: Partial<Values<I>>, context: RuleContext) => readonly RuleProblem[];
}

/** What a guard may know. */
export interface GuardContext extends RuleContext {
  /** As in {@link Context}. */
  readonly endpoint: (service: "s3" | "iam" | "trail" | "statistics") => URL;
  /** ARN of the caller: the one call to the service that check may make, once per provider instance; undefined where the backend has no IAM. */
  caller(): Promise<string | undefined>;
  now(): Date;
}

/** What the service shows of one entity: the input-shaped part (managed or not) and the computed part. */
export interface Observed<I extends Fields, O extends Fields> {
  readonly inputs: Partial<Values<I>>;
  readonly outputs: Partial<Values<O>>;
}

/** The record of creates whose answer may have been lost (law 6); kept on disk, without secrets. */
export interface Intents {
  /**
   * Runs the one request that makes `name`. If the process dies, or the answer is lost, the intent stays and {@link Intents.unanswered} finds it.
   * @param known facts from before the request (the access key ids that existed), to tell ours from others afterwards
   */
  around<T>(noun: string, name: string, known: readonly string[], make: () => Promise<T>): Promise<T>;
  /**
   * As {@link Intents.around}, but the intent stays after the answer, until it is settled: for a change of an entity that the engine knows already,
   * where the next look at the state tells whether the answer was stored.
   */
  before<T>(noun: string, name: string, known: readonly string[], make: () => Promise<T>): Promise<T>;
  /**
   * Writes down that `name` is being made, in several requests, in place of what this run wrote before. It stays until {@link Intents.forget}.
   * @param maxAgeMs for how long it can be taken for ours; default 24 h
   */
  begin(noun: string, name: string, known: readonly string[], maxAgeMs?: number): Promise<void>;
  /** The latest intent that is neither settled nor the business of another running process. */
  unanswered(noun: string, name: string): Promise<Intent | undefined>;
  /** The intent was resolved: what it made is known, or was removed. */
  settle(noun: string, name: string): Promise<void>;
  /** Nothing is left to be found: what was begun is complete, or gone again. */
  forget(noun: string, name: string): Promise<void>;
}

export interface Intent {
  readonly startedAt: Date;
  readonly known: readonly string[];
}

/** What every handler receives beside its values. */
export interface Context {
  readonly client: Client;
  /** A client that a cancelled run does not stop, for `limitMs` only: to take back what the cancelled call has begun. */
  afterwards(limitMs: number): Client;
  readonly backend: Backend;
  readonly region: string;
  /** Absolute base URL of a service, as this provider instance uses it. */
  readonly endpoint: (service: "s3" | "iam" | "trail" | "statistics" | "topic") => URL;
  /** A URL of the S3 service that carries its own signature; nothing is sent. @throws RangeError when the life is out of range */
  presign(request: PresignRequest): Promise<string>;
  readonly intents: Intents;
  /** The account of the credentials; asked once per provider instance. */
  accountId(): Promise<string>;
  now(): Date;
  /** Waits by the provider's clock; ends early, with an error, when the run is cancelled. */
  sleep(ms: number): Promise<void>;
  /** The access key id with which this provider signs. */
  signer(): Promise<string>;
  /** Random bytes that are fit for secrets. */
  randomBytes(size: number): Uint8Array;
  /** A line shown to the person (`warn`, and `info` for progress) or in the verbose log (`debug`). */
  log(level: "debug" | "info" | "warn", message: string): void;
}

/** What time has made due, and what an update would do about it. */
export interface Due<O extends Fields = Fields> {
  /** The outputs that an update would change; the first one stands for the change in a preview. */
  readonly outputs: readonly (keyof Values<O> & string)[];
  /** For the person who sees a change without one in the program: `access key k is 91 days old`. */
  readonly why: string;
}

/** The last state of an entity, in its two parts. */
export interface Last<I extends Fields, O extends Fields> {
  readonly inputs: Partial<Values<I>>;
  readonly outputs: Partial<Values<O>>;
}

/** What an update may need beside the inputs. */
export interface Updating<O extends Fields> {
  /** The computed outputs of the last state. */
  readonly outputs: Partial<Values<O>>;
  /** Notes outputs that must not get lost if a later step fails (a secret that is shown once). A refusal after it leaves the entity half made. */
  readonly keep: (outputs: Partial<Values<O>>) => void;
}

export interface ResourceDefinition<I extends Fields = Fields, O extends Fields = Fields> {
  readonly noun: string;
  /** Markdown: what it is, what must exist first, what deleting it does, an example. */
  readonly doc: string;
  /** The form of the ID, which is also the import ID: `<bucket name>`. */
  readonly idForm: string;
  readonly inputs: I;
  /** Computed fields only; the state of a resource is its managed inputs, as read back, plus these. */
  readonly outputs: O;
  readonly rules?: readonly CrossRule<I>[];
  readonly changes?: readonly ChangeRule<I>[];
  /**
   * Facts outside the inputs that check needs (the hash of a file): they become inputs, or problems. It reads and never calls the service.
   * Asked when all else is right; `inputs` has the known ones only.
   */
  lookUp?(inputs: Partial<Values<I>>): Promise<{ readonly found: Partial<Values<I>>; readonly problems: readonly RuleProblem[] }>;
  /**
   * Refuses what would harm the caller and not only the inputs (a policy that shuts him out). Asked when all else is right and the provider's
   * configuration is known; unknowns may stand anywhere in `news` and never fail it. `olds`: inputs as last checked, perhaps of another entity.
   */
  guard?(news: Partial<Values<I>>, olds: Partial<Values<I>> | undefined, context: GuardContext): Promise<readonly RuleProblem[]>;
  /**
   * When a replacement deletes the old one first: `always`, or `same-name` (default): when the new one would have the old one's name.
   * `identity` names the fields that make the name.
   */
  readonly deleteBeforeReplace?: "always" | "same-name";
  readonly identity: readonly (keyof Values<I> & string)[];
  /** True: an account has one at most, whatever its inputs are. */
  readonly single?: boolean;
  /** Outputs that stay what they are through every update: known in preview. */
  readonly stable?: readonly (keyof Values<O> & string)[];
  /** Outputs that stay what they are as long as {@link ResourceDefinition.due} does not name them. */
  readonly steady?: readonly (keyof Values<O> & string)[];
  /**
   * What only time, or what was seen on the service, makes due: an update then shows although the program has not changed. Pure; makes no call.
   * @param news the known ones of the desired inputs
   */
  due?(last: Last<I, O>, news: Partial<Values<I>>, now: Date): readonly Due<O>[];
  /** The service may answer reads from a cache for a while after our write (law 7). */
  readonly cachedReads?: boolean;
  /** The queue that writes go through (law 8): `bucket/<name>`, `user/<name>`; or several, all of which are held. */
  queue(inputs: Partial<Values<I>>): string | readonly string[];
  /** Outputs that are known before creation, for previews. */
  predict?(inputs: Partial<Values<I>>, context: Pick<Context, "backend" | "region" | "endpoint">): Partial<Values<O>>;
  /**
   * Makes the entity and brings it to the inputs. Calls `made` as soon as it exists: whatever fails later keeps it as half-made (law 6).
   * An entity that exists and is not ours is an `already-exists` error unless `adopt` (law 2).
   */
  create(context: Context, inputs: Values<I>, made: Made<O>): Promise<Created<O>>;
  /**
   * What the service shows now; undefined only for the typed not-found (law 1).
   * @param known the last known inputs (undefined on import): lets it skip calls for fields that are not managed
   * @param outputs the last known outputs (empty on import)
   */
  observe(
    context: Context,
    id: string,
    known: Partial<Values<I>> | undefined,
    outputs: Partial<Values<O>>,
  ): Promise<Observed<I, O> | undefined>;
  /** Brings the entity to `news`. `olds` is the last state, as read back. Returns the computed outputs that changed. */
  update(context: Context, id: string, news: Values<I>, olds: Partial<Values<I>>, last: Updating<O>): Promise<Partial<Values<O>>>;
  /**
   * Removes the entity; one that is already gone (typed not-found) is fine. An {@link InUseError} is tried again for a while, outside of the
   * queue: what still holds the entity may be on its way out in the same run.
   */
  delete(context: Context, id: string, olds: Partial<Values<I>>, outputs: Partial<Values<O>>): Promise<void>;
}

export interface Created<O extends Fields> {
  readonly id: string;
  readonly outputs: Partial<Values<O>>;
  /** Of an adopted entity: the values that our writes replaced, which a cache may still show (law 7). */
  readonly replaced?: Readonly<Record<string, unknown>>;
}

export type Made<O extends Fields> = (id: string, outputs: Partial<Values<O>>) => void;

interface FunctionBase<I extends Fields, O extends Fields> {
  /** Lower camel case: `getBucket`. */
  readonly name: string;
  readonly doc: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly rules?: readonly CrossRule<I>[];
}

/** A function that asks the service. */
export interface QueryDefinition<I extends Fields = Fields, O extends Fields = Fields> extends FunctionBase<I, O> {
  invoke(context: Context, inputs: Values<I>): Promise<Values<O>>;
}

/** A function that works on its arguments alone: it needs neither credentials nor a known configuration. */
export interface ComputationDefinition<I extends Fields = Fields, O extends Fields = Fields> extends FunctionBase<I, O> {
  compute(inputs: Values<I>, context: RuleContext): Values<O>;
}

export type FunctionDefinition<I extends Fields = Fields, O extends Fields = Fields> = QueryDefinition<I, O> | ComputationDefinition<I, O>;

/** Whose credentials the provider uses. */
export interface Identity {
  readonly accountId: string;
  /** `arn:ctyun:iam::<account>:root` or `...:user/<name>`. */
  readonly arn: string;
}

/** All definitions, and the one question about the account that configuration and guards need. */
export interface Registry {
  readonly resources: ReadonlyMap<string, ResourceDefinition>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  identity(context: Context): Promise<Identity>;
}

/** Checks the types of a resource definition and returns it in the form in which the engine keeps all of them. */
export function defineResource<I extends Fields, O extends Fields>(definition: ResourceDefinition<I, O>): ResourceDefinition {
  return definition;
}

/** As {@link defineResource}, for a data function. */
export function defineFunction<I extends Fields, O extends Fields>(definition: FunctionDefinition<I, O>): FunctionDefinition {
  return definition;
}

/** The text as one word of a shell. */
function shellWord(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** A resource that must not be made because something of that name is there already (law 2). */
export class AlreadyExistsError extends Error {
  override readonly name = "AlreadyExistsError";
  constructor(noun: string, subject: string, importId: string, detail = "") {
    super(
      `${subject} already exists and this stack did not create it${detail === "" ? "" : ` (${detail})`}; nothing was changed.\n` +
        `  next: take it over with \`adopt: true\`, or import it (plugin face): pulumi import oos:index:${noun} <name> ${shellWord(importId)}`,
    );
  }
}

/** A refusal of our own that protects data or explains a precondition (laws 2 and 10). */
export class RefusedError extends Error {
  override readonly name: string = "RefusedError";
  constructor(message: string, next: string, options?: ErrorOptions) {
    super(`${message}\n  next: ${next}`, options);
  }
}

/** What should be removed is still held by others. `holders` names each of them, so that it shows whether they become fewer. */
export class InUseError extends RefusedError {
  override readonly name = "InUseError";
  constructor(
    message: string,
    next: string,
    readonly holders: readonly string[],
    options?: ErrorOptions,
  ) {
    super(message, next, options);
  }
}
