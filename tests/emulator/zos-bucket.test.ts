/** The flavour ZOS: buckets and objects as they are needed for encryption and logging, its signatures, and that it refuses everything else. */
import { createHmac } from "node:crypto";
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListObjectVersionsCommand,
  PutBucketEncryptionCommand,
  PutBucketLoggingCommand,
  PutObjectCommand,
  type BucketCannedACL,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { TABLES } from "../../emulator/flavours";
import { startEmulator, type CallCounts } from "../../emulator";
import { programForFile, stop, type Started } from "./program";
import type { signed } from "../support/emulator/support";
import {
  admin,
  codeOf,
  emulatorForFile,
  failure,
  outcome,
  s3Client,
  send,
  sendSigned,
  xmlOf,
  type Answer,
  type Keys,
  type PlainRequest,
} from "../support/emulator/support";

const emulator = emulatorForFile({ flavour: "zos", limits: {} });
const program = programForFile();
const EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
const KNOWN = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";
let stranger: Keys;

const s3 = (credentials: Keys = emulator(), region = "us-east-1"): ReturnType<typeof s3Client> =>
  s3Client(emulator(), { region, credentials });
const make = (Bucket: string, ACL?: BucketCannedACL, keys?: Keys): Promise<unknown> =>
  s3(keys).send(new CreateBucketCommand({ Bucket, ...(ACL === undefined ? {} : { ACL }) }));
const call = (method: string, target: string, body = ""): Promise<Answer> =>
  sendSigned(emulator().endpoints.s3, { method, target, body }, { keys: emulator(), service: "s3", region: "any" });

beforeAll(async () => {
  stranger = await admin<Keys>(emulator(), "POST", "/accounts", {});
});

