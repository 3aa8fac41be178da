/** What the provider makes through backend zos, read with boto3, which the guide of ZOS is written for: each sub-resource says what the inputs say. */
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDriver } from "../support/resources/driver";
import { askPython } from "../support/servers/python";
import { GatewayWorld } from "./world";

const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";
const policy = {
  Version: "2012-10-17",
  Statement: [{ Sid: "read", Effect: "Allow", Principal: "*", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::b-one/public/*"] }],
};

interface Seen {
  readonly names: readonly string[];
  readonly buckets: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly topics: Readonly<Record<string, unknown>>;
}

test("boto3 reads what was made", { timeout: 300_000 }, async () => {
  const world = await GatewayWorld.start();
  const driver = await openDriver("plugin", world.world, world.config);
  onTestFinished(async () => {
    await driver.close();
    await world.close();
  });
  const make = async (noun: string, news: Readonly<Record<string, unknown>>): Promise<string> => {
    const { inputs, failures } = await driver.check(noun, "r", {}, news);
    expect(failures).toEqual([]);
    return (await driver.create(noun, "r", inputs)).id;
  };
  const bucket = "b-one";
  await make("Bucket", { bucket, versioning: "Enabled" });
  await make("Bucket", { bucket: "b-locked", objectLockEnabled: true });
  await make("Bucket", { bucket: "b-plain" });
  const topicArn = await make("Topic", { name: "uploads", pushEndpoint: "http://127.0.0.1:9/hook", opaqueData: "a b", verifySsl: false });
  await make("BucketAcl", { bucket, grants: [{ uri: everybody, permission: "READ" }] });
  await make("BucketNotification", {
    bucket,
    notifications: [{ id: "images", topicArn, events: ["s3:ObjectCreated:*"], filterPrefix: "i/", filterSuffix: ".jpg" }],
  });
  await make("BucketPolicy", { bucket, policy });
  await make("BucketTagging", { bucket, tags: { team: "研发 & more", empty: "" } });
  await make("BucketVersioning", { bucket: "b-plain", status: "Suspended" });
  await make("Cors", {
    bucket,
    rules: [
      { id: "first", allowedOrigins: ["https://*.example"], allowedMethods: ["GET", "PUT"], allowedHeaders: ["x-*"], maxAgeSeconds: 60 },
    ],
  });
  await make("Lifecycle", {
    bucket,
    rules: [
      { id: "old", prefix: "logs/", expiration: { days: 40 }, transition: { days: 30, storageClass: "STANDARD_IA" } },
      { id: "versions", prefix: "v/", tags: { kind: "raw" }, noncurrentVersionExpiration: { noncurrentDays: 9 } },
      { id: "parts", prefix: "p/", abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } },
    ],
  });
  await make("ObjectLock", { bucket: "b-locked", state: "Enabled", mode: "GOVERNANCE", retention: { days: 3 } });
  await make("Website", {
    bucket,
    indexDocument: "index.html",
    errorDocument: "error.html",
    routingRules: [{ condition: { keyPrefixEquals: "old/" }, redirect: { replaceKeyPrefixWith: "new/", httpRedirectCode: "302" } }],
  });

  const look = { ...world.keys, buckets: ["b-one", "b-locked", "b-plain"] };
  const seen = (await askPython(path.join(__dirname, "python", "read_back.py"), { RGW_LOOK: JSON.stringify(look) })) as Seen;
  expect(seen.names).toEqual(["b-locked", "b-one", "b-plain"]);
  const one = seen.buckets["b-one"] ?? {};
  const ownerGrant = { Grantee: { ID: world.account.id, Type: "CanonicalUser" }, Permission: "FULL_CONTROL" };
  expect(one["acl"]).toMatchObject({
    Owner: { ID: world.account.id },
    Grants: expect.arrayContaining([
      expect.objectContaining({ Permission: "FULL_CONTROL", Grantee: expect.objectContaining(ownerGrant.Grantee) as object }),
      { Grantee: { Type: "Group", URI: everybody }, Permission: "READ" },
    ]) as unknown,
  });
  expect(one["cors"]).toEqual({
    CORSRules: [
      { ID: "first", AllowedOrigins: ["https://*.example"], AllowedMethods: ["GET", "PUT"], AllowedHeaders: ["x-*"], MaxAgeSeconds: 60 },
    ],
  });
  expect(one["lifecycle"]).toEqual({
    Rules: [
      {
        ID: "old",
        Filter: { Prefix: "logs/" },
        Status: "Enabled",
        Expiration: { Days: 40 },
        Transitions: [{ Days: 30, StorageClass: "STANDARD_IA" }],
      },
      { ID: "parts", Filter: { Prefix: "p/" }, Status: "Enabled", AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } },
      {
        ID: "versions",
        // Ceph 16 shows one tag beside a prefix without the And around them.
        Filter: { Prefix: "v/", Tag: { Key: "kind", Value: "raw" } },
        Status: "Enabled",
        NoncurrentVersionExpiration: { NoncurrentDays: 9 },
      },
    ],
  });
  expect(one["notifications"]).toEqual({
    TopicConfigurations: [
      {
        Id: "images",
        TopicArn: topicArn,
        Events: ["s3:ObjectCreated:*"],
        Filter: {
          Key: {
            FilterRules: [
              { Name: "prefix", Value: "i/" },
              { Name: "suffix", Value: ".jpg" },
            ],
          },
        },
      },
    ],
  });
  expect(JSON.parse((one["policy"] as { readonly Policy: string }).Policy)).toEqual(policy);
  expect(one["tags"]).toEqual({
    TagSet: [
      { Key: "empty", Value: "" },
      { Key: "team", Value: "研发 & more" },
    ],
  });
  expect(one["versioning"]).toMatchObject({ Status: "Enabled" });
  expect(one["website"]).toEqual({
    IndexDocument: { Suffix: "index.html" },
    ErrorDocument: { Key: "error.html" },
    RoutingRules: [{ Condition: { KeyPrefixEquals: "old/" }, Redirect: { ReplaceKeyPrefixWith: "new/", HttpRedirectCode: "302" } }],
  });
  expect(seen.buckets["b-locked"]).toMatchObject({
    lock: { ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 3 } } } },
    versioning: { Status: "Enabled" },
  });
  const none = { cors: "NoSuchCORSConfiguration", notifications: {}, policy: "NoSuchBucketPolicy", versioning: { Status: "Suspended" } };
  expect(seen.buckets["b-plain"]).toMatchObject(none);
  // The notification's copy of the topic has its ARN.
  expect(Object.keys(seen.topics)).toEqual([topicArn]);
  expect(seen.topics[topicArn]).toMatchObject({ Name: "uploads", TopicArn: topicArn, User: world.account.tenant, OpaqueData: "a b" });
  const { EndPoint } = seen.topics[topicArn] as { readonly EndPoint: string };
  expect(JSON.parse(EndPoint)).toMatchObject({
    EndpointAddress: "http://127.0.0.1:9/hook",
    EndpointArgs: expect.stringMatching(/(?:^|&)verify-ssl=false(?:&|$)/) as string,
    Persistent: "false",
  });
});
