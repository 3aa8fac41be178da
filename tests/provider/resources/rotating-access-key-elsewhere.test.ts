/** RotatingAccessKey and what others do with the user's keys; imports; what a preview says. */
import { describe, expect, onTestFinished, test } from "vitest";
import { PluginClient, unknown } from "../../support/plugin/client";
import type { Properties } from "../../support/plugin/results";
import { servePlugin } from "../../support/plugin/server";
import { faces, openDriver } from "../../support/resources/driver";
import { dayMs, isRefused, mustBeWhole, open, type Stage, user, works } from "./key-stage";
import { TestWorld } from "../../support/resources/world";

async function makeKey({ call }: Stage): Promise<{ readonly AccessKeyId: string; readonly SecretAccessKey: string }> {
  const made = (await call("CreateAccessKey", { UserName: user })) as { AccessKey: { AccessKeyId: string; SecretAccessKey: string } };
  return made.AccessKey;
}

async function refusalOf(task: Promise<unknown>): Promise<string> {
  return task.then(
    () => "no refusal",
    (error: unknown) => (error as { details?: string }).details ?? (error as Error).message,
  );
}

describe.each(faces)("%s face", (face) => {
  test("a key that others made leaves no room: refused with its id, nothing changed; without it the rotation goes on", async () => {
    const stage = await open(face, "RotatingAccessKey");
    const { program, keys, call } = stage;
    await program.up({ user, triggers: { a: "1" } });
    const theirs = await makeKey(stage);
    const there = await keys();
    expect(await refusalOf(program.up({ user, triggers: { a: "2" } }))).toBe(
      `user "${user}" has access keys that this resource did not make (${theirs.AccessKeyId}); with them there is no room for a rotation, and nothing was changed\n` +
        "  next: delete those that nobody uses, then run the update again",
    );
    expect(await keys()).toEqual(there);
    await call("DeleteAccessKey", { UserName: user, AccessKeyId: theirs.AccessKeyId });
    await program.up({ user, triggers: { a: "2" } });
    await mustBeWhole(stage);
  });

  test("an adopted key becomes the previous one, and ends after the days of grace; two keys leave no room even so", async () => {
    const stage = await open(face, "RotatingAccessKey");
    const { program, keys, sign, call } = stage;
    const [theirs, more] = [await makeKey(stage), await makeKey(stage)];
    const wanted = { user, graceDays: 2, adopt: true };
    expect(await refusalOf(program.up(wanted))).toMatch(
      new RegExp(
        `user "${user}" has as many access keys as the service allows: \\w{20}, \\w{20} \\(.*next: delete the one that nobody uses`,
        "s",
      ),
    );
    await call("DeleteAccessKey", { UserName: user, AccessKeyId: more.AccessKeyId });
    await program.up(wanted);
    expect(program.state["previousAccessKeyId"]).toBe(theirs.AccessKeyId);
    expect(await sign(theirs.AccessKeyId, theirs.SecretAccessKey)).toBe(works);
    await program.world.pass(2 * dayMs);
    await program.up(wanted);
    expect(await keys()).toEqual([program.state["accessKeyId"]]);
    expect(await sign(theirs.AccessKeyId, theirs.SecretAccessKey)).toBe(isRefused);
  });

  test("deactivated or deleted elsewhere: a refresh shows it, the next run makes a new key", async () => {
    const stage = await open(face, "RotatingAccessKey");
    const { program, call } = stage;
    const wanted = { user, graceDays: 3 };
    await program.up(wanted);
    const first = program.state["accessKeyId"];
    await call("UpdateAccessKey", { UserName: user, AccessKeyId: String(first), Status: "Inactive" });
    expect((await program.diff(wanted)).changes).toBe(false);
    await program.refresh();
    expect(program.state).toMatchObject({ accessKeyId: first, status: "Inactive" });
    expect(await program.up(wanted)).toBe(true);
    await mustBeWhole(stage);
    const second = program.state["accessKeyId"];
    expect(program.state).toMatchObject({ status: "Active", previousAccessKeyId: first });

    // With two keys there, the one that signs nothing makes room.
    await call("UpdateAccessKey", { UserName: user, AccessKeyId: String(second), Status: "Inactive" });
    await program.refresh();
    await call("UpdateAccessKey", { UserName: user, AccessKeyId: String(first), Status: "Active" });
    await program.up(wanted);
    await mustBeWhole(stage);
    expect(program.state["previousAccessKeyId"]).toBe(first);

    const third = program.state["accessKeyId"];
    await call("DeleteAccessKey", { UserName: user, AccessKeyId: String(third) });
    await program.refresh();
    expect(program.state).not.toHaveProperty("accessKeyId");
    expect(program.state).not.toHaveProperty("secretAccessKey");
    await program.up(wanted);
    await mustBeWhole(stage);
    expect(program.state["previousAccessKeyId"]).toBe(first);

    // The previous one alone: only its outputs end.
    await call("DeleteAccessKey", { UserName: user, AccessKeyId: String(first) });
    await program.refresh();
    expect(program.state).not.toHaveProperty("previousExpires");
    expect(await program.up(wanted)).toBe(false);
    await mustBeWhole(stage);

    // A rotation is on record for a day: what is gone by then is gone, and made anew.
    await program.world.pass(2 * dayMs);
    await call("DeleteAccessKey", { UserName: user, AccessKeyId: String(program.state["accessKeyId"]) });
    await program.refresh();
    expect(program.state).toEqual({});
    await program.up(wanted);
    expect(await stage.sign(program.state["accessKeyId"], program.state["secretAccessKey"])).toBe(works);
  });

  test("imported by its user: nothing is replaced, whatever the program says, until the time has come; then the secret is known", async () => {
    const stage = await open(face, "RotatingAccessKey");
    const { program, keys } = stage;
    expect(await program.import(user)).toBeUndefined();
    const older = await makeKey(stage);
    await program.world.pass(10 * dayMs);
    const newer = await makeKey(stage);
    await program.world.pass(3 * dayMs);
    const imported = await program.import(user);
    expect(imported?.state).toMatchObject({
      accessKeyId: newer.AccessKeyId,
      previousAccessKeyId: older.AccessKeyId,
      graceDays: 1,
      ageDays: 3,
    });
    expect(imported?.state).not.toHaveProperty("secretAccessKey");
    const wanted = { user, rotationDays: 30, graceDays: 7, triggers: { reason: "new to the program" } };
    await program.up(wanted);
    expect((await keys()).toSorted()).toEqual([older.AccessKeyId, newer.AccessKeyId].toSorted());
    expect(program.state).toMatchObject({ accessKeyId: newer.AccessKeyId });
    await program.world.pass(27 * dayMs);
    await program.up(wanted);
    await mustBeWhole(stage);
    expect(program.state["previousAccessKeyId"]).toBe(newer.AccessKeyId);
  });

  test("a key that signs the provider's own calls is rotated, and not deleted", async () => {
    const stage = await open(face, "RotatingAccessKey");
    const { call, keys, program } = stage;
    const { Policy: policy } = (await call("CreatePolicy", {
      PolicyName: "manages",
      PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "iam:*", Resource: "*" }] }),
    })) as { Policy: { Arn: string } };
    await call("AttachUserPolicy", { UserName: user, PolicyArn: policy.Arn });
    const own = await makeKey(stage);
    const { world } = program;
    const driver = await openDriver(face, world, world.config({ accessKeyId: own.AccessKeyId, secretAccessKey: own.SecretAccessKey }));
    onTestFinished(() => driver.close());
    const imported = await driver.read("RotatingAccessKey", user, {});
    const wanted = { user, graceDays: 1, rotationDays: 2 };
    const managed = await driver.update("RotatingAccessKey", user, imported?.state ?? {}, wanted);
    await world.pass(2 * dayMs);
    const rotated = await driver.update("RotatingAccessKey", user, managed, wanted);
    expect(rotated["previousAccessKeyId"]).toBe(own.AccessKeyId);
    await world.pass(1 * dayMs);
    const refusal = `access key ${own.AccessKeyId} signs this provider's own calls, so it is not deleted`;
    expect(await refusalOf(driver.update("RotatingAccessKey", user, rotated, wanted))).toContain(refusal);
    expect(await refusalOf(driver.delete("RotatingAccessKey", user, rotated))).toContain(refusal);
    expect((await keys()).toSorted()).toEqual([own.AccessKeyId, String(rotated["accessKeyId"])].toSorted());
  });
});

