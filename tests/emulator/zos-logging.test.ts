/** The flavour ZOS: bucket logging with grants, and the log objects that come of it, through the AWS SDK. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketEncryptionCommand,
  GetBucketLoggingCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  PutBucketEncryptionCommand,
  PutBucketLoggingCommand,
  PutObjectCommand,
  type BucketLoggingStatus,
  type Grantee,
  type TargetGrant,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { startEmulator, type CallCounts, type RunningEmulator } from "../../emulator";
import { admin, emulatorForFile, failure, outcome, s3Client, TimeTraveller, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile({ flavour: "zos" });
const raw = new TimeTraveller(emulator);
const EVERYBODY = "http://acs.amazonaws.com/groups/global/AllUsers";
const KNOWN = "http://acs.amazonaws.com/groups/global/AuthenticatedUsers";

interface Other extends Keys {
  readonly accountId: string;
}
let friend: Other;
let stranger: Other;

const s3 = (credentials: Keys = emulator()): ReturnType<typeof s3Client> => s3Client(emulator(), { region: "anywhere-1", credentials });
const put = (Bucket: string, BucketLoggingStatus: BucketLoggingStatus): Promise<unknown> =>
  s3().send(new PutBucketLoggingCommand({ Bucket, BucketLoggingStatus }));
const read = async (Bucket: string): Promise<unknown> => (await s3().send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled;
const make = (Bucket: string, credentials?: Keys): Promise<unknown> =>
  s3Client(emulator(), { region: "us-east-1", ...(credentials === undefined ? {} : { credentials }) }).send(
    new CreateBucketCommand({ Bucket }),
  );
const grant = (grantee: Grantee, Permission: TargetGrant["Permission"]): TargetGrant => ({ Grantee: grantee, Permission });
const toUser = (ID: string): Grantee => ({ Type: "CanonicalUser", ID, DisplayName: ID });
const toGroup = (URI: string): Grantee => ({ Type: "Group", URI });
const toAddress = (EmailAddress: string): Grantee => ({ Type: "AmazonCustomerByEmail", EmailAddress });

/** Writes what waits; the keys of the new log objects in `bucket`. */
async function flush(bucket: string): Promise<readonly string[]> {
  const { written } = await admin<{ written: readonly string[] }>(emulator(), "POST", "/logs");
  return written.filter((name) => name.startsWith(`${bucket}/`)).map((name) => name.slice(bucket.length + 1));
}

beforeAll(async () => {
  friend = await admin<Other>(emulator(), "POST", "/accounts", { email: "friend@example.org" });
  stranger = await admin<Other>(emulator(), "POST", "/accounts", {});
  await expect(admin(emulator(), "POST", "/accounts", { email: "friend@example.org" })).rejects.toThrow("400");
  for (const name of ["logged", "target"]) await make(name);
  await make("not-mine", stranger);
});

