/** The typed "not found" of the service (law 1): a look finds nothing, and a removal has nothing to do. */
import type { Context } from "../../define";
import { isKind } from "../../transport/errors/errors";

/**
 * The answer of a look; undefined if the service says that there is no such thing.
 * @param context of a handler: a read of what the state has tells the person why it is gone
 */
export async function ifThere<T>(look: Promise<T>, context?: Pick<Context, "absent">): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (!isKind(error, "not-found")) throw error;
    context?.absent?.(error);
    return undefined;
  }
}

/** Runs a removal; that there is nothing to remove is fine. */
export async function unlessGone(removal: Promise<unknown>): Promise<void> {
  await ifThere(removal);
}
