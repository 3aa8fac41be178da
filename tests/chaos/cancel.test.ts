/** Ctrl-C in the middle of a request: the run ends soon, and the next one goes on from what is so. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, Stack } from "../support/engine/harness";
import { accountState, settingsFor } from "../support/engine/servers";
import { callsOf, clearFaults, descendantsOf, isAlive, resetCalls, setFaults, until } from "../support/chaos/support";

/** Far from the limit of a request (60 s), which would be waited for if the provider were not told. */
const limitMs = 30_000;

/** An older Node.js does not tell the dynamic face: there a request ends with its own limit. */
const ofOldNode = { requestTimeoutSeconds: "5", maxRetries: "0" };

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator();
    stack = await Stack.create({
      face,
      config: settingsFor(emulator, face === "dynamic" && Number.parseInt(process.versions.node) < 24 ? ofOldNode : {}),
    });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  /** Starts a run, interrupts it as soon as `operation` has been asked for, and answers what it said and how long the end took. */
  async function interrupt(operation: string, ...args: readonly string[]): Promise<{ code: number | null; text: string; tookMs: number }> {
    await resetCalls(emulator);
    const { process: engine, done, text } = stack.start(...args, "--yes", "--skip-preview", "--color", "never");
    await until(`${operation} was asked for`, async () => (await callsOf(emulator))[operation], text);
    const children = descendantsOf(engine.pid ?? 0);
    const from = performance.now();
    engine.kill("SIGINT");
    const run = await done;
    const tookMs = performance.now() - from;
    const alive = children.filter(({ pid }) => isAlive(pid));
    await until(
      "every process of the run has ended",
      () => (alive.every(({ pid }) => !isAlive(pid)) ? true : undefined),
      () => JSON.stringify(alive),
      10_000,
    );
    return { ...run, tookMs };
  }

  const resources = [
    { name: "bucket", noun: "Bucket", args: { bucket: "cancel-a" } },
    { name: "user", noun: "IamUser", args: { userName: "cancelled" }, options: { dependsOn: ["bucket"] } },
  ];

  test("of a create: nothing after it is started, and the next up makes one of each", async () => {
    stack.write({ resources });
    await setFaults(emulator, { kind: "hang-after-execute", operation: "PutBucket" });
    const { code, text, tookMs } = await interrupt("s3:PutBucket", "up");
    expect(code, text).not.toBe(0);
    expect(tookMs, text).toBeLessThan(limitMs);
    expect((await callsOf(emulator))["iam:CreateUser"]).toBeUndefined();
    await clearFaults(emulator);
    await stack.up();
    await stack.mustBeQuiet();
    const { buckets, users } = await accountState(emulator);
    expect([buckets.map(({ name }) => name), users.map(({ name }) => name)]).toEqual([["cancel-a"], ["cancelled"]]);
  });

  test("of a delete: what is not deleted stays in the state", async () => {
    await setFaults(emulator, { kind: "hang-before-execute", operation: "DeleteUser" });
    const { code, text, tookMs } = await interrupt("iam:DeleteUser", "destroy");
    expect(code, text).not.toBe(0);
    expect(tookMs, text).toBeLessThan(limitMs);
    await clearFaults(emulator);
    expect((await stack.exported()).resources.map(({ id }) => id).sort()).toEqual(["cancel-a", "cancelled"]);
    await stack.must("refresh", "--yes", "--skip-preview", "--color", "never", "--expect-no-changes");
    const destroyed = await stack.destroy();
    expect(destroyed.code, destroyed.text).toBe(0);
    const { buckets, users } = await accountState(emulator);
    expect({ buckets, users }).toEqual({ buckets: [], users: [] });
  });
});
