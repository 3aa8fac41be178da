import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteBucketPolicyCommand,
  GetBucketAclCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { isBucketName } from "../../emulator/services/s3/bucket-names";
import {
  admin,
  codeOf,
  emulatorForFile,
  failure,
  iam,
  s3Client,
  sendSigned,
  xmlOf,
  type Answer,
  type Keys,
} from "../support/emulator/support";

const emulator = emulatorForFile({ limits: { bucketsPerAccount: 10 } });

async function s3(method: string, target: string, body = "", headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return sendSigned(emulator().endpoints.s3, { method, target, body, headers }, { keys: emulator(), service: "s3" });
}

const specified = (metadata: string, ...data: readonly string[]): string =>
  `<CreateBucketConfiguration xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><MetadataLocationConstraint><Location>${metadata}</Location></MetadataLocationConstraint>` +
  `<DataLocationConstraint><Type>Specified</Type><LocationList>${data.map((name) => `<Location>${name}</Location>`).join("")}</LocationList>` +
  `<ScheduleStrategy>NotAllowed</ScheduleStrategy></DataLocationConstraint></CreateBucketConfiguration>`;

test("the AWS SDK creates, lists, finds and deletes a bucket", async () => {
  const client = s3Client(emulator());
  const created = await client.send(new CreateBucketCommand({ Bucket: "sdk-bucket" }));
  expect(created).toMatchObject({ Location: "/sdk-bucket", $metadata: { httpStatusCode: 200 } });
  expect((await client.send(new ListBucketsCommand({}))).Buckets?.map((bucket) => bucket.Name)).toContain("sdk-bucket");
  await client.send(new HeadBucketCommand({ Bucket: "sdk-bucket" }));
  const deleted = await client.send(new DeleteBucketCommand({ Bucket: "sdk-bucket" }));
  expect(deleted.$metadata.httpStatusCode).toBe(204);
  expect(await failure(client.send(new HeadBucketCommand({ Bucket: "sdk-bucket" })))).toBe("404 NotFound");
  expect(await failure(client.send(new DeleteBucketCommand({ Bucket: "sdk-bucket" })))).toBe("404 NoSuchBucket");
});

test("common headers and the body of an error", async () => {
  const answer = await s3("GET", "/nobody-has-this");
  expect(answer.status).toBe(404);
  expect(answer.headers).toMatchObject({ server: "CTYUN", "content-type": "application/xml" });
  expect(answer.headers["x-amz-request-id"]).toMatch(/^[0-9a-f]{16}$/);
  expect(xmlOf(answer)).toMatchObject({
    Code: "NoSuchBucket",
    Resource: "/nobody-has-this",
    RequestId: answer.headers["x-amz-request-id"],
  });
  expect(xmlOf(answer)["HostId"]).toBeTypeOf("string");
});

describe("location", () => {
  test("is stored, read back under BucketConfiguration, and its data part changes in place", async () => {
    await s3("PUT", "/where", specified("QingDao", "QingDao", "ChengDu"));
    const first = await s3("GET", "/where?location=");
    expect(first.text).toContain("<BucketConfiguration xmlns=");
    expect(xmlOf(first)).toEqual({
      MetadataLocationConstraint: { Location: "QingDao" },
      DataLocationConstraint: { Type: "Specified", LocationList: { Location: ["QingDao", "ChengDu"] }, ScheduleStrategy: "NotAllowed" },
    });
    expect((await s3("PUT", "/where", specified("QingDao", "WuHan"))).status).toBe(200);
    expect(xmlOf(await s3("GET", "/where?location="))["DataLocationConstraint"]).toMatchObject({ LocationList: { Location: "WuHan" } });
  });

  test("of the metadata never changes", async () => {
    await s3("PUT", "/fixed", specified("QingDao", "QingDao"));
    const answer = await s3("PUT", "/fixed", specified("ChengDu", "QingDao"));
    expect([answer.status, codeOf(answer)]).toEqual([400, "InvalidLocationConstraint"]);
    expect(xmlOf(await s3("GET", "/fixed?location="))["MetadataLocationConstraint"]).toEqual({ Location: "QingDao" });
  });

  test.each([
    ["an unknown location", specified("Atlantis", "QingDao"), "InvalidLocationConstraint"],
    ["an unknown data location", specified("QingDao", "Atlantis"), "InvalidLocationConstraint"],
    ["Specified without a list", specified("QingDao"), "InvalidArgument"],
    ["an element of no grammar", "<CreateBucketConfiguration><Speed>9</Speed></CreateBucketConfiguration>", "MalformedXML"],
    ["another root", "<LifecycleConfiguration/>", "MalformedXML"],
    ["text that is not XML", "hello", "MalformedXML"],
    ["a document type", '<!DOCTYPE a [<!ENTITY e "x">]><CreateBucketConfiguration>&e;</CreateBucketConfiguration>', "MalformedXML"],
  ])("%s is refused", async (_what, body, code) => {
    const answer = await s3("PUT", "/never-made", body);
    expect([answer.status, codeOf(answer)]).toEqual([400, code]);
    expect((await s3("HEAD", "/never-made")).status).toBe(404);
  });

  test.each(["", ' xmlns="http://doc.s3.amazonaws.com/2006-03-01"'])("a body with the namespace %j is taken", async (namespace) => {
    const name = `ns-${namespace.length}`;
    const body = `<CreateBucketConfiguration${namespace}><DataLocationConstraint><Type>Local</Type></DataLocationConstraint></CreateBucketConfiguration>`;
    expect((await s3("PUT", `/${name}`, body)).status).toBe(200);
    expect(xmlOf(await s3("GET", `/${name}?location=`))["DataLocationConstraint"]).toEqual({ Type: "Local" });
    await s3("DELETE", `/${name}`);
  });

  test("GetRegions offers the locations that buckets take", async () => {
    const regions = xmlOf(await s3("GET", "/?regions=")) as Record<string, { readonly Region: readonly string[] }>;
    expect(regions["DataRegions"]?.Region).toContain("QingDao");
    expect(regions["MetadataRegions"]?.Region).toContain("FuZhou");
  });
});

