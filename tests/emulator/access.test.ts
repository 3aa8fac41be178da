import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { actionMatches, arnMatches, globMatches } from "../../emulator/access/arn";
import { conditionsHold, type RequestFacts } from "../../emulator/access/conditions";
import { admin, emulatorForFile, failure, iam, s3Client, send, trail, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile();
let count = 0;

/** A user with these statements attached, and a client that signs as this user. */
async function userWith(
  ...statements: readonly object[]
): Promise<{ readonly name: string; readonly keys: Keys; readonly client: S3Client }> {
  const name = `user-${count++}`;
  await iam(emulator(), "CreateUser", { UserName: name });
  if (statements.length > 0) await attach(name, ...statements);
  const made = (await iam(emulator(), "CreateAccessKey", { UserName: name }))["AccessKey"] as Record<string, string>;
  const keys = { accessKeyId: made["AccessKeyId"] ?? "", secretAccessKey: made["SecretAccessKey"] ?? "" };
  return { name, keys, client: s3Client(emulator(), { credentials: keys }) };
}

async function makePolicy(...statements: readonly object[]): Promise<string> {
  const document = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  const made = (await iam(emulator(), "CreatePolicy", { PolicyName: `policy-${count++}`, PolicyDocument: document }))["Policy"] as Record<
    string,
    string
  >;
  return made["Arn"] ?? "";
}

async function attach(UserName: string, ...statements: readonly object[]): Promise<void> {
  await iam(emulator(), "AttachUserPolicy", { UserName, PolicyArn: await makePolicy(...statements) });
}

const root = (): S3Client => s3Client(emulator());
const allow = (Action: string | readonly string[], Resource: string | readonly string[] = "*", more: object = {}): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: string | readonly string[], Resource: string | readonly string[] = "*"): object => ({
  Effect: "Deny",
  Action,
  Resource,
});
const put = (client: S3Client, Bucket: string, Key: string): Promise<string> =>
  failure(client.send(new PutObjectCommand({ Bucket, Key, Body: "x" })));
const get = (client: S3Client, Bucket: string, Key: string): Promise<string> => failure(client.send(new GetObjectCommand({ Bucket, Key })));
const list = (client: S3Client, Bucket: string): Promise<string> => failure(client.send(new ListObjectsCommand({ Bucket })));
const setPolicy = (Bucket: string, ...Statement: readonly object[]): Promise<unknown> =>
  root().send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }));

beforeAll(async () => {
  for (const Bucket of ["ours", "ours-too", "public-read", "public-write"]) await root().send(new CreateBucketCommand({ Bucket }));
  await root().send(new CreateBucketCommand({ Bucket: "public-read", ACL: "public-read" }));
  await root().send(new CreateBucketCommand({ Bucket: "public-write", ACL: "public-read-write" }));
  for (const Bucket of ["ours", "ours-too", "public-read"]) expect(await put(root(), Bucket, "a/b")).toBe("no failure");
});

