/**
 * One life of each resource that more than one backend has, as data: the same inputs everywhere, with the options that a backend lacks left out by
 * its own table. What the server has is looked at through the AWS SDK.
 */
import { hasOperation } from "../../../provider/backends/types";
import { hasField } from "../../../provider/engine/steps/availability";
import {
  CreateBucketCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetObjectLockConfigurationCommand,
  HeadBucketCommand,
  PutBucketAclCommand,
  PutBucketCorsCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketLoggingCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutBucketWebsiteCommand,
  PutObjectLockConfigurationCommand,
  type S3Client,
  type Tag,
} from "@aws-sdk/client-s3";
import { sendSigned } from "../emulator/support";
import type { Properties } from "../plugin/results";
import type { ContractServer } from "./server";

export interface ContractCase {
  readonly noun: string;
  readonly prepare?: (s3: S3Client, server: ContractServer) => Promise<unknown>;
  readonly minimal: (server: ContractServer) => Properties;
  readonly full: (server: ContractServer) => Properties;
  readonly changed: (server: ContractServer) => Properties;
  /** What the server has; undefined when there is none. */
  readonly look: (s3: S3Client, server: ContractServer) => Promise<unknown>;
  /** What it must have for the inputs. Absent: different inputs must only be seen as different. */
  readonly shown?: (inputs: Properties, server: ContractServer) => unknown;
  /** Somebody else makes or changes it, so that it is none of the inputs. */
  readonly elsewhere: (s3: S3Client, server: ContractServer) => Promise<unknown>;
  /** True: `elsewhere` needs the entity, so it cannot be there before us. */
  readonly onlyChanges?: true;
  /** Most calls of one refresh of the full inputs; default 1. */
  readonly refreshCalls?: number;
  /** Inputs that an import cannot know. */
  readonly notOnService?: readonly string[];
  /** True: an import shows fields that the inputs do not say, and that stay as they are. */
  readonly importShowsMore?: true;
  /** Why a Ceph gateway cannot stand in for ZOS here; the emulator does, as ZOS. */
  readonly notOnGateway?: string;
  /** True: the service has no way back, so something is left after a deletion. */
  readonly leaves?: true;
}

export const bucketName = "b-one";
const Bucket = bucketName;
const makeBucket = (s3: S3Client): Promise<unknown> => s3.send(new CreateBucketCommand({ Bucket }));
/** Whether the backend has a field, or a word of one: what a case asks is said by what the service can do, not by which one it is. */
const has = ({ backend }: ContractServer, noun: string, place: string): boolean => hasField(backend, noun, place);
const takes = ({ backend }: ContractServer, noun: string, place: string, word: string): boolean =>
  backend.lacks.words[noun]?.[place]?.includes(word) !== false;
const hasVersions = (server: ContractServer): boolean => has(server, "Bucket", "versioning");
/** A lock that is not on, where there is such a thing. */
const offState = (server: ContractServer): "Disabled" | "Enabled" =>
  takes(server, "ObjectLock", "state", "Disabled") ? "Disabled" : "Enabled";

/** Undefined for the errors that say "there is none". */
async function unlessAbsent<T>(look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    const { name, $metadata } = error as { readonly name: string; readonly $metadata?: { readonly httpStatusCode?: number } };
    if ($metadata?.httpStatusCode === 404 && name !== "NoSuchBucket") return undefined;
    if (name === "NoSuchBucket") return undefined;
    throw error;
  }
}

const statement = ({ backend }: ContractServer, action: string): object => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: "*",
      Action: [`${backend.dialect.arns === "aws" ? "s3" : "oos"}:${action}`],
      Resource: [backend.dialect.arns === "aws" ? `arn:aws:s3:::${Bucket}/*` : `arn:ctyun:oos:::${Bucket}/*`],
    },
  ],
});

