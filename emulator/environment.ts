/** How the settings of an emulator reach other programs: a stack's configuration, and environment variables. */
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { AboutEmulator } from "./about";

/** An emulator that serves, and its root key. */
export type Reached = Pick<AboutEmulator, "flavour" | "region" | "endpoints" | "settleSeconds"> & {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
};

export const CREDENTIALS = "credentials.json";

/** With the root key, which only the owner of its data folder can read. */
export async function withKeys(about: AboutEmulator): Promise<Reached> {
  const text = await readFile(join(about.dataFolder, CREDENTIALS), "utf8");
  const { accessKeyId, secretAccessKey } = JSON.parse(text) as Pick<Reached, "accessKeyId" | "secretAccessKey">;
  return { ...about, accessKeyId, secretAccessKey };
}

/** ZOS is one service: the other ports refuse every call. */
function servicesOf({ flavour, endpoints }: Reached): Readonly<Record<string, string>> {
  return flavour === "oos" ? endpoints : { s3: endpoints.s3 };
}

/** `export` lines for the provider (`OOS_`), and for the AWS CLI and boto3 (`AWS_`). */
export function environmentLines(reached: Reached): string {
  const { flavour, region, settleSeconds, accessKeyId, secretAccessKey } = reached;
  const services = servicesOf(reached);
  const { iam, trail } = services;
  // ZOS looks at no region; of this one alone the AWS SDKs name no place when they make a bucket.
  const awsRegion = flavour === "oos" ? region : "us-east-1";
  const variables: Readonly<Record<string, string | undefined>> = {
    OOS_BACKEND: flavour,
    OOS_REGION: flavour === "oos" ? region : undefined,
    ...Object.fromEntries(Object.entries(services).map(([name, url]) => [`OOS_ENDPOINT_${name.toUpperCase()}`, url])),
    OOS_SETTLE_SECONDS: String(settleSeconds),
    OOS_ACCESS_KEY_ID: accessKeyId,
    OOS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_S3: services["s3"],
    AWS_ENDPOINT_URL_IAM: iam,
    AWS_ENDPOINT_URL_CLOUDTRAIL: trail,
    AWS_REGION: awsRegion,
    AWS_DEFAULT_REGION: awsRegion,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REQUEST_CHECKSUM_CALCULATION: "when_required",
    AWS_RESPONSE_CHECKSUM_VALIDATION: "when_required",
  };
  return Object.entries(variables)
    .flatMap(([name, value]) => (value === undefined ? [] : [`export ${name}=${quoted(value)}\n`]))
    .join("");
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w.:/@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Runs `pulumi` with these arguments and this standard input; its exit code. */
export type RunPulumi = (args: readonly string[], input: string) => Promise<number>;

/** On the project of the current folder. What it prints goes to standard error: standard output is for the emulator's line. */
export const pulumiOnPath: RunPulumi = (args, input) =>
  new Promise((resolve, reject) => {
    const child = spawn("pulumi", args, { stdio: ["pipe", 2, 2] });
    child.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "ENOENT" ? new Error("there is no `pulumi` on PATH") : error);
    });
    // One that ends without reading says why by itself.
    child.stdin?.on("error", () => undefined);
    child.stdin?.end(input);
    child.once("close", (code) => {
      resolve(code ?? 1);
    });
  });

/** Sets the configuration of a stack. Values go through standard input: every process can read a command line. @throws Error when `pulumi` refuses one */
export async function configureStack(stack: string, reached: Reached, pulumi: RunPulumi): Promise<void> {
  const { flavour, region, settleSeconds, accessKeyId, secretAccessKey } = reached;
  const values: Readonly<Record<string, string>> = {
    backend: flavour,
    ...(flavour === "oos" ? { region } : {}),
    endpoints: JSON.stringify(servicesOf(reached)),
    settleSeconds: String(settleSeconds),
    accessKeyId,
  };
  const set = async (name: string, value: string, how: "--plaintext" | "--secret"): Promise<void> => {
    const code = await pulumi(["config", "set", how, "--stack", stack, `oos:${name}`], value);
    if (code !== 0) throw new Error(`\`pulumi config set\` could not set oos:${name} of the stack ${stack} (exit code ${code})`);
  };
  for (const [name, value] of Object.entries(values)) await set(name, value, "--plaintext");
  await set("secretAccessKey", secretAccessKey, "--secret");
}
