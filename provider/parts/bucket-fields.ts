/** What a program says of one bucket, and what it is told of it. */
import { z } from "zod";
import { regionOf } from "../backends/types";
import { field, type RuleContext, type RuleProblem, type Values } from "../define";
import { bucketNameProblems } from "../rules/bucket-name";
import { deepEqual } from "../rules/semantic";

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
    .describe("Whether the service may place data elsewhere when a location is full. Default `Allowed`."),
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
    doc: "Canned ACL. On OOS, default `private`. On ZOS a bucket is made private, and its ACL is left alone unless this says it; grant by grant it is a BucketAcl, which is refused beside it in preview.",
    claims: { noun: "BucketAcl" },
    default: "private",
    defaultOn: ["oos"],
    typeName: "BucketCannedAcl",
  }),
  metadataLocation: field(z.string().min(1).optional(), {
    doc: "Where the index is kept, from `getRegions` (`QingDao`). Can never change: a change replaces the bucket. Leave it out on accounts with one location.",
    replaces: true,
    whenRemoved: "forget",
  }),
  dataLocation: field(dataLocation.optional(), {
    doc: "Where objects are kept. Changes in place. Removing it leaves the bucket's location as it is.",
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
    doc: "Whether the bucket keeps versions of its objects. Removing it leaves the bucket as it is: nothing turns versions off again. A BucketVersioning of the same bucket is refused beside it in preview.",
    claims: { noun: "BucketVersioning" },
    whenRemoved: "forget",
    typeName: "BucketVersioningStatus",
  }),
  objectLockEnabled: field(z.boolean().optional(), {
    doc: "Whether objects can be locked, which gives the bucket versions too. Only at creation: a change replaces the bucket. Default false.",
    replaces: true,
    absentMeans: false,
  }),
  storageClass: field(z.enum(["STANDARD", "STANDARD_IA", "GLACIER", "DEEP_ARCHIVE"]).optional(), {
    doc: "Class of objects that name none. Only at creation: a change replaces the bucket. The service never shows it. Default `STANDARD`.",
    replaces: true,
    local: true,
    typeName: "StorageClass",
  }),
  azPolicy: field(z.enum(["single-az", "multi-az"]).optional(), {
    doc: "Data in one availability zone or in several. Only at creation: a change replaces the bucket. The service never shows it. Default `single-az`.",
    replaces: true,
    local: true,
  }),
  forceDestroy: field(z.boolean(), {
    doc: "Let a delete or replacement remove every object, version, delete marker and open upload first. Must be in the state (one `up`) before the delete. Default false.",
    local: true,
    default: false,
  }),
  forceReplace: field(z.boolean().optional(), {
    doc: "Let a replacement (another name, another index location, `--replace`) remove what is in the bucket, beside `forceDestroy`, which alone lets a deletion do so. Read from the program, no earlier `up` is needed. Default false: a replacement of a bucket that holds anything is refused in preview.",
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
  endpoint: field(z.string(), { doc: "URL of the S3 service the bucket was made through." }),
  creationDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601. Absent when the credentials may not list buckets." }),
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
