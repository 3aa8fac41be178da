/**
 * Making an access key whose secret arrives (law 6). The secret is shown once, in the answer: a key whose run was cut off after the answer is of no use
 * to anybody and counts against the few that a user may have, so it is found and removed before another one is made. A key that nothing proves to be
 * ours is never removed: a person is asked.
 */
import { type Context, type Intent, RefusedError } from "../../define";
import { defined } from "../../pure/defined";
import * as iam from "../../services/iam";
import { isKind } from "../../transport/errors/errors";
import { unlessGone } from "../shared/absence";

export interface KeyMaker {
  /** Absent: the keys of the caller. */
  readonly userName?: string | undefined;
  /** The key joins another one that the state knows. */
  readonly isRotation?: boolean;
}

/** One record for all resources that make keys, so that none takes another one's new key for its own lost one. */
const noun = "AccessKey";

/** Clocks may differ, and the request may have been executed late. */
const windowMs = 15 * 60 * 1000;

/** A request whose sender is gone may be executed still. Of what has a name the next request finds out; a second key would be one that nobody has. */
const stillComingMs = 10_000;
const everyMs = 1000;

/** The name of the intent; ":" occurs in no user's name. */
function intentName({ userName = ":caller", isRotation = false }: KeyMaker): string {
  return `${userName.toLowerCase()}${isRotation ? ":rotation" : ""}`;
}

export function ownerInWords(userName: string | undefined): string {
  return userName === undefined ? "the caller" : `user "${userName}"`;
}

export function idsOf(keys: readonly iam.AccessKeyMetadata[]): string[] {
  return keys.map((key) => key.accessKeyId);
}

export function keysOf({ client }: Context, userName: string | undefined): Promise<iam.AccessKeyMetadata[]> {
  return iam.listAllAccessKeys(client, userName === undefined ? {} : { userName });
}

/**
 * The key that an interrupted creation has left, by the id that the service had told, unless the engine was told of it too and may have stored it.
 * Without an id nothing tells a key of ours from one that somebody
 * made by hand since, be it moments later: what was not there before the request, is of its time and was never used is named to a person, once, and
 * left. What another request is on record to have made is left out.
 * @param current the id that the state knows; one that was not there before the request is what the request made, so nothing is lost
 * @throws RefusedError when keys are there that the request may have made
 */
export async function findLostKey(context: Context, maker: KeyMaker, current?: string): Promise<iam.AccessKeyMetadata | undefined> {
  const { userName } = maker;
  const intent = await context.intents.unanswered(noun, intentName(maker));
  if (intent === undefined || (current !== undefined && !intent.known.includes(current))) return undefined;
  const proof = [intent.made, intent.answered].filter((id) => id !== undefined && !intent.known.includes(id));
  const ours = (await keysOf(context, userName)).find(({ accessKeyId }) => proof.includes(accessKeyId));
  if (ours !== undefined) {
    if (!(await isUnused(context, ours))) return undefined;
    if (await isLost(context, maker, intent)) return ours;
    await context.intents.told(noun, intentName(maker), [ours.accessKeyId]);
    throw new RefusedError(
      `access key ${ours.accessKeyId} of ${ownerInWords(userName)} was made for this resource by a request of ${intent.startedAt.toISOString()}, and it cannot be told whether a state has it: the run may have been cut off before the key was stored, or the key was stored, and taken out of the state or moved to another stack since. It was never used. It is left as it is`,
      "look whether it is used or in the state of another stack; delete a key that nobody has, and run the update again: it leaves what is still there, and makes another key",
    );
  }
  if (intent.made !== undefined) return undefined;
  const suspects = await suspectsOf(context, userName, intent);
  if (suspects.length === 0) return undefined;
  await context.intents.told(noun, intentName(maker), idsOf(suspects));
  const times = suspects.map(({ accessKeyId, createDate }) => `${accessKeyId}${createDate === undefined ? "" : ` of ${createDate}`}`);
  throw new RefusedError(
    `a request of ${intent.startedAt.toISOString()} to make an access key for ${ownerInWords(userName)} was cut off, and it cannot be told whether it made what is there: ${times.join(", ")}, never used. If it did, nobody has the secret; or somebody else made the key since. It is left as it is`,
    "ask who has it; delete a key that nobody has, and run the update again: it leaves what is still there, and makes another key",
  );
}

/**
 * True when no state has what the request was answered with. The engine hears of a rotation whose entry stays, so that only the state that it went to
 * can say: the one that is there must be of the same backend.
 */
