/** The resources as data for the lifecycle suite. */
import {
  CreateBucketCommand,
  GetBucketAclCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { RunningEmulator } from "../../../emulator";
import { iam, members, s3Client, sendSigned, trail, xmlOf } from "../emulator/support";
import type { Properties } from "../plugin/results";
import { iamCases } from "./iam-cases";
import { settingCases } from "./setting-cases";
import type { ResourceCase } from "./suite";

async function withS3<T>(emulator: RunningEmulator, task: (s3: S3Client) => Promise<T>): Promise<T> {
  const s3 = s3Client(emulator);
  try {
    return await task(s3);
  } finally {
    s3.destroy();
  }
}

/** The result, or undefined when the service says that the entity is not there. */
async function unlessAbsent<T>(absence: RegExp, task: () => Promise<T>): Promise<T | undefined> {
  try {
    return await task();
  } catch (error) {
    if (absence.test(`${(error as Error).name} ${(error as Error).message}`)) return undefined;
    throw error;
  }
}

export const makeBucket =
  (name: string) =>
  async (emulator: RunningEmulator): Promise<void> => {
    await withS3(emulator, (s3) => s3.send(new CreateBucketCommand({ Bucket: name })));
  };

const makeUser =
  (name: string) =>
  async (emulator: RunningEmulator): Promise<void> => {
    await iam(emulator, "CreateUser", { UserName: name });
  };

const allow = (...actions: readonly string[]): Properties => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});
const readable = (bucket: string, ...actions: readonly string[]): Properties => ({
  Version: "2012-10-17",
  Statement: actions.map((action) => ({ Effect: "Allow", Principal: "*", Action: [action], Resource: [`arn:ctyun:oos:::${bucket}/*`] })),
});
const parsed = (policy: unknown): unknown => (typeof policy === "string" ? JSON.parse(policy) : policy);
const arnOf = (emulator: RunningEmulator, kind: string, name: string): string => `arn:ctyun:iam::${emulator.accountId}:${kind}/${name}`;

const bucket: ResourceCase = {
  noun: "Bucket",
  outputs: ["arn", "bucketDomainName", "endpoint", "creationDate"],
  minimal: () => ({ bucket: "b-one" }),
  full: () => ({
    bucket: "b-one",
    acl: "public-read",
    metadataLocation: "ZhengZhou",
    dataLocation: { type: "Specified", locations: ["QingDao", "ChengDu"], scheduleStrategy: "NotAllowed" },
    forceDestroy: true,
  }),
  changed: () => ({
    bucket: "b-one",
    acl: "public-read-write",
    metadataLocation: "ZhengZhou",
    dataLocation: { type: "Specified", locations: ["SuZhou"] },
  }),
  replacement: { inputs: () => ({ bucket: "b-two" }), replaces: ["bucket"], deleteBeforeReplace: true },
  makeElsewhere: (emulator) => withS3(emulator, (s3) => s3.send(new CreateBucketCommand({ Bucket: "b-one", ACL: "public-read" }))),
  laterCall: { operation: "ListBuckets", inputs: () => ({ bucket: "b-one", acl: "public-read" }) },
  look: (emulator) =>
    unlessAbsent(/NoSuchBucket/, () =>
      withS3(emulator, async (s3) => {
        const { Grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: "b-one" }));
        const answer = await sendSigned(
          emulator.endpoints.s3,
          { method: "GET", target: "/b-one?location" },
          { keys: emulator, service: "s3" },
        );
        const { MetadataLocationConstraint: index, DataLocationConstraint: data } = xmlOf(answer) as Record<
          string,
          Record<string, unknown>
        >;
        return { permission: Grants[0]?.Permission, index: index?.["Location"], data };
      }),
    ),
  // What was set stays when the program stops saying it: locations are forgotten, not reset.
  shown: (inputs, before) => {
    const data = (inputs["dataLocation"] ?? before["dataLocation"]) as
      { type: string; locations: string[]; scheduleStrategy?: string } | undefined;
    const [only, ...more] = data?.locations ?? [];
    return {
      permission: { private: undefined, "public-read": "READ", "public-read-write": "FULL_CONTROL" }[
        typeof inputs["acl"] === "string" ? inputs["acl"] : "private"
      ],
      index: "ZhengZhou",
      data:
        data === undefined
          ? { Type: "Local" }
          : {
              Type: data.type,
              LocationList: { Location: more.length === 0 ? only : data.locations },
              ScheduleStrategy: data.scheduleStrategy ?? "Allowed",
            },
    };
  },
};

