/**
 * Making something that must not be there yet (law 2), safely repeatable after a lost answer (law 6):
 * look first; what is there is ours only if an unanswered intent says so, or if the program adopts it.
 */
import { AlreadyExistsError, type Context, type Existing, type Intent, RefusedError, type Replaced, wasAbsent } from "../../define";
import { fingerprint } from "../../rules/fingerprint";
import { isKind, ServiceError } from "../../transport/errors/errors";

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
  /** True: nothing that the service shows tells whose it is (a password). What a cut-off request has left is ours only if the request was answered. */
  readonly showsNothing?: true;
  /** What must hold before it is made, such as the bucket that it needs; asked only when nothing is there. */
  prepare?(): Promise<void>;
  /** The one request that makes it, and nothing else: what fails in here may have made it. */
  make(): Promise<T>;
}

/** What tells whose an entity is that is there. */
type Judged<T> = Pick<Claim<T>, "noun" | "name" | "madeAt" | "parts" | "showsNothing">;

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
  const { noun, name, subject, importId, adopt, parts, showsNothing = false } = wanted;
  const since = context.now();
  const existing = await wanted.look();
  if (existing !== undefined) {
    const found: Existing = { noun, subject, importId, detail: wanted.describe?.(existing) };
    const verdict = await judge(context, wanted, existing);
    if (verdict !== "ours" && !adopt) throw new AlreadyExistsError(found, verdict === "others" ? undefined : inDoubt(verdict, wanted));
    await context.intents.settle(noun, name);
    return { entity: existing, found: true, adopted: verdict !== "ours", replaced: {} };
  }
  await wanted.prepare?.();
  const prints = parts === undefined ? {} : { prints: parts.made().map(fingerprint) };
  const make = async (): Promise<T> => {
    const entity = await wanted.make();
    if (showsNothing) await context.intents.learned(noun, name, importId);
    return entity;
  };
  try {
    const entity = await context.intents.around(noun, name, [], make, prints);
    return { entity, found: false, adopted: false, replaced: wasAbsent };
  } catch (error) {
    const entity = await madeAfterAll(context, wanted, { since, prints: prints.prints, failure: error });
    await context.intents.settle(noun, name);
    return { entity, found: true, adopted: false, replaced: wasAbsent };
  }
}

/**
 * Before the old one of a replacement is deleted: the name of the new one must be free, or have what a request of this resource has left that was cut
 * off, which the creation will take for its own.
 * @param replaced for messages: `bucket "old"`
 * @throws RefusedError
 */
export async function assertFree<T>(
  context: Context,
  wanted: Judged<T> & Pick<Claim<T>, "subject" | "adopt" | "look">,
  replaced: string,
): Promise<void> {
  const existing = wanted.adopt ? undefined : await wanted.look();
  const verdict = existing === undefined ? "ours" : await judge(context, wanted, existing);
  if (verdict === "ours") return;
  const doubt = verdict === "others" ? undefined : inDoubt(verdict, wanted);
  const also = doubt === undefined ? "" : `, and ${doubt.who}`;
  throw new RefusedError(
    `${wanted.subject} already exists${also}, so it cannot replace ${replaced}; nothing was changed`,
    doubt?.next ?? "choose another name, or take it over with adopt: true",
  );
}

interface Failed {
  /** When the call began. */
  readonly since: Date;
  readonly prints: readonly string[] | undefined;
  readonly failure: unknown;
}

