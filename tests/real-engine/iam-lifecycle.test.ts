/**
 * Groups, memberships, attachments, console passwords and their rules over the real engine: every option set, changed, removed and renamed in one
 * stack, quiet after each step. Deletions succeed in whatever order the engine chooses; no password stands anywhere in plain. One face goes the whole
 * way; ./lifecycle.test.ts goes it in both, and tests/provider/resources has every noun in both.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { iam } from "../support/emulator/support";
import { engineTestLimit, type ResourceSpec, type Spec, Stack } from "../support/engine/harness";
import { type AccountState, accountState, settingsFor } from "../support/engine/servers";

const ref = (path: string): { $ref: string } => ({ $ref: path });
const document = (...actions: readonly string[]): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});

type Args = Readonly<Record<string, unknown>>;
type Name = "ops" | "admins" | "bob" | "eve" | "policy" | "some" | "all" | "login" | "rules";

interface Step {
  readonly title: string;
  readonly args: Readonly<Record<Name, Args>>;
  /** What the account must hold. */
  readonly groups: AccountState["groups"];
  readonly rules: Readonly<Record<string, string>>;
}

const [bob, eve] = [ref("bob.userName"), ref("eve.userName")];
const always = {
  ops: { groupName: "Ops" },
  admins: { groupName: "Admins" },
  bob: { userName: "Bob" },
  eve: { userName: "Eve" },
  policy: { name: "Reader", policy: document("oos:GetObject") },
  some: { group: ref("ops.groupName"), users: [bob] },
  all: { group: ref("admins.groupName"), users: [eve] },
  login: { user: bob },
  rules: { minimumPasswordLength: 10 },
} satisfies Record<Name, Args>;
const defaults = { MinimumPasswordLength: "10", MaxPasswordAge: "0", HardExpiry: "false", RequireSymbols: "false" };
const everyRule = { requireLowercaseCharacters: true, requireNumbers: true, requireSymbols: true, requireUppercaseCharacters: true };

const steps: readonly Step[] = [
  {
    title: "only what is required",
    args: always,
    groups: [
      { name: "Ops", members: ["bob"], policies: ["reader"] },
      { name: "Admins", members: ["eve"], policies: [] },
    ],
    rules: defaults,
  },
  {
    title: "every option set",
    args: {
      ops: { ...always.ops, forceDestroy: true },
      admins: { ...always.admins, forceDestroy: true },
      bob: { ...always.bob, tags: { team: "a" }, forceDestroy: true },
      eve: { ...always.eve, forceDestroy: true },
      policy: { ...always.policy, description: "first", policy: document("oos:GetObject", "oos:PutObject"), forceDestroy: true },
      some: { ...always.some, users: [bob, eve] },
      all: { ...always.all, users: [eve, bob] },
      login: { ...always.login, password: "Given-password-1", passwordResetRequired: false },
      rules: {
        ...everyRule,
        minimumPasswordLength: 12,
        maxPasswordAge: 90,
        hardExpiry: true,
        passwordReusePrevention: 3,
        allowUsersToChangePassword: false,
      },
    },
    groups: [
      { name: "Ops", members: ["bob", "eve"], policies: ["reader"] },
      { name: "Admins", members: ["bob", "eve"], policies: [] },
    ],
    rules: { MinimumPasswordLength: "12", MaxPasswordAge: "90", HardExpiry: "true", RequireSymbols: "true" },
  },
  {
    title: "every option changed",
    args: {
      ops: { groupName: "OPS", forceDestroy: false },
      admins: { ...always.admins, forceDestroy: false },
      bob: { userName: "BOB", tags: { team: "b" }, forceDestroy: false },
      eve: { ...always.eve, forceDestroy: false },
      policy: { ...always.policy, description: "second", policy: JSON.stringify(document("oos:DeleteObject")), forceDestroy: false },
      some: { ...always.some, users: [eve] },
      all: { ...always.all, users: ["BOB"] },
      login: { ...always.login, password: "Other-password-2", passwordResetRequired: true },
      rules: { ...everyRule, minimumPasswordLength: 9, maxPasswordAge: 30, hardExpiry: false, requireSymbols: false },
    },
    groups: [
      { name: "Ops", members: ["eve"], policies: ["reader"] },
      { name: "Admins", members: ["bob"], policies: [] },
    ],
    rules: { MinimumPasswordLength: "9", MaxPasswordAge: "30", HardExpiry: "false", RequireSymbols: "false" },
  },
  {
    title: "every option removed",
    args: always,
    groups: [
      { name: "Ops", members: ["bob"], policies: ["reader"] },
      { name: "Admins", members: ["eve"], policies: [] },
    ],
    // A rule that the program no longer names stays as it is.
    rules: { ...defaults, MaxPasswordAge: "30" },
  },
  {
    title: "every name changed: all replaced",
    args: {
      ...always,
      ops: { groupName: "Ops-2" },
      admins: { groupName: "Admins-2" },
      bob: { userName: "Bob-2" },
      eve: { userName: "Eve-2" },
      policy: { ...always.policy, name: "Reader-2" },
    },
    groups: [
      { name: "Ops-2", members: ["bob-2"], policies: ["reader-2"] },
      { name: "Admins-2", members: ["eve-2"], policies: [] },
    ],
    rules: { ...defaults, MaxPasswordAge: "30" },
  },
];