describe("buckets", () => {
  test("made, headed, listed, deleted", async () => {
    expect((await call("PUT", "/first")).headers["location"]).toBeUndefined();
    await s3().send(new PutObjectCommand({ Bucket: "first", Key: "a", Body: "12345" }));
    const head = await call("HEAD", "/first");
    expect(head.headers).toMatchObject({ "x-rgw-object-count": "1", "x-rgw-bytes-used": "5", server: "ct-zos" });
    const { Buckets = [], Owner } = await s3().send(new ListBucketsCommand({}));
    expect({ names: Buckets.map(({ Name }) => Name), Owner }).toEqual({
      names: ["first"],
      Owner: { ID: emulator().accountId, DisplayName: emulator().accountId },
    });
    expect(await failure(s3().send(new DeleteBucketCommand({ Bucket: "first" })))).toBe("409 BucketNotEmpty");
    await s3().send(new DeleteObjectsCommand({ Bucket: "first", Delete: { Objects: [{ Key: "a" }] } }));
    await s3().send(new DeleteBucketCommand({ Bucket: "first" }));
    expect(await failure(s3().send(new HeadBucketCommand({ Bucket: "first" })))).toBe("404 NotFound");
  });

  test("the same again is fine, anything else is taken", async () => {
    await make("again", "public-read");
    await make("again", "public-read");
    expect(await failure(make("again"))).toBe("409 BucketAlreadyExists");
    expect(await failure(make("again", "public-read", stranger))).toBe("409 BucketAlreadyExists");
    expect(await failure(make("No_Name"))).toBe("400 InvalidBucketName");
    expect(await failure(make("fine", "log-delivery-write" as BucketCannedACL))).toBe("400 InvalidArgument");
  });

  test("it may name the only place, and no other", async () => {
    await s3(emulator(), "default").send(new CreateBucketCommand({ Bucket: "placed" }));
    await s3(emulator(), "default").send(new CreateBucketCommand({ Bucket: "placed" }));
    expect(await failure(s3(emulator(), "huabei-2").send(new CreateBucketCommand({ Bucket: "elsewhere" })))).toBe(
      "400 InvalidLocationConstraint",
    );
  });

  test.each<[BucketCannedACL, readonly string[], readonly number[]]>([
    ["private", [], [403, 403, 403]],
    ["public-read", [`${EVERYBODY} READ`], [200, 200, 403]],
    ["public-read-write", [`${EVERYBODY} READ`, `${EVERYBODY} WRITE`], [200, 200, 200]],
    ["authenticated-read", [`${KNOWN} READ`], [403, 200, 403]],
  ])("%s is shown as grants, and lets others list and write by them; objects are private all the same", async (acl, grants, allowed) => {
    const Bucket = `acl-${acl}`;
    await make(Bucket, acl);
    const { Grants = [], Owner } = await s3().send(new GetBucketAclCommand({ Bucket }));
    expect(Owner?.ID).toBe(emulator().accountId);
    expect(Grants.map(({ Grantee, Permission }) => `${Grantee?.URI ?? Grantee?.ID ?? ""} ${Permission ?? ""}`)).toEqual([
      ...grants,
      `${emulator().accountId} FULL_CONTROL`,
    ]);
    await s3().send(new PutObjectCommand({ Bucket, Key: "mine", Body: "x" }));
    const base = `${emulator().endpoints.s3}/${Bucket}`;
    const status = async (keys: Keys | undefined, method: string, target: string): Promise<number> =>
      keys === undefined
        ? (await fetch(`${base}${target}`, { method })).status
        : (await sendSigned(emulator().endpoints.s3, { method, target: `/${Bucket}${target}` }, { keys, service: "s3" })).status;
    expect([await status(undefined, "GET", ""), await status(stranger, "GET", ""), await status(stranger, "PUT", "/theirs")]).toEqual(
      allowed,
    );
    expect([await status(undefined, "GET", "/mine"), await status(stranger, "GET", "/mine")]).toEqual([403, 403]);
  });

  test("a hundred of them, and no more", async () => {
    const own = await startEmulator({ flavour: "zos" });
    try {
      const statuses: number[] = [];
      for (let index = 0; index <= 100; index += 1) {
        const request = { method: "PUT", target: `/bucket-${String(index)}` };
        statuses.push((await sendSigned(own.endpoints.s3, request, { keys: own, service: "s3" })).status);
      }
      expect(new Set(statuses.slice(0, 100))).toEqual(new Set([200]));
      expect(statuses[100]).toBe(400);
    } finally {
      await own.close();
    }
  });
});

describe("objects", () => {
  test("a canned ACL of their own", async () => {
    await make("objects");
    await s3().send(new PutObjectCommand({ Bucket: "objects", Key: "open", Body: "for all", ACL: "public-read" }));
    expect(await (await fetch(`${emulator().endpoints.s3}/objects/open`)).text()).toBe("for all");
    const { Grants = [] } = await s3().send(new GetObjectAclCommand({ Bucket: "objects", Key: "open" }));
    expect(Grants).toHaveLength(2);
    expect(await failure(s3().send(new GetObjectAclCommand({ Bucket: "objects", Key: "none" })))).toBe("404 NoSuchKey");
    const got = await s3().send(new GetObjectCommand({ Bucket: "objects", Key: "open" }));
    expect(got.ServerSideEncryption).toBeUndefined();
  });

  test("a bucket is emptied by versions, page by page", async () => {
    const Bucket = "emptied";
    await make(Bucket);
    for (const Key of ["a b", "c&d", "e"]) await s3().send(new PutObjectCommand({ Bucket, Key, Body: "x" }));
    const page = await s3().send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2 }));
    expect({ keys: page.Versions?.map(({ Key, VersionId, IsLatest }) => [Key, VersionId, IsLatest]), more: page.IsTruncated }).toEqual({
      keys: [
        ["a b", "null", true],
        ["c&d", "null", true],
      ],
      more: true,
    });
    const rest = await s3().send(
      new ListObjectVersionsCommand({ Bucket, KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker }),
    );
    expect(rest.Versions?.map(({ Key }) => Key)).toEqual(["e"]);
    const Objects = [...(page.Versions ?? []), ...(rest.Versions ?? [])].map(({ Key, VersionId }) => ({ Key, VersionId }));
    // A version that is not there counts as deleted, and takes none that is.
    await s3().send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "e", VersionId: "other" }] } }));
    expect((await s3().send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }))).Deleted).toHaveLength(3);
    expect((await s3().send(new ListObjectsCommand({ Bucket }))).Contents).toBeUndefined();
    expect((await s3().send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toBeUndefined();
    await s3().send(new DeleteBucketCommand({ Bucket }));
  });
});

