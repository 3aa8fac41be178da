/** Real `pulumi` runs against a real server: one project in a temporary folder, one stack, its program steered by a spec. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { nodeEnvironment } from "./node-processes";
import { bare, passphrase, readState, writeEmptyState, writeStackFile } from "./stack-files";
import { checkout } from "../checkout";

export type Face = "dynamic" | "plugin";
export const faces: readonly Face[] = ["dynamic", "plugin"];

export interface ResourceSpec {
  readonly name: string;
  readonly noun: string;
  readonly args?: Readonly<Record<string, unknown>>;
  readonly options?: Readonly<Record<string, unknown>>;
  /** ID of one that is looked up instead of made. */
  readonly get?: string;
}

export interface Spec {
  readonly resources: readonly ResourceSpec[];
  readonly calls?: Readonly<
    Record<
      string,
      {
        readonly fn: string;
        readonly args?: Readonly<Record<string, unknown>>;
        readonly provider?: string;
        /** Call the form that answers a promise. */
        readonly promise?: boolean;
      }
    >
  >;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface Run {
  readonly code: number | null;
  /** Standard output and standard error, as they came. */
  readonly text: string;
}

interface StoredResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly initErrors?: readonly string[];
}

const stackType = "pulumi:pulumi:Stack";
const project = "suite";
const name = "test";
const runLimitMs = 120_000;
/** Limit of one test that runs the engine several times, on a machine that does other things as well. */
export const engineTestLimit = { timeout: 300_000 } as const;

export interface StackOptions {
  readonly face: Face;
  /** Stack configuration of the namespace `oos`; the values of `secrets` are stored encrypted. */
  readonly config: Readonly<Record<string, string>>;
  readonly secrets?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  /** True: the Pulumi SDK is loaded whole, as users have it. Default: what the suites do not need is left out, which saves them a third of their time. */
  readonly wholeSdk?: boolean;
}

/** Outputs that tell what the service did last: time makes them new, and nobody has changed anything. */
const told: ReadonlySet<string> = new Set(["latestDeliveryTime", "latestDeliveryError", "lastUsedDate", "lastUsedService"]);

/**
 * What `preview --refresh --diff` shows of resources that differ. The engine's exit code counts what an update would do, and not what the service
 * changed where the program ignores it; the text has both. Each part of the run heads its list with the stack itself.
 */
export function changesIn(text: string): readonly string[] {
  const sections = text.split(/^(?= *(?:[-+~=<>]+ +)?\S+:\S+: \(\S+\))/m).slice(1);
  const shown = sections.map((section) => ({
    head: section.split("\n", 1).join().trim(),
    fields: [...section.matchAll(/\n *[-+~] (\w+) *:/g)].map(([, name = ""]) => name),
  }));
  const heads = shown.map(({ head }) => head);
  if (!heads.includes("~ pulumi:pulumi:Stack: (refresh)") || !heads.includes("pulumi:pulumi:Stack: (same)"))
    throw new Error(`the run does not show that it refreshed and compared:\n${text}`);
  return shown
    .filter(({ head }) => !head.includes("pulumi:pulumi:Stack: "))
    .filter(({ head, fields }) => !head.endsWith(": (refresh)") || fields.length === 0 || fields.some((name) => !told.has(name)))
    .map(({ head }) => head);
}

export class Stack {
  readonly folder = mkdtempSync(path.join(tmpdir(), "oos-engine-"));
  readonly #running = new Set<ChildProcess>();

  private constructor(private readonly options: StackOptions) {
    const program = path.join(this.folder, "program");
    cpSync(path.join(__dirname, "program"), program, { recursive: true });
    symlinkSync(path.join(checkout, "node_modules"), path.join(program, "node_modules"), "dir");
    const plugin = options.face === "plugin" ? `plugins:\n  providers:\n    - name: oos\n      path: node_modules/pulumi-oos\n` : "";
    writeFileSync(
      path.join(program, "Pulumi.yaml"),
      `name: ${project}\nruntime:\n  name: nodejs\n  options:\n    typescript: false\n${plugin}`,
    );
    writeFileSync(
      path.join(program, "package.json"),
      JSON.stringify({ name: project, main: "index.js", dependencies: { "pulumi-oos": "*" } }),
    );
    this.write({ resources: [] });
  }

  static create(options: StackOptions): Promise<Stack> {
    const stack = new Stack(options);
    writeEmptyState(stack.stateFolder, project, name);
    writeStackFile(stack.stackFile, options.config, new Set(options.secrets ?? ["secretAccessKey"]));
    return Promise.resolve(stack);
  }

  get programFolder(): string {
    return path.join(this.folder, "program");
  }

  get stateFolder(): string {
    return path.join(this.folder, "state");
  }

  get stackFile(): string {
    return path.join(this.programFolder, `Pulumi.${name}.yaml`);
  }

  /** Adds a plain value of the program's own namespace to the stack's file, which ends with its configuration. */
  configure(key: string, value: string): void {
    writeFileSync(this.stackFile, `${readFileSync(this.stackFile, "utf8").trimEnd()}\n  ${project}:${key}: ${JSON.stringify(value)}\n`);
  }

  write(spec: Spec): void {
    writeFileSync(path.join(this.programFolder, "spec.json"), JSON.stringify(spec));
  }

