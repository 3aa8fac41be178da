/**
 * Between two resources and two runs, over every noun: an old twin that is deleted after a rename, an answer that the engine has never stored, a lost
 * request after which somebody else made the same, a replacement that would take data with it.
 */
import {
  GetBucketCorsCommand,
  CreateBucketCommand,
  GetBucketPolicyCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { rm } from "node:fs/promises";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { JournalFiles } from "../../../provider/engine/memory/journal-files";
import type { World } from "../../../provider/engine/instance";
import type { PendingOperation, StateResource } from "../../../provider/engine/memory/stack-state";
import { readPage } from "../../support/docs/pages";
import { iam, members, s3Client } from "../../support/emulator/support";
import { urnOf } from "../../support/plugin/client";
import type { Kept, Properties } from "../../support/plugin/results";
import { resourceCases } from "../../support/resources/cases";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

interface Scene {
  readonly world: TestWorld;
  readonly s3: S3Client;
  /** A provider of a run of its own. */
  readonly run: () => Promise<Driver>;
}

async function scene(face: Face): Promise<Scene> {
  const world = await TestWorld.start();
  const s3 = s3Client(world.emulator);
  const open: Driver[] = [];
  onTestFinished(async () => {
    for (const driver of open) await driver.close();
    s3.destroy();
    await world.close();
  });
  return {
    world,
    s3,
    run: async () => {
      const driver = await openDriver(face, world, world.config({ settleSeconds: 0 }));
      open.push(driver);
      return driver;
    },
  };
}

async function made(driver: Driver, noun: string, name: string, news: Properties): Promise<Kept> {
  const { inputs, failures } = await driver.check(noun, name, {}, news);
  expect(failures).toEqual([]);
  return driver.create(noun, name, inputs);
}

/** What has no identity of its own cannot be the same twice. */
const named = resourceCases.filter(({ noun }) => !["AccessKey"].includes(noun));
/** These have no word for taking over what is there. */
const adopting = named.filter(({ noun }) => !["RotatingAccessKey"].includes(noun));

describe.each(faces)("%s face", (face) => {
  test.each(adopting.map((it) => [it.noun, it] as const))(
    "%s: the new name takes over, and the deletion of the old one leaves what is there; a deletion in a run of its own does not",
    async (noun, it) => {
      const { world, run } = await scene(face);
      await it.prepare?.(world.emulator);
      const wanted = it.full(world.emulator);
      const old = await made(await run(), noun, "old", wanted);
      const shown = await it.look(world.emulator);
      const renaming = await run();
      const now = await made(renaming, noun, "new", { ...wanted, adopt: true });
      await renaming.deleteInRun(noun, old.id, old.state);
      expect(await it.look(world.emulator)).toEqual(shown);
      expect(await (await run()).read(noun, now.id, now.state)).toEqual(now);
      // A run that was cut off before the deletion is completed by the next one.
      const next = await run();
      expect((await next.check(noun, "new", now.state, { ...wanted, adopt: true })).failures).toEqual([]);
      await next.deleteInRun(noun, old.id, old.state);
      expect(await it.look(world.emulator)).toEqual(shown);
      await (await run()).delete(noun, now.id, now.state);
      expect(await it.look(world.emulator)).toBeUndefined();
    },
  );

  test.each(named.map((it) => [it.noun, it] as const))(
    "%s: an answer that the engine has never stored counts for its own resource, until the engine is seen to know it",
    async (noun, it) => {
      const { world, run } = await scene(face);
      await it.prepare?.(world.emulator);
      const wanted = it.full(world.emulator);
      world.cutOff();
      await made(await run(), noun, "r", wanted);
      // Another resource has no right to it.
      await expect(made(await run(), noun, "other", wanted)).rejects.toThrow();
      // A key may have been stored and taken out of the state since: the state must have its creation as cut off.
      if (["RotatingAccessKey", "VirtualMfaDevice"].includes(noun)) world.cutOff(urnOf(noun, "r"));
      const again = await made(await run(), noun, "r", wanted);
      delete world.stackState;
      expect(await (await run()).read(noun, again.id, again.state)).toMatchObject({ id: again.id });
      const next = await run();
      await next.check(noun, "r", again.state, wanted);
      await next.diff(noun, again.id, again.state, wanted);
      await expect(made(await run(), noun, "r", wanted)).rejects.toThrow(/already exists/);
    },
  );

  test.each(["IamUser", "Bucket", "Group"])("%s: a fresh creation reads what the journal has of its name once", async (noun) => {
    const { run } = await scene(face);
    const driver = await run();
    const field = { IamUser: "userName", Bucket: "bucket", Group: "groupName" }[noun] ?? "";
    const { inputs } = await driver.check(noun, "r", {}, { [field]: "read-once" });
    const all = vi.spyOn(JournalFiles.prototype, "all");
    onTestFinished(() => {
      all.mockRestore();
    });
    await driver.create(noun, "r", inputs);
    expect(all.mock.calls.filter(([prefix]) => prefix !== undefined)).toHaveLength(1);
  });

  test.each([
    ["IamUser", "userName"],
    ["Bucket", "bucket"],
    ["VirtualMfaDevice", "name"],
  ])("%s: the new half of a replacement by another name, answered and never stored: the next run completes it", async (noun, field) => {
    const { world, run } = await scene(face);
    const one = await made(await run(), noun, "r", { [field]: "one-half" });
    const type = face === "plugin" ? `oos:index:${noun}` : `pulumi-nodejs:dynamic/oos:${noun}`;
    const stored: StateResource = {
      ...{ urn: urnOf(noun, "r"), type, id: one.id, delete: false },
      ...{ inputs: one.state, outputs: one.state },
    };
    const { id: _id, ...begun } = stored;
    const state = (...pending: PendingOperation[]) => {
      world.stackState = () => Promise.resolve({ resources: [stored], pending });
    };
    state();
    // The state of before may have been put back: the engine asks for the same replacement once more.
    const replaced = async (): Promise<Kept> => {
      const driver = await run();
      const { inputs } = await driver.check(noun, "r", one.state, { [field]: "two-half" });
      expect((await driver.diff(noun, one.id, one.state, inputs)).replaces).toEqual([field]);
      return driver.create(noun, "r", inputs);
    };
    const lost = await replaced();
    state({ type: "creating", resource: begun });
    expect((await replaced()).id).toBe(lost.id);
  });

  test.each(named.map((it) => [it.noun, it] as const))(
    "%s: deleted, and the run is cut off before the engine has stored that: the next run makes it again",
    async (noun, it) => {
      const { world, run } = await scene(face);
      await it.prepare?.(world.emulator);
      const wanted = it.full(world.emulator);
      const old = await made(await run(), noun, "r", wanted);
      await (await run()).delete(noun, old.id, old.state);
      const next = await run();
      const { inputs } = await next.check(noun, "r", old.state, wanted);
      const { replaces, ...found } = await next.diff(noun, old.id, old.state, inputs);
      expect(found).toMatchObject({ changes: true, deleteBeforeReplace: true });
      expect(replaces).toHaveLength(1);
      await vi.waitFor(() => {
        expect(next.said().filter((line) => line.includes(`${noun} ${old.id} is not on the service as it was made`))).toHaveLength(1);
      });
      await next.deleteInRun(noun, old.id, old.state);
      const now = await next.create(noun, "r", inputs);
      expect(await it.look(world.emulator)).toBeDefined();
      const last = await run();
      const { inputs: same } = await last.check(noun, "r", now.state, wanted);
      expect((await last.diff(noun, now.id, now.state, same)).changes).toBe(false);
    },
  );

  test("a deletion that was refused leaves nothing in doubt: the next run asks nothing", async () => {
    const { world, s3, run } = await scene(face);
    const { id, state } = await made(await run(), "Bucket", "r", { bucket: "kept" });
    await s3.send(new PutObjectCommand({ Bucket: "kept", Key: "k", Body: "precious" }));
    await expect((await run()).delete("Bucket", id, state)).rejects.toThrow(/holds objects/);
    const next = await run();
    const { inputs } = await next.check("Bucket", "r", state, { bucket: "kept" });
    const { result, calls } = await world.counted(() => next.diff("Bucket", id, state, inputs));
    expect([result.changes, calls]).toEqual([false, {}]);
  });

  test("a bucket that the engine replaces as it is, with settings of its stack in it, is left: nobody would make them again", async () => {
    const { world, s3, run } = await scene(face);
    const type = (noun: string): string => (face === "plugin" ? `oos:index:${noun}` : `pulumi-nodejs:dynamic/oos:${noun}`);
    const resource = async (noun: string, name: string, wanted: Properties): Promise<StateResource & Kept> => {
      const { id, state } = await made(await run(), noun, name, wanted);
      return { urn: urnOf(noun, name), type: type(noun), id, delete: false, inputs: state, outputs: state, state };
    };
    const old = await resource("Bucket", "r", { bucket: "whole" });
    const rules = [{ allowedOrigins: ["https://a.example"], allowedMethods: ["GET"] }];
    const cors = await resource("Cors", "c", { bucket: "whole", rules });
    const elsewhere = await resource("Bucket", "other", { bucket: "other" });
    const { id: _id, ...begun } = old;
    const replaced = async (...resources: readonly StateResource[]): Promise<Kept> => {
      const driver = await run();
      const { inputs } = await driver.check("Bucket", "r", old.state, { bucket: "whole" });
      await driver.diff("Bucket", old.id, old.state, inputs);
      world.stackState = () => Promise.resolve({ resources, pending: [{ type: "creating", resource: begun }] });
      return driver.create("Bucket", "r", inputs);
    };
    await expect(replaced(old, cors, elsewhere)).rejects.toThrow(
      /Bucket whole is not replaced: Cors "c" of this stack would be deleted with it; nothing was changed\s+next: let these name it by its output \(bucket: resource\.bucket\) and set deleteBeforeReplace: true/,
    );
    expect((await s3.send(new GetBucketCorsCommand({ Bucket: "whole" }))).CORSRules).toHaveLength(1);
    // With deleteBeforeReplace the engine deletes first, and knows nothing of a setting that names the bucket by a text.
    const deletion = async (...parts: readonly StateResource[]): Promise<void> => {
      const deleting = await run();
      await deleting.check("Bucket", "r", old.state, { bucket: "whole" });
      await deleting.check("Bucket", "r", {}, { bucket: "whole" });
      world.stackState = () => Promise.resolve({ resources: [old, elsewhere, ...parts], pending: [] });
      await deleting.deleteInRun("Bucket", old.id, old.state);
    };
    const object = { ...cors, urn: urnOf("BucketObject", "o"), type: type("BucketObject"), madeOf: { bucket: [cors.urn] } };
    await expect(deletion(cors, object)).rejects.toThrow(
      /Bucket whole is not replaced: Cors "c", BucketObject "o" of this stack would be deleted with it, and Pulumi would not create it again/,
    );
    expect((await s3.send(new GetBucketCorsCommand({ Bucket: "whole" }))).CORSRules).toHaveLength(1);
    // What names it by its output, or by that of one that does, the engine has deleted, or will make again.
    const following = { ...cors, madeOf: { bucket: [old.urn] } };
    // A bucket of the same name on another service has this one.
    const others = { ...cors, urn: urnOf("Cors", "d"), madeOf: { bucket: [elsewhere.urn] } };
    await deletion(following, object, others);
    const again = await run();
    await again.create("Bucket", "r", (await again.check("Bucket", "r", {}, { bucket: "whole" })).inputs);
    // Where the engine has taken it away first, or nothing is in it, the bucket is replaced.
    expect((await replaced(old, elsewhere)).id).toBe("whole");
  });

  test("a change that replaces a bucket under its name is refused before anything is deleted, while a setting names it by a text", async () => {
    const { world, run } = await scene(face);
    const { id, state } = await made(await run(), "Bucket", "r", { bucket: "whole", metadataLocation: "ZhengZhou" });
    const type = face === "plugin" ? "oos:index:" : "pulumi-nodejs:dynamic/oos:";
    const bucket = { urn: urnOf("Bucket", "r"), type: `${type}Bucket`, id, delete: false, inputs: state, outputs: state };
    const cors = { ...bucket, urn: urnOf("Cors", "c"), type: `${type}Cors`, inputs: { bucket: "whole" }, outputs: { bucket: "whole" } };
    const replacing = async (...parts: readonly StateResource[]): Promise<readonly string[]> => {
      world.stackState = () => Promise.resolve({ resources: [bucket, ...parts], pending: [] });
      const driver = await run();
      const { inputs } = await driver.check("Bucket", "r", state, { bucket: "whole", metadataLocation: "ShenYang", forceReplace: true });
      return (await driver.diff("Bucket", id, state, inputs)).replaces;
    };
    await expect(replacing(cors)).rejects.toThrow(
      /Bucket whole is not replaced: Cors "c" of this stack would be deleted with it.*\s+next: undo what replaces it, let these name it by its output \(bucket: resource\.bucket\)/,
    );
    expect(await replacing({ ...cors, madeOf: { bucket: [bucket.urn] } })).toEqual(["metadataLocation"]);
  });

  describe("a membership that the engine replaces as it is, cut off", () => {
    const wanted = { group: "ops", users: ["bob", "eve"] };

    async function membership() {
      const it = await scene(face);
      const { emulator } = it.world;
      await iam(emulator, "CreateGroup", { GroupName: "ops" });
      for (const UserName of ["bob", "eve", "mia"]) await iam(emulator, "CreateUser", { UserName });
      await iam(emulator, "AddUserToGroup", { GroupName: "ops", UserName: "mia" });
      const old = await made(await it.run(), "GroupMembership", "m", wanted);
      const type = face === "plugin" ? "oos:index:GroupMembership" : "pulumi-nodejs:dynamic/oos:GroupMembership";
      const stored: StateResource = {
        ...{ urn: urnOf("GroupMembership", "m"), type, id: old.id, delete: false },
        ...{ inputs: old.state, outputs: old.state },
      };
      const { id: _id, ...begun } = stored;
      const state = (...pending: PendingOperation[]) => {
        it.world.stackState = () => Promise.resolve({ resources: [stored], pending });
      };
      const checked = async (): Promise<{ readonly driver: Driver; readonly inputs: Properties }> => {
        const driver = await it.run();
        return { driver, inputs: (await driver.check("GroupMembership", "m", old.state, wanted)).inputs };
      };
      return {
        ...it,
        old,
        checked,
        members: async () => members((await iam(emulator, "GetGroup", { GroupName: "ops" }))["Users"]).map(({ UserName }) => UserName),
        /** `up --replace`: the engine creates first. */
        replace: async (): Promise<Kept> => {
          const { driver, inputs } = await checked();
          expect((await driver.diff("GroupMembership", old.id, old.state, inputs)).changes).toBe(false);
          state({ type: "creating", resource: begun });
          return driver.create("GroupMembership", "m", inputs).finally(() => {
            state();
          });
        },
        /** The next run, which is not told to replace anything. */
        up: async (): Promise<readonly string[]> => {
          const { driver, inputs } = await checked();
          const { replaces } = await driver.diff("GroupMembership", old.id, old.state, inputs);
          if (replaces.length > 0) {
            await driver.deleteInRun("GroupMembership", old.id, old.state);
            await driver.create("GroupMembership", "m", inputs);
          }
          return replaces;
        },
      };
    }

    test.each([
      ["between the deletion of the old half and the creation of the new one", { kind: "error", operation: "AddUserToGroup" }, ["mia"]],
      ["in the deletion of the old half", { kind: "reset-after-execute", operation: "RemoveUserFromGroup" }, ["eve", "mia"]],
    ] as const)("%s: the next run makes it whole", async (_title, rule, left) => {
      const { world, members: there, replace, up } = await membership();
      await world.faulty([rule], () => expect(replace()).rejects.toThrow());
      expect((await there()).sort()).toEqual(left);
      expect(await up()).toEqual(["group"]);
      expect((await there()).sort()).toEqual(["bob", "eve", "mia"]);
      expect(await up()).toEqual([]);
    });

    test("after the creation of the new half, which the engine has never stored: nobody is missing", async () => {
      const { members: there, replace, up } = await membership();
      await replace();
      expect(await up()).toEqual([]);
      expect((await there()).sort()).toEqual(["bob", "eve", "mia"]);
    });

    test("between the creation of the new half and the deletion of the old one: that leaves them", async () => {
      const { members: there, replace, checked, old } = await membership();
      await replace();
      const { driver } = await checked();
      await driver.deleteInRun("GroupMembership", old.id, old.state);
      expect((await there()).sort()).toEqual(["bob", "eve", "mia"]);
    });
  });

  describe("a lost request", () => {
    const policyOf = (...actions: readonly string[]): Properties => ({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: actions, Resource: ["arn:ctyun:oos:::seam/*"] }],
    });
    const ours = { bucket: "seam", policy: policyOf("oos:GetObject") };

    async function lost(): Promise<
      Scene & { readonly byHand: (policy: Properties) => Promise<unknown>; readonly there: () => Promise<unknown> }
    > {
      const it = await scene(face);
      await it.s3.send(new CreateBucketCommand({ Bucket: "seam" }));
      await it.world.faulty([{ kind: "reset", operation: "PutBucketPolicy" }], async () => {
        await expect(made(await it.run(), "BucketPolicy", "r", ours)).rejects.toThrow();
      });
      return {
        ...it,
        byHand: (policy) => it.s3.send(new PutBucketPolicyCommand({ Bucket: "seam", Policy: JSON.stringify(policy) })),
        there: async (): Promise<unknown> => JSON.parse((await it.s3.send(new GetBucketPolicyCommand({ Bucket: "seam" }))).Policy ?? ""),
      };
    }

    test("gives no right to what somebody else has made since", async () => {
      const { run, byHand, there } = await lost();
      const theirs = policyOf("oos:PutObject");
      await byHand(theirs);
      await expect(made(await run(), "BucketPolicy", "r", ours)).rejects.toThrow(
        /cannot be told whether this stack made it: a request of \S+ to make it was cut off.*; nothing was changed\.\n {2}next: look at it; overwrite it with `adopt: true`/,
      );
      expect(await there()).toEqual(theirs);
      await made(await run(), "BucketPolicy", "r", { ...ours, adopt: true });
      expect(await there()).toEqual(ours.policy);
    });

    test("of the same meaning is ours, in whatever form", async () => {
      const { run, byHand } = await lost();
      await byHand({
        Statement: [{ Resource: "arn:ctyun:oos:::seam/*", Action: "oos:GetObject", Principal: "*", Effect: "Allow" }],
        Version: "2012-10-17",
      });
      expect(await made(await run(), "BucketPolicy", "r", ours)).toMatchObject({ id: "seam" });
    });
  });

  describe("a bucket that is to be replaced", () => {
    const wanted = { bucket: "data-one", forceDestroy: true };

    async function full(): Promise<Scene & { readonly kept: Kept }> {
      const it = await scene(face);
      const kept = await made(await it.run(), "Bucket", "b", wanted);
      await it.s3.send(new PutObjectCommand({ Bucket: "data-one", Key: "k", Body: "x" }));
      return { ...it, kept };
    }
    const plan = async ({ run, kept }: Awaited<ReturnType<typeof full>>, news: Properties): Promise<unknown> => {
      const driver = await run();
      const { inputs, failures } = await driver.check("Bucket", "b", kept.state, news);
      expect(failures).toEqual([]);
      return driver.diff("Bucket", kept.id, kept.state, inputs);
    };

    test("and holds anything is not, unless the program gives that up beside forceDestroy: preview says how much", async () => {
      const it = await full();
      const news = { bucket: "data-two", forceDestroy: true };
      await expect(plan(it, news)).rejects.toThrow(
        /bucket "data-one" holds 1 object, which its replacement would delete; nothing was changed\n {2}next: .*forceReplace: true/,
      );
      expect(await plan(it, { ...news, forceReplace: true })).toMatchObject({ replaces: ["bucket"], deleteBeforeReplace: true });
    });

    test("is asked both where the state has neither, in the words of the guide", async () => {
      const { run, kept } = await full();
      const olds = { ...kept.state, forceDestroy: false };
      const driver = await run();
      const { inputs } = await driver.check("Bucket", "b", olds, { bucket: "data-two" });
      const failure: unknown = await driver.diff("Bucket", kept.id, olds, inputs).catch((error: unknown) => error);
      const words = failure instanceof Error ? failure.message.replace(/^.*(?=bucket "data-one")/s, "").trimEnd() : "";
      expect(words).toMatch(/or accept the loss with forceDestroy: true \(by an `up` before\) and forceReplace: true$/);
      expect(readPage("docs/guide/renaming.md").text).toContain(`error: ${words.replaceAll("data-one", "example-data")}\n`);
    });

    test("is not deleted either when preview was passed over", async () => {
      const { run, kept } = await full();
      const driver = await run();
      await driver.check("Bucket", "b", kept.state, { bucket: "data-two", forceDestroy: true });
      await driver.check("Bucket", "b", {}, { bucket: "data-two", forceDestroy: true });
      await expect(driver.deleteInRun("Bucket", kept.id, kept.state)).rejects.toThrow("its replacement would delete");
      const willing = await run();
      await willing.check("Bucket", "b", kept.state, { bucket: "data-two", forceDestroy: true, forceReplace: true });
      await willing.check("Bucket", "b", {}, { bucket: "data-two", forceDestroy: true, forceReplace: true });
      await willing.deleteInRun("Bucket", kept.id, kept.state);
      expect(await (await run()).read("Bucket", kept.id, kept.state)).toBeUndefined();
    });

    test("by a name that is taken is refused before anything is deleted", async () => {
      const it = await full();
      await it.s3.send(new CreateBucketCommand({ Bucket: "taken" }));
      await expect(plan(it, { bucket: "taken", forceDestroy: true, forceReplace: true })).rejects.toThrow(
        'bucket "taken" already exists, so it cannot replace bucket "data-one"; nothing was changed',
      );
    });
  });

  test.each([true, false])(
    "a deletion names who else has the entity now, and not its own new half; known to the engine: %s",
    async (isKnown) => {
      const { world, run } = await scene(face);
      const rules = [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }];
      await made(await run(), "Bucket", "ground", { bucket: "seam" });
      const old = await made(await run(), "Cors", "r", { bucket: "seam", rules });
      const type = face === "plugin" ? "oos:index:Cors" : "pulumi-nodejs:dynamic/oos:Cors";
      const stored = (name: string): StateResource => ({
        ...{ urn: urnOf("Cors", name), type, id: old.id, delete: false },
        ...{ inputs: old.state, outputs: old.state },
      });
      const { id: _id, ...begun } = stored("r");
      const pending: PendingOperation[] = [];
      world.stackState = () => Promise.resolve({ resources: [stored("r")], pending });
      if (isKnown) await (await run()).diff("Cors", old.id, old.state, old.state);

      // Of `up --replace` the engine asks with nothing of the old one.
      const replacing = await run();
      const { inputs } = await replacing.check("Cors", "r", {}, { bucket: "seam", rules });
      pending.push({ type: "creating", resource: begun });
      const now = await replacing.create("Cors", "r", inputs);
      await replacing.deleteInRun("Cors", old.id, old.state);
      pending.length = 0;
      expect(await (await run()).read("Cors", now.id, now.state)).toEqual(now);

      const renaming = await run();
      await made(renaming, "Cors", "other", { bucket: "seam", rules, adopt: true });
      await renaming.deleteInRun("Cors", now.id, now.state);
      await expect.poll(() => renaming.said()).toContain('info: Cors seam is kept, since other resources manage it now: Cors "other"');
      expect(replacing.said()).toEqual(isKnown ? ["info: Cors seam was removed first, since the new one has the same name"] : []);
    },
  );

  test("what another resource was to take over, and could not, is not deleted: the state keeps it", async () => {
    const { s3, run } = await scene(face);
    await s3.send(new CreateBucketCommand({ Bucket: "seam" }));
    const rules = [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }];
    const old = await made(await run(), "Cors", "old", { bucket: "seam", rules });
    const driver = await run();
    await expect(made(driver, "Cors", "new", { bucket: "seam", rules })).rejects.toThrow("already exists");
    await expect(driver.deleteInRun("Cors", old.id, old.state)).rejects.toThrow(
      'Cors seam was not deleted: Cors "new" of this program is to take it over, and could not be created',
    );
  });

  describe("one bucket under two names of a program", () => {
    const typeOf = (noun: string): string => (face === "plugin" ? `oos:index:${noun}` : `pulumi-nodejs:dynamic/oos:${noun}`);

    /** Two provider instances of each run; they share the stored state. */
    async function twoInstances() {
      const { world } = await scene(face);
      const resources: StateResource[] = [];
      const pending: PendingOperation[] = [];
      const { environment } = world;
      return {
        world,
        stored: (name: string, { id, state }: Kept): void => {
          resources.push({ urn: urnOf("Bucket", name), type: typeOf("Bucket"), id, delete: false, inputs: state, outputs: state });
        },
        resources,
        pending,
        run: async (engine: string): Promise<readonly [Driver, Driver]> => {
          const ofRun: World = {
            ...{ environment, now: () => world.now(), sleep: (ms) => world.sleep(ms) },
            stackState: async () => Promise.resolve({ resources, pending }),
            engine: { address: engine, gone: new AbortController().signal, isThere: async () => Promise.resolve(true) },
          };
          const open = async (): Promise<Driver> => {
            const driver = await openDriver(face, ofRun, world.config({ settleSeconds: 0 }));
            onTestFinished(() => driver.close());
            return driver;
          };
          return [await open(), await open()];
        },
      };
    }

    test("taken over in another provider instance, and kept by one that gives no name: refused in that run and in the next one", async () => {
      const { world, stored, run } = await twoInstances();
      const [first] = await run("one:1");
      const one = await made(first, "Bucket", "one", { bucket: "seam" });
      stored("one", one);
      const [here, there] = await run("two:1");
      const two = await made(there, "Bucket", "two", { bucket: "seam", adopt: true });
      stored("two", two);
      const refused = [
        {
          property: "bucket",
          reason: expect.stringMatching(
            /^Bucket with bucket "seam" is in this program already, as \S+::two; .*: keep one; or, Bucket "one" gives no bucket and keeps the one it has, so give it one of its own \(bucket, backend oos\)$/,
          ) as unknown,
        },
      ];
      expect((await here.check("Bucket", "one", one.state, {})).failures).toEqual(refused);
      const [next, other] = await run("three:1");
      expect((await other.check("Bucket", "two", two.state, { bucket: "seam", adopt: true })).failures).toEqual([]);
      expect((await next.check("Bucket", "one", one.state, {})).failures).toEqual(refused);
      // With a name of its own it goes, and leaves what the other one has.
      const moved = await next.check("Bucket", "one", one.state, { bucket: "seam-two" });
      expect(moved.failures).toEqual([]);
      await next.deleteInRun("Bucket", one.id, one.state);
      expect(await bucketsOf(world)).toEqual(["seam"]);
    });

    test("taken over, and the old one has left the program, or has come back instead of the new one: nobody is refused", async () => {
      const { stored, run } = await twoInstances();
      const [first] = await run("one:1");
      const one = await made(first, "Bucket", "one", { bucket: "seam" });
      stored("one", one);
      const [, there] = await run("two:1");
      const two = await made(there, "Bucket", "two", { bucket: "seam", adopt: true });
      stored("two", two);
      const [forth] = await run("three:1");
      expect((await forth.check("Bucket", "two", two.state, { bucket: "seam", adopt: true })).failures).toEqual([]);
      const [back] = await run("four:1");
      expect((await back.check("Bucket", "one", one.state, { bucket: "seam" })).failures).toEqual([]);
    });

    test("taken over in another provider instance by a run on a machine that is gone: the deletion of the old one leaves it", async () => {
      const { world, stored, run } = await twoInstances();
      const [first] = await run("one:1");
      const one = await made(first, "Bucket", "one", { bucket: "seam" });
      stored("one", one);
      const [, there] = await run("two:1");
      const two = await made(there, "Bucket", "two", { bucket: "seam", adopt: true });
      stored("two", two);
      await rm(world.journal, { recursive: true });
      const [here] = await run("three:1");
      expect((await here.check("Group", "g", {}, { groupName: "ops" })).failures).toEqual([]);
      await here.deleteInRun("Bucket", one.id, one.state);
      expect(await bucketsOf(world)).toEqual(["seam"]);
    });

    test("made by hand where the old half of a replacement was, which was cut off after the deletion: refused, and not deleted with it", async () => {
      const { world, stored, run, resources, pending } = await twoInstances();
      const [first] = await run("one:1");
      const one = await made(first, "Bucket", "one", { bucket: "seam", forceDestroy: true });
      stored("one", one);
      await first.delete("Bucket", one.id, one.state);
      const [old] = resources.splice(0);
      if (old === undefined) throw new Error("nothing is stored");
      resources.push({ ...old, pendingReplacement: true });
      pending.push({ type: "creating", resource: old });
      const s3 = s3Client(world.emulator);
      await s3.send(new CreateBucketCommand({ Bucket: "seam" }));
      await s3.send(new PutObjectCommand({ Bucket: "seam", Key: "theirs", Body: "x" }));
      const [next] = await run("two:1");
      await expect(made(next, "Bucket", "one", { bucket: "seam", forceDestroy: true })).rejects.toThrow(/already exists/);
      expect((await s3.send(new ListObjectsCommand({ Bucket: "seam" }))).Contents).toHaveLength(1);
      s3.destroy();
    });

    test("in one provider instance the refusal says which one keeps a name that it does not give", async () => {
      const { run } = await scene(face);
      const driver = await run();
      const one = await made(driver, "Bucket", "one", { bucket: "seam" });
      const next = await run();
      expect((await next.check("Bucket", "one", one.state, {})).failures).toEqual([]);
      expect((await next.check("Bucket", "two", {}, { bucket: "seam" })).failures).toMatchObject([
        { property: "bucket", reason: expect.stringContaining('Bucket "one" gives no bucket and keeps the one it has') as unknown },
      ]);
    });
  });
});

async function bucketsOf({ emulator }: TestWorld): Promise<readonly unknown[]> {
  const s3 = s3Client(emulator);
  try {
    return ((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).map(({ Name }) => Name);
  } finally {
    s3.destroy();
  }
}
