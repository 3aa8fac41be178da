/**
 * A resource whose provider has the keys of another account than before: nothing of it can be seen there, and what has its name is somebody else's.
 * Each step is refused, and both accounts stay as they are.
 */
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { RunningEmulator } from "../../../emulator";
import { isOfBucket } from "../../../provider/engine/memory/accounts";
import type { StateResource } from "../../../provider/engine/memory/stack-state";
import { registry } from "../../../provider/registry";
import { admin, iam, type Keys } from "../../support/emulator/support";
import { urnOf } from "../../support/plugin/client";
import type { Kept, Properties } from "../../support/plugin/results";
import { accountCalls } from "../../support/resources/call-budget";
import { resourceCases } from "../../support/resources/cases";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

interface Scene {
  readonly world: TestWorld;
  readonly emulator: RunningEmulator;
  /** The same server with the keys of the other account. */
  readonly other: RunningEmulator;
  /** A provider of a run of its own, as the tests of `look-ahead` configure it: a preview may ask. */
  readonly run: (keys: Keys, more?: Properties) => Promise<Driver>;
  /** Gives the stack these resources as its stored state. */
  readonly store: (...resources: readonly StateResource[]) => void;
  /** @param provider URN and ID of its provider */
  readonly stored: (noun: string, name: string, kept: Kept, provider?: string) => StateResource;
  /** A user of the first account, as the stack has it. */
  readonly sibling: (userName?: string) => StateResource;
}

const here = "urn:pulumi:test::suite::pulumi:providers:oos::here::1";
const there = "urn:pulumi:test::suite::pulumi:providers:oos::there::2";

async function scene(face: Face): Promise<Scene> {
  const world = await TestWorld.start();
  onTestFinished(() => world.close());
  const { emulator } = world;
  const keys = await admin<Keys & { readonly accountId: string }>(emulator, "POST", "/accounts", {});
  const stored: Scene["stored"] = (noun, name, { id, state }, provider = here) => {
    const type = face === "plugin" ? `oos:index:${noun}` : `pulumi-nodejs:dynamic/oos:${noun}`;
    return { urn: urnOf(noun, name), type, id, delete: false, provider, inputs: state, outputs: state };
  };
  return {
    world,
    emulator,
    other: { ...emulator, ...keys },
    stored,
    sibling: (userName = "sibling") => {
      const arn = `arn:ctyun:iam::${emulator.accountId}:user/${userName}`;
      return stored("IamUser", userName, { id: userName, state: { userName, arn } });
    },
    store: (...resources) => {
      world.stackState = () => Promise.resolve({ resources, pending: [] });
    },
    run: async ({ accessKeyId, secretAccessKey }, more = {}) => {
      const { skipCredentialsValidation: _skipped, ...config } = world.config({ settleSeconds: 0, accessKeyId, secretAccessKey });
      const driver = await openDriver(face, world, { ...config, ...more });
      onTestFinished(() => driver.close());
      return driver;
    },
  };
}

async function checked(driver: Driver, noun: string, olds: Properties, news: Properties): Promise<Properties> {
  const { inputs, failures } = await driver.check(noun, "r", olds, news);
  expect(failures).toEqual([]);
  return inputs;
}

async function made(driver: Driver, noun: string, news: Properties): Promise<Kept> {
  return driver.create(noun, "r", await checked(driver, noun, {}, news));
}

async function failureOf(task: Promise<unknown>): Promise<string> {
  return task.then(
    (result) => `no failure: ${JSON.stringify(result)}`,
    (error: unknown) => (error as { details?: string }).details ?? String(error),
  );
}

function refusal({ emulator, other }: Scene): RegExp {
  return new RegExp(
    `is in account ${emulator.accountId} by the state of the stack, and the provider uses account ${other.accountId}; nothing was changed\\s+next: use the keys of account ${emulator.accountId} for it`,
  );
}

const ofAccount = resourceCases.filter(({ noun }) => {
  const definition = registry.resources.get(noun);
  return definition !== undefined && !isOfBucket(definition, {});
});

