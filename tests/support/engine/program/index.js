// The one program of the engine suites: makes what spec.json beside it says. `{"$ref": "name.property"}` refers to an output,
// `{"$secret": value}` marks a secret, `{"$join": [...]}` joins texts and references; `$file`, `$text` and `$uri` are assets, `$archive` is none.
// `{"$resource": "name"}` is a resource itself; one with `get` is looked up by that ID. The noun `Component` is a component resource, for parents.
const fs = require("node:fs");
const path = require("node:path");
const pulumi = require("@pulumi/pulumi");
const oos = require("pulumi-oos");

const spec = JSON.parse(fs.readFileSync(path.join(process.cwd(), "spec.json"), "utf8"));
const made = {};

function value(node) {
  if (Array.isArray(node)) return node.map(value);
  if (node === null || typeof node !== "object") return node;
  if ("$ref" in node) {
    const [name, property] = node.$ref.split(".");
    return made[name][property];
  }
  if ("$resource" in node) return made[node.$resource];
  if ("$secret" in node) return pulumi.secret(value(node.$secret));
  if ("$file" in node) return new pulumi.asset.FileAsset(node.$file);
  if ("$text" in node) return new pulumi.asset.StringAsset(node.$text);
  if ("$uri" in node) return new pulumi.asset.RemoteAsset(node.$uri);
  if ("$archive" in node) return new pulumi.asset.FileArchive(node.$archive);
  if ("$join" in node) return pulumi.interpolate(["", ...node.$join.map(() => "")], ...node.$join.map(value));
  return Object.fromEntries(Object.entries(node).map(([key, item]) => [key, value(item)]));
}

// Names of resources of the program become these resources.
function optionsOf({ provider, providers, parent, dependsOn, deletedWith, ...rest }) {
  const named = (one) =>
    Array.isArray(one)
      ? one.map(named)
      : typeof one === "string"
        ? made[one]
        : Object.fromEntries(Object.entries(one).map(([key, name]) => [key, named(name)]));
  const given = Object.entries({ provider, providers, parent, dependsOn, deletedWith }).filter(([, value]) => value !== undefined);
  return { ...rest, ...Object.fromEntries(given.map(([key, value]) => [key, named(value)])) };
}

for (const { name, noun, args = {}, options = {}, get } of spec.resources) {
  made[name] =
    noun === "Component"
      ? new pulumi.ComponentResource("suite:index:Component", name, {}, optionsOf(options))
      : get !== undefined
        ? oos[noun].get(name, get, optionsOf(options))
        : new oos[noun](name, value(args), optionsOf(options));
}

for (const [name, { fn, args = {}, provider, promise }] of Object.entries(spec.calls ?? {})) {
  const options = provider === undefined ? undefined : { provider: made[provider] };
  const call = promise ? oos[fn] : oos[`${fn}Output`];
  exports[name] = Object.keys(args).length === 0 ? call(options) : call(value(args), options);
}
for (const [name, node] of Object.entries(spec.outputs ?? {})) exports[name] = value(node);
