/** The gateway itself, through software that is not ours: it is there, accounts see only their own, and it has the quirks that the provider is proven against. */
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import { expect, inject, onTestFinished, test } from "vitest";
import { failure, sendSigned, xmlOf } from "../support/emulator/support";
import { type Account, createAccount } from "../support/servers/rgw/accounts";

const connection = inject("rgw");

function clientOf(account: Account): S3Client {
  const client = new S3Client({
    endpoint: account.endpoint,
    region: "default",
    forcePathStyle: true,
    credentials: account,
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 1,
  });
  onTestFinished(() => client.destroy());
  return client;
}

test("buckets and objects live, and each account sees its own only", async () => {
  const [one, other] = await Promise.all([createAccount(connection), createAccount(connection)]);
  const [ours, theirs] = [clientOf(one), clientOf(other)];
  for (const s3 of [ours, theirs]) await s3.send(new CreateBucketCommand({ Bucket: "b-one" }));
  await ours.send(new PutObjectCommand({ Bucket: "b-one", Key: "k", Body: "content" }));
  const found = await ours.send(new GetObjectCommand({ Bucket: "b-one", Key: "k" }));
  expect(await found.Body?.transformToString()).toBe("content");
  expect(await failure(theirs.send(new GetObjectCommand({ Bucket: "b-one", Key: "k" })))).toBe("404 NoSuchKey");
  await theirs.send(new DeleteBucketCommand({ Bucket: "b-one" }));
  expect((await ours.send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual(["b-one"]);
});

test("a key that is not known, and a wrong secret, are both refused", async () => {
  const account = await createAccount(connection);
  const { endpoint } = account;
  for (const keys of [
    { accessKeyId: "NOBODY", secretAccessKey: "x" },
    { accessKeyId: account.accessKeyId, secretAccessKey: "x" },
  ])
    expect((await sendSigned(endpoint, { method: "GET", target: "/b?acl" }, { keys, service: "s3" })).status).toBe(403);
});

test("it answers GET of an unknown sub-resource with a listing, and DELETE of one deletes the bucket", async () => {
  const account = await createAccount(connection);
  const s3 = clientOf(account);
  await s3.send(new CreateBucketCommand({ Bucket: "b-one" }));
  const call = (method: string) => sendSigned(account.endpoint, { method, target: "/b-one?encryption" }, { keys: account, service: "s3" });
  expect(xmlOf(await call("GET"))).toMatchObject({ Name: "b-one" });
  expect((await call("DELETE")).status).toBe(204);
  expect(await failure(s3.send(new HeadBucketCommand({ Bucket: "b-one" })))).toBe("404 NotFound");
});
