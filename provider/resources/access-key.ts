/** AccessKey: a key pair with which a user signs calls [GUIDE 7.1.9-7.1.13], also one from before IAM users [OLD 4.4]. */
import { z } from "zod";
import { isMaybeDone } from "../parts/claim";
import { type Context, type CrossRule, defineResource, field, type RuleProblem, type Values } from "../define";
import { assertNotSigner, deleteKey, keysOf, makeKey, removeLostKey } from "../parts/key-maker";
import { namesUser } from "../parts/references";
import { iamNameKey, iamNameProblems } from "../rules/iam-name";
import * as iam from "../services/iam";
import { isKind } from "../transport/errors";

const inputs = z.strictObject({
  user: field(namesUser(z.string().min(1)).optional(), {
    doc: "Name of the user. Without one the key belongs to whoever the provider's own key belongs to: the account's root user, as a rule. A change replaces the key.",
    replaces: true,
    absenceCounts: true,
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "user").map((message) => ({ message })),
  }),
  status: field(z.enum(["Active", "Inactive"]), { doc: "An inactive key exists but signs nothing.", default: "Active" }),
  primary: field(z.boolean().optional(), {
    doc: "Only for a key without `user`, of an account from before IAM users: whether it is a primary key, which may manage the account's keys. Removing it leaves the key as it is.",
    whenRemoved: "forget",
  }),
  trackLastUsed: field(z.boolean().optional(), {
    doc: "Let a refresh ask when the key was last used, which takes a call more. Default false.",
    local: true,
  }),
});
const outputs = z.strictObject({
  accessKeyId: field(z.string(), { doc: "The key's id; also the resource's ID." }),
  secretAccessKey: field(z.string().optional(), {
    doc: "The secret. Shown by the service once, at creation; absent on an imported key.",
    secret: true,
  }),
  createDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601." }),
  lastUsedDate: field(z.string().optional(), {
    doc: "When the key was last used, as of the last refresh; needs `trackLastUsed`. Absent when it never was.",
  }),
  lastUsedService: field(z.string().optional(), { doc: "For which service it was last used; needs `trackLastUsed`." }),
});

type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;

/** unverified: under which name the service shows the root user as the owner of a key. */
const rootName = "root";

const primaryOfRoot: CrossRule<typeof inputs> = {
  on: ["user", "primary"],
  presence: true,
  check: ({ user, primary }) =>
    user === undefined || primary === undefined
      ? []
      : [{ path: ["primary"], message: "is for keys of the account itself: leave `user` out, or leave `primary` out" }],
};

async function make(context: Context, userName: string | undefined): Promise<iam.AccessKey> {
  await removeLostKey(context, { userName });
  const known = (await keysOf(context, userName)).map((key) => key.accessKeyId);
  return makeKey(context, { userName }, known);
}

type Settings = Pick<Inputs, "user" | "status" | "primary">;

/** One call for both settings: the service wants the status with each. */
async function sync(context: Context, id: string, from: Partial<Settings>, to: Settings): Promise<void> {
  const { user, status, primary } = to;
  const isPrimaryNew = primary !== undefined && primary !== from.primary;
  if (status === from.status && !isPrimaryNew) return;
  if (status === "Inactive" && from.status !== "Inactive") await assertNotSigner(context, id, "deactivated");
  if (isPrimaryNew && !primary) await assertNotSigner(context, id, "made a plain one");
  await iam.updateAccessKey(context.client, {
    accessKeyId: id,
    status,
    ...(user === undefined ? {} : { userName: user }),
    ...(isPrimaryNew ? { isPrimary: primary } : {}),
  });
}

type LastUse = iam.AccessKeyLastUsed & { readonly userName?: string };

/** Undefined: the service knows no such key. */
async function lastUse({ client }: Context, accessKeyId: string): Promise<LastUse | undefined> {
  try {
    return await iam.getAccessKeyLastUsed(client, { accessKeyId });
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    throw error;
  }
}

async function lookAt(context: Context, id: string, userName: string | undefined): Promise<iam.AccessKeyMetadata | undefined> {
  try {
    return (await keysOf(context, userName)).find((candidate) => candidate.accessKeyId === id);
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    throw error;
  }
}

interface Found {
  readonly key: iam.AccessKeyMetadata;
  /** Absent: a key of the caller itself. */
  readonly user?: string;
}

