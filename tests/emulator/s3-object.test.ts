import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsCommand,
  PutObjectCommand,
  type ListObjectsCommandOutput,
} from "@aws-sdk/client-s3";
import { Readable } from "node:stream";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { rollUp } from "../../emulator/services/s3/list";
import { parseRange } from "../../emulator/services/s3/object";
import { codeOf, emulatorForFile, failure, s3Client, send, sendSigned, type Answer } from "../support/emulator/support";

const emulator = emulatorForFile();
const Bucket = "objects";
const ignore = (): void => undefined;
/** The SDK warns about streams that it cannot send again. */
const QUIET = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };

beforeAll(async () => {
  await s3Client(emulator()).send(new CreateBucketCommand({ Bucket }));
});

async function s3(
  method: string,
  target: string,
  body: string | Buffer = "",
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  return sendSigned(emulator().endpoints.s3, { method, target, body, headers }, { keys: emulator(), service: "s3" });
}

async function bodyOf(Key: string): Promise<string | undefined> {
  return (await s3Client(emulator()).send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
}

test("an object comes back with everything it was put with", async () => {
  const client = s3Client(emulator());
  const put = await client.send(
    new PutObjectCommand({
      Bucket,
      Key: "dir/ä b+c&d.txt",
      Body: "hello",
      ContentType: "text/plain",
      CacheControl: "no-store",
      Metadata: { colour: "blue" },
      StorageClass: "STANDARD_IA",
    }),
  );
  expect(put.ETag).toBe('"5d41402abc4b2a76b9719d911017c592"');
  const got = await client.send(new GetObjectCommand({ Bucket, Key: "dir/ä b+c&d.txt" }));
  expect(await got.Body?.transformToString()).toBe("hello");
  expect(got).toMatchObject({
    ContentType: "text/plain",
    ContentLength: 5,
    CacheControl: "no-store",
    Metadata: { colour: "blue" },
    StorageClass: "STANDARD_IA",
    ETag: put.ETag,
  });
  const head = await client.send(new HeadObjectCommand({ Bucket, Key: "dir/ä b+c&d.txt" }));
  expect(head).toMatchObject({ ContentLength: 5, Metadata: { colour: "blue" }, ETag: put.ETag });
});

test("overwriting, deleting, deleting again", async () => {
  const client = s3Client(emulator());
  await client.send(new PutObjectCommand({ Bucket, Key: "again", Body: "one" }));
  await client.send(new PutObjectCommand({ Bucket, Key: "again", Body: "two" }));
  expect(await bodyOf("again")).toBe("two");
  expect((await client.send(new DeleteObjectCommand({ Bucket, Key: "again" }))).$metadata.httpStatusCode).toBe(204);
  expect((await client.send(new DeleteObjectCommand({ Bucket, Key: "again" }))).$metadata.httpStatusCode).toBe(204);
  expect(await failure(client.send(new GetObjectCommand({ Bucket, Key: "again" })))).toBe("404 NoSuchKey");
  expect(await failure(client.send(new HeadObjectCommand({ Bucket, Key: "again" })))).toBe("404 NotFound");
});

test("parallel writes to one key leave one of them whole", async () => {
  const client = s3Client(emulator());
  const bodies = Array.from({ length: 12 }, (_, index) => String(index).repeat(1000 + index));
  await Promise.all(bodies.map((Body) => client.send(new PutObjectCommand({ Bucket, Key: "contended", Body }))));
  expect(bodies).toContain(await bodyOf("contended"));
});

test("a range, a range beyond the end, conditions", async () => {
  const client = s3Client(emulator());
  const { ETag = "" } = await client.send(new PutObjectCommand({ Bucket, Key: "ranged", Body: "0123456789" }));
  const part = await client.send(new GetObjectCommand({ Bucket, Key: "ranged", Range: "bytes=2-4" }));
  expect([await part.Body?.transformToString(), part.ContentRange, part.$metadata.httpStatusCode]).toEqual(["234", "bytes 2-4/10", 206]);
  expect(await failure(client.send(new GetObjectCommand({ Bucket, Key: "ranged", Range: "bytes=10-" })))).toBe("416 InvalidRange");
  expect(await failure(client.send(new GetObjectCommand({ Bucket, Key: "ranged", IfMatch: '"0"' })))).toBe("412 PreconditionFailed");
  expect(await failure(client.send(new GetObjectCommand({ Bucket, Key: "ranged", IfNoneMatch: ETag })))).toMatch(/^304/);
});

test("byte ranges stay inside the object", () => {
  fc.assert(
    fc.property(fc.nat(50), fc.option(fc.nat(60)), fc.option(fc.nat(60)), (size, first, last) => {
      let range: readonly [number, number] | undefined;
      try {
        range = parseRange(`bytes=${first ?? ""}-${last ?? ""}`, size);
      } catch {
        return;
      }
      if (range === undefined) {
        expect([first, last]).toEqual([null, null]);
        return;
      }
      expect(range[0]).toBeGreaterThanOrEqual(0);
      expect(range[1]).toBeGreaterThanOrEqual(range[0]);
      expect(range[1]).toBeLessThan(size);
    }),
  );
});

test("a copy, with its own metadata or the source's", async () => {
  const client = s3Client(emulator());
  await client.send(new PutObjectCommand({ Bucket, Key: "src/ü x", Body: "copy me", Metadata: { a: "1" } }));
  const CopySource = `${Bucket}/${encodeURIComponent("src/ü x")}`;
  const copied = await client.send(new CopyObjectCommand({ Bucket, Key: "copy-1", CopySource }));
  expect(copied.CopyObjectResult?.ETag).toMatch(/^"[0-9a-f]{32}"$/);
  await client.send(new CopyObjectCommand({ Bucket, Key: "copy-2", CopySource, MetadataDirective: "REPLACE", Metadata: { b: "2" } }));
  expect(await bodyOf("copy-1")).toBe("copy me");
  expect((await client.send(new HeadObjectCommand({ Bucket, Key: "copy-1" }))).Metadata).toEqual({ a: "1" });
  expect((await client.send(new HeadObjectCommand({ Bucket, Key: "copy-2" }))).Metadata).toEqual({ b: "2" });
  expect(await failure(client.send(new CopyObjectCommand({ Bucket, Key: "c", CopySource: `${Bucket}/absent` })))).toBe("404 NoSuchKey");
});

test("many deletions at once; absent keys count as deleted", async () => {
  const client = s3Client(emulator());
  const keys = ["d/1", "d/2 <&>", "d/3\r"];
  for (const Key of keys.slice(0, 2)) await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
  const done = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }));
  expect(done.Deleted?.map((item) => item.Key)).toEqual(keys);
  expect(done.Errors ?? []).toEqual([]);
  expect((await client.send(new ListObjectsCommand({ Bucket, Prefix: "d/" }))).Contents ?? []).toEqual([]);
  const quiet = await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Quiet: true, Objects: [{ Key: "d/1" }] } }));
  expect(quiet.Deleted ?? []).toEqual([]);
});

