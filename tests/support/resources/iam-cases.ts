/** Groups, who is in them, console passwords and their rules: as data for the lifecycle suite. */
import type { RunningEmulator } from "../../../emulator";
import { iam, members } from "../emulator/support";
import type { Properties } from "../plugin/results";
import type { ResourceCase } from "./suite";

/** Calls that make what must exist first; what is there already is fine. */
const making =
  (...calls: readonly (readonly [action: string, params: Readonly<Record<string, string>>])[]) =>
  async (emulator: RunningEmulator): Promise<void> => {
    for (const [action, params] of calls) {
      await iam(emulator, action, params).catch((error: unknown) => {
        if (!String(error).includes("EntityAlreadyExists")) throw error;
      });
    }
  };
const user = (UserName: string) => ["CreateUser", { UserName }] as const;
const group = (GroupName: string) => ["CreateGroup", { GroupName }] as const;
const policy = (PolicyName: string) => {
  const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:GetObject", Resource: "*" }] };
  return ["CreatePolicy", { PolicyName, PolicyDocument: JSON.stringify(document) }] as const;
};
const arnOf = (emulator: RunningEmulator, name: string): string => `arn:ctyun:iam::${emulator.accountId}:policy/${name}`;

async function unlessAbsent<T>(task: () => Promise<T>): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (String(error).includes("NoSuchEntity")) return undefined;
    throw error;
  }
}

async function membersOf(emulator: RunningEmulator, name: string): Promise<readonly string[] | undefined> {
  const users = members((await iam(emulator, "GetGroup", { GroupName: name }))["Users"]).map(({ UserName }) => String(UserName));
  return users.length === 0 ? undefined : users.sort();
}

/** The names as the service has them. */
const asMade = (users: unknown): readonly string[] =>
  (users as readonly string[]).map((name) => name.charAt(0).toUpperCase() + name.slice(1).toLowerCase()).sort();

const groupCase: ResourceCase = {
  noun: "Group",
  outputs: ["arn", "groupId", "createDate"],
  minimal: () => ({ groupName: "Admins" }),
  full: () => ({ groupName: "Admins", forceDestroy: true }),
  changed: () => ({ groupName: "ADMINS", forceDestroy: false }),
  replacement: { inputs: () => ({ groupName: "Auditors" }), replaces: ["groupName"], deleteBeforeReplace: false },
  makeElsewhere: (emulator) => iam(emulator, "CreateGroup", { GroupName: "admins" }),
  look: (emulator) =>
    unlessAbsent(async () => {
      const { Group: found } = (await iam(emulator, "GetGroup", { GroupName: "Admins" })) as { Group: { GroupName: string } };
      return found.GroupName.toLowerCase();
    }),
  shown: () => "admins",
};

/** A membership beside a member of others. */
const groupMembership: ResourceCase = {
  noun: "GroupMembership",
  outputs: [],
  prepare: making(group("Ops"), ...["Bob", "Eve", "Mia", "Other"].map(user), ["AddUserToGroup", { GroupName: "Ops", UserName: "Other" }]),
  minimal: () => ({ group: "Ops", users: ["Bob"] }),
  full: () => ({ group: "OPS", users: ["EVE"] }),
  changed: () => ({ group: "Ops", users: ["Mia", "eve"] }),
  replacement: { inputs: () => ({ group: "Other", users: ["Bob"] }), replaces: ["group"], deleteBeforeReplace: false },
  makeElsewhere: (emulator) => iam(emulator, "AddUserToGroup", { GroupName: "Ops", UserName: "Bob" }),
  look: async (emulator) => {
    const all = await membersOf(emulator, "Ops");
    if (all?.includes("Other") !== true) throw new Error("the membership of others is gone");
    const ours = all.filter((name) => name !== "Other");
    return ours.length === 0 ? undefined : ours;
  },
  shown: ({ users }) => asMade(users),
};

const groupMembers: ResourceCase = {
  noun: "GroupMembers",
  outputs: [],
  prepare: making(group("Team"), ...["Bob", "Eve", "Mia"].map(user)),
  minimal: () => ({ group: "Team", users: ["Bob"] }),
  full: () => ({ group: "TEAM", users: ["EVE"] }),
  changed: () => ({ group: "Team", users: ["Mia", "eve"] }),
  replacement: { inputs: () => ({ group: "Other", users: ["Bob"] }), replaces: ["group"], deleteBeforeReplace: false },
  makeElsewhere: (emulator) => iam(emulator, "AddUserToGroup", { GroupName: "Team", UserName: "Mia" }),
  look: (emulator) => membersOf(emulator, "Team"),
  shown: ({ users }) => asMade(users),
};

