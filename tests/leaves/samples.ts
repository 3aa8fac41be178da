/** Valid inputs of functions, and of nouns whose cases do not say every place of their schema: taken together, these do. */
import type { Properties } from "../support/plugin/results";

/** Where it is valid: a backend, or the regions of Hong Kong. */
export type Place = "oos" | "zos" | "hong-kong";

export interface Sample {
  readonly name: string;
  readonly place: Place;
  readonly inputs: Properties;
  /** Computed outputs of the state, where it takes them to say that nothing is due. */
  readonly outputs?: Properties;
}

const user = "arn:ctyun:iam::abc0123456789:user/Eve";
const policyArn = "arn:ctyun:iam::abc0123456789:policy/Readers";
const grants = [
  { canonicalId: "partner", permission: "WRITE" },
  { uri: "http://acs.amazonaws.com/groups/global/AllUsers", permission: "READ" },
  { emailAddress: "a@b.example", permission: "READ_ACP" },
];
const iamPolicy = {
  Version: "2012-10-17",
  Id: "one",
  Statement: [
    {
      Sid: "read",
      Effect: "Allow",
      Action: ["oos:GetObject", "oos:PutObject"],
      Resource: ["arn:ctyun:oos:::b-one/a*", "arn:ctyun:oos:::b-one/b*"],
      Condition: { IpAddress: { "ctyun:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"] } },
    },
  ],
};
const bucketPolicy = {
  Version: "2012-10-17",
  Statement: [
    {
      Sid: "read",
      Effect: "Allow",
      Principal: { CTYUN: [user] },
      Action: ["oos:GetObject", "oos:PutObject"],
      Resource: ["arn:ctyun:oos:::b-one/a*", "arn:ctyun:oos:::b-one/b*"],
      Condition: { IpAddress: { "ctyun:SourceIp": ["10.0.0.0/8", "192.0.2.0/24"] } },
    },
  ],
};
const zosPolicy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::b-one/*"] }],
};
const corsRules = [
  {
    id: "first",
    allowedOrigins: ["https://a.example", "https://*.b.example"],
    allowedMethods: ["PUT", "GET"],
    allowedHeaders: ["x-b", "x-a"],
    exposeHeaders: ["x-d", "x-c"],
    maxAgeSeconds: 5,
  },
  { allowedOrigins: ["*"], allowedMethods: ["HEAD"] },
];
const routingRules = [
  { condition: { keyPrefixEquals: "old/", httpErrorCodeReturnedEquals: "404" }, redirect: { replaceKeyPrefixWith: "new/" } },
  {
    condition: { httpErrorCodeReturnedEquals: "403" },
    redirect: { hostName: "a.example", protocol: "https", replaceKeyWith: "sorry.html" },
  },
];
const span = { beginDate: "2026-01-01", endDate: "2026-01-01", frequency: "byHour", bucket: "b-one" };
const placed = { ...span, location: "QingDao", storageClass: "STANDARD" };
const times = { startTime: "2026-01-01T00:00:00Z", endTime: "2026-01-01T01:00:00Z" };

const of = (place: Place, name: string, ...all: readonly Properties[]): readonly Sample[] => all.map((inputs) => ({ name, place, inputs }));
const oos = (name: string, ...all: readonly Properties[]): readonly Sample[] => of("oos", name, ...all);
const zos = (name: string, ...all: readonly Properties[]): readonly Sample[] => of("zos", name, ...all);

/** @param file path of a file that exists */
export function resourceSamples(file: string): readonly Sample[] {
  const object = {
    bucket: "b-one",
    key: "k",
    contentType: "text/plain",
    cacheControl: "no-cache",
    contentDisposition: "inline",
    contentEncoding: "gzip",
    storageClass: "STANDARD_IA",
    metadata: { a: "1", b: "2" },
    guessContentType: false,
    partSizeMiB: 8,
    adopt: true,
  };
  return [
    ...oos("AccessKey", { user: "Bob", status: "Inactive", trackLastUsed: true }, { status: "Active", primary: false }),
    ...oos("Bucket", {
      bucket: "b-two",
      acl: "public-read",
      metadataLocation: "ZhengZhou",
      dataLocation: { type: "Specified", locations: ["QingDao", "ChengDu"], scheduleStrategy: "NotAllowed" },
      forceDestroy: true,
      forceReplace: true,
      adopt: true,
    }),
    ...zos("Bucket", {
      bucket: "b-two",
      acl: "private",
      versioning: "Enabled",
      objectLockEnabled: true,
      storageClass: "STANDARD_IA",
      azPolicy: "multi-az",
    }),
    ...oos("BucketAccelerate", { bucket: "b-one", status: "Suspended", ipWhiteList: ["5.6.7.8", "1.2.3.0/24"], adopt: true }),
    ...zos("BucketAcl", { bucket: "b-one", grants, ownerFullControl: false, adopt: true }),
    ...zos("BucketEncryption", { bucket: "b-one", algorithm: "aws:kms", kmsMasterKeyId: "key", adopt: true }),
    ...oos("BucketLogging", { bucket: "b-one", targetBucket: "logs-one", targetPrefix: "a/" }),
    ...zos("BucketLogging", {
      bucket: "b-one",
      targetBucket: "logs-one",
      targetPrefix: "a/",
      targetGrants: grants.map((grant) => ({ ...grant, permission: "READ" })),
      adopt: true,
    }),
    ...zos("BucketNotification", {
      bucket: "b-one",
      notifications: [
        {
          id: "b",
          topicArn: "arn:aws:sns:default::t",
          events: ["s3:ObjectRemoved:*", "s3:ObjectCreated:*"],
          filterPrefix: "a/",
          filterSuffix: ".png",
          filterRegex: ".*",
          filterMetadata: { "x-amz-meta-a": "1" },
          filterTags: { team: "a", part: "b" },
        },
        { id: "a", topicArn: "arn:aws:sns:default::u", events: ["s3:ObjectCreated:Put"] },
      ],
      adopt: true,
    }),
    ...oos(
      "BucketObject",
      { ...object, source: file, dataLocation: { type: "Specified", locations: ["QingDao", "ChengDu"], scheduleStrategy: "Allowed" } },
      { bucket: "b-one", key: "k", content: "text", contentHash: "982d9e3eb996f559e633f4d194def3761d909f5a3b647d1a851fead67c32c9d1" },
      { bucket: "b-one", key: "k", copyFrom: { bucket: "b-two", key: "z", etag: '"e"' } },
    ),
    ...zos("BucketObject", { ...object, source: file }),
    ...oos(
      "BucketPolicy",
      { bucket: "b-one", policy: bucketPolicy, allowLockout: true, adopt: true },
      { bucket: "b-one", policy: JSON.stringify(bucketPolicy) },
    ),
    ...zos("BucketPolicy", { bucket: "b-one", policy: zosPolicy }),
    ...zos("BucketVersioning", { bucket: "b-one", status: "Enabled", adopt: true }),
    ...oos("Cors", { bucket: "b-one", rules: corsRules, adopt: true }),
    ...zos("Cors", { bucket: "b-one", rules: corsRules }),
    ...oos("Group", { groupName: "Ops", forceDestroy: true, adopt: true }),
    ...oos("GroupMembers", { group: "Team", users: ["Mia", "Bob"], adopt: true }),
    ...oos("GroupMembership", { group: "Ops", users: ["Mia", "Bob"], adopt: true, warnAboutOtherMembers: false }),
    ...oos("GroupPolicyAttachment", { group: "Ops", policyArn, adopt: true }),
    ...oos("IamUser", { userName: "Bob", tags: { a: "1", b: "2" }, forceDestroy: true, adopt: true }),
    ...oos("Lifecycle", {
      bucket: "b-one",
      rules: [
        { id: "b", prefix: "b/", enabled: false, expiration: { date: "2031-01-01" }, transition: { date: "2030-01-01" } },
        { id: "a", prefix: "a/", expiration: { days: 40 }, transition: { days: 30, storageClass: "STANDARD_IA" } },
        { prefix: "c/", expiration: { days: 1 } },
        { preset: "tmp-30d" },
      ],
      adopt: true,
    }),
    ...zos("Lifecycle", {
      bucket: "b-one",
      rules: [
        { id: "d", prefix: "d/", tags: { a: "1", b: "2" }, objectSizeGreaterThan: 10, objectSizeLessThan: 1000, expiration: { days: 90 } },
        {
          prefix: "c/",
          transitions: [
            { days: 10, storageClass: "STANDARD_IA" },
            { date: "2030-01-01", storageClass: "GLACIER" },
          ],
          noncurrentVersionExpiration: { noncurrentDays: 3, newerNoncurrentVersions: 2 },
          noncurrentVersionTransitions: [{ noncurrentDays: 1, newerNoncurrentVersions: 2, storageClass: "GLACIER" }],
          abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
        },
        { prefix: "e/", expiration: { expiredObjectDeleteMarker: true } },
      ],
    }),
    ...oos(
      "LoginProfile",
      { user: "Bob", password: "Given-password-1", passwordResetRequired: false, adopt: true },
      { user: "Bob", passwordLength: 20 },
    ),
    ...oos("ObjectLock", {
      bucket: "b-one",
      state: "Enabled",
      mode: "COMPLIANCE",
      retention: { days: 3 },
      confirmIrreversible: true,
      onDestroy: "abandon",
      adopt: true,
    }),
    ...oos("ObjectLock", { bucket: "b-one", state: "Disabled", retention: { years: 1 } }),
    ...zos("ObjectLock", { bucket: "b-one", state: "Enabled", mode: "GOVERNANCE", retention: { years: 1 } }),
    ...oos("PasswordPolicy", {
      allowUsersToChangePassword: false,
      hardExpiry: true,
      maxPasswordAge: 90,
      minimumPasswordLength: 12,
      passwordReusePrevention: 3,
      requireLowercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      requireUppercaseCharacters: true,
      adopt: true,
    }),
    ...oos(
      "Policy",
      { name: "Readers", policy: iamPolicy, description: "reads", forceDestroy: true, adopt: true },
      { name: "Readers", policy: JSON.stringify(iamPolicy) },
    ),
    ...oos("RotatingAccessKey", { user: "Bob", rotationDays: 90, triggers: { a: "1", b: "2" }, graceDays: 7, adopt: true }).map(
      (sample) => ({
        ...sample,
        outputs: { accessKeyId: "ak-1", secretAccessKey: "sk-1", status: "Active", createdAt: new Date().toISOString() },
      }),
    ),
    ...zos(
      "Topic",
      {
        name: "uploads",
        pushEndpoint: "amqps://broker.example",
        pushUser: "me",
        pushPassword: "a-password",
        ackLevel: "broker",
        amqpExchange: "x",
        verifySsl: true,
        caLocation: "/etc/ca.pem",
        opaqueData: "d",
        persistent: true,
        adopt: true,
      },
      { name: "uploads", pushEndpoint: "kafka://broker.example", useSsl: true, ackLevel: "none" },
    ),
    ...oos("Trail", {
      name: "audit",
      s3BucketName: "b-one",
      s3KeyPrefix: "logs",
      enableLogging: false,
      eventSelector: { readWriteType: "WriteOnly" },
      adopt: true,
    }),
    ...oos("VirtualMfaDevice", { name: "phone", user: "Bob", adopt: true }),
    ...oos(
      "Website",
      { bucket: "b-one", indexDocument: "index.html", errorDocument: "error.html", routingRules, adopt: true },
      { bucket: "b-one", redirectAllRequestsTo: { hostName: "a.example", protocol: "https" } },
    ),
    ...zos("Website", {
      bucket: "b-one",
      indexDocument: "i",
      routingRules: [{ redirect: { replaceKeyWith: "x", httpRedirectCode: "302" } }],
    }),
  ];
}

