/** The access list of a bucket: canned, or grant by grant [GUIDE 4.2.3] [ZOS 1.9-1.10]. */
import type * as Sdk from "@aws-sdk/client-s3";
import { ServiceError } from "../../transport/errors";
import type { Client } from "../../transport/types";
import type { BucketInput } from "./bucket";
import { withSdk } from "./sdk-client";
import { type CannedAcl, fromGrants } from "./wire";

export const PERMISSIONS = ["FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP"] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Exactly one of `canonicalId`, `uri` and `emailAddress` says who. */
export interface BucketGrant {
  /** Canonical id of a user. */
  readonly canonicalId?: string | undefined;
  /** A group of users. */
  readonly uri?: string | undefined;
  /** Of a user; the service turns it into the id. */
  readonly emailAddress?: string | undefined;
  readonly permission: string;
}

export interface BucketAcl {
  readonly ownerId: string;
  readonly grants: readonly BucketGrant[];
  /** The canned ACL that the grants amount to; absent when none does. */
  readonly canned?: CannedAcl;
}

/** @throws ServiceError `not-found` (no bucket), `foreign` (the answer names no owner) */
export async function getBucketAccess(client: Client, { bucket }: BucketInput): Promise<BucketAcl> {
  const { Owner: owner, Grants = [] } = await withSdk(client, "GetBucketAcl", { Bucket: bucket }, (s3, sdk) =>
    s3.send(new sdk.GetBucketAclCommand({ Bucket: bucket })),
  );
  const canned = fromGrants(Grants, owner?.ID);
  return { ownerId: owner?.ID ?? "", grants: fromSdkGrants(Grants), ...(canned === undefined ? {} : { canned }) };
}

/**
 * The canned ACL of the bucket.
 * @throws ServiceError `foreign` for grants that no canned ACL makes
 */
export async function getBucketAcl(client: Client, { bucket }: BucketInput): Promise<CannedAcl> {
  const { canned, grants } = await getBucketAccess(client, { bucket });
  if (canned !== undefined) return canned;
  const found = grants
    .map(({ canonicalId, uri, permission }) => `${permission || "nothing"} to ${uri ?? canonicalId ?? "nobody"}`)
    .join(", ");
  throw new ServiceError({
    kind: "foreign",
    service: "s3",
    operation: "GetBucketAcl",
    subject: `bucket "${bucket}"`,
    words: `no canned ACL has the grants ${found}`,
  });
}

/** Replaces the ACL by a canned one. @throws ServiceError `not-found` (no bucket) */
export async function putCannedAcl(client: Client, { bucket, acl }: BucketInput & { readonly acl: CannedAcl }): Promise<void> {
  await withSdk(client, "PutBucketAcl", { Bucket: bucket }, (s3, sdk) =>
    s3.send(new sdk.PutBucketAclCommand({ Bucket: bucket, ACL: acl })),
  );
}

/** Replaces every grant: the owner keeps only the rights that are said. @throws ServiceError `invalid` (an unknown user), `not-found` */
export async function putBucketGrants(
  client: Client,
  { bucket, ownerId, grants }: BucketInput & Pick<BucketAcl, "ownerId" | "grants">,
): Promise<void> {
  await withSdk(client, "PutBucketAcl", { Bucket: bucket }, (s3, sdk) =>
    s3.send(new sdk.PutBucketAclCommand({ Bucket: bucket, AccessControlPolicy: { Owner: { ID: ownerId }, Grants: toSdkGrants(grants) } })),
  );
}

export function fromSdkGrants(grants: readonly Sdk.Grant[]): BucketGrant[] {
  return grants.map(
    ({ Grantee: { ID: canonicalId = "", URI: uri = "", EmailAddress: emailAddress = "" } = {}, Permission: permission = "" }) => ({
      ...(canonicalId === "" ? {} : { canonicalId }),
      ...(uri === "" ? {} : { uri }),
      ...(emailAddress === "" ? {} : { emailAddress }),
      permission,
    }),
  );
}

export function toSdkGrants(grants: readonly BucketGrant[]): Sdk.Grant[] {
  return grants.map(({ canonicalId, uri, emailAddress, permission }) => ({
    Permission: permission as Permission,
    Grantee:
      uri !== undefined
        ? { Type: "Group", URI: uri }
        : canonicalId !== undefined
          ? { Type: "CanonicalUser", ID: canonicalId }
          : { Type: "AmazonCustomerByEmail", EmailAddress: emailAddress },
  }));
}
