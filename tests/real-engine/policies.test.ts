/** Policies over the real engine: the program of the guide runs, and nobody locks himself out without saying so. */
import { DeleteBucketPolicyCommand, DeleteObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { readPage } from "../support/docs/pages";
import { failure, iam, type Keys } from "../support/emulator/support";
import { useProgramOf } from "../support/engine/guide";
import { engineTestLimit, type Spec, Stack } from "../support/engine/harness";
import { s3ClientOf, settingsFor } from "../support/engine/servers";

const guide = readPage("docs/guide/policies.md");

describe("policies", engineTestLimit, () => {
  let emulator: RunningEmulator;
  let root: S3Client;

  beforeAll(async () => {
    emulator = await startEmulator();
    root = s3ClientOf(emulator);
  });
  afterAll(async () => {
    root.destroy();
    await emulator.close();
  });

  async function deployer(): Promise<Keys & { readonly arn: string }> {
    await iam(emulator, "CreateUser", { UserName: "deployer" });
    const PolicyDocument = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] });
    await iam(emulator, "CreatePolicy", { PolicyName: "all", PolicyDocument });
    await iam(emulator, "AttachUserPolicy", { UserName: "deployer", PolicyArn: `arn:ctyun:iam::${emulator.accountId}:policy/all` });
    const { AccessKey } = (await iam(emulator, "CreateAccessKey", { UserName: "deployer" })) as { AccessKey: Record<string, string> };
    return {
      accessKeyId: AccessKey["AccessKeyId"] ?? "",
      secretAccessKey: AccessKey["SecretAccessKey"] ?? "",
      arn: `arn:ctyun:iam::${emulator.accountId}:user/deployer`,
    };
  }

  test("the program of the guide goes up, is quiet, and does what it says, dynamic face", async () => {
    const stack = await Stack.create({ face: "dynamic", config: settingsFor(emulator) });
    try {
      useProgramOf(guide, stack);
      await stack.must("preview", "--color", "never");
      await stack.up();
      await stack.mustBeQuiet();
      const { bucket, findings, explanation } = (await stack.outputs()) as Record<"bucket" | "findings" | "explanation", string>;
      expect(findings).toContain("anybody on the internet may read: GetObject (policy-public-read)");
      // As the guide shows it, but for names.
      const [, shown] = /^```text\n(arn:[\s\S]*?)^```$/m.exec(guide.text) ?? [];
      const plain = explanation.replaceAll(emulator.accountId, "<account>").replaceAll(/(site|editor)-[0-9a-f]{7}/g, "$1-<suffix>");
      expect(plain).toBe(shown);

      for (const Key of ["public/a", "drafts/a"]) await root.send(new PutObjectCommand({ Bucket: bucket, Key, Body: "x" }));
      const anonymous = async (key: string): Promise<number> => (await fetch(`${emulator.endpoints.s3}/${bucket}/${key}`)).status;
      expect([await anonymous("public/a"), await anonymous("drafts/a")]).toEqual([200, 403]);
      // Nobody deletes from here, root included.
      const removals = ["public/a", "drafts/a"].map((Key) => failure(root.send(new DeleteObjectCommand({ Bucket: bucket, Key }))));
      expect(await Promise.all(removals)).toEqual(["403 AccessDenied", "403 AccessDenied"]);
      const { code, text } = await stack.destroy();
      // The bucket holds objects and is guarded; everything else is gone.
      expect([code, text]).toEqual([255, expect.stringContaining("holds objects")]);
    } finally {
      await stack.close();
    }
  });

  test("a policy that shuts the deployer out: refused in preview, set with allowLockout, repaired by root, plugin face", async () => {
    const who = await deployer();
    const stack = await Stack.create({
      face: "plugin",
      config: { ...settingsFor(emulator), accessKeyId: who.accessKeyId, secretAccessKey: who.secretAccessKey },
    });
    const closed = {
      Sid: "Closed",
      Effect: "Deny",
      Principal: { CTYUN: who.arn },
      Action: "oos:*",
      Resource: ["arn:ctyun:oos:::b-locked", "arn:ctyun:oos:::b-locked/*"],
    };
    const spec = (more: Readonly<Record<string, unknown>>): Spec => ({
      resources: [
        { name: "bucket", noun: "Bucket", args: { bucket: "b-locked" } },
        {
          name: "policy",
          noun: "BucketPolicy",
          args: { bucket: "b-locked", policy: { Version: "2012-10-17", Statement: [closed] }, ...more },
          options: { dependsOn: ["bucket"] },
        },
      ],
    });
    try {
      stack.write(spec({}));
      const refused = await stack.preview();
      expect(refused.code).not.toBe(0);
      expect(refused.text.replaceAll(/\s+/g, " ")).toContain(
        `statement "Closed" denies the caller ${who.arn} GetBucketPolicy, PutBucketPolicy and DeleteBucketPolicy on bucket "b-locked"`,
      );
      expect((await stack.tryUp(spec({}))).code).not.toBe(0);

      // Not known in preview, so not judged there; refused before anything is set.
      const late = spec({
        policy: { Version: "2012-10-17", Statement: [{ ...closed, Resource: [{ $ref: "bucket.arn" }] }] },
        bucket: { $ref: "bucket.bucket" },
      });
      expect((await stack.tryUp(late)).text).toContain("could no longer be managed");
      expect(await failure(root.send(new DeleteBucketPolicyCommand({ Bucket: "b-locked" })))).toBe("no failure");

      await stack.up(spec({ allowLockout: true }));
      await stack.must("preview", "--color", "never", "--expect-no-changes");
      const locked = await stack.refresh();
      expect([locked.code === 0, locked.text.includes("AccessDenied")]).toEqual([false, true]);
      const own = s3ClientOf(emulator, who.accessKeyId, who.secretAccessKey);
      expect(await failure(own.send(new GetObjectCommand({ Bucket: "b-locked", Key: "x" })))).toBe("403 AccessDenied");
      own.destroy();

      await root.send(new DeleteBucketPolicyCommand({ Bucket: "b-locked" }));
      const { code, text } = await stack.destroy("--refresh");
      expect(code, text).toBe(0);
    } finally {
      await stack.close();
    }
  });
});