describe("signatures", () => {
  test("V4 for any region and service; a wrong key, a wrong secret and a wrong time in the guide's codes", async () => {
    const attempt = async (changes: Partial<Parameters<typeof signed>[2]>): Promise<string> =>
      outcome(await sendSigned(emulator().endpoints.s3, { method: "GET", target: "/" }, { keys: emulator(), service: "s3", ...changes }));
    expect(await attempt({ region: "cn" })).toBe("200");
    expect(await attempt({ region: "huabei-2", service: "sns" })).toBe("200");
    expect(await attempt({ keys: { ...emulator(), secretAccessKey: "wrong" } })).toBe("403 AccessDenied");
    expect(await attempt({ keys: { ...emulator(), accessKeyId: "nobody" } })).toBe("403 AccessDenied");
    expect(await attempt({ at: new Date(Date.now() - 3_600_000) })).toBe("403 RequestTimeTooSkewed");
  });

  test("V2 signs logging and not encryption", async () => {
    await make("signed-v2");
    const attempt = async (subresource: string, resource: string): Promise<string> => {
      const date = new Date().toUTCString();
      const { accessKeyId, secretAccessKey } = emulator();
      const signature = createHmac("sha1", secretAccessKey).update(`GET\n\n\n${date}\n${resource}`).digest("base64");
      const request: PlainRequest = {
        method: "GET",
        target: `/signed-v2?${subresource}`,
        headers: { date, authorization: `AWS ${accessKeyId}:${signature}` },
      };
      return outcome(await send(emulator().endpoints.s3, request));
    };
    expect(await attempt("logging", "/signed-v2?logging")).toBe("200");
    expect(await attempt("logging", "/signed-v2")).toBe("403 AccessDenied");
    expect(await attempt("encryption", "/signed-v2")).toBe("404 NoSuchEncryptionSetError");
    expect(await attempt("encryption", "/signed-v2?encryption")).toBe("403 AccessDenied");
  });
});