describe("configuration", () => {
  test("it is turned on, changed and turned off; grants of every kind come back", async () => {
    expect(await read("logged")).toBeUndefined();
    await put("logged", { LoggingEnabled: { TargetBucket: "target", TargetPrefix: "a&b/" } });
    expect(await read("logged")).toEqual({ TargetBucket: "target", TargetPrefix: "a&b/" });
    const TargetGrants = [
      grant(toUser(friend.accountId), "FULL_CONTROL"),
      grant(toGroup(EVERYBODY), "READ"),
      grant(toGroup(KNOWN), "WRITE"),
      grant(toAddress("friend@example.org"), "READ"),
    ];
    await put("logged", { LoggingEnabled: { TargetBucket: "logged", TargetPrefix: "", TargetGrants } });
    expect(await read("logged")).toEqual({ TargetBucket: "logged", TargetPrefix: "", TargetGrants });
    await put("logged", { LoggingEnabled: { TargetBucket: "target", TargetPrefix: "" } });
    expect(await read("logged")).toEqual({ TargetBucket: "target", TargetPrefix: "" });
    await put("logged", {});
    expect(await read("logged")).toBeUndefined();
    // There is no deletion of it, and none of the bucket either.
    expect(outcome(await raw.send("DELETE", "/logged?logging="))).toBe("501 NotImplemented");
    expect(await read("logged")).toBeUndefined();
  });

  test.each([
    ["a target that is not there", { TargetBucket: "nobody-has-this", TargetPrefix: "" }, "400 InvalidTargetBucketForLogging"],
    ["a target of somebody else", { TargetBucket: "not-mine", TargetPrefix: "" }, "400 InvalidTargetBucketForLogging"],
    ["no prefix", { TargetBucket: "target", TargetPrefix: undefined }, "400 MalformedXML"],
    ["a user nobody knows", { TargetGrants: [grant(toUser("s3"), "READ")] }, "400 InvalidArgument"],
    ["an address nobody has", { TargetGrants: [grant(toAddress("no@example.org"), "READ")] }, "400 UnresolvableGrantByEmailAddress"],
    ["another group", { TargetGrants: [grant(toGroup("http://acs.amazonaws.com/groups/s3/LogDelivery"), "READ")] }, "400 InvalidArgument"],
    ["another permission", { TargetGrants: [grant(toGroup(EVERYBODY), "READ_ACP" as "READ")] }, "400 MalformedXML"],
    ["a grantee without its name", { TargetGrants: [grant({ Type: "Group" }, "READ")] }, "400 MalformedXML"],
    ["a grantee of no kind", { TargetGrants: [grant({ Type: "Other" as "Group", URI: EVERYBODY }, "READ")] }, "400 MalformedXML"],
    ["a grant to nobody", { TargetGrants: [{ Permission: "READ" }] }, "400 MalformedXML"],
  ])("%s is refused, and what was set stays", async (_what, wrong, refusal) => {
    await put("logged", { LoggingEnabled: { TargetBucket: "target", TargetPrefix: "stays/" } });
    const LoggingEnabled = { TargetBucket: "target", TargetPrefix: "", ...wrong } as BucketLoggingStatus["LoggingEnabled"];
    expect(await failure(put("logged", { LoggingEnabled }))).toBe(refusal);
    expect(await read("logged")).toEqual({ TargetBucket: "target", TargetPrefix: "stays/" });
    await put("logged", {});
  });

  test("no body, elements that nobody knows, others' hands", async () => {
    expect(outcome(await raw.send("PUT", "/logged?logging="))).toBe("400 MissingRequestBodyError");
    expect(outcome(await raw.send("PUT", "/logged?logging=", "<BucketLoggingStatus><More/></BucketLoggingStatus>"))).toBe(
      "400 MalformedXML",
    );
    const other = s3(stranger);
    expect(await failure(other.send(new GetBucketLoggingCommand({ Bucket: "logged" })))).toBe("403 AccessDenied");
    expect(await failure(other.send(new PutBucketLoggingCommand({ Bucket: "logged", BucketLoggingStatus: {} })))).toBe("403 AccessDenied");
    expect(await failure(s3().send(new GetBucketLoggingCommand({ Bucket: "nobody-has-this" })))).toBe("404 NoSuchBucket");
  });

  test("each operation is counted by its name", async () => {
    await admin(emulator(), "DELETE", "/calls");
    await put("logged", {});
    await read("logged");
    const { byOperation } = await admin<CallCounts>(emulator(), "GET", "/calls");
    expect(Object.keys(byOperation).sort()).toEqual(["s3:GetBucketLogging", "s3:PutBucketLogging"]);
  });
});

