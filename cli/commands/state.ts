/**
 * The command `pulumi-oos state`: moves a stack from one face to the other. Without it the engine would take every resource for another one, and
 * delete what it has made.
 */
import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { text as readAll } from "node:stream/consumers";
import { type Command, Option } from "commander";
import { type Face, faces, namesPlugin, otherFace, parseUrn, pluginLines } from "../../provider/faces";
import { registry } from "../../provider/registry";
import { RefusalError, UsageError } from "../exit";
import { confirmed, type Io, processIo } from "../io";
import { type Pulumi, pulumiOnPath } from "../pulumi";
import { type ExportedStack, parseStack, printOfStack, stackText } from "../state/deployment";
import { moveFace, type Moved } from "../state/move";
import { counted } from "../text";

interface Flags {
  readonly to: Face;
  readonly stack?: string;
  readonly file?: string;
  readonly out?: string;
  readonly yes?: true;
  readonly dryRun?: true;
}

/** What the command meets beside the terminal. */
export interface Surroundings {
  readonly pulumi: Pulumi;
  readonly input: NodeJS.ReadableStream;
  /** The folder of the project; the backup is kept in it. */
  readonly folder: string;
}

const real: Surroundings = { pulumi: pulumiOnPath, input: process.stdin, folder: process.cwd() };

/** Adds the `state` command to `program`. */
export function addStateCommand(program: Command, io: Io = processIo, surroundings: Surroundings = real): Command {
  return program
    .command("state")
    .description("move the state of a stack to the other face; nothing of the service is touched")
    .addOption(new Option("--to <face>", "the face that its resources are to have").choices(faces).makeOptionMandatory())
    .option("-s, --stack <name>", "stack (default: the current one of the project in this folder)")
    .option("--dry-run", "show what would be moved, move nothing")
    .option("-y, --yes", "do not ask")
    .addOption(new Option("--file <file>", "an exported stack to rewrite instead (-: standard input)").conflicts(["stack", "yes"]))
    .option("--out <file>", "with --file: where the rewritten one goes (default: standard output, -)")
    .action((flags: Flags) => {
      if (flags.file !== undefined) return moveFile(flags.file, flags, io, surroundings);
      if (flags.out !== undefined) throw new UsageError("--out goes with --file; the state of a stack goes back into its stack");
      return moveStack(flags, io, surroundings);
    });
}

async function moveFile(file: string, { to, out = "-", dryRun }: Flags, io: Io, { input }: Surroundings): Promise<void> {
  const stack = parseStack(file === "-" ? await readAll(input) : await readFile(file, "utf8"));
  const moved = move(stack, to);
  io.err(`${summary(stack, to, moved)}\n`);
  if (dryRun === true) return;
  const text = stackText(moved?.stack ?? stack);
  if (out === "-") io.out(text);
  else await writeFile(out, text, { mode: ownerOnly });
}