const bucket: ContractCase = {
  noun: "Bucket",
  minimal: () => ({ bucket: Bucket }),
  full: (server) => ({ bucket: Bucket, acl: "public-read", forceDestroy: true, ...(hasVersions(server) ? { versioning: "Enabled" } : {}) }),
  changed: (server) => ({
    bucket: Bucket,
    acl: takes(server, "Bucket", "acl", "authenticated-read") ? "authenticated-read" : "public-read-write",
    ...(hasVersions(server) ? { versioning: "Suspended" } : {}),
  }),
  look: (s3, server) =>
    unlessAbsent(async () => {
      await s3.send(new HeadBucketCommand({ Bucket }));
      const { Grants = [], Owner } = await s3.send(new GetBucketAclCommand({ Bucket }));
      const others = Grants.filter(({ Grantee }) => Grantee?.ID !== Owner?.ID || Owner?.ID === undefined);
      const versioning = hasVersions(server) ? (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status : undefined;
      return { others: others.map(({ Grantee, Permission }) => `${Grantee?.URI ?? ""} ${Permission ?? ""}`).sort(), versioning };
    }),
  elsewhere: (s3, server) =>
    hasOperation(server.backend, "PutBucketAcl")
      ? s3.send(new PutBucketAclCommand({ Bucket, ACL: "public-read-write" }))
      : s3.send(new CreateBucketCommand({ Bucket, ACL: "private" })),
  onlyChanges: true,
  refreshCalls: 2,
  importShowsMore: true,
  notOnService: ["forceDestroy"],
};

const bucketPolicy: ContractCase = {
  noun: "BucketPolicy",
  prepare: makeBucket,
  minimal: (server) => ({ bucket: Bucket, policy: JSON.stringify(statement(server, "GetObject")) }),
  full: (server) => ({ bucket: Bucket, policy: statement(server, "PutObject") }),
  changed: (server) => ({ bucket: Bucket, policy: statement(server, "DeleteObject") }),
  look: (s3) => unlessAbsent(async () => JSON.parse((await s3.send(new GetBucketPolicyCommand({ Bucket }))).Policy ?? "") as unknown),
  shown: ({ policy }) => (typeof policy === "string" ? (JSON.parse(policy) as unknown) : policy),
  elsewhere: (s3, server) =>
    s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify(statement(server, "AbortMultipartUpload")) })),
};

const expire = (prefix: string, days: number): object => ({ prefix, expiration: { days } });
const lifecycle: ContractCase = {
  noun: "Lifecycle",
  prepare: makeBucket,
  minimal: () => ({ bucket: Bucket, rules: [expire("a/", 3)] }),
  full: (server) => ({
    bucket: Bucket,
    rules: [
      { id: "z first", prefix: "<b>&/", enabled: false, expiration: { days: 40 }, transition: { days: 30, storageClass: "STANDARD_IA" } },
      { id: "dated", prefix: "d/", expiration: { date: "2031-01-01" } },
      expire("a/", 4),
      ...(has(server, "Lifecycle", "rules[].tags")
        ? [
            { id: "one tag", tags: { team: "a b" }, expiration: { days: 5 } },
            { id: "tags", prefix: "t/", tags: { b: "2", a: "1" }, noncurrentVersionExpiration: { noncurrentDays: 9 } },
            {
              id: "versions",
              prefix: "v/",
              expiration: { expiredObjectDeleteMarker: true },
              noncurrentVersionExpiration: { noncurrentDays: 90 },
              noncurrentVersionTransitions: [
                { noncurrentDays: 30, storageClass: "STANDARD_IA" },
                { noncurrentDays: 60, storageClass: "GLACIER" },
              ],
            },
            {
              id: "moves",
              prefix: "",
              transitions: [
                { days: 30, storageClass: "STANDARD_IA" },
                { days: 60, storageClass: "GLACIER" },
              ],
              abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
            },
          ]
        : []),
    ],
  }),
  changed: (server) => ({
    bucket: Bucket,
    rules: [
      { id: "dated", prefix: "d/", transition: { date: "2030-01-01T00:00:00.000Z" } },
      { id: "z first", prefix: "<b>&/", expiration: { days: 41 } },
      ...(has(server, "Lifecycle", "rules[].noncurrentVersionExpiration")
        ? [{ id: "versions", prefix: "v/", noncurrentVersionExpiration: { noncurrentDays: 91 } }]
        : []),
    ],
  }),
  look: (s3) =>
    unlessAbsent(async () =>
      ((await s3.send(new GetBucketLifecycleConfigurationCommand({ Bucket }))).Rules ?? []).map((rule) => JSON.stringify(rule)).sort(),
    ),
  elsewhere: (s3) =>
    s3.send(
      new PutBucketLifecycleConfigurationCommand({
        Bucket,
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- OOS knows no other way to say it
        LifecycleConfiguration: { Rules: [{ ID: "theirs", Prefix: "x/", Status: "Enabled", Expiration: { Days: 1 } }] },
      }),
    ),
};

