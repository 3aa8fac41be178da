import * as oos from "pulumi-oos";

/** A bucket for reports. */
const reports = new oos.Bucket("reports", {
  forceDestroy: true, // an example cleans up after itself; leave this out for data that matters
});

/** Anyone may read what is under public/; the rest stays private. */
new oos.BucketPolicy("reports-public", {
  bucket: reports.bucket,
  policy: {
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "PublicRead",
        Effect: "Allow",
        Principal: "*",
        Action: ["oos:GetObject"],
        Resource: [reports.arn.apply((arn) => `${arn}/public/*`)],
      },
    ],
  },
});

/** A user for the nightly job, with a key of its own. */
const job = new oos.IamUser("nightly-job", { tags: { team: "data", stage: "demo" } });
const key = new oos.AccessKey("nightly-job", { user: job.userName });

/** What that key may do: write reports, nothing else. */
const writeReports = new oos.Policy("write-reports", {
  description: "Write objects into the reports bucket",
  policy: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["oos:PutObject"], Resource: [reports.arn.apply((arn) => `${arn}/*`)] }],
  },
});
new oos.UserPolicyAttachment("nightly-job-writes", { user: job.userName, policyArn: writeReports.arn });

/** Who changed what in this account, written into the bucket as log objects. */
const audit = new oos.Trail("audit", {
  s3BucketName: reports.bucket,
  s3KeyPrefix: "audit/",
  eventSelector: { readWriteType: "All" },
});

export const bucketName = reports.bucket;
export const userArn = job.arn;
export const accessKeyId = key.accessKeyId;
export const secretAccessKey = key.secretAccessKey; // a secret: shown as [secret]
export const trailName = audit.name;
export const accountId = oos.getCallerIdentityOutput().accountId;
