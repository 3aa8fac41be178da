import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { KeyedQueue, Pacer } from "../../../provider/transport/send/pace";

function deferred() {
  let resolve!: () => void;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe("KeyedQueue", () => {
  it("runs tasks of one key one after the other in their order, whatever fails, and tasks of different keys together", async () => {
    const task = fc.record({ key: fc.constantFrom("a", "b", "c"), turns: fc.nat(3), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(task, { maxLength: 20 }), async (tasks) => {
        const queue = new KeyedQueue();
        const started: number[] = [];
        const running = new Map<string, number>();
        let overlapped = false;
        const results = await Promise.allSettled(
          tasks.map(({ key, turns, fails }, index) =>
            queue.run(key, async () => {
              started.push(index);
              running.set(key, (running.get(key) ?? 0) + 1);
              overlapped ||= (running.get(key) ?? 0) > 1;
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
              running.set(key, (running.get(key) ?? 0) - 1);
              if (fails) throw new Error(String(index));
              return index;
            }),
          ),
        );
        expect(overlapped).toBe(false);
        for (const key of ["a", "b", "c"]) {
          const order = started.filter((index) => tasks[index]?.key === key);
          expect(order).toEqual([...order].sort((x, y) => x - y));
        }
        expect(results.map(({ status }) => status)).toEqual(tasks.map(({ fails }) => (fails ? "rejected" : "fulfilled")));
        expect(queue.size).toBe(0);
      }),
    );
  });

  it("lets another key pass a stuck one", async () => {
    const queue = new KeyedQueue();
    const stuck = deferred();
    const first = queue.run("a", () => stuck.promise);
    expect(await queue.run("b", () => Promise.resolve("passed"))).toBe("passed");
    expect(queue.size).toBe(1);
    stuck.resolve();
    await first;
    expect(queue.size).toBe(0);
  });

  it("holds every one of several keys, and none waits for ever, whatever their order", async () => {
    const names = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.record({ keys: names, turns: fc.nat(3) }), { maxLength: 20 }), async (tasks) => {
        const queue = new KeyedQueue();
        const held = new Set<string>();
        let overlapped = false;
        await Promise.all(
          tasks.map(({ keys, turns }) =>
            queue.run(keys, async () => {
              overlapped ||= keys.some((key) => held.has(key));
              for (const key of keys) held.add(key);
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
              for (const key of keys) held.delete(key);
            }),
          ),
        );
        expect(overlapped).toBe(false);
        expect(queue.size).toBe(0);
      }),
    );
  });

  it("takes a cancelled task out of the queue and goes on with the next", async () => {
    const queue = new KeyedQueue();
    const gate = deferred();
    const ran: string[] = [];
    const controller = new AbortController();
    const first = queue.run("a", () => gate.promise);
    const second = queue.run("a", async () => void ran.push("second"), controller.signal);
    const third = queue.run("a", async () => void ran.push("third"));
    controller.abort(new Error("stop"));
    await expect(second).rejects.toThrow("stop");
    expect(queue.size).toBe(1);
    gate.resolve();
    await Promise.all([first, third]);
    expect(ran).toEqual(["third"]);
    await expect(queue.run("a", () => Promise.resolve(), controller.signal)).rejects.toThrow("stop");
    expect(queue.size).toBe(0);
  });
});

describe("Pacer", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("never runs more tasks than allowed, and starts them in their order", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(fc.nat(3), { maxLength: 15 }), async (maxConcurrency, tasks) => {
        const pacer = new Pacer({ maxConcurrency, sleep: () => Promise.resolve() });
        const started: number[] = [];
        let running = 0;
        let most = 0;
        await Promise.all(
          tasks.map((turns, index) =>
            pacer.run(async () => {
              started.push(index);
              running += 1;
              most = Math.max(most, running);
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
              running -= 1;
            }),
          ),
        );
        expect(most).toBeLessThanOrEqual(maxConcurrency);
        expect(started).toEqual(tasks.map((_, index) => index));
      }),
    );
  });

  it("starts no more tasks per second than allowed", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance", "Date"] });
    const pacer = new Pacer({
      maxConcurrency: 10,
      requestsPerSecond: 4,
      sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    });
    const startedAt: number[] = [];
    const all = Promise.all(Array.from({ length: 9 }, () => pacer.run(async () => void startedAt.push(Date.now()))));
    const first = Date.now();
    await vi.advanceTimersByTimeAsync(5_000);
    await all;
    const since = startedAt.map((at) => at - first);
    expect(since).toHaveLength(9);
    since.forEach((at, index) => expect(at).toBeGreaterThanOrEqual(index * 250));
    expect(since.at(-1)).toBeLessThan(9 * 250 + 100);
  });

  it("gives a slot back when its waiter is cancelled", async () => {
    const pacer = new Pacer({ maxConcurrency: 1, sleep: () => Promise.resolve() });
    const gate = deferred();
    const first = pacer.run(() => gate.promise);
    const controller = new AbortController();
    const second = pacer.run(() => Promise.resolve("never"), controller.signal);
    controller.abort(new Error("stop"));
    await expect(second).rejects.toThrow("stop");
    gate.resolve();
    await first;
    await settled();
    expect(await pacer.run(() => Promise.resolve("next"))).toBe("next");
  });
});
