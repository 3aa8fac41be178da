/**
 * The written minimum of API calls: what each resource needs, no more, for each step of its life. Operations are named as the emulator counts
 * them (`service:Operation`). The benchmark counts against this table; more calls than it says is a regression, fewer an improvement to note here.
 */

/** Inputs of a scenario; `made` holds the outputs of its `needs`, by noun. */
type InputsOf = (made: Readonly<Record<string, Readonly<Record<string, unknown>>>>) => Readonly<Record<string, unknown>>;

export interface Need {
  readonly noun: string;
  readonly inputs: InputsOf;
}

export interface CallBudget {
  readonly noun: string;
  /** What is special about this scenario; nothing for a resource with its required inputs only. */
  readonly variant?: string;
  /** Resources that must exist first; their calls are not counted. */
  readonly needs?: readonly Need[];
  readonly inputs: InputsOf;
  /** The inputs of the update; absent where every field replaces. */
  readonly changed?: InputsOf;
  readonly minimum: Readonly<Record<Step, readonly string[]>>;
}

/** `unchanged` is an up of an unchanged program: check and diff. */
export const steps = ["create", "refresh", "unchanged", "update", "delete"] as const;
export type Step = (typeof steps)[number];

const document = (action: string): object => ({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: [action], Resource: "*" }] });
const bucketDocument = (bucket: unknown, action: string): object => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: [action], Resource: [`arn:ctyun:oos:::${String(bucket)}/*`] }],
});

const bucket = (name: string): Need => ({ noun: "Bucket", inputs: () => ({ bucket: name }) });
const user = (name: string): Need => ({ noun: "IamUser", inputs: () => ({ userName: name }) });

/** Creates look first (nothing is overwritten that the stack did not create), so every minimum of a create holds at least one read. */
export const callBudgets: readonly CallBudget[] = [
  {
    noun: "Bucket",
    inputs: () => ({ bucket: "budget-plain" }),
    changed: () => ({ bucket: "budget-plain", acl: "public-read" }),
    minimum: {
      // The list is the only place that tells the time of creation.
      create: ["s3:HeadBucket", "s3:PutBucket", "s3:ListBuckets"],
      // Also tells whether the bucket is there; locations are read only where the program manages them.
      refresh: ["s3:GetBucketAcl"],
      unchanged: [],
      update: ["s3:PutBucket"],
      delete: ["s3:DeleteBucket"],
    },
  },
  {
    noun: "Bucket",
    variant: "with data location",
    inputs: () => ({ bucket: "budget-located", dataLocation: { type: "Specified", locations: ["QingDao"] } }),
    changed: () => ({ bucket: "budget-located", dataLocation: { type: "Local" } }),
    minimum: {
      create: ["s3:HeadBucket", "s3:PutBucket", "s3:ListBuckets"],
      refresh: ["s3:GetBucketAcl", "s3:GetBucketLocation"],
      unchanged: [],
      update: ["s3:PutBucket"],
      delete: ["s3:DeleteBucket"],
    },
  },
  {
    noun: "BucketPolicy",
    needs: [bucket("budget-policy")],
    inputs: () => ({ bucket: "budget-policy", policy: bucketDocument("budget-policy", "oos:GetObject") }),
    changed: () => ({ bucket: "budget-policy", policy: bucketDocument("budget-policy", "oos:PutObject") }),
    minimum: {
      create: ["s3:GetBucketPolicy", "s3:PutBucketPolicy"],
      refresh: ["s3:GetBucketPolicy"],
      unchanged: [],
      update: ["s3:PutBucketPolicy"],
      delete: ["s3:DeleteBucketPolicy"],
    },
  },
  {
    noun: "IamUser",
    inputs: () => ({ userName: "budget-plain" }),
    changed: () => ({ userName: "budget-plain", tags: { team: "build" } }),
    minimum: { create: ["iam:GetUser", "iam:CreateUser"], refresh: ["iam:GetUser"], unchanged: [], update: ["iam:TagUser"], delete: ["iam:DeleteUser"] },
  },
  {
    noun: "AccessKey",
    needs: [user("budget-key")],
    inputs: () => ({ user: "budget-key" }),
    changed: () => ({ user: "budget-key", status: "Inactive" }),
    minimum: {
      // The keys from before the request tell a key of a lost answer from the others.
      create: ["iam:ListAccessKeys", "iam:CreateAccessKey"],
      refresh: ["iam:ListAccessKeys"],
      unchanged: [],
      update: ["iam:UpdateAccessKey"],
      delete: ["iam:DeleteAccessKey"],
    },
  },
  {
    noun: "Policy",
    inputs: () => ({ name: "budget-policy", policy: document("oos:GetObject") }),
    changed: () => ({ name: "budget-policy", policy: document("oos:PutObject") }),
    minimum: {
      // GetUser tells the account id of the ARN, once for all policies of a provider process.
      create: ["iam:GetUser", "iam:GetPolicy", "iam:CreatePolicy"],
      refresh: ["iam:GetPolicy"],
      unchanged: [],
      update: ["iam:CreatePolicy"],
      delete: ["iam:DeletePolicy"],
    },
  },
  {
    noun: "UserPolicyAttachment",
    needs: [user("budget-attached"), { noun: "Policy", inputs: () => ({ name: "budget-attached", policy: document("oos:GetObject") }) }],
    inputs: (made) => ({ user: "budget-attached", policyArn: made["Policy"]?.["arn"] }),
    minimum: {
      create: ["iam:ListAttachedUserPolicies", "iam:AttachUserPolicy"],
      refresh: ["iam:ListAttachedUserPolicies"],
      unchanged: [],
      update: [],
      delete: ["iam:DetachUserPolicy"],
    },
  },
  {
    noun: "Trail",
    needs: [bucket("budget-trail")],
    inputs: () => ({ name: "budget-trail", s3BucketName: "budget-trail" }),
    changed: () => ({ name: "budget-trail", s3BucketName: "budget-trail", s3KeyPrefix: "audit/" }),
    minimum: {
      // The bucket's policy is asked first, since a denial would only show as missing logs; trails are created stopped.
      create: ["trail:DescribeTrails", "s3:GetBucketPolicy", "trail:CreateTrail", "trail:StartLogging"],
      // Three aspects, three calls: the service has no call that shows them together.
      refresh: ["trail:DescribeTrails", "trail:GetTrailStatus", "trail:GetEventSelectors"],
      unchanged: [],
      update: ["s3:GetBucketPolicy", "trail:UpdateTrail"],
      delete: ["trail:DeleteTrail"],
    },
  },
];
