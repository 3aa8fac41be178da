/** `npm run bench`: measures what users wait and pay for, and prints one table of ratios. Needs the compiled package and `pulumi` on PATH. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { countCalls } from "./calls";
import { startEmulatorProcess } from "./emulator";
import { providerTextSizes } from "./provider-text";
import { callRows, stackRows, startRows, textRows } from "./rows";
import { bucketsIn, measureStacks, type StackResult } from "./stack";
import { startTimes } from "./start";
import { isOverLimit, ratioOf, renderTable, type Row } from "./table";

const parts = ["calls", "start", "stack"] as const;
type Part = (typeof parts)[number];

interface Flags {
  readonly quick?: true;
  readonly only?: Part;
  readonly json?: true;
  readonly resources?: number;
  readonly rounds?: number;
}

/** The engine writes its checkpoint once at the end instead of after every step: what is left is closer to our own cost. */
const withoutCheckpoints = { PULUMI_EXPERIMENTAL: "1", PULUMI_SKIP_CHECKPOINTS: "1" };

async function main(): Promise<void> {
  const command = new Command("bench")
    .description("measure the provider; prints one table of ratios")
    .option("--quick", "20 resources, one round")
    .addOption(new Option("--only <part>", "one part only").choices(parts))
    .option("--resources <number>", "resources of the stacks, a multiple of ten (default: 200)", wholeNumber)
    .option("--rounds <number>", "rounds of each measurement; the median is shown (default: 3 for stacks, 9 for starts)", wholeNumber)
    .option("--json", "print JSON instead of the table")
    .parse();
  const flags = command.opts<Flags>();
  const journal = await mkdtemp(path.join(tmpdir(), "oos-bench-"));
  try {
    const { rows, stacks } = await measure(flags, journal);
    process.stdout.write(
      flags.json === true
        ? `${JSON.stringify({ rows: rows.map((row) => ({ ...row, ratio: ratioOf(row) })), stacks }, undefined, 2)}\n`
        : renderTable(rows),
    );
    if (rows.some(isOverLimit)) process.exitCode = 1;
  } finally {
    await rm(journal, { recursive: true, force: true });
  }
}

interface Measured {
  readonly rows: readonly Row[];
  /** Everything that was seen of the engine runs, by variant. */
  readonly stacks: Readonly<Record<string, StackResult>>;
}

async function measure({ quick, only, resources, rounds }: Flags, journal: string): Promise<Measured> {
  const rows: Row[] = [];
  const stacks: Record<string, StackResult> = {};
  const wants = (part: Part): boolean => only === undefined || only === part;
  const count = resources ?? (quick === true ? 20 : 200);
  const emulator = await startEmulatorProcess(Math.max(10, 2 * bucketsIn(count)));
  try {
    if (wants("calls")) {
      progress("API calls of every resource");
      rows.push(...textRows(await providerTextSizes()), ...callRows(await countCalls(emulator, journal)));
    }
    if (wants("start")) {
      progress("start times");
      rows.push(...startRows(await startTimes(rounds ?? (quick === true ? 3 : 9))));
    }
    if (wants("stack")) {
      for (const [variant, environment] of [
        ["", {}],
        [", checkpoint at the end", withoutCheckpoints],
      ] as const) {
        const result = await measureStacks({ count, rounds: rounds ?? (quick === true ? 1 : 3), emulator, environment, progress });
        stacks[`${count} resources${variant}`] = result;
        rows.push(...stackRows(result, count, variant));
      }
    }
  } finally {
    await emulator.close();
  }
  return { rows, stacks };
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1) throw new InvalidArgumentError("expected a whole number above 0");
  return number;
}

main().catch((error: unknown) => {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`bench: ${message === "spawn pulumi ENOENT" ? "`pulumi` is not on PATH; `make bench` brings it" : message}\n`);
  process.exitCode = 1;
});
