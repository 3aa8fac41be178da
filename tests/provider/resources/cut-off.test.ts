/** A run that was cut off during a creation, seen by the next one on a machine that has no journal of it: all that is left is the state of the stack. */
import { rm } from "node:fs/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { urnOf } from "../../support/plugin/client";
import type { Kept, Properties } from "../../support/plugin/results";
import { resourceCases } from "../../support/resources/cases";
import { type Face, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

async function scene(face: Face, noun: string) {
  const world = await TestWorld.start();
  onTestFinished(() => world.close());
  const type = face === "plugin" ? `oos:index:${noun}` : `pulumi-nodejs:dynamic/oos:${noun}`;
  const urn = urnOf(noun, "r");
  return {
    world,
    /** A run of its own. */
    make: async (wanted: Properties): Promise<Kept> => {
      const driver = await openDriver(face, world, world.config({ settleSeconds: 0 }));
      onTestFinished(() => driver.close());
      const { inputs, failures } = await driver.check(noun, "r", {}, wanted);
      expect(failures).toEqual([]);
      return driver.create(noun, "r", inputs);
    },
    /** The state has this many creations of it as begun and not ended. */
    begun: (inputs: Properties, count: number): void => {
      const operation = { type: "creating", resource: { urn, type, delete: false, inputs, outputs: {} } };
      world.stackState = () => Promise.resolve({ resources: [], pending: Array.from({ length: count }, () => operation) });
    },
    loseJournal: () => rm(world.journal, { recursive: true }),
  };
}

async function refusalOf(making: Promise<unknown>): Promise<string> {
  return making.then(
    () => "made",
    (error: unknown) => (error as Error).message,
  );
}

/** What takes over what is there, as the program asks. */
const adopting = resourceCases.filter(({ noun }) => !["AccessKey", "RotatingAccessKey"].includes(noun));

describe.each(faces)("a machine without the journal, %s face", (face) => {
  test.each(adopting.map((it) => [it.noun, it] as const))(
    "%s: the refusal names the creation that was cut off, and what to type; adopt takes it over",
    async (noun, it) => {
      const { world, make, begun, loseJournal } = await scene(face, noun);
      await it.prepare?.(world.emulator);
      const wanted = it.full(world.emulator);
      begun(wanted, 1);
      await make(wanted);
      const shown = await it.look(world.emulator);
      await loseJournal();

      // The one that was cut off, and this one.
      begun(wanted, 2);
      const said = await refusalOf(make(wanted));
      expect(said).toContain(`an earlier run of this stack was cut off while it made ${noun} "r", which may be it`);
      expect(said).toContain(
        `\n  next: look at it, then take it over with \`adopt: true\` for one run, or import it (with the plugin: pulumi import oos:index:${noun}), and clear the pending operation with \`pulumi refresh --clear-pending-creates\``,
      );
      expect(await it.look(world.emulator)).toEqual(shown);
      await make({ ...wanted, adopt: true });
      expect(await it.look(world.emulator)).toEqual(shown);
    },
  );

  test("a state that has this creation alone as begun tells of no earlier run", async () => {
    const { make, begun, loseJournal } = await scene(face, "Bucket");
    const wanted = { bucket: "cut-off" };
    begun(wanted, 1);
    await make(wanted);
    await loseJournal();
    const said = await refusalOf(make(wanted));
    expect(said).toContain("already exists");
    expect(said).not.toContain("was cut off");
  });
});
