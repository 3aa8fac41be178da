/** Stories by seed, as tests. `LIFE_SEED=17` tells only that one; `LIFE_CHAOS=1000+500` tells 500 others from seed 1000 on, as `make chaos` does. */
import { appendFileSync } from "node:fs";
import fc from "fast-check";
import { describe, test, vi } from "vitest";
import type { Face } from "../support/resources/driver";
import type { Place } from "./story/nouns";
import type { Play } from "./story/play";
import { type Story, storyOf } from "./story/story";
import { wrongness } from "./tell";

/** A failure is shrunk for so long. */
const shrinkMs = 15_000;
const storyLimitMs = 60_000;

export interface Told {
  readonly face: Face;
  readonly place: Place;
  readonly seed: number;
  /** Moves and troubles. */
  readonly kinds: readonly string[];
  /** How the runs ended that nothing cut off. */
  readonly ends: readonly string[];
  /** The first line of what is wrong; absent: all is well. */
  readonly wrong?: string;
}

/**
 * @param count of the fixed seeds 1 to count
 * @param play rejects when a story goes wrong
 */
export function tellStories(face: Face, place: Place, count: number, play: (story: Story, seed: number) => Promise<Play>): void {
  describe(`${face} face on ${place}`, { timeout: storyLimitMs, concurrent: true }, () => {
    // The dynamic face tells a person on standard error what it leaves alone.
    vi.spyOn(process.stderr, "write").mockImplementation(() => true);
    test.each(seedsOf(count))("seed %i", async (seed) => {
      const stories = storyOf(face, place);
      const [story] = fc.sample(stories, { seed, numRuns: 1 });
      if (story === undefined) throw new Error("no story");
      const told = { face, place, seed, kinds: kindsOf(story) };
      try {
        const { ends } = await play(story, seed);
        report({ ...told, ends });
      } catch (error) {
        const wrong = wrongness(error);
        report({ ...told, ends: [], wrong });
        if (process.env["LIFE_CHAOS"] !== undefined) throw error;
        const { words, shrinks } = await shrink(stories, seed, wrong, play);
        throw new Error(`LIFE_SEED=${String(seed)}, shrunk ${String(shrinks)} times\n${words ?? String(error)}`, { cause: error });
      }
    });
  });
}

/** The shortest story found that goes wrong in the same way, in words. */
async function shrink(
  stories: fc.Arbitrary<Story>,
  seed: number,
  wrong: string,
  play: (story: Story, seed: number) => Promise<Play>,
): Promise<{ readonly words: string | undefined; readonly shrinks: number }> {
  let words: string | undefined;
  const property = fc.asyncProperty(stories, async (story) => {
    try {
      await play(story, seed);
    } catch (error) {
      // With another fault it is another story.
      if (wrongness(error) !== wrong) return;
      words = error instanceof Error ? error.message : String(error);
      throw error;
    }
  });
  const { numShrinks } = await fc.check(property, { seed, numRuns: 1, interruptAfterTimeLimit: shrinkMs });
  return { words, shrinks: numShrinks };
}

/** Of all the stories of `make test`. */
const allCount = 2 * (130 + 12 + 20);

function seedsOf(count: number): readonly number[] {
  const { LIFE_SEED: one, LIFE_CHAOS: others } = process.env;
  if (one !== undefined) return [Number(one)];
  const [from = 1, wanted = allCount] = others?.split("+").map(Number) ?? [];
  return Array.from({ length: Math.ceil((wanted * count) / allCount) }, (_, index) => from + index);
}

function kindsOf({ stages }: Story): readonly string[] {
  return [
    ...new Set(
      stages.flatMap(({ moves, trouble, isTargeted }) => [
        ...moves.map(({ kind }) => kind),
        ...(isTargeted ? ["target"] : []),
        ...(trouble === undefined
          ? []
          : [`trouble: ${trouble.who}${trouble.who === "request" ? ` lost ${trouble.executed ? "after" : "before"} execution` : ""}`]),
        ...(trouble?.losesJournal === true ? ["journal lost"] : []),
      ]),
    ),
  ];
}

/** One line a story, for the table of `make chaos`. */
function report(told: Told): void {
  const file = process.env["LIFE_REPORT"];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(told)}\n`);
}