const groupPolicyAttachment: ResourceCase = {
  noun: "GroupPolicyAttachment",
  outputs: [],
  prepare: making(group("Ops"), policy("GroupReader")),
  minimal: (emulator) => ({ group: "Ops", policyArn: arnOf(emulator, "GroupReader") }),
  // Names of IAM have no case.
  full: (emulator) => ({ group: "OPS", policyArn: arnOf(emulator, "GroupReader") }),
  changed: (emulator) => ({ group: "Ops", policyArn: arnOf(emulator, "groupreader") }),
  replacement: {
    inputs: (emulator) => ({ group: "Team", policyArn: arnOf(emulator, "GroupReader") }),
    replaces: ["group"],
    deleteBeforeReplace: false,
  },
  makeElsewhere: (emulator) => iam(emulator, "AttachGroupPolicy", { GroupName: "Ops", PolicyArn: arnOf(emulator, "GroupReader") }),
  look: async (emulator) => {
    const attached = members((await iam(emulator, "ListAttachedGroupPolicies", { GroupName: "Ops" }))["AttachedPolicies"]);
    return attached.length === 0 ? undefined : attached.map(({ PolicyName }) => PolicyName);
  },
  shown: () => ["GroupReader"],
};

const loginProfile: ResourceCase = {
  noun: "LoginProfile",
  outputs: ["generatedPassword", "createDate"],
  notImported: ["password", "generatedPassword"],
  notOnService: ["password", "passwordResetRequired"],
  prepare: making(user("Bob")),
  minimal: () => ({ user: "Bob" }),
  full: () => ({ user: "BOB", password: "Given-password-1", passwordResetRequired: false }),
  changed: () => ({ user: "Bob", password: "Other-password-2", passwordResetRequired: true }),
  replacement: { inputs: () => ({ user: "Eve" }), replaces: ["user"], deleteBeforeReplace: false },
  makeElsewhere: (emulator) =>
    iam(emulator, "CreateLoginProfile", { UserName: "Bob", Password: "Theirs-password-3", PasswordResetRequired: "false" }),
  look: (emulator) =>
    unlessAbsent(async () => {
      const { LoginProfile: found } = (await iam(emulator, "GetLoginProfile", { UserName: "Bob" })) as {
        LoginProfile: { PasswordResetRequired: string };
      };
      return { reset: found.PasswordResetRequired };
    }),
  shown: ({ passwordResetRequired = true }) => ({ reset: String(passwordResetRequired) }),
};

const defaultRules: Properties = {
  allowUsersToChangePassword: true,
  hardExpiry: false,
  maxPasswordAge: 0,
  minimumPasswordLength: 8,
  passwordReusePrevention: 0,
  requireLowercaseCharacters: false,
  requireNumbers: false,
  requireSymbols: false,
  requireUppercaseCharacters: false,
};
const asText = (rules: Properties): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.keys(defaultRules).map((name) => [name.charAt(0).toUpperCase() + name.slice(1), String(rules[name])]));

const passwordPolicy: ResourceCase = {
  noun: "PasswordPolicy",
  outputs: ["expirePasswords"],
  minimal: () => ({ minimumPasswordLength: 10 }),
  full: () => ({
    allowUsersToChangePassword: false,
    hardExpiry: true,
    maxPasswordAge: 90,
    minimumPasswordLength: 12,
    passwordReusePrevention: 3,
    requireLowercaseCharacters: true,
    requireNumbers: true,
    requireSymbols: true,
    requireUppercaseCharacters: true,
  }),
  changed: () => ({ ...defaultRules, minimumPasswordLength: 9, passwordReusePrevention: 24, requireSymbols: true }),
  makeElsewhere: (emulator) => iam(emulator, "UpdateAccountPasswordPolicy", { MinimumPasswordLength: "14", RequireNumbers: "true" }),
  look: async (emulator) => {
    const { PasswordPolicy: found } = (await iam(emulator, "GetAccountPasswordPolicy")) as { PasswordPolicy: Record<string, string> };
    const { ExpirePasswords: _computed, ...rules } = found;
    return Object.entries(asText(defaultRules)).every(([name, value]) => rules[name] === value) ? undefined : rules;
  },
  // A rule that the program does not name stays as it was.
  shown: (inputs, before) => asText({ ...defaultRules, ...before, ...inputs }),
};

export const iamCases: readonly ResourceCase[] = [
  groupCase,
  groupMembers,
  groupMembership,
  groupPolicyAttachment,
  loginProfile,
  passwordPolicy,
];
