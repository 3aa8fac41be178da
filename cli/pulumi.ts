/** How a command runs `pulumi`: on the project of the current folder, as the person would. */
import { spawn } from "node:child_process";

/** Runs `pulumi` with these arguments and answers its exit code. @throws Error when there is none */
export type Pulumi = (args: readonly string[]) => Promise<number>;

const noPulumi =
  'there is no `pulumi` on PATH; nothing was changed\n  next: install Pulumi (https://www.pulumi.com/docs/install/), or put the one that a clone of pulumi-oos has brought on PATH: eval "$(<clone>/tools/env.sh)"';

/** Questions (a passphrase) and errors of `pulumi` reach the person. */
export const pulumiOnPath: Pulumi = (args) =>
  new Promise((resolve, reject) => {
    const child = spawn("pulumi", args, { stdio: "inherit" });
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? new Error(noPulumi) : error);
    });
    child.once("close", (code) => {
      resolve(code ?? 1);
    });
  });
