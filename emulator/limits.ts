/** Quotas and sizes that the manuals state; each can be changed for one emulator through its options. */
export interface Limits {
  /** Buckets an account may own [DOC 10026776]. */
  readonly bucketsPerAccount: number;
  /** Trails an account may own [GUIDE 6.1]. */
  readonly trailsPerAccount: number;
  /** Event selectors of one trail [GUIDE 6.5]. */
  readonly selectorsPerTrail: number;
  /** IAM users and policies of one account. unverified: AWS's numbers. */
  readonly usersPerAccount: number;
  readonly policiesPerAccount: number;
  /** Groups of one IAM user, policies attached to one user and to one group. unverified: AWS's numbers. */
  readonly groupsPerUser: number;
  readonly attachedPoliciesPerUser: number;
  readonly attachedPoliciesPerGroup: number;
  /** Enabled MFA devices of one IAM user. unverified. */
  readonly mfaDevicesPerUser: number;
  /** Tags of one IAM user [GUIDE 7.1.5]. */
  readonly tagsPerUser: number;
  /** Groups of one account [MIR 958]. */
  readonly groupsPerAccount: number;
  /** Access keys of one IAM user. unverified: the manuals name no number, AWS allows two. */
  readonly accessKeysPerUser: number;
  /** Access keys of the root user [OLD 4.4.1]. */
  readonly accessKeysOfRoot: number;
  /** Bytes of a bucket policy. unverified: AWS's limit. */
  readonly bucketPolicyBytes: number;
  /** Bytes of a website configuration [GUIDE 4.2.9]. */
  readonly websiteBytes: number;
  /** Bytes and rules of a CORS configuration [DOC 10027308]. */
  readonly corsBytes: number;
  readonly corsRules: number;
  /** Rules of a lifecycle [DOC 10027305]. */
  readonly lifecycleRules: number;
  /** Addresses and ranges of an accelerate configuration [OLD 4.2.10]. */
  readonly accelerateAddresses: number;
  /** Bytes of an IAM policy document. unverified: AWS's limit. */
  readonly policyDocumentBytes: number;
  /** Bytes of one request body. The service takes more; the emulator holds a body in memory. */
  readonly requestBytes: number;
  /** Bytes of every part of a multipart upload but the last [GUIDE 4.3.6]. */
  readonly partBytes: number;
  /** Milliseconds of the emulator's clock before access logs are written. unverified: the manual says "a while". */
  readonly accessLogDelayMs: number;
  /** Milliseconds of the emulator's clock before the events of a trail are written. unverified. */
  readonly trailLogDelayMs: number;
  /** Milliseconds by which a request's time may differ from the server's. unverified: AWS's limit. */
  readonly clockSkewMs: number;
}

export const DEFAULT_LIMITS: Limits = {
  bucketsPerAccount: 10,
  trailsPerAccount: 10,
  selectorsPerTrail: 1,
  usersPerAccount: 5000,
  policiesPerAccount: 1500,
  groupsPerUser: 10,
  attachedPoliciesPerUser: 10,
  attachedPoliciesPerGroup: 10,
  mfaDevicesPerUser: 1,
  tagsPerUser: 10,
  groupsPerAccount: 30,
  accessKeysPerUser: 2,
  accessKeysOfRoot: 10,
  bucketPolicyBytes: 20 * 1024,
  websiteBytes: 10 * 1024,
  corsBytes: 64 * 1024,
  corsRules: 100,
  lifecycleRules: 1000,
  accelerateAddresses: 5,
  policyDocumentBytes: 6 * 1024,
  requestBytes: 512 * 1024 * 1024,
  partBytes: 5 * 1024 * 1024,
  accessLogDelayMs: 60 * 60 * 1000,
  trailLogDelayMs: 5 * 60 * 1000,
  clockSkewMs: 15 * 60 * 1000,
};
