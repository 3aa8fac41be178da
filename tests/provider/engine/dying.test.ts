/** How long the process of another run is waited for. */
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { isAtWork } from "../../../provider/engine/process/dying";

const dead = "127.0.0.1:1";

/** Counts what is waited instead of waiting. */
function clock(): { readonly sleep: (ms: number) => Promise<void>; readonly waitedMs: () => number } {
  let waitedMs = 0;
  return {
    sleep: async (ms) => {
      waitedMs += ms;
      return Promise.resolve();
    },
    waitedMs: () => waitedMs,
  };
}

test("an engine that listens: its provider is at work, and nothing is waited for", async () => {
  const engine = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void engine.close());
  await once(engine, "listening");
  const { sleep, waitedMs } = clock();
  expect(await isAtWork(`127.0.0.1:${String((engine.address() as AddressInfo).port)}`, () => true, sleep)).toBe(true);
  expect(waitedMs()).toBe(0);
});

test("an engine that does not listen: its provider is waited for, for a few seconds at most", async () => {
  const short = clock();
  expect(await isAtWork(dead, () => short.waitedMs() < 200, short.sleep)).toBe(false);
  expect(short.waitedMs()).toBe(200);
  const long = clock();
  expect(await isAtWork(dead, () => true, long.sleep)).toBe(false);
  expect(long.waitedMs()).toBe(6000);
});
