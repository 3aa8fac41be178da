/** What can stand in a program: each noun of a backend with two values, and what must be there first. */
import type { Properties } from "../../support/plugin/results";
import type { BackendId } from "../service/service";

/** Refers to an output of the resource that fills a role. */
type Needed = (role: string, output: string) => Properties;

export interface Noun {
  readonly noun: string;
  /** Role to the noun that fills it. */
  readonly needs?: Readonly<Record<string, string>>;
  /** The roles whose resource no other resource of the program may use. */
  readonly alone?: readonly string[];
  /** There is one in an account. */
  readonly single?: true;
  /** The input that names it. */
  readonly nameField?: string;
  /** The inputs that tell it from others of its noun; default: `nameField`. */
  readonly identity?: readonly string[];
  /** Without a name of the program it gets one that is made by us. */
  readonly mayBeUnnamed?: true;
  /** @param value which of two */
  readonly args: (name: string, value: 0 | 1, needed: Needed) => Properties;
  /** The input in which the two values differ; absent: there is one value only. */
  readonly changing?: string;
  /** The service has no way back: it goes with its bucket only. */
  readonly stays?: true;
  /** It is made anew each time: nobody can name it. */
  readonly nameless?: true;
  readonly cannotAdopt?: true;
}

const bucketOf = { bucket: "Bucket" };
const pick = <T>(value: 0 | 1, first: T, second: T): T => (value === 0 ? first : second);

const document = (service: string, arn: string) => (value: 0 | 1, needed: Needed) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: "*",
      Action: [`${service}:${pick(value, "GetObject", "DeleteObject")}`],
      Resource: [{ $join: [arn, needed("bucket", "bucket"), "/*"] }],
    },
  ],
});
const oosDocument = document("oos", "arn:ctyun:oos:::");
const zosDocument = document("s3", "arn:aws:s3:::");

const setting = (noun: string, changing: string, more: (value: 0 | 1, needed: Needed) => Properties, rest: Partial<Noun> = {}): Noun => ({
  noun,
  needs: bucketOf,
  identity: ["bucket"],
  changing,
  args: (_name, value, needed) => ({ bucket: needed("bucket", "bucket"), ...more(value, needed) }),
  ...rest,
});

const common: readonly Noun[] = [
  setting("Lifecycle", "rules", (value) => ({ rules: [{ id: "old", prefix: "a/", expiration: { days: pick(value, 3, 30) } }] })),
  setting("Cors", "rules", (value) => ({
    rules: [{ allowedOrigins: [pick(value, "*", "https://a.example")], allowedMethods: ["GET", "PUT"] }],
  })),
  setting("Website", "indexDocument", (value) => ({ indexDocument: pick(value, "index.html", "start.html") })),
  {
    noun: "BucketObject",
    needs: bucketOf,
    changing: "content",
    nameField: "key",
    identity: ["bucket", "key"],
    args: (name, value, needed) => ({
      bucket: needed("bucket", "bucket"),
      key: `${name}.txt`,
      content: pick(value, "one", "two"),
      contentType: "text/plain",
    }),
  },
];

const logging = setting(
  "BucketLogging",
  "targetPrefix",
  (value, needed) => ({ targetBucket: needed("target", "bucket"), targetPrefix: pick(value, "a/", "b/") }),
  { needs: { bucket: "Bucket", target: "Bucket" } },
);

