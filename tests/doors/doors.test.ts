/** No operation of the manuals of OOS without a door, no door that does not lead there: the table is held against the server's own, and walked. */
import { describe, expect, test } from "vitest";
import { OPERATIONS } from "../../emulator/operations/table";
import { TestWorld } from "../resources/world";
import { operationDoors as allDoors, type OperationDoors } from "./rows";
import { goThrough } from "./through";

const operationDoors = allDoors.filter(({ backend }) => backend === "oos");

/** What the manuals describe as operations and is no request of its own: the request is another operation, signed in this way. */
const waysOfSigning: ReadonlySet<string> = new Set(["PresignUrl", "signatures V2 and V4"]);

test("the table has exactly the operations that the server knows, as the manuals count them", () => {
  const name = ({ service, manual, operation }: Pick<OperationDoors, "service" | "manual" | "operation">): string =>
    `${service} ${manual} ${operation}`;
  const requests = operationDoors.filter(({ operation }) => !waysOfSigning.has(operation));
  expect(requests.map(name).sort()).toEqual(OPERATIONS.map((row) => name({ ...row, operation: row.name })).sort());
});

test("every operation has a door, and all are walked on the emulator", () => {
  expect(operationDoors.filter(({ doors, server }) => doors.length === 0 || server !== "emulator")).toEqual([]);
});

const doors = [...new Set(operationDoors.flatMap((row) => row.doors))].sort();

describe.each(doors)("%s", (door) => {
  const led = operationDoors.filter((row) => row.doors.includes(door));

  test(`leads to ${led.map(({ operation }) => operation).join(", ")}`, async () => {
    const world = await TestWorld.start();
    try {
      const { calls } = await world.counted(() => goThrough(door, world));
      const wanted = led
        .filter(({ operation }) => !waysOfSigning.has(operation))
        .map(({ service, operation }) => `${service}:${operation}`);
      expect(Object.keys(calls)).toEqual(expect.arrayContaining(wanted));
    } finally {
      await world.close();
    }
  });
});
