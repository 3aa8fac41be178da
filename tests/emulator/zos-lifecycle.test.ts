/** Lifecycle rules of ZOS by the clock: objects, versions, markers, tags, classes, unfinished uploads; and what of it survives kill -9. */
import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketLifecycleConfigurationCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  type LifecycleRule,
} from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import { programForFile, stop } from "./program";
import { emulatorForFile, s3Client, sendSigned, TimeTraveller, xmlOf } from "../support/emulator/support";

const emulator = emulatorForFile({ flavour: "zos", limits: {} });
const time = new TimeTraveller(emulator);
const program = programForFile();
/** Of this region alone the SDK asks no place for a bucket. */
const region = "us-east-1";
const client = (): ReturnType<typeof s3Client> => s3Client(emulator(), { region, systemClockOffset: time.now.getTime() - Date.now() });

async function rules(Bucket: string, ...Rules: LifecycleRule[]): Promise<void> {
  await client().send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
}

const enabled = (ID: string, Prefix: string): Pick<LifecycleRule, "ID" | "Status" | "Filter"> => ({
  ID,
  Status: "Enabled",
  Filter: { Prefix },
});

/** `key class`, newest first within a key, `-` for a marker. */
async function versions(Bucket: string): Promise<readonly string[]> {
  const { Versions = [], DeleteMarkers = [] } = await client().send(new ListObjectVersionsCommand({ Bucket }));
  return [
    ...Versions.map(({ Key, StorageClass, IsLatest }) => `${Key ?? ""} ${StorageClass ?? ""}${IsLatest === true ? " *" : ""}`),
    ...DeleteMarkers.map(({ Key, IsLatest }) => `${Key ?? ""} -${IsLatest === true ? " *" : ""}`),
  ].sort();
}

const put = (Bucket: string, Key: string, more: object = {}): Promise<unknown> =>
  client().send(new PutObjectCommand({ Bucket, Key, Body: "x", ...more }));

test("without versions: by prefix and tags, into other classes, away; uploads end", async () => {
  const Bucket = "plain";
  await time.to("2030-01-01T10:00:00Z");
  await client().send(new CreateBucketCommand({ Bucket }));
  await rules(
    Bucket,
    { ...enabled("gone", "gone/"), Expiration: { Days: 3 } },
    { ID: "tagged", Status: "Enabled", Filter: { Tag: { Key: "keep", Value: "no" } }, Expiration: { Days: 1 } },
    {
      ...enabled("colder", "cold/"),
      Transitions: [
        { Days: 2, StorageClass: "STANDARD_IA" },
        { Days: 4, StorageClass: "GLACIER" },
      ],
    },
    { ...enabled("uploads", ""), AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } },
    { ...enabled("off", ""), Status: "Disabled", Expiration: { Days: 1 } },
  );
  await put(Bucket, "gone/1");
  await put(Bucket, "tagged", { Tagging: "keep=no" });
  await put(Bucket, "untagged", { Tagging: "keep=yes" });
  await put(Bucket, "cold/1");
  await client().send(new CreateMultipartUploadCommand({ Bucket, Key: "begun" }));
  const uploads = async (): Promise<number> => (await client().send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.length ?? 0;
  await time.to("2030-01-03T00:00:01Z");
  expect([await versions(Bucket), await uploads()]).toEqual([["cold/1 STANDARD *", "gone/1 STANDARD *", "untagged STANDARD *"], 1]);
  await time.to("2030-01-04T00:00:01Z");
  expect([await versions(Bucket), await uploads()]).toEqual([["cold/1 STANDARD_IA *", "gone/1 STANDARD *", "untagged STANDARD *"], 0]);
  await time.to("2030-01-06T00:00:01Z");
  expect(await versions(Bucket)).toEqual(["cold/1 GLACIER *", "untagged STANDARD *"]);
});

