/** The least number of API calls of each step, by operation. Tests hold every resource to it; the benchmark prints it beside what it measures. */
import { oos } from "../../../provider/backends/oos";
import { registry } from "../../../provider/registry";
import { nounsOf } from "../backends/nouns";

export interface CallBudget {
  /** From nothing to the minimal inputs. */
  readonly create: Readonly<Record<string, number>>;
  /** One read of the state of the minimal inputs. */
  readonly refresh: Readonly<Record<string, number>>;
  /** From the minimal inputs to the full ones: every updatable aspect changes. */
  readonly update: Readonly<Record<string, number>>;
  readonly delete: Readonly<Record<string, number>>;
}

/** Check and diff of unchanged inputs make no call at all, where the account of the keys is known or not to be asked for. */
export const noOpCalls = {};

/**
 * A provider process asks once whose keys it has, before it plans with, changes or deletes what the state has by an ARN: it may be in another account.
 * One that has made or read something with an ARN knows.
 */
export const accountCalls = { "iam:GetUser": 1 };

/** A change or a deletion as the first thing that a provider process does. */
export function inNewProcess(noun: string, calls: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  return registry.resources.get(noun)?.arn === undefined ? calls : { ...calls, ...accountCalls };
}

/**
 * By noun. Why a call is needed: creating looks first (law 2), and asks for what the creating call does not answer; a key's creation
 * lists the keys before it, so that one with a lost answer is found. What replaces a whole document looks before it, since others may have set
 * what our inputs do not say (law 5). What decides over data (policy, lifecycle, lock) is read back after each write, since servers may keep less
 * than they were sent.
 */