function spec(args: Readonly<Record<Name, Args>>): Spec {
  const resources: readonly ResourceSpec[] = [
    { name: "rules", noun: "PasswordPolicy", args: args.rules },
    { name: "ops", noun: "Group", args: args.ops },
    { name: "admins", noun: "Group", args: args.admins },
    { name: "bob", noun: "IamUser", args: args.bob },
    { name: "eve", noun: "IamUser", args: args.eve },
    { name: "policy", noun: "Policy", args: args.policy },
    { name: "some", noun: "GroupMembership", args: args.some },
    { name: "all", noun: "GroupMembers", args: args.all },
    { name: "ofUser", noun: "UserPolicyAttachment", args: { user: eve, policyArn: ref("policy.arn") } },
    { name: "ofGroup", noun: "GroupPolicyAttachment", args: { group: ref("ops.groupName"), policyArn: ref("policy.arn") } },
    { name: "login", noun: "LoginProfile", args: args.login, options: { dependsOn: ["rules"] } },
    // Another one, whose password is generated and whose name is ours.
    { name: "auto group", noun: "Group" },
    { name: "generated", noun: "LoginProfile", args: { user: eve, passwordLength: 24 }, options: { dependsOn: ["rules"] } },
  ];
  return { resources, outputs: { password: ref("generated.generatedPassword"), autoName: ref("auto group.groupName") } };
}