test("what is in no bucket is in an account", () => {
  expect(ofAccount.map(({ noun }) => noun).sort()).toEqual([
    ...["AccessKey", "Group", "GroupMembers", "GroupMembership", "GroupPolicyAttachment", "IamUser", "LoginProfile", "PasswordPolicy"],
    ...["Policy", "RotatingAccessKey", "Trail", "UserPolicyAttachment", "VirtualMfaDevice"],
  ]);
  // A definition that has the ARN of an account says so: by no other output can the account be known.
  for (const { noun, outputs, arn } of registry.resources.values()) {
    const named = Object.keys(outputs.shape).find((name) => ["arn", "serialNumber"].includes(name));
    expect({ noun, arn }).toEqual({ noun, arn: noun === "Bucket" ? undefined : named });
  }
});

describe.each(faces)("with the keys of another account, %s face", (face) => {
  describe.each(ofAccount)("$noun", (it) => {
    const { noun } = it;

    test("is neither planned with, nor forgotten, nor changed, nor deleted", async () => {
      const all = await scene(face);
      const { emulator, other, run, store, stored, sibling } = all;
      await it.prepare?.(emulator);
      const inputs = it.minimal(emulator);
      const kept = await made(await run(emulator), noun, inputs);
      const before = await it.look(emulator);
      store(sibling(), stored(noun, "r", kept));
      const { id, state } = kept;
      const own = await run(emulator);
      const isChange = (await own.diff(noun, id, state, await checked(own, noun, inputs, it.full(emulator)))).changes;
      const theirs = await run(other);
      const refused = [
        ...(isChange ? [failureOf(theirs.diff(noun, id, state, await checked(theirs, noun, inputs, it.full(emulator))))] : []),
        failureOf(theirs.read(noun, id, state)),
        failureOf(theirs.update(noun, id, state, await checked(theirs, noun, inputs, it.full(emulator)))),
        failureOf(theirs.deleteInRun(noun, id, state)),
        failureOf(theirs.delete(noun, id, state)),
      ];
      for (const failure of await Promise.all(refused)) expect(failure).toMatch(refusal(all));
      expect(await it.look(emulator)).toEqual(before);
      // With the keys of its own account everything is as it was.
      expect((await own.diff(noun, id, state, await checked(own, noun, inputs, inputs))).changes).toBe(false);
      expect(await own.read(noun, id, state)).toEqual(kept);
      await own.delete(noun, id, state);
      expect(await it.look(emulator)).toBeUndefined();
    });

    // A bucket of a trail has one name over all accounts, and is taken.
    if (noun !== "Trail")
      test("a stranger's of the same name stays the stranger's", async () => {
        const all = await scene(face);
        const { world, emulator, other, run, store, stored, sibling } = all;
        await it.prepare?.(emulator);
        await it.prepare?.(other);
        const inputs = it.minimal(emulator);
        const kept = await made(await run(emulator), noun, inputs);
        // Dates of the service have seconds.
        await world.pass(2000);
        const strangers = await run(other);
        const stranger = await made(strangers, noun, it.full(other));
        const before = await it.look(other);
        store(sibling(), stored(noun, "r", kept));
        const { id, state } = kept;
        const theirs = await run(other);
        // Nothing that is read of a login profile tells it from another one: the state stays what it is.
        if (noun === "LoginProfile") expect(await theirs.read(noun, id, state)).toEqual(kept);
        const refused = [
          ...(noun === "LoginProfile" ? [] : [failureOf(theirs.read(noun, id, state))]),
          failureOf(theirs.update(noun, id, state, await checked(theirs, noun, inputs, it.changed(emulator)))),
          failureOf(theirs.delete(noun, id, state)),
        ];
        for (const failure of await Promise.all(refused)) expect(failure).toMatch(refusal(all));
        expect(await it.look(other)).toEqual(before);
        expect(await strangers.read(noun, stranger.id, stranger.state)).toEqual(stranger);
      });
  });

  test("a resource with an ARN is refused without changes as well, and the way on is said", async () => {
    const { emulator, other, run } = await scene(face);
    const { id, state } = await made(await run(emulator), "IamUser", { userName: "bob" });
    const theirs = await run(other);
    const inputs = await checked(theirs, "IamUser", state, { userName: "bob" });
    const words = await failureOf(theirs.diff("IamUser", id, state, inputs));
    expect(words).toContain(
      `or, to have it in account ${other.accountId} instead, give the resource another name: Pulumi then creates it there, and deletes the old one through its old provider, which needs the keys of account ${emulator.accountId}`,
    );
    expect(words).toContain(`or let the stack forget it, and leave it in account ${emulator.accountId}: pulumi state delete`);
    expect(words).toContain("or, if the emulator at 127.0.0.1 was started anew without its data");
    // A preview that asks nothing of the service does not ask this either.
    const silent = await run(other, { skipCredentialsValidation: true });
    expect((await silent.diff("IamUser", id, state, inputs)).changes).toBe(false);
  });

  test("another key of the same account changes nothing, and the account is asked for once", async () => {
    const { world, emulator, run } = await scene(face);
    const first = await run(emulator);
    const user = await made(first, "IamUser", { userName: "bob" });
    const group = await made(first, "Group", { groupName: "ops" });
    const { AccessKey } = (await iam(emulator, "CreateAccessKey")) as { AccessKey: { AccessKeyId: string; SecretAccessKey: string } };
    const rotated = await run({ accessKeyId: AccessKey.AccessKeyId, secretAccessKey: AccessKey.SecretAccessKey });
    const inputs = await checked(rotated, "IamUser", user.state, { userName: "bob" });
    const { calls } = await world.counted(async () => {
      for (let round = 0; round < 2; round += 1) expect((await rotated.diff("IamUser", user.id, user.state, inputs)).changes).toBe(false);
      await rotated.deleteInRun("Group", group.id, group.state);
    });
    expect(calls).toEqual({ ...accountCalls, "iam:DeleteGroup": 1 });
    expect(await rotated.read("IamUser", user.id, user.state)).toEqual(user);
  });

  test("what was read need not be asked for", async () => {
    const { world, emulator, run } = await scene(face);
    const { id, state } = await made(await run(emulator), "IamUser", { userName: "bob" });
    const driver = await run(emulator);
    const { calls } = await world.counted(async () => {
      await driver.read("IamUser", id, state);
      await driver.diff("IamUser", id, state, await checked(driver, "IamUser", state, { userName: "bob" }));
      await driver.update("IamUser", id, state, await checked(driver, "IamUser", state, { userName: "bob", tags: {} }));
    });
    expect(calls).toEqual({ "iam:GetUser": 1, "iam:ListUserTags": 1 });
  });

  test("keys that may not ask whose they are stop nothing; a service that fails stops a deletion", async () => {
    const { world, emulator, run } = await scene(face);
    const { id, state } = await made(await run(emulator), "Group", { groupName: "ops" });
    const inputs = await checked(await run(emulator), "Group", state, { groupName: "ops" });
    const failing = (status: number, code: string) => [{ kind: "error", operation: "GetUser", status, code }] as const;
    await world.faulty(failing(500, "InternalError"), async () => {
      const driver = await run(emulator);
      expect((await driver.diff("Group", id, state, inputs)).changes).toBe(false);
      expect(await failureOf(driver.deleteInRun("Group", id, state))).toMatch(/iam GetUser .*500 InternalError/);
    });
    await world.faulty(failing(400, "InvalidUserType"), async () => {
      expect((await (await run(emulator)).diff("Group", id, state, inputs)).changes).toBe(false);
    });
    await world.faulty(failing(403, "AccessDenied"), async () => {
      const driver = await run(emulator);
      expect((await driver.diff("Group", id, state, inputs)).changes).toBe(false);
      const { calls } = await world.counted(() => driver.deleteInRun("Group", id, state));
      expect(calls).toEqual({ "iam:DeleteGroup": 1 });
    });
  });

  test("without an ARN and without a state that tells, everything is as before", async () => {
    const { emulator, other, run, store, stored } = await scene(face);
    await iam(emulator, "CreateUser", { UserName: "bob" });
    const kept = await made(await run(emulator), "AccessKey", { user: "bob" });
    const theirs = await run(other);
    expect(await theirs.read("AccessKey", kept.id, kept.state)).toBeUndefined();
    // Nothing of the same provider instance has an ARN.
    store(stored("AccessKey", "r", kept));
    expect(await (await run(other)).read("AccessKey", kept.id, kept.state)).toBeUndefined();
  });

  describe("the account of what has no ARN", () => {
    /** A key of a user of the first account, read through the second one. */
    async function readElsewhere(resources: (all: Scene, key: Kept) => readonly StateResource[]) {
      const all = await scene(face);
      await iam(all.emulator, "CreateUser", { UserName: "bob" });
      const kept = await made(await all.run(all.emulator), "AccessKey", { user: "bob" });
      all.store(...resources(all, kept));
      const read = await failureOf((await all.run(all.other)).read("AccessKey", kept.id, kept.state));
      return refusal(all).test(read) ? "refused" : read;
    }
    const inOther = ({ other, stored }: Scene, userName: string, provider: string): StateResource =>
      stored(
        "IamUser",
        userName,
        { id: userName, state: { userName, arn: `arn:ctyun:iam::${other.accountId}:user/${userName}` } },
        provider,
      );
    const gone = "no failure: undefined";

    test("is that of the user whom it names, whatever else its provider has", async () => {
      const resources = (all: Scene, key: Kept) => [all.stored("AccessKey", "r", key), all.sibling("BOB"), inOther(all, "eve", here)];
      expect(await readElsewhere(resources)).toBe("refused");
    });

    test("is not known where the others of its provider do not agree", async () => {
      const resources = (all: Scene, key: Kept) => [all.stored("AccessKey", "r", key), all.sibling("mia"), inOther(all, "eve", here)];
      expect(await readElsewhere(resources)).toBe(gone);
    });

    test("is that of a user of another provider only if it is made of that one's output", async () => {
      const moved = (all: Scene, key: Kept) => [all.stored("AccessKey", "r", key, there), all.sibling("bob")];
      expect(await readElsewhere(moved)).toBe(gone);
      const made = (all: Scene, key: Kept) =>
        moved(all, key).map((each, index) => (index === 0 ? { ...each, madeOf: { user: [all.sibling("bob").urn] } } : each));
      expect(await readElsewhere(made)).toBe("refused");
    });
  });

  test("an account that the service calls otherwise in its ARNs is known by a reading", async () => {
    const { emulator, run, world } = await scene(face);
    const { id, state } = await made(await run(emulator), "IamUser", { userName: "bob" });
    const identity = vi
      .spyOn(registry, "identity")
      .mockImplementation(() => Promise.resolve({ accountId: "x", arn: "x", inArns: "otherwise" }));
    onTestFinished(() => identity.mockRestore());
    const driver = await run(emulator);
    const inputs = await checked(driver, "IamUser", state, { userName: "bob" });
    const { calls } = await world.counted(async () => {
      expect((await driver.diff("IamUser", id, state, inputs)).changes).toBe(false);
      await driver.update("IamUser", id, state, await checked(driver, "IamUser", state, { userName: "bob", tags: { a: "b" } }));
    });
    expect(calls).toMatchObject({ "iam:GetUser": 1, "iam:TagUser": 1 });
  });

  describe("one that is made anew in the other account", () => {
    test("is made beside the old one, and never takes a stranger's over", async () => {
      const { emulator, other, run, store, stored } = await scene(face);
      const old = await made(await run(emulator), "IamUser", { userName: "bob" });
      // `up --replace`: the engine asks for no Diff, and creates the new one first.
      store(stored("IamUser", "r", old));
      const theirs = await run(other);
      const inputs = await checked(theirs, "IamUser", old.state, { userName: "bob" });
      await iam(other, "CreateUser", { UserName: "bob" }, other);
      expect(await failureOf(theirs.create("IamUser", "r", inputs))).toMatch(
        /user "bob" already exists and this stack did not create it; nothing was changed/,
      );
      await iam(other, "DeleteUser", { UserName: "bob" }, other);
      expect((await theirs.create("IamUser", "r", inputs)).state["arn"]).toBe(`arn:ctyun:iam::${other.accountId}:user/bob`);
      await (await run(emulator)).delete("IamUser", old.id, old.state);
      await expect(iam(emulator, "GetUser", { UserName: "bob" })).rejects.toThrow("NoSuchEntity");
      await iam(other, "GetUser", { UserName: "bob" }, other);
    });

    test("under another name: nobody is warned of the old one, which is deleted also where the run before was cut off", async () => {
      const { emulator, other, run, store, stored } = await scene(face);
      const old = await made(await run(emulator), "IamUser", { userName: "bob" });
      store(stored("IamUser", "old", old));
      const theirs = await run(other);
      const renewed = await made(theirs, "IamUser", { userName: "bob" });
      expect(theirs.said()).toEqual([]);
      store(stored("IamUser", "old", old), stored("IamUser", "r", renewed, there));
      const next = await run(emulator);
      await checked(next, "Group", {}, { groupName: "ops" });
      await next.deleteInRun("IamUser", old.id, old.state);
      await expect(iam(emulator, "GetUser", { UserName: "bob" })).rejects.toThrow("NoSuchEntity");
      await iam(other, "GetUser", { UserName: "bob" }, other);
    });
  });
});
