/**
 * A stack with most of the nouns goes from one face to the other and back: with the face alone changed nothing is made and nothing deleted; after
 * `pulumi-oos state` preview and refresh find nothing, and a change is a change. What was imported through the plugin joins a dynamic stack.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text as readAll } from "node:stream/consumers";
import { inspect } from "node:util";
import { CreateBucketCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { readPage } from "../support/docs/pages";
import { resourceCases } from "../support/resources/cases";
import { settingCases } from "../support/resources/setting-cases";
import { engineTestLimit, type Face, type ResourceSpec, type Spec, Stack } from "../support/engine/harness";
import { accountState, s3ClientOf, settingsFor } from "../support/engine/servers";
import { checkout } from "../support/checkout";

const ref = (property: string): { $ref: string } => ({ $ref: property });
const reads = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:GetObject", Resource: "*" }] };
const guide = readPage("docs/guide/getting-started.md").text;

let emulator: RunningEmulator;
let stack: Stack;
/** The stack has a plugin in its project file; what face its program has is said here. */
let environment: Record<string, string>;

beforeAll(async () => {
  emulator = await startEmulator();
  environment = { OOS_FACE: "dynamic" };
  stack = await Stack.create({ face: "plugin", config: settingsFor(emulator), environment });
});
afterAll(async () => {
  await stack.close();
  await emulator.close();
});

/** Runs `pulumi-oos state` on the stack and insists on success. */
async function state(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [path.join(checkout, "dist", "cli", "main.js"), "state", ...args], {
    cwd: stack.programFolder,
    env: stack.environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [code]] = await Promise.all([
    readAll(child.stdout),
    readAll(child.stderr),
    once(child, "close") as Promise<[number | null]>,
  ]);
  if (code !== 0) throw new Error(`pulumi-oos state ${args.join(" ")} ended with code ${String(code)}:\n${out}${err}`);
  return `${out}${err}`;
}

function setting(noun: string): ResourceSpec {
  const found = [...resourceCases, ...settingCases].find((it) => it.noun === noun);
  if (found === undefined) throw new Error(`no case of ${noun}`);
  return { name: noun, noun, args: found.full(emulator), options: { parent: "b-one", dependsOn: ["logs-one", "logs-two"] } };
}

function program(more: readonly ResourceSpec[] = [], tags: object = { team: "a" }): Spec {
  const { endpoints, accessKeyId, secretAccessKey } = emulator;
  const explicit = { provider: "p" };
  const inside = { parent: "component" };
  return {
    resources: [
      { name: "p", noun: "Provider", args: { endpoints, accessKeyId, secretAccessKey: { $secret: secretAccessKey }, maxRetries: 2 } },
      { name: "component", noun: "Component", options: { providers: { oos: "p" } } },
      ...["b-one", "logs-one", "logs-two"].map((name) => ({ name, noun: "Bucket", args: { bucket: name, forceDestroy: true } })),
      ...["BucketPolicy", "Lifecycle", "Cors", "Website", "BucketLogging", "BucketAccelerate"].map(setting),
      { name: "Auto Named", noun: "Bucket", options: { ...inside, protect: true } },
      { name: "object", noun: "BucketObject", args: { bucket: ref("b-one.bucket"), key: "x", content: { $secret: "hello" } } },
      { name: "user", noun: "IamUser", args: { userName: "Bob", tags, forceDestroy: true }, options: inside },
      {
        name: "login",
        noun: "LoginProfile",
        args: { user: ref("user.userName") },
        options: { ...inside, additionalSecretOutputs: ["createDate"] },
      },
      { name: "key", noun: "AccessKey", args: { user: ref("user.userName") }, options: explicit },
      { name: "other", noun: "IamUser", args: { userName: "Eve" }, options: { ...explicit, aliases: [{ name: "before" }] } },
      { name: "rotating", noun: "RotatingAccessKey", args: { user: ref("other.userName") }, options: explicit },
      { name: "device", noun: "VirtualMfaDevice", args: { name: "Phone" }, options: { dependsOn: ["component"] } },
      { name: "policy", noun: "Policy", args: { name: "Reader", policy: reads } },
      {
        name: "attached",
        noun: "UserPolicyAttachment",
        args: { user: ref("user.userName"), policyArn: ref("policy.arn") },
        options: { deletedWith: "user" },
      },
      { name: "group", noun: "Group", args: { groupName: "Team" } },
      { name: "members", noun: "GroupMembership", args: { group: ref("group.groupName"), users: [ref("user.userName")] } },
      { name: "of-group", noun: "GroupPolicyAttachment", args: { group: ref("group.groupName"), policyArn: ref("policy.arn") } },
      { name: "rules", noun: "PasswordPolicy", args: { minimumPasswordLength: 10 } },
      { name: "trail", noun: "Trail", args: { name: "audit", s3BucketName: ref("logs-one.bucket") } },
      ...more,
    ],
    outputs: { urn: ref("b-one.urn"), secret: ref("key.secretAccessKey") },
  };
}

