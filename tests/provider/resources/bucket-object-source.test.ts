/** Where the content of an object comes from: assets of Pulumi, and other objects of the service. */
import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { GetObjectCommand, HeadObjectCommand, ListMultipartUploadsCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { s3Client } from "../../support/emulator/support";
import type { Properties } from "../../support/plugin/results";
import { makeBucket } from "../../support/resources/cases";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const noun = "BucketObject";
const MiB = 1024 * 1024;
const signatureKey = "4dabf18193072939515e22adb298388d";
const asset = (parts: Properties): Properties => ({ [signatureKey]: "c44067f5952c0a294b673a41bacd8c17", ...parts });
const sha256 = (content: Uint8Array | string): string => createHash("sha256").update(content).digest("hex");

describe.each(faces)("%s face", (face) => {
  let world: TestWorld;
  let driver: Driver;
  let s3: S3Client;
  let folder: string;

  beforeEach(async () => {
    world = await TestWorld.start();
    driver = await openDriver(face, world, world.config());
    s3 = s3Client(world.emulator);
    folder = await mkdtemp(path.join(tmpdir(), "oos-object-"));
    for (const name of ["b-one", "b-two"]) await makeBucket(name)(world.emulator);
  });
  afterEach(async () => {
    s3.destroy();
    await driver.close();
    await world.close();
    await rm(folder, { recursive: true, force: true });
  });

  async function problems(news: Properties): Promise<string[]> {
    const { failures } = await driver.check(noun, "r", {}, { bucket: "b-one", key: "k", ...news });
    return failures.map(({ property, reason }) => `${property}: ${reason.replace(` (${property}, backend oos)`, "")}`);
  }
  async function checked(news: Properties, olds: Properties = {}): Promise<Properties> {
    const { inputs, failures } = await driver.check(noun, "r", olds, { bucket: "b-one", key: "k", ...news });
    expect(failures).toEqual([]);
    return inputs;
  }
  async function stored(key = "k"): Promise<string> {
    return (await (await s3.send(new GetObjectCommand({ Bucket: "b-one", Key: key }))).Body?.transformToString()) ?? "";
  }
  async function fileOf(content: Uint8Array | string, name = "file"): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  }

  describe("an asset", () => {
    test.each<[string, (file: string) => Properties]>([
      ["file", (file) => asset({ path: file, hash: sha256("as a file") })],
      ["file of a URI", (file) => asset({ uri: pathToFileURL(file).href })],
      ["text", () => asset({ text: "as a file", hash: sha256("as a file") })],
    ])("%s is stored, and comes back as it was", async (_kind, sourceOf) => {
      const source = sourceOf(await fileOf("as a file"));
      const inputs = await checked({ source });
      expect(inputs).toMatchObject({ source, contentHash: sha256("as a file") });
      const { id, state } = await driver.create(noun, "r", inputs);
      expect(await stored()).toBe("as a file");
      expect(state["source"]).toEqual(source);
      expect((await driver.read(noun, id, state))?.state).toEqual(state);
      expect((await driver.diff(noun, id, state, await checked({ source }, inputs))).changes).toBe(false);
    });

    test("whose content the engine elides in states and diffs is told by its hash", async () => {
      const hash = sha256("one");
      const { id, state } = await driver.create(noun, "r", await checked({ source: asset({ path: await fileOf("one"), hash }) }));
      const elided = { ...state, source: asset({ hash }) };
      expect((await driver.read(noun, id, elided))?.state).toEqual(elided);
      expect((await driver.diff(noun, id, elided, { ...state, source: asset({ hash }) })).changes).toBe(false);
      const news = await checked({ source: asset({ path: await fileOf("two"), hash: sha256("two") }) }, state);
      const diff = await driver.diff(noun, id, elided, { ...news, source: asset({ hash: sha256("two") }) });
      expect(diff).toMatchObject({ changes: true, replaces: [] });
      await driver.update(noun, id, elided, news);
      expect(await stored()).toBe("two");
      await driver.delete(noun, id, { ...elided, source: asset({ hash: sha256("two") }) });
    });

    test("of the same content as the file before is no upload", async () => {
      const inputs = await checked({ source: await fileOf("same") });
      const { id, state } = await driver.create(noun, "r", inputs);
      const news = await checked({ source: asset({ text: "same", hash: sha256("same") }) }, inputs);
      expect((await world.counted(() => driver.update(noun, id, state, news))).calls).toEqual({});
    });

    test("that cannot be read, or is an archive, is a problem of check", async () => {
      const missing = path.join(folder, "none");
      expect(await problems({ source: asset({ path: missing }) })).toEqual([`source: there is no file ${missing} (from ${process.cwd()})`]);
      expect(await problems({ source: asset({ uri: "ftp://a.example/x" }) })).toEqual([
        "source: is an asset with the scheme ftp://, which is not read; known: file, http, https",
      ]);
      expect(await problems({ source: asset({ uri: "somewhere" }) })).toEqual(["source: is an asset whose URI is not absolute"]);
      expect(await problems({ source: asset({ text: "", hash: sha256("") }) })).toEqual([
        'source: is an empty text; write content: "" instead',
      ]);
      const archive = { [signatureKey]: "0def7320c3a5731c473e5ecbe6d01bc7", assets: { a: asset({ text: "x" }) } };
      expect(await problems({ source: archive })).toEqual([
        "source: must be text or an asset, found an archive, which is several files: pack them into one first",
      ]);
      expect(await problems({ content: asset({ text: "x" }) })).toEqual(["content: must be text, found an asset"]);
    });

    test("that the system makes up as it is read, or that lies elsewhere, is one too", async () => {
      const sizeless = "does not tell its size, as files of /proc do not: copy it, and name the copy";
      expect(await problems({ source: "/proc/self/status" })).toEqual([`source: /proc/self/status ${sizeless}`]);
      expect(await problems({ source: asset({ path: "/proc/version" }) })).toEqual([`source: /proc/version ${sizeless}`]);
      expect(await problems({ source: asset({ uri: "file://host/x" }) })).toEqual([
        "source: is an asset with a file URL of another machine, host",
      ]);
      expect(await problems({ source: asset({ uri: "file:///a%ZZ" }) })).toEqual([
        "source: is an asset with a file URL whose path cannot be read",
      ]);
    });

    describe("of a URL", () => {
      const content = randomBytes(6 * MiB);
      let server: Server;
      let asked: string[];
      let url: string;

      beforeEach(async () => {
        asked = [];
        server = createServer((request, response) => {
          asked.push(`${request.url ?? ""} ${request.headers.authorization ?? "nobody"}`);
          if (request.url?.startsWith("/moved") === true) response.writeHead(302, { location: "/there?signature=s3cr3t" }).end();
          else if (request.url?.startsWith("/there") === true) response.end(content);
          else response.writeHead(404).end("no");
        });
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
      });
      afterEach(async () => {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      });

      test("is fetched when it is stored; the engine's hash spares check the download", async () => {
        const inputs = await checked({ source: asset({ uri: `${url}/moved`, hash: sha256(content) }), partSizeMiB: 5 });
        expect([asked, inputs["contentHash"]]).toEqual([[], sha256(content)]);
        await driver.create(noun, "r", inputs);
        expect(asked).toEqual(["/moved nobody", "/there?signature=s3cr3t nobody"]);
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: "b-one", Key: "k" }));
        expect(sha256((await Body?.transformToByteArray()) ?? "")).toBe(sha256(content));
        const withoutHash = await checked({ source: asset({ uri: `${url}/there` }) });
        expect(withoutHash["contentHash"]).toBe(sha256(content));
      });

      test("with another content than the engine has seen is not stored", async () => {
        const inputs = await checked({ source: asset({ uri: `${url}/there`, hash: sha256("another") }) });
        await expect(driver.create(noun, "r", inputs)).rejects.toThrow("the content changed while it was being stored");
        await expect(s3.send(new HeadObjectCommand({ Bucket: "b-one", Key: "k" }))).rejects.toThrow();
      });

      test("that does not answer is an error that shows no secret of the URL", async () => {
        const source = asset({ uri: `${url.replace("//", "//user:p4ssw0rd@")}/none?signature=s3cr3t` });
        const [problem] = await problems({ source });
        expect(problem).toMatch(/^source: the asset http:\/\/127\.0\.0\.1:\d+\/none could not be read: status 404/);
        expect(problem).not.toMatch(/s3cr3t|p4ssw0rd/);
        expect(asked).toEqual([`/none?signature=s3cr3t Basic ${Buffer.from("user:p4ssw0rd").toString("base64")}`]);
        const inputs = await checked({ source: asset({ uri: `${url}/none?signature=s3cr3t`, hash: sha256("x") }) });
        const failed = await driver.create(noun, "r", inputs).then(() => "stored", String);
        expect(failed).toMatch(/could not be read: status 404\n {2}next: check that the URL answers/);
        expect(failed).not.toContain("s3cr3t");
      });
    });
  });

  describe("a copy", () => {
    const difficult = "from/ü b&+?.txt";

    async function sourceOf(body: string | Uint8Array, key = difficult): Promise<string | undefined> {
      const { ETag } = await s3.send(
        new PutObjectCommand({
          Bucket: "b-two",
          Key: key,
          Body: body,
          ContentType: "text/x-source",
          CacheControl: "max-age=5",
          Metadata: { team: "a", "pulumi-sha256": "of the source" },
        }),
      );
      return ETag;
    }
    const headOf = async () => s3.send(new HeadObjectCommand({ Bucket: "b-one", Key: "k" }));
    const openUploads = async (): Promise<number> =>
      ((await s3.send(new ListMultipartUploadsCommand({ Bucket: "b-one" }))).Uploads ?? []).length;

    test("is made by the service, with what the source says and the program does not", async () => {
      const etag = await sourceOf("from there");
      const copyFrom = { bucket: "b-two", key: difficult };
      const inputs = await checked({ copyFrom, cacheControl: "no-cache", storageClass: "STANDARD_IA" });
      const { result, calls } = await world.counted(() => driver.create(noun, "r", inputs));
      expect(calls).toEqual({ "s3:HeadObject": 2, "s3:CopyObject": 1 });
      const { id, state } = result;
      expect(state).toMatchObject({ copyFrom, size: 10, etag: expect.any(String) as string });
      expect(await stored()).toBe("from there");
      expect(await headOf()).toMatchObject({
        ContentType: "text/x-source",
        CacheControl: "no-cache",
        StorageClass: "STANDARD_IA",
        Metadata: { team: "a", "pulumi-copied-from": `b-two/from/%C3%BC%20b%26%2B%3F.txt ${etag ?? ""}` },
      });
      const read = await world.counted(() => driver.read(noun, id, state));
      expect(read).toEqual({ result: { id, state }, calls: { "s3:HeadObject": 1 } });
      expect((await driver.diff(noun, id, state, await checked(inputs, inputs))).changes).toBe(false);

      const imported = await driver.read(noun, id, {});
      expect(imported?.state).toMatchObject({ copyFrom: { ...copyFrom, etag } });
      // What an import shows of the ETag is no reason to copy again when the program does not ask for it.
      const said = await checked({ ...inputs, contentType: "text/x-source", metadata: { team: "a" } });
      expect((await world.counted(() => driver.update(noun, id, imported?.state ?? {}, said))).calls).toEqual({});
    });

    test("follows its source by the ETag, when the program says it", async () => {
      const first = await sourceOf("one");
      const copyFrom = { bucket: "b-two", key: difficult };
      const inputs = await checked({ copyFrom: { ...copyFrom, etag: first } });
      const { id, state } = await driver.create(noun, "r", inputs);
      const second = await sourceOf("two");
      expect((await driver.diff(noun, id, state, inputs)).changes).toBe(false);
      const news = await checked({ copyFrom: { ...copyFrom, etag: second?.replaceAll('"', "") } }, inputs);
      expect(await driver.diff(noun, id, state, news)).toMatchObject({ changes: true, replaces: [] });
      const updated = await driver.update(noun, id, state, news);
      expect(await stored()).toBe("two");
      expect((await driver.read(noun, id, updated))?.state).toEqual(updated);
      // No longer asked for: the copy that is there is as good.
      const unasked = await checked({ copyFrom }, news);
      expect((await world.counted(() => driver.update(noun, id, updated, unasked))).calls).toEqual({});
    });

    test("of a source that is not there, or is another one by now, is refused before anything is written", async () => {
      const etag = await sourceOf("one");
      const key = "none";
      const create = async (copyFrom: Properties): Promise<string> =>
        driver.create(noun, "r", await checked({ copyFrom })).then(() => "copied", String);
      expect(await create({ bucket: "b-two", key })).toMatch(
        /object "none" of bucket "b-two", which is to be copied, does not exist\n {2}next: make it first/,
      );
      expect(await create({ bucket: "b-two", key: difficult, etag: "old" })).toMatch(
        new RegExp(`which is to be copied, has the ETag ${etag ?? ""}, not old; nothing was copied`),
      );
      await expect(headOf()).rejects.toThrow();
    });

    test("that fails after the status 200 is a failure", async () => {
      await sourceOf("one");
      const inputs = await checked({ copyFrom: { bucket: "b-two", key: difficult } });
      const body = "<?xml version='1.0'?><Error><Code>InternalError</Code><Message>late</Message></Error>";
      const late = { kind: "foreign", operation: "CopyObject", status: 200, contentType: "application/xml", body } as const;
      await expect(world.faulty([late], () => driver.create(noun, "r", inputs))).rejects.toThrow(/CopyObject.*InternalError: late/s);
    });

    test("of a large source goes in parts; one that is cut off leaves none", async () => {
      const content = randomBytes(11 * MiB);
      await sourceOf(content, "large");
      const inputs = await checked({ copyFrom: { bucket: "b-two", key: "large" }, partSizeMiB: 5 });
      const failing = { kind: "error", operation: "UploadPartCopy", status: 400, code: "InvalidRequest" } as const;
      await expect(world.faulty([failing], () => driver.create(noun, "r", inputs))).rejects.toThrow("UploadPartCopy");
      expect(await openUploads()).toBe(0);
      const { result, calls } = await world.counted(() => driver.create(noun, "r", inputs));
      expect(calls).toEqual({ "s3:HeadObject": 2, "s3:CreateMultipartUpload": 1, "s3:UploadPartCopy": 3, "s3:CompleteMultipartUpload": 1 });
      const { Body, ContentType } = await s3.send(new GetObjectCommand({ Bucket: "b-one", Key: "k" }));
      expect([sha256((await Body?.transformToByteArray()) ?? ""), ContentType]).toEqual([sha256(content), "text/x-source"]);
      expect((await driver.read(noun, result.id, result.state))?.state).toEqual(result.state);
    });

    test("that cannot be aborted is continued by the next run", async () => {
      await sourceOf(randomBytes(11 * MiB), "large");
      const inputs = await checked({ copyFrom: { bucket: "b-two", key: "large" }, partSizeMiB: 5 });
      const rules = [
        { kind: "delay", operation: "UploadPartCopy", delayMs: 0, times: 1 },
        { kind: "error", operation: "UploadPartCopy", status: 403, code: "AccessDenied" },
        { kind: "error", operation: "AbortMultipartUpload", status: 403, code: "AccessDenied" },
      ] as const;
      await expect(world.faulty(rules, () => driver.create(noun, "r", inputs))).rejects.toThrow("UploadPartCopy");
      const { calls } = await world.counted(() => driver.create(noun, "r", inputs));
      expect(calls).toMatchObject({ "s3:UploadPartCopy": 2, "s3:CompleteMultipartUpload": 1 });
      expect(await openUploads()).toBe(0);
    });

    test("and content change places; what others store there is put right", async () => {
      await sourceOf("copied");
      const copyFrom = { bucket: "b-two", key: difficult };
      const inputs = await checked({ content: "own" });
      const { id, state } = await driver.create(noun, "r", inputs);
      const copying = await checked({ copyFrom }, inputs);
      const copied = await driver.update(noun, id, state, copying);
      expect(await stored()).toBe("copied");
      expect((await driver.read(noun, id, copied))?.state).toEqual(copied);
      await s3.send(new PutObjectCommand({ Bucket: "b-one", Key: "k", Body: "theirs" }));
      const read = await driver.read(noun, id, copied);
      expect(await driver.diff(noun, id, read?.state ?? {}, copying)).toMatchObject({ changes: true });
      const repaired = await driver.update(noun, id, read?.state ?? {}, copying);
      expect(await stored()).toBe("copied");
      const back = await driver.update(noun, id, repaired, inputs);
      expect(await stored()).toBe("own");
      expect((await driver.read(noun, id, back))?.state).toEqual(back);
    });

    test("of itself, and two contents at once, are problems of check", async () => {
      expect(await problems({ copyFrom: { bucket: "b-one", key: "k" } })).toEqual(["copyFrom: must be another object"]);
      expect(await problems({ copyFrom: { bucket: "b-two", key: "k" }, content: "x", contentHash: "y" })).toEqual([
        "copyFrom: cannot be combined with content",
        "contentHash: cannot be combined with copyFrom",
      ]);
      expect(await problems({})).toEqual(["source: is required without content and copyFrom"]);
    });
  });
});
