/** The plugin to speak to: in this process from the sources, or as the compiled program that the engine starts. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { createPlugin, pluginService } from "../../../provider/engine/faces/plugin";
import type { World } from "../../../provider/engine/instance";
import { registry } from "../../../provider/registry";
import { checkout } from "../checkout";

export interface PluginServer {
  readonly address: string;
  close(): Promise<void>;
}

export const testVersion = "1.2.3";

/** Serves the sources in this process. @param engineAddress default: there is no log of an engine */
export async function servePlugin(world: World, engineAddress?: string): Promise<PluginServer> {
  const server = new grpc.Server({ "grpc.max_receive_message_length": 400 * 1024 * 1024 });
  const engine = engineAddress === undefined ? {} : { engineAddress };
  server.addService(pluginService, createPlugin({ registry, version: testVersion, world, ...engine }));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return {
    address: `127.0.0.1:${String(port)}`,
    close: async () => {
      server.forceShutdown();
      return Promise.resolve();
    },
  };
}

export interface PluginProcess extends PluginServer {
  readonly child: ChildProcess;
  /** Standard error so far. */
  errors(): string;
}

/** Starts `dist/provider/main.js`, as the engine does. */
export function startPlugin(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<PluginProcess> {
  return startProvider(path.join(checkout, "dist", "provider", "main.js"), environment, args);
}

/** Starts Pulumi's own dynamic provider, which loads the compiled package with the first call of one of its resources. */
export function startDynamicProvider(environment: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<PluginProcess> {
  return startProvider(path.join(checkout, "node_modules", "@pulumi", "pulumi", "cmd", "dynamic-provider", "index.js"), environment, args);
}

/** The first line of standard output is the port. */
async function startProvider(
  script: string,
  environment: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<PluginProcess> {
  const child = spawn(process.execPath, [script, ...args], {
    env: { PATH: process.env["PATH"], ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let errors = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (errors += chunk));
  const port = await new Promise<string>((resolve, reject) => {
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      text += chunk;
      const [line, ...rest] = text.split("\n");
      if (rest.length > 0 && line !== undefined) resolve(line);
    });
    child.once("exit", (code) => reject(new Error(`the plugin ended with code ${String(code)}: ${errors}`)));
  });
  return {
    child,
    address: `127.0.0.1:${port}`,
    errors: () => errors,
    close: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
}