export const functionSamples: readonly Sample[] = [
  ...oos("explainPolicy", {
    bucketPolicy,
    identityPolicies: [iamPolicy, JSON.stringify(iamPolicy)],
    bucketOwner: "abc0123456789",
    principal: user,
    action: "oos:GetObject",
    resource: "arn:ctyun:oos:::b-one/a1",
    context: { "ctyun:SourceIp": "10.1.1.1" },
  }),
  ...oos("getAccessKeys", { userName: "Bob", olderThanDays: 3, lastUsed: true }, { allUsers: true }, { legacy: true }),
  ...oos("getAccountSummary", {}),
  ...of("hong-kong", "getBandwidth", { ...times, bucket: "b-one", netType: "all" }),
  ...oos("getBilledStorageUsage", placed),
  ...oos("getBucket", { bucket: "b-one" }),
  ...oos("getBucketPolicy", { bucket: "b-one" }),
  ...oos("getBucketUsage", { bucket: "b-one", prefix: "a/" }),
  ...oos("getBuckets", { prefix: "b" }),
  ...oos("getCallerIdentity", {}),
  ...oos("getCapabilities", {}),
  ...oos("getCapacity", placed),
  ...oos("getConnections", { ...span, frequency: "by5min", location: "QingDao", internetType: "all" }),
  ...oos("getDeletedCapacity", placed),
  ...oos("getEndpoints", {}),
  ...oos("getGroup", { groupName: "Ops" }),
  ...oos("getGroups", { nameContains: "O" }),
  ...oos("getMfaDevices", { userName: "Bob" }, { assignment: "Assigned" }),
  ...oos("getMultipartUploads", { bucket: "b-one", prefix: "a/", olderThanHours: 1 }),
  ...oos("getObject", { bucket: "b-one", key: "k", encoding: "text", offset: 1, length: 2, maxBytes: 10 }),
  ...oos("getObjects", { bucket: "b-one", prefix: "a/", startAfter: "a/b", limit: 5 }),
  ...oos("getPasswordPolicy", {}),
  ...oos("getPolicies", { nameContains: "R", onlyAttached: true }),
  ...oos("getPolicy", { policyArn }, { policyName: "Readers" }),
  ...oos("getPolicyDocument", {
    kind: "bucket",
    policyId: "p",
    statements: [
      {
        sid: "a",
        effect: "Allow",
        actions: ["oos:GetObject", "oos:PutObject"],
        resources: ["arn:ctyun:oos:::b-one/*"],
        principals: [{ type: "CTYUN", identifiers: [user] }],
        conditions: [{ test: "IpAddress", variable: "ctyun:SourceIp", values: ["10.0.0.0/8"] }],
      },
      {
        sid: "b",
        effect: "Deny",
        notActions: ["oos:GetObject"],
        notResources: ["arn:ctyun:oos:::b-one/*"],
        notPrincipals: [{ type: "CTYUN", identifiers: [user] }],
      },
    ],
    sourcePolicyDocuments: [JSON.stringify({ ...bucketPolicy, Statement: { ...bucketPolicy.Statement[0], Sid: "c" } })],
    overridePolicyDocuments: [JSON.stringify(bucketPolicy)],
  }),
  ...oos("getPolicyEntities", { policyArn, kind: "user" }, { policyName: "Readers" }),
  ...oos("getRegions", {}),
  ...oos("getRequests", { ...placed, internetType: "all", requestTypes: ["get", "put"] }),
  ...oos("getReturnCodes", { ...placed, internetType: "all", requestTypes: ["get", "put"], responseTypes: ["200", "403"] }),
  ...oos("getSessionToken", { durationSeconds: 3600, policy: iamPolicy }, { policy: JSON.stringify(iamPolicy) }),
  ...zos("getTopic", { arn: "arn:aws:sns:default::t" }),
  ...zos("getTopics", { prefix: "t" }),
  ...oos("getTraffics", { ...placed, inOutType: "inbound", internetType: "all", trafficType: "direct" }),
  ...oos("getTrail", { name: "audit" }),
  ...oos("getTrailStatus", { name: "audit" }),
  ...oos("getTrails", {}),
  ...oos("getUsage", span),
  ...oos("getUser", { userName: "Bob" }),
  ...oos("getUsers", { nameContains: "B", accessKeyIdContains: "a" }),
  ...oos("lintPolicy", { policy: bucketPolicy, kind: "bucket", bucket: "b-one" }, { policy: JSON.stringify(bucketPolicy) }),
  ...oos("lookupEvents", { ...times, attribute: { key: "EventName", value: "PutBucket" }, limit: 5 }),
  ...oos("presignUrl", {
    bucket: "b-one",
    key: "k",
    method: "GET",
    expiresInSeconds: 60,
    signatureVersion: "v4",
    limitRate: 100,
    responseContentType: "text/plain",
    responseContentDisposition: "inline",
  }),
  ...oos("presignUrl", { bucket: "b-one", key: "k", method: "PUT", contentType: "text/plain" }),
];
