"use strict";
const { createRequire } = require("node:module");
const { join } = require("node:path");

/** The first directory from which the Pulumi SDK resolves. Undefined entries are skipped; throws when there is none. */
function findSdk(directories) {
  for (const directory of directories) {
    if (directory === undefined) continue;
    try {
      return requireFrom(directory).resolve("@pulumi/pulumi/package.json");
    } catch (error) {
      if (error.code !== "MODULE_NOT_FOUND") throw error;
    }
  }
  throw new Error(`no @pulumi/pulumi in ${directories.filter(Boolean).join(" or ")}: run npm install in the program's folder`);
}

/** Loads the gRPC library and the message classes that belong to one installed SDK. */
function loadSdk(packageJson) {
  const sdk = createRequire(packageJson);
  return {
    version: sdk("./package.json").version,
    grpc: sdk("@grpc/grpc-js"),
    Empty: sdk("google-protobuf/google/protobuf/empty_pb").Empty,
    PluginInfo: sdk("./proto/plugin_pb").PluginInfo,
    language: sdk("./proto/language_pb"),
    LanguageRuntimeService: sdk("./proto/language_grpc_pb").LanguageRuntimeService,
  };
}

/** The file of an SDK module as a program in that directory finds it; throws words that tell what to do when there is none. */
function resolveForProgram(directory, module) {
  try {
    return requireFrom(directory).resolve(module);
  } catch (error) {
    if (error.code !== "MODULE_NOT_FOUND") throw error;
    throw new Error(`${directory} has no ${module}: run npm install there`, { cause: error });
  }
}

/** Resolves modules as a file in that directory would. */
function requireFrom(directory) {
  return createRequire(join(directory, "resolve-from-here.js"));
}

module.exports = { findSdk, loadSdk, resolveForProgram };
