import { createHash } from "node:crypto";
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type ListMultipartUploadsCommandOutput,
  type UploadPartCopyCommandOutput,
} from "@aws-sdk/client-s3";
import { beforeAll, expect, test } from "vitest";
import { admin, emulatorForFile, failure, s3Client, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile({ limits: { partBytes: 8 } });
const Bucket = "multipart";

beforeAll(async () => {
  await s3Client(emulator()).send(new CreateBucketCommand({ Bucket }));
});

async function begin(Key: string): Promise<string> {
  const { UploadId } = await s3Client(emulator()).send(
    new CreateMultipartUploadCommand({ Bucket, Key, ContentType: "text/plain", Metadata: { made: "of parts" } }),
  );
  return UploadId ?? "";
}

async function upload(Key: string, UploadId: string, PartNumber: number, Body: string): Promise<{ PartNumber: number; ETag: string }> {
  const { ETag = "" } = await s3Client(emulator()).send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }));
  return { PartNumber, ETag };
}

test("parts become one object, in the order of their numbers", async () => {
  const client = s3Client(emulator());
  const UploadId = await begin("whole");
  const second = await upload("whole", UploadId, 2, "tail");
  await upload("whole", UploadId, 1, "overwritten");
  const first = await upload("whole", UploadId, 1, "head-of-it ");
  const listed = await client.send(new ListPartsCommand({ Bucket, Key: "whole", UploadId, MaxParts: 1 }));
  expect(listed).toMatchObject({ IsTruncated: true, NextPartNumberMarker: "1" });
  expect(listed.Parts?.map((part) => [part.PartNumber, part.Size])).toEqual([[1, 11]]);
  const done = await client.send(
    new CompleteMultipartUploadCommand({ Bucket, Key: "whole", UploadId, MultipartUpload: { Parts: [first, second] } }),
  );
  expect(done.ETag).toMatch(/^"[0-9a-f]{32}-2"$/);
  const got = await client.send(new GetObjectCommand({ Bucket, Key: "whole" }));
  expect(await got.Body?.transformToString()).toBe("head-of-it tail");
  expect(got).toMatchObject({ ETag: done.ETag, ContentType: "text/plain", Metadata: { made: "of parts" } });
  expect(await failure(client.send(new ListPartsCommand({ Bucket, Key: "whole", UploadId })))).toBe("404 NoSuchUpload");
});

test("the parts of an open upload can be read already", async () => {
  const UploadId = await begin("early");
  await upload("early", UploadId, 2, "second");
  await upload("early", UploadId, 1, "first ");
  const got = await s3Client(emulator()).send(new GetObjectCommand({ Bucket, Key: "early" }));
  expect(await got.Body?.transformToString()).toBe("first second");
  await s3Client(emulator()).send(new AbortMultipartUploadCommand({ Bucket, Key: "early", UploadId }));
  expect(await failure(s3Client(emulator()).send(new GetObjectCommand({ Bucket, Key: "early" })))).toBe("404 NoSuchKey");
});

test("wrong lists of parts are refused and leave the upload open", async () => {
  const client = s3Client(emulator());
  const UploadId = await begin("picky");
  const small = await upload("picky", UploadId, 1, "short");
  const last = await upload("picky", UploadId, 2, "last");
  const complete = (Parts: { PartNumber: number; ETag: string }[]): Promise<string> =>
    failure(client.send(new CompleteMultipartUploadCommand({ Bucket, Key: "picky", UploadId, MultipartUpload: { Parts } })));
  expect(await complete([last, small])).toBe("400 InvalidPartOrder");
  expect(await complete([small, last])).toBe("400 EntityTooSmall");
  expect(await complete([{ ...last, ETag: '"00"' }])).toBe("400 InvalidPart");
  expect(await complete([{ PartNumber: 7, ETag: last.ETag }])).toBe("400 InvalidPart");
  expect(await failure(upload("picky", UploadId, 10001, "x"))).toBe("400 InvalidArgument");
  expect(await failure(upload("another-key", UploadId, 1, "x"))).toBe("404 NoSuchUpload");
  await client.send(new AbortMultipartUploadCommand({ Bucket, Key: "picky", UploadId }));
});

test("open uploads are listed in pages and keep the bucket from being deleted", async () => {
  const client = s3Client(emulator());
  await client.send(new CreateBucketCommand({ Bucket: "uploads" }));
  const ids = new Map<string, string>();
  for (const Key of ["b", "a", "c"])
    ids.set(Key, (await client.send(new CreateMultipartUploadCommand({ Bucket: "uploads", Key }))).UploadId ?? "");
  const first = await client.send(new ListMultipartUploadsCommand({ Bucket: "uploads", MaxUploads: 2 }));
  expect(first.Uploads?.map((item) => item.Key)).toEqual(["a", "b"]);
  const second = await client.send(
    new ListMultipartUploadsCommand({ Bucket: "uploads", KeyMarker: first.NextKeyMarker, UploadIdMarker: first.NextUploadIdMarker }),
  );
  expect(second.Uploads?.map((item) => [item.Key, item.UploadId])).toEqual([["c", ids.get("c")]]);
  expect(await failure(client.send(new DeleteBucketCommand({ Bucket: "uploads" })))).toBe("409 BucketNotEmpty");
  for (const [Key, UploadId] of ids) await client.send(new AbortMultipartUploadCommand({ Bucket: "uploads", Key, UploadId }));
  expect((await client.send(new DeleteBucketCommand({ Bucket: "uploads" }))).$metadata.httpStatusCode).toBe(204);
});