export const callBudgets: Readonly<Record<string, CallBudget>> = {
  ...settingBudgets(),
  Bucket: {
    create: { "s3:HeadBucket": 1, "s3:PutBucket": 1, "s3:ListBuckets": 1 },
    refresh: { "s3:GetBucketAcl": 1 },
    // The index location is named for the first time and must be true: it can never change.
    update: { "s3:GetBucketLocation": 1, "s3:PutBucket": 1 },
    delete: { "s3:DeleteBucket": 1 },
  },
  BucketObject: {
    create: { "s3:HeadObject": 1, "s3:PutObject": 1 },
    refresh: { "s3:HeadObject": 1 },
    update: { "s3:PutObject": 1 },
    delete: { "s3:DeleteObject": 1 },
  },
  BucketPolicy: {
    create: { "s3:GetBucketPolicy": 2, "s3:PutBucketPolicy": 1 },
    refresh: { "s3:GetBucketPolicy": 1 },
    update: { "s3:PutBucketPolicy": 1, "s3:GetBucketPolicy": 1 },
    delete: { "s3:DeleteBucketPolicy": 1 },
  },
  Lifecycle: {
    create: { "s3:GetBucketLifecycle": 2, "s3:PutBucketLifecycle": 1 },
    refresh: { "s3:GetBucketLifecycle": 1 },
    update: { "s3:GetBucketLifecycle": 2, "s3:PutBucketLifecycle": 1 },
    delete: { "s3:DeleteBucketLifecycle": 1 },
  },
  Website: {
    // The location: which pool the site's host belongs to.
    create: { "s3:GetBucketWebsite": 1, "s3:PutBucketWebsite": 1, "s3:GetBucketLocation": 1 },
    refresh: { "s3:GetBucketWebsite": 1 },
    update: { "s3:GetBucketWebsite": 1, "s3:PutBucketWebsite": 1 },
    delete: { "s3:DeleteBucketWebsite": 1 },
  },
  ObjectLock: {
    create: { "s3:GetObjectLockConfiguration": 2, "s3:PutObjectLockConfiguration": 1 },
    refresh: { "s3:GetObjectLockConfiguration": 1 },
    update: { "s3:GetObjectLockConfiguration": 2, "s3:PutObjectLockConfiguration": 1 },
    delete: { "s3:DeleteObjectLockConfiguration": 1 },
  },
  BucketLogging: {
    // There is no deletion: an empty setting takes its place.
    create: { "s3:GetBucketLogging": 1, "s3:PutBucketLogging": 1 },
    refresh: { "s3:GetBucketLogging": 1 },
    update: { "s3:GetBucketLogging": 1, "s3:PutBucketLogging": 1 },
    delete: { "s3:PutBucketLogging": 1 },
  },
  BucketAccelerate: {
    create: { "s3:GetBucketAccelerate": 1, "s3:PutBucketAccelerate": 1 },
    refresh: { "s3:GetBucketAccelerate": 1 },
    update: { "s3:GetBucketAccelerate": 1, "s3:PutBucketAccelerate": 1 },
    delete: { "s3:PutBucketAccelerate": 1 },
  },
  IamUser: {
    create: { "iam:GetUser": 1, "iam:CreateUser": 1 },
    refresh: { "iam:GetUser": 1 },
    // Tags are named for the first time: others may be there already.
    update: { "iam:ListUserTags": 1, "iam:TagUser": 1 },
    delete: { "iam:DeleteUser": 1 },
  },
  AccessKey: {
    create: { "iam:ListAccessKeys": 1, "iam:CreateAccessKey": 1 },
    refresh: { "iam:ListAccessKeys": 1 },
    update: { "iam:UpdateAccessKey": 1 },
    delete: { "iam:DeleteAccessKey": 1 },
  },
  Group: {
    create: { "iam:GetGroup": 1, "iam:CreateGroup": 1 },
    refresh: { "iam:GetGroup": 1 },
    update: {},
    delete: { "iam:DeleteGroup": 1 },
  },
  GroupMembers: {
    // One user a call; the members are asked for once.
    create: { "iam:GetGroup": 1, "iam:AddUserToGroup": 1 },
    refresh: { "iam:GetGroup": 1 },
    update: { "iam:AddUserToGroup": 1, "iam:RemoveUserFromGroup": 1 },
    delete: { "iam:RemoveUserFromGroup": 1 },
  },
  GroupMembership: {
    create: { "iam:GetGroup": 1, "iam:AddUserToGroup": 1 },
    refresh: { "iam:GetGroup": 1 },
    // Whoever is added may be a member already, and not by us.
    update: { "iam:GetGroup": 1, "iam:AddUserToGroup": 1, "iam:RemoveUserFromGroup": 1 },
    delete: { "iam:RemoveUserFromGroup": 1 },
  },
  GroupPolicyAttachment: {
    create: { "iam:ListAttachedGroupPolicies": 1, "iam:AttachGroupPolicy": 1 },
    refresh: { "iam:ListAttachedGroupPolicies": 1 },
    update: {},
    delete: { "iam:DetachGroupPolicy": 1 },
  },
  LoginProfile: {
    // A generated password is as long as the account asks for.
    create: { "iam:GetLoginProfile": 1, "iam:GetAccountPasswordPolicy": 1, "iam:CreateLoginProfile": 1 },
    refresh: { "iam:GetLoginProfile": 1 },
    update: { "iam:UpdateLoginProfile": 1 },
    delete: { "iam:DeleteLoginProfile": 1 },
  },
  PasswordPolicy: {
    create: { "iam:GetAccountPasswordPolicy": 1, "iam:UpdateAccountPasswordPolicy": 1 },
    refresh: { "iam:GetAccountPasswordPolicy": 1 },
    update: { "iam:GetAccountPasswordPolicy": 1, "iam:UpdateAccountPasswordPolicy": 1 },
    delete: { "iam:DeleteAccountPasswordPolicy": 1 },
  },
  Policy: {
    // GetUser: the account id, once in the life of a provider.
    create: { "iam:GetUser": 1, "iam:GetPolicy": 1, "iam:CreatePolicy": 1 },
    refresh: { "iam:GetPolicy": 1 },
    update: { "iam:CreatePolicy": 1 },
    delete: { "iam:DeletePolicy": 1 },
  },
  UserPolicyAttachment: {
    create: { "iam:ListAttachedUserPolicies": 1, "iam:AttachUserPolicy": 1 },
    refresh: { "iam:ListAttachedUserPolicies": 1 },
    update: {},
    delete: { "iam:DetachUserPolicy": 1 },
  },
  RotatingAccessKey: {
    // As AccessKey; the wishes of the program are ours alone, and a rotation waits for its time.
    create: { "iam:ListAccessKeys": 1, "iam:CreateAccessKey": 1 },
    refresh: { "iam:ListAccessKeys": 1 },
    update: {},
    delete: { "iam:DeleteAccessKey": 1 },
  },
  VirtualMfaDevice: {
    // Only the list shows a device that no user has; after the enabling it tells since when the user has it.
    create: { "iam:ListVirtualMFADevices": 1, "iam:CreateVirtualMFADevice": 1 },
    refresh: { "iam:ListVirtualMFADevices": 1 },
    update: { "iam:EnableMFADevice": 1, "iam:ListVirtualMFADevices": 1 },
    delete: { "iam:DeleteVirtualMFADevice": 1 },
  },
  Trail: {
    create: { "trail:DescribeTrails": 1, "s3:GetBucketPolicy": 1, "trail:CreateTrail": 1, "trail:StartLogging": 1 },
    refresh: { "trail:DescribeTrails": 1, "trail:GetTrailStatus": 1, "trail:GetEventSelectors": 1 },
    update: {
      "s3:GetBucketPolicy": 1,
      "trail:UpdateTrail": 1,
      "trail:GetEventSelectors": 1,
      "trail:PutEventSelectors": 1,
      "trail:StopLogging": 1,
    },
    delete: { "trail:DeleteTrail": 1 },
  },
};

/** Of each setting of a bucket that has a call to put, to get and to delete it, and no row of its own: one look, one write. */
function settingBudgets(): Readonly<Record<string, CallBudget>> {
  const budgets = [...nounsOf(oos)].flatMap((noun): readonly (readonly [string, CallBudget])[] => {
    const [put = "", get, remove, ...more] = registry.resources.get(noun)?.uses ?? [];
    const suffix = put.replace(/^Put/, "");
    if (get !== `Get${suffix}` || remove !== `Delete${suffix}` || more.length > 0) return [];
    const written = { [`s3:${get}`]: 1, [`s3:${put}`]: 1 };
    return [[noun, { create: written, refresh: { [`s3:${get}`]: 1 }, update: written, delete: { [`s3:${remove}`]: 1 } }]];
  });
  return Object.fromEntries(budgets);
}