/** What a request has made although it failed. @throws AlreadyExistsError for what is not ours, else the failure */
async function madeAfterAll<T>(context: Context, wanted: Claim<T>, { since, prints, failure }: Failed): Promise<T> {
  const { noun, name, subject, importId } = wanted;
  const isTaken = isKind(failure, "already-exists");
  const earlier = isTaken ? await context.intents.unanswered(noun, name, since) : undefined;
  // The request of a run that was cut off may be executed when this one has looked already.
  const found = isMaybeDone(failure) || (isTaken && earlier !== undefined) ? await wanted.look() : undefined;
  if (!isTaken) {
    if (found === undefined) throw failure;
    const intent = wanted.showsNothing === true ? await context.intents.unanswered(noun, name) : undefined;
    if (intent !== undefined && !isOfThisCall(intent, since, context.now()))
      throw new AlreadyExistsError({ noun, subject, importId }, inDoubt(intent, wanted));
    if (wanted.showsNothing === true) await context.intents.learned(noun, name, importId);
    if (!(await isAsMade(wanted, found, prints))) throw failure;
    return found;
  }
  if (found !== undefined && earlier !== undefined && (await isMadeBy(earlier, wanted, found))) return found;
  const isUnsure = earlier !== undefined && wanted.showsNothing === true;
  throw new AlreadyExistsError(
    { noun, subject, importId, detail: failure.words ?? failure.code },
    isUnsure ? inDoubt(earlier, wanted) : undefined,
  );
}

/** A call that looked, asked, and looks again within this time has seen all that happened: what is new is its own. */
const momentsMs = 15_000;

/** True of a request whose answer was lost moments ago, in the very call that asks. @param since when the call began */
export function isOfThisCall({ startedAt }: Intent, since: Date, now: Date): boolean {
  return startedAt >= since && now.getTime() - startedAt.getTime() <= momentsMs;
}

/** True when a request may have been executed although its answer did not come, and asking again makes sense. */
export function isMaybeDone(error: unknown): boolean {
  return error instanceof ServiceError && error.maybeDone && error.kind !== "cancelled";
}

/** Whose an entity is that is there already; with an intent: a request for it was cut off, but what is there is not what it was to write. */
async function judge<T>(context: Context, wanted: Judged<T>, existing: T): Promise<"ours" | "others" | Intent> {
  const intent = await context.intents.unanswered(wanted.noun, wanted.name);
  if (intent === undefined) return "others";
  if (!isOfTime(intent, wanted, existing)) return "others";
  return (await isMadeBy(intent, wanted, existing)) ? "ours" : intent;
}

async function isMadeBy<T>(intent: Intent, wanted: Judged<T>, existing: T): Promise<boolean> {
  const isTold = intent.answered !== undefined || intent.made !== undefined;
  if (wanted.showsNothing === true && !isTold) return false;
  return isOfTime(intent, wanted, existing) && (await isAsMade(wanted, existing, intent.prints));
}

function isOfTime<T>(intent: Intent, wanted: Judged<T>, existing: T): boolean {
  const madeAt = wanted.madeAt?.(existing);
  return madeAt === undefined || Math.abs(madeAt.getTime() - intent.startedAt.getTime()) <= skewMs;
}

async function isAsMade<T>({ parts }: Judged<T>, entity: T, prints: readonly string[] | undefined): Promise<boolean> {
  if (parts === undefined || prints === undefined) return true;
  return (await parts.shown(entity)).every((part) => prints.includes(fingerprint(part)));
}

/** Both possibilities in words: what is there was made by our request, or by somebody else. */
export function inDoubt(
  { startedAt, answered, made }: Intent,
  { showsNothing = false }: { readonly showsNothing?: boolean },
): { readonly who: string; readonly next: string } {
  const end = (answered ?? made) === undefined ? "was cut off" : "was answered, and the engine has not been seen to store that";
  const request = `it cannot be told whether this stack made it: a request of ${startedAt.toISOString()} to make it ${end}`;
  const next = "with `adopt: true`, or remove it by hand, then run the update again";
  if (showsNothing)
    return {
      who: `${request}, and the service does not show whether that request or somebody else made it`,
      next: `look at it; take it over ${next}`,
    };
  return {
    who: `${request}, and the existing one differs from that request: it was changed since, or somebody else made it`,
    next: `look at it; overwrite it ${next}`,
  };
}
