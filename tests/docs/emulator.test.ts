/** docs/emulator.md names every option, every request of the admin URL and every fault, and none that is not there. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { Command } from "commander";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { configureEmulatorCommand } from "../../emulator/cli";
import { checkout } from "../support/checkout";

const page = readFileSync(path.join(checkout, "docs", "emulator.md"), "utf8");
/** First cells of the rows of the table whose first column is `title`. */
function firstCells(title: string): string[] {
  const [, body = ""] = new RegExp(`^\\| ${title} +\\|.*\\n\\|[ -|]+\\n((?:\\|.*\\n)+)`, "m").exec(page) ?? [];
  return body
    .trim()
    .split("\n")
    .map((row) => row.split("`")[1] ?? row);
}

let emulator: RunningEmulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => {
  await emulator.close();
});

test("options", () => {
  const { options } = configureEmulatorCommand(new Command());
  expect(firstCells("option").sort()).toEqual([...options.map(({ flags }) => flags), "--help"].sort());
});

test("requests of the admin URL", async () => {
  const { known } = (await (await fetch(`${emulator.admin}/`)).json()) as { known: string[] };
  expect(firstCells("request").sort()).toEqual([...known].sort());
});

test("faults, and the example rule is accepted", async () => {
  const post = (body: string): Promise<Response> => fetch(`${emulator.admin}/faults`, { method: "POST", body });
  const { error } = (await (await post("{}")).json()) as { error: string };
  const kinds = error.replace("kind must be one of ", "").split(", ");
  expect(firstCells("kind").sort()).toEqual(kinds.sort());
  const [, example = ""] = /--json '(\{"kind[^']+)'/.exec(page) ?? [];
  expect((await post(example)).status).toBe(200);
});
