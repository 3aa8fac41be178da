/** Which signs prove that the engine is gone, and which do not. */
import { once } from "node:events";
import { createServer, type ServerHttp2Session } from "node:http2";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { engineAddressOf } from "../../../provider/engine/process/engine-address";
import { isDynamicProvider, watchedEngine } from "../../../provider/engine/process/engine-facts";
import { engineGone, type Facts, whyGone } from "../../../provider/engine/process/engine-gone";

/** An engine in the middle of a run. */
const atWork: Facts = { connections: 1, wasConnected: true, address: "answers", wasReached: true, isOrphan: false, ageMs: 5000 };
/** A provider that has just been started: the engine has not connected yet. */
const fresh: Facts = { connections: 0, wasConnected: false, address: "answers", wasReached: true, isOrphan: false, ageMs: 10 };
/** Pulumi's dynamic provider under a Node.js that does not tell of connections. */
const untold: Facts = { ...atWork, connections: undefined, wasConnected: false };

test.each<[string, Facts]>([
  ["it is connected", atWork],
  ["it is connected; the address is one that cannot be reached from here", { ...atWork, address: "refuses", wasReached: false }],
  ["it is connected; a wrapper or the language host has ended", { ...atWork, isOrphan: true }],
  ["it has closed an idle connection, and its address answers", { ...atWork, connections: 0 }],
  ["it has closed an idle connection; the address cannot be asked", { ...atWork, connections: 0, address: "unknown" }],
  ["it has not connected yet", fresh],
  ["it has not connected yet, nor can it be reached", { ...fresh, address: "refuses", wasReached: false }],
  ["it has not connected yet; a wrapper has ended", { ...fresh, isOrphan: true }],
  ["nothing tells of connections, and its address answers", { ...untold, ageMs: 3_600_000 }],
  ["nothing tells of connections, and its address answers; a wrapper has ended", { ...untold, isOrphan: true }],
  ["nothing tells of connections, nor can the address be asked", { ...untold, address: "unknown", wasReached: false, ageMs: 3_600_000 }],
])("it may live: %s", (_, facts) => {
  expect(whyGone(facts)).toBeUndefined();
});

test.each<[string, Facts, RegExp]>([
  ["all connections have ended", { ...atWork, connections: 0, address: "refuses" }, /refuses/],
  ["killed before it connected", { ...fresh, address: "refuses" }, /refuses/],
  ["nothing tells of connections", { ...untold, address: "refuses" }, /refuses/],
  ["its port is another process's by now", { ...atWork, connections: 0, isOrphan: true }, /started this one/],
  ["never reached, and the parent has ended", { ...fresh, address: "refuses", wasReached: false, isOrphan: true }, /started this one/],
  ["no connection within a minute", { ...fresh, ageMs: 60_000 }, /60 s/],
  ["neither connected nor reached within a minute", { ...fresh, address: "refuses", wasReached: false, ageMs: 60_000 }, /60 s/],
  ["nothing tells of connections, never reached", { ...untold, address: "refuses", wasReached: false, ageMs: 60_000 }, /60 s/],
])("it is gone: %s", (_, facts, why) => {
  expect(whyGone(facts)).toMatch(why);
});

test("the signal aborts once, with the reason; then nothing is looked at any more", () => {
  let facts = atWork;
  let look: () => void = () => undefined;
  let ended = 0;
  const signal = engineGone({
    facts: () => facts,
    watch: (given) => {
      look = given;
      return () => (ended += 1);
    },
  });
  look();
  expect([signal.aborted, ended]).toEqual([false, 0]);
  facts = { ...atWork, connections: 0, address: "refuses" };
  look();
  look();
  expect(signal.reason).toEqual(new Error("the engine is gone: its address refuses connections"));
  expect(ended).toBe(1);
});

describe("what is watched", () => {
  test("the connection to a server of HTTP/2, its end, and the next attempt", async () => {
    const sessions: ServerHttp2Session[] = [];
    const server = createServer().on("session", (session) => sessions.push(session));
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const watched = watchedEngine(`127.0.0.1:${(server.address() as AddressInfo).port}`, "running");
    onTestFinished(watched.watch(() => undefined));
    await expect.poll(() => watched.facts(), { timeout: 10_000 }).toMatchObject({ address: "answers", wasReached: true, isOrphan: false });
    expect(await watched.isThere()).toBe(true);
    server.close();
    for (const session of sessions) session.destroy();
    expect(await watched.isThere()).toBe(false);
    await expect.poll(() => watched.facts(), { timeout: 10_000 }).toMatchObject({ address: "refuses", wasReached: true, connections: 0 });
  });

  test.each([
    [["node", "main.js", "127.0.0.1:4711"], "127.0.0.1:4711"],
    [["node", "main.js", "-v=3", "-logtostderr", "localhost:4711"], "localhost:4711"],
    [["127.0.0.1:1", "127.0.0.1:2"], undefined],
    [["node", "main.js"], undefined],
  ])("the engine's address in the arguments %j", (args, address) => {
    expect(engineAddressOf(args)).toBe(address);
  });

  test.each([
    ["/p/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js", true],
    ["/p/node_modules/@pulumi/pulumi/cmd/dynamic-provider", true],
    ["C:\\p\\node_modules\\@pulumi\\pulumi\\cmd\\dynamic-provider\\index.js", true],
    ["/p/node_modules/@pulumi/pulumi/cmd/run/index.js", false],
    ["/p/cmd/dynamic-provider/program.js", false],
    [process.argv[1], false],
  ])("%s is Pulumi's dynamic provider: %s", (script, is) => {
    expect(isDynamicProvider(["node", ...(script === undefined ? [] : [script])])).toBe(is);
  });
});
