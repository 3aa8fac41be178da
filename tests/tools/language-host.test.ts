import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import type { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeSandbox, type Sandbox } from "./sandbox";
import { checkout } from "../support/checkout";

let sandbox: Sandbox;
let engine: Server;
let engineSockets: Set<Socket>;
let engineAddress: string;
let host: ChildProcess;
let client: LanguageRuntimeClient;

beforeEach(async () => {
  sandbox = makeSandbox();
  engineSockets = new Set();
  engine = createServer((socket) => engineSockets.add(socket)).listen(0, "127.0.0.1");
  await once(engine, "listening");
  engineAddress = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
  host = spawn(process.execPath, [join(checkout, "tools/language-host/main.cjs"), "-v=1", engineAddress], {
    cwd: checkout,
    env: { PATH: `${sandbox.path("bin")}:/usr/bin:/bin`, FROM_HOST: "kept" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  const port = String(await once(requireStream(host.stdout), "data")).trim();
  client = new LanguageRuntimeClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
});

afterEach(async () => {
  client.close();
  stopEngine();
  if (host.exitCode === null && host.signalCode === null) {
    host.kill("SIGTERM");
    await once(host, "exit");
  }
  sandbox.remove();
});

function stopEngine(): void {
  engine.close();
  for (const socket of engineSockets) socket.destroy();
}

function requireStream<T>(stream: T | null): T {
  if (stream === null) throw new Error("no stream");
  return stream;
}

/** One unary call. */
function call<T>(send: (done: (error: grpc.ServiceError | null, response: T) => void) => unknown): Promise<T> {
  return new Promise((done, fail) => {
    send((error, response) => {
      if (error) fail(error);
      else done(response);
    });
  });
}

async function waitUntil(fact: () => boolean, limitMs = 15_000): Promise<void> {
  const end = Date.now() + limitMs;
  while (!fact()) {
    if (Date.now() > end) throw new Error("waited too long");
    await new Promise((done) => setTimeout(done, 20));
  }
}

/** A program folder whose SDK is a stand-in: `module` of it does what `code` says. */
function programWith(module: string, code: string): language.ProgramInfo {
  sandbox.write(`program/node_modules/@pulumi/pulumi/${module}/index.js`, code);
  sandbox.write("program/node_modules/@pulumi/pulumi/package.json", '{"name":"@pulumi/pulumi","version":"0.0.1"}');
  return programInfo();
}

function programInfo(options: Record<string, JavaScriptValue> = {}): language.ProgramInfo {
  const info = new language.ProgramInfo();
  info.setRootDirectory(sandbox.path("program"));
  info.setProgramDirectory(sandbox.path("program"));
  info.setEntryPoint("index.ts");
  info.setOptions(Struct.fromJavaScript(options));
  return info;
}

function runRequest(info: language.ProgramInfo): language.RunRequest {
  const request = new language.RunRequest();
  request.setInfo(info);
  request.setProject("shop");
  request.setStack("dev");
  request.setOrganization("organization");
  request.setPwd(sandbox.path("program"));
  request.setParallel(7);
  request.setMonitorAddress("127.0.0.1:9");
  request.setArgsList(["extra"]);
  request.getConfigMap().set("oos:region", "hangzhou").set("oos:secretAccessKey", "s");
  request.setConfigsecretkeysList(["oos:secretAccessKey"]);
  return request;
}

/** Everything a streaming call answers, as text, and how it ended. */
async function collect(stream: grpc.ClientReadableStream<language.RunPluginResponse | language.InstallDependenciesResponse>): Promise<{
  stdout: string;
  stderr: string;
  exitCode: number | undefined;
  error: string | undefined;
}> {
  const seen = { stdout: "", stderr: "", exitCode: undefined as number | undefined, error: undefined as string | undefined };
  stream.on("data", (message: language.RunPluginResponse | language.InstallDependenciesResponse) => {
    seen.stdout += Buffer.from(message.getStdout_asU8()).toString();
    seen.stderr += Buffer.from(message.getStderr_asU8()).toString();
    if (message instanceof language.RunPluginResponse && message.hasExitcode()) seen.exitCode = message.getExitcode();
  });
  await new Promise<void>((done) => {
    stream.on("end", done);
    stream.on("error", (error) => {
      seen.error = error.message;
      done();
    });
  });
  return seen;
}

describe("the stand-in Node language host", () => {
  it("answers Handshake, GetPluginInfo, About and the empty lists", async () => {
    const handshake = new language.LanguageHandshakeRequest();
    handshake.setEngineAddress(engineAddress);
    await call<language.LanguageHandshakeResponse>((done) => client.handshake(handshake, done));
    const info = await call<PluginInfo>((done) => client.getPluginInfo(new Empty(), done));
    const sdk = JSON.parse(readFileSync(join(checkout, "node_modules/@pulumi/pulumi/package.json"), "utf8")) as { version: string };
    expect(info.getVersion()).toBe(sdk.version);
    const about = await call<language.AboutResponse>((done) => client.about(new language.AboutRequest(), done));
    expect(about.toObject()).toMatchObject({ executable: process.execPath, version: process.version });
    const packages = await call<language.GetRequiredPackagesResponse>((done) =>
      client.getRequiredPackages(new language.GetRequiredPackagesRequest(), done),
    );
    expect(packages.getPackagesList()).toEqual([]);
    const prompts = await call<language.RuntimeOptionsResponse>((done) =>
      client.runtimeOptionsPrompts(new language.RuntimeOptionsRequest(), done),
    );
    expect(prompts.getPromptsList()).toEqual([]);
  });

  it("says UNIMPLEMENTED to what it does not do", async () => {
    const answer = call<language.GenerateProgramResponse>((done) => client.generateProgram(new language.GenerateProgramRequest(), done));
    await expect(answer).rejects.toMatchObject({ code: grpc.status.UNIMPLEMENTED });
  });

  it("runs a program with the engine's addresses, settings and configuration", async () => {
    const seen = sandbox.path("seen.json");
    const info = programWith(
      "cmd/run",
      `require("fs").writeFileSync(${JSON.stringify(seen)}, JSON.stringify({ args: process.argv.slice(2), cwd: process.cwd(), env: process.env }));`,
    );
    const request = runRequest(info);
    request.setDryrun(true);
    const response = await call<language.RunResponse>((done) => client.run(request, done));
    expect(response.toObject()).toEqual({ error: "", bail: false });
    const { args, cwd, env } = JSON.parse(readFileSync(seen, "utf8")) as { args: string[]; cwd: string; env: Record<string, string> };
    expect(args).toEqual([
      ...["--monitor", "127.0.0.1:9", "--engine", engineAddress, "--organization", "organization", "--project", "shop"],
      ...["--root-directory", sandbox.path("program"), "--stack", "dev", "--pwd", sandbox.path("program"), "--parallel", "7", "--dry-run"],
      ...["index.ts", "extra"],
    ]);
    expect(cwd).toBe(sandbox.path("program"));
    expect(JSON.parse(env["PULUMI_CONFIG"] ?? "")).toEqual({ "oos:region": "hangzhou", "oos:secretAccessKey": "s" });
    expect(JSON.parse(env["PULUMI_CONFIG_SECRET_KEYS"] ?? "")).toEqual(["oos:secretAccessKey"]);
    expect(env).toMatchObject({ PULUMI_NODEJS_TYPESCRIPT: "true", FROM_HOST: "kept" });
  });

  it("obeys the runtime options typescript and nodeargs", async () => {
    const seen = sandbox.path("seen.json");
    programWith(
      "cmd/run",
      `require("fs").writeFileSync(${JSON.stringify(seen)}, JSON.stringify([process.env.PULUMI_NODEJS_TYPESCRIPT, process.execArgv]));`,
    );
    const request = runRequest(programInfo({ typescript: false, nodeargs: "--no-deprecation --trace-uncaught" }));
    await call<language.RunResponse>((done) => client.run(request, done));
    expect(JSON.parse(readFileSync(seen, "utf8"))).toEqual(["false", ["--no-deprecation", "--trace-uncaught"]]);
  });

  it.each([
    ["process.exit(32)", { error: "", bail: true }],
    ["process.exit(3)", { error: "the program exited with code 3", bail: false }],
    ['process.kill(process.pid, "SIGKILL")', { error: "the program was ended by SIGKILL", bail: false }],
  ])("tells how a program ended: %s", async (code, expected) => {
    const info = programWith("cmd/run", code);
    const response = await call<language.RunResponse>((done) => client.run(runRequest(info), done));
    expect(response.toObject()).toEqual(expected);
  });

  it("says what is missing when a program has no SDK", async () => {
    sandbox.write("program/index.ts", "");
    const answer = call<language.RunResponse>((done) => client.run(runRequest(programInfo()), done));
    await expect(answer).rejects.toMatchObject({
      details: `${sandbox.path("program")} has no @pulumi/pulumi/cmd/run: run npm install there`,
    });
  });

  it("streams a plugin's output and its exit code", async () => {
    const info = programWith(
      "cmd/run-plugin",
      `console.log(JSON.stringify(process.argv.slice(2))); console.error(process.env.EXTRA, process.env.FROM_HOST); process.exitCode = 4;`,
    );
    const request = new language.RunPluginRequest();
    request.setInfo(info);
    request.setPwd(sandbox.root);
    request.setArgsList(["-v=9", engineAddress]);
    request.setEnvList(["EXTRA=a=b"]);
    const seen = await collect(client.runPlugin(request));
    expect(seen).toEqual({
      stdout: `${JSON.stringify([sandbox.path("program"), "-v=9", engineAddress])}\n`,
      stderr: "a=b kept\n",
      exitCode: 4,
      error: undefined,
    });
  });

  it("stops a plugin when the engine cancels the call", async () => {
    const stopped = sandbox.path("stopped");
    const info = programWith(
      "cmd/run-plugin",
      `process.on("SIGTERM", () => { require("fs").writeFileSync(${JSON.stringify(stopped)}, ""); process.exit(0); });
       setInterval(() => {}, 1000); console.log("4242");`,
    );
    const request = new language.RunPluginRequest();
    request.setInfo(info);
    request.setPwd(sandbox.root);
    const stream = client.runPlugin(request);
    await once(stream, "data");
    stream.on("error", () => undefined);
    stream.cancel();
    await waitUntil(() => existsSync(stopped));
  });

  it("ends a running program on Cancel", async () => {
    const started = sandbox.path("started");
    const info = programWith("cmd/run", `require("fs").writeFileSync(${JSON.stringify(started)}, ""); setInterval(() => {}, 1000);`);
    const running = call<language.RunResponse>((done) => client.run(runRequest(info), done));
    await waitUntil(() => existsSync(started));
    await call<Empty>((done) => client.cancel(new Empty(), done));
    expect((await running).toObject()).toEqual({ error: "the program was ended by SIGTERM", bail: false });
  });

  it("installs dependencies with the package manager that the project names", async () => {
    sandbox.write("program/package.json", "{}");
    sandbox.script("bin/npm", 'echo "npm $1 in $(pwd)"; echo careful >&2');
    sandbox.script("bin/pnpm", "echo full disk >&2; exit 9");
    const request = new language.InstallDependenciesRequest();
    request.setInfo(programInfo());
    expect(await collect(client.installDependencies(request))).toMatchObject({
      stdout: `npm install in ${sandbox.path("program")}\n`,
      stderr: "careful\n",
      error: undefined,
    });
    request.setInfo(programInfo({ packagemanager: "pnpm" }));
    const failed = await collect(client.installDependencies(request));
    expect(failed.stderr).toBe("full disk\n");
    expect(failed.error).toContain("exited with code 9");
    request.setInfo(programInfo({ packagemanager: "cargo" }));
    expect((await collect(client.installDependencies(request))).error).toContain('unknown package manager "cargo"');
  });

  it("lists the installed packages of a program", async () => {
    sandbox.write("program/package.json", JSON.stringify({ dependencies: { b: "^1", gone: "1" }, devDependencies: { a: "^2" } }));
    const installed = {
      "node_modules/a": { version: "2.1.0" },
      "node_modules/b": { version: "1.0.3" },
      "node_modules/b/node_modules/c": { version: "9.0.0" },
    };
    sandbox.write(
      "program/node_modules/.package-lock.json",
      JSON.stringify({ packages: { ...installed, "node_modules/d": { version: "4.0.0" } } }),
    );
    const list = async (transitive: boolean): Promise<string[]> => {
      const request = new language.GetProgramDependenciesRequest();
      request.setInfo(programInfo());
      request.setTransitivedependencies(transitive);
      const response = await call<language.GetProgramDependenciesResponse>((done) => client.getProgramDependencies(request, done));
      return response.getDependenciesList().map((found) => `${found.getName()}@${found.getVersion()}`);
    };
    expect(await list(false)).toEqual(["a@2.1.0", "b@1.0.3"]);
    expect(await list(true)).toEqual(["a@2.1.0", "b@1.0.3", "d@4.0.0"]);
  });

  it("does not outlive its engine", async () => {
    stopEngine();
    await waitUntil(() => host.exitCode !== null);
    expect(host.exitCode).toBe(0);
  });
});
