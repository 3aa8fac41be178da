/** Lists of the object service on the wire: pages that lead on and pages that do not, names that XML cannot hold, and what deletes them. */
import { describe, expect, it } from "vitest";
import { oos } from "../../../../provider/backends/oos";
import { zos } from "../../../../provider/backends/zos";
import * as s3 from "../../../../provider/services/s3";
import type { Client } from "../../../../provider/transport/types";
import { fakeClient } from "../../../support/services/fake-client";

const bucket = "b";
const MORE = "<IsTruncated>true</IsTruncated>";
const contents = (...keys: string[]): string => keys.map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`).join("");
const objects = (inner: string): string => `<ListBucketResult>${inner}</ListBucketResult>`;
const upload = (key: string): string => `<Upload><Key>${key}</Key><UploadId>u-${key}</UploadId></Upload>`;
const uploads = (inner: string): string => `<ListMultipartUploadsResult>${inner}</ListMultipartUploadsResult>`;
const parts = (inner: string): string => `<ListPartsResult>${inner}</ListPartsResult>`;
const versions = (inner: string): string => `<ListVersionsResult>${inner}</ListVersionsResult>`;

async function all<T>(list: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of list) found.push(one);
  return found;
}
const keysOf = async (client: Client, more: object = {}): Promise<string[]> =>
  (await all(s3.listAllObjects(client, { bucket, ...more }))).map(({ key }) => key);

describe("pages", () => {
  it("of objects go on from the last key, or from NextMarker, and carry what was asked for", async () => {
    const pages = [
      objects(contents("a", "b") + MORE),
      objects(contents("c") + MORE + "<NextMarker>d</NextMarker>"),
      objects(MORE + "<NextMarker>e</NextMarker>"),
      objects(contents("f")),
    ];
    const client = fakeClient((_request, index) => pages[index] ?? "");
    expect(await keysOf(client, { prefix: "" })).toEqual(["a", "b", "c", "f"]);
    expect(client.sent.map(({ query }) => query?.["marker"])).toEqual([undefined, "b", "d", "e"]);
    expect(client.sent[0]).toMatchObject({ operation: "ListObjects", bucket, query: { "max-keys": "1000", prefix: "" } });
  });

  it("are not asked for beyond what is wanted", async () => {
    const client = fakeClient((_request, index) => objects(contents(`k${index}a`, `k${index}b`) + MORE));
    expect(await keysOf(client, { most: 3, maxKeys: 2 })).toEqual(["k0a", "k0b", "k1a"]);
    expect(client.sent.map(({ query }) => query?.["max-keys"])).toEqual(["2", "1"]);
  });

  const endless: readonly (readonly [string, string, (client: Client) => Promise<unknown>, (index: number) => string])[] = [
    ["the same page again", "ListObjects", (c) => keysOf(c), () => objects(contents("a") + MORE)],
    ["back and forth", "ListObjects", (c) => keysOf(c), (n) => objects(contents("a") + MORE + `<NextMarker>${n % 2}</NextMarker>`)],
    ["back to where it began", "ListObjects", (c) => keysOf(c, { marker: "m" }), () => objects(contents("m") + MORE)],
    ["nothing to go on from", "ListObjects", (c) => keysOf(c), () => objects(MORE)],
    ["an empty marker", "ListObjects", (c) => keysOf(c), () => objects(MORE + "<NextMarker/>")],
    ["empty pages for ever", "ListObjects", (c) => keysOf(c), (n) => objects(`${MORE}<NextMarker>${n}</NextMarker>`)],
    [
      "the same page again",
      "ListMultipartUploads",
      (c) => all(s3.listAllMultipartUploads(c, { bucket })),
      () => uploads(upload("k") + MORE),
    ],
    [
      "empty pages of one marker",
      "ListMultipartUploads",
      (c) => all(s3.listAllMultipartUploads(c, { bucket })),
      () => uploads(MORE + "<NextKeyMarker>k</NextKeyMarker>"),
    ],
    ["nothing to go on from", "ListMultipartUploads", (c) => all(s3.listAllMultipartUploads(c, { bucket })), () => uploads(MORE)],
    [
      "the same page again",
      "ListParts",
      (c) => s3.listAllParts(c, { bucket, key: "k", uploadId: "u" }),
      () => parts(`<Part><PartNumber>1</PartNumber><ETag>e</ETag></Part>${MORE}`),
    ],
    ["nothing to go on from", "ListParts", (c) => s3.listAllParts(c, { bucket, key: "k", uploadId: "u" }), () => parts(MORE)],
    ["nothing to go on from", "ListObjectVersions", (c) => s3.firstVersions(c, { bucket, maxKeys: 9 }), () => versions(MORE)],
    [
      "the same empty page again",
      "ListObjectVersions",
      (c) => s3.firstVersions(c, { bucket, maxKeys: 9 }),
      () => versions(MORE + "<NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>v</NextVersionIdMarker>"),
    ],
  ];
  it.each(endless)("%s of %s are an error", async (_what, operation, list, page) => {
    const client = fakeClient((_request, index) => page(index), zos);
    await expect(list(client)).rejects.toMatchObject({
      kind: "foreign",
      operation,
      subject: expect.stringContaining('bucket "b"') as string,
    });
    expect(client.sent.length).toBeLessThan(1010);
  });

  it("of versions may be empty as long as they lead on", async () => {
    const pages = [
      versions(MORE + "<NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>1</NextVersionIdMarker>"),
      versions(MORE + "<NextKeyMarker>k</NextKeyMarker><NextVersionIdMarker>2</NextVersionIdMarker>"),
      versions(
        "<Version><Key>k</Key><VersionId>3</VersionId></Version><DeleteMarker><Key>l</Key><VersionId>4</VersionId></DeleteMarker>" + MORE,
      ),
    ];
    const client = fakeClient((_request, index) => pages[index] ?? "", zos);
    expect(await s3.firstVersions(client, { bucket, maxKeys: 9 })).toEqual([
      { key: "k", versionId: "3" },
      { key: "l", versionId: "4" },
    ]);
  });
});

describe("names", () => {
  it("come through whole: references, white space, percent signs", async () => {
    const client = fakeClient(() => objects(contents("a&#x1;b", "&#x1f;", "\n", " a ", "a%20b+c", "a&amp;lt;")));
    expect(await keysOf(client)).toEqual(["a\u0001b", "\u001f", "\n", " a ", "a%20b+c", "a&lt;"]);
    expect(client.sent[0]?.query).not.toHaveProperty("encoding-type");
  });

  it("are asked for and read percent-encoded where the service has that", async () => {
    const URL_TYPE = "<EncodingType>url</EncodingType>";
    const client = fakeClient(
      ({ operation }) =>
        operation === "ListObjects"
          ? objects(URL_TYPE + contents("a%01b", "%0A", "%EF%BF%BE", "a+b%2B/%25") + MORE.replace("true", "false"))
          : operation === "ListMultipartUploads"
            ? uploads(URL_TYPE + "<Upload><Key>%01</Key><UploadId>u</UploadId></Upload>")
            : versions(URL_TYPE + "<Version><Key>%01</Key><VersionId>null</VersionId></Version>"),
      zos,
    );
    expect(await keysOf(client)).toEqual(["a\u0001b", "\n", "\ufffe", "a b+/%"]);
    expect(await all(s3.listAllMultipartUploads(client, { bucket }))).toEqual([{ key: "\u0001", uploadId: "u" }]);
    expect(await s3.firstVersions(client, { bucket, maxKeys: 9 })).toEqual([{ key: "\u0001", versionId: "null" }]);
    expect(client.sent.map(({ query }) => query?.["encoding-type"])).toEqual(["url", "url", "url"]);
  });

  it("that are no percent-encoding are an error", async () => {
    const client = fakeClient(() => objects("<EncodingType>url</EncodingType>" + contents("%E0%A4%A")), zos);
    await expect(keysOf(client)).rejects.toMatchObject({ kind: "foreign", operation: "ListObjects" });
  });
});

describe("deleting many", () => {
  const awkward = ["\u0001", "a\u001fb", "\ufffe", "\n", " a", "a\t", "\u0085"];

  it("sends what XML holds in a list, and the rest by URL", async () => {
    const client = fakeClient(({ operation }) => (operation === "DeleteObjects" ? "<DeleteResult/>" : ""));
    expect(await s3.deleteMany(client, { bucket, objects: ["x", ...awkward, "<&>"].map((key) => ({ key })) })).toEqual([]);
    const [list, ...rest] = client.sent;
    expect(list?.body).toContain("<Quiet>true</Quiet><Object><Key>x</Key></Object><Object><Key>&lt;&amp;&gt;</Key></Object></Delete>");
    expect(rest.map(({ operation, key, query }) => ({ operation, key, query }))).toEqual(
      awkward.map((key) => ({ operation: "DeleteObject", key, query: undefined })),
    );
  });

  it("names the version in both", async () => {
    const client = fakeClient(({ operation }) => (operation === "DeleteObjects" ? "<DeleteResult/>" : ""), zos);
    await s3.deleteMany(client, {
      bucket,
      objects: [
        { key: "x", versionId: "1" },
        { key: "\u0001", versionId: "2" },
      ],
    });
    expect(client.sent[0]?.body).toContain("<Object><Key>x</Key><VersionId>1</VersionId></Object>");
    expect(client.sent[1]).toMatchObject({ key: "\u0001", query: { versionId: "2" } });
  });

  it("sends nothing for nothing, and no list without an entry", async () => {
    const client = fakeClient(() => "");
    expect(await s3.deleteMany(client, { bucket, objects: [] })).toEqual([]);
    expect(await s3.deleteMany(client, { bucket, objects: [{ key: "\u0001" }] })).toEqual([]);
    expect(client.sent.map(({ operation }) => operation)).toEqual(["DeleteObject"]);
  });

  it("answers what was not deleted", async () => {
    const client = fakeClient(
      () => "<DeleteResult><Error><Key>x</Key><Code>AccessDenied</Code><Message>no</Message></Error></DeleteResult>",
    );
    expect(await s3.deleteMany(client, { bucket, objects: [{ key: "x" }] })).toEqual([{ key: "x", code: "AccessDenied", words: "no" }]);
  });
});

it("the tables say which service takes encoding-type", () => {
  const takers = (backend: typeof oos): readonly string[] =>
    backend.services.s3?.operations
      .filter(({ parameters = [] }) => parameters.includes("encoding-type"))
      .map(({ operation }) => operation) ?? [];
  expect(takers(oos)).toEqual([]);
  expect(takers(zos)).toEqual(["ListObjects", "ListMultipartUploads", "ListObjectVersions"]);
});