describe("dynamic face", engineTestLimit, () => {
  let emulator: RunningEmulator;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator();
    stack = await Stack.create({ face: "dynamic", config: settingsFor(emulator) });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  test.each(steps)("$title", async ({ args, groups, rules }) => {
    await stack.up(spec(args));
    await stack.mustBeQuiet();
    const state = await accountState(emulator);
    const { autoName, password } = await stack.outputs();
    expect(autoName).toMatch(/^auto-group-[0-9a-f]{7}$/);
    const shown = state.groups.filter(({ name }) => name !== autoName).map((group) => ({ ...group, members: [...group.members].sort() }));
    expect(shown).toEqual(expect.arrayContaining([...groups]));
    expect(shown).toHaveLength(groups.length);
    expect(state.policies).toEqual([args.policy["name"]]);
    expect(state.users.map(({ hasLoginProfile }) => hasLoginProfile)).toEqual([true, true]);
    expect((await iam(emulator, "GetAccountPasswordPolicy"))["PasswordPolicy"]).toMatchObject(rules);

    expect(password).toHaveLength(24);
    const { text } = await stack.exported();
    for (const secret of [String(password), "Given-password-1", "Other-password-2"]) expect(text).not.toContain(secret);
  });

  test("others' members stay beside a membership; the exclusive list takes them out again", async () => {
    const last = steps.at(-1);
    if (last === undefined) throw new Error("no steps");
    await iam(emulator, "CreateUser", { UserName: "guest" });
    for (const GroupName of ["Ops-2", "Admins-2"]) await iam(emulator, "AddUserToGroup", { GroupName, UserName: "guest" });
    const { text } = await stack.refresh();
    expect(text).toMatch(/~ oos:\w+:GroupMembers|GroupMembers all updated/);
    await stack.up(spec(last.args));
    const { groups } = await accountState(emulator);
    expect(groups).toContainEqual(expect.objectContaining({ name: "Ops-2", members: ["bob-2", "guest"] }));
    expect(groups).toContainEqual(expect.objectContaining({ name: "Admins-2", members: ["eve-2"] }));
    await iam(emulator, "RemoveUserFromGroup", { GroupName: "Ops-2", UserName: "guest" });
    await iam(emulator, "DeleteUser", { UserName: "guest" });
    await stack.mustBeQuiet();
  });

  test("some members of a group beside all of them are refused in preview", async () => {
    stack.write({
      resources: [
        ...spec(always).resources,
        { name: "more", noun: "GroupMembership", args: { group: ref("admins.groupName"), users: [eve] } },
      ],
    });
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    const [one, other] = ['users of GroupMembership "more"', 'GroupMembers "all"'];
    expect(text.replaceAll(/\s+/g, " ")).toMatch(
      new RegExp(
        `(${one} and ${other}|${other} and ${one})( \\(urn:\\S+\\))? both write the GroupMembers of group "Admins" and would overwrite`,
      ),
    );
  });

  test("destroy leaves nothing, and the service's own rules", async () => {
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    const { groups, users, policies } = await accountState(emulator);
    expect({ groups, users, policies }).toEqual({ groups: [], users: [], policies: [] });
    expect(text).toContain("the service's default rules apply again");
    expect((await iam(emulator, "GetAccountPasswordPolicy"))["PasswordPolicy"]).toMatchObject({ MinimumPasswordLength: "8" });
  });

  test("without a dependency between them, everything goes in one destroy, whatever the order", async () => {
    const arn = `arn:ctyun:iam::${emulator.accountId}:policy/loose`;
    const made: readonly ResourceSpec[] = [
      { name: "group", noun: "Group", args: { groupName: "loose" } },
      { name: "user", noun: "IamUser", args: { userName: "loose" } },
      { name: "policy", noun: "Policy", args: { name: "loose", policy: document("oos:*") } },
    ];
    const between: readonly ResourceSpec[] = [
      { name: "some", noun: "GroupMembership", args: { group: "loose", users: ["loose"] } },
      { name: "ofUser", noun: "UserPolicyAttachment", args: { user: "loose", policyArn: arn } },
      { name: "ofGroup", noun: "GroupPolicyAttachment", args: { group: "loose", policyArn: arn } },
      { name: "login", noun: "LoginProfile", args: { user: "loose" } },
      { name: "key", noun: "AccessKey", args: { user: "loose" } },
    ];
    const options = { dependsOn: made.map(({ name }) => name) };
    await stack.up({ resources: [...made, ...between.map((resource) => ({ ...resource, options }))] });
    // The state forgets the dependencies: from now on the engine deletes all of them at once.
    await stack.up({ resources: [...made, ...between] });
    const { resources } = await stack.exported();
    expect(resources).toHaveLength(made.length + between.length);
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    const { groups, users, policies } = await accountState(emulator);
    expect({ groups, users, policies }).toEqual({ groups: [], users: [], policies: [] });
  });
});

test("import fills every field but the password, and the program that says the same has nothing to do", engineTestLimit, async () => {
  const emulator = await startEmulator();
  const maker = await Stack.create({ face: "plugin", config: settingsFor(emulator) });
  const importer = await Stack.create({ face: "plugin", config: settingsFor(emulator) });
  try {
    const { resources } = spec(always);
    const nouns = ["Group", "GroupMembership", "GroupMembers", "GroupPolicyAttachment", "LoginProfile", "PasswordPolicy"];
    await maker.up({ resources });
    const ids = new Map((await maker.exported()).resources.map(({ urn, id }) => [urn.split("::").at(-1), id]));
    const imported = resources.filter(({ name }) => name !== "auto group" && name !== "generated");
    await importer.import(imported.map(({ name, noun }) => ({ name, noun, id: ids.get(name) ?? "" })));
    const inputs = new Map((await importer.exported()).resources.map(({ urn, inputs: found }) => [urn.split("::").at(-1), found]));
    expect([...nouns].sort()).toEqual([...new Set(imported.map(({ noun }) => noun))].filter((noun) => nouns.includes(noun)).sort());
    expect(inputs.get("some")).toMatchObject({ group: "Ops", users: ["Bob"] });
    expect(inputs.get("all")).toMatchObject({ group: "Admins", users: ["Eve"] });
    expect(inputs.get("login")).toMatchObject({ user: "Bob", passwordResetRequired: true });
    expect(inputs.get("rules")).toMatchObject({ minimumPasswordLength: 10, requireSymbols: false });
    importer.write({ resources: imported });
    const { code, text } = await importer.preview("--expect-no-changes");
    expect(code, text).toBe(0);
  } finally {
    await maker.close();
    await importer.close();
    await emulator.close();
  }
});