describe("users", () => {
  test("may nothing at first", async () => {
    const { client, keys } = await userWith();
    expect(await failure(client.send(new ListBucketsCommand({})))).toBe("403 AccessDenied");
    expect(await failure(client.send(new CreateBucketCommand({ Bucket: "theirs" })))).toBe("403 AccessDenied");
    expect(await get(client, "ours", "a/b")).toBe("403 AccessDenied");
    await expect(iam(emulator(), "ListUsers", {}, keys)).rejects.toThrow("403 AccessDenied");
    await expect(trail(emulator(), "DescribeTrails", {}, keys)).rejects.toThrow("403 AccessDenied");
  });

  test.each([
    ["arn:ctyun:oos:::ours/*", "oos:GetObject"],
    ["arn:aws:s3:::ours/*", "s3:GetObject"],
    ["arn:ctyun:oos:::o*/a/?", "oos:Get*"],
    ["arn:ctyun:oos::*:ours/a/b", "s3:getobject"],
  ])("may read what %s allows, and nothing else", async (resource, action) => {
    const { client } = await userWith(allow(action, resource));
    expect(await get(client, "ours", "a/b")).toBe("no failure");
    expect(await get(client, "public-write", "a/b")).toBe("404 NoSuchKey");
    expect(await list(client, "ours")).toBe("403 AccessDenied");
    expect(await put(client, "ours", "a/c")).toBe("403 AccessDenied");
  });

  test("of another account's ARN are not meant", async () => {
    const { client } = await userWith(allow("oos:*", "arn:ctyun:oos::someoneelse00:ours/*"));
    expect(await get(client, "ours", "a/b")).toBe("403 AccessDenied");
  });

  test("may not what is denied, whatever else allows it", async () => {
    const { client } = await userWith(allow("*"), deny("oos:PutObject", "arn:ctyun:oos:::ours/secret/*"));
    expect(await put(client, "ours", "open")).toBe("no failure");
    expect(await put(client, "ours", "secret/x")).toBe("403 AccessDenied");
    expect(await failure(client.send(new CreateBucketCommand({ Bucket: "made-by-user" })))).toBe("no failure");
    expect((await root().send(new ListBucketsCommand({}))).Buckets?.map((bucket) => bucket.Name)).toContain("made-by-user");
  });

  test("have the policies of their groups, and lose them with membership", async () => {
    const { name, client } = await userWith();
    await iam(emulator(), "CreateGroup", { GroupName: "readers" });
    await iam(emulator(), "AttachGroupPolicy", { GroupName: "readers", PolicyArn: await makePolicy(allow("oos:ListBucket")) });
    expect(await list(client, "ours")).toBe("403 AccessDenied");
    await iam(emulator(), "AddUserToGroup", { GroupName: "readers", UserName: name });
    expect(await list(client, "ours")).toBe("no failure");
    await iam(emulator(), "RemoveUserFromGroup", { GroupName: "readers", UserName: name });
    expect(await list(client, "ours")).toBe("403 AccessDenied");
  });

  test("delete several objects under a permission of its own", async () => {
    const { name, client } = await userWith(allow("oos:DeleteObject", "arn:ctyun:oos:::ours/*"));
    const several = (): Promise<string> =>
      failure(client.send(new DeleteObjectsCommand({ Bucket: "ours", Delete: { Objects: [{ Key: "none" }] } })));
    expect(await failure(client.send(new DeleteObjectCommand({ Bucket: "ours", Key: "none" })))).toBe("no failure");
    expect(await several()).toBe("403 AccessDenied");
    await attach(name, allow("oos:DeleteMultipleObjects", "arn:ctyun:oos:::ours"));
    expect(await several()).toBe("no failure");
  });

  test("manage the IAM entities and trails that a policy names", async () => {
    const account = emulator().accountId;
    const { keys } = await userWith(
      allow(["iam:CreateUser", "iam:DeleteUser"], `arn:ctyun:iam::${account}:user/team-*`),
      allow("cloudtrail:Get*"),
    );
    await iam(emulator(), "CreateUser", { UserName: "Team-A" }, keys);
    await expect(iam(emulator(), "CreateUser", { UserName: "boss" }, keys)).rejects.toThrow("403 AccessDenied");
    await expect(iam(emulator(), "GetUser", { UserName: "team-a" }, keys)).rejects.toThrow("403 AccessDenied");
    await iam(emulator(), "DeleteUser", { UserName: "team-a" }, keys);
    await expect(trail(emulator(), "GetTrailStatus", { Name: "absent" }, keys)).rejects.toThrow("404 TrailNotFoundException");
    await expect(trail(emulator(), "DeleteTrail", { Name: "absent" }, keys)).rejects.toThrow("403 AccessDenied");
  });

  test("make a key for themselves when no name is given", async () => {
    const { name, keys } = await userWith(allow("iam:*AccessKey*", `arn:ctyun:iam::${emulator().accountId}:user/user-${count}`));
    const made = (await iam(emulator(), "CreateAccessKey", {}, keys))["AccessKey"] as Record<string, string>;
    expect(made["UserName"]).toBe(name);
    await iam(emulator(), "DeleteAccessKey", { AccessKeyId: made["AccessKeyId"] ?? "" }, keys);
    await expect(iam(emulator(), "DeleteAccessKey", { AccessKeyId: emulator().accessKeyId }, keys)).rejects.toThrow("404 NoSuchEntity");
  });
});

