/** What a person reads of a failure, whole: once, with the resource, without values that are secret, without stacks and dangling ends. */
import { DeleteBucketPolicyCommand } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { iam } from "../support/emulator/support";
import { engineTestLimit, faces, type ResourceSpec, type Run, Stack } from "../support/engine/harness";
import { admin, s3ClientOf, settingsFor } from "../support/engine/servers";

const bucket: ResourceSpec = { name: "b", noun: "Bucket", args: { bucket: "good-one" } };

const pointer = "Bucket good-one: failed; its error is shown with the resource";

/** The section on what went wrong, by who said it. */
function diagnostics({ text }: Pick<Run, "text">): Readonly<Record<string, string>> {
  const section = /Diagnostics:\n([^]*?)(?=\nResources:|$)/.exec(text)?.[1] ?? "";
  const found: Record<string, string> = {};
  for (const [, who = "", words = ""] of section.matchAll(/^ {2}(\S.*):\n((?: {4}.*\n|\n)*)/gm)) {
    const lines = words.replaceAll(/^ {4}/gm, "").trim();
    // What Node says of a promise that Pulumi looks at late, and what Pulumi's dynamic provider prints beside the error that it hands over.
    const own = lines.replaceAll(/^.*(?:PromiseRejectionHandledWarning|node --trace-warnings).*\n?/gm, "").replace(pointer, "");
    found[who.replace(/^\S*[:/](\w+) \(/, "$1 (")] = own
      .trim()
      .replaceAll(/request id \w+/g, "request id ID")
      .replaceAll(/^.*resource '/gm, "error: resource '");
  }
  return found;
}

describe.each(faces)("%s face", (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  beforeAll(async () => {
    emulator = await startEmulator();
    stack = await Stack.create({ face, config: settingsFor(emulator, { maxRetries: "0" }) });
    await stack.up({ resources: [bucket] });
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  const failed = async (one: ResourceSpec): Promise<string | undefined> => {
    stack.write({ resources: [bucket, one] });
    return diagnostics(await stack.tryUp())[`${one.noun} (${one.name})`];
  };

  test("a failed check: the value that can be read, never a secret one, never <nil>", engineTestLimit, async () => {
    expect(await failed({ name: "x", noun: "Bucket", args: { bucket: "other-one", acl: "privat" } })).toMatchInlineSnapshot(
      `"error: resource 'x': property acl value {privat} has a problem: must be one of private, public-read, public-read-write, authenticated-read; did you mean private? (acl, backend oos)"`,
    );
    expect(await failed({ name: "x", noun: "LoginProfile", args: { user: "bob", password: 1_234_567 } })).toMatchInlineSnapshot(
      `"error: resource 'x' has a problem: must be text, found a number (password, backend oos)"`,
    );
    expect(await failed({ name: "x", noun: "Bucket", args: { bucket: { $secret: "Hunter_two" }, acl: { $secret: "hunter2" } } }))
      .toMatchInlineSnapshot(`
      "error: resource 'x' has a problem: must be one of private, public-read, public-read-write, authenticated-read (acl, backend oos)
      error: resource 'x' has a problem: may contain only lower-case letters, digits, "." and "-"; found "H", "_" (bucket, backend oos)
      error: resource 'x' has a problem: each part between dots must start and end with a lower-case letter or a digit; "[secret]" does not (bucket, backend oos)"
    `);
    expect(
      await failed({
        name: "x",
        noun: "Cors",
        args: { bucket: "good-one", rules: [{ allowedMethods: ["GETT"], allowedOrigins: ["*"] }] },
      }),
    ).toMatchInlineSnapshot(
      `"error: resource 'x' has a problem: must be one of GET, PUT, HEAD, POST, DELETE; did you mean GET? (rules[0].allowedMethods[0], backend oos)"`,
    );
  });

  test("a failed creation", engineTestLimit, async () => {
    const policyArn = "arn:ctyun:iam::a:policy/x";
    const { text } = await stack.tryUp({
      resources: [bucket, { name: "x", noun: "UserPolicyAttachment", args: { user: "nobody", policyArn } }],
    });
    expect(diagnostics({ text })).toMatchInlineSnapshot(`
      {
        "Stack (suite-test)": "error: update failed",
        "UserPolicyAttachment (x)": "error: iam AttachUserPolicy of policy arn:ctyun:iam::a:policy/x of user "nobody" failed with 404 NoSuchEntity: The user with name nobody cannot be found. (request id ID)
        next: check the name and the account; if it was deleted outside of Pulumi, run \`pulumi refresh\`",
      }
    `);
  });

  test("a function: what it refuses, and what the service does", engineTestLimit, async () => {
    const called = async (args: Readonly<Record<string, unknown>>): Promise<unknown> =>
      diagnostics(await stack.tryUp({ resources: [bucket], calls: { one: { fn: "getBucket", args } } }));
    expect(await called({ bucket: "A" })).toMatchInlineSnapshot(`
      {
        "Stack (suite-test)": "error: getBucket: must have at least 3 characters, has 1 (bucket, backend oos)
      may contain only lower-case letters, digits, "." and "-"; found "A" (bucket, backend oos)
      each part between dots must start and end with a lower-case letter or a digit; "A" does not (bucket, backend oos)",
      }
    `);
    expect(await called({ bucket: "nowhere" })).toMatchInlineSnapshot(`
      {
        "Stack (suite-test)": "error: getBucket: bucket "nowhere" does not exist
        next: check the name, the region and the account",
      }
    `);
  });

  test("a failed refresh, a failed deletion", engineTestLimit, async () => {
    await stack.up({ resources: [bucket] });
    const rules = ["GetBucketAcl", "DeleteBucket"].map((operation) => ({ kind: "error", operation, status: 403, code: "AccessDenied" }));
    onTestFinished(() => admin(emulator, "DELETE", "/faults").then(() => undefined));
    await admin(emulator, "POST", "/faults", { rules });
    const refreshed = await stack.refresh();
    expect(refreshed.text.includes(pointer)).toBe(face === "dynamic");
    expect(diagnostics(refreshed)).toMatchInlineSnapshot(`
      {
        "Bucket (b)": "error: s3 GetBucketAcl of bucket "good-one" failed with 403 AccessDenied: Injected fault. (request id ID)
        next: give the key's user a policy that allows this operation, or use another access key",
        "Stack (suite-test)": "error: update failed",
      }
    `);
    expect(diagnostics(await stack.destroy())).toMatchInlineSnapshot(`
      {
        "Bucket (b)": "error: s3 DeleteBucket of bucket "good-one" failed with 403 AccessDenied: Injected fault. (request id ID)
        next: give the key's user a policy that allows this operation, or use another access key",
        "Stack (suite-test)": "error: update failed",
      }
    `);
  });

  test(
    "an answer that is not believed: the line says how to accept it, and a plain refresh has the setting of the last update",
    engineTestLimit,
    async () => {
      const policy = {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::good-one/*" }],
      };
      await stack.must("config", "set", "oos:settleSeconds", "300");
      await stack.up({ resources: [bucket, { name: "p", noun: "BucketPolicy", args: { bucket: { $ref: "b.bucket" }, policy } }] });
      const s3 = s3ClientOf(emulator);
      await s3.send(new DeleteBucketPolicyCommand({ Bucket: "good-one" }));
      s3.destroy();
      const ignored =
        / the service shows none, .* ignored until .* \(to accept every answer: oos:settleSeconds 0, then pulumi refresh --run-program\)/;
      expect((await stack.refresh()).text).toMatch(ignored);
      await stack.must("config", "set", "oos:settleSeconds", "0");
      expect((await stack.refresh()).text).toMatch(ignored);
      expect((await stack.refresh("--run-program")).text).toMatch(/- 1 deleted/);
    },
  );

  test("a rotated key: refresh and destroy have the one of the state, and say how to get the new one", engineTestLimit, async () => {
    await stack.up({ resources: [bucket] });
    const created = await iam(emulator, "CreateAccessKey");
    const { AccessKeyId, SecretAccessKey } = created["AccessKey"] as Record<string, string>;
    const id = `oos:accessKeyId=${AccessKeyId ?? ""}`;
    await stack.must("config", "set-all", "--plaintext", id, "--secret", `oos:secretAccessKey=${SecretAccessKey ?? ""}`);
    await iam(emulator, "UpdateAccessKey", { AccessKeyId: emulator.accessKeyId, Status: "Inactive" });
    try {
      const refreshed = await stack.refresh();
      expect(refreshed.code).not.toBe(0);
      expect(diagnostics(refreshed)["Bucket (b)"]).toMatch(
        /next: check oos:accessKeyId .*\n {2}or, in `pulumi refresh` and `pulumi destroy`: they use the keys of the last `pulumi up`; .* add --run-program$/,
      );
      expect((await stack.refresh("--run-program")).code).toBe(0);
    } finally {
      const theirs = { accessKeyId: AccessKeyId ?? "", secretAccessKey: SecretAccessKey ?? "" };
      await iam(emulator, "UpdateAccessKey", { AccessKeyId: emulator.accessKeyId, Status: "Active" }, theirs);
      await stack.up();
    }
  });

  test("a content that is a secret: neither it nor its hash stands in preview and state", engineTestLimit, async () => {
    const object = { name: "o", noun: "BucketObject", args: { bucket: "good-one", key: "pin", content: { $secret: "1234" } } };
    const sha256 = "03ac674216f3e15c761ee1a5e255f067953623c8b388b4459e13f978d7c846f4";
    stack.write({ resources: [bucket, object] });
    const { code, text } = await stack.preview();
    expect([code, text.includes(sha256)]).toEqual([0, false]);
    await stack.up();
    await stack.mustBeQuiet();
    const exported = await stack.exported();
    expect(exported.resources).toHaveLength(2);
    expect(exported.text).not.toContain(sha256);
    expect((await stack.resource("o"))?.inputs?.["contentHash"]).toMatchObject({ plaintext: JSON.stringify(sha256) });
  });

  test.runIf(face === "plugin")("an import: the reason is said once", engineTestLimit, async () => {
    const imported = async (noun: string, id: string): Promise<unknown> =>
      diagnostics(await stack.run("import", `oos:index:${noun}`, "x", id, "--yes", "--color", "never"));
    expect(await imported("IamUser", "a b")).toMatchInlineSnapshot(`
      {
        "IamUser (x)": "error: "a b" is not the ID of an IamUser: userName a user name may contain only letters, digits and _ - , . + = @; found " "; nothing was read
        next: the ID of an IamUser is \`<user name>\`
      error: Preview failed: IamUser "a b" is not imported; the reason is shown with the resource",
        "Stack (suite-test)": "error: preview failed: step application failed: IamUser "a b" is not imported; the reason is shown with the resource",
      }
    `);
    expect(await imported("IamUser", "nobody")).toMatchInlineSnapshot(`
      {
        "IamUser (x)": "error: resource 'nobody' does not exist",
        "Stack (suite-test)": "error: resource 'nobody' does not exist",
      }
    `);
  });
});
