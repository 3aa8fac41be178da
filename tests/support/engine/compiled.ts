/**
 * Before the engine suites: compiles once the code that Pulumi's dynamic provider loads. Node writes its cache of compiled code when a process ends by
 * itself, and the engine kills that provider at the end of every run.
 */
import { execFileSync } from "node:child_process";
import { nodeEnvironment } from "./node-processes";
import { checkout } from "../checkout";

export function setup(): void {
  const modules = ["@pulumi/pulumi", "pulumi-oos/dynamic", "undici"].map((name) => JSON.stringify(name));
  execFileSync(process.execPath, ["-e", `for (const name of [${modules.join(", ")}]) require(name);`], {
    cwd: checkout,
    env: { ...process.env, ...nodeEnvironment() },
  });
}
