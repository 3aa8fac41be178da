#!/usr/bin/env bash
# @pulumi/pulumi 3.276.0, `cmd/dynamic-provider` (its Node process for dynamic providers), spoken to over gRPC as the engine does.
#
# Seen: `configure()` of a dynamic provider is awaited by the first call only. The provider goes into the process's cache before its
# configure() is awaited, so a second call that comes meanwhile (the engine sends calls of independent resources side by side) finds it there and
# runs on a provider that is not configured yet. Nothing is reported. With a configure() that asks for a token, the first resource is created
# with the token and the second one without. A call after that is right again, so it shows on some runs only.
# The types say of configure() only "Configures the resource provider", and that it answers a promise.
set -euo pipefail
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT; cd "$work"
echo '{"private":true}' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @pulumi/pulumi@3.276.0 @grpc/grpc-js@1.14.7 >/dev/null
cat > run.cjs <<'JS'
const { spawn } = require("node:child_process");
const { once } = require("node:events");
const grpc = require("@grpc/grpc-js");
const p = "@pulumi/pulumi/proto/";
const { ResourceProviderClient } = require(`${p}provider_grpc_pb`);
const messages = require(`${p}provider_pb`);
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");

const provider = `
exports.handler = () => ({
  async configure() { await new Promise((done) => setTimeout(done, 400)); this.token = "token"; },
  async create(inputs) { return { id: inputs.name, outs: { name: inputs.name, token: this.token ?? "none" } }; },
});`;

(async () => {
  const child = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(child.stdout.setEncoding("utf8"), "data");
  const client = new ResourceProviderClient(`127.0.0.1:${port.trim()}`, grpc.credentials.createInsecure());
  const call = (method, request) => new Promise((resolve, reject) => client[method](request, (error, answer) => (error ? reject(error) : resolve(answer))));
  const configure = new messages.ConfigureRequest();
  configure.setArgs(Struct.fromJavaScript({}));
  await call("configure", configure);
  const create = async (name) => {
    const request = new messages.CreateRequest();
    request.setUrn(`urn:pulumi:dev::p::pulumi-nodejs:dynamic:Resource::${name}`);
    request.setProperties(Struct.fromJavaScript({ __provider: provider, name }));
    return (await call("create", request)).getProperties().toJavaScript().token;
  };
  const [first, second] = await Promise.all([create("first"), create("second")]);
  const third = await create("third");
  console.log(`first ${first}, second ${second}, third ${third}`);
  client.close();
  child.kill();
})();
JS
seen=$(PULUMI_NODEJS_PROJECT=p PULUMI_NODEJS_STACK=dev node run.cjs)
echo "seen: $seen"
[[ $seen == "first token, second none, third token" ]]
