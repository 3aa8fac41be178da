/**
 * Replacing a user's access key by a new one, within the few that a user may have. Between any two calls the user has one key or two, and whatever
 * interrupts the work, the next rotation completes it: `key-maker.ts` tells a key whose answer was lost.
 */
import { most } from "../../backends/types";
import { type Context, RefusedError } from "../../define";
import { assertNotSigner, deleteKey, deleteLostKey, findLostKey, idsOf, isUnanswered, keysOf, makeKey } from "./make";
import type { KeyMaker } from "./make";
import { isOver, type KeyFacts } from "../../rules/key-rotation";
import type { AccessKeyMetadata } from "../../services/iam";

type Key = AccessKeyMetadata;

/** What a state knows of the two keys; the secret is the current one's. */
export interface RotatedKey extends KeyFacts {
  readonly secretAccessKey?: string | undefined;
  /** ISO 8601. */
  readonly previousExpires?: string | undefined;
}

export interface Rotator {
  readonly context: Context;
  readonly user: string;
  /** Notes what must not get lost if a later step fails. */
  readonly keep: (key: RotatedKey) => void;
}

export function rotationOf(user: string): KeyMaker {
  return { userName: user, isRotation: true };
}

/** How many keys a user may have: a rotation needs two of them for itself. */
export function keyLimit({ backend }: Context): number {
  return most(backend.limits.accessKeysPerUser);
}

/** True when a rotation was begun, and it is not known whether its end was stored. */
export function isRotating(context: Context, user: string): Promise<boolean> {
  return isUnanswered(context, rotationOf(user));
}

/** Ends the time of the previous key. */
export async function retire({ context, user, keep }: Rotator, key: RotatedKey): Promise<RotatedKey> {
  const { previousAccessKeyId } = key;
  if (previousAccessKeyId === undefined) return key;
  await assertNotSigner(context, previousAccessKeyId, "deleted");
  await deleteKey(context, user, previousAccessKeyId);
  const left = { ...key, previousAccessKeyId: undefined };
  keep(left);
  return left;
}

/** What a user has, by what it is to the rotation. */
interface Keys {
  readonly current?: Key | undefined;
  readonly previous?: Key | undefined;
  /** Left by an interrupted rotation: nobody has its secret. */
  readonly lost?: Key | undefined;
}

/** Deletes one key: one that signs nothing, else the previous one; never the one that is in use. Answers which. */
async function makeRoom(rotator: Rotator, { current, previous, lost }: Keys, key: RotatedKey): Promise<Key | undefined> {
  const { context, user } = rotator;
  if (lost !== undefined) {
    await deleteLostKey(context, rotationOf(user), lost);
    return lost;
  }
  if (current?.status === "Inactive" && previous?.status !== "Inactive") {
    await assertNotSigner(context, current.accessKeyId, "deleted");
    await deleteKey(context, user, current.accessKeyId);
    return current;
  }
  if (previous !== undefined && !isOver(key.previousExpires, context.now())) {
    const until = String(key.previousExpires);
    context.log("warn", `deleted access key ${previous.accessKeyId} before its time (${until}): there is no room for a third key`);
  }
  await retire(rotator, key);
  return previous;
}

/** Makes a new key; the current one becomes the previous one. */
export async function rotate(rotator: Rotator, key: RotatedKey): Promise<RotatedKey> {
  const { context, user, keep } = rotator;
  const maker = rotationOf(user);
  const lost = await findLostKey(context, maker, key.accessKeyId);
  const there = await keysOf(context, user);
  const current = there.find(({ accessKeyId }) => accessKeyId === key.accessKeyId);
  const previous = there.find(({ accessKeyId }) => accessKeyId === key.previousAccessKeyId);
  const strangers = there.filter((found) => found !== current && found !== previous && found.accessKeyId !== lost?.accessKeyId);
  if (strangers.length + (current === undefined ? 0 : 1) >= keyLimit(context)) {
    throw new RefusedError(
      `user "${user}" has access keys that this resource did not make (${idsOf(strangers).join(", ")}); with them there is no room for a rotation, and nothing was changed`,
      "delete those that nobody uses, then run the update again",
    );
  }
  const isFull = there.length >= keyLimit(context);
  const victim = isFull ? await makeRoom(rotator, { current, previous, lost }, key) : undefined;
  const known = [...idsOf(there), key.accessKeyId, key.previousAccessKeyId].filter((id) => id !== undefined);
  const made = await makeKey(context, maker, known);
  // A lost key that was not in the way goes last: until then the user would have none.
  const before = [current, previous, lost].find((candidate) => candidate !== undefined && candidate !== victim);
  const rotated: RotatedKey = {
    accessKeyId: made.accessKeyId,
    secretAccessKey: made.secretAccessKey,
    status: "Active",
    createdAt: made.createDate ?? context.now().toISOString(),
    previousAccessKeyId: before?.accessKeyId,
  };
  keep(rotated);
  return before !== undefined && before === lost ? retire(rotator, rotated) : rotated;
}