const cors: ContractCase = {
  noun: "Cors",
  prepare: makeBucket,
  minimal: () => ({ bucket: Bucket, rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] }),
  full: () => ({
    bucket: Bucket,
    rules: [
      {
        id: "first",
        allowedOrigins: ["https://z.example", "https://*.b.example"],
        allowedMethods: ["PUT", "POST"],
        allowedHeaders: ["x-*", "Date"],
        exposeHeaders: ["ETag"],
        maxAgeSeconds: 0,
      },
      { allowedOrigins: ["*"], allowedMethods: ["HEAD", "GET", "DELETE"] },
    ],
  }),
  changed: () => ({
    bucket: Bucket,
    rules: [
      { allowedOrigins: ["*"], allowedMethods: ["GET"], maxAgeSeconds: 60 },
      {
        id: "first",
        allowedOrigins: ["https://a.example"],
        allowedMethods: ["PUT"],
        allowedHeaders: ["*"],
        exposeHeaders: ["ETag", "x-b"],
      },
    ],
  }),
  look: (s3) => unlessAbsent(async () => (await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules),
  elsewhere: (s3) =>
    s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [{ AllowedOrigins: ["x"], AllowedMethods: ["PUT"] }] } })),
};

const website: ContractCase = {
  noun: "Website",
  prepare: makeBucket,
  minimal: () => ({ bucket: Bucket, indexDocument: "index.html" }),
  full: (server) => ({
    bucket: Bucket,
    indexDocument: "start.htm",
    errorDocument: "errors/<4xx>&.html",
    routingRules: [
      {
        condition: { keyPrefixEquals: "old/" },
        redirect: {
          replaceKeyPrefixWith: "new/",
          ...(has(server, "Website", "routingRules[].redirect.httpRedirectCode") ? { httpRedirectCode: "302" } : {}),
        },
      },
      {
        condition: { httpErrorCodeReturnedEquals: "403" },
        redirect: { hostName: "a.example", protocol: "https", replaceKeyWith: "sorry.html" },
      },
      { redirect: { replaceKeyWith: "everything.html" } },
    ],
  }),
  changed: () => ({ bucket: Bucket, redirectAllRequestsTo: { hostName: "www.a.example", protocol: "https" } }),
  look: (s3) =>
    unlessAbsent(async () => {
      const { $metadata: _metadata, ...shown } = await s3.send(new GetBucketWebsiteCommand({ Bucket }));
      return shown;
    }),
  elsewhere: (s3) => s3.send(new PutBucketWebsiteCommand({ Bucket, WebsiteConfiguration: { IndexDocument: { Suffix: "theirs.html" } } })),
};

function tagsOf(tags: readonly Tag[] = []): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(tags.map(({ Key = "", Value }) => [Key, Value]));
}

const bucketTagging: ContractCase = {
  noun: "BucketTagging",
  prepare: makeBucket,
  minimal: () => ({ bucket: Bucket, tags: { one: "1" } }),
  full: () => ({ bucket: Bucket, tags: { z: "", 成本: "研发 & more", a: "b c" } }),
  changed: () => ({ bucket: Bucket, tags: { a: "<other>" } }),
  look: (s3) => unlessAbsent(async () => tagsOf((await s3.send(new GetBucketTaggingCommand({ Bucket }))).TagSet)),
  shown: ({ tags }) => tags,
  elsewhere: (s3) => s3.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: "theirs", Value: "x" }] } })),
};

const bucketVersioning: ContractCase = {
  noun: "BucketVersioning",
  prepare: makeBucket,
  minimal: () => ({ bucket: Bucket }),
  full: () => ({ bucket: Bucket, status: "Suspended" }),
  changed: () => ({ bucket: Bucket, status: "Enabled" }),
  look: async (s3) => (await s3.send(new GetBucketVersioningCommand({ Bucket }))).Status,
  shown: ({ status = "Enabled" }) => status,
  elsewhere: (s3) => s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Suspended" } })),
  onlyChanges: true,
  leaves: true,
};

const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";
const bucketAcl: ContractCase = {
  noun: "BucketAcl",
  prepare: makeBucket,
  minimal: () => ({ bucket: Bucket, grants: [{ uri: everybody, permission: "READ_ACP" }] }),
  full: () => ({
    bucket: Bucket,
    grants: [
      { uri: everybody.replace("AllUsers", "AuthenticatedUsers"), permission: "WRITE" },
      { uri: everybody, permission: "READ" },
      { uri: everybody, permission: "READ_ACP" },
    ],
    ownerFullControl: false,
  }),
  changed: () => ({ bucket: Bucket, grants: [{ uri: everybody, permission: "READ" }], ownerFullControl: true }),
  look: async (s3) => {
    const { Grants = [], Owner } = await s3.send(new GetBucketAclCommand({ Bucket }));
    const words = Grants.map(({ Grantee, Permission }) =>
      Grantee?.ID === Owner?.ID && Grantee?.ID !== undefined ? `owner ${Permission ?? ""}` : `${Grantee?.URI ?? ""} ${Permission ?? ""}`,
    );
    return words.join() === "owner FULL_CONTROL" ? undefined : words.sort();
  },
  shown: ({ grants, ownerFullControl = true }) =>
    [
      ...(ownerFullControl === true ? ["owner FULL_CONTROL"] : []),
      ...(grants as readonly { readonly uri: string; readonly permission: string }[]).map(({ uri, permission }) => `${uri} ${permission}`),
    ].sort(),
  elsewhere: (s3) => s3.send(new PutBucketAclCommand({ Bucket, ACL: "public-read-write" })),
};

