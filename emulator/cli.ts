/** The command `pulumi-oos emulator`: starts the emulator, prints one JSON line, serves until a signal. */
import { InvalidArgumentError, Option, type Command } from "commander";
import { aboutEmulator, HOST, type AboutEmulator } from "./about";
import { FLAVOUR_NAMES, type FlavourName } from "./contract";
import { configureStack, environmentLines, pulumiOnPath, withKeys, type RunPulumi } from "./environment";
import { InputError } from "./input-error";
import { ADMIN_PORT_OFFSET, startEmulator, type RunningEmulator } from "./server";
import { holderOf } from "./state/folder-lock";

/** Where the command writes, and how it runs `pulumi`; the process by default. */
export interface EmulatorOutput {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly pulumi?: RunPulumi;
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
  readonly configure?: string;
  readonly printEnv?: true;
}

/** First of the five ports, unless `--port` says another: no other known program has them. */
export const DEFAULT_PORT = 7570;

const PROCESS_OUTPUT: EmulatorOutput = { out: (text) => void process.stdout.write(text), err: (text) => void process.stderr.write(text) };

/** Adds the `emulator` command to `program`. */
export function addEmulatorCommand(program: Command, output: EmulatorOutput = PROCESS_OUTPUT): Command {
  return configureEmulatorCommand(program.command("emulator"), output);
}

/** Gives `command` the emulator's options and action. */
export function configureEmulatorCommand(command: Command, output: EmulatorOutput = PROCESS_OUTPUT): Command {
  return command
    .description("run a local server on 127.0.0.1 that is OOS (object storage, IAM, trail, statistics) or ZOS (object storage, topics)")
    .option(
      "--port <number>",
      "first of five ports in a row: s3, iam, trail, statistics, admin; 0 takes free ones",
      wholeNumber(65530),
      DEFAULT_PORT,
    )
    .addOption(new Option("--flavour <name>", "which service to be").choices(FLAVOUR_NAMES).default("oos"))
    .option("--data <folder>", "keep the state here; one emulator a folder (default: a temporary folder, removed at exit)")
    .addOption(
      new Option("--access-key <id>", "root access key id (default: generated, kept in the data folder)").env("OOS_EMULATOR_ACCESS_KEY"),
    )
    .addOption(
      new Option(
        "--secret-key <secret>",
        "root secret key; every process can read a command line, so prefer the variable (default: generated, kept in the data folder as credentials.json, mode 0600)",
      ).env("OOS_EMULATOR_SECRET_KEY"),
    )
    .option("--region <name>", "region that signatures must name; zos looks at none", "cn")
    .option("--stale-ms <number>", "serve a bucket's old settings for this long after a write", wholeNumber(), 0)
    .option("--max-buckets <number>", "buckets an account may own (default: 10; 100 with --flavour zos)", wholeNumber())
    .option("--quiet", "no line a request on stderr")
    .option("--configure <stack>", "set the configuration of this stack; if the emulator runs already, end then")
    .addOption(
      new Option("--print-env", "print environment variables for a running emulator, that of --data or of --port, and end").conflicts(
        "configure",
      ),
    )
    .action(async (flags: Flags) => {
      if (flags.printEnv === true) return printEnvironment(flags, output);
      if (flags.configure !== undefined && (await configureForRunning(flags.configure, flags, output))) return;
      const stopped = untilSignal();
      const emulator = await start(flags, output);
      try {
        if (flags.configure !== undefined)
          await configureFor(flags.configure, { ...emulator, flavour: flags.flavour, region: flags.region }, output);
        announce(emulator, output);
        await stopped;
      } finally {
        await emulator.close();
      }
    });
}

async function printEnvironment(flags: Flags, { out }: EmulatorOutput): Promise<void> {
  const found = await findRunning(flags);
  if (found === undefined) {
    const where = flags.data === undefined ? `at port ${flags.port}` : `on the data folder ${flags.data}`;
    throw new InputError(
      `no emulator runs ${where}: start one first, or name that of another folder with --data, of other ports with --port`,
    );
  }
  out(environmentLines(await withKeys(found)));
}

/** Whether there was one. */
async function configureForRunning(stack: string, flags: Flags, output: EmulatorOutput): Promise<boolean> {
  const found = await findRunning(flags);
  if (found === undefined) return false;
  await configureFor(stack, await withKeys(found), output);
  output.err(`the emulator of process ${found.pid} runs already, with the data folder ${found.dataFolder}\n`);
  return true;
}

async function configureFor(
  stack: string,
  reached: Parameters<typeof configureStack>[1],
  { err, pulumi = pulumiOnPath }: EmulatorOutput,
): Promise<void> {
  await configureStack(stack, reached, pulumi);
  err(`the configuration of the stack ${stack} names the emulator: pulumi up --stack ${stack}\n`);
}

/** The emulator on this data folder; without one, the emulator on these ports. */
async function findRunning({ data, port }: Pick<Flags, "data" | "port">): Promise<AboutEmulator | undefined> {
  if (data === undefined) return port === 0 ? undefined : aboutEmulator(`http://${HOST}:${port + ADMIN_PORT_OFFSET}`);
  const admin = (await holderOf(data))?.admin;
  return admin === undefined ? undefined : aboutEmulator(admin);
}

async function start(flags: Flags, output: EmulatorOutput): Promise<RunningEmulator> {
  return startEmulator({
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
}

function announce(emulator: RunningEmulator, { out }: EmulatorOutput): void {
  const { endpoints, admin, accessKeyId, accountId, dataFolder, settleSeconds } = emulator;
  out(`${JSON.stringify({ ready: true, endpoints, admin, accessKeyId, accountId, dataFolder, settleSeconds })}\n`);
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
