"use strict";
const { spawn } = require("node:child_process");
const { resolveForProgram } = require("./sdk.cjs");

const packageManagers = ["npm", "pnpm", "yarn", "bun"];

/** Starts a Pulumi program through the SDK's own runner; its output goes where ours goes, which is where the engine looks. */
function startProgram(request, engineAddress) {
  const info = request.getInfo();
  const options = runtimeOptions(info);
  const runner = resolveForProgram(info.getProgramDirectory(), "@pulumi/pulumi/cmd/run");
  const args = [
    ...nodeArguments(options),
    runner,
    ...["--monitor", request.getMonitorAddress()],
    ...["--engine", engineAddress],
    ...["--organization", request.getOrganization()],
    ...["--project", request.getProject()],
    ...["--root-directory", info.getRootDirectory()],
    ...["--stack", request.getStack()],
    ...["--pwd", request.getPwd()],
    ...["--parallel", String(request.getParallel())],
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info.getEntryPoint(),
    ...request.getArgsList(),
  ];
  const env = {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().getEntryList())),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: String(options.typescript !== false),
  };
  return spawn(process.execPath, args, { cwd: request.getPwd(), env, stdio: ["ignore", "inherit", "inherit"] });
}

/** Starts a plugin that is a Node package (PulumiPlugin.yaml with runtime nodejs). */
function startPlugin(request) {
  const info = request.getInfo();
  const runner = resolveForProgram(info.getProgramDirectory(), "@pulumi/pulumi/cmd/run-plugin");
  const args = [...nodeArguments(runtimeOptions(info)), runner, info.getProgramDirectory(), ...request.getArgsList()];
  const env = { ...process.env, ...fromList(request.getEnvList()) };
  return spawn(process.execPath, args, { cwd: request.getPwd(), env, stdio: ["ignore", "pipe", "pipe"] });
}

/** Starts `npm install` or that of the package manager which the project names. */
function startInstall(request) {
  const manager = runtimeOptions(request.getInfo()).packagemanager ?? "npm";
  if (!packageManagers.includes(manager)) throw new Error(`unknown package manager "${manager}"; known: ${packageManagers.join(", ")}`);
  const directory = request.getInfo()?.getProgramDirectory() || request.getDirectory();
  return spawn(manager, ["install"], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
}

function stopProcess(child) {
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
}

/** `runtime.options` of Pulumi.yaml or PulumiPlugin.yaml as a plain object. */
function runtimeOptions(info) {
  return info?.getOptions()?.toJavaScript() ?? {};
}

function nodeArguments(options) {
  return typeof options.nodeargs === "string" ? options.nodeargs.split(/\s+/).filter(Boolean) : [];
}

function fromList(assignments) {
  return Object.fromEntries(
    assignments.map((assignment) => {
      const equals = assignment.indexOf("=");
      return [assignment.slice(0, equals), assignment.slice(equals + 1)];
    }),
  );
}

module.exports = { startInstall, startPlugin, startProgram, stopProcess };
