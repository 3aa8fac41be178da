/** Entry of the plugin: serves the provider protocol on a free loopback port and prints that port, as the engine expects. */
import { readFileSync } from "node:fs";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { createPlugin, pluginService } from "./engine/plugin";
import { registry } from "./registry";

const { version } = JSON.parse(readFileSync(path.join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };
const engineAddress = process.argv.slice(2).findLast((argument) => /^[\w.-]+:\d+$/.test(argument));
const maxMessageBytes = 400 * 1024 * 1024;

const server = new grpc.Server({ "grpc.max_receive_message_length": maxMessageBytes, "grpc.max_send_message_length": maxMessageBytes });
const ending = new AbortController();
server.addService(
  pluginService,
  createPlugin({ registry, version, ending: ending.signal, ...(engineAddress === undefined ? {} : { engineAddress }) }),
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
    server.tryShutdown(() => process.exit(0));
    setTimeout(() => process.exit(0), longestEndMs).unref();
  });
}
