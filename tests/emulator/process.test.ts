/** The emulator as a program: its start line, its log, its end, and what survives `kill -9`. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { hostname, platform } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetBucketPolicyCommand,
  GetObjectCommand,
  ListBucketsCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  PutBucketPolicyCommand,
  PutObjectCommand,
  UploadPartCommand,
} from "@aws-sdk/client-s3";
import { expect, onTestFinished, test } from "vitest";
import { programForFile, stop } from "./program";
import { admin, failure, iam, members, s3Client, send, sendSigned, signed, trail } from "../support/emulator/support";

const { start, folder, environment } = programForFile();

test("one JSON line, free ports on loopback, a clean end that removes the temporary folder", async () => {
  const emulator = await start();
  expect(emulator.line).toMatchObject({ ready: true, accessKeyId: emulator.accessKeyId, admin: emulator.admin });
  expect(Object.keys(emulator.endpoints)).toEqual(["s3", "iam", "trail", "statistics"]);
  for (const url of [...Object.values(emulator.endpoints), emulator.admin]) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(JSON.stringify(emulator.line)).not.toContain(emulator.secretAccessKey);
  expect(await stop(emulator.child, "SIGTERM")).toBe(0);
  await expect(stat(emulator.dataFolder)).rejects.toThrow("ENOENT");
  const second = await start();
  expect(await stop(second.child, "SIGINT")).toBe(0);
});

test("chosen keys work, are kept for the next start, and are readable by their owner only", async () => {
  const data = await folder();
  const emulator = await start("--data", data, "--access-key", "my-access-key", "--secret-key", "my-secret-key-of-some-length");
  expect(emulator.line["accessKeyId"]).toBe("my-access-key");
  expect(
    (await iam(emulator, "GetUser", {}, { accessKeyId: "my-access-key", secretAccessKey: "my-secret-key-of-some-length" }))["User"],
  ).toMatchObject({ UserName: "root" });
  for (const name of ["credentials.json", join("accounts", (await readdir(join(data, "accounts")))[0] ?? "")])
    expect((await stat(join(data, name))).mode & 0o777).toBe(0o600);
  await emulator.close();
  const again = await start("--data", data);
  expect([again.accountId, again.secretAccessKey]).toEqual([emulator.accountId, "my-secret-key-of-some-length"]);
  await iam(again, "ListUsers");
  await again.close();
  const changed = await start("--data", data, "--secret-key", "another-secret");
  await expect(
    iam(changed, "ListUsers", {}, { accessKeyId: "my-access-key", secretAccessKey: "my-secret-key-of-some-length" }),
  ).rejects.toThrow("403 SignatureDoesNotMatch");
  await iam(changed, "ListUsers");
});

test("the secret key may come from the environment, which other users of the machine cannot read", async () => {
  environment["OOS_EMULATOR_SECRET_KEY"] = "from-the-environment-1";
  const emulator = await start().finally(() => delete environment["OOS_EMULATOR_SECRET_KEY"]);
  expect(emulator.secretAccessKey).toBe("from-the-environment-1");
  await iam(emulator, "ListUsers");
  await emulator.close();
});

test("a port that is taken, an option that is none", async () => {
  const emulator = await start();
  const port = String(Number(new URL(emulator.endpoints.s3).port));
  await expect(start("--port", port)).rejects.toThrow(/port \d+ on 127\.0\.0\.1 is taken by .* --port/);
  await expect(start("--stale-ms", "soon")).rejects.toThrow("whole number");
  await expect(start("--verbose")).rejects.toThrow("unknown option");
});

test("the secret key may come from the environment, where other processes cannot read it", async () => {
  const data = await folder();
  process.env["OOS_EMULATOR_SECRET_KEY"] = "a-secret-of-the-environment";
  try {
    expect((await start("--data", data)).secretAccessKey).toBe("a-secret-of-the-environment");
  } finally {
    delete process.env["OOS_EMULATOR_SECRET_KEY"];
  }
});

test("a second program on a data folder ends with words that name the first; kill -9 leaves no lock", async () => {
  const data = await folder();
  const first = await start("--data", data);
  await expect(start("--data", data)).rejects.toThrow(
    `the data folder ${data} is in use by the emulator of process ${first.child.pid ?? 0} (since `,
  );
  await s3Client(first).send(new CreateBucketCommand({ Bucket: "kept" }));
  await stop(first.child, "SIGKILL");
  const second = await start("--data", data);
  expect((await s3Client(second).send(new ListBucketsCommand({}))).Buckets?.map(({ Name }) => Name)).toEqual(["kept"]);
  // Of two that start together at most one gets the folder.
  await stop(second.child, "SIGTERM");
  expect((await readdir(data)).filter((name) => name.startsWith("running-"))).toEqual([]);
  const both = await Promise.allSettled([start("--data", data), start("--data", data)]);
  expect(both.filter(({ status }) => status === "fulfilled").length).toBeLessThan(2);
  for (const one of both) if (one.status === "rejected") expect(String(one.reason)).toContain("is in use by the emulator of process");
});

test("a lock of a process whose pid another program has now, and one of another machine", async () => {
  const data = await folder();
  const lock = join(data, "running-00.json");
  const holder = { pid: process.pid, began: "1", host: hostname(), since: "2026-01-01T00:00:00.000Z" };
  await writeFile(lock, JSON.stringify(holder));
  await (await start("--data", data)).close();
  await writeFile(lock, JSON.stringify({ ...holder, host: "elsewhere" }));
  await expect(start("--data", data)).rejects.toThrow(
    `of process ${process.pid} on elsewhere (since 2026-01-01T00:00:00.000Z): whether it still runs cannot be seen from here: if it does not, remove ${lock}`,
  );
});

test("a lock of a killed process that nobody has waited for", { skip: platform() !== "linux" }, async () => {
  const data = await folder();
  // The shell becomes a program that never waits for its child.
  const parent = spawn("sh", ["-c", "sleep 0.2 & echo $!; exec sleep 600"], { stdio: ["ignore", "pipe", "ignore"] });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [line] = (await once(parent.stdout, "data")) as [Buffer];
  const pid = Number(line.toString());
  const fields = async (): Promise<readonly string[]> => (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1]?.split(" ") ?? [];
  while ((await fields())[0] !== "Z") await pause(20);
  const began = (await fields())[19];
  const holder = { pid, began, host: hostname(), since: "2026-01-01T00:00:00.000Z" };
  await writeFile(join(data, "running-00.json"), JSON.stringify(holder));
  await (await start("--data", data)).close();
  expect((await readdir(data)).filter((name) => name.startsWith("running-"))).toEqual([]);
});

test.each(["", "{", "null", "[]", '{"pid":1}'])(
  "a damaged lock %j is named, and the program that was refused leaves none",
  async (text) => {
    const data = await folder();
    const lock = join(data, "running-00.json");
    await writeFile(lock, text);
    await expect(start("--data", data)).rejects.toThrow(
      `the file ${lock}, which says what emulator uses the data folder, is damaged: if none does, remove that file, then start again`,
    );
    expect((await readdir(data)).filter((name) => name.startsWith("running-"))).toEqual(["running-00.json"]);
  },
);

test("the log has a line a request and no secret", async () => {
  const emulator = await start();
  const client = s3Client(emulator);
  await client.send(new CreateBucketCommand({ Bucket: "logged" }));
  await client.send(new PutObjectCommand({ Bucket: "logged", Key: "k", Body: "body-text-nobody-logs" }));
  await iam(emulator, "CreateUser", { UserName: "logged" });
  await iam(emulator, "CreateLoginProfile", { UserName: "logged", Password: "password-nobody-logs" });
  const made = (await iam(emulator, "CreateAccessKey", { UserName: "logged" }))["AccessKey"] as Record<string, string>;
  const request = await signed(
    emulator.endpoints.s3,
    { method: "GET", target: "/logged/k?response-content-type=secret%2Fquery" },
    { keys: emulator, service: "s3" },
  );
  const answer = await send(emulator.endpoints.s3, request);
  await sendSigned(
    emulator.endpoints.s3,
    { method: "GET", target: "/", headers: { "x-amz-security-token": "token-nobody-logs" } },
    { keys: emulator, service: "s3" },
  );
  await sendSigned(
    emulator.endpoints.s3,
    { method: "GET", target: "/" },
    { keys: { accessKeyId: "pasted-secret", secretAccessKey: "x" }, service: "s3" },
  );
  const url = `/logged/k?AWSAccessKeyId=${emulator.accessKeyId}&Expires=9999999999&Signature=signature-nobody-logs`;
  await send(emulator.endpoints.s3, { method: "GET", target: url, headers: { host: "127.0.0.1" } });
  await emulator.close();
  const log = emulator.stderr();
  expect(log).toContain(`s3 GET /logged/k GetObject 200 ${String(answer.headers["x-amz-request-id"])} ${emulator.accessKeyId}\n`);
  expect(log).toMatch(/^iam POST \/ CreateAccessKey 200 [0-9a-f]{16} /m);
  const signature = /Signature=([0-9a-f]+)/.exec(request.headers?.["authorization"] ?? "")?.[1] ?? "no signature";
  const secrets = [
    "nobody-logs",
    "pasted-secret",
    "Signature",
    "AWS4",
    "secret%2Fquery",
    emulator.secretAccessKey,
    made["SecretAccessKey"] ?? "",
    signature,
  ];
  for (const secret of secrets) expect(log).not.toContain(secret);
});

test("what was answered survives kill -9, and the next start is consistent", async () => {
  const data = await folder();
  const first = await start("--data", data, "--quiet", "--max-buckets", "100");
  const client = s3Client(first);
  const policy = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"oos:GetObject","Resource":"arn:ctyun:oos:::kept-1/*"}]}';
  for (const Bucket of ["kept-1", "kept-2"]) await client.send(new CreateBucketCommand({ Bucket }));
  await client.send(new PutBucketPolicyCommand({ Bucket: "kept-1", Policy: policy }));
  await client.send(new PutObjectCommand({ Bucket: "kept-1", Key: "gone", Body: "x" }));
  await client.send(new DeleteObjectCommand({ Bucket: "kept-1", Key: "gone" }));
  await client.send(new PutObjectCommand({ Bucket: "kept-1", Key: "over", Body: "old" }));
  await client.send(new PutObjectCommand({ Bucket: "kept-1", Key: "over", Body: "new", Metadata: { a: "b" } }));
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket: "kept-2", Key: "big" }));
  const { ETag } = await client.send(new UploadPartCommand({ Bucket: "kept-2", Key: "big", UploadId, PartNumber: 1, Body: "part" }));
  await iam(first, "CreateUser", { UserName: "__proto__" });
  const made = (await iam(first, "CreateAccessKey", { UserName: "__proto__" }))["AccessKey"] as Record<string, string>;
  await trail(first, "CreateTrail", { Name: "kept", S3BucketName: "kept-1" });
  await stop(first.child, "SIGKILL");

  const second = await start("--data", data, "--quiet");
  const again = s3Client(second);
  expect((await again.send(new ListBucketsCommand({}))).Buckets?.map((bucket) => bucket.Name)).toEqual(["kept-1", "kept-2"]);
  expect((await again.send(new GetBucketPolicyCommand({ Bucket: "kept-1" }))).Policy).toBe(policy);
  expect((await again.send(new ListObjectsCommand({ Bucket: "kept-1" }))).Contents?.map((object) => object.Key)).toEqual(["over"]);
  const over = await again.send(new GetObjectCommand({ Bucket: "kept-1", Key: "over" }));
  expect([await over.Body?.transformToString(), over.Metadata]).toEqual(["new", { a: "b" }]);
  await again.send(
    new CompleteMultipartUploadCommand({ Bucket: "kept-2", Key: "big", UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } }),
  );
  expect((await again.send(new ListMultipartUploadsCommand({ Bucket: "kept-2" }))).Uploads ?? []).toEqual([]);
  const keys = { accessKeyId: made["AccessKeyId"] ?? "", secretAccessKey: made["SecretAccessKey"] ?? "" };
  await expect(iam(second, "GetUser", {}, keys)).rejects.toThrow("403 AccessDenied");
  expect(await trail(second, "DescribeTrails", {})).toMatchObject({ trailList: [{ Name: "kept" }] });
});

test("kill -9 in the middle of many writes loses nothing that was answered and leaves nothing half", async () => {
  const data = await folder();
  for (let round = 0; round < 3; round++) {
    const emulator = await start("--data", data, "--quiet", "--max-buckets", "500");
    const client = s3Client(emulator);
    const Bucket = `storm-${round}`;
    await client.send(new CreateBucketCommand({ Bucket }));
    const done: string[] = [];
    const users: string[] = [];
    const storm = Array.from({ length: 40 }, async (_, index) => {
      const put = await failure(client.send(new PutObjectCommand({ Bucket, Key: `k${index % 25}`, Body: `${index}-`.repeat(200) })));
      if (put === "no failure") done.push(`k${index % 25}`);
      const name = `u${round}-${index}`;
      const user = await iam(emulator, "CreateUser", { UserName: name }).then(
        () => true,
        () => false,
      );
      if (user) users.push(name);
    });
    // The kill comes as soon as some of the answers are there.
    await expect.poll(() => users.length, { interval: 1, timeout: 10_000 }).toBeGreaterThan(3 * round);
    await stop(emulator.child, "SIGKILL");
    await Promise.all(storm);

    const after = await start("--data", data, "--quiet");
    const keys = (await s3Client(after).send(new ListObjectsCommand({ Bucket }))).Contents?.map((object) => object.Key ?? "") ?? [];
    expect(keys).toEqual(expect.arrayContaining([...new Set(done)]));
    for (const Key of keys) {
      const body = (await (await s3Client(after).send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString()) ?? "";
      expect(body).toMatch(/^(\d+-)\1{199}$/);
    }
    const listed = members((await iam(after, "ListUsers", { MaxItems: "1000", UserName: `u${round}-` }))["Users"]).map(
      (user) => user["UserName"],
    );
    expect(listed).toEqual(expect.arrayContaining(users));
    const bytes = await readdir(join(data, "bytes"));
    const state = await admin<{ accounts: { buckets: { objects: number }[] }[] }>(after, "GET", "/state");
    expect(bytes).toHaveLength(state.accounts.flatMap((account) => account.buckets).reduce((sum, bucket) => sum + bucket.objects, 0));
    await stop(after.child, "SIGKILL");
  }
});
