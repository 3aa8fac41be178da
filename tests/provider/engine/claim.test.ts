import { describe, expect, test } from "vitest";
import { claim, type Claim } from "../../../provider/resources/shared/claim";
import { type Context, type Intent, wasAbsent } from "../../../provider/define";
import { type ErrorKind, ServiceError } from "../../../provider/transport/errors/errors";

interface Entity {
  readonly madeAt?: Date;
  readonly by: "us" | "others";
}

const startedAt = new Date("2026-01-01T00:00:00Z");
const minutesLater = (minutes: number): Date => new Date(startedAt.getTime() + minutes * 60_000);

/** A service with one place for an entity, and a journal in memory. */
function scene(options: { there?: Entity; intent?: Intent; failure?: ServiceError; madeAnyway?: boolean } = {}) {
  const log: string[] = [];
  let there = options.there;
  let intent = options.intent;
  const intents: Pick<Context["intents"], "unanswered" | "settle" | "around"> = {
    unanswered: (_noun, _name, before) => Promise.resolve(before === undefined ? intent : options.intent),
    settle: () => {
      log.push("settle");
      intent = undefined;
      return Promise.resolve();
    },
    around: (_noun, _name, known, make) => {
      log.push("intent");
      intent = { startedAt, known };
      return make();
    },
  };
  const wanted = (more: Partial<Claim<Entity>> = {}): Claim<Entity> => ({
    noun: "Thing",
    name: "t",
    subject: 'thing "t"',
    importId: "t-1",
    adopt: false,
    look: () => {
      log.push("look");
      return Promise.resolve(there);
    },
    madeAt: (entity) => entity.madeAt,
    prepare: () => {
      log.push("prepare");
      return Promise.resolve();
    },
    make: () => {
      log.push("make");
      if (options.failure === undefined || options.madeAnyway === true) there = { by: "us" };
      return options.failure === undefined ? Promise.resolve({ by: "us" }) : Promise.reject(options.failure);
    },
    ...more,
  });
  return { log, run: (more?: Partial<Claim<Entity>>) => claim({ intents, now: () => startedAt } as unknown as Context, wanted(more)) };
}

const failing = (kind: ErrorKind, maybeDone: boolean, code?: string): ServiceError =>
  new ServiceError({ kind, service: "iam", operation: "CreateThing", maybeDone, ...(code === undefined ? {} : { code }) });

describe("nothing is overwritten that we did not make", () => {
  test("looks first, prepares, then makes under an intent", async () => {
    const { log, run } = scene();
    expect(await run()).toEqual({ entity: { by: "us" }, found: false, adopted: false, replaced: wasAbsent });
    expect(log).toEqual(["look", "prepare", "intent", "make"]);
  });

  test("what is there is refused, with the two ways on", async () => {
    const { log, run } = scene({ there: { by: "others" } });
    await expect(run()).rejects.toThrow(
      /^thing "t" already exists and this stack did not create it; nothing was changed\.\n {2}next: take it over with `adopt: true`, .*pulumi import oos:index:Thing <name> t-1$/,
    );
    expect(log).toEqual(["look"]);
    await expect(run({ describe: ({ by }) => `made by ${by}` })).rejects.toThrow("did not create it (made by others); nothing was changed");
  });

  test("what is there is adopted when the program says so; nothing is made", async () => {
    const { log, run } = scene({ there: { by: "others" } });
    expect(await run({ adopt: true })).toEqual({ entity: { by: "others" }, found: true, adopted: true, replaced: {} });
    expect(log).not.toContain("make");
  });

  test("somebody was faster: a refusal, with the service's words", async () => {
    const { run } = scene({ failure: failing("already-exists", false, "EntityAlreadyExists") });
    await expect(run()).rejects.toThrow(/already exists and this stack did not create it \(EntityAlreadyExists\)/);
  });
});

describe("safe to repeat after a lost answer", () => {
  test.each<[string, Entity, boolean]>([
    ["made when our request was under way", { by: "us", madeAt: minutesLater(1) }, true],
    ["of a service whose clock is behind", { by: "us", madeAt: minutesLater(-14) }, true],
    ["whose time the service does not tell", { by: "us" }, true],
    ["made long before", { by: "others", madeAt: minutesLater(-16) }, false],
    ["made long after", { by: "others", madeAt: minutesLater(16) }, false],
  ])("an entity %s", async (_what, there, ours) => {
    const { log, run } = scene({ there, intent: { startedAt, known: [] } });
    if (ours) {
      expect(await run()).toEqual({ entity: there, found: true, adopted: false, replaced: {} });
      expect(log).toEqual(["look", "settle"]);
    } else {
      await expect(run()).rejects.toThrow("already exists");
      expect(log).toEqual(["look"]);
    }
  });

  test.each<[ErrorKind]>([["network"], ["server"], ["foreign"]])("an answer lost by %s: looks whether it was made", async (kind) => {
    const done = scene({ failure: failing(kind, true), madeAnyway: true });
    expect(await done.run()).toEqual({ entity: { by: "us" }, found: true, adopted: false, replaced: wasAbsent });
    expect(done.log).toEqual(["look", "prepare", "intent", "make", "look", "settle"]);

    const notDone = scene({ failure: failing(kind, true) });
    await expect(notDone.run()).rejects.toThrow("CreateThing");
    // The intent stays: the service may do it late.
    expect(notDone.log).not.toContain("settle");
  });

  test.each<[ErrorKind, boolean]>([
    ["cancelled", true],
    ["invalid", false],
    ["auth", false],
    ["quota", false],
  ])("a failure of kind %s is passed on without another look", async (kind, maybeDone) => {
    const { log, run } = scene({ failure: failing(kind, maybeDone) });
    await expect(run()).rejects.toMatchObject({ kind });
    expect(log.filter((word) => word === "look")).toHaveLength(1);
  });

  test("what fails before the request leaves no intent", async () => {
    const { log, run } = scene();
    await expect(run({ prepare: () => Promise.reject(failing("server", true)) })).rejects.toThrow();
    expect(log).toEqual(["look"]);
  });
});
