/** The provider processes of both faces, and the end of the engine that started them. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import empty from "google-protobuf/google/protobuf/empty_pb";
import type pluginProto from "@pulumi/pulumi/proto/plugin_pb";
import { beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { type FaultRule } from "../../../../emulator";
import { admin } from "../../../support/emulator/support";
import { type Face, faces } from "../../../support/resources/driver";
import { TestWorld } from "../../../support/resources/world";
import type { PluginClient } from "../../../support/plugin/client";
import { type FakeEngine, startEngine } from "./engine";
import type { Properties } from "../../../support/plugin/results";
import { type PluginProcess, startDynamicProvider, startPlugin } from "../../../support/plugin/server";
import { checkout } from "../../../support/checkout";

interface AccountState {
  readonly buckets: readonly { readonly name: string }[];
  readonly users: readonly { readonly name: string; readonly accessKeys: readonly { readonly id: string }[] }[];
}

/** A provider of one face, as an engine speaks to it. */
interface Provided {
  readonly process: PluginProcess;
  readonly client: PluginClient;
  readonly create: (noun: string, inputs: Properties) => ReturnType<PluginClient["create"]>;
}

/** Each test starts up to two provider processes, on a machine that does other things as well. */
const slow = { timeout: 120_000 } as const;

let world: TestWorld;
beforeEach(async () => {
  world = await TestWorld.start();
  return () => world.close();
});

async function start(face: Face, ...args: readonly string[]): Promise<PluginProcess> {
  const started = await (face === "plugin" ? startPlugin : startDynamicProvider)(world.environment, ...args);
  onTestFinished(() => started.close());
  return started;
}

async function begin(engine: FakeEngine, face: Face, started: PluginProcess, more: Properties = {}): Promise<Provided> {
  const client = await engine.connect(started.address);
  onTestFinished(() => client.close());
  const config = Object.entries(world.config(more));
  await client.configure(Object.fromEntries(config.map(([key, value]) => [face === "plugin" ? key : `oos:${key}`, value])));
  return {
    process: started,
    client,
    create: async (noun, given) => {
      const text = `exports.handler=()=>require("pulumi-oos/dynamic").handler("${noun}")`;
      const { inputs } = await client.check(noun, "r", {}, face === "plugin" ? given : { ...given, __provider: text });
      return client.create(noun, "r", inputs);
    },
  };
}

async function account(): Promise<AccountState | undefined> {
  return (await admin<{ accounts: AccountState[] }>(world.emulator, "GET", "/state")).accounts[0];
}

async function called(...operations: readonly string[]): Promise<void> {
  await expect.poll(async () => Object.keys(await world.calls()), { timeout: 20_000 }).toEqual(expect.arrayContaining([...operations]));
}

const setFaults = (...rules: readonly FaultRule[]): Promise<unknown> => admin(world.emulator, "POST", "/faults", rules);
const clearFaults = (): Promise<unknown> => admin(world.emulator, "DELETE", "/faults");

/** The secret of the key arrived before the call was cut off, yet nobody heard it. */
const inactiveKey = { user: "bob", status: "Inactive" };

describe.each(faces)("%s face", slow, (face) => {
  test("an engine that is gone in the middle of creates: the process ends, and the next run knows what was made", async () => {
    const first = await startEngine();
    const { create, process: started } = await begin(first, face, await start(face, first.address));
    await create("IamUser", { userName: "bob" });
    await setFaults({ kind: "hang-after-execute", operation: "PutBucket" }, { kind: "hang-before-execute", operation: "UpdateAccessKey" });
    const cut = [create("Bucket", { bucket: "named" }), create("AccessKey", inactiveKey)].map((call) => expect(call).rejects.toThrow());
    await called("s3:PutBucket", "iam:UpdateAccessKey");
    const exit = once(started.child, "exit");
    first.die();
    await Promise.all(cut);
    expect(await exit).toEqual([0, null]);
    await clearFaults();

    const second = await startEngine();
    onTestFinished(() => second.die());
    const next = await begin(second, face, await start(face, second.address));
    expect((await next.create("Bucket", { bucket: "named" })).id).toBe("named");
    const key = await next.create("AccessKey", inactiveKey);
    expect((await account())?.users).toMatchObject([{ name: "bob", accessKeys: [{ id: key.id }] }]);
  });

  test("an engine that closes a connection and is there: the process serves the next one, and ends with the engine", async () => {
    const engine = await startEngine();
    const { client, create, process: started } = await begin(engine, face, await start(face, engine.address));
    await create("Bucket", { bucket: "one" });
    engine.disconnect();
    await client.call<pluginProto.PluginInfo>("getPluginInfo", new empty.Empty()).catch(() => undefined);
    await create("Bucket", { bucket: "two" });
    expect((await account())?.buckets).toMatchObject([{ name: "one" }, { name: "two" }]);
    const exit = once(started.child, "exit");
    engine.die();
    expect(await exit).toEqual([0, null]);
  });
});

test("a plugin that was started by hand outlives an engine; what that one did not hear of is known to the next", slow, async () => {
  const started = await start("plugin");
  const first = await startEngine();
  const { create } = await begin(first, "plugin", started, { requestTimeoutSeconds: 1 });
  await create("IamUser", { userName: "bob" });
  await setFaults({ kind: "hang-before-execute", operation: "UpdateAccessKey" });
  const cut = expect(create("AccessKey", inactiveKey)).rejects.toThrow();
  await called("iam:UpdateAccessKey");
  first.die();
  await cut;
  await clearFaults();

  const second = await startEngine();
  onTestFinished(() => second.die());
  const next = await begin(second, "plugin", started);
  const key = await next.create("AccessKey", inactiveKey);
  expect((await account())?.users).toMatchObject([{ name: "bob", accessKeys: [{ id: key.id }] }]);
});

test("a plugin that no engine has connected to ends with the process that started it", slow, async () => {
  const main = path.join(checkout, "dist", "provider", "main.js");
  const parent = spawn("sh", ["-c", '"$0" "$1" 127.0.0.1:1 & wait', process.execPath, main], {
    stdio: ["ignore", "pipe", "inherit"],
    // A group of its own, so that nothing of it is left when the test fails.
    detached: true,
  });
  onTestFinished(() => endGroup(parent.pid));
  await once(parent.stdout, "data");
  // The plugin has the other end of the pipe.
  const end = once(parent.stdout, "close");
  parent.kill("SIGKILL");
  await end;
});

function endGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, "SIGKILL");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
