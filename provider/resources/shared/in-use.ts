/**
 * Deleting what others may still hold (a policy that is attached, a group with members): released first when the program says so, else waited for
 * and explained by naming who holds it (laws 8 and 10).
 */
import { type Context, InUseError } from "../../define";
import { isKind } from "../../transport/errors/errors";
import { unlessGone } from "./absence";

export interface Holder {
  /** For messages: `user "bob"`. */
  readonly name: string;
  /** Ends the relation; the holder itself stays. */
  release(): Promise<unknown>;
}

export interface Held {
  /** For messages: `policy "p"`. */
  readonly subject: string;
  /** For messages: `is still attached to`. */
  readonly relation: string;
  /** Whether the program lets go of everything, whoever made it. */
  readonly force: boolean;
  /** The service's own deletion. */
  remove(): Promise<unknown>;
  /** Who holds it now. Asked only after the service has refused the deletion. */
  holders(): Promise<readonly Holder[]>;
}

/** How many holders a message names. */
const namedHolders = 10;

/** @throws InUseError when the service refuses because of holders, and `force` is not set or somebody took hold of it again meanwhile */
export async function deleteHeld(context: Context, held: Held): Promise<void> {
  const { subject } = held;
  const refusal = await tryRemove(held);
  if (refusal === undefined) return;
  const holders = await held.holders();
  if (!held.force)
    throw inUse(held, holders, refusal, "remove these first, or set forceDestroy: true, run `pulumi up`, then destroy again");
  for (const holder of holders) {
    await unlessGone(holder.release());
    context.log("info", `${subject} ${held.relation} ${holder.name}: released because of forceDestroy`);
  }
  const again = await tryRemove(held);
  if (again !== undefined) throw inUse(held, await held.holders(), again, "find out who adds them while this runs, then destroy again");
}

/** The refusal because of holders, if any. */
async function tryRemove(held: Held): Promise<Error | undefined> {
  try {
    await unlessGone(held.remove());
    return undefined;
  } catch (error) {
    if (isKind(error, "dependency")) return error;
    throw error;
  }
}

function inUse({ subject, relation }: Held, holders: readonly Holder[], refusal: Error, next: string): InUseError {
  const names = holders.map(({ name }) => name);
  const more = names.length > namedHolders ? ` and ${String(names.length - namedHolders)} more` : "";
  // The last one may have let go between the refusal and the list.
  const whom = names.length === 0 ? "something that is just being removed" : `${names.slice(0, namedHolders).join(", ")}${more}`;
  return new InUseError(`${subject} ${relation} ${whom}; it was not deleted`, next, names, { cause: refusal });
}
