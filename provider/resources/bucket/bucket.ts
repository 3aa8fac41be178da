/** Bucket: a container of objects, with its ACL and its locations [GUIDE 4.2.1-4.2.5, 4.2.15]. */
import { hasOperation, regionOf } from "../../backends/types";
import {
  bucketElsewhere,
  canonicalDataLocation,
  type DataLocation,
  type Inputs,
  inputs,
  locationProblems,
  type Outputs,
  outputs,
  sameDataLocation,
} from "./fields";
import { findOwn, isGone, isLockable, listAgain, listed, observeAcl, type OwnBucket } from "../shared/bucket-look";
import { checkLock, setVersioning } from "./protection";
import { assertFree, claim, type Claim } from "../shared/claim";
import { type Context, defineResource, RefusedError, type RuleProblem } from "../../define";
import { contentsOf, deleteEmpty, emptyBucket } from "./empty";
import { bucketArn } from "../../rules/arn";
import { deepEqual } from "../../pure/semantic";
import * as s3 from "../../services/s3";
import { ifThere } from "../shared/absence";
import { defined } from "../../pure/defined";

type Place = Pick<Context, "region" | "backend" | "endpoint">;

function predicted(place: Place, bucket: string): Partial<Outputs> {
  const url = place.endpoint("s3");
  return { arn: bucketArn(bucket, place.backend.dialect.arns), bucketDomainName: `${bucket}.${url.host}`, endpoint: url.origin };
}

interface Shown {
  readonly inputs: Partial<Inputs>;
  readonly outputs: Partial<Outputs>;
}

async function shown(context: Context, id: string, known: Partial<Inputs> | undefined): Promise<Shown> {
  const { client, backend } = context;
  const isAsked = (...names: readonly (keyof Inputs)[]): boolean => known === undefined || names.some((name) => known[name] !== undefined);
  const locations = regionOf(backend, context.region)?.locations !== false && isAsked("metadataLocation", "dataLocation");
  const acl = isAsked("acl") ? await observeAcl(context, id) : {};
  const location: s3.BucketLocation = locations ? await s3.getBucketLocation(client, { bucket: id }) : {};
  const versions =
    hasOperation(backend, "GetBucketVersioning") && isAsked("versioning")
      ? (await s3.getBucketVersioning(client, { bucket: id })).value
      : undefined;
  const lock = backend.dialect.lockAtCreation && isAsked("objectLockEnabled") ? { objectLockEnabled: await isLockable(context, id) } : {};
  if (known !== undefined && !isAsked("acl", "versioning", "objectLockEnabled") && !locations) await s3.headBucket(client, { bucket: id });
  const { date } = known === undefined ? await listed(context, id) : {};
  return {
    inputs: { bucket: id, ...acl, ...fromLocation(location), ...defined({ versioning: versions }), ...lock },
    outputs: { ...predicted(context, id), ...defined({ creationDate: date }) },
  };
}

function observe(context: Context, id: string, known: Partial<Inputs> | undefined): Promise<Shown | undefined> {
  return ifThere(shown(context, id, known), context);
}

function fromLocation({
  metadataLocation,
  dataLocation: data,
}: s3.BucketLocation): Pick<Partial<Inputs>, "metadataLocation" | "dataLocation"> {
  return {
    ...defined({ metadataLocation }),
    ...(data === undefined
      ? {}
      : { dataLocation: { ...data, ...(data.locations === undefined ? {} : { locations: [...data.locations] }) } as DataLocation }),
  };
}

/** What PUT takes, without the fields that are not said. */
function toPut({ acl, dataLocation: data }: Partial<Inputs>): Omit<s3.PutBucketInput, "bucket"> {
  const access = acl === undefined ? {} : { acl };
  if (data === undefined) return access;
  const { type, locations, scheduleStrategy } = data;
  return {
    ...access,
    dataLocation: {
      type,
      ...defined({ locations, scheduleStrategy }),
    },
  };
}

/** What PUT takes at creation only. */
function toCreate({ metadataLocation, objectLockEnabled, storageClass, azPolicy }: Partial<Inputs>): Omit<s3.PutBucketInput, "bucket"> {
  return {
    ...defined({ metadataLocation }),
    ...(objectLockEnabled === true ? { objectLock: true } : {}),
    ...defined({ storageClass, azPolicy }),
  };
}

