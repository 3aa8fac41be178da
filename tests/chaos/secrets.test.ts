/** Law 9 over the real engine: whatever is written down while a stack lives, at the highest verbosity, holds no secret in plain. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, type Spec, Stack } from "../support/engine/harness";
import { admin, settingsFor } from "../support/engine/servers";

const ref = (path: string): { $ref: string } => ({ $ref: path });
const secretKey = "Other/Secret+Key=0123456789abcdefghijkl";
const givenPassword = "Given/Password+1=with%signs";
const sessionToken = "Session/Token+With==Signs0123456789abcdef";

/**
 * What the engine and Pulumi's own SDK write themselves from -v=3 on, of every provider: the secrets that a resource makes. Secrets of the stack's
 * configuration are not even there: the engine knows their values and filters them, wherever they stand.
 */
const engineOwn = [
  // Every property that passes a gRPC boundary, as `sdk/go/common/resource/plugin/rpc.go` prints it.
  { where: /^output of .*-v=9/, line: /^I\d{4} \S+ +\d+ rpc\.go:\d+\] (?:Unm|M)arshaling property for RPC\[/ },
  // The whole answer of RegisterResource, which `@pulumi/pulumi/runtime/resource.js` sends to the engine as a debug event.
  { where: /^output of .*-v=9/, line: /^I\d{4} \S+ +\d+ eventsink\.go:\d+\] \S*RegisterResource RPC finished: / },
  { where: /\.events$/, line: /"diagnosticEvent":\{"prefix":"debug: ","message":"RegisterResource RPC finished: / },
] as const;

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  /** What was said or written, by where. */
  const written = new Map<string, string>();
  const emulatorLog: string[] = [];

  beforeAll(async () => {
    emulator = await startEmulator({ log: (line) => emulatorLog.push(line) });
    stack = await Stack.create({ face, config: settingsFor(emulator), environment: { PULUMI_DEBUG_COMMANDS: "true" } });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  const spec = (status: "Active" | "Inactive"): Spec => ({
    resources: [
      { name: "account", noun: "Provider", args: { ...settingsFor(emulator), endpoints: emulator.endpoints } },
      {
        name: "temporary",
        noun: "Provider",
        args: { endpoints: emulator.endpoints, accessKeyId: "temporary", secretAccessKey: secretKey, sessionToken },
      },
      { name: "user", noun: "IamUser", args: { userName: "secretive" } },
      { name: "key", noun: "AccessKey", args: { user: ref("user.userName"), status } },
      { name: "login", noun: "LoginProfile", args: { user: ref("user.userName"), passwordLength: status === "Active" ? 20 : 30 } },
      { name: "other", noun: "IamUser", args: { userName: "other" }, options: { provider: "account" } },
      {
        name: "given",
        noun: "LoginProfile",
        args: { user: ref("other.userName"), password: { $secret: givenPassword } },
        options: { provider: "account" },
      },
      { name: "other-key", noun: "AccessKey", args: { user: ref("other.userName"), status }, options: { provider: "account" } },
      // The second run rotates it.
      { name: "rotor", noun: "IamUser", args: { userName: "rotor" } },
      { name: "rotating", noun: "RotatingAccessKey", args: { user: ref("rotor.userName"), triggers: { status } } },
      { name: "phone", noun: "VirtualMfaDevice", args: { name: "phone", user: ref("user.userName") } },
      { name: "other-phone", noun: "VirtualMfaDevice", args: { user: ref("other.userName") }, options: { provider: "account" } },
    ],
    calls: { identity: { fn: "getCallerIdentity" }, otherIdentity: { fn: "getCallerIdentity", provider: "account" } },
    outputs: {
      secret: ref("key.secretAccessKey"),
      password: ref("login.generatedPassword"),
      otherSecret: ref("other-key.secretAccessKey"),
      rotating: ref("rotating.secretAccessKey"),
      seed: ref("phone.base32Seed"),
      qrCode: ref("phone.qrCodePng"),
      otherSeed: ref("other-phone.base32Seed"),
      idAndSecret: { $join: [ref("key.accessKeyId"), " ", ref("key.secretAccessKey")] },
    },
  });

  async function run(verbosity: 2 | 9, ...args: readonly string[]): Promise<void> {
    const { code, text } = await stack.run(...args, `-v=${verbosity}`, "--logtostderr", "--logflow");
    written.set(`output of ${args.join(" ")} -v=${verbosity}`, text);
    expect(code, text.slice(-5000)).toBe(0);
  }

  function collect(title: string): void {
    for (const folder of ["state", "home", "journal"]) {
      for (const entry of readdirSync(path.join(stack.folder, folder), { recursive: true, withFileTypes: true })) {
        const file = path.join(entry.parentPath, entry.name);
        if (entry.isFile()) written.set(`${title}: ${path.relative(stack.folder, file)}`, readFileSync(file, "utf8"));
      }
    }
  }

  test("nothing that is written holds a secret", async () => {
    const configured = new Map([
      ["root secret", emulator.secretAccessKey],
      ["other secret", secretKey],
      ["session token", sessionToken],
      ["given password", givenPassword],
    ]);
    // As a program has them from `config.requireSecret`.
    const values = Object.entries({ otherSecret: secretKey, sessionToken, givenPassword });
    await stack.must("config", "set-all", ...values.flatMap(([key, value]) => ["--secret", `${key}=${value}`]));
    stack.write(spec("Active"));
    await run(9, "preview", "--diff");
    await run(9, "up", "--yes", "--event-log", path.join(stack.folder, "home", "up.events"));
    const { secret, otherSecret, password, rotating, seed, otherSeed, qrCode } = await stack.outputs();
    expect(password).toHaveLength(20);
    for (const value of [secret, otherSecret, rotating]) expect(value).toMatch(/^[0-9a-f]{40}$/);
    for (const value of [seed, otherSeed]) expect(value).toMatch(/^[A-Z2-7]{64}$/);
    expect(Buffer.from(String(qrCode), "base64").subarray(0, 4).toString("latin1")).toBe("\x89PNG");
    const made = new Map([
      ["created secret", String(secret)],
      ["created secret of the explicit provider", String(otherSecret)],
      ["generated password", String(password)],
      ["secret before the rotation", String(rotating)],
      ["seed", String(seed)],
      ["seed of the explicit provider", String(otherSeed)],
      ["QR code", String(qrCode)],
    ]);
    collect("after up");
    await run(9, "refresh", "--yes");
    stack.write(spec("Inactive"));
    await run(2, "up", "--yes", "--diff");
    const { rotating: rotated, password: next } = await stack.outputs();
    expect(next).toHaveLength(30);
    made.set("next generated password", String(next));
    expect(rotated).not.toBe(rotating);
    made.set("secret after the rotation", String(rotated));
    for (const command of [
      ["stack", "export"],
      ["stack", "output", "--json"],
      ["config", "--json"],
    ])
      await run(9, ...command);
    collect("after update");
    await run(9, "destroy", "--yes");
    collect("after destroy");
    written.set("emulator's log", emulatorLog.join("\n"));
    // What is searched is what is meant: a log of every property, a checkpoint, a history, an event log.
    expect(emulatorLog.length).toBeGreaterThan(20);
    expect(
      [...written].filter(([where, text]) => where.includes("-v=9") && text.includes("arshaling property for RPC")).length,
    ).toBeGreaterThan(3);
    for (const part of [/stacks\/suite\/test\.json$/, /\/history\//, /\/backups\//, /up\.events$/])
      expect([...written.keys()]).toContainEqual(expect.stringMatching(part));

    expect(findings(new Map([...configured, ...made]), new Set(made.keys())).join("\n")).toBe("");
  });

  /** Where a secret stands in plain; `made`: those that the engine itself prints on its way. */
  function findings(secrets: ReadonlyMap<string, string>, made: ReadonlySet<string>): readonly string[] {
    const found: string[] = [];
    for (const [name, secret] of secrets) {
      const forms = formsOf(secret);
      for (const [where, text] of written) {
        for (const line of text.split("\n")) {
          const form = forms.find(([, needle]) => line.includes(needle));
          if (form === undefined) continue;
          const isEngine = made.has(name) && engineOwn.some((row) => row.where.test(where) && row.line.test(line));
          if (!isEngine) found.push(`${name} (${form[0]}) in ${where}: ${line.replaceAll(secret, "***").slice(0, 400)}`);
        }
      }
    }
    return found;
  }

  test("the seed of a device that could not be enabled is a secret of the half-made resource", async () => {
    written.clear();
    const { resources, outputs: _outputs, ...rest } = spec("Active");
    stack.write({ ...rest, resources });
    const failing = { kind: "error", operation: "EnableMFADevice", status: 400, code: "ValidationError", message: "not now" };
    await admin(emulator, "POST", "/faults", failing);
    const { code, text } = await stack.run("up", "--yes", "--diff", "-v=2", "--logtostderr");
    await admin(emulator, "DELETE", "/faults");
    expect(code).not.toBe(0);
    expect(text).toContain("EnableMFADevice");
    written.set("output of the failed up", text);
    collect("after the failed up");
    const { resources: kept } = await stack.exported("--show-secrets");
    const seeds = kept.flatMap(({ urn, outputs }) =>
      outputs?.["base32Seed"] === undefined ? [] : [[urn, secretOf(outputs["base32Seed"])] as const],
    );
    // The engine begins nothing more after a failure.
    expect(seeds.length).toBeGreaterThan(0);
    for (const [, seed] of seeds) expect(seed).toMatch(/^[A-Z2-7]{64}$/);
    expect(findings(new Map(seeds), new Set()).join("\n")).toBe("");
    expect((await stack.destroy()).code).toBe(0);
  });
});

/** A secret in a state that shows them: an envelope with its JSON. */
function secretOf(value: unknown): string {
  return String(JSON.parse(String((value as { readonly plaintext?: string }).plaintext)));
}

/** A secret as it stands, as JSON and a URL spell it, and in base64 at each of the three offsets that it can have in a longer text. */
function formsOf(secret: string): readonly (readonly [string, string])[] {
  const inside = [0, 1, 2].map((offset) => {
    const text = Buffer.from(`${" ".repeat(offset)}${secret}`)
      .toString("base64")
      .replace(/=+$/, "");
    // The first and the last character mix with what stands beside the secret.
    return [`base64 at ${offset}`, text.slice(Math.ceil((offset * 4) / 3) + (offset === 0 ? 0 : 1), -2)] as const;
  });
  return [["plain", secret], ["URL", encodeURIComponent(secret)], ["hex", Buffer.from(secret).toString("hex")], ...inside];
}