describe("bodies are checked", () => {
  test("against Content-MD5", async () => {
    expect((await s3("PUT", "/objects/md5", "hello", { "content-md5": "XUFAKrxLKna5cZ2REBfFkg==" })).status).toBe(200);
    expect(codeOf(await s3("PUT", "/objects/md5", "hallo", { "content-md5": "XUFAKrxLKna5cZ2REBfFkg==" }))).toBe("BadDigest");
    expect(codeOf(await s3("PUT", "/objects/md5", "hallo", { "content-md5": "short" }))).toBe("InvalidDigest");
  });

  test("against a checksum header of the AWS SDK", async () => {
    expect((await s3("PUT", "/objects/crc", "hello", { "x-amz-checksum-crc32": "NhCmhg==" })).status).toBe(200);
    expect(codeOf(await s3("PUT", "/objects/crc", "hallo", { "x-amz-checksum-crc32": "NhCmhg==" }))).toBe("BadDigest");
  });

  test("and trailing checksums, the AWS SDK's default, are refused", async () => {
    const client = s3Client(emulator(), { requestChecksumCalculation: "WHEN_SUPPORTED", logger: QUIET });
    const stream = Readable.from([Buffer.from("hel"), Buffer.from("lo")]);
    expect(await failure(client.send(new PutObjectCommand({ Bucket, Key: "chunked", Body: stream, ContentLength: 5 })))).toBe(
      "501 NotImplemented",
    );
    expect((await s3("HEAD", "/objects/chunked")).status).toBe(404);
  });
});

