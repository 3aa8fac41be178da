import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectLockConfigurationCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, test } from "vitest";
import { emulatorForFile, failure, iam, outcome, s3Client, sendSigned, TimeTraveller, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile();
const s3 = new TimeTraveller(emulator);

const body = (state: string, retention: string): string =>
  `<ObjectLockConfiguration><ObjectLockEnabled>${state}</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode>${retention}</DefaultRetention></Rule></ObjectLockConfiguration>`;
const days = (count: number): string => `<Days>${count}</Days>`;
const years = (count: number): string => `<Years>${count}</Years>`;

async function lock(bucket: string, state: string, retention: string): Promise<string> {
  return outcome(await s3.send("PUT", `/${bucket}?object-lock=`, body(state, retention)));
}

async function bucket(name: string, ...keys: readonly string[]): Promise<void> {
  await s3.send("PUT", `/${name}`);
  for (const key of keys) await s3.client().send(new PutObjectCommand({ Bucket: name, Key: key, Body: key }));
}

describe("configuration", () => {
  test("disabled, it changes in any direction and can be deleted; the AWS SDK reads it", async () => {
    await bucket("draft");
    const read = async (): Promise<unknown> =>
      (await s3.client().send(new GetObjectLockConfigurationCommand({ Bucket: "draft" }))).ObjectLockConfiguration;
    expect(await failure(read())).toBe("404 ObjectLockConfigurationNotFoundError");
    expect(await lock("draft", "Disabled", years(2))).toBe("200");
    expect(await read()).toEqual({ ObjectLockEnabled: "Disabled", Rule: { DefaultRetention: { Mode: "COMPLIANCE", Years: 2 } } });
    expect(await lock("draft", "Disabled", days(1))).toBe("200");
    expect(await read()).toEqual({ ObjectLockEnabled: "Disabled", Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 1 } } });
    expect(outcome(await s3.send("DELETE", "/draft?object-lock="))).toBe("200");
    expect(outcome(await s3.send("DELETE", "/draft?object-lock="))).toBe("200");
    expect(await failure(read())).toBe("404 ObjectLockConfigurationNotFoundError");
  });

  test("enabled, it can be repeated and lengthened only; a year is 365 days", async () => {
    await bucket("for-good");
    expect(await lock("for-good", "Enabled", years(1))).toBe("200");
    expect(await lock("for-good", "Enabled", days(365))).toBe("200");
    expect(await lock("for-good", "Enabled", days(364))).toBe("409 InvalidBucketState");
    expect(await lock("for-good", "Disabled", days(400))).toBe("409 InvalidBucketState");
    expect(outcome(await s3.send("DELETE", "/for-good?object-lock="))).toBe("409 InvalidBucketState");
    expect(await lock("for-good", "Enabled", days(366))).toBe("200");
    expect(await lock("for-good", "Enabled", years(1))).toBe("409 InvalidBucketState");
    expect((await s3.send("GET", "/for-good?object-lock=")).text).toContain("<Days>366</Days>");
  });

  test("Content-MD5 has to be sent, and has to fit", async () => {
    await bucket("checked");
    const text = body("Disabled", days(1));
    const raw = (md5: string): Promise<string> => s3.send("PUT", "/checked?object-lock=", text, { "content-md5": md5 }).then(outcome);
    expect(await raw("1B2M2Y8AsgTpgAmY7PhCfg==")).toBe("400 BadDigest");
    expect(await raw("nonsense")).toBe("400 InvalidDigest");
    const bare = await sendSigned(
      emulator().endpoints.s3,
      { method: "PUT", target: "/checked?object-lock=", body: text },
      { keys: emulator(), service: "s3" },
    );
    expect(outcome(bare)).toBe("400 InvalidRequest");
  });

  test.each([
    ["another state", body("On", days(1)), "400 MalformedXML"],
    ["another mode", body("Enabled", days(1)).replace("COMPLIANCE", "GOVERNANCE"), "400 MalformedXML"],
    ["no length", body("Enabled", ""), "400 MalformedXML"],
    ["days and years", body("Enabled", days(1) + years(1)), "400 MalformedXML"],
    ["zero days", body("Enabled", days(0)), "400 InvalidArgument"],
    ["half a year", body("Enabled", "<Years>0.5</Years>"), "400 InvalidArgument"],
    ["no rule", "<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>", "400 MalformedXML"],
  ])("%s is refused", async (_name, text, expected) => {
    await bucket("strict");
    expect(outcome(await s3.send("PUT", "/strict?object-lock=", text))).toBe(expected);
    expect(outcome(await s3.send("GET", "/strict?object-lock="))).toBe("404 ObjectLockConfigurationNotFoundError");
  });
});

test("a user needs the permission; anonymous callers have none", async () => {
  await bucket("guarded");
  await iam(emulator(), "CreateUser", { UserName: "warden" });
  const { AccessKey } = (await iam(emulator(), "CreateAccessKey", { UserName: "warden" })) as { AccessKey: Record<string, string> };
  const keys: Keys = { accessKeyId: AccessKey["AccessKeyId"] ?? "", secretAccessKey: AccessKey["SecretAccessKey"] ?? "" };
  const asUser = (): Promise<string> =>
    failure(s3Client(emulator(), { credentials: keys }).send(new GetObjectLockConfigurationCommand({ Bucket: "guarded" })));
  expect(await asUser()).toBe("403 AccessDenied");
  const Statement = [{ Effect: "Allow", Action: "oos:GetBucketObjectLockConfiguration", Resource: "arn:ctyun:oos:::guarded" }];
  const policy = { PolicyName: "look", PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement }) };
  const made = (await iam(emulator(), "CreatePolicy", policy)) as { Policy: Record<string, string> };
  await iam(emulator(), "AttachUserPolicy", { UserName: "warden", PolicyArn: made.Policy["Arn"] ?? "" });
  expect(await asUser()).toBe("404 ObjectLockConfigurationNotFoundError");
  expect((await fetch(`${emulator().endpoints.s3}/guarded?object-lock`)).status).toBe(403);
});