const bucketPolicy: ResourceCase = {
  noun: "BucketPolicy",
  outputs: [],
  prepare: makeBucket("b-one"),
  minimal: () => ({ bucket: "b-one", policy: JSON.stringify(readable("b-one", "oos:GetObject")) }),
  full: () => ({ bucket: "b-one", policy: readable("b-one", "oos:GetObject", "oos:PutObject") }),
  changed: () => ({ bucket: "b-one", policy: readable("b-one", "oos:DeleteObject") }),
  replacement: {
    inputs: () => ({ bucket: "b-two", policy: readable("b-two", "oos:GetObject") }),
    replaces: ["bucket"],
    deleteBeforeReplace: false,
  },
  makeElsewhere: (emulator) =>
    withS3(emulator, (s3) =>
      s3.send(new PutBucketPolicyCommand({ Bucket: "b-one", Policy: JSON.stringify(readable("b-one", "oos:PutObject")) })),
    ),
  look: (emulator) =>
    unlessAbsent(/NoSuchPolicy/, () =>
      withS3(emulator, async (s3) => parsed((await s3.send(new GetBucketPolicyCommand({ Bucket: "b-one" }))).Policy)),
    ),
  shown: ({ policy }) => parsed(policy),
};

const iamUser: ResourceCase = {
  noun: "IamUser",
  outputs: ["arn", "userId", "createDate"],
  minimal: () => ({ userName: "Bob" }),
  full: () => ({ userName: "Bob", tags: { team: "a b", 成本: "研发" }, forceDestroy: true }),
  changed: () => ({ userName: "Bob", tags: { team: "c", more: "" } }),
  replacement: { inputs: () => ({ userName: "Eve" }), replaces: ["userName"], deleteBeforeReplace: false },
  makeElsewhere: (emulator) => iam(emulator, "CreateUser", { UserName: "bob" }),
  look: (emulator) =>
    unlessAbsent(/NoSuchEntity/, async () => {
      const { User: user } = (await iam(emulator, "GetUser", { UserName: "Bob" })) as { User: { Tags?: unknown } };
      return Object.fromEntries(members(user.Tags).map(({ Key, Value }) => [String(Key), String(Value)]));
    }),
  shown: ({ tags = {} }) => tags,
};

async function lookAtKeys(emulator: RunningEmulator): Promise<unknown> {
  const keys = members((await iam(emulator, "ListAccessKeys", { UserName: "Bob" }))["AccessKeyMetadata"]);
  return keys.length === 0 ? undefined : keys.map(({ Status }) => Status);
}

const accessKey: ResourceCase = {
  noun: "AccessKey",
  outputs: ["accessKeyId", "secretAccessKey", "createDate"],
  notImported: ["secretAccessKey", "trackLastUsed"],
  notOnService: ["trackLastUsed"],
  prepare: makeUser("Bob"),
  minimal: () => ({ user: "Bob" }),
  full: () => ({ user: "Bob", status: "Inactive", trackLastUsed: true }),
  changed: () => ({ user: "bob", status: "Active", trackLastUsed: false }),
  replacement: { inputs: () => ({ user: "Eve" }), replaces: ["user"], deleteBeforeReplace: false },
  laterCall: { operation: "UpdateAccessKey", inputs: () => ({ user: "Bob", status: "Inactive" }) },
  look: lookAtKeys,
  shown: ({ status = "Active" }) => [status],
};

const rotatingAccessKey: ResourceCase = {
  noun: "RotatingAccessKey",
  // The key from before the rotation goes as well.
  deleteCalls: { "iam:DeleteAccessKey": 2 },
  outputs: ["accessKeyId", "secretAccessKey", "status", "createdAt", "ageDays"],
  notImported: ["secretAccessKey", "rotationDays", "triggers", "nextRotation"],
  notOnService: ["rotationDays", "triggers", "graceDays"],
  prepare: makeUser("Bob"),
  minimal: () => ({ user: "Bob" }),
  full: () => ({ user: "Bob", rotationDays: 90, graceDays: 7, triggers: { reason: "first" } }),
  changed: () => ({ user: "BOB", rotationDays: 30, graceDays: 2, triggers: { reason: "leaked" } }),
  replacement: { inputs: () => ({ user: "Eve" }), replaces: ["user"], deleteBeforeReplace: false },
  makeElsewhere: (emulator) => iam(emulator, "CreateAccessKey", { UserName: "Bob" }),
  look: lookAtKeys,
  // The changed trigger makes a second key; nothing but time ends the first one.
  shown: ({ triggers }, before) => {
    const isRotated = [triggers, before["triggers"]].some((found) => (found as { reason: string } | undefined)?.reason === "leaked");
    return isRotated ? ["Active", "Active"] : ["Active"];
  },
};

