/** RotatingAccessKey: an access key that is replaced by a new one from time to time, the old one staying valid for a while [GUIDE 7.1.9-7.1.13]. */
import { z } from "zod";
import { isMaybeDone } from "../claim";
import {
  AlreadyExistsError,
  type Context,
  type CrossRule,
  defineResource,
  field,
  RefusedError,
  type Updating,
  type Values,
} from "../define";
import { assertNotSigner, deleteKey, keysOf, makeKey, type KeyMaker, removeLostKey, settleKeys } from "../key-maker";
import { iamNameKey } from "../rules/iam-name";
import { daysAfter, daysSince, isOver, retirementReason, rotationReason, type RotationWishes } from "../rules/key-rotation";
import type { AccessKeyMetadata } from "../services/iam";
import { isKind } from "../transport/errors";

const inputs = z.strictObject({
  user: field(z.string().min(1), { doc: "Name of the user. A change replaces the key.", replaces: true, canonical: iamNameKey }),
  rotationDays: field(z.number().int().min(1).max(3650).optional(), {
    doc: "Age in days at which the key is replaced, by the first `pulumi up` after it. Absent: only when `triggers` change.",
    local: true,
  }),
  triggers: field(z.record(z.string(), z.string()).optional(), {
    doc: "Any texts; when one of them changes, the key is replaced at once. Naming them for the first time replaces nothing.",
    local: true,
  }),
  graceDays: field(z.number().int().min(0).max(3650), {
    doc: "Days for which the previous key stays valid after a rotation; the first `pulumi up` after them deletes it. 0 deletes it within the rotation.",
    local: true,
    default: 1,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Let a key that the user has already become the previous key, which is deleted after `graceDays`. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  accessKeyId: field(z.string().optional(), {
    doc: "Id of the current key. Absent only after it was deleted elsewhere, until the next update.",
  }),
  secretAccessKey: field(z.string().optional(), {
    doc: "Secret of the current key. Absent on an imported key until its first rotation.",
    secret: true,
  }),
  status: field(z.string().optional(), {
    doc: "`Active`, or `Inactive` after the key was deactivated elsewhere; the next update replaces it.",
  }),
  createdAt: field(z.string().optional(), { doc: "When the current key was made, ISO 8601." }),
  ageDays: field(z.number().optional(), { doc: "Whole days since then, as of the last update or refresh." }),
  nextRotation: field(z.string().optional(), { doc: "When the current key is due for rotation, ISO 8601; absent without `rotationDays`." }),
  previousAccessKeyId: field(z.string().optional(), { doc: "Id of the key before, as long as it exists." }),
  previousExpires: field(z.string().optional(), { doc: "Until when the key before stays valid, ISO 8601." }),
});

type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;
type Key = AccessKeyMetadata;

const noun = "RotatingAccessKey";

const graceWithinRotation: CrossRule<typeof inputs> = {
  on: ["rotationDays", "graceDays"],
  check: ({ rotationDays, graceDays = 0 }) =>
    rotationDays === undefined || graceDays < rotationDays
      ? []
      : [{ path: ["graceDays"], message: `must be less than rotationDays (${String(rotationDays)}): a user has no room for a third key` }],
};

/** The outputs that follow from the keys and the program's wishes. */
function toOutputs(
  context: Context,
  keys: Pick<Outputs, "accessKeyId" | "status" | "createdAt" | "previousAccessKeyId">,
  wishes: RotationWishes,
): Partial<Outputs> {
  const { accessKeyId, createdAt, previousAccessKeyId, status } = keys;
  return {
    accessKeyId,
    status,
    createdAt,
    ageDays: daysSince(createdAt, context.now()),
    nextRotation: daysAfter(createdAt, wishes.rotationDays),
    previousAccessKeyId,
    previousExpires: previousAccessKeyId === undefined ? undefined : daysAfter(createdAt, wishes.graceDays),
  };
}

/** How many keys a user may have: a rotation needs two of them for itself. */
function limitOf({ backend }: Context): number {
  return backend.limits["accessKeysPerUser"] ?? 2;
}

function idsOf(keys: readonly Key[]): string[] {
  return keys.map((key) => key.accessKeyId);
}

/** Newest first; keys of one second keep the service's order. */
function newestFirst(keys: readonly Key[]): readonly Key[] {
  return keys.toSorted((a, b) => (b.createDate ?? "").localeCompare(a.createDate ?? ""));
}

async function make(
  context: Context,
  { user, adopt, ...wishes }: Inputs,
): Promise<{ readonly secret: string; readonly outputs: Partial<Outputs> }> {
  await removeLostKey(context, { userName: user });
  const there = await keysOf(context, user);
  const ids = idsOf(there);
  if (there.length > 0 && adopt !== true && there.length + 2 > limitOf(context)) {
    throw new AlreadyExistsError(
      noun,
      `an access key of user "${user}"`,
      user,
      `${ids.join(", ")}; rotation needs room for two keys of its own`,
    );
  }
  const key = await makeKey(context, { userName: user }, ids);
  const [previous] = adopt === true ? newestFirst(there) : [];
  const createdAt = key.createDate ?? context.now().toISOString();
  return {
    secret: key.secretAccessKey,
    outputs: toOutputs(
      context,
      { accessKeyId: key.accessKeyId, status: "Active", createdAt, previousAccessKeyId: previous?.accessKeyId },
      wishes,
    ),
  };
}

/** One rotation under way: what the state knows, and what the service has. */
interface Rotation {
  readonly context: Context;
  readonly maker: KeyMaker;
  readonly user: string;
  readonly wishes: RotationWishes;
  readonly keep: Updating<typeof outputs>["keep"];
}

async function retire({ context, user, keep }: Rotation, accessKeyId: string): Promise<void> {
  await assertNotSigner(context, accessKeyId, "deleted");
  await deleteKey(context, user, accessKeyId);
  keep({ previousAccessKeyId: undefined, previousExpires: undefined });
}

/**
 * Makes room (never by the key that is in use), makes the new key, and lets the current one become the previous one.
 * Between any two calls the user has one or two keys.
 */
async function rotate(rotation: Rotation, last: Partial<Outputs>): Promise<Partial<Outputs>> {
  const { context, maker, user, wishes, keep } = rotation;
  await removeLostKey(context, maker, last.accessKeyId);
  const there = await keysOf(context, user);
  const current = there.find((key) => key.accessKeyId === last.accessKeyId);
  const previous = there.find((key) => key.accessKeyId === last.previousAccessKeyId);
  const strangers = there.filter((key) => key !== current && key !== previous);
  if (strangers.length + (current === undefined ? 0 : 1) >= limitOf(context)) {
    throw new RefusedError(
      `user "${user}" has access keys that this resource did not make (${idsOf(strangers).join(", ")}); with them there is no room for a rotation, and nothing was changed`,
      "delete those that nobody uses, then run the update again",
    );
  }
  // A key that signs nothing goes first; else the older one, whose time is over or is ended by the new rotation.
  const ours = [previous, current].filter((key) => key !== undefined);
  const victim = there.length < limitOf(context) ? undefined : (ours.find((key) => key.status === "Inactive") ?? ours[0]);
  if (victim !== undefined) {
    if (victim === previous && !isOver(last.previousExpires, context.now()))
      context.log(
        "warn",
        `deleted access key ${victim.accessKeyId} before its time (${String(last.previousExpires)}): there is no room for a third key`,
      );
    await retire(rotation, victim.accessKeyId);
  }
  const known = [...idsOf(there), last.accessKeyId, last.previousAccessKeyId].filter((id) => id !== undefined);
  const key = await makeKey(context, maker, known);
  const before = current === victim ? previous : current;
  const createdAt = key.createDate ?? context.now().toISOString();
  const made = {
    ...toOutputs(context, { accessKeyId: key.accessKeyId, status: "Active", createdAt, previousAccessKeyId: before?.accessKeyId }, wishes),
    secretAccessKey: key.secretAccessKey,
  };
  keep(made);
  return made;
}

export const rotatingAccessKey = defineResource({
  noun,
  doc: `An access key of a user that is replaced by a new one when it has reached an age, or when the program says so.

A rotation is an update: \`pulumi preview\` shows it when its time has come, and \`pulumi up\` carries it out; a refresh changes nothing on the
service. The new key is made first. The one before stays valid for \`graceDays\`, so that whoever uses it can take the new one, and is deleted
by the first update after them. The user has one or two keys at any moment, never none: both places that the service gives a user belong to
this resource. Deleting the resource deletes both keys.

Whatever interrupts a rotation, the next update completes it: a key whose secret was never received is removed, and the key before goes on
working until then.

\`\`\`typescript
import * as oos from "pulumi-oos";

const ci = new oos.IamUser("ci", {});
const key = new oos.RotatingAccessKey("ci", { user: ci.userName, rotationDays: 90, graceDays: 7 });
export const secret = key.secretAccessKey;
\`\`\``,
  idForm: "`<user name>`; the newest active key becomes the current one, its secret stays absent until the first rotation",
  inputs,
  outputs,
  rules: [graceWithinRotation],
  identity: ["user"],
  steady: ["accessKeyId", "secretAccessKey", "status", "createdAt", "previousAccessKeyId"],
  queue: ({ user }) => `user/${user?.toLowerCase() ?? ""}`,

  due({ inputs: before, outputs: key }, wanted, now) {
    const rotation = rotationReason(key, before, wanted, now);
    if (rotation !== undefined) {
      return [{ outputs: ["accessKeyId", "secretAccessKey", "status", "createdAt", "previousAccessKeyId"], why: rotation }];
    }
    const retirement = retirementReason(key, wanted, now);
    return retirement === undefined ? [] : [{ outputs: ["previousAccessKeyId"], why: retirement }];
  },
  async create(context, wanted, made) {
    let key: Awaited<ReturnType<typeof make>>;
    try {
      key = await make(context, wanted);
    } catch (error) {
      if (!isMaybeDone(error)) throw error;
      key = await make(context, wanted);
    }
    const result = { ...key.outputs, secretAccessKey: key.secret };
    made(wanted.user, result);
    return { id: wanted.user, outputs: result };
  },
  async observe(context, id, known, last) {
    let there: readonly Key[];
    try {
      there = newestFirst(await keysOf(context, known?.user ?? id));
    } catch (error) {
      if (isKind(error, "not-found")) return undefined;
      throw error;
    }
    const isImport = known === undefined && last.accessKeyId === undefined;
    const newest = there.find((key) => key.status !== "Inactive") ?? there[0];
    const current = isImport ? newest : there.find((key) => key.accessKeyId === last.accessKeyId);
    const previous = isImport ? there.find((key) => key !== current) : there.find((key) => key.accessKeyId === last.previousAccessKeyId);
    if (current === undefined && previous === undefined) return undefined;
    const facts = {
      accessKeyId: current?.accessKeyId,
      status: current?.status,
      createdAt: current === undefined ? undefined : (current.createDate ?? last.createdAt),
      previousAccessKeyId: previous?.accessKeyId,
    };
    return {
      inputs: { user: current?.userName ?? previous?.userName ?? id },
      outputs: { ...toOutputs(context, facts, known ?? {}), ...(current === undefined ? { secretAccessKey: undefined } : {}) },
    };
  },
  async update(context, _id, news, olds, { outputs: last, keep }) {
    const { user } = news;
    const maker: KeyMaker = { userName: user, isRotation: true };
    const rotation: Rotation = { context, maker, user, wishes: news, keep };
    let key = last;
    if (rotationReason(key, olds, news, context.now()) !== undefined) key = { ...key, ...(await rotate(rotation, key)) };
    if (key.previousAccessKeyId !== undefined && retirementReason(key, news, context.now()) !== undefined) {
      await retire(rotation, key.previousAccessKeyId);
      key = { ...key, previousAccessKeyId: undefined };
    }
    return toOutputs(context, key, news);
  },
  async delete(context, _id, { user = "" }, { accessKeyId, previousAccessKeyId }) {
    const maker: KeyMaker = { userName: user, isRotation: true };
    const ours = [previousAccessKeyId, accessKeyId].filter((key) => key !== undefined);
    for (const key of ours) await assertNotSigner(context, key, "deleted");
    await removeLostKey(context, maker, accessKeyId);
    for (const key of ours) await deleteKey(context, user, key);
    await settleKeys(context, maker);
  },
});
