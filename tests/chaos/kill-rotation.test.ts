/**
 * Kills over the real engine in every step of a rotation: the provider with SIGKILL, and the whole run. The program's key signs all the time, the
 * user has one or two keys, and the next `up` ends with the two that the state names.
 */
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultRule, type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, type Spec, Stack } from "../support/engine/harness";
import { accountState, s3ClientOf, settingsFor } from "../support/engine/servers";
import { callsOf, clearFaults, descendantsOf, resetCalls, setFaults, until, upAfterDoubt, upAndKill } from "../support/chaos/support";

const ref = (property: string): { $ref: string } => ({ $ref: property });

function spec(reason: string): Spec {
  return {
    resources: [
      { name: "user", noun: "IamUser", args: { userName: "rotating" } },
      {
        name: "policy",
        noun: "Policy",
        args: {
          name: "lists",
          policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:ListAllMyBuckets", Resource: "*" }] },
        },
      },
      { name: "attachment", noun: "UserPolicyAttachment", args: { user: ref("user.userName"), policyArn: ref("policy.arn") } },
      { name: "key", noun: "RotatingAccessKey", args: { user: ref("user.userName"), graceDays: 7, triggers: { reason } } },
    ],
    outputs: { id: ref("key.accessKeyId"), secret: ref("key.secretAccessKey"), previous: ref("key.previousAccessKeyId") },
  };
}

interface Key {
  readonly id: string;
  readonly secret: string;
  readonly previous?: string;
}

/** The requests of a rotation of a user with two keys: room is made, then the new key. How many keys there are when the provider is killed. */
const steps: readonly (readonly [title: string, rule: FaultRule, keysThen: number])[] = [
  ["before room is made", { kind: "hang-before-execute", service: "iam", operation: "DeleteAccessKey" }, 2],
  ["after room is made", { kind: "hang-after-execute", service: "iam", operation: "DeleteAccessKey" }, 1],
  ["before the new key is made", { kind: "hang-before-execute", service: "iam", operation: "CreateAccessKey" }, 1],
  ["after the new key is made", { kind: "hang-after-execute", service: "iam", operation: "CreateAccessKey" }, 2],
];

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator();
    stack = await Stack.create({ face, config: settingsFor(emulator) });
    await stack.up(spec("first"));
    await stack.up(spec("second"));
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  const keys = async (): Promise<readonly string[]> =>
    (await accountState(emulator)).users.flatMap(({ accessKeys }) => accessKeys.map(({ id }) => id)).toSorted();

  async function current(): Promise<Key> {
    return (await stack.outputs()) as unknown as Key;
  }

  async function signs({ id, secret }: Key): Promise<void> {
    const s3 = s3ClientOf(emulator, id, secret);
    try {
      await s3.send(new ListBucketsCommand());
    } finally {
      s3.destroy();
    }
  }

  async function mustBeWhole(before: Key): Promise<void> {
    const after = await current();
    expect(after.id).not.toBe(before.id);
    expect(after.previous).toBe(before.id);
    expect(await keys()).toEqual([after.id, before.id].toSorted());
    await signs(after);
    await signs(before);
    await stack.mustBeQuiet();
    expect((await stack.exported()).text).not.toMatch(/"pending_operations": *\[\s*\{/);
  }

  // Each step in one face, and in both without the engine (tests/provider/resources/rotating-access-key.test.ts).
  const own = steps.filter((_step, index) => (index % 2 === 0) === (face === "dynamic"));

  test.each(own)("the provider is killed %s", async (title, rule, keysThen) => {
    const before = await current();
    await resetCalls(emulator);
    await setFaults(emulator, rule);
    stack.write(spec(title));
    const operation = `iam:${String(rule.operation)}`;
    const killed = await upAndKill(
      stack,
      async () => (await callsOf(emulator))[operation] !== undefined && (await keys()).length === keysThen,
    );
    expect(killed.code, killed.text).not.toBe(0);
    await clearFaults(emulator);
    expect(await keys()).toHaveLength(keysThen);
    await signs(before);
    await upAfterDoubt(emulator, stack, "rotating");
    await mustBeWhole(before);
  });

  test("the whole run is killed while its rotation waits for the answer, and a refresh comes first", async () => {
    const before = await current();
    await setFaults(emulator, { kind: "hang-after-execute", service: "iam", operation: "CreateAccessKey" });
    stack.write(spec("the run is killed"));
    const { process: engine, done, text } = stack.start("up", "--yes", "--skip-preview", "--color", "never");
    const there = await keys();
    await until("the new key", async () => ((await keys()).some((id) => !there.includes(id)) ? true : undefined), text);
    const all = [...descendantsOf(engine.pid ?? 0).map(({ pid }) => pid), engine.pid ?? 0];
    for (const pid of all) process.kill(pid, "SIGKILL");
    await done;
    await clearFaults(emulator);
    // Nobody has ended the run in the state's folder.
    await stack.must("cancel", "--yes");
    const refreshed = await stack.refresh();
    expect(refreshed.code, refreshed.text).toBe(0);
    expect(await keys()).toHaveLength(2);
    await signs(before);
    await upAfterDoubt(emulator, stack, "rotating");
    await mustBeWhole(before);
  });

  test("destroy leaves nothing", async () => {
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    expect((await accountState(emulator)).users).toEqual([]);
  });
});
