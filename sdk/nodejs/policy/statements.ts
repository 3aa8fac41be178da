/** Presets: statements that buckets often need, for {@link bucketPolicyDocument} and, without principals, for {@link iamPolicyDocument}. */
import * as pulumi from "@pulumi/pulumi";
import type { BucketStatementArgs, IamStatementArgs, PolicyPrincipals } from "./builder";
import type { StorageAction } from "../generated/policy-words";

export interface BucketPresetArgs {
  /** Name of the bucket. */
  readonly bucket: pulumi.Input<string>;
  /** Beginning of the keys that are meant: `logs/`. Default: all. */
  readonly prefix?: pulumi.Input<string> | undefined;
  /** Spelling of actions, ARNs and condition keys. @default ctyun */
  readonly spelling?: "ctyun" | "aws" | undefined;
}

/** {@link BucketPresetArgs} of statements that name whom they are for, as those of bucket policies do. */
export type GrantArgs = BucketPresetArgs & { readonly principals: pulumi.Input<PolicyPrincipals> };

/**
 * May list the bucket and read its objects. With a `prefix` only reading is allowed, since listing cannot be limited to one.
 *
 * @param args with `principals` for a bucket policy, without for an IAM policy
 */
export function readBucket(args: GrantArgs): readonly BucketStatementArgs[];
export function readBucket(args: BucketPresetArgs): readonly IamStatementArgs[];
export function readBucket(args: Preset): readonly (BucketStatementArgs | IamStatementArgs)[] {
  const read = { ...whom(args), actions: actions(args, "GetObject"), resources: [objects(args)] };
  if (args.prefix !== undefined) return [read];
  return [{ ...whom(args), actions: actions(args, "ListBucket"), resources: [bucketOf(args)] }, read];
}

/** May write objects, in parts too, and neither read, list nor delete any. */
export function writeObjects(args: GrantArgs): readonly BucketStatementArgs[];
export function writeObjects(args: BucketPresetArgs): readonly IamStatementArgs[];
export function writeObjects(args: Preset): readonly (BucketStatementArgs | IamStatementArgs)[] {
  const writing = actions(args, "PutObject", "AbortMultipartUpload", "ListMultipartUploadParts");
  return [{ ...whom(args), actions: writing, resources: [objects(args)] }];
}

/** Anybody may read the objects, without a signature too, and not list them: for sites. */
export function publicRead(args: BucketPresetArgs): readonly BucketStatementArgs[] {
  return [{ principals: "*", actions: actions(args, "GetObject"), resources: [objects(args)] }];
}

/** Anybody may read the objects from pages whose address fits one of `referers` (`https://www.example.com/*`). The header is easily forged. */
export function readFromPages(
  args: BucketPresetArgs & { readonly referers: pulumi.Input<pulumi.Input<string>[]> },
): readonly BucketStatementArgs[] {
  return publicRead(args).map((statement) => ({ ...statement, conditions: { StringLike: { [key(args, "Referer")]: args.referers } } }));
}

/**
 * Objects are listed, read, written and deleted from these addresses only (`192.0.2.1`, `192.0.2.0/24`), whoever asks. It allows nothing by
 * itself, and leaves the calls on the bucket's own settings alone, so that nobody is locked out.
 */
export function onlyFromAddresses(
  args: Omit<BucketPresetArgs, "prefix"> & { readonly addresses: pulumi.Input<pulumi.Input<string>[]> },
): readonly BucketStatementArgs[] {
  const deny = { effect: "Deny", principals: "*", conditions: { NotIpAddress: { [key(args, "SourceIp")]: args.addresses } } } as const;
  const onObjects = actions(args, "GetObject", "PutObject", "DeleteObject", "AbortMultipartUpload", "ListMultipartUploadParts");
  return [
    { ...deny, actions: actions(args, "ListBucket", "ListBucketMultipartUploads", "DeleteMultipleObjects"), resources: [bucketOf(args)] },
    { ...deny, actions: onObjects, resources: [objects(args)] },
  ];
}

/**
 * Nobody deletes the log objects of a trail. The writing is left alone, and needs no Allow: the manual names no principal for it, and the
 * provider checks that no statement denies it. Deleting several objects in one call is asked on the bucket, so it is denied for the whole of it. Against overwriting use
 * `ObjectLock`.
 *
 * @param args `prefix`: the trail's `s3KeyPrefix`
 */
export function keepTrailLogs(args: BucketPresetArgs): readonly BucketStatementArgs[] {
  const deny = { effect: "Deny", principals: "*" } as const;
  return [
    { ...deny, actions: actions(args, "DeleteObject"), resources: [objects(args)] },
    { ...deny, actions: actions(args, "DeleteMultipleObjects"), resources: [bucketOf(args)] },
  ];
}

type Preset = BucketPresetArgs & { readonly principals?: pulumi.Input<PolicyPrincipals> | undefined };
type Name<A> = A extends `oos:${infer N}` ? N : never;

const SPELLINGS = {
  ctyun: { action: "oos", arn: "arn:ctyun:oos:::", key: "ctyun" },
  aws: { action: "s3", arn: "arn:aws:s3:::", key: "aws" },
} as const;

function spelled({ spelling = "ctyun" }: Pick<BucketPresetArgs, "spelling">): (typeof SPELLINGS)["ctyun" | "aws"] {
  return SPELLINGS[spelling];
}

function actions(args: Pick<BucketPresetArgs, "spelling">, ...names: readonly Name<StorageAction>[]): StorageAction[] {
  return names.map((name) => `${spelled(args).action}:${name}` as const);
}

function key(args: Pick<BucketPresetArgs, "spelling">, name: "Referer" | "SourceIp"): `${"ctyun" | "aws"}:${"Referer" | "SourceIp"}` {
  return `${spelled(args).key}:${name}`;
}

function bucketOf(args: Pick<BucketPresetArgs, "bucket" | "spelling">): pulumi.Output<string> {
  return pulumi.interpolate`${spelled(args).arn}${args.bucket}`;
}

function objects(args: BucketPresetArgs): pulumi.Output<string> {
  return pulumi.interpolate`${bucketOf(args)}/${args.prefix ?? ""}*`;
}

/** IAM policies have no principals; the overloads keep the two kinds apart. */
function whom({ principals }: Preset): object {
  return principals === undefined ? {} : { principals };
}
