/** getAccessKeys: access keys with their age and last use [GUIDE 7.1.10, 7.1.11] [OLD 4.4.4]. */
import { z } from "zod";
import { type Context, defineFunction, field, type RuleProblem, type Values } from "../define";
import { existing } from "./shared/existing";
import { byName, eachOf, memberDocs, nameRule } from "./shared/iam";
import { wholeDaysSince } from "../pure/time";
import * as iam from "../services/iam";
import { defined } from "../pure/defined";

const key = z.strictObject({
  accessKeyId: z.string().describe("Id of the key."),
  userName: z.string().optional().describe("Owner of the key, if the service returns it; `root` for the root user."),
  status: z.string().describe("`Active` or `Inactive`."),
  createDate: z.string().optional().describe(memberDocs.createDate),
  ageDays: z.number().int().optional().describe("Whole days since its creation."),
  lastUsedDate: z.string().optional().describe("Time of the last use, ISO 8601. Absent: never used, or not asked for."),
  lastUsedDays: z.number().int().optional().describe("Whole days since its last use."),
  lastUsedService: z.string().optional().describe("Service for which the key was last used."),
  isPrimary: z.boolean().optional().describe("Only on keys from before IAM: whether it is a primary key, which may manage the others."),
});
const inputs = z.strictObject({
  userName: field(z.string().optional(), { doc: "Limit to the keys of this user.", rule: nameRule("user") }),
  allUsers: field(z.boolean(), {
    doc: "Return the keys of every user and the caller's own; one call per user. Without it and `userName`, only the caller's own keys.",
    default: false,
  }),
  olderThanDays: field(z.number().int().min(0), {
    doc: "Limit to keys of at least this age in days, and to keys of unknown age.",
    default: 0,
  }),
  lastUsed: field(z.boolean(), { doc: "Return the last use of each key; one call per key.", default: true }),
  legacy: field(z.boolean(), {
    doc: "Call `ListAccessKey`, the operation of OOS 6.0, which returns every key of an account from before IAM if the caller's key is a primary one. It knows no users and no last use.",
    default: false,
  }),
});
const outputs = z.strictObject({
  keys: field(z.array(key), { doc: "The keys, sorted by id, without their secrets.", typeName: "AccessKeyInfos" }),
  accessKeyIds: field(z.array(z.string()), { doc: "Their ids, in the same order." }),
});

type Inputs = Values<typeof inputs>;
type Key = z.infer<typeof key>;

function apartProblems({ userName, allUsers, legacy }: Partial<Inputs>): RuleProblem[] {
  const problems: RuleProblem[] = [];
  if (userName !== undefined && allUsers === true)
    problems.push({ path: ["allUsers"], message: "cannot be combined with userName: give one of the two" });
  for (const [name, isSet] of [["userName", userName !== undefined] as const, ["allUsers", allUsers === true] as const])
    if (legacy === true && isSet)
      problems.push({ path: [name], message: "cannot be combined with legacy, which lists the keys of the account" });
  return problems;
}

async function listed({ client }: Context, { userName, allUsers, legacy }: Inputs): Promise<iam.AccessKeyMetadata[]> {
  if (legacy) return iam.listAllLegacyAccessKeys(client);
  if (userName !== undefined) return existing(`user "${userName}"`, () => iam.listAllAccessKeys(client, { userName }));
  const own = await iam.listAllAccessKeys(client);
  if (!allUsers) return own;
  const ofUsers = await eachOf(await iam.listAllUsers(client), async ({ userName: owner }) => {
    const keys = await iam.listAllAccessKeys(client, { userName: owner });
    return keys.map((one) => ({ userName: owner, ...one }));
  });
  // A caller that is a user is among the users.
  return [...new Map([...own, ...ofUsers.flat()].map((one) => [one.accessKeyId, one])).values()];
}

function aged(one: iam.AccessKeyMetadata, now: Date): Key {
  const { accessKeyId, status, userName, createDate, isPrimary } = one;
  return {
    accessKeyId,
    status,
    ...defined({ userName, createDate }),
    ...days("ageDays", createDate, now),
    ...defined({ isPrimary }),
  };
}

/** Nothing where there is no date, or one that cannot be read. */
function days<N extends "ageDays" | "lastUsedDays">(name: N, date: string | undefined, now: Date): Partial<Record<N, number>> {
  const since = date === undefined ? Number.NaN : wholeDaysSince(new Date(date), now);
  return Number.isNaN(since) ? {} : ({ [name]: Math.max(0, since) } as Partial<Record<N, number>>);
}

async function used({ client }: Context, accessKeyId: string, now: Date): Promise<Partial<Key>> {
  const { lastUsedDate, serviceName } = await iam.getAccessKeyLastUsed(client, { accessKeyId });
  // A key that was never used has no date, and a placeholder for the service.
  if (lastUsedDate === undefined) return {};
  return {
    lastUsedDate,
    ...days("lastUsedDays", lastUsedDate, now),
    ...defined({ lastUsedService: serviceName }),
  };
}

export const getAccessKeys = defineFunction({
  name: "getAccessKeys",
  uses: ["ListAccessKeys", "GetAccessKeyLastUsed"],
  mayUse: ["ListAccessKey", "ListUsers"],
  doc: "Lists access keys with their age in days and their last use, on all pages: the caller's own, those of one user, or those of every user.",
  inputs,
  outputs,
  rules: [{ on: ["userName", "allUsers", "legacy"], check: apartProblems }],
  async invoke(context, wanted) {
    const now = context.now();
    const all = (await listed(context, wanted)).map((one) => aged(one, now));
    const old = all.filter(({ ageDays }) => ageDays === undefined || ageDays >= wanted.olderThanDays);
    const asks = wanted.lastUsed && !wanted.legacy;
    const keys = asks ? await eachOf(old, async (one) => ({ ...one, ...(await used(context, one.accessKeyId, now)) })) : old;
    const sorted = byName(keys, ({ accessKeyId }) => accessKeyId);
    return { keys: sorted, accessKeyIds: sorted.map(({ accessKeyId }) => accessKeyId) };
  },
});