/** With the other face alone: refused once, in preview and without one, and the service has what it had. */
async function mustBeRefused(to: Face): Promise<void> {
  const held = await accountState(emulator);
  const resources = program().resources.length - 2;
  for (const { code, text } of [await stack.preview(), await stack.tryUp()]) {
    expect(code).not.toBe(0);
    expect(text).toContain(
      `the state of this stack has ${String(resources)} resources in the ${to === "plugin" ? "dynamic" : "plugin"} face`,
    );
    expect(text).toContain(`npx pulumi-oos state --to ${to} `);
    expect(text).not.toMatch(/[-+] +(oos:index|pulumi-nodejs:dynamic)|not made:/);
  }
  expect(await accountState(emulator)).toEqual(held);
}

/** Neither the program nor the service differs from the state. */
async function mustBeQuiet(): Promise<void> {
  await stack.must("preview", "--diff", "--color", "never", "--expect-no-changes");
  await stack.must("refresh", "--yes", "--skip-preview", "--color", "never", "--expect-no-changes");
}

describe("a stack with most nouns, a component, an explicit provider, secrets and what is protected", engineTestLimit, () => {
  test("from dynamic to plugin", async () => {
    await stack.up(program());
    const held = await accountState(emulator);

    environment["OOS_FACE"] = "plugin";
    await mustBeRefused("plugin");
    expect(await state("--to", "plugin", "--yes")).toMatch(/resources and 1 provider from the dynamic to the plugin face/);
    await mustBeQuiet();
    expect(await accountState(emulator)).toEqual(held);

    const { text: exported } = await stack.exported();
    expect(exported).not.toMatch(/pulumi-nodejs|__provider/);
    for (const secret of ["hello", emulator.secretAccessKey]) expect(exported).not.toContain(secret);
    expect((await stack.outputs())["secret"]).toMatch(/^[0-9a-f]{40}$/);
  });

  test("and back, after a change", async () => {
    expect(await stack.up(program([], { team: "b" }))).toMatch(/~ 1 updated/);
    environment["OOS_FACE"] = "dynamic";
    await mustBeRefused("dynamic");
    await state("--to", "dynamic", "--yes");
    await mustBeQuiet();
    expect((await stack.exported()).text).not.toContain("oos:index");
  });

  test("an import, which the dynamic face cannot do itself, joins; what was moved can be destroyed", async () => {
    const s3 = s3ClientOf(emulator);
    await s3.send(new CreateBucketCommand({ Bucket: "example-archive" }));
    s3.destroy();
    await stack.must("import", "oos:index:Bucket", "archive", "example-archive", "--yes", "--generate-code=false", "--skip-preview");
    const args = { bucket: "example-archive", metadataLocation: "ZhengZhou", dataLocation: { type: "Local" } };
    const options = { protect: true };
    // The lines of the guide.
    for (const each of [args, options]) expect(guide).toContain(inspect(each, { breakLength: Infinity }).replaceAll("'", '"'));
    stack.write(program([{ name: "archive", noun: "Bucket", args, options }], { team: "b" }));
    expect((await stack.preview()).text).toContain("the state of this stack has 1 resource in the plugin face");
    await state("--to", "dynamic", "--yes");
    await mustBeQuiet();

    await stack.must("state", "unprotect", "--all", "--yes");
    expect((await stack.destroy()).code).toBe(0);
    expect(await accountState(emulator)).toMatchObject({ buckets: [], users: [], groups: [], policies: [], trails: [] });
  });
});

test("the plugin face without its plugin says what to add to the project file", engineTestLimit, async () => {
  const file = path.join(stack.programFolder, "Pulumi.yaml");
  const [bare = "", plugins = ""] = readFileSync(file, "utf8").split(/(?=plugins:)/);
  writeFileSync(file, bare);
  environment["OOS_FACE"] = "plugin";
  stack.write({ resources: [{ name: "b", noun: "Bucket" }] });
  const { code, text } = await stack.preview();
  expect(code).not.toBe(0);
  expect(text).toContain(`needs its plugin, and ${file} does not say where it is`);
  expect(text.replace(/^ +/gm, "")).toContain(plugins.replace(/^ +/gm, "").trim());
  expect(text).not.toMatch(/download|at new|runtime\.js/);

  writeFileSync(file, `${bare}${plugins}`);
  expect((await stack.preview()).code).toBe(0);
});
