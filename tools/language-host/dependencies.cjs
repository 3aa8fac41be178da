"use strict";
const { readFileSync } = require("node:fs");
const { join } = require("node:path");

/**
 * The installed npm packages of a program, `[{name, version}]` sorted by name: those its package.json names or, with `transitive`,
 * all of them. A package that is named but not installed is left out.
 */
function programDependencies(directory, transitive) {
  const versions = installedVersions(directory);
  if (transitive) return sorted([...versions]);
  const { dependencies = {}, devDependencies = {} } = readJson(join(directory, "package.json")) ?? {};
  const named = Object.keys({ ...dependencies, ...devDependencies });
  return sorted(
    named.flatMap((name) => {
      const version = versions.get(name) ?? readJson(join(directory, "node_modules", name, "package.json"))?.version;
      return version === undefined ? [] : [[name, version]];
    }),
  );
}

/** What npm says it installed at the top of node_modules; empty for other package managers. */
function installedVersions(directory) {
  const tree = readJson(join(directory, "node_modules", ".package-lock.json"))?.packages ?? {};
  const prefix = "node_modules/";
  const top = Object.entries(tree).filter(([path, { version }]) => path.lastIndexOf(prefix) === 0 && version !== undefined);
  return new Map(top.map(([path, { version }]) => [path.slice(prefix.length), version]));
}

function sorted(entries) {
  return entries.map(([name, version]) => ({ name, version })).sort((a, b) => a.name.localeCompare(b.name));
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

module.exports = { programDependencies };