test("a preview shows a rotation and its reason when the time has come, and keeps what stays", async () => {
  const world = await TestWorld.start();
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  onTestFinished(async () => {
    client.close();
    await server.close();
    await world.close();
  });
  await client.configure(world.config());
  const made = await client.create("IamUser", "u", { userName: user, forceDestroy: true });
  expect(made.id).toBe(user);
  const wanted = { user, rotationDays: 30, graceDays: 3, triggers: { a: "1" } };
  const { id, state } = await client.create("RotatingAccessKey", "r", wanted);
  const preview = async (from: Properties, news: Properties): Promise<Properties> =>
    (await client.updateWire("RotatingAccessKey", id, from, news, true)).getProperties()?.toJavaScript() ?? {};
  const key = { accessKeyId: state["accessKeyId"], createdAt: state["createdAt"], status: "Active" };
  const newKey = { accessKeyId: unknown, createdAt: unknown, status: unknown };

  expect(await client.diff("RotatingAccessKey", id, state, wanted)).toMatchObject({ changes: false, detailed: {} });
  const longer = { ...wanted, graceDays: 4 };
  expect(await client.diff("RotatingAccessKey", id, state, longer)).toMatchObject({ detailed: { graceDays: "UPDATE" } });
  expect(await preview(state, longer)).toMatchObject(key);
  // A trigger that is not known yet may be another one.
  expect(await preview(state, { ...wanted, triggers: { a: unknown } })).toMatchObject(newKey);
  const triggered = { ...wanted, triggers: { a: "2" } };
  expect(await client.diff("RotatingAccessKey", id, state, triggered)).toMatchObject({
    detailed: { "triggers.a": "UPDATE", accessKeyId: "UPDATE" },
    replaces: [],
  });
  expect(await preview(state, triggered)).toMatchObject(newKey);
  // Of another user everything is new.
  expect(await client.diff("RotatingAccessKey", id, state, { ...triggered, user: "eve" })).toMatchObject({
    detailed: { user: "UPDATE_REPLACE", "triggers.a": "UPDATE" },
  });

  await world.pass(30 * dayMs);
  const due = await client.diff("RotatingAccessKey", id, state, wanted);
  expect(due).toMatchObject({ changes: true, detailed: { accessKeyId: "UPDATE" }, stables: ["user"] });
  expect(await client.diff("RotatingAccessKey", id, state, wanted, ["accessKeyId"])).toMatchObject({ changes: false });
  expect(await preview(state, wanted)).toMatchObject(newKey);

  const rotated = await client.update("RotatingAccessKey", id, state, wanted);
  expect(rotated["previousExpires"]).toBe(new Date(Date.parse(String(rotated["createdAt"])) + 3 * dayMs).toISOString().replace(".000", ""));
  await world.pass(3 * dayMs);
  expect(await client.diff("RotatingAccessKey", id, rotated, wanted)).toMatchObject({
    changes: true,
    detailed: { previousAccessKeyId: "UPDATE" },
    stables: ["accessKeyId", "secretAccessKey", "status", "createdAt", "user"],
  });
  expect(await preview(rotated, wanted)).toMatchObject({ accessKeyId: rotated["accessKeyId"], previousAccessKeyId: unknown });
  await client.delete("RotatingAccessKey", id, rotated);
});