/** A key of which only the id is known. */
async function find(context: Context, id: string, used: LastUse): Promise<Found | undefined> {
  const { userName } = used;
  const own = userName === undefined || userName === rootName ? await lookAt(context, id, undefined) : undefined;
  if (own !== undefined) return { key: own };
  if (userName === undefined) throw new Error(`the service does not say whose access key ${id} is; it cannot be imported by its id alone`);
  const key = await lookAt(context, id, userName);
  return key === undefined ? undefined : { key, user: key.userName ?? userName };
}

/** A key of this owner; that a key of the caller's is not there may also mean that the caller is another one now. */
async function findOf(context: Context, id: string, user: string | undefined): Promise<Found | undefined> {
  const key = await lookAt(context, id, user);
  if (key !== undefined) return { key, ...(user === undefined ? {} : { user: key.userName ?? user }) };
  const owner = user === undefined ? await lastUse(context, id) : undefined;
  if (owner === undefined) return undefined;
  throw new Error(
    `access key ${id} exists, but the provider's credentials belong to another owner (the key's is ${owner.userName ?? "not told"}); use those with which it was made`,
  );
}

function toOutputs(key: iam.AccessKeyMetadata, used: iam.AccessKeyLastUsed | undefined): Partial<Outputs> {
  return {
    accessKeyId: key.accessKeyId,
    ...(key.createDate === undefined ? {} : { createDate: key.createDate }),
    // Named even when absent, so that a state does not keep what is no longer asked for.
    lastUsedDate: used?.lastUsedDate,
    lastUsedService: used?.lastUsedDate === undefined ? undefined : used.serviceName,
  };
}

export const accessKey = defineResource({
  noun: "AccessKey",
  doc: `An access key of a user. The secret is an output, encrypted in state, and can be read from the service never again.

A user has two keys at most. Deleting the resource deletes the key: calls signed with it fail at once. The key that signs the provider's own
calls is neither deleted nor deactivated. A key that was made and never reached the state, since the run was cut off, is
removed by the next update where the service's answer had come; otherwise it may be somebody else's, and is named and left.
For a key that is replaced from time to time use \`RotatingAccessKey\`.

\`\`\`typescript
import * as oos from "pulumi-oos";

const ci = new oos.IamUser("ci", {});
const key = new oos.AccessKey("ci", { user: ci.userName });
export const secret = key.secretAccessKey;
\`\`\`

Without \`user\` it is a key of the account itself. Accounts from before IAM users have primary and plain keys of this kind; import them by
their ids, and set \`primary\` to manage which of them may manage keys.`,
  idForm: "`<access key id>`; the secret of an imported key stays absent",
  idInputs: (id) => (/^\w{1,128}$/.test(id) ? {} : undefined),
  inputs,
  outputs,
  rules: [primaryOfRoot],
  // A replacement has another id in any case: the new key is made before the old one goes.
  identity: [],
  deletesLost: true,
  stable: ["accessKeyId", "secretAccessKey", "createDate"],
  queue: ({ user }) => `user/${user?.toLowerCase() ?? ""}`,

  async create(context, wanted, made) {
    const { user } = wanted;
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
    await sync(context, key.accessKeyId, { status: "Active", primary: false }, wanted);
    return { id: key.accessKeyId, outputs: result };
  },
  async observe(context, id, known) {
    const used = known === undefined || known.trackLastUsed === true ? await lastUse(context, id) : undefined;
    if (known === undefined && used === undefined) return undefined;
    const found = known === undefined && used !== undefined ? await find(context, id, used) : await findOf(context, id, known?.user);
    if (found === undefined) return undefined;
    const { key, user } = found;
    const status: "Active" | "Inactive" = key.status === "Inactive" ? "Inactive" : "Active";
    // A key of today says nothing about being primary: it is not.
    const primary = key.isPrimary ?? (known?.primary === undefined ? undefined : false);
    return {
      inputs: { status, ...(user === undefined ? {} : { user }), ...(primary === undefined ? {} : { primary }) },
      outputs: toOutputs(key, known?.trackLastUsed === true ? used : undefined),
    };
  },
  async update(context, id, news, olds) {
    await sync(context, id, olds, news);
    return news.trackLastUsed === true ? {} : { lastUsedDate: undefined, lastUsedService: undefined };
  },
  async delete(context, id, { user }) {
    await assertNotSigner(context, id, "deleted");
    await deleteKey(context, user, id);
  },
});
