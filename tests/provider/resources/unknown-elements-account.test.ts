/** Rules of an account and selectors of a trail that this version does not know: seen, told of once, and kept by every write, or the write is refused. */
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { InitFailed, type Properties } from "../../support/plugin/results";
import { type Driver, type Face, faces, openDriver } from "../../support/resources/driver";
import { PlainAccount } from "../../support/resources/plain-account";

const rulesOf = (length: number): Properties => ({ minimumPasswordLength: length, requireNumbers: true });
const trailOf = (readWriteType: string): Properties => ({ name: "audit", s3BucketName: "logs", eventSelector: { readWriteType } });

interface Case {
  readonly noun: string;
  readonly inputs: Properties;
  readonly change: Properties;
  /** As a newer service, or another client, would. */
  readonly setByHand: (world: PlainAccount) => void;
  readonly isKept: (world: PlainAccount) => void;
  readonly place: string;
  readonly text: string;
  readonly write: string;
}

const cases: readonly Case[] = [
  {
    noun: "PasswordPolicy",
    inputs: rulesOf(10),
    change: rulesOf(12),
    setByHand: ({ rules }) => rules.set("MaxLoginAttempts", "5"),
    isKept: ({ rules }) => expect(rules.get("MaxLoginAttempts")).toBe("5"),
    place: "MaxLoginAttempts",
    text: "5",
    write: "UpdateAccountPasswordPolicy",
  },
  {
    noun: "Trail",
    inputs: trailOf("ReadOnly"),
    change: trailOf("WriteOnly"),
    setByHand: (world) => {
      world.selectors = world.selectors.map((one) => ({ ...one, IncludeManagementEvents: true, DataResources: [{ Type: "object" }] }));
    },
    isKept: ({ selectors }) =>
      expect(selectors).toEqual([expect.objectContaining({ IncludeManagementEvents: true, DataResources: [{ Type: "object" }] })]),
    place: "EventSelectors[0]/DataResources",
    text: '[{"Type":"object"}]',
    write: "PutEventSelectors",
  },
  {
    noun: "Trail",
    inputs: trailOf("ReadOnly"),
    change: trailOf("All"),
    setByHand: (world) => {
      world.selectors = [...world.selectors, { ReadWriteType: "All", Only: "x" }];
    },
    isKept: ({ selectors }) => expect(selectors.slice(1)).toEqual([{ ReadWriteType: "All", Only: "x" }]),
    place: "EventSelectors[1]/Only",
    text: "x",
    write: "PutEventSelectors",
  },
];

async function start(face: Face) {
  const world = await PlainAccount.start();
  const said: string[] = [];
  const driver = await openDriver(face, world, world.config(), (line) => said.push(line));
  onTestFinished(async () => {
    await driver.close();
    await world.close();
  });
  return { world, driver, said };
}

async function checked(driver: Driver, noun: string, inputs: Properties, olds: Properties = {}): Promise<Properties> {
  const { inputs: news, failures } = await driver.check(noun, "r", olds, inputs);
  expect(failures).toEqual([]);
  return news;
}

const failing = (task: Promise<unknown>): Promise<unknown> =>
  task.then(
    () => "no failure",
    (error: unknown) => error,
  );

