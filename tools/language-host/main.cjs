// A small stand-in for Pulumi's Node language host, used only where no Pulumi distribution exists. The engine starts it with its own
// address as the last argument and reads from the first line of stdout the port on which the LanguageRuntime service listens.
"use strict";
const { connect } = require("node:net");
const { loadSdk, findSdk } = require("./sdk.cjs");
const { languageRuntime } = require("./service.cjs");

const engineProbeMs = 5_000;

function main() {
  const engineAddress = process.argv.at(-1);
  const sdk = loadSdk(findSdk([process.cwd(), process.env.PULUMI_OOS_CHECKOUT, __dirname]));
  const runtime = languageRuntime(sdk, engineAddress);

  const server = new sdk.grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(sdk.LanguageRuntimeService, runtime.handlers);
  server.bindAsync("127.0.0.1:0", sdk.grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error) fail(error);
    process.stdout.write(`${port}\n`);
  });

  const stop = () => {
    runtime.stopChildren();
    process.exit(0);
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  watchEngine(engineAddress, stop);
}

/** An engine that was killed cannot stop its plugins; without this a language host would outlive it for ever. */
function watchEngine(address, onGone) {
  const [host, port] = splitAddress(address);
  setInterval(() => {
    const socket = connect({ host, port: Number(port) });
    socket.once("connect", () => socket.destroy());
    socket.once("error", onGone);
  }, engineProbeMs).unref();
}

function splitAddress(address) {
  const colon = address.lastIndexOf(":");
  return [address.slice(0, colon), address.slice(colon + 1)];
}

function fail(error) {
  process.stderr.write(`pulumi-language-nodejs (stand-in): ${error.message}\n`);
  process.exit(1);
}

try {
  main();
} catch (error) {
  fail(error);
}
