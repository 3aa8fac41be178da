// Records a real run of the quickstart's program against the emulator as docs/images/run-light.svg and run-dark.svg: `node tools/recording/record.mjs`.
// The output of `pulumi` is shown as it came, with its colours and pauses; long pauses are cut, and paths of this machine do not occur.
import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { GetBucketPolicyCommand, ListBucketsCommand, PutBucketPolicyCommand } from "@aws-sdk/client-s3";
import { closeStage, openStage } from "../../examples/quickstart/stage.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
const images = path.resolve(here, "../../docs/images");
const richVersion = "14.1.0";
const pluginLines = "plugins:\n  providers:\n    - name: oos\n      path: node_modules/pulumi-oos\n";

const stage = await openStage();
try {
  const { emulator, pulumi, work, s3Client } = stage;
  const program = path.join(work, "program");
  writeFileSync(path.join(program, "Pulumi.yaml"), `${readFileSync(path.join(program, "Pulumi.yaml"), "utf8")}${pluginLines}`);
  await pulumi.quietly("stack", "init", "demo");
  await pulumi.quietly("config", "set", "oos:face", "plugin");
  await pulumi.quietly("config", "set", "oos:endpoints", JSON.stringify(emulator.endpoints));
  await pulumi.quietly("config", "set", "oos:settleSeconds", "0");
  await pulumi.quietly("config", "set", "oos:accessKeyId", emulator.accessKeyId);
  await pulumi.quietly("config", "set", "--secret", "oos:secretAccessKey", emulator.secretAccessKey);

  const scenes = [];
  const recorded = async (args) =>
    scenes.push({ command: `pulumi ${args.join(" ")}`, lines: await record(args, program, pulumi.environment) });
  await recorded(["up", "--yes", "--skip-preview", "--suppress-progress"]);
  const root = s3Client(emulator.accessKeyId, emulator.secretAccessKey);
  const {
    Buckets: [{ Name: Bucket }],
  } = await root.send(new ListBucketsCommand({}));
  const { Policy } = await root.send(new GetBucketPolicyCommand({ Bucket }));
  await root.send(new PutBucketPolicyCommand({ Bucket, Policy: Policy.replace("/public/*", "/*") }));
  await recorded(["refresh", "--yes", "--skip-preview", "--diff", "--suppress-outputs"]);
  scenes.at(-1).before = "# by hand, in the console: public/* has become * in the bucket's policy";
  await recorded(["up", "--yes", "--skip-preview", "--suppress-progress", "--suppress-outputs"]);
  const scenesFile = path.join(work, "scenes.json");
  writeFileSync(scenesFile, JSON.stringify(scenes));
  draw(scenesFile, work);
} finally {
  await closeStage(stage);
}

/** The lines of one run, each with the milliseconds from its beginning. */
function record(args, cwd, environment) {
  return new Promise((resolve, reject) => {
    const env = { ...environment };
    delete env.NO_COLOR;
    const child = spawn("pulumi", [...args, "--non-interactive", "--color", "always"], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    const began = Date.now();
    const lines = [];
    for (const stream of [child.stdout, child.stderr])
      createInterface({ input: stream }).on("line", (text) => lines.push({ at: Date.now() - began, text }));
    child.once("error", reject);
    child.once("close", (code) =>
      code === 0
        ? resolve(lines)
        : reject(new Error(`pulumi ${args[0]} ended with code ${code}:\n${lines.map(({ text }) => text).join("\n")}`)),
    );
  });
}

/** Draws with rich, a Python library that keeps colours and widths of a terminal. */
function draw(scenesFile, work) {
  mkdirSync(images, { recursive: true });
  const python = path.join(work, "python", "bin", "python");
  for (const [command, args] of [
    ["python3", ["-m", "venv", path.join(work, "python")]],
    [python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `rich==${richVersion}`]],
    [python, [path.join(here, "draw.py"), scenesFile, images]],
  ]) {
    const { status, error } = spawnSync(command, args, { stdio: ["ignore", 2, 2] });
    if (error || status !== 0) throw new Error(`${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}`);
  }
}