  get environment(): NodeJS.ProcessEnv {
    const inherited = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith("OOS_") && !name.startsWith("PULUMI_") && !name.startsWith("VITEST")),
    );
    return {
      ...inherited,
      ...(process.env["PULUMI_OOS_CHECKOUT"] === undefined ? {} : { PULUMI_OOS_CHECKOUT: process.env["PULUMI_OOS_CHECKOUT"] }),
      PULUMI_HOME: path.join(this.folder, "home"),
      PULUMI_BACKEND_URL: `file://${this.stateFolder}`,
      PULUMI_STACK: name,
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // A short-lived engine has no need to collect garbage until there is much of it.
      GOGC: "400",
      OOS_FACE: this.options.face,
      OOS_JOURNAL_DIR: path.join(this.folder, "journal"),
      ...this.options.environment,
      ...nodeEnvironment({ wholeSdk: this.options.wholeSdk === true, options: this.options.environment?.["NODE_OPTIONS"] ?? "" }),
    };
  }

  /** Starts `pulumi`; `done` settles with its end, `text` is what it has said so far. */
  start(...args: readonly string[]): { readonly process: ChildProcess; readonly done: Promise<Run>; readonly text: () => string } {
    const child = spawn("pulumi", [...args, "--non-interactive"], {
      cwd: this.programFolder,
      env: this.environment,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.#running.add(child);
    let text = "";
    // Whole lines, so that a chunk of one stream does not stand in the middle of a line of the other.
    for (const stream of [child.stdout, child.stderr]) {
      let begun = "";
      stream.setEncoding("utf8");
      stream.on("data", (chunk: string) => {
        const end = chunk.lastIndexOf("\n") + 1;
        if (end > 0) text += begun + chunk.slice(0, end);
        begun = end > 0 ? chunk.slice(end) : begun + chunk;
      });
      stream.on("end", () => (text += begun));
    }
    const done = new Promise<Run>((resolve, reject) => {
      const limit = setTimeout(() => {
        child.kill("SIGKILL");
        reject(new Error(`pulumi ${args.join(" ")} did not end within ${runLimitMs / 1000} s:\n${text}`));
      }, runLimitMs);
      child.once("error", reject);
      child.once("close", (code) => {
        clearTimeout(limit);
        this.#running.delete(child);
        resolve({ code, text });
      });
    });
    return { process: child, done, text: () => text };
  }

  run(...args: readonly string[]): Promise<Run> {
    return this.start(...args).done;
  }

  /** Runs and insists on success. */
  async must(...args: readonly string[]): Promise<string> {
    const { code, text } = await this.run(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with code ${String(code)}:\n${text}`);
    return text;
  }

  up(spec?: Spec, ...more: readonly string[]): Promise<string> {
    if (spec !== undefined) this.write(spec);
    return this.must("up", "--yes", "--skip-preview", "--color", "never", ...more);
  }

  tryUp(spec?: Spec, ...more: readonly string[]): Promise<Run> {
    if (spec !== undefined) this.write(spec);
    return this.run("up", "--yes", "--skip-preview", "--color", "never", ...more);
  }

  preview(...more: readonly string[]): Promise<Run> {
    return this.run("preview", "--diff", "--color", "never", ...more);
  }

  refresh(...more: readonly string[]): Promise<Run> {
    return this.run("refresh", "--yes", "--skip-preview", "--color", "never", ...more);
  }

  destroy(...more: readonly string[]): Promise<Run> {
    return this.run("destroy", "--yes", "--skip-preview", "--color", "never", ...more);
  }

  /** Imports all of them in one run, unprotected. */
  async import(resources: readonly { readonly name: string; readonly noun: string; readonly id: string }[]): Promise<void> {
    const file = path.join(this.folder, "import.json");
    const rows = resources.map(({ name, noun, id }) => ({ type: `oos:index:${noun}`, name, id }));
    writeFileSync(file, JSON.stringify({ resources: rows }));
    await this.must("import", "--file", file, "--generate-code=false", "--yes", "--skip-preview", "--protect=false", "--color", "never");
  }

  /** Insists that neither the program nor the service differs from the state (law 4), in one run. */
  async mustBeQuiet(): Promise<void> {
    const text = await this.must("preview", "--refresh", "--diff", "--color", "never", "--expect-no-changes");
    const found = changesIn(text);
    if (found.length > 0) throw new Error(`a run that was to be quiet shows ${found.join(", ")}:\n${text}`);
  }

  /** The same in the runs that people make, each of which must find nothing by itself, whatever the others would have put right. */
  async mustBeQuietInEachRun(): Promise<void> {
    await this.must("preview", "--diff", "--color", "never", "--expect-no-changes");
    await this.must("refresh", "--yes", "--skip-preview", "--color", "never", "--expect-no-changes");
    await this.must("preview", "--diff", "--color", "never", "--expect-no-changes");
  }

  /** What `pulumi stack export` prints. */
  exported(shown?: "--show-secrets"): Promise<{ readonly text: string; readonly resources: readonly StoredResource[] }> {
    const { text, resources } = this.#state(shown !== undefined);
    return Promise.resolve({
      text,
      resources: resources.filter(({ type }) => type !== stackType && !type.startsWith("pulumi:providers:")),
    });
  }

  /** What `pulumi stack output --json --show-secrets` prints. */
  outputs(): Promise<Readonly<Record<string, unknown>>> {
    const outputs = this.#state(true).resources.find(({ type }) => type === stackType)?.outputs ?? {};
    return Promise.resolve(Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, bare(value)])));
  }

  async resource(name: string): Promise<StoredResource | undefined> {
    return (await this.exported("--show-secrets")).resources.find(({ urn }) => urn.endsWith(`::${name}`));
  }

  #state(shown: boolean): { readonly text: string; readonly resources: readonly StoredResource[] } {
    const text = readState(this.stateFolder, project, name, shown);
    const { deployment } = JSON.parse(text) as { deployment: { resources?: StoredResource[] } };
    return { text, resources: deployment.resources ?? [] };
  }

  async close(): Promise<void> {
    for (const child of this.#running) child.kill("SIGKILL");
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