const objectLock: ContractCase = {
  noun: "ObjectLock",
  prepare: (s3, server) =>
    s3.send(new CreateBucketCommand({ Bucket, ...(server.backend.dialect.lockAtCreation ? { ObjectLockEnabledForBucket: true } : {}) })),
  minimal: (server) => ({ bucket: Bucket, state: offState(server), retention: { days: 1 } }),
  full: (server) => ({
    bucket: Bucket,
    state: offState(server),
    mode: takes(server, "ObjectLock", "mode", "GOVERNANCE") ? "GOVERNANCE" : "COMPLIANCE",
    retention: { years: 2 },
  }),
  changed: (server) => ({ bucket: Bucket, state: offState(server), retention: { days: 20 } }),
  look: (s3) =>
    unlessAbsent(
      async () => (await s3.send(new GetObjectLockConfigurationCommand({ Bucket }))).ObjectLockConfiguration?.Rule?.DefaultRetention,
    ),
  elsewhere: (s3, server) =>
    s3.send(
      new PutObjectLockConfigurationCommand({
        Bucket,
        ObjectLockConfiguration: {
          ObjectLockEnabled: offState(server) as "Enabled",
          Rule: { DefaultRetention: { Mode: "COMPLIANCE", Days: 77 } },
        },
      }),
    ),
};

const bucketEncryption: ContractCase = {
  noun: "BucketEncryption",
  notOnGateway: "Ceph 16 has no bucket encryption",
  prepare: makeBucket,
  minimal: () => ({ bucket: Bucket }),
  full: () => ({
    bucket: Bucket,
    algorithm: "aws:kms",
    kmsMasterKeyId: "4bd7a2e8-0f5c-4a4e-9a53-3d1f0c8e6a11:AES_256:0123456789abcdef0123456789abcdef",
  }),
  changed: () => ({ bucket: Bucket, algorithm: "AES256", kmsMasterKeyId: "0123456789abcdef0123456789abcdef" }),
  look: (s3) =>
    unlessAbsent(async () => (await s3.send(new GetBucketEncryptionCommand({ Bucket }))).ServerSideEncryptionConfiguration?.Rules),
  elsewhere: (s3) =>
    s3.send(
      new PutBucketEncryptionCommand({
        Bucket,
        ServerSideEncryptionConfiguration: {
          Rules: [
            {
              ApplyServerSideEncryptionByDefault: {
                SSEAlgorithm: "aws:kms",
                KMSMasterKeyID: "theirs:AES_256:0123456789abcdef0123456789abcdef",
              },
            },
          ],
        },
      }),
    ),
};

