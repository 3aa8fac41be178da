/** Entry of the plugin: serves the provider protocol on a free loopback port and prints that port, as the engine expects. */
import { readFileSync } from "node:fs";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { endAfter, endWithEngine } from "./engine/process/ending";
import { engineAddressOf } from "./engine/process/engine-address";
import { createPlugin, pluginService } from "./engine/faces/plugin";
import { realWorld } from "./engine/instance";
import { Work } from "./engine/process/work";
import { registry } from "./registry";

const { version } = JSON.parse(readFileSync(path.join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };
const engineAddress = engineAddressOf(process.argv);
const work = new Work();
const maxMessageBytes = 400 * 1024 * 1024;

const server = new grpc.Server({ "grpc.max_receive_message_length": maxMessageBytes, "grpc.max_send_message_length": maxMessageBytes });
const ending = new AbortController();
// Without an address nothing owns this process: it was started by hand, and engines may come and go. What none of them hears is not settled there either.
const engine = engineAddress === undefined ? undefined : endWithEngine(engineAddress, "ours", work);
const world = { ...realWorld, work, ...(engine === undefined ? {} : { engine }) };
server.addService(
  pluginService,
  createPlugin({ registry, version, world, ending: ending.signal, ...(engineAddress === undefined ? {} : { engineAddress }) }),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    process.stderr.write(`pulumi-oos cannot listen on loopback: ${error.message}\n`);
    process.exit(1);
  }
  process.stdout.write(`${port}\n`);
});

// Who interrupts a run may reach this process before, or instead of, the engine's Cancel: calls under way take back what they have begun.
const longestEndMs = 20_000;
for (const name of ["SIGTERM", "SIGINT"] as const) {
  process.once(name, () => {
    ending.abort(new Error(`ended by ${name}`));
    server.tryShutdown(() => void endAfter(work, longestEndMs));
    setTimeout(() => process.exit(0), longestEndMs).unref();
  });
}
