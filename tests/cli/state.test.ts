/** `pulumi-oos state` as a person meets it; in the place of `pulumi` stands a stack that a test can change. */
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { Command } from "commander";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addStateCommand } from "../../cli/commands/state";
import type { Io } from "../../cli/io";
import { type Exported, type Item, rendered } from "./exported-stacks";

const plain: Item = { kind: "ours", noun: "Bucket", name: "b", dependencies: [], options: {}, replaced: false, aliases: [], values: {} };
const program: readonly Item[] = [plain, { ...plain, kind: "provider" }, { ...plain, provider: 0 }, { ...plain, noun: "IamUser" }];
const dynamic = rendered(program, "dynamic", "new-id");
const plugin = rendered(program, "plugin", "new-id");

let folder: string;
/** What `pulumi stack export` would write now, and what was imported. */
let stack: Exported;
let commands: string[];
let exitCode: number;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "oos-state-test-"));
  stack = dynamic;
  commands = [];
  exitCode = 0;
});
afterEach(() => rm(folder, { recursive: true, force: true }));

interface Ran {
  readonly out: string;
  readonly err: string;
  readonly failure?: string;
}

/** @param options.answer what somebody at a terminal answers; absent: nobody is there */
async function run(
  args: readonly string[],
  options: { answer?: string; whileAsked?: () => void; environment?: Record<string, string>; input?: string } = {},
): Promise<Ran> {
  const written = { out: "", err: "" };
  const io: Io = {
    environment: options.environment ?? {},
    out: (text) => (written.out += text),
    err: (text) => (written.err += text),
    now: () => new Date("2026-11-29T22:24:06.123Z"),
    isInteractive: options.answer !== undefined,
    ask: (question) => {
      written.err += question;
      options.whileAsked?.();
      return Promise.resolve(options.answer ?? "");
    },
  };
  const pulumi = (given: readonly string[]): Promise<number> => {
    commands.push(given.map((word) => (word.endsWith(".json") ? "<file>" : word)).join(" "));
    const [, verb, , file = ""] = given;
    if (exitCode !== 0 && verb === "import") return Promise.resolve(exitCode);
    if (verb === "export") writeFileSync(file, JSON.stringify(stack));
    else stack = JSON.parse(readFileSync(file, "utf8")) as Exported;
    return Promise.resolve(0);
  };
  const command = new Command("pulumi-oos");
  addStateCommand(command, io, { pulumi, folder, input: Readable.from([options.input ?? ""]) });
  for (const one of [command, ...command.commands])
    one.exitOverride().configureOutput({ writeOut: (text) => (written.out += text), writeErr: (text) => (written.err += text) });
  try {
    await command.parseAsync(["state", ...args], { from: "user" });
    return written;
  } catch (error) {
    return { ...written, failure: (error as Error).message };
  }
}

const backups = (): string[] => readdirSync(folder).filter((name) => name.startsWith("test."));

test("exports, rewrites and imports the current stack; keeps what was, and says what to type next", async () => {
  const { out, err, failure } = await run(["--to", "plugin", "--yes"]);
  expect(failure).toBeUndefined();
  expect(stack).toEqual(plugin);
  expect(commands).toEqual(["stack export --file <file>", "stack export --file <file>", "stack import --file <file>"]);
  expect(err).toContain("stack test: 3 resources and 1 provider from the dynamic to the plugin face\n      2  Bucket\n      1  IamUser\n");
  expect(backups()).toEqual(["test.dynamic.20261129T222406Z.json"]);
  const backup = path.join(folder, "test.dynamic.20261129T222406Z.json");
  expect(err).toContain(`kept the state as it was, secrets encrypted: ${backup}\n`);
  expect(JSON.parse(readFileSync(backup, "utf8"))).toEqual(dynamic);
  expect(statSync(backup).mode & 0o777).toBe(0o600);
  expect(out).toBe(
    [
      "the state of stack test is in the plugin face",
      "next, before any preview or up:",
      "  pulumi config set oos:face plugin",
      "and in Pulumi.yaml, unless pulumi-resource-oos is on PATH:",
      "  plugins:",
      "    providers:",
      "      - name: oos",
      "        path: node_modules/pulumi-oos",
      "to undo: pulumi stack import --file test.dynamic.20261129T222406Z.json",
      "",
    ].join("\n"),
  );
});

