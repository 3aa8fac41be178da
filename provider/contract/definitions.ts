/** What a resource and a data function say about themselves, and what their handlers receive and return. */
import type { OperationName } from "../catalog";
import type { Context, GuardContext } from "./contexts";
import type { RefusedError } from "./errors";
import type { Fields, RuleContext, RuleProblem, Values } from "./fields";

/** A rule over several fields; it runs only when every field of `on` is known and in the shape of its schema, or absent. */
export interface CrossRule<I extends Fields> {
  /** The fields that it meets. */
  readonly on: readonly (keyof Values<I> & string)[];
  /** True: it only asks which of them have a value, so the shape does not matter. */
  readonly presence?: boolean;
  /** @param olds the same fields as last checked, or as an import has read them; undefined for a new resource, and where they are another entity's */
  readonly check: (inputs: Partial<Values<I>>, context: RuleContext, olds: Partial<Values<I>> | undefined) => readonly RuleProblem[];
}

/** A rule over a change of one entity, for what the service can never take back. It runs as a {@link CrossRule} does. */
export interface ChangeRule<I extends Fields> {
  readonly on: readonly (keyof Values<I> & string)[];
  /** @param olds inputs as last checked, of the same entity */
  readonly check: (olds: Partial<Values<I>>, news: Partial<Values<I>>, context: RuleContext) => readonly RuleProblem[];
}

/** What the service shows of one entity: the input-shaped part (managed or not) and the computed part. */
export interface Observed<I extends Fields, O extends Fields> {
  readonly inputs: Partial<Values<I>>;
  readonly outputs: Partial<Values<O>>;
  /** Why it cannot be imported: a program made of the inputs would not say what the service does. */
  readonly importRefusal?: RefusedError | undefined;
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
  /** True for a value of an input that a cache may still show, since a write of ours has replaced it lately; `*`: the whole entity (law 7). */
  readonly isStale: (name: string, value: unknown) => boolean;
}

/** The operations of the service behind a definition: what a backend must have for it, and what the caller must be allowed. */
export interface Uses {
  /** A backend that lacks one of them has no such resource or function. */
  readonly uses: readonly OperationName[];
  /** Called on occasion, or where the backend has them. */
  readonly mayUse?: readonly OperationName[];
}

export interface ResourceDefinition<I extends Fields = Fields, O extends Fields = Fields> extends Uses {
  readonly noun: string;
  /** Markdown: what it is, what must exist first, what deleting it does, an example. */
  readonly doc: string;
  /** The form of the ID, which is also the import ID: `<bucket name>`. */
  readonly idForm: string;
  /**
   * The inputs that a text names as an ID, which are checked as inputs are before an import; undefined: it has not the form of an ID.
   * Default: it is the one field of `identity`.
   */
  idInputs?(id: string): { readonly [Name in keyof Values<I>]?: unknown } | undefined;
  readonly inputs: I;
  /** What an input of `@pulumi/aws` is here, for the refusal of one that this resource does not have, by its path: `rules.status` to `enabled`. */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** Computed fields only; the state of a resource is its managed inputs, as read back, plus these. */
  readonly outputs: O;
  readonly rules?: readonly CrossRule<I>[];
  readonly changes?: readonly ChangeRule<I>[];
  /**
   * Facts outside the inputs that check needs (the hash of a file): they become inputs, or problems. It reads and never calls the service.
   * Asked when all else is right; `inputs` has the known ones only, and `isUnknown` tells which others have a value. `olds` are the inputs before.
   */
  lookUp?(
    inputs: Partial<Values<I>>,
    isUnknown: (name: keyof Values<I> & string) => boolean,
    olds?: Partial<Values<I>>,
  ): Promise<{ readonly found: Partial<Values<I>>; readonly problems: readonly RuleProblem[] }>;
  /**
   * What is odd and perhaps not meant, in words: a warning in preview. Asked when all is right, for values that are new or others than before. Pure.
   * @param news the known ones of the inputs
   */
  advise?(news: Partial<Values<I>>, olds: Partial<Values<I>> | undefined, context: RuleContext): readonly string[];
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
  /** True: what other resources name by the field of `identity` is a part of it, and is gone with it. */
  readonly holdsOthers?: boolean;
  /**
   * Asked when a change of the program needs a replacement, before anything is deleted, in preview as well: refuses one that cannot succeed or would
   * lose what nobody has given up.
   * @param news the known ones of the desired inputs
   * @returns what the replacement will take with it, in words; undefined when that is nothing
   * @throws RefusedError
   */
  beforeReplacement?(context: Context, id: string, olds: Partial<Values<I>>, news: Partial<Values<I>>): Promise<string | undefined>;
  /**
   * True: what a cut-off creation has made is of no use, since its secret went with the answer, and the next creation deletes it if the stored state
   * proves that the answer was lost. The state is asked for before the creation begins.
   */
  readonly deletesLost?: boolean;
  /** True: an account has one at most, whatever its inputs are. */
  readonly single?: boolean;
  /** Outputs that stay what they are through every update: known in preview. */
  readonly stable?: readonly (keyof Values<O> & string)[];
  /** The output that is its ARN, where that names the account, or the tenant, that it belongs to. Default: it has none that does. */
  readonly arn?: keyof Values<O> & string;
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
  /**
   * Of a resource with cached reads: asks in a second way whether the entity is gone, when a read shows nothing of one that we made a moment ago.
   * True: it is. False: it is there, or the second way cannot tell.
   */
  confirmAbsent?(context: Context, id: string): Promise<boolean>;
  /** Brings the entity to `news`. `olds` is the last state, as read back. Returns the computed outputs that changed. */
  update(context: Context, id: string, news: Values<I>, olds: Partial<Values<I>>, last: Updating<O>): Promise<Partial<Values<O>>>;
  /**
   * Removes the entity; one that is already gone (typed not-found) is fine. An {@link InUseError} is tried again for a while, outside of the
   * queue: what still holds the entity may be on its way out in the same run.
   * @param replacedBy inputs of the resource for which it makes room; undefined when it goes for good
   */
  delete(
    context: Context,
    id: string,
    olds: Partial<Values<I>>,
    outputs: Partial<Values<O>>,
    replacedBy?: Partial<Values<I>>,
  ): Promise<void>;
}