const oos: readonly Noun[] = [
  ...common,
  logging,
  {
    noun: "Bucket",
    nameField: "bucket",
    mayBeUnnamed: true,
    changing: "acl",
    args: (name, value) => ({ bucket: `life-${name}`, acl: pick(value, "private", "public-read") }),
  },
  setting("BucketPolicy", "policy", (value, needed) => ({ policy: oosDocument(value, needed) })),
  setting("ObjectLock", "retention", (value) => ({ state: "Disabled", retention: { days: pick(value, 1, 20) } })),
  setting("BucketAccelerate", "ipWhiteList", (value) => ({ ipWhiteList: [pick(value, "192.0.2.1", "10.0.0.0/8")] })),
  {
    noun: "IamUser",
    nameField: "userName",
    mayBeUnnamed: true,
    changing: "tags",
    args: (name, value) => ({ userName: `user-${name}`, tags: { team: pick(value, "a", "b") } }),
  },
  { noun: "Group", nameField: "groupName", mayBeUnnamed: true, args: (name) => ({ groupName: `group-${name}` }) },
  {
    noun: "Policy",
    nameField: "name",
    mayBeUnnamed: true,
    changing: "policy",
    args: (name, value) => ({
      name: `policy-${name}`,
      policy: {
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: `oos:${pick(value, "GetObject", "PutObject")}`, Resource: "*" }],
      },
    }),
  },
  {
    noun: "AccessKey",
    needs: { user: "IamUser" },
    alone: ["user"],
    changing: "status",
    nameless: true,
    cannotAdopt: true,
    args: (_name, value, needed) => ({ user: needed("user", "userName"), status: pick(value, "Active", "Inactive") }),
  },
  {
    noun: "RotatingAccessKey",
    needs: { user: "IamUser" },
    alone: ["user"],
    changing: "rotationDays",
    nameless: true,
    // With adopt, another one of the same user is a rotation.
    cannotAdopt: true,
    args: (_name, value, needed) => ({ user: needed("user", "userName"), rotationDays: pick(value, 60, 90) }),
  },
  {
    noun: "LoginProfile",
    needs: { user: "IamUser" },
    identity: ["user"],
    changing: "passwordResetRequired",
    args: (_name, value, needed) => ({
      user: needed("user", "userName"),
      password: "Given-password-1",
      passwordResetRequired: value === 0,
    }),
  },
  {
    noun: "VirtualMfaDevice",
    needs: { user: "IamUser" },
    nameField: "name",
    args: (name, _value, needed) => ({ name: `device-${name}`, user: needed("user", "userName") }),
  },
  {
    noun: "PasswordPolicy",
    single: true,
    identity: [],
    changing: "minimumPasswordLength",
    args: (_name, value) => ({ minimumPasswordLength: pick(value, 10, 12) }),
  },
  ...["GroupMembership", "GroupMembers"].map((noun): Noun => ({
    noun,
    needs: { group: "Group", one: "IamUser", two: "IamUser" },
    alone: ["group"],
    identity: ["group"],
    ...(noun === "GroupMembers" ? { changing: "users" } : {}),
    args: (_name, value, needed) => ({
      group: needed("group", "groupName"),
      users: noun === "GroupMembers" && value === 1 ? [needed("two", "userName")] : [needed("one", "userName"), needed("two", "userName")],
    }),
  })),
  {
    noun: "UserPolicyAttachment",
    identity: ["user", "policyArn"],
    needs: { user: "IamUser", policy: "Policy" },
    args: (_name, _value, needed) => ({ user: needed("user", "userName"), policyArn: needed("policy", "arn") }),
  },
  {
    noun: "GroupPolicyAttachment",
    identity: ["group", "policyArn"],
    needs: { group: "Group", policy: "Policy" },
    args: (_name, _value, needed) => ({ group: needed("group", "groupName"), policyArn: needed("policy", "arn") }),
  },
  {
    noun: "Trail",
    needs: bucketOf,
    nameField: "name",
    changing: "s3KeyPrefix",
    args: (name, value, needed) => ({
      name: `trail-${name}`,
      s3BucketName: needed("bucket", "bucket"),
      s3KeyPrefix: pick(value, "a/", "b/"),
      enableLogging: false,
    }),
  },
];

const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";

const zos: readonly Noun[] = [
  ...common,
  logging,
  {
    noun: "Bucket",
    nameField: "bucket",
    mayBeUnnamed: true,
    args: (name) => ({ bucket: `life-${name}` }),
  },
  setting("BucketAcl", "grants", (value) => ({ grants: [{ uri: everybody, permission: pick(value, "READ", "READ_ACP") }] })),
  setting("BucketEncryption", "kmsMasterKeyId", (value) => ({
    algorithm: "AES256",
    kmsMasterKeyId: `${pick(value, "a", "b")}123456789abcdef0123456789abcdef`,
  })),
  setting("BucketPolicy", "policy", (value, needed) => ({ policy: zosDocument(value, needed) })),
  setting("BucketTagging", "tags", (value) => ({ tags: { team: pick(value, "a", "b") } })),
  setting("BucketVersioning", "status", (value) => ({ status: pick(value, "Enabled", "Suspended") }), { stays: true }),
  {
    noun: "Topic",
    nameField: "name",
    changing: "opaqueData",
    args: (name, value) => ({ name: `topic-${name}`, pushEndpoint: "http://127.0.0.1:9/hook", opaqueData: pick(value, "a", "b") }),
  },
  setting(
    "BucketNotification",
    "notifications",
    (value, needed) => ({
      notifications: [
        { id: "n1", topicArn: needed("topic", "arn"), events: [pick(value, "s3:ObjectCreated:*", "s3:ObjectRemoved:Delete")] },
      ],
    }),
    { needs: { bucket: "Bucket", topic: "Topic" } },
  ),
];

/** Of ZOS, what the emulator has: the gateway lacks it. */
const emulatedZos = new Set(["Bucket", "BucketLogging", "BucketEncryption"]);
const notOnGateway = new Set(["BucketLogging", "BucketEncryption"]);

export type Place = BackendId | "gateway";

export function nounsOf(place: Place): ReadonlyMap<string, Noun> {
  const all = place === "oos" ? oos : zos.filter(({ noun }) => (place === "zos" ? emulatedZos.has(noun) : !notOnGateway.has(noun)));
  return new Map(all.map((noun) => [noun.noun, noun]));
}
