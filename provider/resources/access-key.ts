/** AccessKey: a key pair with which a user signs calls [GUIDE 7.1.9-7.1.13]. */
import { z } from "zod";
import { isMaybeDone } from "../claim";
import { type Context, defineResource, field, RefusedError, type Values } from "../define";
import { iamNameKey } from "../rules/iam-name";
import * as iam from "../services/iam";
import { isKind } from "../transport/errors";

const inputs = z.strictObject({
  user: field(z.string().min(1), { doc: "Name of the user. A change replaces the key.", replaces: true, canonical: iamNameKey }),
  status: field(z.enum(["Active", "Inactive"]), { doc: "An inactive key exists but signs nothing.", default: "Active" }),
});
const outputs = z.strictObject({
  accessKeyId: field(z.string(), { doc: "The key's id; also the resource's ID." }),
  secretAccessKey: field(z.string().optional(), {
    doc: "The secret. Shown by the service once, at creation; absent on an imported key.",
    secret: true,
  }),
  createDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601." }),
});

type Outputs = Values<typeof outputs>;

const noun = "AccessKey";

function keysOf({ client }: Context, userName: string): Promise<iam.AccessKeyMetadata[]> {
  return iam.listAllAccessKeys(client, { userName });
}

/**
 * A lost answer leaves a key whose secret nobody has. It is told apart by time, by not having been there before the request, and by never
 * having been used; it is deleted only when exactly one key fits.
 */
async function removeLost(context: Context, userName: string): Promise<void> {
  const intent = await context.intents.unanswered(noun, userName.toLowerCase());
  if (intent === undefined) return;
  const candidates: iam.AccessKeyMetadata[] = [];
  for (const key of await keysOf(context, userName)) {
    if (intent.known.includes(key.accessKeyId)) continue;
    const madeAt = key.createDate === undefined ? intent.startedAt : new Date(key.createDate);
    if (Math.abs(madeAt.getTime() - intent.startedAt.getTime()) > windowMs) continue;
    const { lastUsedDate } = await iam.getAccessKeyLastUsed(context.client, { accessKeyId: key.accessKeyId });
    if (lastUsedDate === undefined) candidates.push(key);
  }
  if (candidates.length > 1) {
    throw new RefusedError(
      `an earlier creation of a key for user "${userName}" was cut off, and ${candidates.length} unused keys fit it: ${candidates.map((key) => key.accessKeyId).join(", ")}`,
      "delete the ones nobody uses (pulumi-oos never saw their secrets), then run the update again",
    );
  }
  for (const key of candidates) {
    await iam.deleteAccessKey(context.client, { userName, accessKeyId: key.accessKeyId });
    context.log(
      "warn",
      `deleted access key ${key.accessKeyId} of user ${userName}: an interrupted creation had left it, and its secret was never received`,
    );
  }
  await context.intents.settle(noun, userName.toLowerCase());
}

/** Clocks may differ, and the request may have been executed late. */
const windowMs = 15 * 60 * 1000;

async function make(context: Context, userName: string): Promise<iam.AccessKey> {
  await removeLost(context, userName);
  const known = (await keysOf(context, userName)).map((key) => key.accessKeyId);
  return context.intents.around(noun, userName.toLowerCase(), known, () => iam.createAccessKey(context.client, { userName }));
}

export const accessKey = defineResource({
  noun,
  doc: `An access key of a user. The secret is an output, encrypted in state, and can be read from the service never again.

A user has two keys at most. Deleting the resource deletes the key: calls signed with it fail at once. A creation whose answer was lost
leaves no unknown key behind: the next update finds and removes it.

\`\`\`typescript
import * as oos from "pulumi-oos";

const ci = new oos.IamUser("ci", {});
const key = new oos.AccessKey("ci", { user: ci.userName });
export const secret = key.secretAccessKey;
\`\`\``,
  idForm: "`<access key id>`; the secret of an imported key stays absent",
  inputs,
  outputs,
  // A replacement has another id in any case: the new key is made before the old one goes.
  identity: [],
  stable: ["accessKeyId", "secretAccessKey", "createDate"],
  queue: ({ user }) => `user/${user?.toLowerCase() ?? ""}`,

  async create(context, { user, status }, made) {
    let key: iam.AccessKey;
    try {
      key = await make(context, user);
    } catch (error) {
      if (!isMaybeDone(error)) throw error;
      key = await make(context, user);
    }
    const result: Partial<Outputs> = {
      accessKeyId: key.accessKeyId,
      secretAccessKey: key.secretAccessKey,
      ...(key.createDate === undefined ? {} : { createDate: key.createDate }),
    };
    made(key.accessKeyId, result);
    if (status !== "Active") await iam.updateAccessKey(context.client, { userName: user, accessKeyId: key.accessKeyId, status });
    return { id: key.accessKeyId, outputs: result };
  },
  async observe(context, id, known) {
    try {
      const userName = known?.user ?? (await iam.getAccessKeyLastUsed(context.client, { accessKeyId: id })).userName;
      if (userName === undefined)
        throw new Error(`the service does not say whose access key ${id} is; it cannot be imported by its id alone`);
      const key = (await keysOf(context, userName)).find((candidate) => candidate.accessKeyId === id);
      if (key === undefined) return undefined;
      const createDate = key.createDate === undefined ? {} : { createDate: key.createDate };
      const status: "Active" | "Inactive" = key.status === "Inactive" ? "Inactive" : "Active";
      return { inputs: { user: key.userName ?? userName, status }, outputs: { accessKeyId: id, ...createDate } };
    } catch (error) {
      if (isKind(error, "not-found")) return undefined;
      throw error;
    }
  },
  async update({ client }, id, { user, status }, olds) {
    if (status !== olds.status) await iam.updateAccessKey(client, { userName: user, accessKeyId: id, status });
    return {};
  },
  async delete({ client }, id, { user }) {
    try {
      await iam.deleteAccessKey(client, { accessKeyId: id, ...(user === undefined ? {} : { userName: user }) });
    } catch (error) {
      if (!isKind(error, "not-found")) throw error;
    }
  },
});