async function moveStack(flags: Flags, io: Io, surroundings: Surroundings): Promise<void> {
  const { to, dryRun = false, yes = false } = flags;
  const temporary = await mkdtemp(path.join(tmpdir(), "pulumi-oos-state-"));
  try {
    const before = await exported(path.join(temporary, "before.json"), flags, surroundings);
    const planned = move(before, to);
    io.err(`${summary(before, to, planned)}\n`);
    if (planned === undefined || dryRun) return;
    const name = nameOf(before);
    if (!yes && !(await confirmed(io, `Rewrite the state of stack ${name}?`))) throw new RefusalError("nothing was changed");
    // Nobody knows how long the answer took.
    const now = await exported(path.join(temporary, "now.json"), flags, surroundings);
    const moved = move(now, to);
    if (moved === undefined || printOfStack(now) !== printOfStack(before))
      throw new RefusalError(
        `stack ${name} has changed since it was looked at; nothing was changed\n  next: this command again, when no other run works on it`,
      );
    const backup = path.join(surroundings.folder, `${name}.${otherFace(to)}.${timeText(io.now())}.json`);
    await writeFile(backup, stackText(now), { mode: ownerOnly, flag: "wx" });
    io.err(`kept the state as it was, secrets encrypted: ${backup}\n`);
    const rewritten = path.join(temporary, "rewritten.json");
    await writeFile(rewritten, stackText(moved.stack), { mode: ownerOnly });
    await run(["stack", "import", "--file", rewritten], flags, surroundings);
    io.out(`the state of stack ${name} is in the ${to} face\n${nextSteps(flags, io, surroundings)}`);
    io.out(`to undo: pulumi stack import --file ${path.basename(backup)}${stackFlag(flags)}\n`);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

/** The state holds keys and names, though no secret in plain. */
const ownerOnly = 0o600;

function move(stack: ExportedStack, to: Face): Moved | undefined {
  return moveFace(stack, to, { nouns: new Set(registry.resources.keys()), newId: randomUUID });
}

async function exported(file: string, flags: Flags, surroundings: Surroundings): Promise<ExportedStack> {
  await run(["stack", "export", "--file", file], flags, surroundings);
  return parseStack(await readFile(file, "utf8"));
}

async function run(args: readonly string[], { stack }: Flags, { pulumi }: Surroundings): Promise<void> {
  const code = await pulumi([...args, ...(stack === undefined ? [] : ["--stack", stack])]);
  if (code !== 0) throw new Error(`pulumi ${args.slice(0, 2).join(" ")} ended with code ${String(code)}; nothing was changed`);
}

function summary(stack: ExportedStack, to: Face, moved: Moved | undefined): string {
  const name = nameOf(stack);
  if (moved === undefined) return `stack ${name} has nothing in the ${otherFace(to)} face: it stays as it is`;
  const nouns = Object.entries(moved.resources);
  const resources = nouns.reduce((sum, [, count]) => sum + count, 0);
  const providers = moved.providers === 0 ? "" : ` and ${counted(moved.providers, "provider")}`;
  const lines = nouns.map(([noun, count]) => `  ${String(count).padStart(5)}  ${noun}`);
  return [`stack ${name}: ${counted(resources, "resource")}${providers} from the ${otherFace(to)} to the ${to} face`, ...lines].join("\n");
}

function nameOf({ deployment }: ExportedStack): string {
  const [first] = deployment.resources ?? [];
  return (first === undefined ? undefined : parseUrn(first.urn)?.prefix.split(/:+/)[2]) ?? "without resources";
}

/** What the program must say now: its face, and where the plugin is. */
function nextSteps(flags: Flags, { environment }: Io, { folder }: Surroundings): string {
  const variable = environment["OOS_FACE"];
  const steps = [
    ...(variable === undefined || variable === flags.to ? [] : [`  unset OOS_FACE   # ${variable}: it would win`]),
    `  pulumi config set oos:face ${flags.to}${stackFlag(flags)}`,
  ];
  const words = "next, before any preview or up:";
  if (flags.to === "dynamic" || hasPluginLines(folder)) return `${words}\n${steps.join("\n")}\n`;
  const indented = pluginLines().replace(/^/gm, "  ").trimEnd();
  return `${words}\n${steps.join("\n")}\nand in Pulumi.yaml, unless pulumi-resource-oos is on PATH:\n${indented}\n`;
}

function stackFlag({ stack }: Flags): string {
  return stack === undefined ? "" : ` --stack ${stack}`;
}

function hasPluginLines(folder: string): boolean {
  return ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"]
    .map((name) => path.join(folder, name))
    .some((file) => existsSync(file) && namesPlugin(readFileSync(file, "utf8")));
}

/** `20261129T222406Z`: no colon, which some file systems refuse. */
function timeText(at: Date): string {
  return at.toISOString().replace(/[-:]|\.\d+/g, "");
}
