/** Bucket: a container of objects, with its ACL and its locations [GUIDE 4.2.1-4.2.5, 4.2.15]. */
import { z } from "zod";
import { hasOperation, regionOf } from "../backends/types";
import { claim } from "../parts/claim";
import { type Context, defineResource, field, RefusedError, type RuleProblem, type Values } from "../define";
import { emptyBucket } from "../parts/emptying";
import { bucketArn } from "../rules/arn";
import { bucketNameProblems } from "../rules/bucket-name";
import { deepEqual } from "../rules/semantic";
import * as s3 from "../services/s3";
import { isKind } from "../transport/errors";

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
type DataLocation = z.infer<typeof dataLocation>;

const inputs = z.strictObject({
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
  adopt: field(z.boolean().optional(), {
    doc: "Take over an existing bucket of this account instead of failing. Default false.",
    local: true,
    createOnly: true,
  }),
});

const outputs = z.strictObject({
  arn: field(z.string(), { doc: "`arn:ctyun:oos:::<bucket>`; on ZOS `arn:aws:s3:::<bucket>`." }),
  bucketDomainName: field(z.string(), { doc: "Host of the bucket: `<bucket>.oos-cn.ctyunapi.cn`." }),
  endpoint: field(z.string(), { doc: "URL of the S3 service the bucket was made through." }),
  creationDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601. Absent when the credentials may not list buckets." }),
});

type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;

/** `Local` says everything; the strategy has a default; the service keeps no order of the locations that a diff could rely on. */
function canonicalDataLocation({ type, locations = [], scheduleStrategy = "Allowed" }: DataLocation): unknown {
  return type === "Local" ? { type } : { type, locations: [...new Set(locations)].sort(), scheduleStrategy };
}

function sameDataLocation(a: DataLocation, b: DataLocation): boolean {
  return deepEqual(canonicalDataLocation(a), canonicalDataLocation(b));
}

type Place = Pick<Context, "region" | "backend" | "endpoint">;

function predicted(place: Place, bucket: string): Partial<Outputs> {
  const url = place.endpoint("s3");
  return { arn: bucketArn(bucket, place.backend.arnDialect), bucketDomainName: `${bucket}.${url.host}`, endpoint: url.origin };
}

/** Regions of one location (Hong Kong) take and show no locations. */
function assertLocations(place: Place, wanted: Pick<Partial<Inputs>, "dataLocation" | "metadataLocation">): RuleProblem[] {
  if (regionOf(place.backend, place.region)?.locations !== false) return [];
  return (["metadataLocation", "dataLocation"] as const).flatMap((name) =>
    wanted[name] === undefined ? [] : [{ message: `region ${place.region} has one location; leave this out`, path: [name] }],
  );
}

async function exists(context: Context, bucket: string): Promise<true | undefined> {
  try {
    await s3.headBucket(context.client, { bucket });
    return true;
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    if (isKind(error, "auth")) {
      // The answer to HEAD has no code. A call with one says whether it is the key, the signature or the clock that is wrong.
      await listed(context, bucket);
      throw new RefusedError(
        `bucket "${bucket}" exists and belongs to another account, or these credentials may not see it; nothing was changed`,
        chooseAnother,
        { cause: error },
      );
    }
    throw error;
  }
}

const chooseAnother = "choose another name (bucket names are unique over all accounts), or check the credentials' permissions";

interface Listed {
  /** False: the account's list of buckets lacks it; undefined: these credentials may not list. */
  readonly own: boolean | undefined;
  readonly date: string | undefined;
}

async function listed({ client }: Context, bucket: string): Promise<Listed> {
  try {
    const { buckets } = await s3.listBuckets(client);
    const found = buckets.find((candidate) => candidate.name === bucket);
    return { own: found !== undefined, date: found?.creationDate?.toISOString() };
  } catch (error) {
    if (s3.isDenied(error)) return { own: undefined, date: undefined };
    throw error;
  }
}

async function observe(
  context: Context,
  id: string,
  known: Partial<Inputs> | undefined,
): Promise<{ inputs: Partial<Inputs>; outputs: Partial<Outputs> } | undefined> {
  const { client, backend } = context;
  const isAsked = (...names: readonly (keyof Inputs)[]): boolean => known === undefined || names.some((name) => known[name] !== undefined);
  const locations = regionOf(backend, context.region)?.locations !== false && isAsked("metadataLocation", "dataLocation");
  try {
    const acl = isAsked("acl") ? await observeAcl(context, id) : {};
    const location: s3.BucketLocation = locations ? await s3.getBucketLocation(client, { bucket: id }) : {};
    const versions =
      hasOperation(backend, "s3", "GetBucketVersioning") && isAsked("versioning")
        ? await s3.getBucketVersioning(client, { bucket: id })
        : undefined;
    const lock =
      backend.missingFields["Bucket"]?.["objectLockEnabled"] === undefined && isAsked("objectLockEnabled")
        ? { objectLockEnabled: await isLockable(context, id) }
        : {};
    if (known !== undefined && !isAsked("acl", "versioning", "objectLockEnabled") && !locations)
      await s3.headBucket(client, { bucket: id });
    const { date } = known === undefined ? await listed(context, id) : {};
    return {
      inputs: { bucket: id, ...acl, ...fromLocation(location), ...(versions === undefined ? {} : { versioning: versions }), ...lock },
      outputs: { ...predicted(context, id), ...(date === undefined ? {} : { creationDate: date }) },
    };
  } catch (error) {
    if (isKind(error, "not-found")) return undefined;
    throw error;
  }
}