describe("listing", () => {
  const keys = ["a", "b/1", "b/2", "b/c/3", "d", "e f+g", "é", "中/文"];
  beforeAll(async () => {
    const client = s3Client(emulator());
    await client.send(new CreateBucketCommand({ Bucket: "listing" }));
    for (const Key of keys) await client.send(new PutObjectCommand({ Bucket: "listing", Key, Body: "x" }));
  });

  async function pages(input: {
    readonly Prefix?: string;
    readonly Delimiter?: string;
    readonly MaxKeys: number;
    readonly EncodingType?: "url";
  }): Promise<{ keys: string[]; prefixes: string[] }> {
    const found = { keys: [] as string[], prefixes: [] as string[] };
    let marker: string | undefined;
    for (;;) {
      const page: ListObjectsCommandOutput = await s3Client(emulator()).send(
        new ListObjectsCommand({ Bucket: "listing", ...input, ...(marker === undefined ? {} : { Marker: marker }) }),
      );
      found.keys.push(...(page.Contents ?? []).map((object) => object.Key ?? ""));
      found.prefixes.push(...(page.CommonPrefixes ?? []).map((prefix) => prefix.Prefix ?? ""));
      expect((page.Contents?.length ?? 0) + (page.CommonPrefixes?.length ?? 0)).toBeLessThanOrEqual(input.MaxKeys);
      if (page.IsTruncated !== true) return found;
      marker = page.NextMarker ?? page.Contents?.at(-1)?.Key;
    }
  }

  test.each([1, 2, 3, 1000])("gives every key in order, %i a page", async (MaxKeys) => {
    expect(await pages({ MaxKeys })).toEqual({ keys, prefixes: [] });
  });

  test.each([1, 2, 1000])("rolls up at the delimiter, %i a page", async (MaxKeys) => {
    expect(await pages({ Delimiter: "/", MaxKeys })).toEqual({ keys: ["a", "d", "e f+g", "é"], prefixes: ["b/", "中/"] });
    expect(await pages({ Prefix: "b/", Delimiter: "/", MaxKeys })).toEqual({ keys: ["b/1", "b/2"], prefixes: ["b/c/"] });
  });

  test("encodes names on request", async () => {
    const answer = await s3("GET", "/listing?encoding-type=url&prefix=e");
    expect(answer.text).toContain("<Key>e%20f%2Bg</Key>");
  });

  test("visits everything once, whatever the page size", () => {
    const name = fc.array(fc.constantFrom("a", "b", "/", "é"), { minLength: 1, maxLength: 6 }).map((letters) => letters.join(""));
    fc.assert(
      fc.property(
        fc.uniqueArray(name, { maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom("", "/"),
        fc.constantFrom("", "a"),
        (names, most, delimiter, prefix) => {
          const sorted = [...names].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
          const whole = rollUp(sorted, prefix, "", delimiter, 1000);
          const seen: string[] = [];
          let marker = "";
          for (let round = 0; round <= names.length; round++) {
            const page = rollUp(sorted, prefix, marker, delimiter, most);
            seen.push(...page.keys, ...page.prefixes);
            if (!page.truncated) break;
            marker = page.last ?? "";
          }
          expect([...seen].sort()).toEqual([...whole.keys, ...whole.prefixes].sort());
        },
      ),
    );
  });
});

test("virtual-hosted addressing", async () => {
  const { port } = new URL(emulator().endpoints.s3);
  for (const host of [`objects.localhost:${port}`, "objects.oos-cn.ctyunapi.cn", "objects.example.org"]) {
    const put = await sendSigned(
      emulator().endpoints.s3,
      { method: "PUT", target: "/virtual/key", body: host },
      { keys: emulator(), service: "s3", host },
    );
    expect(put.status).toBe(200);
    expect(await bodyOf("virtual/key")).toBe(host);
  }
});

test("a data location that is not known, a key that is too long", async () => {
  expect(
    codeOf(
      await s3("PUT", "/objects/where", "x", { "x-ctyun-data-location": "type=Specified,location=Atlantis,scheduleStrategy=Allowed" }),
    ),
  ).toBe("InvalidArgument");
  expect(
    (
      await s3("PUT", "/objects/where", "x", {
        "x-ctyun-data-location": "type=Specified,location=QingDao,ChengDu,scheduleStrategy=Allowed",
      })
    ).status,
  ).toBe(200);
  expect(codeOf(await s3("PUT", `/objects/${"k".repeat(1025)}`, "x"))).toBe("KeyTooLongError");
});

test("odd requests get an answer and break nothing", async () => {
  const endpoint = emulator().endpoints.s3;
  for (const target of [
    "/objects/%zz",
    "/objects/%00",
    "/objects/%ff",
    "/objects?prefix=%q",
    "//",
    "/objects/../../etc/passwd",
    "/objects/key?uploadId=",
    "/?%zz=",
  ]) {
    for (const method of ["GET", "PUT", "POST", "DELETE", "HEAD"]) {
      const answer = await send(endpoint, { method, target, headers: { host: "127.0.0.1" } });
      expect([target, method, answer.status]).toEqual([
        target,
        method,
        expect.toSatisfy((status: number) => status >= 400 && status !== 500),
      ]);
    }
  }
  for (const body of [
    "<Delete><Object><Key>a</Key></Object>",
    "<__proto__/>",
    "<Delete><__proto__>x</__proto__></Delete>",
    `<Delete>${"<a>".repeat(3000)}`,
    "<Delete></Delete>",
  ]) {
    expect([body.slice(0, 40), (await s3("POST", "/objects?delete=", body)).status]).toEqual([body.slice(0, 40), 400]);
  }
  expect((await s3("HEAD", "/objects")).status).toBe(200);
});
