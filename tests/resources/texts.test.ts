/** Texts that are empty, or have spaces at their ends, in every place of every resource: refused by check, or kept letter for letter. Both faces. */
import { describe, expect, onTestFinished, test } from "vitest";
import type { Properties } from "../plugin/results";
import { resourceCases } from "./cases";
import { type Driver, faces, openDriver } from "./driver";
import { TestWorld } from "./world";

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

async function outcome(driver: Driver, noun: string, inputs: Properties): Promise<string> {
  const { inputs: checked, failures } = await driver.check(noun, "r", {}, inputs);
  if (failures.length > 0) return "refused in preview";
  let made;
  try {
    made = await driver.create(noun, "r", checked);
  } catch (error) {
    return `refused by the service: ${String(error).slice(0, 150)}`;
  }
  const { id, state } = made;
  try {
    const read = await driver.read(noun, id, state);
    if (read === undefined) return "not found again";
    try {
      expect(read.state).toEqual(state);
    } catch {
      return `read as ${JSON.stringify(read.state)} not ${JSON.stringify(state)}`;
    }
    const { changes } = await driver.diff(noun, id, read.state, checked);
    return changes ? "differs for ever" : "quiet";
  } finally {
    await driver.delete(noun, id, state).catch(() => undefined);
  }
}

describe.each(faces)("%s face", (face) => {
  test.each(resourceCases.map((it) => [it.noun, it] as const))("texts of %s", async (noun, it) => {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config());
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    await it.prepare?.(world.emulator);
    const full = it.full(world.emulator);
    const found: Record<string, string> = {};
    for (const path of textsIn(full))
      for (const form of forms) {
        const before = path.reduce<unknown>((value, step) => (value as Properties)[step], full) as string;
        const inputs = withText(full, path, form(before)) as Properties;
        const what = await outcome(driver, noun, inputs);
        if (what !== "quiet" && !what.startsWith("refused")) found[`${path.join(".")} ${JSON.stringify(form(before))}`] = what;
      }
    expect(found).toEqual({});
  });
});
