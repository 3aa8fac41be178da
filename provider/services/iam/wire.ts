/**
 * The wire of IAM as tables: names of parameters, forms of results. The only place that knows the service's casing.
 * Forms without a page of the manual follow AWS IAM and are unverified; they require nothing that the provider can do without.
 */
import { flag, integer, isRecord, listed, listOf, lookUp, name, optional, required, shape } from "../../transport/protocol/shape";
import { text, timestamp, UnreadableAnswer, withDefault } from "../../transport/protocol/shape";
import type { Reader, ReadBy } from "../../transport/protocol/shape";

/** Every input by its name on the wire [GUIDE 7]. */
export const PARAMETERS = {
  accessKeyId: "AccessKeyId",
  allowUsersToChangePassword: "AllowUsersToChangePassword",
  assignmentStatus: "AssignmentStatus",
  authenticationCode1: "AuthenticationCode1",
  authenticationCode2: "AuthenticationCode2",
  description: "Description",
  durationSeconds: "DurationSeconds",
  entityFilter: "EntityFilter",
  groupName: "GroupName",
  hardExpiry: "HardExpiry",
  isPrimary: "IsPrimary",
  key: "Key",
  marker: "Marker",
  maxItems: "MaxItems",
  maxPasswordAge: "MaxPasswordAge",
  minimumPasswordLength: "MinimumPasswordLength",
  newPassword: "NewPassword",
  oldPassword: "OldPassword",
  onlyAttached: "OnlyAttached",
  password: "Password",
  passwordResetRequired: "PasswordResetRequired",
  passwordReusePrevention: "PasswordReusePrevention",
  policyArn: "PolicyArn",
  policyDocument: "PolicyDocument",
  policyName: "PolicyName",
  requireLowercaseCharacters: "RequireLowercaseCharacters",
  requireNumbers: "RequireNumbers",
  requireSymbols: "RequireSymbols",
  requireUppercaseCharacters: "RequireUppercaseCharacters",
  serialNumber: "SerialNumber",
  status: "Status",
  tagKeys: "TagKeys",
  tags: "Tags",
  userName: "UserName",
  value: "Value",
  virtualMfaDeviceName: "VirtualMFADeviceName",
} as const;

const TAG = shape({ key: required("Key", text), value: withDefault("Value", text, "") });

/** [GetUser page] */
const USER = shape({
  userName: required("UserName", name),
  userId: optional("UserId", text),
  arn: optional("Arn", text),
  createDate: optional("CreateDate", timestamp),
  passwordLastUsed: optional("PasswordLastUsed", timestamp),
  ipLastUsed: optional("IPLastUsed", text),
  tags: listed("Tags", TAG),
});

const GROUP = shape({
  groupName: required("GroupName", name),
  groupId: optional("GroupId", text),
  arn: optional("Arn", text),
  createDate: optional("CreateDate", timestamp),
});

/** [ListAccessKeys page]; IsPrimary stands only on keys from before IAM. */
const ACCESS_KEY_METADATA = shape({
  accessKeyId: required("AccessKeyId", name),
  status: required("Status", name),
  userName: optional("UserName", text),
  createDate: optional("CreateDate", timestamp),
  isPrimary: optional("IsPrimary", flag),
});

/** [CreateAccessKey page] */
const ACCESS_KEY = shape({
  accessKeyId: required("AccessKeyId", name),
  secretAccessKey: required("SecretAccessKey", name),
  status: optional("Status", text),
  userName: optional("UserName", text),
  createDate: optional("CreateDate", timestamp),
});

const LAST_USED = shape({ lastUsedDate: optional("LastUsedDate", timestamp), serviceName: optional("ServiceName", text) });

/** AWS sends documents percent-encoded; whether OOS does, and under which name, is unverified. */
const document: Reader<string> = (value, at) => {
  const found = text(value, at).trim();
  return found.startsWith("%7B") || found.startsWith("%7b") ? decodeURIComponent(found.replaceAll("+", "%20")) : found;
};

const POLICY = shape({
  policyName: required("PolicyName", name),
  arn: optional(["Arn", "PolicyArn"], name),
  policyId: optional("PolicyId", text),
  description: optional("Description", text),
  document: optional(["Document", "PolicyDocument"], document),
  createDate: optional("CreateDate", timestamp),
  updateDate: optional("UpdateDate", timestamp),
  attachmentCount: optional("AttachmentCount", integer),
  scope: optional("Scope", text),
});

