/** Whole engine runs of many resources: wall time, memory, CPU time and API calls, beside the same number of resources that do nothing. */
import { copyFileSync } from "node:fs";
import path from "node:path";
import { type Face, type ResourceSpec, type Spec, Stack } from "../tests/support/engine/harness";
import { accountCalls } from "../tests/support/resources/call-budget";
import { minimumOf, type Step, total } from "./calls";
import { callsDuring, type EmulatorProcess, settingsFor } from "./emulator";
import { checkout } from "./paths";
import { cpuSecondsOf, type Role, type Usage, Watch } from "./processes";

export type Subject = "floor" | Face;
const subjects: readonly Subject[] = ["floor", "dynamic", "plugin"];

export const phases = ["up", "preview", "refresh", "destroy"] as const;
export type Phase = (typeof phases)[number];

const commands: Readonly<Record<Phase, readonly string[]>> = {
  up: ["up", "--yes", "--skip-preview"],
  preview: ["preview", "--expect-no-changes"],
  refresh: ["refresh", "--yes", "--skip-preview"],
  destroy: ["destroy", "--yes", "--skip-preview"],
};
const stepOf: Readonly<Record<Phase, Step>> = { up: "create", preview: "unchanged", refresh: "refresh", destroy: "delete" };

/** Of ten resources: two buckets with a policy each, three users with a key each. */
const shares = { Bucket: 2, BucketPolicy: 2, IamUser: 3, AccessKey: 3 } as const;

export function bucketsIn(count: number): number {
  return (count * shares.Bucket) / 10;
}

/** @param count a multiple of ten */
export function mixOf(count: number): Spec {
  if (count <= 0 || count % 10 !== 0) throw new RangeError(`the number of resources must be a multiple of ten, found ${count}`);
  const resources: ResourceSpec[] = [];
  for (let index = 0; index < bucketsIn(count); index++) {
    const bucket = `bucket-${index}`;
    const arn = { $join: [{ $ref: `${bucket}.arn` }, "/*"] };
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Principal: "*", Action: ["oos:GetObject"], Resource: [arn] }] };
    resources.push(
      { name: bucket, noun: "Bucket" },
      { name: `${bucket}-policy`, noun: "BucketPolicy", args: { bucket: { $ref: `${bucket}.bucket` }, policy } },
    );
  }
  for (let index = 0; index < (count * shares.IamUser) / 10; index++) {
    const user = `user-${index}`;
    resources.push(
      { name: user, noun: "IamUser" },
      { name: `${user}-key`, noun: "AccessKey", args: { user: { $ref: `${user}.userName` } } },
    );
  }
  return { resources };
}

/**
 * The written minimum of API calls of one phase of {@link mixOf}, and the one look at the account of a run that makes something: the dynamic face is
 * not told whether it is in a preview.
 */
export function minimumCalls(count: number, phase: Phase, face: Face): number {
  const look = face === "dynamic" && phase === "up" ? 1 : 0;
  // Users are known by their ARN: whether it names the account of the keys is asked once, unless a reading has told.
  const account = phase === "preview" || phase === "destroy" ? total(accountCalls) : 0;
  const ofOne = (noun: string): number => total(minimumOf(noun, stepOf[phase], false));
  return Object.entries(shares).reduce((sum, [noun, share]) => sum + ((count * share) / 10) * ofOne(noun), look + account);
}

export interface PhaseResult {
  readonly seconds: number;
  readonly calls: number;
  readonly usage: Readonly<Partial<Record<Role, Usage>>>;
  readonly emulatorCpuSeconds: number;
}

/** One result a round. */
export type StackResult = Readonly<Record<Subject, Readonly<Record<Phase, readonly PhaseResult[]>>>>;

export interface StackRun {
  readonly count: number;
  readonly rounds: number;
  readonly emulator: EmulatorProcess;
  /** Additional environment of the engine. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly progress: (line: string) => void;
}

/** Every phase runs for all subjects in turn, so that within a round other load of the machine falls on all of them alike. */
export async function measureStacks({ count, rounds, emulator, environment = {}, progress }: StackRun): Promise<StackResult> {
  const stacks = new Map<Subject, Stack>();
  const results: Record<Subject, Record<Phase, PhaseResult[]>> = { floor: none(), dynamic: none(), plugin: none() };
  try {
    for (const subject of subjects) stacks.set(subject, await openStack(subject, count, emulator, environment));
    for (let round = 1; round <= rounds; round++) {
      for (const phase of phases) {
        for (const [subject, stack] of stacks) {
          const result = await runPhase(stack, phase, emulator);
          results[subject][phase].push(result);
          progress(`round ${round} of ${rounds}: ${phase} of ${count}, ${subject}: ${result.seconds.toFixed(1)} s`);
        }
      }
    }
  } finally {
    for (const stack of stacks.values()) await stack.close();
  }
  return results;
}

function none(): Record<Phase, PhaseResult[]> {
  return { up: [], preview: [], refresh: [], destroy: [] };
}

async function openStack(
  subject: Subject,
  count: number,
  emulator: EmulatorProcess,
  environment: Readonly<Record<string, string>>,
): Promise<Stack> {
  const stack = await Stack.create({
    wholeSdk: true,
    face: subject === "plugin" ? "plugin" : "dynamic",
    config: settingsFor(emulator),
    environment,
  });
  if (subject === "floor") copyFileSync(path.join(checkout, "bench", "program", "floor.js"), path.join(stack.programFolder, "index.js"));
  stack.write(mixOf(count));
  return stack;
}

async function runPhase(stack: Stack, phase: Phase, emulator: EmulatorProcess): Promise<PhaseResult> {
  const cpuBefore = cpuSecondsOf(emulator.pid);
  let seconds = 0;
  let usage: PhaseResult["usage"] = {};
  const calls = await callsDuring(emulator, async () => {
    const startedAt = performance.now();
    const { process: child, done } = stack.start(...commands[phase], "--color", "never");
    const watch = new Watch(child.pid ?? 0);
    const { code, text } = await done.finally(() => (usage = watch.stop()));
    seconds = (performance.now() - startedAt) / 1000;
    if (code !== 0) throw new Error(`pulumi ${phase} ended with code ${String(code)}:\n${text}`);
  });
  return { seconds, calls: total(calls), usage, emulatorCpuSeconds: cpuSecondsOf(emulator.pid) - cpuBefore };
}
