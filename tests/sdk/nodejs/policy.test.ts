/** The policy builder as a program meets it: what it makes, what the compiler refuses, and what its presets do on a server. */
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import * as pulumi from "@pulumi/pulumi";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { policiesEqual } from "../../../provider/policy/canonical";
import { checkPolicy } from "../../../provider/policy/check";
import { policyText } from "../../../provider/policy/build";
import { lintPolicy } from "../../../provider/policy/lint";
import * as oos from "../../../sdk/nodejs";
import { emulatorForFile, failure, iam, s3Client, send, sendSigned } from "../../support/emulator/support";

const bob = "arn:ctyun:iam::10rc2arpn6306:user/bob";
const bucket = "arn:ctyun:oos:::b";

beforeAll(() => pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs as object }), call: () => ({}) }));

function settled(value: unknown): Promise<unknown> {
  return new Promise((resolve) => {
    (pulumi.output(value) as unknown as pulumi.Output<unknown>).apply(resolve);
  });
}

const isKnown = (output: unknown): Promise<boolean> => (output as { readonly isKnown: Promise<boolean> }).isKnown;

describe("documents", () => {
  const statements: readonly oos.BucketStatementArgs[] = [
    {
      sid: "read",
      principals: [pulumi.output(bob), "arn:aws:iam::10rc2arpn6306:root", "32fefj64y54gc"],
      actions: ["oos:GetObject", pulumi.output("oos:List*" as const)],
      resources: pulumi.output([bucket, `${bucket}/*`]),
      conditions: { IpAddress: { "ctyun:SourceIp": [pulumi.output("192.0.2.0/24")] } },
    },
    {
      effect: "Deny",
      principals: pulumi.output(["*"]),
      notActions: ["oos:GetObject", oos.customAction("oos:NewThing")],
      notResources: [bucket],
    },
    { principals: { AWS: "*" }, actions: ["s3:PutObject"], resources: ["arn:aws:s3:::b/*"] },
    { notPrincipals: "*", actions: ["oos:GetObject"], resources: [`${bucket}/*`] },
  ];

  test("say what the statements say, in the document's words and in the spelling that was written", async () => {
    expect(await settled(oos.bucketPolicyDocument({ id: "site", statements }))).toEqual({
      Version: "2012-10-17",
      Id: "site",
      Statement: [
        {
          Sid: "read",
          Effect: "Allow",
          Principal: { CTYUN: [bob, "32fefj64y54gc"], AWS: ["arn:aws:iam::10rc2arpn6306:root"] },
          Action: ["oos:GetObject", "oos:List*"],
          Resource: [bucket, `${bucket}/*`],
          Condition: { IpAddress: { "ctyun:SourceIp": ["192.0.2.0/24"] } },
        },
        { Effect: "Deny", Principal: "*", NotAction: ["oos:GetObject", "oos:NewThing"], NotResource: [bucket] },
        { Effect: "Allow", Principal: { AWS: "*" }, Action: ["s3:PutObject"], Resource: ["arn:aws:s3:::b/*"] },
        { Effect: "Allow", NotPrincipal: "*", Action: ["oos:GetObject"], Resource: [`${bucket}/*`] },
      ],
    });
  });

  test("as text mean the same, and the same as getPolicyDocument's", async () => {
    const [text, document] = await Promise.all([
      settled(oos.bucketPolicyJson({ statements })),
      settled(oos.bucketPolicyDocument({ statements })),
    ]);
    expect(JSON.parse(String(text))).toEqual(document);
    const typed = {
      actions: ["oos:GetObject"],
      resources: [`${bucket}/*`],
      conditions: [{ test: "IpAddress", variable: "ctyun:SourceIp", values: ["192.0.2.0/24"] }],
    };
    const built = oos.bucketPolicyJson({
      statements: [
        {
          actions: ["oos:GetObject"],
          resources: [`${bucket}/*`],
          principals: [bob],
          conditions: { IpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } },
        },
      ],
    });
    expect(
      policiesEqual(await settled(built), policyText({ statements: [{ ...typed, principals: [{ type: "CTYUN", identifiers: [bob] }] }] })),
    ).toBe(true);
    const own = oos.iamPolicyJson({ statements: [{ actions: ["iam:GetUser", "oos:*"], resources: ["*"] }] });
    expect(policiesEqual(await settled(own), policyText({ statements: [{ actions: ["iam:GetUser", "oos:*"], resources: ["*"] }] }))).toBe(
      true,
    );
    expect(await settled(oos.iamPolicyDocument({ statements: [] }))).toEqual({
      Version: "2012-10-17",
      Statement: [],
    });
  });

  test("are unknown as text while a part of them is; as objects only that part is", async () => {
    const arn = pulumi.output(pulumi.unknown as string);
    const args = { statements: [{ principals: [arn], actions: ["oos:GetObject" as const], resources: [`${bucket}/*`] }] };
    await pulumi.runtime.setMocks({ newResource: () => ({ id: "id", state: {} }), call: () => ({}) }, "project", "stack", true);
    expect(await isKnown(oos.bucketPolicyJson(args))).toBe(false);
    const [statement] = oos.bucketPolicyDocument(args).Statement as readonly oos.BucketPolicyStatementArgs[];
    expect([await isKnown(statement?.Principal), statement?.Action]).toEqual([false, ["oos:GetObject"]]);
    await pulumi.runtime.setMocks({ newResource: ({ inputs }) => ({ id: "id", state: inputs as object }), call: () => ({}) });
  });

  test("that cannot be meant do not compile", () => {
    // @ts-expect-error an action that does not exist
    const wrongAction: oos.BucketStatementArgs = { principals: "*", actions: ["oos:GetObjct"], resources: ["*"] };
    // @ts-expect-error an action on users in a bucket policy
    const wrongService: oos.BucketStatementArgs = { principals: "*", actions: ["iam:GetUser"], resources: ["*"] };
    // @ts-expect-error nobody is named
    const nobody: oos.BucketStatementArgs = { actions: ["oos:GetObject"], resources: ["*"] };
    // @ts-expect-error an IAM policy names nobody
    const somebody: oos.IamStatementArgs = { principals: "*", actions: ["oos:GetObject"], resources: ["*"] };
    // @ts-expect-error a preset for IAM policies in a bucket policy
    const noPrincipals = oos.bucketPolicyDocument({ statements: oos.statements.readBucket({ bucket: "b" }) });
    const good: oos.IamStatementArgs = { actions: ["*", "iam:Get*", "oos:?etObject*", "cloudtrail:LookupEvents"], resources: ["*"] };
    const document: oos.BucketPolicyArgs["policy"] = {
      Statement: { Effect: "Allow", Principal: "*", Action: "oos:NewThing", Resource: "*" },
    };
    // @ts-expect-error an effect that does not exist
    const wrongEffect: oos.PolicyArgs["policy"] = { Statement: { Effect: "allow", Action: "*", Resource: "*" } };
    const all: readonly unknown[] = [wrongAction, wrongService, nobody, somebody, noPrincipals, good, document, wrongEffect];
    expect(all).toHaveLength(8);
  });
});