/** [ListAttachedUserPolicies page]; Scope is `Local` for the account's own, `OOS` for the service's. */
const ATTACHED_POLICY = shape({
  policyName: optional("PolicyName", text),
  policyArn: required(["PolicyArn", "Arn"], name),
  scope: optional("Scope", text),
  description: optional("Description", text),
});

const LOGIN_PROFILE = shape({
  userName: optional("UserName", text),
  createDate: optional("CreateDate", timestamp),
  passwordResetRequired: optional("PasswordResetRequired", flag),
});

/** The names of the answer are those of the request [GUIDE 7.3.12]. Rules without a least length are no rules: an answer without it is none. */
const PASSWORD_POLICY = shape(
  {
    allowUsersToChangePassword: optional("AllowUsersToChangePassword", flag),
    hardExpiry: optional("HardExpiry", flag),
    maxPasswordAge: optional("MaxPasswordAge", integer),
    minimumPasswordLength: required("MinimumPasswordLength", integer),
    passwordReusePrevention: optional("PasswordReusePrevention", integer),
    requireLowercaseCharacters: optional("RequireLowercaseCharacters", flag),
    requireNumbers: optional("RequireNumbers", flag),
    requireSymbols: optional("RequireSymbols", flag),
    requireUppercaseCharacters: optional("RequireUppercaseCharacters", flag),
  },
  // Follows from the age [GUIDE 7.3.13].
  { told: ["ExpirePasswords"] },
);

const MFA_DEVICE = shape({
  serialNumber: required("SerialNumber", name),
  userName: optional("UserName", text),
  enableDate: optional("EnableDate", timestamp),
});

const VIRTUAL_MFA_DEVICE = shape({
  serialNumber: required("SerialNumber", name),
  enableDate: optional("EnableDate", timestamp),
  user: optional("User", shape({ userName: optional("UserName", text), arn: optional("Arn", text) })),
});

/** [CreateVirtualMFADevice page]: the only answer that ever holds the seed. */
const NEW_VIRTUAL_MFA_DEVICE = shape({
  serialNumber: required("SerialNumber", name),
  base32StringSeed: required("Base32StringSeed", name),
  qrCodePng: optional("QRCodePNG", name),
});

/** [GetSessionToken page] */
const CREDENTIALS = shape({
  accessKeyId: required("AccessKeyId", name),
  secretAccessKey: required("SecretAccessKey", name),
  sessionToken: required("SessionToken", name),
  expiration: optional("Expiration", text),
});

export type Tag = ReadBy<typeof TAG>;
export type User = ReadBy<typeof USER>;
export type Group = ReadBy<typeof GROUP>;
export type AccessKeyMetadata = ReadBy<typeof ACCESS_KEY_METADATA>;
/** A new key with its secret; the only answer that ever holds it. */
export type AccessKey = ReadBy<typeof ACCESS_KEY>;
export type AccessKeyLastUsed = ReadBy<typeof LAST_USED>;
export type Policy = ReadBy<typeof POLICY>;
export type AttachedPolicy = ReadBy<typeof ATTACHED_POLICY>;
/** Temporary credentials; the only answer that ever holds them. */
export type SessionCredentials = ReadBy<typeof CREDENTIALS>;
export type LoginProfile = ReadBy<typeof LOGIN_PROFILE>;
export type PasswordPolicy = ReadBy<typeof PASSWORD_POLICY>;
export type MfaDevice = ReadBy<typeof MFA_DEVICE>;
export type VirtualMfaDevice = ReadBy<typeof VIRTUAL_MFA_DEVICE>;
/** A new device with its seed (base32) and the same as a QR code (PNG in base64). */
export type NewVirtualMfaDevice = ReadBy<typeof NEW_VIRTUAL_MFA_DEVICE>;

/** A user or group that a policy is attached to. */
export interface PolicyEntity {
  readonly kind: "user" | "group";
  readonly name: string;
}

/** One page of a list; `marker` is there when more follows. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly isTruncated: boolean;
  readonly marker?: string;
}

/** `<Things><member/></Things>` with IsTruncated and Marker [ListAccessKeys page]. */
function page<T>(names: string | readonly string[], item: Reader<T>): Reader<Page<T>> {
  return shape({ ...PAGE, items: listed(names, item) });
}

const PAGE = {
  isTruncated: withDefault("IsTruncated", flag, false),
  marker: optional("Marker", text),
};

