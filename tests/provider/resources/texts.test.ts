/** Texts that are empty, or have spaces at their ends, in every place of every resource: refused by check, or kept letter for letter. Both faces. */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Properties } from "../../support/plugin/results";
import { resourceCases } from "../../support/resources/cases";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

type Path = readonly (string | number)[];

/** Places of the texts in a value. */
function textsIn(value: unknown, at: Path = []): Path[] {
  if (typeof value === "string") return [at];
  if (Array.isArray(value)) return value.flatMap((item, index) => textsIn(item, [...at, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => textsIn(item, [...at, key]));
}

function withText(value: unknown, [step, ...rest]: Path, text: string): unknown {
  if (step === undefined) return text;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? withText(item, rest, text) : item));
  return { ...(value as object), [step]: withText((value as Properties)[step], rest, text) };
}

const forms: readonly ((text: string) => string)[] = [() => "", () => " ", (text) => ` ${text}`, (text) => `${text} `];

/** One life: refused at once, or quiet from the first read on. */
async function outcome(driver: Driver, noun: string, inputs: Properties): Promise<string> {
  const { inputs: checked, failures } = await driver.check(noun, "r", {}, inputs);
  if (failures.length > 0) return "refused";
  const made = await driver.create(noun, "r", checked).catch(() => undefined);
  if (made === undefined) return "refused";
  const { id, state } = made;
  const read = await driver.read(noun, id, state);
  const { changes } = await driver.diff(noun, id, read?.state ?? {}, checked);
  await driver.delete(noun, id, state);
  if (!isDeepStrictEqual(read?.state, state)) return `made ${JSON.stringify(state)}, read ${JSON.stringify(read?.state)}`;
  return changes ? "differs for ever" : "quiet";
}

describe.each(faces)("%s face", (face) => {
  test.each(resourceCases)("the texts of $noun", async ({ noun, prepare, full }) => {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config());
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    await prepare?.(world.emulator);
    const inputs = full(world.emulator);
    const found: Record<string, string> = {};
    let quiet = 0;
    for (const place of textsIn(inputs)) {
      const before = place.reduce<unknown>((value, step) => (value as Properties)[step], inputs) as string;
      for (const form of forms) {
        const what = await outcome(driver, noun, withText(inputs, place, form(before)) as Properties);
        if (what === "quiet") quiet += 1;
        else if (what !== "refused") found[`${place.join(".")} ${JSON.stringify(form(before))}`] = what;
      }
    }
    expect(found).toEqual({});
    // Where any text is allowed, one was tried.
    if (["BucketLogging", "BucketObject", "IamUser", "Lifecycle", "Policy", "Website"].includes(noun)) expect(quiet).toBeGreaterThan(1);
  });
});
