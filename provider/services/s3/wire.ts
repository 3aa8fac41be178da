/** Where the bodies of OOS differ from S3's: read and written here, in the cloud's casing. */
import { textAt, listAt, nodeAt, type XmlNode, type XmlValue } from "../../transport/protocol/xml";
import { defined } from "../../pure/defined";

export const S3_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";

export const CANNED_ACLS = ["private", "public-read", "public-read-write", "authenticated-read"] as const;
export type CannedAcl = (typeof CANNED_ACLS)[number];

/** Where the data of a bucket is kept [DOC 10027286]. */
export interface DataLocation {
  /** `Local`: in the pool that the write reaches; `Specified`: in `locations`. */
  readonly type: "Local" | "Specified";
  /** Location names in order of preference; needed with `Specified`. */
  readonly locations?: readonly string[];
  /** Whether OOS may keep data elsewhere when the locations cannot take it. */
  readonly scheduleStrategy?: "Allowed" | "NotAllowed";
}

export interface BucketLocation {
  /** Where the index is kept; never changes. Absent where the service does not say. */
  readonly metadataLocation?: string;
  readonly dataLocation?: DataLocation;
}

/** The body of PUT bucket; undefined when there is nothing to say (a body is optional, and Hong Kong takes none). */
export function toCreateBucketConfiguration({ metadataLocation, dataLocation }: BucketLocation): XmlNode | undefined {
  if (metadataLocation === undefined && dataLocation === undefined) return undefined;
  return {
    MetadataLocationConstraint: metadataLocation === undefined ? undefined : { Location: metadataLocation },
    DataLocationConstraint: dataLocation === undefined ? undefined : toDataLocationConstraint(dataLocation),
  };
}

/** The samples leave list and strategy out with `Local`. */
function toDataLocationConstraint({ type, locations = [], scheduleStrategy }: DataLocation): XmlNode {
  if (type === "Local") return { Type: type };
  return { Type: type, LocationList: { Location: locations }, ScheduleStrategy: scheduleStrategy };
}

/** Reads `BucketConfiguration` [DOC 10027287]; undefined for a type or strategy that is not known. */
export function fromBucketConfiguration(value: XmlNode): BucketLocation | undefined {
  const metadataLocation = text(textAt(value, "MetadataLocationConstraint", "Location"));
  const metadata = metadataLocation === undefined ? {} : { metadataLocation };
  const data = nodeAt(value, "DataLocationConstraint");
  const type = text(textAt(data, "Type"));
  if (type === undefined) return metadata;
  const strategy = text(textAt(data, "ScheduleStrategy"));
  if (type !== "Local" && type !== "Specified") return undefined;
  if (strategy !== undefined && strategy !== "Allowed" && strategy !== "NotAllowed") return undefined;
  const locations = texts(listAt(data, "LocationList", "Location"));
  return {
    ...metadata,
    dataLocation: {
      type,
      ...(locations.length === 0 ? {} : { locations }),
      ...defined({ scheduleStrategy: strategy }),
    },
  };
}

/** Who may do what. */
interface Grant {
  readonly canonicalId?: string | undefined;
  readonly uri?: string | undefined;
  readonly permission: string;
}

/** unverified: the URI of the group "everybody" is S3's, and a grant that names nobody is taken to mean everybody. */
const EVERYBODY = "/groups/global/AllUsers";
const AUTHENTICATED = "/groups/global/AuthenticatedUsers";

/**
 * The canned ACL that the grants amount to: none to everybody is private, READ is public-read, FULL_CONTROL or READ with WRITE is
 * public-read-write; grants of the owner to itself say nothing. Undefined for grants that no canned ACL of OOS makes.
 */
export function fromGrants(grants: readonly Grant[], ownerId: string | undefined): CannedAcl | undefined {
  const others = grants.filter((grant) => grant.permission !== "" && !isOwner(grant, ownerId));
  const permissions = [...new Set(others.map(({ permission }) => permission))].sort().join("+");
  if (others.length > 0 && others.every(({ uri }) => uri?.endsWith(AUTHENTICATED) === true))
    return permissions === "READ" ? "authenticated-read" : undefined;
  if (others.some((grant) => !isEverybody(grant))) return undefined;
  return Object.hasOwn(CANNED_BY_PERMISSIONS, permissions) ? CANNED_BY_PERMISSIONS[permissions] : undefined;
}

function isOwner({ canonicalId, uri }: Grant, ownerId: string | undefined): boolean {
  return text(uri) === undefined && text(canonicalId) !== undefined && canonicalId === ownerId;
}

function isEverybody({ canonicalId, uri }: Grant): boolean {
  return text(uri) === undefined ? text(canonicalId) === undefined : uri?.endsWith(EVERYBODY) === true;
}

const CANNED_BY_PERMISSIONS: Readonly<Record<string, CannedAcl>> = {
  "": "private",
  READ: "public-read",
  FULL_CONTROL: "public-read-write",
  "READ+WRITE": "public-read-write",
  "FULL_CONTROL+READ": "public-read-write",
  "FULL_CONTROL+READ+WRITE": "public-read-write",
};

/** The texts of a list; elements with children are left out. */
export function texts(values: readonly XmlValue[]): readonly string[] {
  return values.filter((value): value is string => typeof value === "string" && value !== "");
}

function text(value: string | undefined): string | undefined {
  return value === undefined || value === "" ? undefined : value;
}