const POLICY_USER = shape({ name: required("UserName", name) });
const POLICY_GROUP = shape({ name: required("GroupName", name) });

/** Users and groups come in two lists under one marker. */
const ENTITIES: Reader<Page<PolicyEntity>> = (value, at) => {
  const lists = shape({
    ...PAGE,
    users: listed(["PolicyUsers", "Users"], POLICY_USER),
    groups: listed(["PolicyGroups", "Groups"], POLICY_GROUP),
  });
  const { users, groups, ...rest } = lists(value, at);
  const entity = (kind: PolicyEntity["kind"]) => (found: { readonly name: string }) => ({ kind, name: found.name });
  return { ...rest, items: [...users.map(entity("user")), ...groups.map(entity("group"))] };
};

/** Counts and quotas by name: `<entry><key/><value/></entry>` as at AWS, or one element each. */
const COUNTS: Reader<Readonly<Record<string, number>>> = (value, at) => {
  const pair = shape({ key: required("key", name), value: required("value", integer) });
  const entries = isRecord(value) ? lookUp(value, ["entry", "member"]) : undefined;
  const pairs = entries === undefined ? elementsOf(value, at) : listOf(pair)(entries, at).map((found) => [found.key, found.value] as const);
  if (pairs.length === 0) throw new UnreadableAnswer(at, "count");
  return Object.fromEntries(pairs.map(([key, count]) => [lowerFirst(key), count]));
};

function elementsOf(value: unknown, at: string): (readonly [string, number])[] {
  return isRecord(value) ? Object.entries(value).map(([key, count]) => [key, integer(count, `${at}/${key}`)] as const) : [];
}

/** `UsersQuota` to `usersQuota`, `MFADevices` to `mfaDevices`. */
function lowerFirst(key: string): string {
  return key.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]/, (start) => start.toLowerCase());
}

/** The result of each operation that has one. Entities echoed by a create are optional: the provider knows what it asked for. */
export const RESULTS = {
  CreateUser: shape({ user: optional("User", USER) }),
  GetUser: shape({ user: required("User", USER) }),
  ListUsers: page("Users", USER),
  ListUserTags: page("Tags", TAG),
  ListGroupsForUser: page("Groups", GROUP),
  CreateAccessKey: shape({ accessKey: required("AccessKey", ACCESS_KEY) }),
  ListAccessKeys: page("AccessKeyMetadata", ACCESS_KEY_METADATA),
  ListAccessKey: page("AccessKeyMetadata", ACCESS_KEY_METADATA),
  GetAccessKeyLastUsed: shape({ userName: optional("UserName", text), lastUsed: optional("AccessKeyLastUsed", LAST_USED) }),
  GetSessionToken: shape({ credentials: required("Credentials", CREDENTIALS) }),
  GetAccountSummary: shape({ counts: required("SummaryMap", COUNTS) }),
  GetAccountPasswordPolicy: shape({ passwordPolicy: required("PasswordPolicy", PASSWORD_POLICY) }),
  CreateGroup: shape({ group: optional("Group", GROUP) }),
  GetGroup: shape({ ...PAGE, group: required("Group", GROUP), items: listed("Users", USER) }),
  ListGroups: page("Groups", GROUP),
  CreatePolicy: shape({ policy: optional("Policy", POLICY) }),
  GetPolicy: shape({ policy: required("Policy", POLICY) }),
  ListPolicies: page("Policies", POLICY),
  ListEntitiesForPolicy: ENTITIES,
  ListAttachedUserPolicies: page("AttachedPolicies", ATTACHED_POLICY),
  ListAttachedGroupPolicies: page("AttachedPolicies", ATTACHED_POLICY),
  CreateLoginProfile: shape({ loginProfile: optional("LoginProfile", LOGIN_PROFILE) }),
  GetLoginProfile: shape({ loginProfile: required("LoginProfile", LOGIN_PROFILE) }),
  CreateVirtualMFADevice: shape({ virtualMfaDevice: required("VirtualMFADevice", NEW_VIRTUAL_MFA_DEVICE) }),
  ListMFADevices: page("MFADevices", MFA_DEVICE),
  ListVirtualMFADevices: page("VirtualMFADevices", VIRTUAL_MFA_DEVICE),
} as const;

/** unverified: whether the operation of 6.0 answers in its own name or in that of today's operation [OLD 4.4.4]. */
export const ANSWERS_AS: Readonly<Record<string, string>> = { ListAccessKey: "ListAccessKeys" };
