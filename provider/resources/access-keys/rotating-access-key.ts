/** RotatingAccessKey: an access key that is replaced by a new one from time to time, the old one staying valid for a while [GUIDE 7.1.9-7.1.13]. */
import { z } from "zod";
import { isMaybeDone } from "../shared/claim";
import { AlreadyExistsError, type Context, type CrossRule, defineResource, field, type RuleProblem, type Values } from "../../define";
import { assertNotSigner, deleteKey, idsOf, keysOf, makeKey, removeLostKey } from "./make";
import { isRotating, keyLimit, retire, rotate, type RotatedKey, rotationOf, type Rotator } from "./rotate";
import { namesUser } from "../shared/references";
import { iamNameKey, iamNameProblems } from "../../rules/iam-name";
import { daysAfter, daysSince, retirementReason, rotationReason, type RotationWishes } from "../../rules/key-rotation";
import type { AccessKeyMetadata } from "../../services/iam";
import { ifThere } from "../shared/absence";

const inputs = z.strictObject({
  user: field(namesUser(z.string().min(1)), {
    doc: "Name of the user. A change replaces the key.",
    replaces: true,
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "user").map((message) => ({ message })),
  }),
  rotationDays: field(z.number().int().min(1).max(3650).optional(), {
    doc: "Age in days at which the key is due for rotation; the next `pulumi up` replaces it. Default: the key is replaced only if `triggers` change.",
    local: true,
  }),
  triggers: field(z.record(z.string(), z.string()).optional(), {
    doc: "Arbitrary values; a change of one of them replaces the key at once. Adding them to an existing resource replaces nothing, and a preview says so: set them from the beginning. `{}` is the same as leaving it out.",
    absentMeans: {},
    local: true,
  }),
  graceDays: field(z.number().int().min(0).max(3650), {
    doc: "Days for which the previous key stays valid after a rotation; the first `pulumi up` after that deletes it. 0: the rotation itself deletes it.",
    local: true,
    default: 1,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over a key that the user already has: it becomes the previous key, which is deleted after `graceDays`. Default false.",
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
  createdAt: field(z.string().optional(), { doc: "Time of creation of the current key, ISO 8601." }),
  ageDays: field(z.number().optional(), { doc: "Age of the current key in whole days, as of the last update or refresh." }),
  nextRotation: field(z.string().optional(), {
    doc: "Time at which the current key is due for rotation, ISO 8601; absent without `rotationDays`.",
  }),
  previousAccessKeyId: field(z.string().optional(), { doc: "Id of the previous key, as long as it exists." }),
  previousExpires: field(z.string().optional(), { doc: "Time until which the previous key stays valid, ISO 8601." }),
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
      : [{ path: ["graceDays"], message: `must be less than rotationDays (${String(rotationDays)}): a user cannot have a third key` }],
};

/** The outputs that follow from the keys and the program's wishes; each is named, so that a state does not keep what is over. */
function toOutputs(context: Context, key: RotatedKey, wishes: RotationWishes): Outputs {
  const { accessKeyId, createdAt, previousAccessKeyId, secretAccessKey, status } = key;
  return {
    accessKeyId,
    secretAccessKey,
    status,
    createdAt,
    ageDays: daysSince(createdAt, context.now()),
    nextRotation: daysAfter(createdAt, wishes.rotationDays),
    previousAccessKeyId,
    previousExpires: previousAccessKeyId === undefined ? undefined : daysAfter(createdAt, wishes.graceDays),
  };
}

/** Newest first; keys of one second keep the service's order. */
function newestFirst(keys: readonly Key[]): readonly Key[] {
  return keys.toSorted((a, b) => (b.createDate ?? "").localeCompare(a.createDate ?? ""));
}

async function make(context: Context, { user, adopt }: Inputs): Promise<RotatedKey> {
  await removeLostKey(context, { userName: user });
  const there = await keysOf(context, user);
  const ids = idsOf(there);
  if (adopt !== true && there.length + 2 > keyLimit(context))
    throw new AlreadyExistsError({
      noun,
      subject: `an access key of user "${user}"`,
      importId: user,
      detail: `${ids.join(", ")}; rotation needs room for two keys of its own`,
    });
  const key = await makeKey(context, { userName: user }, ids);
  return {
    accessKeyId: key.accessKeyId,
    secretAccessKey: key.secretAccessKey,
    status: "Active",
    createdAt: key.createDate ?? context.now().toISOString(),
    previousAccessKeyId: adopt === true ? newestFirst(there)[0]?.accessKeyId : undefined,
  };
}

/** The keys that the state knows, as the service shows them; of an import the newest that is active, and the one beside it. */
function seen(
  there: readonly Key[],
  last: RotatedKey | undefined,
): { readonly current?: Key | undefined; readonly previous?: Key | undefined } {
  if (last !== undefined) {
    const named = (id: string | undefined): Key | undefined => there.find(({ accessKeyId }) => accessKeyId === id);
    return { current: named(last.accessKeyId), previous: named(last.previousAccessKeyId) };
  }
  const sorted = newestFirst(there);
  const current = sorted.find((key) => key.status !== "Inactive") ?? sorted[0];
  return { current, previous: sorted.find((key) => key !== current) };
}

export const rotatingAccessKey = defineResource({
  noun,
  uses: ["CreateAccessKey", "ListAccessKeys", "DeleteAccessKey"],
  mayUse: ["GetAccessKeyLastUsed"],
  doc: `An access key of a user that is replaced by a new one at a given age, or when its triggers change.

A rotation is an update that becomes due with time: \`pulumi preview\` shows it, and \`pulumi up\` carries it out; a refresh changes nothing on the
service. The new key is created first. The previous key stays valid for \`graceDays\`, so that its users can switch, and is deleted by the first
update after that. The user has one or two keys at any moment, never none: both keys that the service allows a user belong to this resource.
Deleting the resource deletes both keys.

If a rotation is interrupted, the next update completes it, and the previous key keeps working until then. A new key whose secret was never
received is removed, provided the service's answer had arrived and the stack's state proves that it never stored the key; otherwise the key may be
somebody else's: it is named and left.

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
  advise: ({ triggers = {} }, olds) =>
    olds === undefined || Object.keys(olds.triggers ?? {}).length > 0 || Object.keys(triggers).length === 0
      ? []
      : ["triggers are set for the first time, so the key stays; once they are stored, a change of one of them replaces it"],
  identity: ["user"],
  deletesLost: true,
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
    let key: RotatedKey;
    try {
      key = await make(context, wanted);
    } catch (error) {
      if (!isMaybeDone(error)) throw error;
      key = await make(context, wanted);
    }
    const outputs = toOutputs(context, key, wanted);
    made(wanted.user, outputs);
    return { id: wanted.user, outputs };
  },
  async observe(context, id, known, last) {
    const there = await ifThere(keysOf(context, id), context);
    if (there === undefined) return undefined;
    const isImport = known === undefined && last.accessKeyId === undefined;
    const { current, previous } = seen(there, isImport ? undefined : last);
    // An interrupted rotation may have got as far as to delete the key before: the next update makes another one.
    const isGone = current === undefined && previous === undefined && (isImport || !(await isRotating(context, id)));
    if (isGone) return undefined;
    const key: RotatedKey =
      current === undefined
        ? { previousAccessKeyId: previous?.accessKeyId }
        : {
            accessKeyId: current.accessKeyId,
            secretAccessKey: last.secretAccessKey,
            status: current.status,
            createdAt: current.createDate ?? last.createdAt,
            previousAccessKeyId: previous?.accessKeyId,
          };
    return { inputs: { user: (current ?? previous)?.userName ?? id }, outputs: toOutputs(context, key, known ?? {}) };
  },
  async update(context, id, news, olds, { outputs: last, keep }) {
    let key: RotatedKey = last;
    const rotator: Rotator = {
      context,
      user: id,
      keep: (kept) => {
        key = kept;
        keep(toOutputs(context, kept, news));
      },
    };
    if (rotationReason(key, olds, news, context.now()) !== undefined) {
      try {
        key = await rotate(rotator, last);
      } catch (error) {
        // Unless the new key is there, the second one begins with finding what the first one may have made.
        if (!isMaybeDone(error) || key.accessKeyId !== last.accessKeyId) throw error;
        key = await rotate(rotator, key);
      }
    }
    if (retirementReason(key, news, context.now()) !== undefined) key = await retire(rotator, key);
    return toOutputs(context, key, news);
  },
  async delete(context, id, _olds, { accessKeyId, previousAccessKeyId }) {
    const ours = [previousAccessKeyId, accessKeyId].filter((key) => key !== undefined);
    for (const key of ours) await assertNotSigner(context, key, "deleted");
    await removeLostKey(context, rotationOf(id), accessKeyId);
    for (const key of ours) await deleteKey(context, id, key);
  },
});
