/** The package as users get it: packed, installed beside the files of an example, run from there. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { must, plainEnvironment } from "../support/package/run";
import { checkout } from "../support/checkout";

const quickstart = path.join(checkout, "examples", "quickstart");

export interface Packed {
  readonly file: string;
  /** Bytes of the compressed archive. */
  readonly size: number;
  readonly unpackedSize: number;
  /** Paths inside the package. */
  readonly paths: readonly string[];
}

/** `npm pack` of the compiled checkout into `folder`. */
export async function pack(folder: string): Promise<Packed> {
  const text = await must("npm", ["pack", checkout, "--json", "--ignore-scripts", "--pack-destination", folder], { cwd: folder });
  const [report] = JSON.parse(text) as { filename: string; size: number; unpackedSize: number; files: { path: string }[] }[];
  if (report === undefined) throw new Error(`npm pack reports nothing:\n${text}`);
  const { filename, size, unpackedSize, files } = report;
  return { file: path.join(folder, filename), size, unpackedSize, paths: files.map((file) => file.path).sort() };
}

/** A project of its own with the quickstart's program and the packed package, installed by npm from the registry of this machine. */
export async function installQuickstart(packed: Packed, folder: string): Promise<void> {
  await mkdir(folder);
  for (const name of ["index.ts", "Pulumi.yaml", "package.json", "tsconfig.json"])
    await copyFile(path.join(quickstart, name), path.join(folder, name));
  await must("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", packed.file], { cwd: folder, limitMs: 180_000 });
}

export interface AccountState {
  readonly buckets: readonly { readonly name: string; readonly hasPolicy: boolean }[];
  readonly users: readonly {
    readonly name: string;
    readonly accessKeys: readonly { readonly id: string }[];
    readonly policies: readonly string[];
  }[];
  readonly policies: readonly unknown[];
  readonly trails: readonly { readonly name: string }[];
}

/** The emulator, started through the command that the package brings. */
export class InstalledEmulator {
  private constructor(
    private readonly child: ChildProcess,
    readonly endpoints: Readonly<Record<string, string>>,
    readonly accessKeyId: string,
    readonly secretAccessKey: string,
    private readonly admin: string,
  ) {}

  static async start(project: string, dataFolder: string): Promise<InstalledEmulator> {
    const command = path.join(project, "node_modules", ".bin", "pulumi-oos");
    const child = spawn(command, ["emulator", "--port", "0", "--data", dataFolder, "--quiet"], {
      cwd: project,
      env: plainEnvironment(),
      stdio: ["ignore", "pipe", "inherit"],
    });
    const line = await new Promise<string>((resolve, reject) => {
      const limit = setTimeout(() => reject(new Error("the emulator did not start within 20 s")), 20_000);
      child.once("error", reject).once("exit", (code) => reject(new Error(`the emulator ended with code ${String(code)}`)));
      createInterface({ input: child.stdout }).once("line", (text) => {
        clearTimeout(limit);
        resolve(text);
      });
    });
    const ready = JSON.parse(line) as { ready: true; endpoints: Record<string, string>; admin: string; accessKeyId: string };
    const { secretAccessKey } = JSON.parse(await readFile(path.join(dataFolder, "credentials.json"), "utf8")) as {
      secretAccessKey: string;
    };
    return new InstalledEmulator(child, ready.endpoints, ready.accessKeyId, secretAccessKey, ready.admin);
  }

  async state(): Promise<AccountState> {
    const response = await fetch(`${this.admin}/state`);
    const { accounts } = (await response.json()) as { accounts: AccountState[] };
    const [account] = accounts;
    if (account === undefined) throw new Error("the emulator has no account");
    return account;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.kill("SIGTERM");
    await once(this.child, "exit");
  }
}

export type Face = "dynamic" | "plugin";

/** Runs `pulumi` on the installed program, with a stack state of its own. */
export class InstalledStack {
  private constructor(
    private readonly project: string,
    private readonly env: NodeJS.ProcessEnv,
  ) {}

  /** @param scratch folder for the engine's home, the stack's state and the journal */
  static async create(
    project: string,
    scratch: string,
    face: Face,
    emulator: InstalledEmulator,
    findPlugin: "in Pulumi.yaml" | "on PATH" = "in Pulumi.yaml",
  ): Promise<InstalledStack> {
    const name = `${face}-${findPlugin.replaceAll(/\W/g, "-")}`;
    const state = path.join(scratch, `state-${name}`);
    await mkdir(state, { recursive: true });
    const isOnPath = findPlugin === "on PATH";
    await usePlugin(project, face === "plugin" && !isOnPath);
    const stack = new InstalledStack(
      project,
      plainEnvironment({
        PULUMI_HOME: path.join(scratch, "home"),
        PULUMI_BACKEND_URL: `file://${state}`,
        PULUMI_CONFIG_PASSPHRASE: "test",
        OOS_JOURNAL_DIR: path.join(scratch, "journal"),
        ...(face === "plugin" ? { OOS_FACE: "plugin" } : {}),
        ...(isOnPath ? { PATH: `${path.join(project, "node_modules", ".bin")}:${process.env["PATH"] ?? ""}` } : {}),
      }),
    );
    await stack.pulumi("stack", "init", name);
    await stack.pulumi("config", "set", "oos:endpoints", JSON.stringify(emulator.endpoints));
    await stack.pulumi("config", "set", "oos:accessKeyId", emulator.accessKeyId);
    await stack.pulumi("config", "set", "--secret", "oos:secretAccessKey", emulator.secretAccessKey);
    return stack;
  }

  pulumi(...args: readonly string[]): Promise<string> {
    return must("pulumi", [...args, "--non-interactive"], { cwd: this.project, env: this.env });
  }

  async outputs(): Promise<Readonly<Record<string, string>>> {
    return JSON.parse(await this.pulumi("stack", "output", "--json", "--show-secrets")) as Record<string, string>;
  }

  /** Types of the stack's resources, without Pulumi's own. */
  async types(): Promise<readonly string[]> {
    const { deployment } = JSON.parse(await this.pulumi("stack", "export")) as { deployment: { resources?: { type: string }[] } };
    return (deployment.resources ?? []).map(({ type }) => type).filter((type) => !type.startsWith("pulumi:"));
  }
}

const pluginLines = "plugins:\n  providers:\n    - name: oos\n      path: node_modules/pulumi-oos\n";

/** The lines of Pulumi.yaml that the README names for the plugin face. */
async function usePlugin(project: string, isWanted: boolean): Promise<void> {
  const original = await readFile(path.join(quickstart, "Pulumi.yaml"), "utf8");
  await writeFile(path.join(project, "Pulumi.yaml"), isWanted ? `${original.trimEnd()}\n${pluginLines}` : original);
}

/** A temporary folder that goes away with everything in it. */
export async function scratchFolder(): Promise<{ readonly path: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), "oos-package-"));
  return { path: folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
