/**
 * Between two resources and two runs: a rename, another parent, a replacement that the engine asks for, another provider. What the program declares is
 * there afterwards, and so is what was in it.
 */
import { GetBucketPolicyCommand, GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { codeBlocks, readPage } from "../support/docs/pages";
import { must } from "../support/package/run";
import { engineTestLimit, faces, type ResourceSpec, type Run, Stack } from "../support/engine/harness";
import { accountState, s3ClientOf, settingsFor } from "../support/engine/servers";

const policy = (action: string) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: [action], Resource: ["arn:ctyun:oos:::ground/*"] }],
});
const rules = [{ allowedOrigins: ["https://a.example"], allowedMethods: ["GET"] }];

describe.each(faces)("seams, %s face", (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  let s3: S3Client;

  beforeAll(async () => {
    emulator = await startEmulator({});
    s3 = s3ClientOf(emulator);
    stack = await Stack.create({ face, config: settingsFor(emulator, { settleSeconds: "0" }) });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  const ground: ResourceSpec = { name: "ground", noun: "Bucket", args: { bucket: "ground" } };
  const program = (
    names: { bucket: string; policy: string; cors: string; user: string; members: string },
    more: Partial<Record<string, object>> = {},
  ) =>
    [
      ground,
      { name: "above", noun: "Component" },
      { name: names.bucket, noun: "Bucket", args: { bucket: "data", forceDestroy: true, adopt: true }, options: more["bucket"] ?? {} },
      {
        name: names.policy,
        noun: "BucketPolicy",
        args: { bucket: "ground", adopt: true, policy: policy("oos:GetObject") },
        options: { dependsOn: ["ground"], ...more["policy"] },
      },
      { name: names.cors, noun: "Cors", args: { bucket: "ground", rules }, options: { dependsOn: ["ground"], ...more["cors"] } },
      { name: names.user, noun: "IamUser", args: { userName: "bob", adopt: true }, options: more["user"] ?? {} },
      { name: "staff", noun: "Group", args: { groupName: "staff" } },
      {
        name: names.members,
        noun: "GroupMembership",
        args: { group: "staff", users: ["bob"], adopt: true },
        options: { dependsOn: ["staff", names.user] },
      },
    ] as ResourceSpec[];
  const first = { bucket: "b1", policy: "p1", cors: "c1", user: "u1", members: "m1" };
  const second = { bucket: "b2", policy: "p2", cors: "c1", user: "u2", members: "m2" };

  async function mustBeWhole(names: typeof first): Promise<void> {
    expect((await accountState(emulator)).buckets.map(({ name }) => name).sort()).toEqual(["data", "ground"]);
    const { Policy = "" } = await s3.send(new GetBucketPolicyCommand({ Bucket: "ground" }));
    expect(JSON.parse(Policy)).toMatchObject({ Statement: [{ Effect: "Allow" }] });
    const object = await s3.send(new GetObjectCommand({ Bucket: "data", Key: "k" }));
    expect(await object.Body?.transformToString()).toBe("precious");
    const { users, groups } = await accountState(emulator);
    expect({ users: users.map(({ name }) => name), members: groups.map(({ members }) => members) }).toEqual({
      users: ["bob"],
      members: [["bob"]],
    });
    const { resources } = await stack.exported();
    const held = resources
      .map(({ urn }) => urn.split("::").at(-1) ?? "")
      .filter((name) => !["ground", "above", "staff", "other"].includes(name));
    expect(held.sort()).toEqual(Object.values(names).sort());
  }
  const urnOf = async (name: string): Promise<string> => (await stack.resource(name))?.urn ?? "";
  const said = ({ text }: Run): string => text.replaceAll(/\s+/g, " ");

  test("a renamed resource with adopt: preview tells, the update takes over, and nothing is deleted", engineTestLimit, async () => {
    await stack.up({ resources: program(first) });
    await s3.send(new PutObjectCommand({ Bucket: "data", Key: "k", Body: "precious" }));
    stack.write({ resources: program(second) });
    const preview = await stack.preview();
    expect(preview.code).toBe(0);
    expect(said(preview)).toContain(`this stack has BucketPolicy ground as BucketPolicy "p1": BucketPolicy "p2" will take it over`);
    expect(said(preview)).toContain(`aliases: ["${await urnOf("p1")}"]`);
    await stack.up();
    await mustBeWhole(second);
    await stack.mustBeQuiet();
  });

  test("without adopt and alias it is refused, with the old name; with the alias it is quiet", engineTestLimit, async () => {
    const old = await urnOf("c1");
    const moved = { ...second, cors: "c2" };
    const refused = await stack.tryUp({ resources: program(moved, { cors: { parent: "above" } }) });
    expect(refused.code).not.toBe(0);
    expect(said(refused)).toContain(`already exists and this stack has it as Cors "c1"; nothing was changed`);
    expect(said(refused)).toContain(`aliases: ["${old}"]`);
    await mustBeWhole(second);
    stack.write({ resources: program(moved, { cors: { parent: "above", aliases: [old] } }) });
    await stack.mustBeQuiet();
    await stack.up();
    await mustBeWhole(moved);
  });

  test("replacements that the engine asks for leave what the program declares", engineTestLimit, async () => {
    const names = { ...second, cors: "c2" };
    const options = { cors: { parent: "above" } };
    const changed = program(names, { ...options, policy: { replaceOnChanges: ["policy"] } }).map((each) =>
      each.noun === "BucketPolicy" ? { ...each, args: { ...each.args, policy: policy("oos:PutObject") } } : each,
    );
    const text = await stack.up({ resources: changed });
    expect(text).toContain("replaced");
    await mustBeWhole(names);
    const replaced = [await urnOf("p2"), await urnOf("c2"), await urnOf("m2")];
    const asked = await stack.up(undefined, ...replaced.flatMap((urn) => ["--replace", urn]));
    expect(asked).toContain("was removed first, since the new one has the same name");
    expect(asked).not.toContain("other resources manage it now");
    await mustBeWhole(names);
    await stack.mustBeQuiet();

    // A bucket would take the settings with it, which the engine does not make again.
    const whole = await urnOf("ground");
    const refused = await stack.tryUp(undefined, "--replace", whole);
    expect(refused.text).toMatch(/Bucket ground is not replaced: .*(?:BucketPolicy "p2"|Cors "c2")/);
    await mustBeWhole(names);
    // Nor where it deletes first, as long as they name the bucket by a text.
    const guarded = changed.map((each) => (each.name === "ground" ? { ...each, options: { deleteBeforeReplace: true } } : each));
    const kept = await stack.tryUp({ resources: guarded }, "--replace", whole);
    expect(kept.code, kept.text).not.toBe(0);
    expect(said(kept)).toMatch(/Bucket ground is not replaced: .*(?:BucketPolicy "p2"|Cors "c2").* Pulumi would not create it again/);
    await stack.up();
    await mustBeWhole(names);
    await stack.mustBeQuiet();
    // With its output the engine takes them with it, and makes them again.
    const byOutput = guarded.map((each) =>
      ["BucketPolicy", "Cors"].includes(each.noun) ? { ...each, args: { ...each.args, bucket: { $ref: "ground.bucket" } } } : each,
    );
    await stack.up({ resources: byOutput });
    await stack.up(undefined, "--replace", whole);
    await mustBeWhole(names);
    await stack.up({ resources: guarded });
    await stack.mustBeQuiet();
  });

  test("another provider of the same account takes everything over", engineTestLimit, async () => {
    const names = { ...second, cors: "c2" };
    const provider = { name: "other", noun: "Provider", args: { ...settingsFor(emulator, { settleSeconds: "0" }) } };
    const options = { provider: "other" };
    const resources = [
      provider,
      ...program(names, { bucket: options, policy: options, user: options, cors: { ...options, parent: "above" } }),
    ];
    await stack.up({ resources });
    await mustBeWhole(names);
    await stack.mustBeQuiet();
  });

  test("a state that a killed engine has left empty is put back from its backup, as the guide says", engineTestLimit, async () => {
    const names = { ...second, cors: "c2" };
    const provider = { name: "other", noun: "Provider", args: { ...settingsFor(emulator, { settleSeconds: "0" }) } };
    const options = { provider: "other" };
    const resources = [
      provider,
      ...program(names, { bucket: options, policy: options, user: options, cors: { ...options, parent: "above" } }),
    ].map((each) => (each.name === "p2" ? { ...each, args: { ...each.args, policy: policy("oos:DeleteObject") } } : each));
    await stack.up({ resources });
    const folder = path.join(stack.stateFolder, ".pulumi", "stacks", "suite");
    writeFileSync(path.join(folder, "test.json"), "");
    expect((await stack.preview()).text).toContain("error: failed to load checkpoint");
    const [guide] = codeBlocks(readPage("docs/guide/renaming.md")).filter(({ language }) => language === "bash");
    const commands = guide?.code.replaceAll("~/.pulumi/stacks/shop", `"${folder}"`).replaceAll(/\bdev\b/g, "test") ?? "";
    expect(commands).toMatch(/cp test\.json\.bak test\.json[^]*pulumi up --stack test/);
    await must("sh", ["-e", "-c", commands], {
      cwd: stack.programFolder,
      env: { ...stack.environment, PULUMI_SKIP_CONFIRMATIONS: "true" },
    });
    await mustBeWhole(names);
    await stack.mustBeQuiet();
  });

  test("a destroy deletes everything", engineTestLimit, async () => {
    expect((await stack.destroy()).code).toBe(0);
    const { buckets, users, groups } = await accountState(emulator);
    expect({ buckets, users, groups }).toEqual({ buckets: [], users: [], groups: [] });
  });
});
