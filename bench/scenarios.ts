/**
 * Inputs by which the API calls of each resource are counted; the written minimum they are held to is the table that the lifecycle suite uses
 * (`tests/support/resources/call-budget.ts`): created with what is required, updated so that every updatable aspect changes.
 */

/** Inputs of a scenario; `made` holds the states of its `needs`, by noun. */
type InputsOf = (made: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => Readonly<Record<string, unknown>>;

export interface Need {
  readonly noun: string;
  readonly inputs: InputsOf;
}

export interface Scenario {
  readonly noun: string;
  /** Resources that must exist first; their calls are not counted. */
  readonly needs?: readonly Need[];
  readonly minimal: InputsOf;
  /** Every updatable aspect changed; absent where every field replaces. */
  readonly full?: InputsOf;
}

const allow = (...actions: readonly string[]): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
});
const readable = (bucket: string, action: string): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: [action], Resource: [`arn:ctyun:oos:::${bucket}/*`] }],
});
const bucket = (name: string): Need => ({ noun: "Bucket", inputs: () => ({ bucket: name }) });
const group = (name: string): Need => ({ noun: "Group", inputs: () => ({ groupName: name }) });
const user = (name: string): Need => ({ noun: "IamUser", inputs: () => ({ userName: name }) });

export const scenarios: readonly Scenario[] = [
  {
    noun: "Bucket",
    minimal: () => ({ bucket: "bench-plain" }),
    full: () => ({
      bucket: "bench-plain",
      acl: "public-read",
      metadataLocation: "ZhengZhou",
      dataLocation: { type: "Specified", locations: ["QingDao", "ChengDu"] },
    }),
  },
  {
    noun: "BucketPolicy",
    needs: [bucket("bench-policy")],
    minimal: () => ({ bucket: "bench-policy", policy: readable("bench-policy", "oos:GetObject") }),
    full: () => ({ bucket: "bench-policy", policy: readable("bench-policy", "oos:PutObject") }),
  },
  {
    noun: "Lifecycle",
    needs: [bucket("bench-lifecycle")],
    minimal: () => ({ bucket: "bench-lifecycle", rules: [{ prefix: "tmp/", expiration: { days: 1 } }] }),
    full: () => ({ bucket: "bench-lifecycle", rules: [{ prefix: "tmp/", expiration: { days: 2 } }] }),
  },
  {
    noun: "Cors",
    needs: [bucket("bench-cors")],
    minimal: () => ({ bucket: "bench-cors", rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] }),
    full: () => ({ bucket: "bench-cors", rules: [{ allowedOrigins: ["*"], allowedMethods: ["PUT"] }] }),
  },
  {
    noun: "Website",
    needs: [bucket("bench-website")],
    minimal: () => ({ bucket: "bench-website", indexDocument: "index.html" }),
    full: () => ({ bucket: "bench-website", indexDocument: "start.html" }),
  },
  {
    noun: "ObjectLock",
    needs: [bucket("bench-lock")],
    minimal: () => ({ bucket: "bench-lock", state: "Disabled", retention: { days: 1 } }),
    full: () => ({ bucket: "bench-lock", state: "Disabled", retention: { days: 2 } }),
  },
  {
    noun: "BucketLogging",
    needs: [bucket("bench-logging")],
    minimal: () => ({ bucket: "bench-logging", targetBucket: "bench-logging" }),
    full: () => ({ bucket: "bench-logging", targetBucket: "bench-logging", targetPrefix: "access/" }),
  },
  {
    noun: "BucketAccelerate",
    needs: [bucket("bench-accelerate")],
    minimal: () => ({ bucket: "bench-accelerate", ipWhiteList: ["192.0.2.1"] }),
    full: () => ({ bucket: "bench-accelerate", ipWhiteList: ["192.0.2.2"] }),
  },
  {
    noun: "BucketObject",
    needs: [bucket("bench-object")],
    minimal: () => ({ bucket: "bench-object", key: "k", content: "one" }),
    full: () => ({ bucket: "bench-object", key: "k", content: "two" }),
  },
  { noun: "IamUser", minimal: () => ({ userName: "bench-plain" }), full: () => ({ userName: "bench-plain", tags: { team: "build" } }) },
  {
    noun: "AccessKey",
    needs: [user("bench-key")],
    minimal: () => ({ user: "bench-key" }),
    full: () => ({ user: "bench-key", status: "Inactive" }),
  },
  { noun: "Group", minimal: () => ({ groupName: "bench-plain" }) },
  {
    noun: "GroupMembers",
    needs: [group("bench-members"), user("bench-first"), user("bench-second")],
    minimal: () => ({ group: "bench-members", users: ["bench-first"] }),
    full: () => ({ group: "bench-members", users: ["bench-second"] }),
  },
  {
    noun: "GroupMembership",
    needs: [group("bench-membership"), user("bench-first"), user("bench-second")],
    minimal: () => ({ group: "bench-membership", users: ["bench-first"] }),
    full: () => ({ group: "bench-membership", users: ["bench-second"] }),
  },
  {
    noun: "GroupPolicyAttachment",
    needs: [group("bench-attached"), { noun: "Policy", inputs: () => ({ name: "bench-attached", policy: allow("oos:GetObject") }) }],
    minimal: (made) => ({ group: "bench-attached", policyArn: made["Policy"]?.["arn"] }),
  },
  {
    noun: "LoginProfile",
    needs: [user("bench-login")],
    minimal: () => ({ user: "bench-login" }),
    full: () => ({ user: "bench-login", password: "Bench-password-1" }),
  },
  {
    noun: "PasswordPolicy",
    minimal: () => ({ minimumPasswordLength: 10 }),
    full: () => ({
      allowUsersToChangePassword: false,
      hardExpiry: true,
      maxPasswordAge: 90,
      minimumPasswordLength: 12,
      passwordReusePrevention: 3,
      requireLowercaseCharacters: true,
      requireNumbers: true,
      requireSymbols: true,
      requireUppercaseCharacters: true,
    }),
  },
  {
    noun: "Policy",
    minimal: () => ({ name: "bench-policy", policy: allow("oos:GetObject") }),
    full: () => ({ name: "bench-policy", policy: allow("oos:GetObject", "oos:PutObject"), description: "for reading and writing" }),
  },
  {
    noun: "UserPolicyAttachment",
    needs: [user("bench-attached"), { noun: "Policy", inputs: () => ({ name: "bench-attached", policy: allow("oos:GetObject") }) }],
    minimal: (made) => ({ user: "bench-attached", policyArn: made["Policy"]?.["arn"] }),
  },
  {
    noun: "RotatingAccessKey",
    needs: [user("bench-rotating")],
    minimal: () => ({ user: "bench-rotating" }),
    full: () => ({ user: "bench-rotating", rotationDays: 90, graceDays: 7, triggers: { reason: "none yet" } }),
  },
  {
    noun: "VirtualMfaDevice",
    needs: [user("bench-mfa")],
    minimal: () => ({ name: "bench-mfa" }),
    full: () => ({ name: "bench-mfa", user: "bench-mfa" }),
  },
  {
    noun: "Trail",
    needs: [bucket("bench-trail")],
    minimal: () => ({ name: "bench-trail", s3BucketName: "bench-trail" }),
    full: () => ({
      name: "bench-trail",
      s3BucketName: "bench-trail",
      s3KeyPrefix: "audit/",
      eventSelector: { readWriteType: "WriteOnly" },
      enableLogging: false,
    }),
  },
];