async function isLost(context: Context, maker: KeyMaker, { answered, backend }: Intent): Promise<boolean> {
  if (maker.isRotation === true) return backend !== undefined && backend === (await context.stateBackend());
  return answered === undefined || (await context.intents.isCutOff(noun, intentName(maker))) === true;
}

/** Keys that the request may have made; one that may still come is waited for. */
async function suspectsOf(context: Context, userName: string | undefined, intent: Intent): Promise<readonly iam.AccessKeyMetadata[]> {
  for (;;) {
    const found = await unusedSince(context, userName, intent);
    if (found.length > 0 || Math.abs(context.now().getTime() - intent.startedAt.getTime()) >= stillComingMs) return found;
    await context.sleep(everyMs);
  }
}

async function unusedSince(context: Context, userName: string | undefined, intent: Intent): Promise<readonly iam.AccessKeyMetadata[]> {
  const unused: iam.AccessKeyMetadata[] = [];
  const onRecord = await context.intents.made();
  for (const key of await keysOf(context, userName)) {
    if (intent.known.includes(key.accessKeyId) || onRecord.has(key.accessKeyId)) continue;
    const madeAt = key.createDate === undefined ? intent.startedAt : new Date(key.createDate);
    if (Math.abs(madeAt.getTime() - intent.startedAt.getTime()) > windowMs) continue;
    if (await isUnused(context, key)) unused.push(key);
  }
  return unused;
}

async function isUnused({ client }: Context, { accessKeyId }: iam.AccessKeyMetadata): Promise<boolean> {
  return (await iam.getAccessKeyLastUsed(client, { accessKeyId })).lastUsedDate === undefined;
}

/** Removes a key that {@link findLostKey} found. */
export async function deleteLostKey(context: Context, { userName }: KeyMaker, { accessKeyId }: iam.AccessKeyMetadata): Promise<void> {
  await deleteKey(context, userName, accessKeyId);
  context.log(
    "warn",
    `deleted access key ${accessKeyId} of ${ownerInWords(userName)}: an interrupted creation had left it, and its secret was never received`,
  );
}

export async function removeLostKey(context: Context, maker: KeyMaker, current?: string): Promise<void> {
  const lost = await findLostKey(context, maker, current);
  if (lost !== undefined) await deleteLostKey(context, maker, lost);
  await context.intents.settle(noun, intentName(maker));
}

/** True when a key was asked for and no state is known that has it. */
export async function isUnanswered(context: Context, maker: KeyMaker): Promise<boolean> {
  return (await context.intents.unanswered(noun, intentName(maker))) !== undefined;
}

/**
 * Makes one key.
 * @param known the ids that were there before
 * @throws RefusedError when the user has as many keys as the service allows
 */
export async function makeKey(context: Context, maker: KeyMaker, known: readonly string[]): Promise<iam.AccessKey> {
  const { userName, isRotation = false } = maker;
  const { intents, client } = context;
  const name = intentName(maker);
  const make = async (): Promise<iam.AccessKey> => {
    const key = await iam.createAccessKey(client, userName === undefined ? {} : { userName });
    await intents.learned(noun, name, key.accessKeyId);
    return key;
  };
  try {
    // What a rotation made stays on record until a state is seen that knows it: the run may end before the engine has stored the answer.
    if (!isRotation) return await intents.around(noun, name, known, make);
    const backend = await context.stateBackend();
    return await intents.before(noun, name, known, make, backend === undefined ? {} : { backend });
  } catch (error) {
    if (!isKind(error, "quota")) throw error;
    throw new RefusedError(
      `${ownerInWords(userName)} has as many access keys as the service allows: ${known.join(", ")} (${error.words ?? "LimitExceeded"})`,
      "delete the one that nobody uses (getAccessKeys shows when each was last used), then run the update again",
      { cause: error },
    );
  }
}

/** Removes a key; one that is gone is fine. */
export async function deleteKey({ client }: Context, userName: string | undefined, accessKeyId: string): Promise<void> {
  await unlessGone(iam.deleteAccessKey(client, { accessKeyId, ...defined({ userName }) }));
}

/** The key that signs this provider's own calls must outlive them. @throws RefusedError */
export async function assertNotSigner(
  context: Context,
  accessKeyId: string,
  verb: "deleted" | "deactivated" | "made a plain one",
): Promise<void> {
  if ((await context.signer()) !== accessKeyId) return;
  throw new RefusedError(
    `access key ${accessKeyId} signs this provider's own calls, so it is not ${verb}: nothing could be managed afterwards`,
    "give the provider another access key (oos:accessKeyId, oos:secretAccessKey), then run the update again",
  );
}
