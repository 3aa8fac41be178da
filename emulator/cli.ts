/** The command `pulumi-oos emulator`: starts the emulator, prints one JSON line, serves until a signal. */
import { InvalidArgumentError, Option, type Command } from "commander";
import { FLAVOUR_NAMES, type FlavourName } from "./flavours";
import { startEmulator, type RunningEmulator } from "./server";

/** Where the command writes; the process by default. */
export interface EmulatorOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

interface Flags {
  readonly flavour: FlavourName;
  readonly port: number;
  readonly data?: string;
  readonly accessKey?: string;
  readonly secretKey?: string;
  readonly region: string;
  readonly staleMs: number;
  readonly maxBuckets?: number;
  readonly quiet?: true;
}

const PROCESS_OUTPUT: EmulatorOutput = { out: (text) => void process.stdout.write(text), err: (text) => void process.stderr.write(text) };

/** Adds the `emulator` command to `program`. */
export function addEmulatorCommand(program: Command, output: EmulatorOutput = PROCESS_OUTPUT): Command {
  return configureEmulatorCommand(program.command("emulator"), output);
}

/** Gives `command` the emulator's options and action. */
export function configureEmulatorCommand(command: Command, output: EmulatorOutput = PROCESS_OUTPUT): Command {
  return command
    .description("run a local OOS server (object storage, IAM, trail) on 127.0.0.1")
    .option(
      "--port <number>",
      "first of five consecutive ports: s3, iam, trail, statistics, admin; 0 takes free ones",
      wholeNumber(65530),
      0,
    )
    .addOption(
      new Option("--flavour <name>", "which service to be; zos: only what a Ceph gateway lacks, see emulator/GAPS.md")
        .choices(FLAVOUR_NAMES)
        .default("oos"),
    )
    .option("--data <folder>", "keep the state here (default: a temporary folder, removed at exit)")
    .option("--access-key <id>", "root access key id (default: generated, kept in the data folder)")
    .addOption(
      new Option(
        "--secret-key <secret>",
        "root secret key; every process of the machine can read a command line, so rather say it by the variable (default: generated, kept in the data folder as credentials.json, mode 0600)",
      ).env("OOS_EMULATOR_SECRET_KEY"),
    )
    .option("--region <name>", "region that signatures must name; zos looks at none", "cn")
    .option("--stale-ms <number>", "serve a bucket's old settings for this long after a write", wholeNumber(), 0)
    .option("--max-buckets <number>", "buckets an account may own (default: 10; 100 with --flavour zos)", wholeNumber())
    .option("--quiet", "no line a request on stderr")
    .action(async (flags: Flags) => {
      const stopped = untilSignal();
      const emulator = await start(flags, output);
      await stopped;
      await emulator.close();
    });
}

async function start(flags: Flags, output: EmulatorOutput): Promise<RunningEmulator> {
  const emulator = await startEmulator({
    flavour: flags.flavour,
    port: flags.port,
    region: flags.region,
    staleMs: flags.staleMs,
    ...(flags.data === undefined ? {} : { dataFolder: flags.data }),
    ...(flags.accessKey === undefined ? {} : { accessKeyId: flags.accessKey }),
    ...(flags.secretKey === undefined ? {} : { secretAccessKey: flags.secretKey }),
    ...(flags.maxBuckets === undefined ? {} : { limits: { bucketsPerAccount: flags.maxBuckets } }),
    ...(flags.quiet === true ? {} : { log: (line: string): void => output.err(`${line}\n`) }),
  });
  const { endpoints, admin, accessKeyId, accountId, dataFolder, settleSeconds } = emulator;
  output.out(`${JSON.stringify({ ready: true, endpoints, admin, accessKeyId, accountId, dataFolder, settleSeconds })}\n`);
  return emulator;
}

/** Resolves at the first SIGINT or SIGTERM. The listeners stay, so that a second signal does not cut the closing short. */
function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve());
  });
}

function wholeNumber(most = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || number > most) throw new InvalidArgumentError(`expected a whole number of 0 to ${most}`);
    return number;
  };
}
