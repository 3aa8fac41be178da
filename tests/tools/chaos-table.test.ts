/** The table of `make chaos`: how stories ended, and what went wrong. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, expect, test } from "vitest";
import type { Told } from "../life/stories";
import { checkout } from "../support/checkout";

interface Table {
  readonly outcomeOf: (story: Told) => string;
  readonly tableOf: (stories: readonly Told[]) => string;
  readonly wrongLines: (stories: readonly Told[]) => readonly string[];
}

let table: Table;
beforeAll(async () => {
  table = (await import(pathToFileURL(path.join(checkout, "tools", "chaos-table.mjs")).href)) as Table;
});

const story: Told = { face: "plugin", place: "oos", seed: 1, kinds: ["rename"], ends: ["fine"] };
const stories: readonly Told[] = [
  story,
  { ...story, seed: 2, face: "dynamic", kinds: ["rename", "taint"], ends: ["alias", "fine"] },
  { ...story, seed: 3, place: "gateway", kinds: [], ends: [], wrong: "Error: refresh says: …" },
  { ...story, seed: 4, kinds: ["taint"], ends: ["not targeted", "fine"] },
  { ...story, seed: 5, kinds: ["taint"], ends: [], wrong: "Error: the journal still has …" },
  { ...story, seed: 6, kinds: ["taint"], ends: [], wrong: "Error: the journal still has …" },
];

test("a story ended well, well after a refusal, or wrong", () => {
  expect(stories.map(table.outcomeOf)).toEqual(["converged", "refused rightly, then converged", "WRONG", "converged", "WRONG", "WRONG"]);
});

test("one line for all, and one for each thing that happened, each face and each place", () => {
  expect(table.tableOf(stories).split("\n")).toEqual([
    "| in the story | stories | converged | refused rightly, then converged | WRONG |",
    "| --- | --- | --- | --- | --- |",
    "| all | 6 | 2 | 1 | 3 |",
    "| dynamic face | 1 | 0 | 1 | 0 |",
    "| on gateway | 1 | 0 | 0 | 1 |",
    "| on oos | 5 | 2 | 1 | 2 |",
    "| plugin face | 5 | 2 | 0 | 3 |",
    "| rename | 2 | 1 | 1 | 0 |",
    "| taint | 4 | 1 | 1 | 2 |",
  ]);
});

test("faults of one kind are one line, the most frequent first, with their seeds", () => {
  expect(table.wrongLines(stories)).toEqual([
    "2 x Error: the journal still has …\n    plugin/oos 5, plugin/oos 6",
    "1 x Error: refresh says: …\n    plugin/gateway 3",
  ]);
});

test("without stories there is a table without them", () => {
  expect([table.tableOf([]), table.wrongLines([])]).toEqual([
    "| in the story | stories | converged | refused rightly, then converged | WRONG |\n| --- | --- | --- | --- | --- |\n| all | 0 | 0 | 0 | 0 |",
    [],
  ]);
});