const policy: ResourceCase = {
  noun: "Policy",
  outputs: ["arn", "policyId", "createDate"],
  minimal: () => ({ name: "Reader", policy: allow("oos:GetObject") }),
  full: () => ({ name: "Reader", policy: allow("oos:GetObject", "oos:PutObject"), description: "first", forceDestroy: true }),
  changed: () => ({ name: "Reader", policy: JSON.stringify(allow("oos:DeleteObject")), description: "second" }),
  replacement: { inputs: () => ({ name: "Writer", policy: allow("oos:GetObject") }), replaces: ["name"], deleteBeforeReplace: false },
  makeElsewhere: (emulator) =>
    iam(emulator, "CreatePolicy", { PolicyName: "reader", PolicyDocument: JSON.stringify(allow("oos:ListBucket")) }),
  look: (emulator) =>
    unlessAbsent(/NoSuchEntity/, async () => {
      const { Policy: found } = (await iam(emulator, "GetPolicy", { PolicyArn: arnOf(emulator, "policy", "Reader") })) as {
        Policy: Record<string, string>;
      };
      return { document: parsed(found["PolicyDocument"]), description: found["Description"] ?? "" };
    }),
  shown: ({ policy: document, description = "" }) => ({ document: parsed(document), description }),
};

const userPolicyAttachment: ResourceCase = {
  noun: "UserPolicyAttachment",
  outputs: [],
  prepare: async (emulator) => {
    await makeUser("Bob")(emulator);
    await iam(emulator, "CreatePolicy", { PolicyName: "Reader", PolicyDocument: JSON.stringify(allow("oos:GetObject")) });
  },
  minimal: (emulator) => ({ user: "Bob", policyArn: arnOf(emulator, "policy", "Reader") }),
  // Names of IAM have no case.
  full: (emulator) => ({ user: "BOB", policyArn: arnOf(emulator, "policy", "Reader") }),
  changed: (emulator) => ({ user: "Bob", policyArn: arnOf(emulator, "policy", "reader") }),
  replacement: {
    inputs: (emulator) => ({ user: "Bob", policyArn: arnOf(emulator, "policy", "Writer") }),
    replaces: ["policyArn"],
    deleteBeforeReplace: false,
  },
  makeElsewhere: (emulator) => iam(emulator, "AttachUserPolicy", { UserName: "Bob", PolicyArn: arnOf(emulator, "policy", "Reader") }),
  look: async (emulator) => {
    const attached = members((await iam(emulator, "ListAttachedUserPolicies", { UserName: "Bob" }))["AttachedPolicies"]);
    return attached.length === 0 ? undefined : attached.map(({ PolicyName }) => PolicyName);
  },
  shown: () => ["Reader"],
};

const trailCase: ResourceCase = {
  noun: "Trail",
  outputs: ["arn", "isLogging"],
  prepare: async (emulator) => {
    await makeBucket("logs-one")(emulator);
    await makeBucket("logs-two")(emulator);
  },
  minimal: () => ({ name: "audit", s3BucketName: "logs-one" }),
  full: () => ({
    name: "audit",
    s3BucketName: "logs-two",
    s3KeyPrefix: "a/",
    enableLogging: false,
    eventSelector: { readWriteType: "WriteOnly" },
  }),
  changed: () => ({
    name: "audit",
    s3BucketName: "logs-one",
    s3KeyPrefix: "b/",
    enableLogging: true,
    eventSelector: { readWriteType: "ReadOnly" },
  }),
  replacement: { inputs: () => ({ name: "audit-2", s3BucketName: "logs-one" }), replaces: ["name"], deleteBeforeReplace: false },
  makeElsewhere: (emulator) => trail(emulator, "CreateTrail", { Name: "audit", S3BucketName: "logs-two", S3KeyPrefix: "x" }),
  laterCall: { operation: "StartLogging", inputs: () => ({ name: "audit", s3BucketName: "logs-one" }) },
  look: async (emulator) => {
    const { trailList = [] } = (await trail(emulator, "DescribeTrails", { TrailNameList: ["audit"] })) as {
      trailList?: Record<string, string>[];
    };
    const [found] = trailList;
    if (found === undefined) return undefined;
    const { IsLogging } = await trail(emulator, "GetTrailStatus", { Name: "audit" });
    const { EventSelectors } = (await trail(emulator, "GetEventSelectors", { TrailName: "audit" })) as {
      EventSelectors: { ReadWriteType: string }[];
    };
    return {
      bucket: found["S3BucketName"],
      prefix: found["S3KeyPrefix"],
      logging: IsLogging,
      type: EventSelectors[0]?.ReadWriteType ?? "All",
    };
  },
  shown: ({ s3BucketName, s3KeyPrefix = "", enableLogging = true, eventSelector }) => ({
    bucket: s3BucketName,
    prefix: s3KeyPrefix,
    logging: enableLogging,
    type: (eventSelector as { readWriteType: string } | undefined)?.readWriteType ?? "All",
  }),
};

