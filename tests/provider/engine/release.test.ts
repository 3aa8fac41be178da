/** Deletions that wait for what holds their entity: how long, and what ends it. */
import { describe, expect, test } from "vitest";
import { InUseError } from "../../../provider/define";
import { untilReleased } from "../../../provider/engine/steps/release";

/** Tries against holders that change from one try to the next; an empty list: the deletion succeeds. Time passes by waiting only. */
function scene(holdersAt: (ms: number) => readonly string[]) {
  const tries: number[] = [];
  const log: string[] = [];
  let now = 0;
  const attempt = (): Promise<void> => {
    tries.push(now);
    const holders = holdersAt(now);
    return holders.length === 0 ? Promise.resolve() : Promise.reject(new InUseError(`held by ${holders.join()}`, "let go", holders));
  };
  const sleep = (ms: number): Promise<void> => {
    now += ms;
    return Promise.resolve();
  };
  const run = (): Promise<void> =>
    untilReleased(attempt, { now: () => new Date(now), sleep, log: (level, text) => log.push(`${level}: ${text}`) });
  return { tries, log, run };
}

describe("a deletion of what others hold", () => {
  test("that succeeds waits for nothing and says nothing", async () => {
    const { tries, log, run } = scene(() => []);
    await run();
    expect({ tries, log }).toEqual({ tries: [0], log: [] });
  });

  test("is tried again with longer pauses, and says once what it waits for", async () => {
    const { tries, log, run } = scene((ms) => (ms < 5000 ? ["user a"] : []));
    await run();
    expect(tries).toEqual([0, 250, 750, 1750, 3750, 5750]);
    expect(log).toEqual(["info: held by user a; waiting for what is being removed"]);
  });

  test("is given up with its last words when nobody has let go for ten seconds", async () => {
    const { tries, run } = scene(() => ["user a", "user b"]);
    await expect(run()).rejects.toThrow("held by user a,user b\n  next: let go");
    expect(tries.at(-1)).toBeGreaterThanOrEqual(10_000);
    expect(tries.at(-1)).toBeLessThan(12_500);
  });

  test("goes on while holders let go, also when others come; not for ever", async () => {
    const slow = scene((ms) => Array.from({ length: Math.max(0, 5 - Math.floor(ms / 8000)) }, (_, index) => `user ${String(index)}`));
    await slow.run();
    expect(slow.tries.at(-1)).toBeGreaterThanOrEqual(40_000);
    const endless = scene((ms) => [`user ${String(ms)}`]);
    await expect(endless.run()).rejects.toThrow("held by");
    expect(endless.tries.at(-1)).toBeGreaterThanOrEqual(300_000);
    const growing = scene((ms) => ["user a", `and ${String(ms)}`].slice(0, ms === 0 ? 1 : 2));
    await expect(growing.run()).rejects.toThrow("held by");
  });

  test("that fails otherwise, or is cancelled, ends at once", async () => {
    let tries = 0;
    const world = { now: () => new Date(0), sleep: () => Promise.reject(new Error("cancelled")), log: () => undefined };
    const failing = untilReleased(() => {
      tries += 1;
      return Promise.reject(new Error("403"));
    }, world);
    await expect(failing).rejects.toThrow("403");
    expect(tries).toBe(1);
    await expect(untilReleased(() => Promise.reject(new InUseError("held", "", ["a"])), world)).rejects.toThrow("cancelled");
  });
});
