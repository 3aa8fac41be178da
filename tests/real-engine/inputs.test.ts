/**
 * Inputs of a JavaScript program, over the real engine: names that no input has, resources in the place of names, and resources that are only read.
 * tests/sdk/nodejs has inputs in both faces.
 */
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, type Spec, Stack } from "../support/engine/harness";
import { accountState, s3ClientOf, settingsFor } from "../support/engine/servers";

const rules = [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }];

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

  test("a misspelt input is refused in preview, with what it should be", async () => {
    stack.write({ resources: [{ name: "b", noun: "Bucket", args: { bucket: "b-one", forceDestory: true } }] });
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    expect(text).toMatch(/forceDestory.*did you mean forceDestroy\?/);
  });

  test("a resource stands for its name; one that is looked up is read, has its outputs, and stays", async () => {
    const s3 = s3ClientOf(emulator);
    await s3.send(new CreateBucketCommand({ Bucket: "by-hand", ACL: "public-read" }));
    s3.destroy();
    const spec: Spec = {
      resources: [
        { name: "hand", noun: "Bucket", get: "by-hand" },
        { name: "made", noun: "Bucket", args: { bucket: "b-one" } },
        { name: "user", noun: "IamUser", args: { userName: "Bob" } },
        { name: "group", noun: "Group", args: { groupName: "Ops", forceDestroy: true } },
        { name: "cors", noun: "Cors", args: { bucket: { $resource: "made" }, rules } },
        { name: "cors-by-hand", noun: "Cors", args: { bucket: { $resource: "hand" }, rules } },
        { name: "members", noun: "GroupMembers", args: { group: { $resource: "group" }, users: [{ $resource: "user" }] } },
      ],
      outputs: { acl: { $ref: "hand.acl" }, arn: { $ref: "hand.arn" } },
    };
    await stack.up(spec);
    expect(await stack.outputs()).toEqual({ acl: "public-read", arn: "arn:ctyun:oos:::by-hand" });
    expect((await accountState(emulator)).groups).toMatchObject([{ name: "Ops", members: ["bob"] }]);
    await stack.must("preview", "--refresh", "--diff", "--color", "never", "--expect-no-changes");
    await stack.must("destroy", "--yes", "--skip-preview");
    expect((await accountState(emulator)).buckets).toMatchObject([{ name: "by-hand", acl: "public-read" }]);
  });
});
