/** Bodies are read when it is clear that their sender may send them, and a disk that takes nothing more does not stop reads. */
import { mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { join } from "node:path";
import { CreateBucketCommand, GetObjectCommand, ListObjectsCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { expect, test } from "vitest";
import {
  admin,
  emulatorForFile,
  failure,
  iam,
  outcome,
  s3Client,
  send,
  sendSigned,
  signed,
  type Answer,
  type PlainRequest,
} from "../support/emulator/support";

const lines: string[] = [];
const emulator = emulatorForFile({ log: (line) => lines.push(line), limits: { requestBytes: 420 * 1024 * 1024 } });
const MIB = 1024 * 1024;
const put = (target: string, body: string | Buffer = ""): PlainRequest => ({ method: "PUT", target, body });

/** Sends so many MiB; the status, and by how many MiB the bytes that this process, with both ends in it, holds grew at most. */
async function upload(request: PlainRequest, count: number): Promise<{ readonly status: number; readonly grown: number }> {
  const { hostname, port } = new URL(emulator().endpoints.s3);
  const headers = { ...request.headers, "content-length": count * MIB };
  const sending = httpRequest({ hostname, port, method: request.method, path: request.target, headers });
  const answered = once(sending, "response") as Promise<[IncomingMessage]>;
  const before = process.memoryUsage().arrayBuffers;
  const chunk = Buffer.alloc(MIB, "x");
  let grown = 0;
  for (let left = count; left > 0; left -= 1) {
    if (!sending.write(chunk)) await once(sending, "drain");
    grown = Math.max(grown, process.memoryUsage().arrayBuffers - before);
  }
  sending.end();
  const [response] = await answered;
  response.resume();
  await once(response, "close");
  return { status: response.statusCode ?? 0, grown: grown / MIB };
}

test("what nobody signed, or somebody who may not, is thrown away as it comes", async () => {
  await s3Client(emulator()).send(new CreateBucketCommand({ Bucket: "bodies" }));
  const host = new URL(emulator().endpoints.s3).host;
  const strangers: readonly (readonly [string, PlainRequest])[] = [
    ["anonymous", { ...put("/bodies/k"), headers: { host } }],
    [
      "a wrong key",
      await signed(emulator().endpoints.s3, put("/bodies/k"), { keys: { accessKeyId: "a", secretAccessKey: "b" }, service: "s3" }),
    ],
    [
      "another account",
      await signed(
        emulator().endpoints.s3,
        { ...put("/bodies/k"), headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" } },
        { keys: await admin(emulator(), "POST", "/accounts", {}), service: "s3" },
      ),
    ],
  ];
  for (const [name, request] of strangers) {
    const { status, grown } = await upload(request, 300);
    expect([name, status]).toEqual([name, 403]);
    // What is on its way, and what waits for the garbage collector.
    expect(grown).toBeLessThan(150);
  }
  expect((await s3Client(emulator()).send(new ListObjectsCommand({ Bucket: "bodies" }))).Contents).toBeUndefined();
});

test("sizes: contents, documents, calls of IAM, and signatures that need the body", async () => {
  const at = (endpoint: string, request: PlainRequest, service: string): Promise<Answer> =>
    sendSigned(endpoint, request, { keys: emulator(), service });
  const { s3, iam: iamUrl } = emulator().endpoints;
  expect(outcome(await at(s3, put("/bodies/large", Buffer.alloc(9 * MIB)), "s3"))).toBe("200");
  expect(outcome(await at(s3, put("/bodies?lifecycle=", Buffer.alloc(9 * MIB)), "s3"))).toBe("400 EntityTooLarge");
  const form: PlainRequest = { method: "POST", target: "/", body: `Action=CreateUser&UserName=${"u".repeat(2 * MIB)}` };
  expect(outcome(await at(iamUrl, form, "sts"))).toBe("400 EntityTooLarge");
});

test("a body is still held to its hash, also by those who may do everything", async () => {
  const request = await signed(emulator().endpoints.s3, put("/bodies/k", "before"), { keys: emulator(), service: "s3" });
  expect(outcome(await send(emulator().endpoints.s3, { ...request, body: "after!" }))).toBe("400 XAmzContentSHA256Mismatch");
  expect(await failure(s3Client(emulator()).send(new GetObjectCommand({ Bucket: "bodies", Key: "k" })))).toBe("404 NoSuchKey");
});

test("a full disk: writes are refused, reads and the admin URL go on, and so do writes when there is room again", async () => {
  const s3 = s3Client(emulator());
  await s3.send(new PutObjectCommand({ Bucket: "bodies", Key: "kept", Body: "content" }));
  const { dataFolder, accountId } = emulator();
  // Every append to /dev/full fails as on a full disk; a file in place of a folder takes no new ones.
  for (const folder of ["events", "usage"]) {
    const records = join(dataFolder, folder, accountId);
    for (const name of await readdir(records)) {
      await rm(join(records, name));
      await symlink("/dev/full", join(records, name));
    }
  }
  await rename(join(dataFolder, "bytes"), join(dataFolder, "bytes-away"));
  await writeFile(join(dataFolder, "bytes"), "");
  expect(await failure(s3.send(new PutObjectCommand({ Bucket: "bodies", Key: "new", Body: "x" })))).toBe("500 InternalError");
  expect((await s3.send(new ListObjectsCommand({ Bucket: "bodies" }))).Contents?.map(({ Key }) => Key)).toEqual(["kept", "large"]);
  expect((await iam(emulator(), "GetUser"))["User"]).toMatchObject({ UserName: "root" });
  expect(await admin(emulator(), "GET", "/health")).toEqual({ ok: true });
  expect(lines.filter((line) => line.includes("cannot be written: ENOSPC")).length).toBeGreaterThan(2);
  await rm(join(dataFolder, "bytes"));
  await rename(join(dataFolder, "bytes-away"), join(dataFolder, "bytes"));
  for (const folder of ["events", "usage"]) {
    await rm(join(dataFolder, folder, accountId), { recursive: true });
    await mkdir(join(dataFolder, folder, accountId));
  }
  await s3.send(new PutObjectCommand({ Bucket: "bodies", Key: "new", Body: "x" }));
  const got = await s3.send(new GetObjectCommand({ Bucket: "bodies", Key: "kept" }));
  expect(await got.Body?.transformToString()).toBe("content");
});