test("open uploads are rolled up by a delimiter, page by page", async () => {
  const client = s3Client(emulator());
  await client.send(new CreateBucketCommand({ Bucket: "rolled" }));
  const keys = ["a/1", "a/2", "b", "b", "c/d/1", "c/d/2", "c/e", "d"];
  for (const Key of keys) await client.send(new CreateMultipartUploadCommand({ Bucket: "rolled", Key }));
  const all = await client.send(new ListMultipartUploadsCommand({ Bucket: "rolled", Delimiter: "/" }));
  expect([all.Uploads?.map((item) => item.Key), all.CommonPrefixes?.map((item) => item.Prefix)]).toEqual([
    ["b", "b", "d"],
    ["a/", "c/"],
  ]);
  const under = await client.send(new ListMultipartUploadsCommand({ Bucket: "rolled", Delimiter: "/", Prefix: "c/" }));
  expect([under.Uploads?.map((item) => item.Key), under.CommonPrefixes?.map((item) => item.Prefix)]).toEqual([["c/e"], ["c/d/"]]);
  const seen: (string | undefined)[] = [];
  let page: Partial<ListMultipartUploadsCommandOutput> = {};
  do {
    page = await client.send(
      new ListMultipartUploadsCommand({
        Bucket: "rolled",
        Delimiter: "/",
        MaxUploads: 1,
        KeyMarker: page.NextKeyMarker,
        UploadIdMarker: page.NextUploadIdMarker,
      }),
    );
    seen.push(...(page.Uploads ?? []).map((item) => item.Key), ...(page.CommonPrefixes ?? []).map((item) => item.Prefix));
  } while (page.IsTruncated);
  expect(seen).toEqual(["a/", "b", "b", "c/", "d"]);
});

test("parts are copied from an object or a piece of one, and take part like others", async () => {
  const client = s3Client(emulator());
  await client.send(new PutObjectCommand({ Bucket, Key: "source/ü 1", Body: "0123456789" }));
  const UploadId = await begin("copied");
  const CopySource = encodeURIComponent(`${Bucket}/source/ü 1`);
  const copy = (PartNumber: number, CopySourceRange?: string, source = CopySource): Promise<UploadPartCopyCommandOutput> =>
    client.send(new UploadPartCopyCommand({ Bucket, Key: "copied", UploadId, PartNumber, CopySource: source, CopySourceRange }));
  const whole = await copy(1);
  const piece = await copy(2, "bytes=2-4");
  expect(piece.CopyPartResult).toEqual({
    ETag: `"${createHash("md5").update("234").digest("hex")}"`,
    LastModified: expect.any(Date) as Date,
  });
  expect(await failure(copy(3, "bytes=5-10"))).toBe("400 InvalidArgument");
  expect(await failure(copy(3, "bytes=4-2"))).toBe("400 InvalidArgument");
  expect(await failure(copy(3, "bytes=-3"))).toBe("400 InvalidArgument");
  expect(await failure(copy(3, undefined, `${Bucket}/none`))).toBe("404 NoSuchKey");
  expect(await failure(copy(3, undefined, "nobody-has-this/a"))).toBe("404 NoSuchBucket");
  expect(await failure(copy(10001))).toBe("400 InvalidArgument");
  const { Parts } = await client.send(new ListPartsCommand({ Bucket, Key: "copied", UploadId }));
  expect(Parts?.map((part) => [part.PartNumber, part.Size])).toEqual([
    [1, 10],
    [2, 3],
  ]);
  const MultipartUpload = { Parts: [whole, piece].map((part, index) => ({ PartNumber: index + 1, ETag: part.CopyPartResult?.ETag })) };
  await client.send(new CompleteMultipartUploadCommand({ Bucket, Key: "copied", UploadId, MultipartUpload }));
  const got = await client.send(new GetObjectCommand({ Bucket, Key: "copied" }));
  expect(await got.Body?.transformToString()).toBe("0123456789234");
  expect(await failure(copy(1))).toBe("404 NoSuchUpload");
});

test("a part is not copied from an object that the caller may not read", async () => {
  const client = s3Client(emulator());
  const stranger = s3Client(emulator(), { credentials: await admin<Keys>(emulator(), "POST", "/accounts", {}) });
  await stranger.send(new CreateBucketCommand({ Bucket: "private-source" }));
  await stranger.send(new PutObjectCommand({ Bucket: "private-source", Key: "a", Body: "secret" }));
  const UploadId = await begin("stolen");
  const copy = new UploadPartCopyCommand({ Bucket, Key: "stolen", UploadId, PartNumber: 1, CopySource: "private-source/a" });
  expect(await failure(client.send(copy))).toBe("403 AccessDenied");
  await client.send(new AbortMultipartUploadCommand({ Bucket, Key: "stolen", UploadId }));
});

test("deleting the object of a finished upload empties the bucket", async () => {
  const client = s3Client(emulator());
  await client.send(new CreateBucketCommand({ Bucket: "finished" }));
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: "finished", Key: "k" }));
  const { ETag } = await client.send(new UploadPartCommand({ Bucket: "finished", Key: "k", UploadId, PartNumber: 1, Body: "x" }));
  await client.send(
    new CompleteMultipartUploadCommand({ Bucket: "finished", Key: "k", UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }),
  );
  await client.send(new DeleteObjectCommand({ Bucket: "finished", Key: "k" }));
  expect((await client.send(new DeleteBucketCommand({ Bucket: "finished" }))).$metadata.httpStatusCode).toBe(204);
});
