/** Plays a story to its end, and tells it when it goes wrong. */
import { EmulatedService } from "./service/emulated";
import { mustBeRight } from "./story/end";
import { plantStrangers } from "./story/hand";
import { Play } from "./story/play";
import type { Story } from "./story/story";

/** Rejects with the story in words. @returns how it went, for the table of outcomes */
export async function play(story: Story, seed: number): Promise<Play> {
  if (story.place === "gateway") throw new Error("a gateway is played elsewhere");
  const settings = {
    maxRetries: story.maxRetries,
    ...(story.settleSeconds === undefined ? {} : { settleSeconds: story.settleSeconds }),
  };
  const service = await EmulatedService.start(story.place, settings);
  const played = new Play(story, service, seed);
  try {
    await plantStrangers(service);
    const before = await service.holdings();
    await played.all();
    await mustBeRight(played, before);
    return played;
  } catch (error) {
    throw new Error([...played.words, `WRONG: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`].join("\n"), { cause: error });
  } finally {
    await service.close();
  }
}