describe.each(faces)("%s face", (face) => {
  test.each(cases)("$noun, $place: told of, taken note of, and kept", async (one) => {
    const { noun, inputs, change, setByHand, isKept, place, text, write } = one;
    const { world, driver, said } = await start(face);
    const news = await checked(driver, noun, inputs);
    const { id, state } = await driver.create(noun, "r", news);
    expect((await driver.read(noun, id, state))?.state).toEqual(state);
    expect(said).toEqual([]);
    setByHand(world);

    // A refresh shows it, and says so once.
    const refreshed = (await driver.read(noun, id, state))?.state ?? {};
    expect(refreshed).toMatchObject({ unknownElements: { [place]: text } });
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(said[0]).toContain("has elements that this version of pulumi-oos does not know and leaves as they are: ");
    expect(said[0]).toContain(`${place} (${text})`);
    expect((await driver.read(noun, id, refreshed))?.state).toEqual(refreshed);

    // The next update takes note of it, without a write; after that nothing is said or changed.
    expect(await driver.diff(noun, id, refreshed, await checked(driver, noun, news, news))).toMatchObject({ changes: true, replaces: [] });
    world.calls.length = 0;
    const noted = await driver.update(noun, id, refreshed, news);
    expect(world.calls).not.toContain(write);
    expect(noted).toMatchObject({ keptElements: { [place]: text } });
    expect(noted).not.toHaveProperty("unknownElements");
    expect((await driver.read(noun, id, noted))?.state).toEqual(noted);
    expect((await driver.diff(noun, id, noted, news)).changes).toBe(false);

    // A change keeps it, and so does one of a state that has never seen it.
    for (const olds of [noted, state]) {
      world.calls.length = 0;
      const changed = await driver.update(noun, id, olds, await checked(driver, noun, change, news));
      expect(world.calls).toContain(write);
      isKept(world);
      expect(changed).toMatchObject({ keptElements: { [place]: text } });
      expect((await driver.read(noun, id, changed))?.state).toEqual(changed);
      await driver.update(noun, id, changed, news);
      isKept(world);
    }
    expect(said.filter((line) => line.startsWith("warning"))).toHaveLength(1);

    // A resource that takes it over keeps it as well.
    const adopted = await driver.create(noun, "other", await checked(driver, noun, { ...change, adopt: true }));
    isKept(world);
    expect(adopted.state).toMatchObject({ keptElements: { [place]: text } });

    // What is only looked up is read; an import, which this face alone has, is refused.
    expect((await driver.read(noun, id, {}))?.state).toMatchObject({ unknownElements: { [place]: text } });
    if (face === "plugin") {
      const refusal = String(await failing(driver.import(noun, id)));
      expect(refusal).toMatch(/so a program could not describe it completely: .*; nothing was imported\n {2}next: remove them/);
      expect(refusal).toContain(`${place} (${text})`);
    }
    await driver.delete(noun, id, noted);
  });

  test("a rule that is more than a text is refused before anything is sent, and the state stays", async () => {
    const { world, driver } = await start(face);
    const news = await checked(driver, "PasswordPolicy", rulesOf(10));
    const { id, state } = await driver.create("PasswordPolicy", "r", news);
    world.rules.set("Lockout", "<After>5</After><Minutes>10</Minutes>");
    world.calls.length = 0;
    const change = await checked(driver, "PasswordPolicy", rulesOf(12), news);
    for (const call of [
      () => driver.update("PasswordPolicy", id, state, change),
      () => driver.create("PasswordPolicy", "other", { ...change, adopt: true }),
    ]) {
      const error = await failing(call());
      expect(error).not.toBeInstanceOf(InitFailed);
      expect(String(error)).toContain(
        "and the change leaves no place for them: Lockout (<After>5</After> <Minutes>10</Minutes>); nothing was changed",
      );
    }
    expect(world.calls).not.toContain("UpdateAccountPasswordPolicy");
  });

  test("events that no program of this version could ask for are drift, and go with the next update", async () => {
    const { world, driver } = await start(face);
    const news = await checked(driver, "Trail", trailOf("ReadOnly"));
    const { id, state } = await driver.create("Trail", "r", news);
    world.selectors = [{ ReadWriteType: "DataOnly" }];
    const read = await driver.read("Trail", id, state);
    expect(read?.state).toMatchObject({ eventSelector: { readWriteType: "DataOnly" } });
    expect((await driver.diff("Trail", id, read?.state ?? {}, news)).changes).toBe(true);
    expect(await driver.update("Trail", id, read?.state ?? {}, news)).toEqual(state);
    expect(world.selectors).toEqual([{ ReadWriteType: "ReadOnly" }]);
  });
});
