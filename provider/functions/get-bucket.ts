/** getBucket: what there is to know about one bucket of the account [GUIDE 4.1.1, 4.2.2, 4.2.3]. */
import { z } from "zod";
import { regionOf } from "../backends/types";
import { type Context, defineFunction, field, type RuleProblem, type Values } from "../define";
import { bucketArn } from "../rules/arn";
import { bucketNameProblems } from "../rules/bucket-name";
import * as s3 from "../services/s3";
import { defined } from "../pure/defined";
import { existing } from "./shared/existing";

const inputs = z.strictObject({
  bucket: field(z.string(), {
    doc: "Name of the bucket.",
    rule: (name: string, { backend }): RuleProblem[] => bucketNameProblems(name, backend.bucketName).map((message) => ({ message })),
  }),
});
const outputs = z.strictObject({
  bucket: field(z.string(), { doc: "Name of the bucket." }),
  arn: field(z.string(), { doc: "`arn:ctyun:oos:::<bucket>`; on ZOS `arn:aws:s3:::<bucket>`." }),
  acl: field(z.string().optional(), { doc: "Canned ACL; absent if the grants match no canned ACL." }),
  bucketDomainName: field(z.string(), { doc: "Host of the bucket." }),
  creationDate: field(z.string().optional(), { doc: "Time of creation, ISO 8601." }),
  metadataLocation: field(z.string().optional(), { doc: "Location of the index." }),
  dataLocations: field(z.array(z.string()).optional(), { doc: "Locations of the objects, if they are set on the bucket." }),
});

export const getBucket = defineFunction({
  name: "getBucket",
  uses: ["GetBucketAcl", "ListBuckets"],
  mayUse: ["GetBucketLocation"],
  doc: "Looks up a bucket. Fails if it does not exist or the credentials may not see it.",
  inputs,
  outputs,
  invoke: (context, { bucket }) =>
    existing(`bucket "${bucket}"`, () => look(context, bucket), "check the name, the region and the account"),
});

async function look({ client, backend, region, endpoint }: Context, bucket: string): Promise<Values<typeof outputs>> {
  const { canned: acl } = await s3.getBucketAccess(client, { bucket });
  const location: s3.BucketLocation = regionOf(backend, region)?.locations === false ? {} : await s3.getBucketLocation(client, { bucket });
  const { buckets } = await s3.listBuckets(client);
  const locations = location.dataLocation?.locations;
  return {
    bucket,
    arn: bucketArn(bucket, backend.dialect.arns),
    bucketDomainName: `${bucket}.${endpoint("s3").host}`,
    ...defined({
      acl,
      creationDate: buckets.find((candidate) => candidate.name === bucket)?.creationDate?.toISOString(),
      metadataLocation: location.metadataLocation,
      dataLocations: locations === undefined ? undefined : [...locations],
    }),
  };
}