describe("strangers", () => {
  const anonymous = async (method: string, target: string): Promise<number> =>
    (await send(emulator().endpoints.s3, { method, target, body: method === "PUT" ? "x" : "", headers: { host: "127.0.0.1" } })).status;

  test("see what the ACL of a bucket opens", async () => {
    expect(await anonymous("GET", "/ours/a/b")).toBe(403);
    expect(await anonymous("GET", "/")).toBe(403);
    expect(await anonymous("PUT", "/new-bucket")).toBe(403);
    expect([
      await anonymous("GET", "/public-read/a/b"),
      await anonymous("GET", "/public-read"),
      await anonymous("PUT", "/public-read/x"),
    ]).toEqual([200, 200, 403]);
    expect([
      await anonymous("PUT", "/public-write/x"),
      await anonymous("GET", "/public-write/x"),
      await anonymous("DELETE", "/public-write/x"),
    ]).toEqual([200, 200, 204]);
    expect([await anonymous("GET", "/public-write?policy="), await anonymous("DELETE", "/public-write")]).toEqual([403, 403]);
  });

  test("see what a bucket policy opens to everybody, under its conditions", async () => {
    await setPolicy("ours", { ...allow("oos:GetObject", "arn:ctyun:oos:::ours/a/*"), Principal: "*" });
    expect([await anonymous("GET", "/ours/a/b"), await anonymous("GET", "/ours/open"), await anonymous("PUT", "/ours/a/b")]).toEqual([
      200, 403, 403,
    ]);
    await setPolicy("ours", {
      ...allow("oos:GetObject", "arn:ctyun:oos:::ours/*"),
      Principal: { CTYUN: "*" },
      Condition: { StringLike: { "ctyun:Referer": ["http://example.org/*"] } },
    });
    const withReferer = await send(emulator().endpoints.s3, {
      method: "GET",
      target: "/ours/a/b",
      headers: { host: "127.0.0.1", referer: "http://example.org/page" },
    });
    expect([withReferer.status, await anonymous("GET", "/ours/a/b")]).toEqual([200, 403]);
    await setPolicy("ours", {
      ...allow("oos:GetObject", "arn:ctyun:oos:::ours/*"),
      Principal: "*",
      Condition: { NotIpAddress: { "ctyun:SourceIp": "127.0.0.0/8" } },
    });
    expect(await anonymous("GET", "/ours/a/b")).toBe(403);
  });

  test("of another account need both accounts' consent", async () => {
    const keys = await admin<Keys & { accountId: string }>(emulator(), "POST", "/accounts", {});
    const otherRoot = s3Client(emulator(), { credentials: keys });
    await iam(emulator(), "CreateUser", { UserName: "visitor" }, keys);
    const made = (await iam(emulator(), "CreateAccessKey", { UserName: "visitor" }, keys))["AccessKey"] as Record<string, string>;
    const visitor = s3Client(emulator(), {
      credentials: { accessKeyId: made["AccessKeyId"] ?? "", secretAccessKey: made["SecretAccessKey"] ?? "" },
    });
    expect(await get(otherRoot, "ours-too", "a/b")).toBe("403 AccessDenied");
    await setPolicy("ours-too", {
      ...allow("s3:*", ["arn:aws:s3:::ours-too", "arn:aws:s3:::ours-too/*"]),
      Principal: { AWS: [`arn:ctyun:iam::${keys.accountId}:root`] },
    });
    expect(await get(otherRoot, "ours-too", "a/b")).toBe("no failure");
    expect(await failure(otherRoot.send(new HeadBucketCommand({ Bucket: "ours-too" })))).toBe("no failure");
    expect(await get(visitor, "ours-too", "a/b")).toBe("403 AccessDenied");
    const policy = JSON.stringify({ Statement: [allow("oos:GetObject", "arn:ctyun:oos:::ours-too/*")] });
    const arn =
      ((await iam(emulator(), "CreatePolicy", { PolicyName: "visit", PolicyDocument: policy }, keys))["Policy"] as Record<string, string>)[
        "Arn"
      ] ?? "";
    await iam(emulator(), "AttachUserPolicy", { UserName: "visitor", PolicyArn: arn }, keys);
    expect(await get(visitor, "ours-too", "a/b")).toBe("no failure");
  });
});

test("a bucket policy may lock out the root user, but not from the policy", async () => {
  await root().send(new CreateBucketCommand({ Bucket: "locked" }));
  await setPolicy("locked", { ...deny("oos:*", ["arn:ctyun:oos:::locked", "arn:ctyun:oos:::locked/*"]), Principal: "*" });
  expect(await put(root(), "locked", "x")).toBe("403 AccessDenied");
  expect(await failure(root().send(new GetBucketPolicyCommand({ Bucket: "locked" })))).toBe("no failure");
});

