/**
 * The whole life of the quickstart stack against the embedded emulator, told step by step. Needs `pulumi` on PATH (`make quickstart` brings it).
 * Nothing outside a temporary folder is touched. Exit code 0 only when every step did what its line says.
 */
import { GetBucketPolicyCommand, GetObjectCommand, ListBucketsCommand, PutBucketPolicyCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { closeStage, expect, heading, openStage, say } from "./stage.mjs";

const started = Date.now();
let stage;

try {
  heading("Starting the OOS emulator");
  stage = await openStage();
  const { emulator, pulumi, s3Client } = stage;
  say(`S3     ${emulator.endpoints.s3}`);
  say(`IAM    ${emulator.endpoints.iam}`);
  say(`trail  ${emulator.endpoints.trail}`);
  const root = s3Client(emulator.accessKeyId, emulator.secretAccessKey);

  heading("pulumi up: creating everything");
  await pulumi.quietly("stack", "init", "demo");
  await pulumi.quietly("config", "set", "oos:endpoints", JSON.stringify(emulator.endpoints));
  await pulumi.quietly("config", "set", "oos:settleSeconds", String(emulator.settleSeconds));
  await pulumi.quietly("config", "set", "oos:accessKeyId", emulator.accessKeyId);
  await pulumi.quietly("config", "set", "--secret", "oos:secretAccessKey", emulator.secretAccessKey);
  await pulumi.aloud("up", "--yes", "--skip-preview");
  const outputs = JSON.parse(await pulumi.quietly("stack", "output", "--json", "--show-secrets"));
  const { Buckets: buckets = [] } = await root.send(new ListBucketsCommand({}));
  expect(
    buckets.some((bucket) => bucket.Name === outputs.bucketName),
    "the server lists the bucket",
  );
  say(`created: bucket ${outputs.bucketName}, user ${outputs.userArn}, key ${outputs.accessKeyId}, trail ${outputs.trailName}`);

  heading("Using the key that the stack made");
  const job = s3Client(outputs.accessKeyId, outputs.secretAccessKey);
  const report = { Bucket: outputs.bucketName, Key: "2026/report.txt" };
  await job.send(new PutObjectCommand({ ...report, Body: "42" }));
  say("it may write a report");
  const refusal = await job.send(new GetObjectCommand(report)).catch((error) => error.name);
  expect(refusal === "AccessDenied", "it may not read: AccessDenied");

  heading("pulumi preview: nothing changed, so nothing changes");
  await pulumi.aloud("preview", "--expect-no-changes");
  say("unchanged");

  heading("Somebody changes the bucket policy behind the stack's back");
  await root.send(new PutBucketPolicyCommand({ Bucket: outputs.bucketName, Policy: openPolicy(outputs.bucketName) }));
  say("the whole bucket is now readable by anyone");

  heading("pulumi refresh: the drift is found");
  const refresh = await pulumi.aloud("refresh", "--yes", "--skip-preview", "--diff", "--suppress-outputs");
  expect(/reports-public/.test(refresh) && /1 updated/.test(refresh), "drift found in reports-public");

  heading("pulumi up: the drift is repaired");
  await pulumi.aloud("up", "--yes", "--skip-preview", "--suppress-outputs");
  const { Policy: repaired } = await root.send(new GetBucketPolicyCommand({ Bucket: outputs.bucketName }));
  expect(JSON.parse(repaired).Statement[0].Resource[0].endsWith("/public/*"), "only public/ is readable again: repaired");

  heading("pulumi destroy: nothing is left");
  await pulumi.aloud("destroy", "--yes", "--skip-preview", "--suppress-outputs");
  const left = await stage.accountState();
  const kinds = ["buckets", "users", "policies", "trails"];
  expect(
    kinds.every((kind) => left[kind].length === 0),
    `the server has no ${kinds.slice(0, -1).join(", ")} or ${kinds.at(-1)} left: destroyed`,
  );

  const seconds = Math.round((Date.now() - started) / 1000);
  heading(`Done in ${seconds} s: created -> unchanged -> drift found -> repaired -> destroyed`);
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`\nThe quickstart failed: ${error.message}\n`);
  if (stage !== undefined) process.stderr.write(`\nThe emulator's last requests:\n${stage.emulatorLog()}\n`);
} finally {
  await closeStage(stage);
}

function openPolicy(bucket) {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: "*", Action: ["oos:GetObject"], Resource: [`arn:ctyun:oos:::${bucket}/*`] }],
  });
}
