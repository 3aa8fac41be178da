"use strict";
const { once } = require("node:events");
const { startInstall, startPlugin, startProgram, stopProcess } = require("./start.cjs");
const { programDependencies } = require("./dependencies.cjs");

/** Exit code by which the SDK says that it has told the user about the failure already. */
const bailExitCode = 32;

/**
 * The LanguageRuntime service for Node programs and plugins. What is not listed (code generation, packing, linking) answers UNIMPLEMENTED.
 * `stopChildren` kills the programs and plugins that still run.
 */
function languageRuntime(sdk, engineAddress) {
  const { language } = sdk;
  const children = new Set();
  const track = (child) => {
    children.add(child);
    child.once("close", () => children.delete(child));
    return child;
  };
  const stopChildren = () => children.forEach(stopProcess);

  const handlers = {
    handshake: unary(sdk, () => new language.LanguageHandshakeResponse()),
    getPluginInfo: unary(sdk, () => new sdk.PluginInfo().setVersion(sdk.version)),
    // The engine finds plugins when a resource first needs them; nothing has to be announced beforehand.
    getRequiredPackages: unary(sdk, () => new language.GetRequiredPackagesResponse()),
    getRequiredPlugins: unary(sdk, () => new language.GetRequiredPluginsResponse()),
    runtimeOptionsPrompts: unary(sdk, () => new language.RuntimeOptionsResponse()),
    template: unary(sdk, () => new language.TemplateResponse()),
    about: unary(sdk, () => new language.AboutResponse().setExecutable(process.execPath).setVersion(process.version)),
    getProgramDependencies: unary(sdk, (request) => {
      const found = programDependencies(request.getInfo().getProgramDirectory(), request.getTransitivedependencies());
      const list = found.map(({ name, version }) => new language.DependencyInfo().setName(name).setVersion(version));
      return new language.GetProgramDependenciesResponse().setDependenciesList(list);
    }),
    run: unary(sdk, async (request) => {
      const outcome = await ended(track(startProgram(request, engineAddress)));
      const response = new language.RunResponse();
      if (outcome.code === bailExitCode) return response.setBail(true);
      return outcome.code === 0 ? response : response.setError(`the program ${inWords(outcome)}`);
    }),
    installDependencies: stream(sdk, async (call) => {
      const child = track(startInstall(call.request));
      call.on("cancelled", () => stopProcess(child));
      const response = () => new language.InstallDependenciesResponse();
      child.stdout.on("data", (chunk) => call.write(response().setStdout(chunk)));
      child.stderr.on("data", (chunk) => call.write(response().setStderr(chunk)));
      const outcome = await ended(child);
      if (outcome.code !== 0) throw new Error(`installing dependencies: the package manager ${inWords(outcome)}`);
    }),
    runPlugin: stream(sdk, async (call) => {
      const child = track(startPlugin(call.request));
      // The engine stops a plugin by cancelling this call.
      call.on("cancelled", () => stopProcess(child));
      const response = () => new language.RunPluginResponse();
      child.stdout.on("data", (chunk) => call.write(response().setStdout(chunk)));
      child.stderr.on("data", (chunk) => call.write(response().setStderr(chunk)));
      const outcome = await ended(child);
      call.write(response().setExitcode(outcome.code ?? 1));
    }),
    cancel: unary(sdk, () => {
      stopChildren();
      return new sdk.Empty();
    }),
  };
  return { handlers, stopChildren };
}

function unary(sdk, answer) {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => callback(null, response),
        (error) => callback({ code: sdk.grpc.status.UNKNOWN, details: error.message }),
      );
  };
}

function stream(sdk, serve) {
  return (call) => {
    Promise.resolve()
      .then(() => serve(call))
      .then(
        () => call.end(),
        (error) => call.emit("error", { code: sdk.grpc.status.UNKNOWN, details: error.message }),
      );
  };
}

/** How a child process ended, after its output is complete. A child that cannot start rejects. */
async function ended(child) {
  const [code, signal] = await once(child, "close");
  return { code, signal };
}

function inWords({ code, signal }) {
  return signal === null ? `exited with code ${code}` : `was ended by ${signal}`;
}

module.exports = { languageRuntime };
