import {
  CreateBucketCommand,
  GetObjectCommand,
  ListBucketsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { SignatureV4 } from "@smithy/signature-v4";
import { HttpRequest } from "@smithy/protocol-http";
import { beforeAll, describe, expect, test } from "vitest";
import {
  emulatorForFile,
  failure,
  keysOf,
  outcome,
  s3Client,
  send,
  Sha256,
  TimeTraveller,
  userWithKey,
  type Keys,
} from "../support/emulator/support";

const emulator = emulatorForFile();
const time = new TimeTraveller(emulator);
const READ = { Effect: "Allow", Action: ["oos:GetObject", "oos:ListAllMyBuckets", "iam:GetUser"], Resource: "*" };
const session = async (keys?: Keys, more: Readonly<Record<string, string>> = {}): Promise<Keys> =>
  keysOf(await time.iam("GetSessionToken", { DurationSeconds: "900", ...more }, keys));
const client = (credentials: Keys): S3Client => s3Client(emulator(), { credentials });

let reader: Keys;
beforeAll(async () => {
  await time.client().send(new CreateBucketCommand({ Bucket: "things" }));
  await time.client().send(new PutObjectCommand({ Bucket: "things", Key: "k", Body: "v" }));
  reader = await userWithKey(emulator(), "reader", READ);
});

describe("temporary credentials", () => {
  test("have the documented form", async () => {
    const before = Date.now();
    const { Credentials } = await time.iam("GetSessionToken", { DurationSeconds: "1800" });
    expect(Credentials).toEqual({
      AccessKeyId: expect.stringMatching(/^sts\.[0-9a-f]{20}$/) as string,
      SecretAccessKey: expect.stringMatching(/^[0-9a-f]{40}$/) as string,
      SessionToken: expect.stringMatching(/^[0-9a-f]{128}$/) as string,
      Expiration: expect.stringMatching(/Z$/) as string,
    });
    const lasts = Date.parse((Credentials as Record<string, string>)["Expiration"] ?? "") - before;
    expect(Math.abs(lasts - 1_800_000)).toBeLessThan(60_000);
  });

  test("may do on every service what their user may", async () => {
    const keys = await session(reader);
    expect((await (await client(keys).send(new GetObjectCommand({ Bucket: "things", Key: "k" }))).Body?.transformToString()) ?? "").toBe(
      "v",
    );
    expect(await failure(client(keys).send(new PutObjectCommand({ Bucket: "things", Key: "k", Body: "w" })))).toBe("403 AccessDenied");
    expect((await time.iam("GetUser", {}, keys))["User"]).toMatchObject({ UserName: "reader" });
    await expect(time.iam("ListUsers", {}, keys)).rejects.toThrow("403 AccessDenied");
    await expect(time.trail("DescribeTrails", {}, keys)).rejects.toThrow("403 AccessDenied");
    const root = await session();
    expect(await time.trail("DescribeTrails", {}, root)).toEqual({ trailList: [] });
    expect((await time.iam("ListUsers", {}, root))["Users"]).toBeDefined();
    await client(root).send(new PutObjectCommand({ Bucket: "things", Key: "k2", Body: "v" }));
  });

  test("of a user are limited by the policy they were asked for with; those of the root user are not", async () => {
    const PolicyDocument = JSON.stringify({
      Statement: [{ Effect: "Allow", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::things/k" }],
    });
    const limited = await session(reader, { PolicyDocument });
    await client(limited).send(new GetObjectCommand({ Bucket: "things", Key: "k" }));
    expect(await failure(client(limited).send(new ListBucketsCommand({})))).toBe("403 AccessDenied");
    await expect(time.iam("GetUser", {}, limited)).rejects.toThrow("403 AccessDenied");
    const wide = await session(reader, { PolicyDocument: PolicyDocument.replace("oos:GetObject", "*") });
    expect(await failure(client(wide).send(new PutObjectCommand({ Bucket: "things", Key: "k", Body: "w" })))).toBe("403 AccessDenied");
    const root = await session(undefined, { PolicyDocument });
    await client(root).send(new ListBucketsCommand({}));
  });

  test("are not helped past their policy by a bucket policy", async () => {
    const policy = { Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::shared/*" }] };
    await time.client().send(new CreateBucketCommand({ Bucket: "shared" }));
    await time.client().send(new PutBucketPolicyCommand({ Bucket: "shared", Policy: JSON.stringify(policy) }));
    await time.client().send(new PutObjectCommand({ Bucket: "shared", Key: "k", Body: "v" }));
    const PolicyDocument = JSON.stringify({ Statement: [{ Effect: "Allow", Action: "oos:ListBucket", Resource: "*" }] });
    const limited = await session(reader, { PolicyDocument });
    expect(await failure(client(limited).send(new GetObjectCommand({ Bucket: "shared", Key: "k" })))).toBe("403 AccessDenied");
  });

  test("need their token, unchanged, and no other credentials take one", async () => {
    const { sessionToken = "", ...bare } = await session();
    const buckets = (credentials: Keys): Promise<string> => failure(client(credentials).send(new ListBucketsCommand({})));
    expect(await buckets(bare)).toBe("403 InvalidAccessKeyId");
    expect(await buckets({ ...bare, sessionToken: sessionToken.replace(/.$/, (end) => (end === "0" ? "1" : "0")) })).toBe(
      "403 InvalidToken",
    );
    expect(await buckets({ ...bare, sessionToken: (await session()).sessionToken ?? "" })).toBe("403 InvalidToken");
    expect(await buckets({ ...emulator(), sessionToken })).toBe("403 InvalidToken");
    expect(await buckets({ ...bare, secretAccessKey: "0".repeat(40), sessionToken })).toBe("403 SignatureDoesNotMatch");
    await expect(time.iam("ListUsers", {}, bare)).rejects.toThrow("403 InvalidAccessKeyId");
    expect(await buckets({ ...bare, sessionToken })).toBe("no failure");
  });

  test("sign URLs, with the token in the query", async () => {
    const keys = await session(reader);
    const { host, hostname, port } = new URL(emulator().endpoints.s3);
    const signer = new SignatureV4({ credentials: keys, region: "cn", service: "s3", sha256: Sha256, uriEscapePath: false });
    const headers = { host, "X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD" };
    const plain = new HttpRequest({ method: "GET", protocol: "http:", hostname, port: Number(port), path: "/things/k", headers });
    const { query = {} } = await signer.presign(plain, { expiresIn: 60 });
    expect(Object.keys(query)).toContain("X-Amz-Security-Token");
    const target = (without: string): string =>
      `/things/k?${Object.entries(query)
        .filter(([name]) => name !== without)
        .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
        .join("&")}`;
    expect((await send(emulator().endpoints.s3, { method: "GET", target: target("") })).text).toBe("v");
    const tokenless = await send(emulator().endpoints.s3, { method: "GET", target: target("X-Amz-Security-Token") });
    expect(outcome(tokenless)).toBe("403 SignatureDoesNotMatch");
  });

  test("end on the emulator's clock", async () => {
    const keys = await session(reader);
    const start = Date.now();
    await time.to(new Date(start + 890_000).toISOString());
    await time.client(keys).send(new GetObjectCommand({ Bucket: "things", Key: "k" }));
    await time.to(new Date(start + 905_000).toISOString());
    expect(await failure(time.client(keys).send(new GetObjectCommand({ Bucket: "things", Key: "k" })))).toBe("403 ExpiredToken");
    await expect(time.iam("GetUser", {}, keys)).rejects.toThrow("403 ExpiredToken");
    await expect(time.trail("DescribeTrails", {}, keys)).rejects.toThrow("403 ExpiredToken");
    await time.to(new Date().toISOString());
  });

  test("go with their user", async () => {
    const owner = await userWithKey(emulator(), "leaver", READ);
    const keys = await session(owner);
    await time.iam("DeleteAccessKey", { UserName: "leaver", AccessKeyId: owner.accessKeyId });
    expect((await time.iam("GetUser", {}, keys))["User"]).toMatchObject({ UserName: "leaver" });
    await time.iam("DetachUserPolicy", { UserName: "leaver", PolicyArn: `arn:ctyun:iam::${emulator().accountId}:policy/of-leaver` });
    await expect(time.iam("GetUser", {}, keys)).rejects.toThrow("403 AccessDenied");
    await time.iam("DeleteUser", { UserName: "leaver" });
    await time.iam("CreateUser", { UserName: "leaver" });
    await expect(time.iam("GetUser", {}, keys)).rejects.toThrow("403 InvalidAccessKeyId");
  });
});

describe("GetSessionToken", () => {
  test.each([{}, { DurationSeconds: "899" }, { DurationSeconds: "129601" }, { DurationSeconds: "900.5" }, { DurationSeconds: "x" }])(
    "%j is refused",
    async (params) => {
      await expect(time.iam("GetSessionToken", params)).rejects.toThrow("400 InvalidDurationSeconds");
    },
  );

  test("takes a policy of at most 2048 characters", async () => {
    await expect(session(reader, { PolicyDocument: "{" })).rejects.toThrow("400 MalformedPolicyDocument");
    const long = JSON.stringify({ Statement: [{ ...READ, Sid: "x".repeat(2000) }] });
    await expect(session(reader, { PolicyDocument: long })).rejects.toThrow("400 ValidationError");
  });

  test("is open to every user, whatever a policy says, but not to temporary credentials", async () => {
    const denied = await userWithKey(emulator(), "denied", { Effect: "Deny", Action: "iam:GetSessionToken", Resource: "*" });
    const keys = await session(denied);
    await expect(session(keys)).rejects.toThrow("403 AccessDenied: Temporary credentials cannot call GetSessionToken.");
    await expect(session(await session())).rejects.toThrow("403 AccessDenied");
  });
});
