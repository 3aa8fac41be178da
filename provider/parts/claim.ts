/**
 * Making something that must not be there yet (law 2), safely repeatable after a lost answer (law 6):
 * look first; what is there is ours only if an unanswered intent says so, or if the program adopts it.
 */
import { AlreadyExistsError, type Context, type Existing, type Intent, type Replaced, wasAbsent } from "../define";
import { fingerprint } from "../rules/fingerprint";
import { isKind, ServiceError } from "../transport/errors";

export interface Claim<T> {
  readonly noun: string;
  /** The name under which the service keeps it, and the intent. */
  readonly name: string;
  /** For messages: `bucket "b"`. */
  readonly subject: string;
  readonly importId: string;
  readonly adopt: boolean;
  /** What is there now; undefined for the typed not-found. */
  look(): Promise<T | undefined>;
  /** What is there, in a few words, for the refusal: `with the members bob and eve`. */
  describe?(entity: T): string;
  /** When it was made, as far as the service tells: an entity made at another time than our lost request is not ours. */
  madeAt?(entity: T): Date | undefined;
  /**
   * What `make` writes, part by part, and what is there in the same form. What a cut-off request has left is ours only if it has no other part:
   * somebody else may have made it since. Default: the name says everything.
   */
  readonly parts?: { made(): readonly unknown[]; shown(entity: T): readonly unknown[] | Promise<readonly unknown[]> };
  /** What must hold before it is made, such as the bucket that it needs; asked only when nothing is there. */
  prepare?(): Promise<void>;
  /** The one request that makes it, and nothing else: what fails in here may have made it. */
  make(): Promise<T>;
}

export interface Claimed<T> {
  readonly entity: T;
  /** True: it was there, ours or adopted, and may differ from the inputs; false: fresh from `make`. */
  readonly found: boolean;
  /** True: it was there and is not ours; the program takes it over. */
  readonly adopted: boolean;
  /** What a cache may still show because of the making: that nothing is there, unless it was there before. */
  readonly replaced: Replaced;
}

/** Clocks of the service and of this machine may differ by this much. */
const skewMs = 15 * 60 * 1000;

/** @throws AlreadyExistsError */
export async function claim<T>(context: Context, wanted: Claim<T>): Promise<Claimed<T>> {
  const { noun, name, subject, importId, adopt, parts } = wanted;
  const existing = await wanted.look();
  if (existing !== undefined) {
    const found: Existing = { noun, subject, importId, detail: wanted.describe?.(existing) };
    const verdict = await judge(context, wanted, existing);
    if (verdict !== "ours" && !adopt) throw new AlreadyExistsError(found, verdict === "others" ? undefined : inDoubt(verdict));
    await context.intents.settle(noun, name);
    return { entity: existing, found: true, adopted: verdict !== "ours", replaced: {} };
  }
  // Asked before the next request takes its place.
  const earlier = await context.intents.unanswered(noun, name);
  await wanted.prepare?.();
  const prints = parts === undefined ? {} : { prints: parts.made().map(fingerprint) };
  try {
    const entity = await context.intents.around(noun, name, [], () => wanted.make(), prints);
    return { entity, found: false, adopted: false, replaced: wasAbsent };
  } catch (error) {
    const entity = await madeAfterAll(wanted, earlier, prints.prints, error);
    await context.intents.settle(noun, name);
    return { entity, found: true, adopted: false, replaced: wasAbsent };
  }
}

/** What a request has made although it failed. @throws AlreadyExistsError for what is not ours, else the failure */
async function madeAfterAll<T>(
  wanted: Claim<T>,
  earlier: Intent | undefined,
  prints: readonly string[] | undefined,
  failure: unknown,
): Promise<T> {
  const { noun, subject, importId } = wanted;
  const isTaken = isKind(failure, "already-exists");
  // The request of a run that was cut off may be executed when this one has looked already.
  const found = isMaybeDone(failure) || (isTaken && earlier !== undefined) ? await wanted.look() : undefined;
  if (!isTaken) {
    if (found === undefined || !(await isAsMade(wanted, found, prints))) throw failure;
    return found;
  }
  if (found !== undefined && earlier !== undefined && (await isMadeBy(earlier, wanted, found))) return found;
  throw new AlreadyExistsError({ noun, subject, importId, detail: failure.words ?? failure.code });
}

/** True when a request may have been executed although its answer did not come, and asking again makes sense. */
export function isMaybeDone(error: unknown): boolean {
  return error instanceof ServiceError && error.maybeDone && error.kind !== "cancelled";
}

/** Whose an entity is that is there already; with an intent: a request for it was cut off, but what is there is not what it was to write. */
async function judge<T>(context: Context, wanted: Claim<T>, existing: T): Promise<"ours" | "others" | Intent> {
  const intent = await context.intents.unanswered(wanted.noun, wanted.name);
  if (intent === undefined) return "others";
  if (!isOfTime(intent, wanted, existing)) return "others";
  return (await isAsMade(wanted, existing, intent.prints)) ? "ours" : intent;
}

async function isMadeBy<T>(intent: Intent, wanted: Claim<T>, existing: T): Promise<boolean> {
  return isOfTime(intent, wanted, existing) && (await isAsMade(wanted, existing, intent.prints));
}

function isOfTime<T>(intent: Intent, wanted: Claim<T>, existing: T): boolean {
  const madeAt = wanted.madeAt?.(existing);
  return madeAt === undefined || Math.abs(madeAt.getTime() - intent.startedAt.getTime()) <= skewMs;
}

async function isAsMade<T>({ parts }: Claim<T>, entity: T, prints: readonly string[] | undefined): Promise<boolean> {
  if (parts === undefined || prints === undefined) return true;
  return (await parts.shown(entity)).every((part) => prints.includes(fingerprint(part)));
}

function inDoubt({ startedAt, answered }: Intent): { readonly who: string; readonly next: string } {
  const request = `a request of ${startedAt.toISOString()} to make it ${answered === undefined ? "was cut off" : "was answered, but never stored by the engine"}`;
  return {
    who: `it cannot be told whether this stack made it: ${request}, and what is there differs from what that was to write. It was changed since, or somebody else made it`,
    next: "look at it; overwrite it with `adopt: true`, or remove it by hand, then run the update again",
  };
}