describe("presets", () => {
  const emulator = emulatorForFile();
  let root: S3Client;
  let user: S3Client;
  let userArn: string;

  beforeAll(async () => {
    root = s3Client(emulator());
    await root.send(new CreateBucketCommand({ Bucket: "b-one" }));
    await iam(emulator(), "CreateUser", { UserName: "bob" });
    userArn = `arn:ctyun:iam::${emulator().accountId}:user/bob`;
    const { AccessKey } = (await iam(emulator(), "CreateAccessKey", { UserName: "bob" })) as { AccessKey: Record<string, string> };
    user = s3Client(emulator(), {
      credentials: { accessKeyId: AccessKey["AccessKeyId"] ?? "", secretAccessKey: AccessKey["SecretAccessKey"] ?? "" },
    });
  });
  afterAll(() => {
    root.destroy();
    user.destroy();
  });

  async function set(statements: Parameters<typeof oos.bucketPolicyJson>[0]["statements"], quiet: readonly string[] = []): Promise<void> {
    const Policy = String(await settled(oos.bucketPolicyJson({ statements })));
    expect(checkPolicy(Policy, "bucket", { bucket: "b-one" })).toEqual({ problems: [], warnings: [] });
    expect(lintPolicy(Policy, { bucket: "b-one" }).map(({ rule }) => rule)).toEqual(quiet);
    await root.send(new PutBucketPolicyCommand({ Bucket: "b-one", Policy }));
    for (const Key of ["a/x", "b/x"]) await root.send(new PutObjectCommand({ Bucket: "b-one", Key, Body: "x" })).catch(() => undefined);
  }
  const may = (call: Promise<unknown>): Promise<string> => failure(call);
  const get = (who: S3Client, Key = "a/x"): Promise<string> => may(who.send(new GetObjectCommand({ Bucket: "b-one", Key })));
  const put = (who: S3Client, Key: string): Promise<string> => may(who.send(new PutObjectCommand({ Bucket: "b-one", Key, Body: "y" })));
  const list = (who: S3Client): Promise<string> => may(who.send(new ListObjectsCommand({ Bucket: "b-one" })));
  const remove = (who: S3Client, Key: string): Promise<string> => may(who.send(new DeleteObjectCommand({ Bucket: "b-one", Key })));
  const anonymous = async (Key: string, headers: Record<string, string> = {}): Promise<number> =>
    (await send(emulator().endpoints.s3, { method: "GET", target: `/b-one/${Key}`, headers })).status;
  const yes = "no failure";
  const no = "403 AccessDenied";

  test.each(["ctyun", "aws"] as const)("readBucket: reads and lists, in the %s spelling", async (spelling) => {
    const arn = spelling === "aws" ? userArn.replace("arn:ctyun:", "arn:aws:") : userArn;
    await set(oos.statements.readBucket({ bucket: pulumi.output("b-one"), principals: [arn], spelling }));
    expect([await get(user), await list(user), await put(user, "a/x"), await anonymous("a/x")]).toEqual([yes, yes, no, 403]);
  });

  test("readBucket with a prefix: reads only that", async () => {
    await set(oos.statements.readBucket({ bucket: "b-one", principals: [userArn], prefix: "a/" }));
    expect([await get(user), await get(user, "b/x"), await list(user)]).toEqual([yes, no, no]);
  });

  test("writeObjects: writes under the prefix, and sees nothing", async () => {
    await set(oos.statements.writeObjects({ bucket: "b-one", principals: [userArn], prefix: "a/" }));
    expect([await put(user, "a/y"), await put(user, "b/y"), await get(user), await list(user), await remove(user, "a/y")]).toEqual([
      yes,
      no,
      no,
      no,
      no,
    ]);
  });

  test("publicRead and readFromPages: anybody reads, from the named pages", async () => {
    await set([oos.statements.publicRead({ bucket: "b-one", prefix: "a/" })], ["policy-public-read"]);
    expect([await anonymous("a/x"), await anonymous("b/x"), await list(user)]).toEqual([200, 403, no]);
    await set(
      [oos.statements.readFromPages({ bucket: "b-one", referers: ["https://a.example/*"] })],
      ["policy-public-read", "policy-forgeable"],
    );
    expect([await anonymous("b/x", { referer: "https://a.example/page" }), await anonymous("b/x")]).toEqual([200, 403]);
  });

  test("onlyFromAddresses: elsewhere nobody, root included, and the policy stays in reach", async () => {
    await set([oos.statements.onlyFromAddresses({ bucket: "b-one", addresses: ["127.0.0.0/8", "::1"] })]);
    expect([await get(root), await list(root), await get(user)]).toEqual([yes, yes, no]);
    await set([oos.statements.onlyFromAddresses({ bucket: "b-one", addresses: pulumi.output(["192.0.2.0/24"]) })]);
    expect([await get(root), await list(root), await put(root, "a/z"), await remove(root, "a/x")]).toEqual([no, no, no, no]);
    await root.send(
      new PutBucketPolicyCommand({
        Bucket: "b-one",
        Policy: '{"Statement":[{"Effect":"Deny","Principal":"*","Action":"oos:NoSuchThing","Resource":"*"}]}',
      }),
    );
    expect(await get(root)).toBe(yes);
  });

  test("keepTrailLogs: nobody deletes logs, one by one or many at once; writing goes on", async () => {
    await set([oos.statements.keepTrailLogs({ bucket: "b-one", prefix: "a/" })]);
    const many = may(root.send(new DeleteObjectsCommand({ Bucket: "b-one", Delete: { Objects: [{ Key: "a/x" }] } })));
    expect([await remove(root, "a/x"), await many, await put(root, "a/log"), await remove(root, "b/x")]).toEqual([no, no, yes, yes]);
  });

  test("without principals they are IAM policies", async () => {
    const PolicyDocument = String(
      await settled(
        oos.iamPolicyJson({
          statements: [oos.statements.readBucket({ bucket: "b-one" }), oos.statements.writeObjects({ bucket: "b-one", prefix: "b/" })],
        }),
      ),
    );
    expect([checkPolicy(PolicyDocument, "iam"), lintPolicy(PolicyDocument)]).toEqual([{ problems: [], warnings: [] }, []]);
    await sendSigned(emulator().endpoints.s3, { method: "DELETE", target: "/b-one?policy" }, { keys: emulator(), service: "s3" });
    await iam(emulator(), "CreatePolicy", { PolicyName: "bob", PolicyDocument });
    await iam(emulator(), "AttachUserPolicy", { UserName: "bob", PolicyArn: `arn:ctyun:iam::${emulator().accountId}:policy/bob` });
    expect([await list(user), await put(user, "b/y"), await put(user, "a/y"), await get(user, "b/y")]).toEqual([yes, yes, no, yes]);
  });
});