/** Brings what differs to `wanted`. @param actual what the bucket has, as far as it is managed */
async function sync(context: Context, bucket: string, wanted: Inputs, actual: Partial<Inputs>): Promise<void> {
  const { client, backend } = context;
  const sameData =
    wanted.dataLocation === undefined || (actual.dataLocation !== undefined && sameDataLocation(wanted.dataLocation, actual.dataLocation));
  const sameAcl = wanted.acl === actual.acl;
  if (hasOperation(backend, "PutBucketAcl")) {
    if (!sameAcl) await s3.putCannedAcl(client, { bucket, acl: wanted.acl ?? "private" });
  } else if (!sameAcl || !sameData) {
    // One PUT carries ACL and data location, always both: whether an absent part is reset is not documented.
    await s3.putBucket(client, { bucket, ...toPut(wanted) });
  }
  if (wanted.versioning !== undefined && wanted.versioning !== actual.versioning) await setVersioning(context, bucket, wanted.versioning);
}

export const bucket = defineResource({
  noun: "Bucket",
  uses: [
    "PutBucket",
    "HeadBucket",
    "GetBucketAcl",
    "ListBuckets",
    "DeleteBucket",
    "ListObjects",
    "DeleteObjects",
    "ListMultipartUploads",
    "AbortMultipartUpload",
  ],
  mayUse: [
    "GetBucketLocation",
    "PutBucketAcl",
    "PutBucketVersioning",
    "GetBucketVersioning",
    "GetObjectLockConfiguration",
    "ListObjectVersions",
    "DeleteObject",
  ],
  doc: `A bucket: a container of objects.

An account has at most 10 buckets by default. Deleting a bucket with objects fails unless \`forceDestroy\` is set; then objects and open
uploads are removed first, in batches, and an interrupted run continues where it stopped.

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
  elsewhere: bucketElsewhere,
  outputs,
  rules: [
    {
      on: ["metadataLocation", "dataLocation"],
      presence: true,
      check: (values, context) => locationProblems(context, values),
    },
  ],
  changes: [
    {
      on: ["storageClass", "azPolicy"],
      check: (olds, news): RuleProblem[] =>
        (["storageClass", "azPolicy"] as const).flatMap((name) =>
          olds[name] === undefined && news[name] !== undefined
            ? [{ message: "can be set only at creation, and the service does not return it; leave it out", path: [name] }]
            : [],
        ),
    },
  ],
  deleteBeforeReplace: "always",
  identity: ["bucket"],
  holdsOthers: true,
  stable: ["arn", "bucketDomainName", "endpoint", "creationDate"],
  cachedReads: true,
  queue: ({ bucket: name }) => `bucket/${name ?? ""}`,
  predict: ({ bucket: name }, place) => (name === undefined ? {} : predicted(place, name)),

  async create(context, wanted, made) {
    const { bucket: name } = wanted;
    const { entity, found, replaced } = await claim(context, claimOf(context, wanted));
    made(name, predicted(context, name), replaced);
    if (!entity.isListed) await listAgain(context, name);
    const before = found ? await bringToInputs(context, name, wanted) : {};
    if (!found) await sync(context, name, wanted, { ...wanted, versioning: undefined });
    if (!found && wanted.objectLockEnabled === true) await checkLock(context, name);
    const date = entity.date ?? (await listed(context, name)).date;
    return {
      id: name,
      outputs: { ...predicted(context, name), ...defined({ creationDate: date }) },
      replaced: { ...replaced, ...before },
    };
  },
  observe,
  confirmAbsent: isGone,
  async update(context, id, news, olds) {
    // Named for the first time: it must say what is so, since it can never change.
    if (news.metadataLocation !== undefined && olds.metadataLocation === undefined)
      await assertMetadataLocation(context, id, news.metadataLocation);
    await sync(context, id, news, olds);
    return {};
  },
  async beforeReplacement(context, id, olds, news) {
    const { bucket: name } = news;
    if (name !== undefined && name !== id) await assertFree(context, claimOf(context, { ...news, bucket: name }), `bucket "${id}"`);
    const contents = (await isThere(context, id)) ? await contentsOf(context, id) : undefined;
    if (contents === undefined) return undefined;
    assertGivenUp(id, contents, olds, news);
    return `the replacement of bucket "${id}" deletes its contents: ${contents}`;
  },
  async delete(context, id, olds, _outputs, replacedBy) {
    if ((await deleteEmpty(context, id)) === "deleted") return;
    if (replacedBy !== undefined) assertGivenUp(id, (await contentsOf(context, id)) ?? "something", olds, replacedBy);
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

/** How a bucket is made, and what is there already looked at. */
function claimOf(context: Context, wanted: Partial<Inputs> & Pick<Inputs, "bucket">): Claim<OwnBucket> {
  const { bucket: name } = wanted;
  return {
    noun: "Bucket",
    name,
    subject: `bucket "${name}"`,
    importId: name,
    adopt: wanted.adopt === true,
    look: () => findOwn(context, name),
    describe: ({ isListed }) => (isListed ? "" : "the account's list of buckets lacks it"),
    madeAt: ({ date }) => (date === undefined ? undefined : new Date(date)),
    parts: {
      made: () => [meaningOf(wanted, wanted)],
      shown: async () => [meaningOf((await observe(context, name, wanted))?.inputs ?? {}, wanted)],
    },
    make: async () => {
      await s3.putBucket(context.client, { bucket: name, ...toPut(wanted), ...toCreate(wanted) });
      return { date: undefined, isListed: true };
    },
  };
}

/** What is in a bucket is given up by two words: one in the state, for every deletion, and one in the program, for this replacement (law 10). */
function assertGivenUp(id: string, contents: string, olds: Partial<Inputs>, news: Partial<Inputs>): void {
  if (olds.forceDestroy === true && news.forceReplace === true) return;
  const missing = [
    ...(olds.forceDestroy === true ? [] : ["forceDestroy: true (by an `up` before)"]),
    ...(news.forceReplace === true ? [] : ["forceReplace: true"]),
  ];
  throw new RefusedError(
    `bucket "${id}" holds ${contents}, which its replacement would delete; nothing was changed`,
    `undo the change that replaces it; or copy its contents into a second Bucket first; or accept the loss with ${missing.join(" and ")}`,
  );
}

async function isThere({ client }: Context, bucket: string): Promise<boolean> {
  return (await ifThere(s3.headBucket(client, { bucket }).then(() => true))) === true;
}

/** What the request that makes a bucket says of it, as far as the service shows that and the program says it. */
function meaningOf(
  { acl, dataLocation: data, metadataLocation, objectLockEnabled = false }: Partial<Inputs>,
  wanted: Partial<Inputs>,
): unknown {
  return {
    ...(wanted.acl === undefined ? {} : { acl }),
    ...(wanted.dataLocation === undefined ? {} : { data: data === undefined ? null : canonicalDataLocation(data) }),
    ...(wanted.metadataLocation === undefined ? {} : { metadataLocation }),
    ...(wanted.objectLockEnabled === undefined ? {} : { objectLockEnabled }),
  };
}

async function assertMetadataLocation({ client }: Context, name: string, wanted: string): Promise<void> {
  const { metadataLocation: actual } = await s3.getBucketLocation(client, { bucket: name });
  if (actual === wanted) return;
  throw new RefusedError(
    `bucket "${name}" keeps its index in ${actual ?? "an unnamed location"}, not in ${wanted}, and that cannot change`,
    "correct metadataLocation in the program, or create a new bucket there",
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
      `bucket "${name}" was created ${objectLockEnabled === true ? "with" : "without"} object lock, and that cannot change`,
      "correct objectLockEnabled in the program, or create a new bucket",
    );
  }
  await sync(context, name, wanted, observed.inputs);
  const before = {
    ...defined({ acl, dataLocation: data, versioning }),
  };
  const managed: Readonly<Record<string, unknown>> = wanted;
  return Object.fromEntries(
    Object.entries(before).filter(([field, value]) => managed[field] !== undefined && !deepEqual(managed[field], value)),
  );
}
