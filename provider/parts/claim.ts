/**
 * Making something that must not be there yet (law 2), safely repeatable after a lost answer (law 6):
 * look first; what is there is ours only if an unanswered intent says so, or if the program adopts it.
 */
import { AlreadyExistsError, type Context, type Intent } from "../define";
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
}

/** Clocks of the service and of this machine may differ by this much. */
const skewMs = 15 * 60 * 1000;

export async function claim<T>(context: Context, wanted: Claim<T>): Promise<Claimed<T>> {
  const { noun, name } = wanted;
  const existing = await wanted.look();
  if (existing !== undefined) {
    const ours = await isOurs(context, wanted, existing);
    if (!ours && !wanted.adopt) throw new AlreadyExistsError(noun, wanted.subject, wanted.importId, wanted.describe?.(existing));
    await context.intents.settle(noun, name);
    return { entity: existing, found: true, adopted: !ours };
  }
  // Asked before the next request takes its place.
  const earlier = await context.intents.unanswered(noun, name);
  await wanted.prepare?.();
  try {
    return { entity: await context.intents.around(noun, name, [], () => wanted.make()), found: false, adopted: false };
  } catch (error) {
    const entity = await madeAfterAll(wanted, earlier, error);
    await context.intents.settle(noun, name);
    return { entity, found: true, adopted: false };
  }
}

/** What a request has made although it failed. @throws AlreadyExistsError for what is not ours, else the failure */
async function madeAfterAll<T>(wanted: Claim<T>, earlier: Intent | undefined, failure: unknown): Promise<T> {
  const isTaken = isKind(failure, "already-exists");
  // The request of a run that was cut off may be executed when this one has looked already.
  const found = isMaybeDone(failure) || (isTaken && earlier !== undefined) ? await wanted.look() : undefined;
  if (!isTaken) {
    if (found === undefined) throw failure;
    return found;
  }
  if (found !== undefined && earlier !== undefined && isMadeBy(earlier, wanted, found)) return found;
  throw new AlreadyExistsError(wanted.noun, wanted.subject, wanted.importId, failure.words ?? failure.code);
}

/** True when a request may have been executed although its answer did not come, and asking again makes sense. */
export function isMaybeDone(error: unknown): boolean {
  return error instanceof ServiceError && error.maybeDone && error.kind !== "cancelled";
}

async function isOurs<T>(context: Context, wanted: Claim<T>, existing: T): Promise<boolean> {
  const intent = await context.intents.unanswered(wanted.noun, wanted.name);
  return intent !== undefined && isMadeBy(intent, wanted, existing);
}

function isMadeBy<T>(intent: Intent, wanted: Claim<T>, existing: T): boolean {
  const madeAt = wanted.madeAt?.(existing);
  return madeAt === undefined || Math.abs(madeAt.getTime() - intent.startedAt.getTime()) <= skewMs;
}