test("with versions: a marker hides what expires, old versions change and go, a marker alone goes last; a hold keeps", async () => {
  const Bucket = "versioned";
  await time.to("2031-01-01T10:00:00Z");
  await client().send(new CreateBucketCommand({ Bucket, ObjectLockEnabledForBucket: true }));
  await rules(
    Bucket,
    { ...enabled("expire", "a"), Expiration: { Days: 5 } },
    {
      ...enabled("old", ""),
      NoncurrentVersionTransitions: [{ NoncurrentDays: 1, StorageClass: "GLACIER" }],
      NoncurrentVersionExpiration: { NoncurrentDays: 3 },
    },
    { ...enabled("markers", ""), Expiration: { ExpiredObjectDeleteMarker: true } },
  );
  for (const key of ["a", "a", "held", "held"]) await put(Bucket, key);
  const { Versions = [] } = await client().send(new ListObjectVersionsCommand({ Bucket, Prefix: "held" }));
  const VersionId = Versions.find(({ IsLatest }) => IsLatest === false)?.VersionId;
  await client().send(new PutObjectLegalHoldCommand({ Bucket, Key: "held", VersionId, LegalHold: { Status: "ON" } }));
  await time.to("2031-01-03T00:00:01Z");
  expect(await versions(Bucket)).toEqual(["a GLACIER", "a STANDARD *", "held GLACIER", "held STANDARD *"]);
  await time.to("2031-01-05T00:00:01Z");
  expect(await versions(Bucket)).toEqual(["a STANDARD *", "held GLACIER", "held STANDARD *"]);
  await time.to("2031-01-07T00:00:01Z");
  expect(await versions(Bucket)).toEqual(["a - *", "a STANDARD", "held GLACIER", "held STANDARD *"]);
  await time.to("2031-01-10T00:00:01Z");
  // The run that takes the last version takes the marker that hid it.
  expect(await versions(Bucket)).toEqual(["held GLACIER", "held STANDARD *"]);
});

test("what a rule must not say", async () => {
  const Bucket = "refused";
  await time.to("2032-01-01T10:00:00Z");
  await client().send(new CreateBucketCommand({ Bucket }));
  const attempt = async (...inner: readonly string[]): Promise<string> => {
    const body = `<LifecycleConfiguration>${inner.map((rule) => `<Rule><Status>Enabled</Status>${rule}</Rule>`).join("")}</LifecycleConfiguration>`;
    const answer = await sendSigned(
      emulator().endpoints.s3,
      { method: "PUT", target: `/${Bucket}?lifecycle`, body },
      { keys: emulator(), service: "s3", at: time.now },
    );
    return `${answer.status} ${String(xmlOf(answer)["Code"])}`;
  };
  const days = (count: number): string => `<Prefix>a</Prefix><Expiration><Days>${count}</Days></Expiration>`;
  expect(await attempt(days(0))).toBe("400 InvalidArgument");
  expect(await attempt(days(1), days(1))).toBe("400 InvalidArgument");
  expect(await attempt("<Prefix>a</Prefix>")).toBe("400 MalformedXML");
  expect(await attempt("<Expiration><Days>1</Days></Expiration>")).toBe("400 MalformedXML");
  expect(await attempt(`${days(1)}<Filter><Prefix>b</Prefix></Filter>`)).toBe("400 MalformedXML");
  expect(
    await attempt(
      "<Filter><Tag><Key>a</Key><Value>b</Value></Tag></Filter><AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload>",
    ),
  ).toBe("400 InvalidRequest");
  expect(await attempt("<Prefix>a</Prefix><Transition><Days>0</Days><StorageClass>GLACIER</StorageClass></Transition>")).toBe(
    "200 undefined",
  );
});

test("versions, topics, locks and rules survive kill -9", async () => {
  const data = await program.folder();
  const first = await program.start("--flavour", "zos", "--data", data);
  const s3 = s3Client(first, { region });
  const Bucket = "lasting";
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
  for (const Body of ["a", "bb", "ccc"]) await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body, Tagging: "a=b" }));
  await s3.send(new PutObjectCommand({ Bucket, Key: "gone", Body: "x" }));
  await s3.send(new DeleteObjectCommand({ Bucket, Key: "gone" }));
  await s3.send(
    new PutBucketLifecycleConfigurationCommand({
      Bucket,
      LifecycleConfiguration: { Rules: [{ ...enabled("r", "p/"), Expiration: { Days: 9 } }] },
    }),
  );
  const topic = (of: typeof first, body: string): ReturnType<typeof sendSigned> =>
    sendSigned(of.endpoints.s3, { method: "POST", target: "/", body: `${body}&Version=2010-03-31` }, { keys: of, service: "sns" });
  await topic(first, "Action=CreateTopic&Name=kept");
  const list = async (of: typeof first): Promise<unknown> => {
    const { Versions, DeleteMarkers } = await s3Client(of, { region }).send(new ListObjectVersionsCommand({ Bucket }));
    return { Versions, DeleteMarkers };
  };
  const before = await list(first);
  await stop(first.child, "SIGKILL");
  const second = await program.start("--flavour", "zos", "--data", data);
  expect(await list(second)).toEqual(before);
  expect((await topic(second, "Action=ListTopics")).text).toContain("<Name>kept</Name>");
  const { Rules } = await s3Client(second, { region }).send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  expect(Rules).toMatchObject([{ ID: "r", Filter: { Prefix: "p/" } }]);
});
