/** The calls on a bucket's policy itself [GUIDE 4.2.6-4.2.8]: who has none of them left cannot repair the policy. */
export const POLICY_CALLS = ["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"] as const;
