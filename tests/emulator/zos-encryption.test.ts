/** The flavour ZOS: default encryption of a bucket, through the AWS SDK. */
import {
  CreateBucketCommand,
  DeleteBucketEncryptionCommand,
  GetBucketEncryptionCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutBucketEncryptionCommand,
  PutObjectCommand,
  type ServerSideEncryption,
  type ServerSideEncryptionRule,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import type { CallCounts } from "../../emulator";
import { admin, emulatorForFile, failure, outcome, s3Client, TimeTraveller, xmlOf, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile({ flavour: "zos" });
const raw = new TimeTraveller(emulator);
const Bucket = "kept-secret";
const KMS_KEY = "6b1f657c-816b-4534-a41a-903e7a60e703:AES_256:e3d16fba6ae84e33a1d386dd880696c0";
const NEW_KMS_KEY = "6b1f657c-816b-4534-a41a-903e7a60e703:::region-1:e3d16fba6ae84e33a1d386dd880696c0";
const AES_KEY = "0123456789abcdef0123456789abcdef";

const s3 = (): ReturnType<typeof s3Client> => s3Client(emulator(), { region: "us-east-1" });
const rule = (algorithm: string, key?: string): ServerSideEncryptionRule => ({
  ApplyServerSideEncryptionByDefault: {
    SSEAlgorithm: algorithm as ServerSideEncryption,
    ...(key === undefined ? {} : { KMSMasterKeyID: key }),
  },
});
const put = (...Rules: ServerSideEncryptionRule[]): Promise<unknown> =>
  s3().send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
const read = async (): Promise<unknown> =>
  (await s3().send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules;
const remove = (): Promise<unknown> => s3().send(new DeleteBucketEncryptionCommand({ Bucket }));

beforeAll(async () => {
  await s3().send(new CreateBucketCommand({ Bucket }));
});

describe("configuration", () => {
  test.each([
    ["AES256", undefined],
    ["AES256", AES_KEY],
    ["aws:kms", KMS_KEY],
    ["aws:kms", NEW_KMS_KEY],
  ])("%s with the key %s is set, read and deleted", async (algorithm, key) => {
    await put(rule(algorithm, key));
    expect(await read()).toEqual([rule(algorithm, key)]);
    await remove();
    expect(await failure(read())).toBe("404 NoSuchEncryptionSetError");
    // The deletion is of the setting, not of the bucket; a second one is fine.
    await remove();
    await s3().send(new HeadBucketCommand({ Bucket }));
  });

  test.each([
    ["aws:kms without a key", [rule("aws:kms")], "400 InvalidArgument"],
    ["a key of aws:kms in another form", [rule("aws:kms", "alias/mine")], "400 InvalidArgument"],
    ["a key of AES256 that is too short", [rule("AES256", AES_KEY.slice(1))], "400 InvalidArgument"],
    ["another algorithm", [rule("DES")], "400 InvalidArgument"],
    ["two rules", [rule("AES256"), rule("AES256", AES_KEY)], "400 MalformedXML"],
    ["a rule that says nothing", [{}], "400 MalformedXML"],
    ["a rule with what the guide does not have", [{ ...rule("AES256"), BucketKeyEnabled: true }], "400 MalformedXML"],
  ])("%s is refused, and what was set stays", async (_what, rules, refusal) => {
    await put(rule("AES256", AES_KEY));
    expect(await failure(put(...rules))).toBe(refusal);
    expect(await read()).toEqual([rule("AES256", AES_KEY)]);
    await remove();
  });

  test("no body, another root, a digest that is not the body's, no bucket", async () => {
    expect(outcome(await raw.send("PUT", `/${Bucket}?encryption=`))).toBe("400 MissingRequestBodyError");
    expect(outcome(await raw.send("PUT", `/${Bucket}?encryption=`, "<Tagging/>"))).toBe("400 MalformedXML");
    const wrong = { "content-md5": "AAAAAAAAAAAAAAAAAAAAAA==" };
    expect(outcome(await raw.send("PUT", `/${Bucket}?encryption=`, "<ServerSideEncryptionConfiguration/>", wrong))).toBe("400 BadDigest");
    const answer = await raw.send("GET", "/nobody-has-this?encryption=");
    expect(outcome(answer)).toBe("404 NoSuchBucket");
    expect(xmlOf(answer)).toMatchObject({ BucketName: "nobody-has-this", RequestId: answer.headers["x-amz-request-id"] });
    expect(answer.headers["x-amz-request-id"]).toMatch(/^tx[0-9a-f]{21}-[0-9a-f]{10}-[0-9a-f]+-default$/);
  });

  test("others may not: neither another account nor anybody", async () => {
    const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
    const theirs = s3Client(emulator(), { credentials: other });
    expect(await failure(theirs.send(new GetBucketEncryptionCommand({ Bucket })))).toBe("403 AccessDenied");
    expect(await failure(theirs.send(new DeleteBucketEncryptionCommand({ Bucket })))).toBe("403 AccessDenied");
    expect((await fetch(`${emulator().endpoints.s3}/${Bucket}?encryption`)).status).toBe(403);
  });
});

describe("objects", () => {
  const head = async (Key: string): Promise<unknown> => {
    const { ServerSideEncryption: algorithm, SSEKMSKeyId: key } = await s3().send(new HeadObjectCommand({ Bucket, Key }));
    const got = await s3().send(new GetObjectCommand({ Bucket, Key }));
    expect([got.ServerSideEncryption, got.SSEKMSKeyId, await got.Body?.transformToString()]).toEqual([algorithm, key, "text"]);
    return [algorithm, key];
  };
  const upload = async (Key: string, more: object = {}): Promise<unknown> => {
    const { ServerSideEncryption: algorithm, SSEKMSKeyId: key } = await s3().send(
      new PutObjectCommand({ Bucket, Key, Body: "text", ...more }),
    );
    expect(await head(Key)).toEqual([algorithm, key]);
    return [algorithm, key];
  };

  test("the default is applied to new objects only, and each keeps what it was stored with", async () => {
    expect(await upload("before")).toEqual([undefined, undefined]);
    await put(rule("AES256"));
    expect(await upload("aes")).toEqual(["AES256", undefined]);
    await put(rule("aws:kms", KMS_KEY));
    expect(await upload("kms")).toEqual(["aws:kms", KMS_KEY]);
    // A key of AES256 is never shown with an object.
    await put(rule("AES256", AES_KEY));
    expect(await upload("own-key")).toEqual(["AES256", undefined]);
    await remove();
    expect(await upload("after")).toEqual([undefined, undefined]);
    expect([await head("before"), await head("aes"), await head("kms")]).toEqual([
      [undefined, undefined],
      ["AES256", undefined],
      ["aws:kms", KMS_KEY],
    ]);
  });

  test("what the upload says counts more than the default", async () => {
    await put(rule("aws:kms", KMS_KEY));
    expect(await upload("says-aes", { ServerSideEncryption: "AES256" })).toEqual(["AES256", undefined]);
    expect(await upload("says-kms", { ServerSideEncryption: "aws:kms", SSEKMSKeyId: NEW_KMS_KEY })).toEqual(["aws:kms", NEW_KMS_KEY]);
    const wrong = async (more: object): Promise<string> =>
      failure(s3().send(new PutObjectCommand({ Bucket, Key: "wrong", Body: "text", ...more })));
    expect(await wrong({ ServerSideEncryption: "aws:kms" })).toBe("400 InvalidArgument");
    expect(await wrong({ ServerSideEncryption: "DES" })).toBe("400 InvalidArgument");
    expect(await wrong({ ServerSideEncryption: "AES256", SSEKMSKeyId: KMS_KEY })).toBe("400 InvalidArgument");
    expect(await wrong({ SSECustomerAlgorithm: "AES256", SSECustomerKey: AES_KEY, SSECustomerKeyMD5: "cLxWW+sT3GUXMn5zXYQfFA==" })).toBe(
      "501 NotImplemented",
    );
    await remove();
  });
});

test("each operation is counted by its name", async () => {
  await admin(emulator(), "DELETE", "/calls");
  await put(rule("AES256"));
  await read();
  await remove();
  const { byOperation } = await admin<CallCounts>(emulator(), "GET", "/calls");
  expect(byOperation).toEqual({
    "s3:PutBucketEncryption": { count: 1, statuses: { 200: 1 } },
    "s3:GetBucketEncryption": { count: 1, statuses: { 200: 1 } },
    "s3:DeleteBucketEncryption": { count: 1, statuses: { 204: 1 } },
  });
});
