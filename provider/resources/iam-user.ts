/** IamUser: a user of the account [GUIDE 7.1.1-7.1.8]. */
import { z } from "zod";
import { claim } from "./shared/claim";
import { type Context, defineResource, field, type RuleProblem, type Values } from "../define";
import { deleteHeld, type Holder } from "./shared/in-use";
import { userArn } from "../rules/arn";
import { iamNameKey, iamNameProblems } from "../rules/iam-name";
import { IAM_USER_TAG_RULES, tagProblems } from "../rules/tags";
import * as iam from "../services/iam";
import { ifThere, unlessGone } from "./shared/absence";
import { defined } from "../pure/defined";

const inputs = z.strictObject({
  userName: field(z.string(), {
    doc: "Name, 1-64 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the user (the service has no rename).",
    replaces: true,
    autoname: { maxLength: 64 },
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "user").map((message) => ({ message })),
  }),
  tags: field(z.record(z.string(), z.string()).optional(), {
    doc: "Tags, at most 10. `{}` is the same as leaving it out.",
    absentMeans: {},
    rule: (tags: Record<string, string>): RuleProblem[] =>
      tagProblems(tags, IAM_USER_TAG_RULES).map(({ message, path }) => ({ message, path })),
    same: sameTags,
  }),
  forceDestroy: field(z.boolean(), {
    doc: "Whether a deletion first detaches the user's policies, removes the user from its groups and deletes its access keys, login profile and MFA devices, including those of other stacks. Must be in the state before the deletion. Default false.",
    local: true,
    default: false,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over an existing user instead of failing. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  arn: field(z.string(), { doc: "`arn:ctyun:iam::<account>:user/<name>`." }),
  userId: field(z.string().optional(), { doc: "Id given by the service." }),
  createDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601." }),
});

type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;
type Tags = Readonly<Record<string, string>>;

function sameTags(a: Tags, b: Tags): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** A user as this file works with it: tags by key, always with an ARN. */
interface User extends Outputs {
  readonly userName: string;
  readonly tags: Record<string, string>;
}

async function toUser(context: Context, user: iam.User): Promise<User> {
  return {
    userName: user.userName,
    tags: Object.fromEntries(user.tags.map(({ key, value }) => [key, value])),
    arn: user.arn ?? userArn(await context.accountId(), user.userName),
    ...defined({ userId: user.userId, createDate: user.createDate }),
  };
}

function toPairs(tags: Tags): { key: string; value: string }[] {
  return Object.entries(tags).map(([key, value]) => ({ key, value }));
}

function toOutputs(user: User): Outputs {
  return {
    arn: user.arn,
    ...defined({ userId: user.userId, createDate: user.createDate }),
  };
}

function look(context: Context, userName: string): Promise<iam.User | undefined> {
  return ifThere(iam.getUser(context.client, { userName }), context);
}

/** Sets and removes what differs, nothing else. */
async function syncTags({ client }: Context, userName: string, observed: Tags, wanted: Tags): Promise<void> {
  const gone = Object.keys(observed).filter((key) => !(key in wanted));
  const changed = Object.fromEntries(Object.entries(wanted).filter(([key, value]) => observed[key] !== value));
  if (gone.length > 0) await iam.untagUser(client, { userName, tagKeys: gone });
  if (Object.keys(changed).length > 0) await iam.tagUser(client, { userName, tags: toPairs(changed) });
}

/** Tags that the program names for the first time may meet others on the user; from now on all of them are managed. */
async function unmanagedTags({ client }: Context, userName: string, { tags }: Inputs): Promise<Tags> {
  if (tags === undefined) return {};
  const found = await iam.listAllUserTags(client, { userName });
  return Object.fromEntries(found.map(({ key, value }) => [key, value]));
}

/** Everything that keeps a user from being deleted. */
async function holders({ client }: Context, userName: string): Promise<readonly Holder[]> {
  const policies = await iam.listAllAttachedUserPolicies(client, { userName });
  const groups = await iam.listAllGroupsForUser(client, { userName });
  const keys = await iam.listAllAccessKeys(client, { userName });
  const devices = await iam.listAllMfaDevices(client, { userName });
  return [
    ...policies.map(({ policyArn }) => ({
      name: `policy ${policyArn}`,
      release: () => iam.detachUserPolicy(client, { userName, policyArn }),
    })),
    ...groups.map(({ groupName }) => ({
      name: `group "${groupName}"`,
      release: () => iam.removeUserFromGroup(client, { userName, groupName }),
    })),
    ...keys.map(({ accessKeyId }) => ({
      name: `access key ${accessKeyId}`,
      release: () => iam.deleteAccessKey(client, { userName, accessKeyId }),
    })),
    ...devices.map(({ serialNumber }) => ({
      name: `MFA device ${serialNumber}`,
      release: async () => {
        await unlessGone(iam.deactivateMfaDevice(client, { userName, serialNumber }));
        await iam.deleteVirtualMfaDevice(client, { serialNumber });
      },
    })),
    ...(await loginProfileOf(client, userName)),
  ];
}

async function loginProfileOf(client: Context["client"], userName: string): Promise<readonly Holder[]> {
  if ((await ifThere(iam.getLoginProfile(client, { userName }))) === undefined) return [];
  return [{ name: "a login profile", release: () => iam.deleteLoginProfile(client, { userName }) }];
}

export const iamUser = defineResource({
  noun: "IamUser",
  uses: ["CreateUser", "GetUser", "DeleteUser", "TagUser", "UntagUser", "ListUserTags"],
  mayUse: [
    "ListGroupsForUser",
    "RemoveUserFromGroup",
    "ListAttachedUserPolicies",
    "DetachUserPolicy",
    "ListAccessKeys",
    "DeleteAccessKey",
    "GetLoginProfile",
    "DeleteLoginProfile",
    "ListMFADevices",
    "DeactivateMFADevice",
    "DeleteVirtualMFADevice",
  ],
  elsewhere: { name: "userName" },
  doc: `A user of the account. A user has no permissions until a policy is attached, and cannot sign calls without an \`AccessKey\`.

Deleting a user that still has keys, policies, groups, a login profile or MFA devices fails unless \`forceDestroy\` is set; the provider waits for
those that are being deleted in the same run.

\`\`\`typescript
import * as oos from "pulumi-oos";

const ci = new oos.IamUser("ci", { tags: { team: "build" } });
\`\`\``,
  idForm: "`<user name>`",
  inputs,
  outputs,
  identity: ["userName"],
  arn: "arn",
  stable: ["arn", "userId", "createDate"],
  queue: ({ userName }) => `user/${iamNameKey(userName ?? "")}`,

  async create(context, wanted, made) {
    const { userName, tags = {} } = wanted;
    const { entity, found } = await claim<iam.User>(context, {
      noun: "IamUser",
      name: iamNameKey(userName),
      subject: `user "${userName}"`,
      importId: userName,
      adopt: wanted.adopt === true,
      look: () => look(context, userName),
      madeAt: (user) => (user.createDate === undefined ? undefined : new Date(user.createDate)),
      parts: { made: () => [tags], shown: (user) => [Object.fromEntries(user.tags.map(({ key, value }) => [key, value]))] },
      make: () => iam.createUser(context.client, { userName, tags: toPairs(tags) }),
    });
    made(userName, {});
    const user = await toUser(context, entity);
    made(userName, toOutputs(user));
    if (found) await syncTags(context, userName, user.tags, wanted.tags ?? user.tags);
    return { id: userName, outputs: toOutputs(user) };
  },
  async observe(context, id) {
    const found = await look(context, id);
    if (found === undefined) return undefined;
    const user = await toUser(context, found);
    const tags = Object.keys(user.tags).length === 0 ? {} : { tags: user.tags };
    return { inputs: { userName: user.userName, ...tags }, outputs: toOutputs(user) };
  },
  async update(context, id, news, olds) {
    await syncTags(context, id, olds.tags ?? (await unmanagedTags(context, id, news)), news.tags ?? {});
    return {};
  },
  delete: (context, id, { forceDestroy }) =>
    deleteHeld(context, {
      subject: `user "${id}"`,
      relation: "still has",
      force: forceDestroy === true,
      remove: () => iam.deleteUser(context.client, { userName: id }),
      holders: () => holders(context, id),
    }),
});