describe("everything else", () => {
  beforeAll(async () => {
    await make("refuses");
  });
  const others = TABLES.zos.s3.filter(({ run }) => run === undefined);

  test.each(others.map((row) => [row.name, row] as const))("%s is refused by its name", async (name, row) => {
    const target = `/refuses${row.target === "object" ? "/key" : ""}${row.subresources.length === 0 ? "" : `?${row.subresources.map((sub) => `${sub}=1`).join("&")}`}`;
    await admin(emulator(), "DELETE", "/calls");
    const headers = row.copySource ? { "x-amz-copy-source": "/refuses/a" } : {};
    const request = { method: row.method, target, headers };
    const answer = await sendSigned(emulator().endpoints.s3, request, { keys: emulator(), service: "s3" });
    expect(outcome(answer)).toBe("501 NotImplemented");
    expect(Object.keys((await admin<CallCounts>(emulator(), "GET", "/calls")).byOperation)).toEqual([`s3:${name}`]);
    expect((await call("HEAD", "/refuses")).status).toBe(200);
  });

  test.each(["acl", "versioning", "logging", "object-lock", "location", "anything"])("DELETE ?%s never takes the bucket", async (name) => {
    expect(outcome(await call("DELETE", `/refuses?${name}`))).toBe("501 NotImplemented");
    expect((await call("HEAD", "/refuses")).status).toBe(200);
  });

  test("what a Ceph gateway has beyond the guide and the emulator lacks is said to be that", async () => {
    const words = async (target: string): Promise<unknown> => xmlOf(await call("GET", target))["Message"];
    expect(await words("/refuses?publicAccessBlock")).toBe(
      "GET with ?publicAccessBlock is not served by this emulator; see emulator/GAPS.md.",
    );
    expect(await words("/refuses?nonsense")).toBe("GET with ?nonsense is not an operation of this service.");
  });

  test("headers that ask for more, web sites, and services that ZOS does not have", async () => {
    // What is malformed is not taken for something unknown.
    expect(outcome(await send(emulator().endpoints.s3, { method: "GET", target: "/refuses/%ff" }))).toBe("400 InvalidRequest");
    expect(outcome(await send(emulator().endpoints.s3, { method: "OPTIONS", target: "/refuses" }))).toBe("400 BadRequest");
    for (const header of ["x-amz-az-policy", "x-amz-tagging"]) {
      const request = { method: "PUT", target: "/more", headers: { [header]: "true" } };
      expect(outcome(await sendSigned(emulator().endpoints.s3, request, { keys: emulator(), service: "s3" }))).toBe("501 NotImplemented");
    }
    const { iam, trail, statistics } = emulator().endpoints;
    const service = "s3";
    const keys = emulator();
    expect(codeOf(await sendSigned(iam, { method: "POST", target: "/", body: "Action=ListUsers" }, { keys, service }))).toBe(
      "NotImplemented",
    );
    const headers = { "x-amz-target": "CloudTrail_20131101.DescribeTrails" };
    expect(codeOf(await sendSigned(trail, { method: "POST", target: "/", headers, body: "{}" }, { keys, service }))).toBe("NotImplemented");
    expect(codeOf(await sendSigned(statistics, { method: "GET", target: "/?Action=GetCapacity" }, { keys, service }))).toBe(
      "NotImplemented",
    );
  });
});

test("what was set is there after kill -9", async () => {
  const data = await program.folder();
  const first = await program.start("--flavour", "zos", "--data", data);
  const client = (of: Started): ReturnType<typeof s3Client> => s3Client(of, { region: "us-east-1" });
  const Bucket = "lasting";
  await client(first).send(new CreateBucketCommand({ Bucket, ACL: "public-read" }));
  const ServerSideEncryptionConfiguration = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }] };
  await client(first).send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }));
  const grantee = { Type: "Group" as const, URI: EVERYBODY };
  const LoggingEnabled = { TargetBucket: Bucket, TargetPrefix: "log/", TargetGrants: [{ Grantee: grantee, Permission: "READ" as const }] };
  await client(first).send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus: { LoggingEnabled } }));
  await client(first).send(new PutObjectCommand({ Bucket, Key: "open", Body: "text", ACL: "public-read" }));
  await stop(first.child, "SIGKILL");
  const second = await program.start("--flavour", "zos", "--data", data);
  expect((await client(second).send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration).toEqual(
    ServerSideEncryptionConfiguration,
  );
  expect((await client(second).send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).toEqual(LoggingEnabled);
  expect((await client(second).send(new GetBucketAclCommand({ Bucket }))).Grants).toHaveLength(2);
  const got = await fetch(`${second.endpoints.s3}/${Bucket}/open`);
  expect([await got.text(), got.headers.get("x-amz-server-side-encryption")]).toEqual(["text", "AES256"]);
});

test("--flavour chooses it; a data folder stays what it is; another name is none", async () => {
  const data = await program.folder();
  const started = await program.start("--flavour", "zos", "--data", data);
  const answer = await sendSigned(started.endpoints.s3, { method: "GET", target: "/" }, { keys: started, service: "s3" });
  expect(answer.headers["server"]).toBe("ct-zos");
  expect(xmlOf(answer)["Owner"]).toMatchObject({ ID: started.accountId });
  await started.close();
  await expect(program.start("--data", data)).rejects.toThrow("holds the state of the flavour zos, not of oos");
  await expect(program.start("--flavour", "s3")).rejects.toThrow("Allowed choices are oos, zos");
});