/**
 * What stood on the service before our writes, by field, so that a cache may still show it (law 7). {@link wholeEntity} of an entity that is new:
 * there was nothing.
 */
export type Replaced = Readonly<Record<string, unknown>>;

/** In the place of a field's name: all of the entity. */
export const wholeEntity = "*";

/** Of an entity that our write has just made. */
export const wasAbsent: Replaced = { [wholeEntity]: undefined };

export interface Created<O extends Fields> {
  readonly id: string;
  readonly outputs: Partial<Values<O>>;
  /** Default: our writes replaced nothing. */
  readonly replaced?: Replaced;
}

/** @param replaced default: nothing */
export type Made<O extends Fields> = (id: string, outputs: Partial<Values<O>>, replaced?: Replaced) => void;

interface FunctionBase<I extends Fields, O extends Fields> {
  /** Lower camel case: `getBucket`. */
  readonly name: string;
  readonly doc: string;
  readonly inputs: I;
  readonly outputs: O;
  readonly rules?: readonly CrossRule<I>[];
}

/** A function that asks the service. */
export interface QueryDefinition<I extends Fields = Fields, O extends Fields = Fields> extends FunctionBase<I, O>, Uses {
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
  /** What stands in the ARNs of the account's own entities: the account, or a tenant; absent: nothing does, or it cannot be told. */
  readonly inArns?: string;
}

/** By noun, what an account has of it, and how much it has at most by default. */
export type Survey = Readonly<Record<string, { readonly names: ReadonlySet<string>; readonly most: number } | undefined>>;

/** All definitions, and the questions about the account that configuration, guards and previews need. */
export interface Registry {
  readonly resources: ReadonlyMap<string, ResourceDefinition>;
  readonly functions: ReadonlyMap<string, FunctionDefinition>;
  identity(context: Context): Promise<Identity>;
  /** One look at the account, for a preview. @throws ServiceError also for keys that the service does not take */
  survey(context: Context): Promise<Survey>;
}

/** Checks the types of a resource definition and returns it in the form in which the engine keeps all of them. */
export function defineResource<I extends Fields, O extends Fields>(definition: ResourceDefinition<I, O>): ResourceDefinition {
  return definition;
}

/** As {@link defineResource}, for a data function. */
export function defineFunction<I extends Fields, O extends Fields>(definition: FunctionDefinition<I, O>): FunctionDefinition {
  return definition;
}