describe("log objects", () => {
  const visits = async (bucket: string): Promise<void> => {
    await s3().send(new PutObjectCommand({ Bucket: bucket, Key: "a b", Body: "12345" }));
    await fetch(`${emulator().endpoints.s3}/${bucket}/none`);
  };

  test("each request makes a line; the owner may do everything with the log, the others what the grants say", async () => {
    for (const name of ["visited", "sink"]) await make(name);
    const TargetGrants = [grant(toUser(friend.accountId), "READ")];
    await put("visited", { LoggingEnabled: { TargetBucket: "sink", TargetPrefix: "log/", TargetGrants } });
    await visits("visited");
    const [key = "", ...more] = await flush("sink");
    expect(more).toEqual([]);
    expect(key).toMatch(/^log\/\d{4}(-\d\d){5}-[0-9A-F]{16}$/);
    const where = { Bucket: "sink", Key: key };
    const log = (await (await s3().send(new GetObjectCommand(where))).Body?.transformToString()) ?? "";
    const { accountId } = emulator();
    const line = (rest: string): unknown => expect.stringMatching(new RegExp(`^${accountId} visited \\[.* \\+0000\\] 127.0.0.1 ${rest} `));
    expect(log.trimEnd().split("\n")).toEqual([
      line(`${accountId} tx[-0-9a-f]+-default REST.PUT.LOGGING - "PUT /visited/\\?logging=.* HTTP/1.1" 200`),
      line(`${accountId} tx[-0-9a-f]+-default REST.PUT.OBJECT a%20b "PUT /visited/a%20b\\?x-id=PutObject HTTP/1.1" 200`),
      line(`- tx[-0-9a-f]+-default REST.GET.OBJECT none "GET /visited/none HTTP/1.1" 403 AccessDenied`),
    ]);
    expect(await s3().send(new GetObjectAclCommand(where))).toMatchObject({
      Owner: { ID: accountId, DisplayName: accountId },
      Grants: [
        { Grantee: toUser(accountId), Permission: "FULL_CONTROL" },
        { Grantee: toUser(friend.accountId), Permission: "READ" },
      ].sort((a, b) => ((a.Grantee.ID ?? "") < (b.Grantee.ID ?? "") ? -1 : 1)),
    });
    expect(await (await s3(friend).send(new GetObjectCommand(where))).Body?.transformToString()).toBe(log);
    expect(await failure(s3(stranger).send(new GetObjectCommand(where)))).toBe("403 AccessDenied");
    expect(await failure(s3(friend).send(new GetObjectAclCommand(where)))).toBe("403 AccessDenied");
    expect(await failure(s3(friend).send(new DeleteObjectCommand(where)))).toBe("403 AccessDenied");
    expect(await failure(s3(friend).send(new ListObjectsCommand({ Bucket: "sink" })))).toBe("403 AccessDenied");
    expect((await fetch(`${emulator().endpoints.s3}/sink/${key}`)).status).toBe(403);
  });

  test("groups, full control and addresses; each log has the grants of its time", async () => {
    for (const name of ["busy", "drain"]) await make(name);
    const log = async (...TargetGrants: TargetGrant[]): Promise<{ Bucket: string; Key: string }> => {
      await put("busy", { LoggingEnabled: { TargetBucket: "drain", TargetPrefix: "", TargetGrants } });
      const [Key = ""] = await flush("drain");
      return { Bucket: "drain", Key };
    };
    const open = await log(grant(toGroup(EVERYBODY), "READ"));
    const known = await log(grant(toGroup(KNOWN), "READ"));
    const full = await log(grant(toAddress("friend@example.org"), "FULL_CONTROL"));
    const writable = await log(grant(toUser(stranger.accountId), "WRITE"));
    const anonymous = async ({ Bucket, Key }: { Bucket: string; Key: string }): Promise<number> =>
      (await fetch(`${emulator().endpoints.s3}/${Bucket}/${Key}`)).status;
    expect([await anonymous(open), await anonymous(known), await anonymous(full)]).toEqual([200, 403, 403]);
    await s3(stranger).send(new HeadObjectCommand(known));
    expect(await failure(s3(stranger).send(new GetObjectCommand(full)))).toBe("403 AccessDenied");
    await s3(friend).send(new GetObjectCommand(full));
    // Who was named by an address is shown under the id [ZOS 2.7].
    const { Grants = [] } = await s3(friend).send(new GetObjectAclCommand(full));
    expect(Grants).toContainEqual({ Grantee: toUser(friend.accountId), Permission: "FULL_CONTROL" });
    expect(await failure(s3(stranger).send(new GetObjectCommand(writable)))).toBe("403 AccessDenied");
    await s3(stranger).send(new DeleteObjectCommand(writable));
    expect(await failure(s3().send(new HeadObjectCommand(writable)))).toBe("404 NotFound");
  });

  test("a target with default encryption encrypts the logs as well", async () => {
    for (const name of ["seen", "vault"]) await make(name);
    await s3().send(
      new PutBucketEncryptionCommand({
        Bucket: "vault",
        ServerSideEncryptionConfiguration: { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" } }] },
      }),
    );
    await put("seen", { LoggingEnabled: { TargetBucket: "vault", TargetPrefix: "" } });
    const [Key = ""] = await flush("vault");
    expect((await s3().send(new HeadObjectCommand({ Bucket: "vault", Key }))).ServerSideEncryption).toBe("AES256");
  });
});

test("settings and logs with their grants are there after a restart", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "emulator-zos-"));
  const client = (of: RunningEmulator, credentials: Keys = of): ReturnType<typeof s3Client> =>
    s3Client(of, { region: "us-east-1", credentials });
  try {
    const first = await startEmulator({ dataFolder, flavour: "zos" });
    const reader = await admin<Other>(first, "POST", "/accounts", {});
    await client(first).send(new CreateBucketCommand({ Bucket: "lasting" }));
    const LoggingEnabled = { TargetBucket: "lasting", TargetPrefix: "log/", TargetGrants: [grant(toUser(reader.accountId), "READ")] };
    await client(first).send(new PutBucketLoggingCommand({ Bucket: "lasting", BucketLoggingStatus: { LoggingEnabled } }));
    const ServerSideEncryptionConfiguration = { Rules: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: "AES256" as const } }] };
    await client(first).send(new PutBucketEncryptionCommand({ Bucket: "lasting", ServerSideEncryptionConfiguration }));
    // What waits is written at the end.
    await first.close();
    const second = await startEmulator({ dataFolder, flavour: "zos" });
    try {
      expect((await client(second).send(new GetBucketLoggingCommand({ Bucket: "lasting" }))).LoggingEnabled).toEqual(LoggingEnabled);
      expect((await client(second).send(new GetBucketEncryptionCommand({ Bucket: "lasting" }))).ServerSideEncryptionConfiguration).toEqual(
        ServerSideEncryptionConfiguration,
      );
      const { Contents = [] } = await client(second).send(new ListObjectsCommand({ Bucket: "lasting" }));
      expect(Contents).toHaveLength(1);
      const where = { Bucket: "lasting", Key: Contents[0]?.Key ?? "" };
      expect((await client(second, reader).send(new HeadObjectCommand(where))).ServerSideEncryption).toBe("AES256");
    } finally {
      await second.close();
    }
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});