test("and back, of a stack by its name, where the project has its lines and the environment has the last word", async () => {
  stack = plugin;
  const { out } = await run(["--to", "dynamic", "--stack", "acme/suite/test", "--yes"], { environment: { OOS_FACE: "plugin" } });
  expect(stack).toEqual(dynamic);
  expect(commands[2]).toBe("stack import --file <file> --stack acme/suite/test");
  expect(out).toContain("  unset OOS_FACE   # plugin: it would win\n  pulumi config set oos:face dynamic --stack acme/suite/test\n");
  writeFileSync(path.join(folder, "Pulumi.yaml"), "name: a\nplugins:\n  providers:\n    - name: oos\n      path: x\n");
  const again = await run(["--to", "plugin", "--yes"], { environment: { OOS_FACE: "plugin" } });
  expect([stack, again.out]).toEqual([plugin, expect.not.stringMatching(/Pulumi\.yaml|unset/)]);
});

test("asks first, and does nothing without a yes", async () => {
  expect(await run(["--to", "plugin"], { answer: "n" })).toMatchObject({
    err: expect.stringContaining("Rewrite the state of stack test? [y/N] ") as unknown,
    failure: "nothing was changed",
  });
  expect((await run(["--to", "plugin"])).failure).toMatch(/Nobody can be asked here: pass --yes/);
  expect([stack, backups(), commands.filter((line) => line.includes("import"))]).toEqual([dynamic, [], []]);
  expect((await run(["--to", "plugin"], { answer: "y" })).failure).toBeUndefined();
  expect(stack).toEqual(plugin);
});

test("a stack that changes while the question stands is left alone; new ciphertexts of the same secrets are no change", async () => {
  const touch = (change: (text: string) => string): { answer: string; whileAsked: () => void } => ({
    answer: "y",
    whileAsked: () => (stack = JSON.parse(change(JSON.stringify(stack))) as Exported),
  });
  expect(
    (
      await run(
        ["--to", "plugin"],
        touch((text) => text.replace('"protect":', '"taint":').replace("id-0", "id-9")),
      )
    ).failure,
  ).toMatch(/^stack test has changed since it was looked at; nothing was changed\n {2}next: /);
  expect(backups()).toEqual([]);
  stack = dynamic;
  expect(
    (
      await run(
        ["--to", "plugin"],
        touch((text) => text.replaceAll("v1:key", "v1:other")),
      )
    ).failure,
  ).toBeUndefined();
  expect(JSON.stringify(stack)).toContain("v1:other");
});

test("--dry-run shows it only; a stack that is in that face already is left as it is, with a word", async () => {
  expect(await run(["--to", "plugin", "--dry-run"])).toEqual({
    out: "",
    err: expect.stringContaining("3 resources and 1 provider") as unknown,
  });
  expect(await run(["--to", "dynamic", "--yes"])).toEqual({
    out: "",
    err: "stack test has nothing in the plugin face: it stays as it is\n",
  });
  expect([commands, backups()]).toEqual([["stack export --file <file>", "stack export --file <file>"], []]);
});

test("an import that fails changes nothing, and says so", async () => {
  exitCode = 255;
  expect((await run(["--to", "plugin", "--yes"])).failure).toBe("pulumi stack import ended with code 255; nothing was changed");
  expect(stack).toEqual(dynamic);
});

test("a file instead of a stack: from a file to a file, from standard input to standard output", async () => {
  const [before, after] = [path.join(folder, "before.json"), path.join(folder, "after.json")];
  writeFileSync(before, JSON.stringify(dynamic));
  expect((await run(["--to", "plugin", "--file", before, "--out", after])).out).toBe("");
  expect(JSON.parse(readFileSync(after, "utf8"))).toEqual(plugin);
  expect(JSON.parse((await run(["--to", "dynamic", "--file", "-"], { input: JSON.stringify(plugin) })).out)).toEqual(dynamic);
  // What needs no rewriting comes out as it is, so that a pipe goes on.
  expect(JSON.parse((await run(["--to", "dynamic", "--file", before])).out)).toEqual(dynamic);
  expect(commands).toEqual([]);
});

test("wrong use is refused by the command line", async () => {
  expect((await run([])).failure).toMatch(/required option '--to <face>'/);
  expect((await run(["--to", "plugins"])).failure).toMatch(/Allowed choices are dynamic, plugin/);
  expect((await run(["--to", "plugin", "--file", "a", "--stack", "b"])).failure).toMatch(/cannot be used with/);
  expect((await run(["--to", "plugin", "--out", "a"])).failure).toMatch(/^--out goes with --file/);
});
