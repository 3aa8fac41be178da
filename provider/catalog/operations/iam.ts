/** Operations of IAM [GUIDE 7]: a form with the action goes out, a document comes back. */
import type { Operation } from "../types";
import { actions } from "./actions";

const ACTIONS = actions(
  { service: "iam", method: "POST", namedRoots: true, notFound: [{ status: 404, code: "NoSuchEntity" }] },
  {
    CreateUser: "create",
    GetUser: "read",
    ListUsers: "list",
    DeleteUser: "change",
    TagUser: "change",
    UntagUser: "change",
    ListUserTags: "list",
    ListGroupsForUser: "list",

    CreateAccessKey: "create",
    ListAccessKeys: "list",
    GetAccessKeyLastUsed: "read",
    UpdateAccessKey: "change",
    DeleteAccessKey: "change",
    GetSessionToken: "create", // it makes credentials

    CreateLoginProfile: "create",
    GetLoginProfile: "read",
    UpdateLoginProfile: "change",
    DeleteLoginProfile: "change",
    ChangePassword: "once",

    CreateVirtualMFADevice: "create",
    EnableMFADevice: "change",
    ListVirtualMFADevices: "list",
    ListMFADevices: "list",
    DeactivateMFADevice: "change",
    DeleteVirtualMFADevice: "change",

    CreateGroup: "create",
    GetGroup: "list", // with its members
    AddUserToGroup: "change",
    RemoveUserFromGroup: "change",
    ListGroups: "list",
    DeleteGroup: "change",

    CreatePolicy: "upsert", // it overwrites the policy of that name [GUIDE 7.3.1]
    GetPolicy: "read",
    ListPolicies: "list",
    ListEntitiesForPolicy: "list",
    DeletePolicy: "change",
    AttachUserPolicy: "change",
    ListAttachedUserPolicies: "list",
    DetachUserPolicy: "change",
    AttachGroupPolicy: "change",
    ListAttachedGroupPolicies: "list",
    DetachGroupPolicy: "change",

    UpdateAccountPasswordPolicy: "change",
    GetAccountPasswordPolicy: "read",
    DeleteAccountPasswordPolicy: "change",
    GetAccountSummary: "read",
  },
);

export const IAM = {
  ...ACTIONS,
  /** The name of ListAccessKeys in 6.0 [OLD 4.4.4]; which of the two the answer bears shows when it is read. */
  ListAccessKey: { ...ACTIONS.ListAccessKeys, answer: "caller", actions: { ctyun: ["ListAccessKey"] } },
} as const satisfies Readonly<Record<string, Operation>>;
