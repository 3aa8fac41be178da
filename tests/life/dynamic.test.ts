import fc from "fast-check";
import { appendFileSync } from "node:fs";
import { test } from "vitest";
import { storyOf } from "./story/story";
import { play } from "./tell";

const seeds = process.env["LIFE_SEED"] === undefined ? Array.from({ length: Number(process.env["LIFE_N"] ?? 20) }, (_v, i) => i + 1) : [Number(process.env["LIFE_SEED"])];
test.each(seeds)("seed %i", async (seed) => {
  const [story] = fc.sample(storyOf((process.env["LIFE_FACE"] ?? "dynamic") as "dynamic", (process.env["LIFE_PLACE"] ?? "oos") as "oos"), { seed, numRuns: 1 });
  if (story === undefined) throw new Error("no story");
  try {
    await play(story, seed);
    appendFileSync("/tmp/life.out", `SEED ${seed} OK\n`);
  } catch (error) {
    appendFileSync("/tmp/life.out", `SEED ${seed}\n${(error as Error).message}\n`);
    throw error;
  }
});
