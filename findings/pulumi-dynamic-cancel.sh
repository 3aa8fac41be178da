#!/usr/bin/env bash
# @pulumi/pulumi 3.276.0, `cmd/dynamic-provider` (its Node process for dynamic providers), spoken to over gRPC as the engine does on Ctrl-C.
#
# Seen: Cancel is answered with success at once and reaches nobody. A dynamic provider has no cancel method and gets no signal; a create under way
# runs to its end and answers with success, and further calls are begun after the Cancel as if nothing had been said. A create that waits or
# repeats for minutes therefore keeps `pulumi` waiting for minutes after Ctrl-C.
# In the provider protocol Cancel asks a provider to abort the operations that are under way.
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
const { Empty } = require("google-protobuf/google/protobuf/empty_pb");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb");

const provider = `
exports.handler = () => ({
  async create(inputs) {
    await new Promise((done) => setTimeout(done, inputs.ms));
    return { id: inputs.name, outs: { name: inputs.name, ms: inputs.ms, handlers: Object.keys(this).join(" ") } };
  },
});`;

(async () => {
  const child = spawn(process.execPath, [require.resolve("@pulumi/pulumi/cmd/dynamic-provider"), "127.0.0.1:1"], { stdio: ["ignore", "pipe", "inherit"] });
  const [port] = await once(child.stdout.setEncoding("utf8"), "data");
  const client = new ResourceProviderClient(`127.0.0.1:${port.trim()}`, grpc.credentials.createInsecure());
  const call = (method, request) => new Promise((resolve, reject) => client[method](request, (error, answer) => (error ? reject(error) : resolve(answer))));
  const configure = new messages.ConfigureRequest();
  configure.setArgs(Struct.fromJavaScript({}));
  await call("configure", configure);
  const create = (name, ms) => {
    const request = new messages.CreateRequest();
    request.setUrn(`urn:pulumi:dev::p::pulumi-nodejs:dynamic:Resource::${name}`);
    request.setProperties(Struct.fromJavaScript({ __provider: provider, name, ms }));
    return call("create", request).then((answer) => `${answer.getId()} created`, (error) => `${name} ${error.code}`);
  };
  let ended = false;
  const slow = create("slow", 1500).finally(() => (ended = true));
  await new Promise((done) => setTimeout(done, 300));
  await call("cancel", new Empty());
  const during = ended ? "after" : "before";
  const later = await create("later", 0);
  console.log(`cancel answered ${during} the create ended, ${await slow}, ${later}`);
  client.close();
  child.kill();
})();
JS
seen=$(PULUMI_NODEJS_PROJECT=p PULUMI_NODEJS_STACK=dev node run.cjs)
echo "seen: $seen"
[[ $seen == "cancel answered before the create ended, slow created, later created" ]]
