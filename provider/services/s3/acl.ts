/** The access list of a bucket: canned, or grant by grant [GUIDE 4.2.3] [ZOS 1.9-1.10]. */
import { ServiceError } from "../../transport/errors/errors";
import { listed, optional, type ReadBy, shape, text } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import type { XmlNode } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import { type DocumentKind, getDocument, putDocument } from "./document";
import { withSdk } from "./sdk-client";
import type { UnknownElement, UnknownElements } from "./unknown-elements";
import { type CannedAcl, fromGrants } from "./wire";
import { defined } from "../../pure/defined";

export const PERMISSIONS = ["FULL_CONTROL", "READ", "WRITE", "READ_ACP", "WRITE_ACP"] as const;

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
  readonly unknown: UnknownElements;
}

const ACL: DocumentKind = { suffix: "BucketAcl", root: "AccessControlPolicy" };

/** The name that a service shows beside an id is its own. */
const named = { told: ["DisplayName", "Type"] };
const grant = shape({
  grantee: optional(
    "Grantee",
    shape({ id: optional("ID", text), uri: optional("URI", text), email: optional("EmailAddress", text) }, named),
  ),
  permission: optional("Permission", text),
});

/** A list of grants, as it stands in other documents too. */
export const grantList = shape({ grants: listed("Grant", grant) });

const configuration = shape({
  owner: optional("Owner", shape({ id: optional("ID", text) }, named)),
  list: optional("AccessControlList", grantList),
});

/** @throws ServiceError `not-found` (no bucket), `foreign` */
export async function getBucketAccess(client: Client, { bucket }: BucketInput): Promise<BucketAcl> {
  const { value, unknown } = await getDocument(client, ACL, bucket, configuration);
  const ownerId = value.owner?.id;
  const grants = fromGrantList(value.list);
  const canned = fromGrants(grants, ownerId);
  return { ownerId: ownerId ?? "", grants, ...defined({ canned }), unknown };
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

/**
 * Replaces every grant: the owner keeps only the rights that are said.
 * @throws ServiceError `invalid` (an unknown user), `not-found`; CannotKeepError
 */
export function putBucketGrants(
  client: Client,
  { bucket, ownerId, grants, unknown }: BucketInput & Pick<BucketAcl, "ownerId" | "grants"> & Partial<Pick<BucketAcl, "unknown">>,
): Promise<readonly UnknownElement[]> {
  return putDocument(client, ACL, bucket, { Owner: { ID: ownerId }, AccessControlList: toGrantList(grants) }, unknown);
}

export function fromGrantList(list: ReadBy<typeof grantList> | undefined): BucketGrant[] {
  return (list?.grants ?? []).map(({ grantee: { id, uri, email } = {}, permission = "" }) => ({
    ...defined({ canonicalId: id, uri, emailAddress: email }),
    permission,
  }));
}

const XSI = { "@xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance" };

/** A grantee has an attribute for its kind. */
export function toGrantList(grants: readonly BucketGrant[]): XmlNode {
  return {
    Grant: grants.map(({ canonicalId, uri, emailAddress, permission }) => ({
      Grantee:
        uri !== undefined
          ? { ...XSI, "@xsi:type": "Group", URI: uri }
          : canonicalId !== undefined
            ? { ...XSI, "@xsi:type": "CanonicalUser", ID: canonicalId }
            : { ...XSI, "@xsi:type": "AmazonCustomerByEmail", EmailAddress: emailAddress },
      Permission: permission,
    })),
  };
}
