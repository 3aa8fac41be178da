/** How other programs are told where the emulator is: environment variables, a stack's configuration; and who has a port or a folder. */
import { execFile } from "node:child_process";
import { createServer } from "node:net";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test } from "vitest";
import { startEmulator, type RunningEmulator } from "../../emulator";
import { configureEmulatorCommand, DEFAULT_PORT } from "../../emulator/cli";

let folder: string;
let running: RunningEmulator | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "emulator-environment-"));
});
afterEach(async () => {
  await running?.close();
  running = undefined;
  await rm(folder, { recursive: true });
});

interface Said {
  readonly out: string;
  readonly err: string;
  readonly pulumi: readonly (readonly [args: string, input: string])[];
}

/** Runs the command to its end. */
async function command(args: readonly string[], exitCode = 0): Promise<Said> {
  const said = { out: "", err: "", pulumi: [] as [string, string][] };
  const program = configureEmulatorCommand(new Command("emulator"), {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    pulumi: (words, input) => {
      said.pulumi.push([words.join(" "), input]);
      return Promise.resolve(exitCode);
    },
  });
  await program.exitOverride().parseAsync(["node", "emulator", ...args]);
  return said;
}

test("ports stay the same from start to start, unless others are asked for", () => {
  const port = configureEmulatorCommand(new Command()).options.find(({ long }) => long === "--port");
  expect([DEFAULT_PORT, port?.defaultValue]).toEqual([7570, 7570]);
});

test("--print-env: what a shell makes of it reaches the emulator of a folder, and the one at a port", async () => {
  const secretAccessKey = 'it\'s $HOME `x` "y"';
  running = await startEmulator({ dataFolder: folder, secretAccessKey, staleMs: 1500 });
  const byFolder = (await command(["--print-env", "--data", folder])).out;
  // The admin port is the fifth of ports in a row.
  const byPort = (await command(["--print-env", "--port", String(Number(new URL(running.admin).port) - 4)])).out;
  expect(byPort).toBe(byFolder);
  const print = `node -p 'JSON.stringify(Object.fromEntries(Object.entries(process.env).filter(([k]) => /^(AWS|OOS)_/.test(k))))'`;
  const { stdout } = await promisify(execFile)("sh", ["-c", `${byFolder}\n${print}`], { env: { PATH: process.env["PATH"] } });
  const { s3, iam, trail, statistics } = running.endpoints;
  expect(JSON.parse(stdout)).toEqual({
    OOS_BACKEND: "oos",
    OOS_REGION: "cn",
    OOS_ENDPOINT_S3: s3,
    OOS_ENDPOINT_IAM: iam,
    OOS_ENDPOINT_TRAIL: trail,
    OOS_ENDPOINT_STATISTICS: statistics,
    OOS_SETTLE_SECONDS: "2",
    OOS_ACCESS_KEY_ID: running.accessKeyId,
    OOS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_ENDPOINT_URL_S3: s3,
    AWS_ENDPOINT_URL_IAM: iam,
    AWS_ENDPOINT_URL_CLOUDTRAIL: trail,
    AWS_REGION: "cn",
    AWS_DEFAULT_REGION: "cn",
    AWS_ACCESS_KEY_ID: running.accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REQUEST_CHECKSUM_CALCULATION: "when_required",
    AWS_RESPONSE_CHECKSUM_VALIDATION: "when_required",
  });
});

test("--print-env without an emulator says so, and starts none", async () => {
  await expect(command(["--print-env", "--data", folder])).rejects.toThrow(
    `no emulator runs on the data folder ${folder}: start one first`,
  );
});

test.each(["oos", "zos"] as const)(
  "--configure: a stack of %s gets every value, secrets as secrets and none on a command line",
  async (flavour) => {
    running = await startEmulator({ dataFolder: folder, flavour });
    const { out, err, pulumi } = await command(["--configure", "dev", "--data", folder]);
    const { s3, iam, trail, statistics } = running.endpoints;
    const plain = "config set --plaintext --stack dev";
    expect(pulumi).toEqual([
      [`${plain} oos:backend`, flavour],
      ...(flavour === "oos" ? [[`${plain} oos:region`, "cn"]] : []),
      [`${plain} oos:endpoints`, JSON.stringify(flavour === "oos" ? { s3, iam, trail, statistics } : { s3 })],
      [`${plain} oos:settleSeconds`, "0"],
      [`${plain} oos:accessKeyId`, running.accessKeyId],
      ["config set --secret --stack dev oos:secretAccessKey", running.secretAccessKey],
    ]);
    expect(out).toBe("");
    expect(err).toContain("the configuration of the stack dev names the emulator");
    expect(err).not.toContain(running.secretAccessKey);
  },
);

test("--configure: what pulumi refuses is an error", async () => {
  running = await startEmulator({ dataFolder: folder });
  await expect(command(["--configure", "dev", "--data", folder], 255)).rejects.toThrow(
    "could not set oos:backend of the stack dev (exit code 255)",
  );
});

test("a second emulator on a folder is told who has it; one after it is not", async () => {
  running = await startEmulator({ dataFolder: folder });
  const words = new RegExp(
    `^the data folder ${folder} is in use by the emulator of process ${process.pid} \\(since 20.*, admin URL ${running.admin}\\): stop it, or choose another folder with --data$`,
  );
  await expect(startEmulator({ dataFolder: folder })).rejects.toThrow(words);
  await running.close();
  running = await startEmulator({ dataFolder: folder });
});

test("a port that another emulator has, and one that another program has", async () => {
  running = await startEmulator({ dataFolder: folder });
  const admin = Number(new URL(running.admin).port);
  await expect(startEmulator({ port: admin - 4 })).rejects.toThrow(/^port \d+ on 127\.0\.0\.1 is taken /);
  const other = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { readonly port: number };
  await expect(startEmulator({ port })).rejects.toThrow(
    `port ${port} on 127.0.0.1 is taken by another program (\`lsof -i :${port}\` names it): stop it, or choose five other ports in a row with --port <first>, or free ones with --port 0`,
  );
  other.close();
});
