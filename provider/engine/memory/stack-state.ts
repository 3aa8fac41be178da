/**
 * The state of the stack that is being run, asked of `pulumi stack export`: the protocol tells a provider about one resource at a time. It is asked
 * where something is about to be refused or taken over, never on the way of an ordinary run. Secrets stay encrypted: none is asked for.
 */
import { execFile } from "node:child_process";
import { readlinkSync } from "node:fs";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isRecord } from "../../transport/protocol/shape";
import { defined } from "../../pure/defined";
import { engineArguments, stackArgument } from "../process/engine-arguments";
import { decode, type Properties, textsIn } from "../values";

/** A resource as the engine has stored it; secrets are absent. */
export interface StateResource {
  readonly urn: string;
  /** `oos:index:Bucket` or `pulumi-nodejs:dynamic/oos:Bucket`. */
  readonly type: string;
  readonly id?: string;
  /** True for the old one of a replacement, whose deletion is still to come. */
  readonly delete: boolean;
  /** True for what was deleted already, while its replacement is still to be made. */
  readonly pendingReplacement?: boolean;
  /** `<URN of the provider>::<its id>`. */
  readonly provider?: string;
  /** The URNs of the resources whose outputs an input was made of, by input. */
  readonly madeOf?: Readonly<Record<string, readonly string[]>>;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

/** What the engine has begun and not ended, in this run or in one that was cut off. */
export interface PendingOperation {
  /** `creating`, `updating`, `deleting`, `reading`, `importing`. */
  readonly type: string;
  readonly resource: StateResource;
}

export interface StackState {
  readonly resources: readonly StateResource[];
  readonly pending: readonly PendingOperation[];
}

const limitMs = 20_000;
const pauseMs = 300;
const mostBytes = 1024 * 1024 * 1024;

/**
 * The stored state of the stack in which this URN is, or else of the one that the engine of this process runs, as of now.
 * @returns undefined when it cannot be told: no `pulumi` to ask, no access, no passphrase in the environment, another stack of that name
 */
export async function exportedState(
  urn: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<StackState | undefined> {
  const stack = urn === undefined ? await stackOfRun() : stackOf(urn);
  if (stack === undefined) return undefined;
  const named = stack.name === undefined ? [] : ["--stack", stack.name];
  const text = await output(["stack", "export", ...named, "--non-interactive"], environment);
  return text === undefined ? undefined : readState(text, stack.prefix);
}

/** Without a name it is the stack that is selected, here as for the engine. */
async function stackOfRun(): Promise<{ readonly name?: string; readonly prefix: string } | undefined> {
  const args = await engineArguments();
  return args === undefined ? undefined : { prefix: "urn:pulumi:", ...defined({ name: stackArgument(args) }) };
}

/** URL of the backend that `pulumi` uses now, in which stacks of the same names are others than elsewhere; undefined when it cannot be told. */
export async function stateBackend(environment: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const text = await output(["whoami", "--verbose", "--json", "--non-interactive"], environment);
  try {
    const { url } = JSON.parse(text ?? "{}") as { readonly url?: unknown };
    return typeof url === "string" ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Stack name, and how each URN of the stack begins. */
export function stackOf(urn: string): { readonly name: string; readonly prefix: string } | undefined {
  const [, name, project] = /^urn:pulumi:([^:]+)::([^:]+)::/.exec(urn) ?? [];
  return name === undefined || project === undefined ? undefined : { name, prefix: `urn:pulumi:${name}::${project}::` };
}

/** @returns undefined for a text that is no deployment of this stack */
export function readState(text: string, prefix: string): StackState | undefined {
  let deployment: unknown;
  try {
    deployment = (JSON.parse(text) as { readonly deployment?: unknown }).deployment;
  } catch {
    return undefined;
  }
  if (!isRecord(deployment)) return undefined;
  const resources = listOf(deployment["resources"]).map(resourceOf);
  if (resources.some(({ urn }) => !urn.startsWith(prefix))) return undefined;
  const pending = listOf(deployment["pending_operations"]).map(({ type, resource }) => ({
    type: String(type),
    resource: resourceOf(isRecord(resource) ? resource : {}),
  }));
  return { resources, pending };
}

function listOf(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function resourceOf(stored: Readonly<Record<string, unknown>>): StateResource {
  const { urn, type, id, provider, inputs, outputs, propertyDependencies } = stored;
  return {
    urn: String(urn),
    type: String(type),
    ...(typeof id === "string" ? { id } : {}),
    delete: stored["delete"] === true,
    ...(stored["pendingReplacement"] === true ? { pendingReplacement: true } : {}),
    ...(typeof provider === "string" ? { provider } : {}),
    ...(isRecord(propertyDependencies)
      ? { madeOf: Object.fromEntries(Object.entries(propertyDependencies).map(([name, urns]) => [name, textsIn(urns)])) }
      : {}),
    inputs: isRecord(inputs) ? decode(inputs).values : {},
    outputs: isRecord(outputs) ? decode(outputs).values : {},
  };
}

/** What `pulumi` prints; undefined when there is none, or it fails twice: the engine is at work on the same files. */
async function output(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  const text = await outputOnce(args, env);
  if (text !== undefined) return text;
  await delay(pauseMs);
  return outputOnce(args, env);
}

/** The engine that has started this process comes first. */
async function outputOnce(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Promise<string | undefined> {
  for (const program of [parentEngine(), "pulumi"]) {
    if (program === undefined) continue;
    const text = await new Promise<string | undefined>((resolve) => {
      execFile(program, args, { env: { ...env }, timeout: limitMs, maxBuffer: mostBytes, encoding: "utf8" }, (error, stdout) => {
        resolve(error === null ? stdout : undefined);
      });
    });
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Linux tells what program the parent is; elsewhere PATH has it. */
function parentEngine(): string | undefined {
  try {
    const program = readlinkSync(`/proc/${String(process.ppid)}/exe`);
    return path.basename(program) === "pulumi" ? program : undefined;
  } catch {
    return undefined;
  }
}
