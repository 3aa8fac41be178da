// Preloaded into the Node processes of the engine suites. The Pulumi SDK loads npm's dependency solver and the TypeScript compiler at its start, a
// third of a second of each process, and uses them only for programs in TypeScript and for closures; here they are loaded when something asks for
// them. The source maps of stack traces, which no test reads, are left out.
"use strict";
const Module = require("node:module");

const load = Module._load;
const deferred = new Set(["@npmcli/arborist", "typescript"]);
const leftOut = "source-map-support/register";

Module._load = function (request, ...rest) {
  if (request === leftOut) return {};
  if (!deferred.has(request)) return load.call(this, request, ...rest);
  let module;
  const loaded = () => (module ??= load.call(Module, request, ...rest));
  return new Proxy(function () {}, {
    get: (_target, key) => (key === "__esModule" ? true : loaded()[key]),
    has: (_target, key) => key in loaded(),
    apply: (_target, self, args) => Reflect.apply(loaded(), self, args),
    construct: (_target, args) => Reflect.construct(loaded(), args),
  });
};