describe("retention", () => {
  test("nobody overwrites or deletes an object until the second after its time", async () => {
    await s3.to("2040-03-01T12:00:00Z");
    await bucket("kept", "before");
    expect(await lock("kept", "Enabled", days(10))).toBe("200");
    await s3.client().send(new PutObjectCommand({ Bucket: "kept", Key: "after", Body: "1" }));
    const client = s3.client();
    const target = { Bucket: "kept", Key: "before" };
    expect(await failure(client.send(new PutObjectCommand({ ...target, Body: "other" })))).toBe("403 AccessDenied");
    expect(await failure(client.send(new CopyObjectCommand({ ...target, CopySource: "kept/before", StorageClass: "STANDARD_IA" })))).toBe(
      "403 AccessDenied",
    );
    expect(await failure(client.send(new DeleteObjectCommand(target)))).toBe("403 AccessDenied");
    expect(outcome(await s3.send("DELETE", "/kept"))).toBe("409 BucketNotEmpty");
    const { Body } = await client.send(new GetObjectCommand(target));
    expect(await Body?.transformToString()).toBe("before");

    await s3.to("2040-03-11T11:59:59Z");
    expect(await failure(s3.client().send(new DeleteObjectCommand(target)))).toBe("403 AccessDenied");
    await s3.to("2040-03-11T12:00:10Z");
    await s3.client().send(new PutObjectCommand({ ...target, Body: "other" }));
    expect(await failure(s3.client().send(new DeleteObjectCommand(target)))).toBe("403 AccessDenied");
    await s3.client().send(new DeleteObjectCommand({ Bucket: "kept", Key: "after" }));
    expect(await s3.keys("kept")).toEqual(["before"]);
  });

  test("a multiple deletion tells what stays", async () => {
    await s3.to("2040-05-01T00:00:00Z");
    await bucket("mixed", "old");
    await s3.to("2040-05-20T00:00:00Z");
    await s3.client().send(new PutObjectCommand({ Bucket: "mixed", Key: "new", Body: "x" }));
    await lock("mixed", "Enabled", days(10));
    const Objects = ["old", "new", "none"].map((Key) => ({ Key }));
    for (const Quiet of [false, true]) {
      const done = await s3.client().send(new DeleteObjectsCommand({ Bucket: "mixed", Delete: { Objects, Quiet } }));
      expect(done.Deleted?.map(({ Key }) => Key)).toEqual(Quiet ? undefined : ["old", "none"]);
      expect(done.Errors?.map(({ Key, Code }) => [Key, Code])).toEqual([["new", "AccessDenied"]]);
    }
    expect(await s3.keys("mixed")).toEqual(["new"]);
  });

  test("an upload does not replace a retained object, and stays open", async () => {
    await s3.to("2040-06-01T00:00:00Z");
    await bucket("parts", "a");
    await lock("parts", "Enabled", days(1));
    const client = s3.client();
    const target = { Bucket: "parts", Key: "a" };
    const { UploadId } = await client.send(new CreateMultipartUploadCommand(target));
    const { ETag } = await client.send(new UploadPartCommand({ ...target, UploadId, PartNumber: 1, Body: "new" }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    expect(await failure(client.send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload })))).toBe(
      "403 AccessDenied",
    );
    await s3.to("2040-06-02T00:01:00Z");
    await s3.client().send(new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload }));
    const { Body } = await s3.client().send(new GetObjectCommand(target));
    expect(await Body?.transformToString()).toBe("new");
  });

  test("a disabled lock keeps nothing", async () => {
    await bucket("open", "a");
    await lock("open", "Disabled", years(1));
    await s3.client().send(new DeleteObjectCommand({ Bucket: "open", Key: "a" }));
    expect(await s3.keys("open")).toEqual([]);
  });

  test("a lifecycle changes the class of a retained object and waits with its deletion", async () => {
    await s3.to("2041-03-01T00:00:00Z");
    await bucket("both", "a");
    await lock("both", "Enabled", days(30));
    const rule =
      "<Rule><ID>x</ID><Prefix></Prefix><Status>Enabled</Status><Transition><Days>5</Days><StorageClass>STANDARD_IA</StorageClass></Transition><Expiration><Days>10</Days></Expiration></Rule>";
    await s3.send("PUT", "/both?lifecycle=", `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`);
    await s3.to("2041-03-20T00:00:00Z");
    const head = await s3.client().send(new HeadObjectCommand({ Bucket: "both", Key: "a" }));
    expect(head.StorageClass).toBe("STANDARD_IA");
    await s3.to("2041-03-31T00:00:00Z");
    expect(await s3.keys("both")).toEqual(["a"]);
    await s3.to("2041-04-01T00:00:00Z");
    expect(await s3.keys("both")).toEqual([]);
  });
});
