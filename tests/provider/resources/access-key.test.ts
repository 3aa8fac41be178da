/** AccessKey: keys of the account itself, those of the 6.0 kind, the last use, and the key that signs. */
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { JournalFiles } from "../../../provider/engine/memory/journal-files";
import { iam, members, s3Client } from "../../support/emulator/support";
import { urnOf } from "../../support/plugin/client";
import type { Kept, Properties } from "../../support/plugin/results";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

async function refusalOf(task: Promise<unknown>): Promise<string> {
  return task.then(
    () => "no refusal",
    (error: unknown) => (error as { details?: string }).details ?? (error as Error).message,
  );
}

describe.each(faces)("%s face", (face) => {
  async function start(): Promise<{ readonly world: TestWorld; readonly driver: Driver }> {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config());
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    return { world, driver };
  }

  async function rootKeys({ emulator }: TestWorld): Promise<readonly Properties[]> {
    return members((await iam(emulator, "ListAccessKeys"))["AccessKeyMetadata"]);
  }

  test("without a user it is a key of the account: made, deactivated, imported without its secret, deleted", async () => {
    const { world, driver } = await start();
    const { inputs } = await driver.check("AccessKey", "k", {}, {});
    expect(inputs).toEqual({ status: "Active" });
    const { id, state } = await driver.create("AccessKey", "k", inputs);
    expect((await rootKeys(world)).map(({ AccessKeyId }) => AccessKeyId)).toContain(id);
    expect(await driver.read("AccessKey", id, state)).toEqual({ id, state });
    const inactive = await driver.update("AccessKey", id, state, { status: "Inactive" });
    expect((await rootKeys(world)).find(({ AccessKeyId }) => AccessKeyId === id)).toMatchObject({ Status: "Inactive" });
    const imported = await driver.read("AccessKey", id, {});
    const { secretAccessKey: _secret, ...rest } = inactive;
    expect(imported).toEqual({ id, state: rest });
    expect((await driver.diff("AccessKey", id, imported?.state ?? {}, { status: "Inactive" })).changes).toBe(false);
    // To have a user or none is not the same key.
    expect((await driver.diff("AccessKey", id, state, { ...inputs, user: "bob" })).replaces).toEqual(["user"]);
    expect((await driver.diff("AccessKey", id, { ...state, user: "bob" }, inputs)).replaces).toEqual(["user"]);
    await driver.delete("AccessKey", id, state);
    expect(await rootKeys(world)).toHaveLength(1);
    expect(await driver.read("AccessKey", id, state)).toBeUndefined();
    expect(await driver.read("AccessKey", id, {})).toBeUndefined();
  });

  test("keys of the 6.0 kind are imported, made primary and plain again; a plain one says so after an import", async () => {
    const { world, driver } = await start();
    const { emulator } = world;
    await iam(emulator, "UpdateAccessKey", { AccessKeyId: emulator.accessKeyId, Status: "Active", IsPrimary: "True" });
    const made = (await iam(emulator, "CreateAccessKey")) as { AccessKey: { AccessKeyId: string } };
    const id = made.AccessKey.AccessKeyId;
    const imported = await driver.read("AccessKey", id, {});
    expect(imported?.state).toMatchObject({ accessKeyId: id, status: "Active", primary: false });
    const state = imported?.state ?? {};
    // A program that does not speak of it leaves it alone.
    const [quiet, told] = [
      await driver.diff("AccessKey", id, state, { status: "Active" }),
      await driver.diff("AccessKey", id, state, { status: "Active", primary: true }),
    ];
    expect([quiet.changes, told.changes, told.replaces]).toEqual([face === "dynamic", true, []]);
    const isPrimary = async (): Promise<unknown> => (await rootKeys(world)).find(({ AccessKeyId }) => AccessKeyId === id)?.["IsPrimary"];
    const primary = await driver.update("AccessKey", id, state, { status: "Active", primary: true });
    expect(await isPrimary()).toBe("true");
    expect(await driver.read("AccessKey", id, primary)).toEqual({ id, state: primary });
    const both = await driver.update("AccessKey", id, primary, { status: "Inactive", primary: false });
    expect((await rootKeys(world)).find(({ AccessKeyId }) => AccessKeyId === id)).toMatchObject({ Status: "Inactive", IsPrimary: "false" });
    await driver.delete("AccessKey", id, both);
    expect(await isPrimary()).toBeUndefined();

    const own = await driver.create("AccessKey", "k", { status: "Active", primary: true });
    expect((await rootKeys(world)).find(({ AccessKeyId }) => AccessKeyId === own.id)).toMatchObject({ IsPrimary: "true" });
    expect(await driver.read("AccessKey", own.id, own.state)).toEqual(own);
    const { failures } = await driver.check("AccessKey", "k", {}, { user: "bob", primary: true });
    expect(failures.map(({ property }) => property)).toEqual(["primary"]);
  });

  test("the key that signs the provider's own calls is neither deleted, nor deactivated, nor made a plain one", async () => {
    const { world, driver } = await start();
    const id = world.emulator.accessKeyId;
    const state = (await driver.read("AccessKey", id, {}))?.state ?? {};
    const refusals = [
      await refusalOf(driver.update("AccessKey", id, state, { status: "Inactive" })),
      await refusalOf(driver.update("AccessKey", id, { ...state, primary: true }, { status: "Active", primary: false })),
      await refusalOf(driver.delete("AccessKey", id, state)),
    ];
    expect(refusals).toEqual(
      ["deactivated", "made a plain one", "deleted"].map(
        (verb) =>
          `access key ${id} signs this provider's own calls, so it is not ${verb}: nothing could be managed afterwards\n` +
          "  next: give the provider another access key (oos:accessKeyId, oos:secretAccessKey), then run the update again",
      ),
    );
    expect(await rootKeys(world)).toMatchObject([{ AccessKeyId: id, Status: "Active" }]);
  });

  test("a key of the account is not taken for gone when the provider signs as somebody else", async () => {
    const { world, driver } = await start();
    const { id, state } = await driver.create("AccessKey", "k", { status: "Active" });
    await iam(world.emulator, "CreateUser", { UserName: "other" });
    const { Policy: policy } = (await iam(world.emulator, "CreatePolicy", {
      PolicyName: "all",
      PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "iam:*", Resource: "*" }] }),
    })) as { Policy: { Arn: string } };
    await iam(world.emulator, "AttachUserPolicy", { UserName: "other", PolicyArn: policy.Arn });
    const { AccessKey: key } = (await iam(world.emulator, "CreateAccessKey", { UserName: "other" })) as {
      AccessKey: { AccessKeyId: string; SecretAccessKey: string };
    };
    const other = await openDriver(face, world, world.config({ accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey }));
    onTestFinished(() => other.close());
    expect(await refusalOf(other.read("AccessKey", id, state))).toContain(
      `access key ${id} exists, but the provider's credentials belong to another owner (the key's is root)`,
    );
  });

  test("the last use is told when it is asked for, and never a difference", async () => {
    const { world, driver } = await start();
    await iam(world.emulator, "CreateUser", { UserName: "used" });
    const inputs = { user: "used", status: "Active", trackLastUsed: true };
    const { id, state } = await driver.create("AccessKey", "k", inputs);
    const unused = await world.counted(() => driver.read("AccessKey", id, state));
    expect(unused).toEqual({ result: { id, state }, calls: { "iam:ListAccessKeys": 1, "iam:GetAccessKeyLastUsed": 1 } });
    const s3 = s3Client(world.emulator, { credentials: { accessKeyId: id, secretAccessKey: String(state["secretAccessKey"]) } });
    await expect(s3.send(new ListBucketsCommand())).rejects.toThrow();
    s3.destroy();
    const used = (await driver.read("AccessKey", id, state))?.state ?? {};
    expect(used).toEqual({ ...state, lastUsedDate: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as unknown, lastUsedService: "s3" });
    expect((await driver.diff("AccessKey", id, used, inputs)).changes).toBe(false);
    // No longer asked for, no longer told.
    const untracked = await driver.update("AccessKey", id, used, { user: "used", status: "Active" });
    expect(untracked).not.toHaveProperty("lastUsedDate");
    expect((await world.counted(() => driver.read("AccessKey", id, untracked))).calls).toEqual({ "iam:ListAccessKeys": 1 });
  });

  test("a third key of a user is refused with the ids of the two", async () => {
    const { world, driver } = await start();
    await iam(world.emulator, "CreateUser", { UserName: "full" });
    const ids = [];
    for (const name of ["a", "b"]) ids.push((await driver.create("AccessKey", name, { user: "full", status: "Active" })).id);
    expect(await refusalOf(driver.create("AccessKey", "c", { user: "full", status: "Active" }))).toMatch(
      /^user "full" has as many access keys as the service allows: \w{20}, \w{20} \(Cannot exceed quota.*\)\n {2}next: delete the one that nobody uses/,
    );
    expect(ids).toHaveLength(2);
  });

  describe("while a request that was cut off is waited for", () => {
    /** The request never arrives; `meanwhile` happens in the first of the waits for it. Answers the ids of the keys, and how the creation has ended. */
    async function cutOff(world: TestWorld, driver: Driver, meanwhile: () => Promise<string>) {
      await iam(world.emulator, "CreateUser", { UserName: "ci" });
      let other: string | undefined;
      world.pause = async (ms) => {
        world.pause = (more) => world.pass(more);
        other = await meanwhile();
        await world.pass(ms);
      };
      const { inputs } = await driver.check("AccessKey", "k", {}, { user: "ci" });
      const end = await world.faulty([{ kind: "reset", operation: "CreateAccessKey", times: 1 }], () =>
        driver.create("AccessKey", "k", inputs).catch(async (error: unknown) => refusalOf(Promise.reject(error as Error))),
      );
      const keys = members(
        (await iam(world.emulator, "ListAccessKeys", { UserName: "ci" }, world.emulator, world.now()))["AccessKeyMetadata"],
      );
      return { other, end, keys: keys.map(({ AccessKeyId }) => AccessKeyId) };
    }

    test("a key that a person makes is named and left", async () => {
      const { world, driver } = await start();
      const { other, end, keys } = await cutOff(world, driver, async () => {
        const made = await iam(world.emulator, "CreateAccessKey", { UserName: "ci" }, world.emulator, world.now());
        return (made["AccessKey"] as { AccessKeyId: string }).AccessKeyId;
      });
      expect(keys).toEqual([other]);
      expect(end).toContain(`cannot be told whether it made what is there: ${other ?? ""} of `);
    });

    test("a key that another provider instance makes for another resource is that one's", async () => {
      const { world, driver } = await start();
      const second = await openDriver(face, world, world.config());
      onTestFinished(() => second.close());
      const { other, end, keys } = await cutOff(world, driver, async () => {
        const { inputs } = await second.check("AccessKey", "other", {}, { user: "ci" });
        return (await second.create("AccessKey", "other", inputs)).id;
      });
      expect(keys).toHaveLength(2);
      expect(keys).toContain(other);
      expect(end).toMatchObject({ id: keys.find((id) => id !== other) });
    });
  });

  describe("a key whose run has ended after the answer", () => {
    async function scene() {
      const { world } = await start();
      world.cutOff();
      for (const UserName of ["ci", "other"]) await iam(world.emulator, "CreateUser", { UserName });
      const keysOf = async (UserName: string): Promise<readonly unknown[]> =>
        members((await iam(world.emulator, "ListAccessKeys", { UserName }))["AccessKeyMetadata"]).map(({ AccessKeyId }) => AccessKeyId);
      const run = async (): Promise<Driver> => {
        const driver = await openDriver(face, world, world.config());
        onTestFinished(() => driver.close());
        return driver;
      };
      const up = async (driver: Driver, user = "ci") => {
        const { inputs } = await driver.check("AccessKey", "k", {}, { user });
        return driver.create("AccessKey", "k", inputs);
      };
      return { world, run, up, keysOf };
    }
    const urn = urnOf("AccessKey", "k");

    test("and whose creation the state has as begun and not ended was never stored: it is removed, and another one made", async () => {
      const { world, run, up, keysOf } = await scene();
      const lost = await up(await run());
      world.cutOff(urn);
      const { id } = await up(await run());
      expect(await keysOf("ci")).toEqual([id]);
      expect(id).not.toBe(lost.id);
    });

    test.each([
      ["the state has nothing of it: it was taken out by hand, or moved to another stack", true],
      ["the state cannot be told", false],
    ])("%s: it is named once and left", async (_title, isTold) => {
      const { world, run, up, keysOf } = await scene();
      const { id } = await up(await run());
      if (isTold) world.cutOff(urnOf("AccessKey", "another"));
      expect(await refusalOf(up(await run()))).toMatch(
        new RegExp(
          `^access key ${id} of user "ci" was made for this resource by a request of \\S+, and it cannot be told whether a state has it: .* It is left as it is\\n {2}next: look whether it is used`,
        ),
      );
      expect(await keysOf("ci")).toEqual([id]);
      const second = await up(await run());
      expect([...(await keysOf("ci"))].sort()).toEqual([id, second.id].sort());
    });

    test("and had a creation of it as begun and not ended already before that run: that proves nothing, so it is named and left", async () => {
      const { world, run, up, keysOf } = await scene();
      world.cutOff(urn);
      const { id } = await up(await run());
      // The engine has stored the key; a person has taken it out of the state, which keeps what an earlier run had begun.
      expect(await refusalOf(up(await run()))).toContain(`access key ${id} of user "ci" was made for this resource`);
      expect(await keysOf("ci")).toEqual([id]);
      // One more that was cut off is one more in the state.
      const second = await up(await run());
      world.cutOff(urn, urn);
      const third = await up(await run());
      expect([...(await keysOf("ci"))].sort()).toEqual([id, third.id].sort());
      expect(third.id).not.toBe(second.id);
    });

    test("and could not be written down as answered (a full disk): a person is told, and it is never taken for lost", async () => {
      const { run, up, keysOf } = await scene();
      const driver = await run();
      const write = Reflect.get<JournalFiles, "write">(JournalFiles.prototype, "write");
      const full = vi.spyOn(JournalFiles.prototype, "write").mockImplementation(function (this: JournalFiles, entry) {
        return entry.answered === undefined ? write.call(this, entry) : Promise.reject(new Error("ENOSPC: no space left on device"));
      });
      const { id } = await up(driver).finally(() => {
        full.mockRestore();
      });
      await vi.waitFor(() => {
        expect(driver.said()).toEqual([
          expect.stringMatching(new RegExp(`^warn: the journal in .* cannot note that AccessKey ${id} was made .ENOSPC`)) as string,
        ]);
      });
      const second = await up(await run());
      expect([...(await keysOf("ci"))].sort()).toEqual([id, second.id].sort());
    });

    test("a state that is first asked for when the creation is begun tells nothing of the one before", async () => {
      const { world, run, up, keysOf } = await scene();
      const { id } = await up(await run());
      const driver = await run();
      world.cutOff();
      const { inputs } = await driver.check("AccessKey", "k", {}, { user: "ci" });
      // The engine writes it down before it asks for the creation.
      world.cutOff(urn);
      expect(await refusalOf(driver.create("AccessKey", "k", inputs))).toContain(`access key ${id} of user "ci" was made`);
      expect(await keysOf("ci")).toEqual([id]);
    });

    test("as the new half of a replacement it is not settled by a look at the old half", async () => {
      const { world, run, up, keysOf } = await scene();
      const old = await up(await run());
      const replaced = async (): Promise<Kept> => {
        const driver = await run();
        const { inputs } = await driver.check("AccessKey", "k", { user: "ci", status: "Active" }, { user: "other" });
        expect((await driver.diff("AccessKey", old.id, old.state, inputs)).replaces).toEqual(["user"]);
        return up(driver, "other");
      };
      const lost = await replaced();
      world.cutOff(urn);
      const { id } = await replaced();
      expect(await keysOf("other")).toEqual([id]);
      expect(id).not.toBe(lost.id);
      expect(await keysOf("ci")).toEqual([old.id]);
    });
  });
});
