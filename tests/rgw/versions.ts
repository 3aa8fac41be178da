/** A bucket full of versions, made and counted by a client that is not ours. */
import {
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";

const keys = Array.from({ length: 50 }, (_, key) => `k ${String(key)} ü&<`);

/** `count` versions of fifty keys. */
export async function fill(s3: S3Client, Bucket: string, count: number): Promise<void> {
  for (let at = 0; at < count; at += keys.length)
    await Promise.all(keys.map((Key) => s3.send(new PutObjectCommand({ Bucket, Key, Body: "x" }))));
}

/** Hides the first of the keys behind delete markers. */
export async function hide(s3: S3Client, Bucket: string, count: number): Promise<void> {
  for (const Key of keys.slice(0, count)) await s3.send(new DeleteObjectCommand({ Bucket, Key }));
}

/** 1,200 versions, 20 delete markers and an open upload. */
export async function fillWithEverything(s3: S3Client, Bucket: string): Promise<void> {
  await fill(s3, Bucket, 1200);
  await hide(s3, Bucket, 20);
  await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "open" }));
}

/** Versions and delete markers. */
export async function countVersions(s3: S3Client, Bucket: string): Promise<number> {
  let sum = 0;
  let marker: { KeyMarker?: string; VersionIdMarker?: string } = {};
  for (let isMore = true; isMore;) {
    const page = await s3.send(new ListObjectVersionsCommand({ Bucket, ...marker }));
    sum += (page.Versions ?? []).length + (page.DeleteMarkers ?? []).length;
    isMore = page.IsTruncated === true;
    marker = { KeyMarker: page.NextKeyMarker ?? "", VersionIdMarker: page.NextVersionIdMarker ?? "" };
  }
  return sum;
}
