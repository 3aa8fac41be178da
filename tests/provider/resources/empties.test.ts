/**
 * Maps and lists without members, in every place of every resource: refused by check, or the same as none, and quiet from the first read on. Both
 * faces.
 */
import { isDeepStrictEqual } from "node:util";
import { describe, expect, onTestFinished, test } from "vitest";
import type { Properties } from "../../support/plugin/results";
import { valueAtPath, withAt, type Path } from "../../support/leaves/places";
import { resourceCases } from "../../support/resources/cases";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

/** Places of maps and lists of texts or objects; the objects that a schema names field by field are none. */
function holdersIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  const inner = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [...(at.length === 0 ? [] : [at]), ...inner.flatMap(([key, item]) => holdersIn(item, [...at, key]))];
}

function withoutAt<T>(value: T, path: Path): T {
  const holder = path.slice(0, -1);
  const { [String(path.at(-1))]: _gone, ...rest } = { ...(valueAtPath(value, holder) as Properties) };
  return withAt(value, holder, rest);
}

/** One life: refused at once, or quiet from the first read on, and the same as without it. */
async function outcome(driver: Driver, noun: string, inputs: Properties, place: Path): Promise<string> {
  const { inputs: checked, failures } = await driver.check(noun, "r", {}, inputs);
  if (failures.length > 0) return "refused";
  const { id, state } = await driver.create(noun, "r", checked);
  const read = await driver.read(noun, id, state);
  const { changes } = await driver.diff(noun, id, read?.state ?? {}, checked);
  const none = await driver.check(noun, "r", checked, withoutAt(inputs, place));
  const toNone = none.failures.length > 0 ? undefined : await driver.diff(noun, id, state, none.inputs);
  const noneState = toNone === undefined ? undefined : await driver.update(noun, id, state, none.inputs);
  const back = noneState === undefined ? undefined : await driver.diff(noun, id, noneState, checked);
  await driver.delete(noun, id, state);
  if (!isDeepStrictEqual(read?.state, state)) return `made ${JSON.stringify(state)}, read ${JSON.stringify(read?.state)}`;
  if (changes) return "differs for ever";
  if (toNone?.changes === true) return "is not the same as none";
  return back?.changes === true ? "none is not the same as it" : "quiet";
}

describe.each(faces)("%s face", (face) => {
  test.each(resourceCases)("the maps and lists of $noun", async ({ noun, prepare, full }) => {
    const world = await TestWorld.start();
    const driver = await openDriver(face, world, world.config());
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    await prepare?.(world.emulator);
    const inputs = full(world.emulator);
    const found: Record<string, string> = {};
    for (const place of holdersIn(inputs)) {
      const empty = Array.isArray(valueAtPath(inputs, place)) ? [] : {};
      const what = await outcome(driver, noun, withAt(inputs, place, empty), place).catch(String);
      found[place.join(".")] = what;
    }
    expect(Object.entries(found).filter(([, what]) => what !== "refused" && what !== "quiet")).toEqual([]);
    if (noun === "IamUser") expect(found).toEqual({ tags: "quiet" });
    if (noun === "BucketObject") expect(found).toMatchObject({ metadata: "quiet" });
  });
});