/** Grants that no canned ACL makes are none: where they can be set one by one they are a BucketAcl's. */
async function observeAcl({ client, backend }: Context, bucket: string): Promise<Pick<Partial<Inputs>, "acl">> {
  if (!hasOperation(backend, "s3", "PutBucketAcl")) return { acl: await s3.getBucketAcl(client, { bucket }) };
  const { canned } = await s3.getBucketAccess(client, { bucket });
  return canned === undefined ? {} : { acl: canned };
}

async function isLockable({ client }: Context, bucket: string): Promise<boolean> {
  try {
    await s3.getObjectLockConfiguration(client, { bucket });
    return true;
  } catch (error) {
    if (isKind(error, "not-configured")) return false;
    throw error;
  }
}

function fromLocation({
  metadataLocation,
  dataLocation: data,
}: s3.BucketLocation): Pick<Partial<Inputs>, "metadataLocation" | "dataLocation"> {
  return {
    ...(metadataLocation === undefined ? {} : { metadataLocation }),
    ...(data === undefined
      ? {}
      : { dataLocation: { ...data, ...(data.locations === undefined ? {} : { locations: [...data.locations] }) } as DataLocation }),
  };
}

/** What PUT takes, without the fields that are not said. */
function toPut({ acl, dataLocation: data }: Inputs): Omit<s3.PutBucketInput, "bucket"> {
  const access = acl === undefined ? {} : { acl };
  if (data === undefined) return access;
  const { type, locations, scheduleStrategy } = data;
  return {
    ...access,
    dataLocation: {
      type,
      ...(locations === undefined ? {} : { locations }),
      ...(scheduleStrategy === undefined ? {} : { scheduleStrategy }),
    },
  };
}

/** What PUT takes at creation only. */
function toCreate({ metadataLocation, objectLockEnabled, storageClass, azPolicy }: Inputs): Omit<s3.PutBucketInput, "bucket"> {
  return {
    ...(metadataLocation === undefined ? {} : { metadataLocation }),
    ...(objectLockEnabled === true ? { objectLock: true } : {}),
    ...(storageClass === undefined ? {} : { storageClass }),
    ...(azPolicy === undefined ? {} : { azPolicy }),
  };
}

/** Brings what differs to `wanted`. @param actual what the bucket has, as far as it is managed */
async function sync(context: Context, bucket: string, wanted: Inputs, actual: Partial<Inputs>): Promise<void> {
  const { client, backend } = context;
  const sameData =
    wanted.dataLocation === undefined || (actual.dataLocation !== undefined && sameDataLocation(wanted.dataLocation, actual.dataLocation));
  const sameAcl = wanted.acl === actual.acl;
  if (hasOperation(backend, "s3", "PutBucketAcl")) {
    if (!sameAcl) await s3.putCannedAcl(client, { bucket, acl: wanted.acl ?? "private" });
  } else if (!sameAcl || !sameData) {
    // One PUT carries ACL and data location, always both: whether an absent part is reset is not documented.
    await s3.putBucket(client, { bucket, ...toPut(wanted) });
  }
  if (wanted.versioning !== undefined && wanted.versioning !== actual.versioning)
    await s3.putBucketVersioning(client, { bucket, status: wanted.versioning });
}

async function deleteEmpty({ client }: Context, bucket: string): Promise<"deleted" | "not-empty"> {
  try {
    await s3.deleteBucket(client, { bucket });
  } catch (error) {
    if (isKind(error, "dependency")) return "not-empty";
    if (!isKind(error, "not-found")) throw error;
  }
  return "deleted";
}

