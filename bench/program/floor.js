// The engine's floor: resources that do nothing, with the dependencies of the measured program, in Pulumi's own dynamic provider.
// The text of their provider is constant, so no closure is serialised.
const fs = require("node:fs");
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");

const text = "exports.handler=()=>({create:async(inputs)=>({id:inputs.name,outs:inputs})})";

class Empty extends pulumi.CustomResource {
  constructor(name, properties) {
    super("pulumi-nodejs:dynamic/bench:Empty", name, { ...properties, name, __provider: text });
  }
}

const { resources } = JSON.parse(fs.readFileSync(path.join(process.cwd(), "spec.json"), "utf8"));
const made = {};
for (const { name, args = {} } of resources) {
  const references = Object.values(args).flatMap((value) =>
    typeof value === "object" && value !== null && "$ref" in value ? [value.$ref.split(".")[0]] : [],
  );
  made[name] = new Empty(name, references.length === 0 ? {} : { of: made[references[0]].id });
}
