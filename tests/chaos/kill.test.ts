/**
 * Law 6 over the real engine: the provider is killed (or an answer lost) between the request and the answer of every create, all in one run;
 * the next `up` ends with one of each, without repair by hand but for a key of which nothing proves that it is ours.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, Stack } from "../support/engine/harness";
import { settingsFor } from "../support/engine/servers";
import {
  all,
  called,
  countsOf,
  creates,
  ground,
  mustHaveOneOfEach,
  mustLeaveNothing,
  noneOfAny,
  onCreates,
  oneOfEach,
  outputs,
  wanted,
} from "./creates";
import { clearFaults, resetCalls, setFaults, upAfterDoubt, upAndKill } from "../support/chaos/support";

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;

  beforeAll(async () => {
    emulator = await startEmulator();
    stack = await Stack.create({ face, config: settingsFor(emulator) });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  /** The engine lives, so that nothing of the crash is left for a person to repair. */
  async function mustBeWhole(): Promise<void> {
    await mustHaveOneOfEach(emulator, stack);
    expect((await stack.exported()).text).not.toMatch(/"pending_operations": *\[\s*\{/);
  }

  test("killed after the service executed every create: the next up finds them, and names the key that nobody has", async () => {
    await stack.up({ resources: ground });
    await setFaults(emulator, ...onCreates("hang-after-execute"));
    stack.write(all);
    const killed = await upAndKill(stack, async () => Object.values(await countsOf(emulator)).every((count) => count === 1));
    expect(killed.code, killed.text).not.toBe(0);
    await clearFaults(emulator);
    expect(await countsOf(emulator)).toEqual(oneOfEach);
    await upAfterDoubt(emulator, stack, "ground");
    await mustBeWhole();
  });

  test("killed before the service executed anything: the next up makes one of each", async () => {
    await stack.up({ resources: ground });
    expect(await countsOf(emulator)).toEqual(noneOfAny);
    await resetCalls(emulator);
    await setFaults(emulator, ...onCreates("hang-before-execute"));
    stack.write(all);
    const killed = await upAndKill(stack, () => called(emulator, ...creates));
    expect(killed.code, killed.text).not.toBe(0);
    await clearFaults(emulator);
    expect(await countsOf(emulator)).toEqual(noneOfAny);
    await stack.up();
    await mustBeWhole();
  });

  test("killed in a later step of the same creates: the next up knows what they made", async () => {
    await stack.up({ resources: ground });
    await resetCalls(emulator);
    await setFaults(
      emulator,
      { kind: "hang-before-execute", service: "s3", operation: "ListBuckets" },
      { kind: "hang-before-execute", service: "trail", operation: "StartLogging" },
      { kind: "hang-before-execute", service: "iam", operation: "UpdateAccessKey" },
    );
    const inactive = wanted.map((resource) =>
      resource.name === "key" ? { ...resource, args: { ...resource.args, status: "Inactive" } } : resource,
    );
    stack.write({ resources: [...ground, ...inactive], outputs });
    // The other creates are over, and known to the engine.
    const others = ["bucketPolicy", "user", "Auto.User", "iamPolicy", "attachment"];
    const killed = await upAndKill(
      stack,
      async (text) =>
        (await called(emulator, "s3:ListBuckets", "trail:StartLogging", "iam:UpdateAccessKey")) &&
        others.every((name) => text.includes(` ${name} created (`)),
    );
    expect(killed.code, killed.text).not.toBe(0);
    await clearFaults(emulator);
    expect(await countsOf(emulator)).toMatchObject({ "s3:PutBucket": 1, "trail:CreateTrail": 1, "iam:CreateAccessKey": 1 });
    const refreshed = await stack.refresh();
    expect(refreshed.code, refreshed.text).toBe(0);
    await stack.up();
    expect(await countsOf(emulator)).toEqual(oneOfEach);
    await stack.up(all);
    await mustBeWhole();
  });

  test("the answer of every create is lost and the provider lives: the same up ends well, but for the key, which is named and left", async () => {
    await stack.up({ resources: ground });
    await setFaults(emulator, ...onCreates("reset-after-execute").map((rule) => ({ ...rule, times: 1 })));
    stack.write(all);
    await upAfterDoubt(emulator, stack, "ground");
    await mustBeWhole();
  });

  test("destroy leaves nothing", async () => {
    await mustLeaveNothing(emulator, stack);
  });
});
