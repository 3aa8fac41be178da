/** What a program says of one bucket, and what it is told of it. */
import { z } from "zod";
import { regionOf } from "../../backends/types";
import { field, type RuleContext, type RuleProblem, type Values } from "../../define";
import { bucketNameProblems } from "../../rules/bucket-name";
import { deepEqual } from "../../pure/semantic";

const dataLocation = z.strictObject({
  type: z.enum(["Local", "Specified"]).describe("`Local`: near the caller (the service's default). `Specified`: in `locations`."),
  locations: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe("Data locations in order of preference, from `getRegions`. Needed with `Specified`."),
  scheduleStrategy: z
    .enum(["Allowed", "NotAllowed"])
    .optional()
    .describe("Whether the service may place data elsewhere if a location is full. Default `Allowed`."),
});
export type DataLocation = z.infer<typeof dataLocation>;

export const inputs = z.strictObject({
  bucket: field(z.string(), {
    doc: "Name, unique over all accounts. Default: the resource's name with a random suffix. A change replaces the bucket.",
    replaces: true,
    autoname: { maxLength: 63, lowerCase: true },
    rule: (name: string, { backend }): RuleProblem[] => bucketNameProblems(name, backend.bucketName).map((message) => ({ message })),
  }),
  acl: field(z.enum(["private", "public-read", "public-read-write", "authenticated-read"]).optional(), {
    doc: "Canned ACL. Default on OOS: `private`. On ZOS a new bucket is private, and its ACL is managed only if this field is set. For single grants use a BucketAcl; a program with both is refused in preview.",
    claims: { noun: "BucketAcl" },
    default: "private",
    defaultOn: ({ aclIsSeparate }) => !aclIsSeparate,
    typeName: "BucketCannedAcl",
  }),
  metadataLocation: field(z.string().min(1).optional(), {
    doc: "Location of the index, one of `getRegions` (`QingDao`). A change replaces the bucket. Leave it out if the account has one location.",
    replaces: true,
    whenRemoved: "forget",
  }),
  dataLocation: field(dataLocation.optional(), {
    doc: "Location of the objects. Changed in place. Removing the field leaves the bucket's location as it is.",
    whenRemoved: "forget",
    typeName: "DataLocation",
    canonical: canonicalDataLocation,
    rule: (value: DataLocation): RuleProblem[] => {
      if (value.type === "Specified" && value.locations === undefined)
        return [{ message: "is required when type is Specified", path: ["locations"] }];
      if (value.type === "Local" && value.locations !== undefined)
        return [{ message: "must be absent when type is Local", path: ["locations"] }];
      return [];
    },
  }),
  versioning: field(z.enum(["Enabled", "Suspended"]).optional(), {
    doc: "Whether the bucket keeps versions of its objects. Removing the field leaves the bucket as it is: versioning can be suspended, but not turned off. A program that also has a BucketVersioning of the bucket is refused in preview.",
    claims: { noun: "BucketVersioning" },
    whenRemoved: "forget",
    typeName: "BucketVersioningStatus",
  }),
  objectLockEnabled: field(z.boolean().optional(), {
    doc: "Whether objects can be locked; this turns versioning on as well. Set only at creation: a change replaces the bucket. Default false.",
    replaces: true,
    absentMeans: false,
  }),
  storageClass: field(z.enum(["STANDARD", "STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"]).optional(), {
    doc: "Storage class of objects that are uploaded without one. Set only at creation: a change replaces the bucket. The service never returns it. Default `STANDARD`.",
    replaces: true,
    local: true,
    typeName: "StorageClass",
  }),
  azPolicy: field(z.enum(["single-az", "multi-az"]).optional(), {
    doc: "Whether data is kept in one availability zone or in several. Set only at creation: a change replaces the bucket. The service never returns it. Default `single-az`.",
    replaces: true,
    local: true,
  }),
  forceDestroy: field(z.boolean(), {
    doc: "Whether a deletion or replacement first removes every object, version, delete marker and open upload. Must be in the state (one `up`) before the deletion. Default false.",
    local: true,
    default: false,
  }),
  forceReplace: field(z.boolean().optional(), {
    doc: "Whether a replacement (another name, another index location, `--replace`) may remove the contents of the bucket. It needs `forceDestroy` as well, which by itself covers deletions only. Read from the program: no earlier `up` is needed. Default false: the replacement of a bucket with contents is refused in preview.",
    local: true,
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over an existing bucket of this account instead of failing. Default false.",
    local: true,
    createOnly: true,
  }),
});

export const outputs = z.strictObject({
  arn: field(z.string(), { doc: "`arn:ctyun:oos:::<bucket>`; on ZOS `arn:aws:s3:::<bucket>`." }),
  bucketDomainName: field(z.string(), { doc: "Host of the bucket: `<bucket>.oos-cn.ctyunapi.cn`." }),
  endpoint: field(z.string(), { doc: "URL of the S3 service through which the bucket was created." }),
  creationDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601. Absent if the credentials may not list buckets." }),
});

export type Inputs = Values<typeof inputs>;
export type Outputs = Values<typeof outputs>;

/** `Local` says everything; the strategy has a default; the service keeps no order of the locations that a diff could rely on. */
export function canonicalDataLocation({ type, locations = [], scheduleStrategy = "Allowed" }: DataLocation): unknown {
  return type === "Local" ? { type } : { type, locations: [...new Set(locations)].sort(), scheduleStrategy };
}

export function sameDataLocation(a: DataLocation, b: DataLocation): boolean {
  return deepEqual(canonicalDataLocation(a), canonicalDataLocation(b));
}

/** Regions of one location (Hong Kong) take and show no locations. */
export function locationProblems(
  place: Pick<RuleContext, "region" | "backend">,
  wanted: Pick<Partial<Inputs>, "dataLocation" | "metadataLocation">,
): RuleProblem[] {
  if (regionOf(place.backend, place.region)?.locations !== false) return [];
  return (["metadataLocation", "dataLocation"] as const).flatMap((name) =>
    wanted[name] === undefined ? [] : [{ message: `region ${place.region} has one location; leave this out`, path: [name] }],
  );
}

/** Fields of `aws.s3.Bucket` that are resources of their own here. */
export const bucketElsewhere = {
  accelerationStatus: "the resource BucketAccelerate (on oos)",
  bucketPrefix: "bucket; without it the name is the resource's with a random suffix",
  corsRules: "the resource Cors",
  grants: "the resource BucketAcl (on zos)",
  lifecycleRules: "the resource Lifecycle",
  loggings: "the resource BucketLogging",
  objectLockConfiguration: "the resource ObjectLock",
  policy: "the resource BucketPolicy",
  serverSideEncryptionConfiguration: "the resource BucketEncryption (on zos)",
  tags: "the resource BucketTagging (on zos)",
  versionings: "versioning",
  website: "the resource Website",
};