describe("ACL", () => {
  test("is changed by a PUT without a body, and left alone by one without the header", async () => {
    const client = s3Client(emulator());
    const grants = async (): Promise<unknown> =>
      (await client.send(new GetBucketAclCommand({ Bucket: "acl-bucket" }))).Grants?.map((grant) => [
        grant.Grantee?.URI,
        grant.Permission,
      ]) ?? [];
    await s3("PUT", "/acl-bucket");
    expect(await grants()).toEqual([]);
    await s3("PUT", "/acl-bucket", "", { "x-amz-acl": "public-read" });
    expect(await grants()).toEqual([["http://acs.amazonaws.com/groups/global/AllUsers", "READ"]]);
    await s3("PUT", "/acl-bucket");
    expect(await grants()).toEqual([["http://acs.amazonaws.com/groups/global/AllUsers", "READ"]]);
    await s3("PUT", "/acl-bucket", "", { "x-amz-acl": "public-read-write" });
    expect(await grants()).toEqual([["http://acs.amazonaws.com/groups/global/AllUsers", "FULL_CONTROL"]]);
    await s3("PUT", "/acl-bucket", "", { "x-amz-acl": "private" });
    expect(await grants()).toEqual([]);
    await s3("DELETE", "/acl-bucket");
  });

  test("of another name is refused", async () => {
    const answer = await s3("PUT", "/odd-acl", "", { "x-amz-acl": "public" });
    expect([answer.status, codeOf(answer)]).toEqual([400, "InvalidArgument"]);
  });
});

describe("policy", () => {
  const policy = (bucket: string): string =>
    JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: ["s3:*"], Resource: `arn:aws:s3:::${bucket}/*` }],
    });

  test("is put, read back letter for letter, and deleted with 200", async () => {
    const client = s3Client(emulator());
    await client.send(new CreateBucketCommand({ Bucket: "with-policy" }));
    expect(await failure(client.send(new GetBucketPolicyCommand({ Bucket: "with-policy" })))).toBe("404 NoSuchPolicy");
    expect(
      (await client.send(new PutBucketPolicyCommand({ Bucket: "with-policy", Policy: policy("with-policy") }))).$metadata.httpStatusCode,
    ).toBe(200);
    expect((await client.send(new GetBucketPolicyCommand({ Bucket: "with-policy" }))).Policy).toBe(policy("with-policy"));
    expect((await client.send(new DeleteBucketPolicyCommand({ Bucket: "with-policy" }))).$metadata.httpStatusCode).toBe(200);
    expect(await failure(client.send(new GetBucketPolicyCommand({ Bucket: "with-policy" })))).toBe("404 NoSuchPolicy");
    await client.send(new DeleteBucketCommand({ Bucket: "with-policy" }));
  });

  test.each([
    ["text that is not JSON", "{"],
    ["no statement", '{"Version":"2012-10-17","Statement":[]}'],
    ["another version", JSON.stringify({ Version: "2008-10-17", Statement: [] })],
    ["another bucket", policy("elsewhere")],
    ["no principal", '{"Statement":[{"Effect":"Allow","Action":"oos:*","Resource":"arn:ctyun:oos:::policy-grammar/*"}]}'],
    ["an unknown effect", '{"Statement":[{"Effect":"Maybe","Principal":"*","Action":"oos:*","Resource":"*"}]}'],
    ["a member the grammar does not have", '{"Statement":[{"Effect":"Allow","Principal":"*","NotAction":"oos:*","Resource":"*"}]}'],
    [
      "a condition that cannot be enforced",
      '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"NumericEquals":{"aws:Age":"9"}}}]}',
    ],
    [
      "an address that is none",
      '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*","Condition":{"IpAddress":{"ctyun:SourceIp":"1.2.3"}}}]}',
    ],
  ])("with %s is refused", async (_what, text) => {
    await s3("PUT", "/policy-grammar");
    const answer = await s3("PUT", "/policy-grammar?policy=", text);
    expect([answer.status, codeOf(answer)]).toEqual([400, "MalformedPolicy"]);
    expect((await s3("GET", "/policy-grammar?policy=")).status).toBe(404);
  });
});