export const bucket = defineResource({
  noun: "Bucket",
  doc: `A bucket: a container of objects.

An account has at most 10 buckets by default. Deleting a bucket that holds objects fails unless \`forceDestroy\` is set; then objects and
open uploads are removed first, in batches, and an interrupted run continues where it stopped.

\`\`\`typescript
import * as oos from "pulumi-oos";

const logs = new oos.Bucket("logs", {
    bucket: "example-logs",
    dataLocation: { type: "Specified", locations: ["QingDao", "ChengDu"] },
});
export const arn = logs.arn;
\`\`\``,
  idForm: "`<bucket name>`",
  inputs,
  outputs,
  rules: [
    {
      on: ["metadataLocation", "dataLocation"],
      check: (values, context) => assertLocations({ ...context, endpoint: () => new URL("http://unused") }, values),
    },
  ],
  changes: [
    {
      on: ["storageClass", "azPolicy"],
      check: (olds, news): RuleProblem[] =>
        (["storageClass", "azPolicy"] as const).flatMap((name) =>
          olds[name] === undefined && news[name] !== undefined
            ? [{ message: "can only be said when the bucket is made, and the service does not show it; leave it out", path: [name] }]
            : [],
        ),
    },
  ],
  deleteBeforeReplace: "always",
  identity: ["bucket"],
  stable: ["arn", "bucketDomainName", "endpoint", "creationDate"],
  cachedReads: true,
  queue: ({ bucket: name }) => `bucket/${name ?? ""}`,
  predict: ({ bucket: name }, place) => (name === undefined ? {} : predicted(place, name)),

  async create(context, wanted, made) {
    const { bucket: name } = wanted;
    let date: string | undefined;
    const { found } = await claim(context, {
      noun: "Bucket",
      name,
      subject: `bucket "${name}"`,
      importId: name,
      adopt: wanted.adopt === true,
      look: async () => {
        if ((await exists(context, name)) === undefined) return undefined;
        const found = await listed(context, name);
        if (found.own === false)
          throw new RefusedError(
            `bucket "${name}" belongs to another account, which lets anyone see it; nothing was changed`,
            chooseAnother,
          );
        date = found.date;
        return { date };
      },
      madeAt: (entity) => (entity.date === undefined ? undefined : new Date(entity.date)),
      make: async () => {
        await s3.putBucket(context.client, { bucket: name, ...toPut(wanted), ...toCreate(wanted) });
        return { date: undefined };
      },
    });
    made(name, predicted(context, name));
    const replaced = found ? await bringToInputs(context, name, wanted) : {};
    if (!found) await sync(context, name, wanted, { ...wanted, versioning: undefined });
    date ??= (await listed(context, name)).date;
    return { id: name, outputs: { ...predicted(context, name), ...(date === undefined ? {} : { creationDate: date }) }, replaced };
  },
  observe,
  async update(context, id, news, olds) {
    // Named for the first time: it must say what is so, since it can never change.
    if (news.metadataLocation !== undefined && olds.metadataLocation === undefined)
      await assertMetadataLocation(context, id, news.metadataLocation);
    await sync(context, id, news, olds);
    return {};
  },
  async delete(context, id, olds) {
    if ((await deleteEmpty(context, id)) === "deleted") return;
    if (olds.forceDestroy !== true) {
      throw new RefusedError(
        `bucket "${id}" holds objects or open uploads, and forceDestroy is not set; nothing was deleted`,
        "empty the bucket, or set forceDestroy: true, run `pulumi up`, then destroy again",
      );
    }
    await emptyBucket(context, id);
    if ((await deleteEmpty(context, id)) === "not-empty") {
      throw new RefusedError(`bucket "${id}" received new objects while it was being emptied`, "stop the writers and destroy again");
    }
  },
});

async function assertMetadataLocation({ client }: Context, name: string, wanted: string): Promise<void> {
  const { metadataLocation: actual } = await s3.getBucketLocation(client, { bucket: name });
  if (actual === wanted) return;
  throw new RefusedError(
    `bucket "${name}" keeps its index in ${actual ?? "an unnamed location"}, not in ${wanted}, and that can never change`,
    "correct metadataLocation in the program, or make a new bucket there",
  );
}

/**
 * An adopted or recovered bucket may differ from the inputs; its index location and its lock cannot be changed.
 * @returns the values that were replaced
 */
async function bringToInputs(context: Context, name: string, wanted: Inputs): Promise<Partial<Inputs>> {
  if (wanted.metadataLocation !== undefined) await assertMetadataLocation(context, name, wanted.metadataLocation);
  const observed = await observe(context, name, wanted);
  if (observed === undefined) throw new Error(`bucket "${name}" disappeared while it was being adopted; run the update again`);
  const { dataLocation: data, acl, versioning, objectLockEnabled } = observed.inputs;
  if (wanted.objectLockEnabled !== undefined && wanted.objectLockEnabled !== objectLockEnabled) {
    throw new RefusedError(
      `bucket "${name}" was made ${objectLockEnabled === true ? "with" : "without"} object lock, and that can never change`,
      "correct objectLockEnabled in the program, or make a new bucket",
    );
  }
  await sync(context, name, wanted, observed.inputs);
  const before = {
    ...(acl === undefined ? {} : { acl }),
    ...(data === undefined ? {} : { dataLocation: data }),
    ...(versioning === undefined ? {} : { versioning }),
  };
  const managed: Readonly<Record<string, unknown>> = wanted;
  return Object.fromEntries(
    Object.entries(before).filter(([field, value]) => managed[field] !== undefined && !deepEqual(managed[field], value)),
  );
}
