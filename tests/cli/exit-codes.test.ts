/** How every command ends, as a script sees it: the table of docs/command-line.md. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exitCodes } from "../../cli/exit";
import { makeBucket } from "../support/resources/cases";
import { TestWorld } from "../support/resources/world";
import { checkout } from "../support/checkout";

const folder = mkdtempSync(path.join(tmpdir(), "oos-exit-"));
let world: TestWorld;
let taken: Server;
let port: string;

beforeAll(async () => {
  world = await TestWorld.start();
  await makeBucket("b-one")(world.emulator);
  taken = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => taken.once("listening", resolve));
  const address = taken.address();
  port = typeof address === "object" && address !== null ? String(address.port) : "";
});
afterAll(async () => {
  taken.close();
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Nobody is at a terminal. @param input standard input */
function run(args: readonly string[], input = "", environment: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const { endpoints, accessKeyId, secretAccessKey } = world.emulator;
  const env = {
    HOME: folder,
    PATH: path.dirname(process.execPath),
    OOS_ENDPOINT_S3: endpoints.s3,
    OOS_ENDPOINT_IAM: endpoints.iam,
    OOS_ACCESS_KEY_ID: accessKeyId,
    OOS_SECRET_ACCESS_KEY: secretAccessKey,
    OOS_MAX_RETRIES: "0",
    ...environment,
  };
  return new Promise((resolve) => {
    const command = [path.join(checkout, "dist", "cli", "main.js"), ...args];
    const child = execFile(process.execPath, command, { env, cwd: folder, timeout: 20_000 }, (error, out, err) => {
      resolve({ code: error === null ? 0 : typeof error.code === "number" ? error.code : -1, out, err });
    });
    child.stdin?.end(input);
  });
}

const file = (name: string, text: string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};

const noKeys = { OOS_ACCESS_KEY_ID: "", OOS_SECRET_ACCESS_KEY: "" };
const nobody = { OOS_ENDPOINT_S3: "http://127.0.0.1:1", OOS_ENDPOINT_IAM: "http://127.0.0.1:1" };

/** Ctrl+C needs a terminal: password.test.ts. */
const ends: Readonly<Record<Exclude<keyof typeof exitCodes, "interrupted">, Readonly<Record<string, () => Promise<Ended>>>>> = {
  done: {
    help: () => run(["--help"]),
    "help of a command": () => run(["uploads", "abort", "--help"]),
    version: () => run(["--version"]),
    "uploads list": () => run(["uploads", "list", "b-one"]),
    "uploads abort with nothing to do": () => run(["uploads", "abort", "b-one"]),
    "state of a file": () =>
      run(["state", "--to", "dynamic", "--file", "-"], JSON.stringify({ version: 3, deployment: { resources: [] } })),
  },
  failed: {
    "uploads list of a bucket that is not there": () => run(["uploads", "list", "nowhere"]),
    "uploads abort without a service": () => run(["uploads", "abort", "b-one", "--yes"], "", nobody),
    "password change with another password": () => run(["password", "change"], "one\ntwo\n", nobody),
    "state without pulumi": () => run(["state", "--to", "dynamic"]),
    "state of a file that is not there": () => run(["state", "--to", "dynamic", "--file", "none.json"]),
    "emulator on a port that is taken": () => run(["emulator", "--port", port]),
  },
  usage: {
    "no command": () => run([]),
    "an unknown command": () => run(["uplods"]),
    "an unknown option": () => run(["uploads", "list", "b-one", "--fast"]),
    "a missing argument": () => run(["uploads", "list"]),
    "a wrong value": () => run(["uploads", "abort", "b-one", "--older-than", "soon"]),
    "uploads without keys": () => run(["uploads", "list", "b-one"], "", noKeys),
    "uploads with a wrong setting": () => run(["uploads", "list", "b-one", "--backend", "s3"]),
    "password change with one line": () => run(["password", "change"], "one\n"),
    "password change to the same": () => run(["password", "change"], "one\none\n"),
    "state without a face": () => run(["state"]),
    "state with an option that does not fit": () => run(["state", "--to", "plugin", "--out", "x"]),
    "state of a file of something else": () => run(["state", "--to", "dynamic", "--file", file("other.json", "{}")]),
    "emulator with a wrong port": () => run(["emulator", "--port", "many"]),
  },
  refused: {
    "uploads abort, and nobody to ask": async () => {
      const { S3Client, CreateMultipartUploadCommand } = await import("@aws-sdk/client-s3");
      const { endpoints, accessKeyId, secretAccessKey } = world.emulator;
      const s3 = new S3Client({
        endpoint: endpoints.s3,
        region: "cn",
        forcePathStyle: true,
        credentials: { accessKeyId, secretAccessKey },
      });
      await s3.send(new CreateMultipartUploadCommand({ Bucket: "b-one", Key: "k" }));
      s3.destroy();
      return run(["uploads", "abort", "b-one", "--older-than", "0"]);
    },
  },
};
describe.each(Object.entries(ends))("%s", (name, commands) => {
  test.each(Object.entries(commands))("%s", async (_what, ended) => {
    const { code, out, err } = await ended();
    expect({ code, out, err }).toMatchObject({ code: exitCodes[name as keyof typeof exitCodes] });
    if (code !== 0) expect(err).not.toMatch(/\n {4}at |^\s*$/);
  });
});

test.each(["docs/command-line.md", "docs/command-line.zh-CN.md"])("%s has the table", (page) => {
  const text = readFileSync(path.join(checkout, page), "utf8");
  for (const code of Object.values(exitCodes)) expect(text).toMatch(new RegExp(`^\\| ${code} +\\|`, "m"));
});