const virtualMfaDevice: ResourceCase = {
  noun: "VirtualMfaDevice",
  outputs: ["serialNumber", "base32Seed"],
  notImported: ["base32Seed", "qrCodePng"],
  prepare: async (emulator) => {
    await makeUser("Bob")(emulator);
    await makeUser("Eve")(emulator);
  },
  minimal: () => ({ name: "Phone" }),
  full: () => ({ name: "Phone", user: "Bob" }),
  changed: () => ({ name: "phone", user: "Eve" }),
  replacement: { inputs: () => ({ name: "Tablet" }), replaces: ["name"], deleteBeforeReplace: true },
  makeElsewhere: (emulator) => iam(emulator, "CreateVirtualMFADevice", { VirtualMFADeviceName: "phone" }),
  laterCall: { operation: "EnableMFADevice", inputs: () => ({ name: "Phone", user: "Bob" }) },
  look: async (emulator) => {
    const [device] = members((await iam(emulator, "ListVirtualMFADevices"))["VirtualMFADevices"]);
    return device === undefined ? undefined : { user: (device["User"] as Properties | undefined)?.["UserName"] };
  },
  shown: ({ user }) => ({ user }),
};

/** A key with letters that need care in a path. */
const objectKey = "a/ü b&.txt";
const bucketObject: ResourceCase = {
  noun: "BucketObject",
  outputs: ["etag", "size"],
  notImported: ["content", "dataLocation"],
  notOnService: ["content", "dataLocation", "partSizeMiB", "guessContentType"],
  prepare: makeBucket("b-one"),
  minimal: () => ({ bucket: "b-one", key: objectKey, content: "one" }),
  full: () => ({
    bucket: "b-one",
    key: objectKey,
    content: "two ✓",
    contentType: "text/x-two",
    cacheControl: "max-age=60",
    contentDisposition: "inline",
    contentEncoding: "identity",
    storageClass: "STANDARD_IA",
    metadata: { team: "a b", "x-1": "" },
    dataLocation: { type: "Specified", locations: ["QingDao", "ChengDu"], scheduleStrategy: "Allowed" },
    partSizeMiB: 5,
    guessContentType: false,
  }),
  changed: () => ({
    bucket: "b-one",
    key: objectKey,
    content: "",
    contentType: "text/x-three",
    metadata: { team: "c" },
    dataLocation: { type: "Local" },
  }),
  replacement: { inputs: () => ({ bucket: "b-one", key: "other", content: "one" }), replaces: ["key"], deleteBeforeReplace: false },
  makeElsewhere: (emulator) =>
    withS3(emulator, async (s3) => {
      await s3.send(new PutObjectCommand({ Bucket: "b-one", Key: objectKey, Body: "elsewhere" }));
    }),
  look: (emulator) =>
    unlessAbsent(/NoSuchKey/, () =>
      withS3(emulator, async (s3) => {
        const found = await s3.send(new GetObjectCommand({ Bucket: "b-one", Key: objectKey }));
        const { "pulumi-sha256": _print, ...metadata } = found.Metadata ?? {};
        const { CacheControl, ContentDisposition, ContentEncoding, StorageClass } = found;
        const headers = { CacheControl, ContentDisposition, ContentEncoding, StorageClass };
        return { content: await found.Body?.transformToString(), type: found.ContentType, headers, metadata };
      }),
    ),
  shown: ({ content, contentType, cacheControl, contentDisposition, contentEncoding, storageClass, metadata = {} }) => ({
    content,
    type: contentType ?? "text/plain; charset=utf-8",
    headers: {
      CacheControl: cacheControl,
      ContentDisposition: contentDisposition,
      ContentEncoding: contentEncoding,
      StorageClass: storageClass,
    },
    metadata,
  }),
};

export const resourceCases: readonly ResourceCase[] = [
  accessKey,
  bucket,
  bucketPolicy,
  iamUser,
  policy,
  rotatingAccessKey,
  trailCase,
  userPolicyAttachment,
  virtualMfaDevice,
  bucketObject,
  ...iamCases,
  ...settingCases,
];
