/**
 * The engine alone is killed (`kill -9`, as by the OOM killer), and the provider lives on: it must not finish what nobody hears of, nor stay.
 * The next `up`, at once or later, ends with one of each, and `destroy` leaves nothing.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, Stack } from "../support/engine/harness";
import { settingsFor } from "../support/engine/servers";
import { all, called, countsOf, creates, ground, mustHaveOneOfEach, mustLeaveNothing, noneOfAny, onCreates, oneOfEach } from "./creates";
import { clearFaults, isAlive, resetCalls, setFaults, until, upAfterDoubt, upAndKillEngine } from "../support/chaos/support";

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

  async function mustEnd(providers: readonly number[]): Promise<void> {
    await until(
      "the end of the provider",
      () => (providers.some(isAlive) ? undefined : true),
      () => "",
      10_000,
    );
  }

  test("while the service executes every create: the next up, which begins before that is over", async () => {
    await stack.up({ resources: ground });
    await resetCalls(emulator);
    await setFaults(emulator, ...onCreates("delay", { delayMs: 4000 }));
    stack.write(all);
    const providers = await upAndKillEngine(stack, () => called(emulator, ...creates));
    await clearFaults(emulator);
    await upAfterDoubt(emulator, stack, "ground");
    await mustEnd(providers);
    await mustHaveOneOfEach(emulator, stack);
  });

  test("after the service executed every create, whose answers are on their way: the next up", async () => {
    await stack.up({ resources: ground });
    expect(await countsOf(emulator)).toEqual(noneOfAny);
    await setFaults(emulator, ...onCreates("hang-after-execute"));
    stack.write(all);
    const providers = await upAndKillEngine(stack, async () => Object.values(await countsOf(emulator)).every((count) => count === 1));
    await mustEnd(providers);
    await clearFaults(emulator);
    expect(await countsOf(emulator)).toEqual(oneOfEach);
    await upAfterDoubt(emulator, stack, "ground");
    await mustHaveOneOfEach(emulator, stack);
  });

  test("destroy leaves nothing", () => mustLeaveNothing(emulator, stack));
});
