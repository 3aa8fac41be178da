/** No operation of the manuals of OOS without a door; and a door leads where it says, and nowhere else: each is walked on the emulator. */
import { describe, expect, test } from "vitest";
import { OPERATIONS } from "../../emulator/flavours";
import { oos } from "../../provider/backends/oos";
import { TestWorld } from "../support/resources/world";
import { doorsOn, operationsOn } from "../support/doors/rows";
import { goThrough } from "./through";

/** Who the caller is, and how many buckets there are, is asked by the provider itself. */
const ofProvider: ReadonlySet<string> = new Set(["GetUser", "ListBuckets"]);

const doors = doorsOn(oos);

test("the table has exactly the operations that the server knows, as the manuals count them", () => {
  const ours = operationsOn(oos).flatMap(({ service, operation, manual = [] }) => manual.map((each) => `${service} ${each} ${operation}`));
  expect(ours.sort()).toEqual(OPERATIONS.map(({ service, manual, name }) => `${service} ${manual} ${name}`).sort());
});

test("every operation has a door", () => {
  const reached = new Set(doors.flatMap(({ calls }) => calls));
  expect(operationsOn(oos).filter(({ operation }) => !reached.has(operation))).toEqual([]);
});

const reached = new Set<string>();

describe.each(doors)("$name", ({ name, uses, calls }) => {
  test(`leads to ${uses.join(", ")}, and to nothing that it does not say`, async () => {
    const world = await TestWorld.start();
    try {
      let sent: ReadonlySet<string> = new Set();
      const { calls: seen } = await world.counted(async () => (sent = await world.sent(() => goThrough(name, world))));
      const served = Object.keys(seen).map((key) => key.split(":")[1] ?? key);
      for (const operation of served) if (calls.some((each) => each === operation)) reached.add(operation);
      expect(uses.filter((operation) => !served.includes(operation))).toEqual([]);
      expect([...sent].filter((operation) => !calls.some((each) => each === operation) && !ofProvider.has(operation))).toEqual([]);
    } finally {
      await world.close();
    }
  });
});

test("together they reach every operation", () => {
  expect(operationsOn(oos).filter(({ operation }) => !reached.has(operation))).toEqual([]);
});

test.each(["presignUrl", "signatureVersion"])("the way of signing behind %s is walked", async (name) => {
  const world = await TestWorld.start();
  try {
    await goThrough(name, world);
  } finally {
    await world.close();
  }
});
