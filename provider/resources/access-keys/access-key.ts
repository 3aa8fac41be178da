/** AccessKey: a key pair with which a user signs calls [GUIDE 7.1.9-7.1.13], also one from before IAM users [OLD 4.4]. */
import { z } from "zod";
import { isMaybeDone } from "../shared/claim";
import { type Context, type CrossRule, defineResource, field, type RuleProblem, type Values } from "../../define";
import { assertNotSigner, deleteKey, keysOf, makeKey, removeLostKey } from "./make";
import { namesUser } from "../shared/references";
import { iamNameKey, iamNameProblems } from "../../rules/iam-name";
import * as iam from "../../services/iam";
import { ifThere } from "../shared/absence";
import { defined } from "../../pure/defined";

const inputs = z.strictObject({
  user: field(namesUser(z.string().min(1)).optional(), {
    doc: "Name of the user. Default: the owner of the provider's own key, usually the account's root user. A change replaces the key.",
    replaces: true,
    absenceCounts: true,
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "user").map((message) => ({ message })),
  }),
  status: field(z.enum(["Active", "Inactive"]), {
    doc: "An inactive key exists, but calls signed with it are refused.",
    default: "Active",
  }),
  primary: field(z.boolean().optional(), {
    doc: "Only for a key without `user`, of an account from before IAM users: whether it is a primary key, which may manage the account's keys. Removing the field leaves the key as it is.",
    whenRemoved: "forget",
  }),
  trackLastUsed: field(z.boolean().optional(), {
    doc: "Whether a refresh asks when the key was last used; this takes one more call. Default false.",
    local: true,
  }),
});
const outputs = z.strictObject({
  accessKeyId: field(z.string(), { doc: "The key's id; also the resource's ID." }),
  secretAccessKey: field(z.string().optional(), {
    doc: "The secret. The service shows it only once, at creation; absent on an imported key.",
    secret: true,
  }),
  createDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601." }),
  lastUsedDate: field(z.string().optional(), {
    doc: "Time of the last use, as of the last refresh; needs `trackLastUsed`. Absent: never used.",
  }),
  lastUsedService: field(z.string().optional(), { doc: "Service for which the key was last used; needs `trackLastUsed`." }),
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
    ...defined({ userName: user }),
    ...(isPrimaryNew ? { isPrimary: primary } : {}),
  });
}

type LastUse = iam.AccessKeyLastUsed & { readonly userName?: string };

/** Undefined: the service knows no such key. */
function lastUse(context: Context, accessKeyId: string): Promise<LastUse | undefined> {
  return ifThere(iam.getAccessKeyLastUsed(context.client, { accessKeyId }), context);
}

async function lookAt(context: Context, id: string, userName: string | undefined): Promise<iam.AccessKeyMetadata | undefined> {
  return (await ifThere(keysOf(context, userName), context))?.find((candidate) => candidate.accessKeyId === id);
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
    ...defined({ createDate: key.createDate }),
    // Named even when absent, so that a state does not keep what is no longer asked for.
    lastUsedDate: used?.lastUsedDate,
    lastUsedService: used?.lastUsedDate === undefined ? undefined : used.serviceName,
  };
}

export const accessKey = defineResource({
  noun: "AccessKey",
  uses: ["CreateAccessKey", "ListAccessKeys", "UpdateAccessKey", "DeleteAccessKey"],
  mayUse: ["GetAccessKeyLastUsed"],
  doc: `An access key of a user. The secret is an output, encrypted in state; the service shows it only once.

A user has two keys at most. Deleting the resource deletes the key: calls signed with it fail at once. The key that signs the provider's own
calls is neither deleted nor deactivated. If a run was cut off after a key was created, the next update removes that key, provided the service's
answer had arrived and the stack's state proves that it never stored the key; otherwise the key may be somebody else's: it is named and left.
To replace a key from time to time, use \`RotatingAccessKey\`.

\`\`\`typescript
import * as oos from "pulumi-oos";

const ci = new oos.IamUser("ci", {});
const key = new oos.AccessKey("ci", { user: ci.userName });
export const secret = key.secretAccessKey;
\`\`\`

Without \`user\` the key belongs to the account itself. Accounts from before IAM users have primary and plain keys of this kind; import them by
their ids, and set \`primary\` to choose the kind.`,
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
      ...defined({ createDate: key.createDate }),
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
      inputs: { status, ...defined({ user, primary }) },
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
