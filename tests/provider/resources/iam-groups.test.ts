/** What groups, memberships and policies have to get right beside their lives: others' members stay, deletions in any order, refusals that name who. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { iam, members } from "../../support/emulator/support";
import type { InitFailed, Kept, Properties } from "../../support/plugin/results";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

async function refusalOf(task: Promise<unknown>): Promise<string> {
  return task.then(
    () => "no refusal",
    (error: unknown) => (error as { details?: string }).details ?? (error as Error).message,
  );
}

/** Fails with `InitFailed`: the resource is kept. */
async function halfOf(task: Promise<unknown>): Promise<InitFailed> {
  const error: unknown = await task.then(
    () => new Error("no failure"),
    (failure: unknown) => failure,
  );
  if ((error as Partial<InitFailed>).state === undefined) throw error;
  return error as InitFailed;
}

const document = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:GetObject", Resource: "*" }] };

describe.each(faces)("%s face", (face) => {
  let world: TestWorld;
  let driver: Driver;

  beforeAll(async () => {
    world = await TestWorld.start();
    driver = await openDriver(face, world, world.config());
  });
  afterAll(async () => {
    await driver.close();
    await world.close();
  });

  const call = (action: string, params: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> =>
    iam(world.emulator, action, params);
  async function people(group: string, users: readonly string[]): Promise<void> {
    await call("CreateGroup", { GroupName: group });
    for (const UserName of users) await call("CreateUser", { UserName });
  }
  async function membersOf(GroupName: string): Promise<readonly string[]> {
    return members((await call("GetGroup", { GroupName }))["Users"])
      .map(({ UserName }) => String(UserName))
      .sort();
  }
  async function policiesOf(GroupName: string): Promise<readonly string[]> {
    return members((await call("ListAttachedGroupPolicies", { GroupName }))["AttachedPolicies"]).map(({ PolicyName }) =>
      String(PolicyName),
    );
  }
  async function policyNamed(name: string, more: Properties = {}): Promise<Kept> {
    return driver.create("Policy", "p", { name, policy: document, forceDestroy: false, ...more });
  }

  test("who is in the group beside a GroupMembership is named in a warning, unless the program accepts others", async () => {
    await people("watched", ["w-bob", "w-eve", "w-mia", "w-zoe"]);
    const own = await openDriver(face, world, world.config());
    onTestFinished(() => own.close());
    const said = (): readonly string[] => own.said().filter((line) => line.includes('group "watched"'));
    const words = (names: string): string =>
      `warn: group "watched" has members that this GroupMembership does not name: ${names}; use GroupMembers to remove all others, or warnAboutOtherMembers: false to accept them`;
    const inputs = { group: "watched", users: ["w-bob"] };
    const { id, state } = await own.create("GroupMembership", "w", inputs);
    await own.read("GroupMembership", id, state);
    expect(said()).toEqual([]);
    await call("AddUserToGroup", { GroupName: "watched", UserName: "w-eve" });
    // Nothing of it is a difference: the resource is additive.
    expect(await own.read("GroupMembership", id, state)).toEqual({ id, state });
    await expect.poll(said).toEqual([words('"w-eve"')]);
    await call("AddUserToGroup", { GroupName: "watched", UserName: "w-zoe" });
    const changed = await own.update("GroupMembership", id, state, { ...inputs, users: ["w-bob", "w-mia"] });
    await expect.poll(said).toEqual([words('"w-eve"'), words('"w-eve", "w-zoe"')]);
    const quiet = await own.update("GroupMembership", id, changed, { ...inputs, users: ["w-bob"], warnAboutOtherMembers: false });
    await own.read("GroupMembership", id, quiet);
    expect(said()).toHaveLength(2);
    expect(await membersOf("watched")).toEqual(["w-bob", "w-eve", "w-zoe"]);
  });

  describe("from one noun of members to the other, in one update", () => {
    /** An update: the new resource is checked and made, then the old one is deleted, as the engine does it. */
    async function run(made: readonly [noun: string, inputs: Properties], gone: readonly [noun: string, old: Kept]): Promise<Kept> {
      const update = await openDriver(face, world, world.config());
      onTestFinished(() => update.close());
      const [noun, news] = made;
      const { inputs, failures } = await update.check(noun, "new", {}, news);
      expect(failures).toEqual([]);
      const kept = await update.create(noun, "new", inputs);
      const [oldNoun, old] = gone;
      await update.deleteInRun(oldNoun, old.id, old.state);
      return kept;
    }

    test("who is named by the new one stays a member, whoever else goes", async () => {
      await people("handed", ["h-bob", "h-eve", "h-mia"]);
      const first = await driver.create("GroupMembership", "m", { group: "handed", users: ["h-bob", "h-eve"] });
      const all = await run(["GroupMembers", { group: "Handed", users: ["h-eve", "h-mia"], adopt: true }], ["GroupMembership", first]);
      expect(await membersOf("handed")).toEqual(["h-eve", "h-mia"]);
      await run(["GroupMembership", { group: "handed", users: ["H-Mia"], adopt: true }], ["GroupMembers", all]);
      expect(await membersOf("handed")).toEqual(["h-mia"]);
    });

    test("another group's members are nobody's business", async () => {
      await people("left", ["l-bob"]);
      await people("other", []);
      const first = await driver.create("GroupMembership", "m", { group: "left", users: ["l-bob"] });
      await run(["GroupMembers", { group: "other", users: ["l-bob"] }], ["GroupMembership", first]);
      expect(await membersOf("left")).toEqual([]);
      expect(await membersOf("other")).toEqual(["l-bob"]);
    });
  });

  describe("Group", () => {
    test("with members and policies of others is refused by naming them; forceDestroy releases both, and they stay", async () => {
      await people("entangled", ["g-bob", "g-eve"]);
      const made = await driver.create("Group", "g", { groupName: "Entangled", forceDestroy: false, adopt: true });
      const policy = await policyNamed("g-policy");
      for (const UserName of ["g-bob", "g-eve"]) await call("AddUserToGroup", { GroupName: "entangled", UserName });
      await call("AttachGroupPolicy", { GroupName: "entangled", PolicyArn: policy.id });

      expect(await refusalOf(driver.delete("Group", made.id, made.state))).toBe(
        `group "Entangled" still has user "g-bob", user "g-eve", policy ${policy.id}; it was not deleted\n` +
          "  next: remove these first, or set forceDestroy: true, run `pulumi up`, then destroy again",
      );
      const forced = await driver.update("Group", made.id, made.state, { groupName: "Entangled", forceDestroy: true });
      expect(await membersOf("entangled")).toHaveLength(2);
      await driver.delete("Group", made.id, forced);
      expect(await refusalOf(call("GetGroup", { GroupName: "entangled" }))).toContain("NoSuchEntity");
      for (const UserName of ["g-bob", "g-eve"]) await call("GetUser", { UserName });
      await driver.delete("Policy", policy.id, policy.state);
    });

    test("of many members: a refusal names some and counts the rest", async () => {
      const users = Array.from({ length: 12 }, (_, index) => `many-${String(index + 10)}`);
      await people("crowd", users);
      const { id, state } = await driver.create("GroupMembers", "m", { group: "crowd", users });
      const group = await driver.create("Group", "g", { groupName: "crowd", forceDestroy: false, adopt: true });
      expect(await refusalOf(driver.delete("Group", group.id, group.state))).toMatch(/user "many-10", .*user "many-19" and 2 more; it was/);
      await driver.delete("GroupMembers", id, state);
      await driver.delete("Group", group.id, group.state);
    });
  });

  describe("deletion in any order", () => {
    test("attachments and memberships end when user, group or policy went first", async () => {
      await people("order", ["order-bob"]);
      const policy = await policyNamed("order", { forceDestroy: true });
      const ofUser = await driver.create("UserPolicyAttachment", "a", { user: "order-bob", policyArn: policy.id });
      const ofGroup = await driver.create("GroupPolicyAttachment", "a", { group: "order", policyArn: policy.id });
      const some = await driver.create("GroupMembership", "m", { group: "order", users: ["order-bob"] });
      const login = await driver.create("LoginProfile", "l", { user: "order-bob", passwordResetRequired: true });
      await driver.delete("Policy", policy.id, policy.state);
      const user = await driver.create("IamUser", "u", { userName: "order-bob", forceDestroy: true, adopt: true });
      await driver.delete("IamUser", user.id, user.state);
      const rest = [
        ["UserPolicyAttachment", ofUser],
        ["GroupPolicyAttachment", ofGroup],
        ["GroupMembership", some],
        ["LoginProfile", login],
      ] as const;
      for (const [noun, { id, state }] of rest) {
        expect(await driver.read(noun, id, state), noun).toBeUndefined();
        await driver.delete(noun, id, state);
      }
      await call("DeleteGroup", { GroupName: "order" });
      for (const [noun, { id, state }] of rest) await driver.delete(noun, id, state);
    });

    test("policy, group and user wait for what is being removed in the same run, all at once", async () => {
      const group = await driver.create("Group", "g", { groupName: "race", forceDestroy: false });
      const user = await driver.create("IamUser", "u", { userName: "race", forceDestroy: false });
      const policy = await policyNamed("race");
      const key = await driver.create("AccessKey", "k", { user: "race", status: "Active" });
      const rest: readonly (readonly [string, Kept])[] = [
        ["UserPolicyAttachment", await driver.create("UserPolicyAttachment", "a", { user: "race", policyArn: policy.id })],
        ["GroupPolicyAttachment", await driver.create("GroupPolicyAttachment", "a", { group: "race", policyArn: policy.id })],
        ["GroupMembers", await driver.create("GroupMembers", "m", { group: "race", users: ["race"] })],
        ["LoginProfile", await driver.create("LoginProfile", "l", { user: "race", passwordResetRequired: true })],
        ["AccessKey", key],
      ];
      // Each of the three waits until the others are gone: it must not stand in their queue meanwhile.
      let release: (others: Promise<unknown>) => void = () => undefined;
      const others = new Promise((resolve) => (release = resolve));
      world.pause = async () => {
        await others;
      };
      onTestFinished(() => {
        world.pause = (ms) => world.pass(ms);
      });
      const { calls } = await world.counted(async () => {
        const first = [
          driver.delete("Policy", policy.id, policy.state),
          driver.delete("Group", group.id, group.state),
          driver.delete("IamUser", user.id, user.state),
        ];
        await expect
          .poll(async () => {
            const { "iam:DeletePolicy": p = 0, "iam:DeleteGroup": g = 0, "iam:DeleteUser": u = 0 } = await world.calls();
            return Math.min(p, g, u);
          })
          .toBeGreaterThan(0);
        release(Promise.all(rest.map(([noun, { id, state }]) => driver.delete(noun, id, state))));
        await Promise.all(first);
      });
      for (const operation of ["iam:DeletePolicy", "iam:DeleteGroup", "iam:DeleteUser"]) expect(calls[operation]).toBeGreaterThan(1);
      for (const [noun, { id, state }] of [
        ["Policy", policy],
        ["Group", group],
        ["IamUser", user],
      ] as const)
        expect(await driver.read(noun, id, state)).toBeUndefined();
    });
  });

  describe("GroupMembership", () => {
    test("a later user that is a member already is refused, and nobody is added; adopt takes it", async () => {
      await people("later", ["later-bob", "later-eve", "later-mia"]);
      const { id, state } = await driver.create("GroupMembership", "m", { group: "later", users: ["later-bob"] });
      await call("AddUserToGroup", { GroupName: "later", UserName: "later-eve" });
      const more = { group: "later", users: ["later-mia", "Later-Eve", "later-bob"] };
      const refused = driver.update("GroupMembership", id, state, more);
      expect(await refusalOf(refused)).toContain('the membership of user "Later-Eve" in group "later" already exists');
      expect(await membersOf("later")).toEqual(["later-bob", "later-eve"]);
      const taken = await driver.update("GroupMembership", id, state, { ...more, adopt: true });
      expect(await membersOf("later")).toEqual(["later-bob", "later-eve", "later-mia"]);
      expect(await driver.read("GroupMembership", id, taken)).toEqual({ id, state: taken });
      await driver.delete("GroupMembership", id, taken);
      expect(await membersOf("later")).toEqual([]);
    });

    test("a creation that stops half way is kept, and an update goes on, also with other users", async () => {
      await people("half", ["half-bob", "half-mia"]);
      const wanted = { group: "half", users: ["half-bob", "half-ghost", "half-mia"] };
      const half = await halfOf(driver.create("GroupMembership", "m", wanted));
      expect(half.message).toMatch(/AddUserToGroup of user "half-ghost" in group "half" failed with 404 NoSuchEntity/);
      expect(await membersOf("half")).toEqual(["half-bob"]);
      const state = await driver.update("GroupMembership", half.id, half.state, { group: "half", users: ["half-mia"] });
      expect(await membersOf("half")).toEqual(["half-mia"]);
      expect(await driver.read("GroupMembership", half.id, state)).toEqual({ id: half.id, state });
      await driver.delete("GroupMembership", half.id, state);
      expect(await membersOf("half")).toEqual([]);
    });

    test.each(["GroupMembership", "GroupMembers"])(
      "%s: an update that stops half way forgets nobody, repaired or destroyed",
      async (noun) => {
        const names = { bob: `${noun}-bob`, eve: `${noun}-eve`, mia: `${noun}-mia` };
        await people(noun, Object.values(names));
        const made = await driver.create(noun, "m", { group: noun, users: [names.bob, names.mia] });
        // Eve comes, then nobody leaves.
        const news = { group: noun, users: [names.eve, names.mia] };
        const broken = (state: Properties): Promise<InitFailed> =>
          world.faulty([{ kind: "error", operation: "RemoveUserFromGroup", status: 403, code: "AccessDenied" }], () =>
            halfOf(driver.update(noun, made.id, state, news)),
          );
        const half = await broken(made.state);
        expect(await membersOf(noun)).toEqual([names.bob, names.eve, names.mia]);
        const repaired = await driver.update(noun, half.id, half.state, news);
        expect(await membersOf(noun)).toEqual([names.eve, names.mia]);
        expect(await driver.read(noun, made.id, repaired)).toEqual({ id: made.id, state: repaired });

        const back = await driver.update(noun, made.id, repaired, { group: noun, users: [names.bob, names.mia] });
        const again = await broken(back);
        const seen = await driver.read(noun, again.id, again.state);
        expect([...(seen?.state["users"] as readonly string[])].sort()).toEqual([names.bob, names.eve, names.mia]);
        await driver.delete(noun, again.id, again.state);
        expect(await membersOf(noun)).toEqual([]);
      },
    );

    test("an addition whose answer was lost is ours in the next run", async () => {
      await people("lost", ["lost-bob", "lost-eve"]);
      const wanted = { group: "lost", users: ["lost-bob", "lost-eve"] };
      const cut = world.faulty([{ kind: "reset-after-execute", operation: "AddUserToGroup" }], () =>
        refusalOf(driver.create("GroupMembership", "m", wanted)),
      );
      expect(await cut).toContain("AddUserToGroup");
      expect(await membersOf("lost")).toEqual(["lost-bob"]);
      // Eve came by others meanwhile; Bob is ours. Another order and case of names is the same membership.
      const { id, state } = await driver.create("GroupMembership", "m", { group: "LOST", users: ["Lost-Eve", "lost-bob"] });
      expect(await membersOf("lost")).toEqual(["lost-bob", "lost-eve"]);
      await driver.delete("GroupMembership", id, state);
    });

    test("who was taken out elsewhere is missed, and comes back; an import needs all that it names", async () => {
      await people("drift", ["drift-bob", "drift-eve"]);
      const wanted = { group: "drift", users: ["drift-bob", "drift-eve"] };
      const { id, state } = await driver.create("GroupMembership", "m", wanted);
      expect(id).toBe("drift/drift-bob/drift-eve");
      await call("RemoveUserFromGroup", { GroupName: "drift", UserName: "drift-eve" });
      const seen = await driver.read("GroupMembership", id, state);
      expect(seen?.state["users"]).toEqual(["drift-bob"]);
      expect(await driver.read("GroupMembership", id, {})).toBeUndefined();
      expect((await driver.read("GroupMembership", "drift/DRIFT-BOB", {}))?.state).toMatchObject({ users: ["DRIFT-BOB"] });
      expect(await refusalOf(driver.read("GroupMembership", "drift", {}))).toContain(
        "the ID of a GroupMembership is `<group name>/<user name>/",
      );
      await driver.update("GroupMembership", id, seen?.state ?? {}, wanted);
      expect(await membersOf("drift")).toEqual(["drift-bob", "drift-eve"]);
    });
  });

  describe("GroupMembers", () => {
    test("takes a group over only when told to, naming who is in it; strangers go", async () => {
      await people("exclusive", ["ex-bob", "ex-eve"]);
      await call("AddUserToGroup", { GroupName: "exclusive", UserName: "ex-eve" });
      const wanted = { group: "exclusive", users: ["ex-bob"] };
      expect(await refusalOf(driver.create("GroupMembers", "m", wanted))).toContain(
        'a list of members of group "exclusive" already exists and this stack did not create it (ex-eve)',
      );
      const { id, state } = await driver.create("GroupMembers", "m", { ...wanted, adopt: true });
      expect(await membersOf("exclusive")).toEqual(["ex-bob"]);
      await call("AddUserToGroup", { GroupName: "exclusive", UserName: "ex-eve" });
      const seen = await driver.read("GroupMembers", id, state);
      expect(seen?.state["users"]).toEqual(["ex-bob", "ex-eve"]);
      await driver.update("GroupMembers", id, seen?.state ?? {}, wanted);
      expect(await membersOf("exclusive")).toEqual(["ex-bob"]);
    });

    test("an empty list keeps a group empty", async () => {
      await people("empty", ["empty-bob"]);
      const { id, state } = await driver.create("GroupMembers", "m", { group: "empty", users: [] });
      expect(await driver.read("GroupMembers", id, state)).toEqual({ id, state });
      await call("AddUserToGroup", { GroupName: "empty", UserName: "empty-bob" });
      const seen = await driver.read("GroupMembers", id, state);
      expect(seen?.state["users"]).toEqual(["empty-bob"]);
      await driver.update("GroupMembers", id, seen?.state ?? {}, { group: "empty", users: [] });
      expect(await membersOf("empty")).toEqual([]);
    });

    test("a creation that stops half way is kept; one whose first answer was lost is ours", async () => {
      await people("started", ["started-bob"]);
      const half = await halfOf(driver.create("GroupMembers", "m", { group: "started", users: ["started-bob", "started-ghost"] }));
      await driver.delete("GroupMembers", half.id, half.state);
      expect(await membersOf("started")).toEqual([]);
      await world.faulty([{ kind: "reset-after-execute", operation: "AddUserToGroup", times: 1 }], () =>
        driver.create("GroupMembers", "m", { group: "started", users: ["started-bob"] }),
      );
      expect(await membersOf("started")).toEqual(["started-bob"]);
    });
  });

  describe("Policy", () => {
    test("a policy in use is refused by naming who has it; forceDestroy detaches it from users and groups", async () => {
      await people("p-group", ["p-bob"]);
      const { id, state } = await policyNamed("p-used");
      await call("AttachUserPolicy", { UserName: "p-bob", PolicyArn: id });
      await call("AttachGroupPolicy", { GroupName: "p-group", PolicyArn: id });
      const refusal = await refusalOf(driver.delete("Policy", id, state));
      expect(refusal).toMatch(
        /^policy arn:\S+p-used is still attached to .*; it was not deleted\n {2}next: remove these first, or set forceDestroy/,
      );
      for (const holder of ['user "p-bob"', 'group "p-group"']) expect(refusal).toContain(holder);
      expect(await policiesOf("p-group")).toEqual(["p-used"]);
      await driver.delete("Policy", id, { ...state, forceDestroy: true });
      expect(await policiesOf("p-group")).toEqual([]);
    });

    test("a description that the program does not speak of survives a change of the document, and an adoption", async () => {
      const describedAs = async (arn: string): Promise<unknown> =>
        ((await call("GetPolicy", { PolicyArn: arn })) as { Policy: { Description?: string } }).Policy.Description;
      const { id, state } = await policyNamed("described");
      await call("CreatePolicy", { PolicyName: "described", PolicyDocument: JSON.stringify(document), Description: "theirs" });
      const other = { ...document, Statement: [{ Effect: "Deny", Action: "oos:*", Resource: "*" }] };
      const changed = await driver.update("Policy", id, state, { name: "described", policy: other, forceDestroy: false });
      expect(await describedAs(id)).toBe("theirs");
      const managed = { name: "described", policy: other, description: "ours", forceDestroy: false };
      const described = await driver.update("Policy", id, changed, managed);
      expect(await describedAs(id)).toBe("ours");
      await driver.update("Policy", id, described, { name: "described", policy: other, forceDestroy: false });
      expect((await describedAs(id)) ?? "").toBe("");
      await call("CreatePolicy", { PolicyName: "described", PolicyDocument: JSON.stringify(document), Description: "theirs" });
      await policyNamed("Described", { policy: other, adopt: true });
      expect(await describedAs(id)).toBe("theirs");
    });
  });
});
