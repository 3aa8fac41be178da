/** Plays a story to its end, and tells it when it goes wrong. */
import type { Properties } from "../support/plugin/results";
import { EmulatedService } from "./service/emulated";
import type { Service } from "./service/service";
import { mustBeRight } from "./story/end";
import { plantStrangers } from "./story/hand";
import { Play } from "./story/play";
import type { Story } from "./story/story";

const marker = "WRONG: ";

export function playOnEmulator(story: Story, seed: number): Promise<Play> {
  return play(story, seed, (settings) => EmulatedService.start(story.place === "zos" ? "zos" : "oos", settings));
}

/** Rejects with the story in words. */
export async function play(story: Story, seed: number, start: (settings: Properties) => Promise<Service>): Promise<Play> {
  const { maxRetries, settleSeconds } = story;
  const service = await start({ maxRetries, ...(settleSeconds === undefined ? {} : { settleSeconds }) });
  const played = new Play(story, service, seed);
  try {
    await plantStrangers(service);
    const before = await service.holdings();
    await played.all();
    await mustBeRight(played, before, () => start({}));
    return played;
  } catch (error) {
    throw new Error([...played.words, `${marker}${error instanceof Error ? (error.stack ?? error.message) : String(error)}`].join("\n"), {
      cause: error,
    });
  } finally {
    await service.close();
  }
}

/** What is wrong, in a few words, without names: stories of one fault say the same. */
export function wrongness(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const [first = "", second = ""] = text.slice(text.lastIndexOf(marker) + marker.length).split("\n");
  return `${first} ${second.startsWith("    at ") ? "" : second}`.replaceAll(/"[^"]*"|\S*\d\S*|urn:\S*::(?=\w+::)/g, "…").trim();
}