const bucketLogging: ContractCase = {
  noun: "BucketLogging",
  notOnGateway: "Ceph 16 refuses to set logging",
  prepare: async (s3) => {
    for (const name of [Bucket, "logs-one", "logs-two"]) await s3.send(new CreateBucketCommand({ Bucket: name }));
  },
  minimal: () => ({ bucket: Bucket, targetBucket: "logs-one" }),
  full: (server) => ({
    bucket: Bucket,
    targetBucket: "logs-two",
    targetPrefix: "a&b/",
    ...(has(server, "BucketLogging", "targetGrants") ? { targetGrants: [{ uri: everybody, permission: "READ" }] } : {}),
  }),
  changed: () => ({ bucket: Bucket, targetBucket: Bucket, targetPrefix: "self/" }),
  look: async (s3) => (await s3.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled,
  elsewhere: (s3) =>
    s3.send(
      new PutBucketLoggingCommand({
        Bucket,
        BucketLoggingStatus: { LoggingEnabled: { TargetBucket: "logs-two", TargetPrefix: "theirs/" } },
      }),
    ),
};

async function topicCall(server: ContractServer, fields: Readonly<Record<string, string>>): Promise<string> {
  const body = Object.entries({ ...fields, Version: "2010-03-31" })
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join("&");
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  const answer = await sendSigned(server.endpoint, { method: "POST", target: "/", headers, body }, { keys: server.keys, service: "sns" });
  if (answer.status !== 200) throw new Error(`${String(answer.status)} ${answer.text}`);
  return answer.text;
}

/** Makes or replaces a topic without us. @returns the ARN */
export async function putTopic(server: ContractServer, name: string, attributes: Readonly<Record<string, string>> = {}): Promise<string> {
  const entries = Object.entries(attributes).flatMap(([key, value], index) => [
    [`Attributes.entry.${String(index + 1)}.key`, key],
    [`Attributes.entry.${String(index + 1)}.value`, value],
  ]);
  const text = await topicCall(server, { Action: "CreateTopic", Name: name, ...(Object.fromEntries(entries) as Record<string, string>) });
  return /<TopicArn>([^<]+)</.exec(text)?.[1] ?? "";
}

/** The topic's element as the service shows it, without what a test cannot know. */
export async function topicText(server: ContractServer, name: string): Promise<string | undefined> {
  const all = await topicCall(server, { Action: "ListTopics" });
  return all.split(/<\/?member>/).find((member) => member.includes(`<Name>${name}</Name>`));
}

/** The names of all topics, the copies that notifications keep among them. */
export async function topicNames(server: ContractServer): Promise<readonly string[]> {
  return [...(await topicCall(server, { Action: "ListTopics" })).matchAll(/<Name>([^<]+)</g)].map(([, name = ""]) => name).sort();
}

const topic: ContractCase = {
  noun: "Topic",
  prepare: makeBucket,
  minimal: () => ({ name: "uploads" }),
  full: () => ({
    name: "uploads",
    pushEndpoint: "http://127.0.0.1:9/hook?a=b&c=d",
    verifySsl: false,
    opaqueData: "text & more = <this>",
    persistent: true,
  }),
  changed: () => ({ name: "uploads", pushEndpoint: "amqp://127.0.0.1:5672/vhost", amqpExchange: "events", ackLevel: "routable" }),
  look: (_s3, server) => topicText(server, "uploads"),
  elsewhere: (_s3, server) => putTopic(server, "uploads", { "push-endpoint": "http://127.0.0.1:9/theirs" }),
};

const bucketNotification: ContractCase = {
  noun: "BucketNotification",
  prepare: async (s3, server) => {
    await makeBucket(s3);
    for (const name of ["one", "two"]) await putTopic(server, name);
  },
  minimal: (server) => ({
    bucket: Bucket,
    notifications: [{ id: "n1", topicArn: topicArn(server, "one"), events: ["s3:ObjectCreated:*"] }],
  }),
  full: (server) => ({
    bucket: Bucket,
    notifications: [
      {
        id: "n2",
        topicArn: topicArn(server, "two"),
        events: ["s3:ObjectRemoved:Delete", "s3:ObjectCreated:Put"],
        filterPrefix: "a/<&",
        filterSuffix: ".jpg",
      },
      {
        id: "n1",
        topicArn: topicArn(server, "one"),
        events: ["s3:ObjectCreated:Copy"],
        filterRegex: "[0-9]+",
        filterMetadata: { "x-amz-meta-team": "a b" },
        filterTags: { kind: "raw" },
      },
    ],
  }),
  changed: (server) => ({
    bucket: Bucket,
    notifications: [{ id: "n1", topicArn: topicArn(server, "two"), events: ["s3:ObjectRemoved:*"] }],
  }),
  look: async (_s3, server) => {
    const answer = await sendSigned(
      server.endpoint,
      { method: "GET", target: `/${Bucket}?notification` },
      { keys: server.keys, service: "s3" },
    );
    return answer.text.includes("<Id>") ? answer.text : undefined;
  },
  elsewhere: async (_s3, server) => {
    const body = `<NotificationConfiguration><TopicConfiguration><Id>n1</Id><Topic>${topicArn(server, "one")}</Topic><Event>s3:ObjectRemoved:DeleteMarkerCreated</Event></TopicConfiguration></NotificationConfiguration>`;
    const answer = await sendSigned(
      server.endpoint,
      { method: "PUT", target: `/${Bucket}?notification`, body },
      { keys: server.keys, service: "s3" },
    );
    if (answer.status !== 200) throw new Error(answer.text);
  },
};

function topicArn({ keys }: ContractServer, name: string): string {
  return `arn:aws:sns:zg_cn:${"tenant" in keys ? String(keys.tenant) : ""}:${name}`;
}

export const contractCases: readonly ContractCase[] = [
  ...[bucket, bucketAcl, bucketEncryption, bucketLogging, bucketNotification, bucketPolicy, bucketTagging, bucketVersioning],
  ...[cors, lifecycle, objectLock, topic, website],
];