test("a bucket policy that names one user opens the bucket to that user only", async () => {
  const [friend, other] = [await userWith(), await userWith()];
  await root().send(new CreateBucketCommand({ Bucket: "shared" }));
  await setPolicy("shared", {
    ...allow("oos:*", ["arn:ctyun:oos:::shared", "arn:ctyun:oos:::shared/*"]),
    Principal: { CTYUN: `arn:ctyun:iam::${emulator().accountId}:user/${friend.name}` },
  });
  expect([await put(friend.client, "shared", "x"), await put(other.client, "shared", "x")]).toEqual(["no failure", "403 AccessDenied"]);
});

describe("matching", () => {
  test("a glob agrees with the regular expression it stands for", () => {
    const letters = fc.array(fc.constantFrom("a", "b", "/", "*", "?"), { maxLength: 8 }).map((parts) => parts.join(""));
    const texts = fc.array(fc.constantFrom("a", "b", "/"), { maxLength: 10 }).map((parts) => parts.join(""));
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
        expect(globMatches(pattern, text)).toBe(expression.test(text));
      }),
    );
  });

  test("a pattern of many stars is quick", () => {
    expect(globMatches(`${"*a".repeat(2000)}b`, "a".repeat(20_000))).toBe(false);
  });

  test.each([
    ["*", "arn:ctyun:oos::acc:b/k", true],
    ["arn:ctyun:oos:::b/*", "arn:ctyun:oos::acc:b/k/l", true],
    ["arn:ctyun:oos:::b", "arn:ctyun:oos::acc:b/k", false],
    ["arn:aws:s3:::b/K", "arn:ctyun:oos::acc:b/k", false],
    ["arn:ctyun:iam::acc:user/BOB", "arn:ctyun:iam::acc:user/bob", true],
    ["arn:ctyun:iam:::user/bob", "arn:ctyun:oos::acc:user/bob", false],
  ])("%s over %s: %s", (pattern, arn, expected) => {
    expect(arnMatches(pattern, arn)).toBe(expected);
  });

  test("actions in both spellings", () => {
    expect(["oos:Get*", "s3:getobject", "*", "oos:*"].map((pattern) => actionMatches(pattern, "s3:GetObject"))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(["oos:PutObject", "iam:*", "oos:Get"].map((pattern) => actionMatches(pattern, "s3:GetObject"))).toEqual([false, false, false]);
  });

  test("conditions, each true and false, and an absent key", () => {
    const facts: RequestFacts = {
      sourceIp: "::ffff:10.1.2.3",
      referer: undefined,
      userAgent: "curl/8",
      now: new Date("2026-06-01T00:00:00Z"),
      parameter: (name) => (name === "max-keys" ? "10" : undefined),
    };
    const holds = (operator: string, key: string, ...values: readonly string[]): boolean =>
      conditionsHold({ [operator]: { [key]: values } }, facts);
    expect([holds("IpAddress", "ctyun:SourceIp", "10.0.0.0/8"), holds("IpAddress", "aws:SourceIp", "10.2.0.0/16", "::1")]).toEqual([
      true,
      false,
    ]);
    expect([holds("NotIpAddress", "ctyun:SourceIp", "10.0.0.0/8"), holds("NotIpAddress", "ctyun:SourceIp", "10.1.2.4")]).toEqual([
      false,
      true,
    ]);
    expect([holds("StringLike", "aws:UserAgent", "curl/*"), holds("StringNotEquals", "aws:UserAgent", "curl/8")]).toEqual([true, false]);
    expect([holds("StringLike", "aws:Referer", "*"), holds("StringNotLike", "aws:Referer", "*")]).toEqual([false, true]);
    expect([
      holds("DateLessThan", "aws:CurrentTime", "2026-07-01T00:00:00Z"),
      holds("DateGreaterThan", "aws:CurrentTime", "2026-07-01T00:00:00Z"),
    ]).toEqual([true, false]);
    expect([holds("Bool", "aws:SecureTransport", "false"), holds("Bool", "aws:SecureTransport", "true")]).toEqual([true, false]);
    expect(["9", "10", "11"].map((bound) => holds("NumericLessThanEquals", "s3:max-keys", bound))).toEqual([false, true, true]);
    expect([holds("NumericNotEquals", "oos:max-keys", "10"), holds("StringLike", "oos:prefix", "*")]).toEqual([false, false]);
    expect([holds("StringLikeIfExists", "oos:prefix", "a"), holds("ForAllValues:StringLike", "oos:prefix", "a")]).toEqual([true, true]);
    expect([holds("Null", "oos:prefix", "true"), holds("Null", "oos:max-keys", "true")]).toEqual([true, false]);
  });
});