describe("names", () => {
  test.each(["abc", "a.b", "my-bucket.01", "a".repeat(63), "1a1", "12345"])("%s is a bucket name", (name) => {
    expect(isBucketName(name)).toBe(true);
  });

  test.each(["ab", "a".repeat(64), "Abc", "a_b", "-abc", "abc-", "a..b", "a.-b", "a-.b", ".abc", "abc.", "192.168.5.4", "1.2", "é12"])(
    "%s is none",
    (name) => {
      expect(isBucketName(name)).toBe(false);
    },
  );

  test("a name of no rule is refused on the wire", async () => {
    const answer = await s3("PUT", "/Not_A_Bucket");
    expect([answer.status, codeOf(answer)]).toEqual([400, "InvalidBucketName"]);
  });
});

test("a bucket of another account, and one's own again", async () => {
  const other = await admin<Keys>(emulator(), "POST", "/accounts", {});
  const stranger = s3Client(emulator(), { credentials: other });
  await stranger.send(new CreateBucketCommand({ Bucket: "taken" }));
  const client = s3Client(emulator());
  expect(await failure(client.send(new CreateBucketCommand({ Bucket: "taken" })))).toBe("409 BucketAlreadyExists");
  expect(await failure(client.send(new HeadBucketCommand({ Bucket: "taken" })))).toBe("403 Unknown");
  expect((await stranger.send(new CreateBucketCommand({ Bucket: "taken" }))).$metadata.httpStatusCode).toBe(200);
  expect((await client.send(new ListBucketsCommand({}))).Buckets?.map((bucket) => bucket.Name)).not.toContain("taken");
});

test("an eleventh bucket is one too many", async () => {
  const keys = await admin<Keys>(emulator(), "POST", "/accounts", {});
  const client = s3Client(emulator(), { credentials: keys });
  for (let number = 1; number <= 10; number++) await client.send(new CreateBucketCommand({ Bucket: `quota-${number}` }));
  expect(await failure(client.send(new CreateBucketCommand({ Bucket: "quota-11" })))).toBe("400 TooManyBuckets");
  await client.send(new DeleteBucketCommand({ Bucket: "quota-1" }));
  await client.send(new CreateBucketCommand({ Bucket: "quota-11" }));
});

test("a bucket with an object stays", async () => {
  const client = s3Client(emulator());
  await client.send(new CreateBucketCommand({ Bucket: "not-empty" }));
  await client.send(new PutObjectCommand({ Bucket: "not-empty", Key: "a", Body: "x" }));
  expect(await failure(client.send(new DeleteBucketCommand({ Bucket: "not-empty" })))).toBe("409 BucketNotEmpty");
});

describe("what is not served is refused", () => {
  beforeAll(async () => {
    await s3("PUT", "/gaps");
  });

  test("operations of AWS that OOS does not have", async () => {
    const client = s3Client(emulator());
    expect(await failure(client.send(new GetBucketTaggingCommand({ Bucket: "gaps" })))).toBe("501 NotImplemented");
    expect(await failure(client.send(new ListObjectsV2Command({ Bucket: "gaps" })))).toBe("501 NotImplemented");
  });

  test.each(["GET", "PUT", "DELETE"])("%s with a query that nobody knows does nothing", async (method) => {
    const answer = await s3(method, "/gaps?whatever=");
    expect([answer.status, codeOf(answer)]).toEqual([501, "NotImplemented"]);
    expect((await s3("HEAD", "/gaps")).status).toBe(200);
  });

  test("PUT ?acl, which OOS does not have", async () => {
    expect((await s3("PUT", "/gaps?acl=", "", { "x-amz-acl": "public-read" })).status).toBe(501);
  });

  test("POST on a bucket, PATCH anywhere", async () => {
    expect((await s3("POST", "/gaps")).status).toBe(405);
    expect((await s3("PATCH", "/gaps")).status).toBe(405);
  });

  test("headers that would have to be acted upon", async () => {
    const answer = await s3("PUT", "/gaps", "", { "x-amz-bucket-object-lock-enabled": "true" });
    expect([answer.status, codeOf(answer)]).toEqual([501, "NotImplemented"]);
  });

  test("statistics that are not there, and those with a wrong signature", async () => {
    const call = (target: string, keys: Keys): Promise<Answer> =>
      sendSigned(emulator().endpoints.statistics, { method: "GET", target }, { keys, service: "s3" });
    expect(codeOf(await call("/?Action=GetNothing", emulator()))).toBe("InvalidAction");
    expect((await call("/?Action=GetCapacity", { accessKeyId: emulator().accessKeyId, secretAccessKey: "wrong" })).status).toBe(403);
  });

  test("IAM", async () => {
    await expect(iam(emulator(), "CreateRole")).rejects.toThrow("400 InvalidAction");
  });
});
