/** The access policy of a bucket [GUIDE 4.2.6-8]. */
import type { Client } from "../../transport/types";
import { ServiceError } from "../../transport/errors/errors";
import type { BucketInput } from "./bucket";
import { withSdk } from "./sdk-client";

/** Sets the policy, replacing an existing one. `policy` is JSON text. @throws ServiceError `invalid` (MalformedPolicy), `auth`, `not-found` */
export async function putBucketPolicy(client: Client, { bucket, policy }: BucketInput & { readonly policy: string }): Promise<void> {
  await withSdk(client, "PutBucketPolicy", { Bucket: bucket }, (s3, sdk) =>
    s3.send(new sdk.PutBucketPolicyCommand({ Bucket: bucket, Policy: policy })),
  );
}

/**
 * The policy as JSON text.
 * @throws ServiceError `not-configured` (the bucket has none), `not-found` (no bucket), `foreign` for JSON that is no policy
 */
export async function getBucketPolicy(client: Client, { bucket }: BucketInput): Promise<string> {
  const output = await withSdk(client, "GetBucketPolicy", { Bucket: bucket }, (s3, sdk) =>
    s3.send(new sdk.GetBucketPolicyCommand({ Bucket: bucket })),
  );
  const { Policy: policy = "" } = output;
  if (isPolicy(policy)) return policy;
  throw new ServiceError({
    kind: "foreign",
    service: "s3",
    operation: "GetBucketPolicy",
    subject: `bucket "${bucket}"`,
    words: policy === "" ? "the answer is empty" : 'the answer is JSON without a "Statement", so it is no policy',
  });
}

/** A policy cannot be without it, so other JSON comes from somebody else (law 1). */
function isPolicy(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "Statement" in value;
  } catch {
    return false;
  }
}

/** Removes the policy; a bucket without one may answer `not-configured`. @throws ServiceError `not-found` */
export async function deleteBucketPolicy(client: Client, { bucket }: BucketInput): Promise<void> {
  await withSdk(client, "DeleteBucketPolicy", { Bucket: bucket }, (s3, sdk) =>
    s3.send(new sdk.DeleteBucketPolicyCommand({ Bucket: bucket })),
  );
}
