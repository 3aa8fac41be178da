/**
 * Stories under the real engine: moves between runs and, with `LIFE_KILLS=1`, kill -9 of each part at a random request. What a kill meets depends on the
 * machine, so those runs cannot be repeated; ./kill.test.ts and ./engine-killed.test.ts kill at chosen requests. Each story is looked at by itself in
 * the end.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { faces } from "../support/engine/harness";
import { up } from "../life/engine/commands";
import { Stack } from "../life/engine/state";
import { RunHost } from "../life/provider/host";
import { generator } from "../life/random";
import { RealStories, type Victim } from "../life/real";
import { EmulatedService } from "../life/service/emulated";
import { comparable, namesMade } from "../life/story/end";

const storyCount = 24;
const seed = Number(process.env["LIFE_SEED"] ?? 1);
const kills: readonly Victim[] = ["engine", "provider", "program", "all"];
const victims = process.env["LIFE_KILLS"] === undefined ? [] : kills;
/** One round for each kill; without kills two, so that a story goes on from what a round before has left. Longer ones are told in ../life. */
const rounds = victims.length > 0 ? victims : kills.slice(0, 2);

describe.each(faces)("%s face", { timeout: 900_000 }, (face) => {
  let real: RealStories;
  const livedOn: Partial<Record<Victim, readonly string[]>> = {};
  let wanted: Readonly<Record<string, string>>;
  let found: Readonly<Record<string, string>>;

  beforeAll(async () => {
    real = await RealStories.start(face, storyCount, generator(seed));
    await real.settle();
    for (const victim of rounds) {
      real.move();
      const isCutOff = victims.includes(victim);
      if (isCutOff) livedOn[victim] = await real.kill(victim);
      await real.settle(isCutOff);
    }
    real.move();
    await real.settle();
    wanted = await referenceOf(real);
    const { resources } = await real.stack.exported("--show-secrets");
    const names = new Map(real.stories.flatMap(({ draft }) => [...namesMade(draft, resources)]));
    found = comparable(await real.service.holdings(), names);
  }, 900_000);
  afterAll(() => real.close());

  test("no process lives on after a kill", () => {
    expect(livedOn).toEqual(Object.fromEntries(victims.map((victim) => [victim, []])));
  });

  test.each(Array.from({ length: storyCount }, (_, index) => index))(
    `seed ${String(seed)}, story %i: the service has what is declared`,
    (index) => {
      const of = (held: Readonly<Record<string, string>>) =>
        Object.fromEntries(Object.entries(held).filter(([place]) => place.includes(`s${String(index)}xr`)));
      expect(of(found), real.stories[index]?.words.join("\n")).toEqual(of(wanted));
    },
  );

  test("nothing else is there", () => {
    expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  });

  test("refresh and preview say nothing", async () => {
    await real.stack.mustBeQuiet();
  });
});

async function referenceOf(real: RealStories): Promise<Readonly<Record<string, string>>> {
  const service = await EmulatedService.start("oos");
  const stack = new Stack("main");
  const host = new RunHost(real.face, service, stack, (size) => new Uint8Array(size));
  try {
    const program = real.reference();
    const keys = program.map(({ key }) => key);
    const { failures } = await up(
      stack,
      host,
      program.filter(({ key }, index) => keys.indexOf(key) === index),
    );
    if (failures.length > 0) throw new Error(`the reference cannot be made: ${failures.map(({ message }) => message).join("\n")}`);
    const names = new Map(real.stories.flatMap(({ draft }) => [...namesMade(draft, stack.load())]));
    return comparable(await service.holdings(), names);
  } finally {
    await host.close();
    await service.close();
  }
}
