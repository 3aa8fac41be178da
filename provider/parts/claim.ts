/**
 * Making something that must not be there yet (law 2), safely repeatable after a lost answer (law 6):
 * look first; what is there is ours only if an unanswered intent says so, or if the program adopts it.
 */
import { AlreadyExistsError, type Context, type Replaced, wasAbsent } from "../define";
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
  /** What a cache may still show because of the making: that nothing is there, unless it was there before. */
  readonly replaced: Replaced;
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
    return { entity: existing, found: true, adopted: !ours, replaced: {} };
  }
  await wanted.prepare?.();
  try {
    const entity = await context.intents.around(noun, name, [], () => wanted.make());
    return { entity, found: false, adopted: false, replaced: wasAbsent };
  } catch (error) {
    if (isKind(error, "already-exists")) throw new AlreadyExistsError(noun, wanted.subject, wanted.importId, error.words ?? error.code);
    const made = isMaybeDone(error) ? await wanted.look() : undefined;
    if (made === undefined) throw error;
    await context.intents.settle(noun, name);
    return { entity: made, found: true, adopted: false, replaced: wasAbsent };
  }
}

/** True when a request may have been executed although its answer did not come, and asking again makes sense. */
export function isMaybeDone(error: unknown): boolean {
  return error instanceof ServiceError && error.maybeDone && error.kind !== "cancelled";
}

async function isOurs<T>(context: Context, wanted: Claim<T>, existing: T): Promise<boolean> {
  const intent = await context.intents.unanswered(wanted.noun, wanted.name);
  if (intent === undefined) return false;
  const madeAt = wanted.madeAt?.(existing);
  return madeAt === undefined || Math.abs(madeAt.getTime() - intent.startedAt.getTime()) <= skewMs;
}
