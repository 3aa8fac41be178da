/**
 * What `pulumi preview --diff --refresh` shows of a change by hand: the rule, statement or origin that was changed, and nothing else of its list. The
 * suites take the same run for a quiet one only when it shows nothing.
 */
import {
  DeleteBucketCommand,
  PutBucketCorsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketPolicyCommand,
} from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { changesIn, engineTestLimit, faces, Stack } from "../support/engine/harness";
import { s3ClientOf, settingsFor } from "../support/engine/servers";

const Bucket = "b-one";
const statement = { Effect: "Allow", Principal: "*", Resource: `arn:ctyun:oos:::${Bucket}/*` };
const rules = [
  { id: "z", prefix: "z/", expiration: { days: 3 } },
  { id: "logs", prefix: "logs/", expiration: { days: 90 } },
  { id: "m", prefix: "m/", expiration: { days: 7 } },
];
const bucket = { $ref: "b.bucket" };
const resources = [
  { name: "b", noun: "Bucket", args: { bucket: Bucket } },
  { name: "lifecycle", noun: "Lifecycle", args: { bucket, rules } },
  {
    name: "cors",
    noun: "Cors",
    args: { bucket, rules: [{ allowedOrigins: ["https://b.example", "https://a.example"], allowedMethods: ["PUT", "GET"] }] },
  },
  {
    name: "policy",
    noun: "BucketPolicy",
    args: {
      bucket,
      policy: {
        Version: "2012-10-17",
        Statement: [
          { Sid: "reading", ...statement, Action: ["oos:GetObject"] },
          { Sid: "writing", ...statement, Action: "oos:PutObject" },
        ],
      },
    },
  },
];

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  beforeAll(async () => {
    emulator = await startEmulator();
    stack = await Stack.create({ face, config: settingsFor(emulator, { settleSeconds: "0" }) });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  test("one rule, one statement and one origin", async () => {
    await stack.up({ resources });
    const s3 = s3ClientOf(emulator);
    const rule = (ID: string, Prefix: string, Days: number) => ({ ID, Prefix, Status: "Enabled" as const, Expiration: { Days } });
    const Rules = [rule("logs", "logs/", 91), rule("m", "m/", 7), rule("z", "z/", 3)];
    await s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    const CORSRules = [{ AllowedOrigins: ["https://a.example", "https://b.example", "https://c.example"], AllowedMethods: ["GET", "PUT"] }];
    await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } }));
    const Statement = [
      { ...statement, Sid: "writing", Action: ["oos:PutObject"] },
      { ...statement, Sid: "reading", Action: ["oos:*"], Resource: [statement.Resource] },
    ];
    await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Statement }) }));
    s3.destroy();

    const text = await stack.must("preview", "--diff", "--refresh", "--color", "never");
    const [, preview = text] = text.split("pulumi:pulumi:Stack: (same)");
    const shown = preview
      .split("\n")
      .filter((line) => /^\s*[-+~]\s/.test(line))
      .join("\n");
    for (const changed of ["91", "90", "https://c.example", "oos:*", "oos:GetObject"]) expect(shown).toContain(changed);
    for (const same of ["m/", "z/", "https://a.example", "https://b.example", "writing", "oos:PutObject", "enabled", "Version"])
      expect(shown, `${same} in\n${text}`).not.toContain(same);
  });

  test("a change that the program ignores is none for the engine's exit code, and a change for a run that must be quiet", async () => {
    const ignoring = resources.map((it) => ({ ...it, options: { ignoreChanges: ["rules", "policy"] } }));
    stack.write({ resources: ignoring });
    const { code, text } = await stack.preview("--refresh", "--expect-no-changes");
    expect(code, text).toBe(0);
    expect(
      changesIn(text)
        .map((head) => head.replace(/^~ \S*[:/](\w+):/, "$1"))
        .sort(),
    ).toEqual(["BucketPolicy (refresh)", "Cors (refresh)", "Lifecycle (refresh)"]);
  });

  test("a bucket that is gone is gone for a reason, without debug", async () => {
    const s3 = s3ClientOf(emulator);
    await s3.send(new DeleteBucketCommand({ Bucket }));
    s3.destroy();
    const { text } = await stack.refresh();
    expect(text).toMatch(/Bucket b-one: \w+ answered 404 (NoSuchBucket )?\(request id \S+\): it is gone/);
    expect(text).toMatch(/- 4 deleted/);
  });
});

describe("a run that must be quiet", () => {
  const run = (refreshed: string, compared = ""): string =>
    `Previewing update (test):\n~ pulumi:pulumi:Stack: (refresh)\n    [urn=x]\n${refreshed}  pulumi:pulumi:Stack: (same)\n    [urn=x]\n${compared}Resources:\n    2 unchanged\n`;
  const trail = (...fields: readonly string[]): string =>
    `    ~ oos:index:Trail: (refresh)\n        [id=t]\n        [urn=urn:pulumi:test::suite::oos:index:Trail::t]\n        --outputs:--\n${fields.map((field) => `      ${field}\n`).join("")}`;
  const delivered = '+ latestDeliveryTime: "2026-12-04T23:01:42Z"';

  test.each([
    ["nothing", run(""), []],
    ["a delivery that came with time", run(trail(delivered)), []],
    ["a delivery and a change", run(trail(delivered, '~ s3KeyPrefix       : "a/" => "b/"')), ["~ oos:index:Trail: (refresh)"]],
    ["a resource that is gone", run("    - oos:index:Trail: (delete)\n        [id=t]\n"), ["- oos:index:Trail: (delete)"]],
    ["an update", run("", "    ~ oos:index:Trail: (update)\n        [id=t]\n"), ["~ oos:index:Trail: (update)"]],
    ["a replacement", run("", "    +-oos:index:Trail: (replace)\n        [id=t]\n"), ["+-oos:index:Trail: (replace)"]],
  ])("%s", (_title, text, changes) => {
    expect(changesIn(text)).toEqual(changes);
  });

  test.each(["", "Previewing update (test):\n  pulumi:pulumi:Stack: (same)\n"])("silence is none: %j", (text) => {
    expect(() => changesIn(text)).toThrow("the run does not show that it refreshed and compared");
  });
});
