import { beforeAll, expect, test } from "vitest";
import { admin, emulatorForFile, sendSigned, xmlOf, type Answer } from "./support";

const emulator = emulatorForFile({ staleMs: 5 * 60_000 });
const POLICY = '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"oos:GetObject","Resource":"arn:ctyun:oos:::cached/*"}]}';

async function s3(method: string, target: string, body = "", headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return sendSigned(
    emulator().endpoints.s3,
    { method, target, body, headers },
    { keys: emulator(), service: "s3", at: new Date(Date.now() + offsetMs) },
  );
}

let offsetMs = 0;
async function later(minutes: number): Promise<void> {
  offsetMs += minutes * 60_000;
  await admin(emulator(), "PUT", "/clock", { offsetMs });
}

beforeAll(async () => {
  await s3("PUT", "/cached");
});

test("a policy is missing until the cache has caught up, but holds at once", async () => {
  expect((await s3("PUT", "/cached?policy=", POLICY)).status).toBe(200);
  expect((await s3("GET", "/cached?policy=")).status).toBe(404);
  const anonymous = await fetch(`${emulator().endpoints.s3}/cached/none`);
  expect([anonymous.status, await anonymous.text()]).toEqual([404, expect.stringContaining("NoSuchKey")]);
  await later(6);
  expect((await s3("GET", "/cached?policy=")).text).toBe(POLICY);
});

test("a deleted policy is still there for a while", async () => {
  expect((await s3("DELETE", "/cached?policy=")).status).toBe(200);
  expect((await s3("GET", "/cached?policy=")).text).toBe(POLICY);
  await later(6);
  expect((await s3("GET", "/cached?policy=")).status).toBe(404);
});

test("ACL and location lag as well; the bucket itself does not", async () => {
  const body =
    "<CreateBucketConfiguration><DataLocationConstraint><Type>Specified</Type><LocationList><Location>WuHan</Location></LocationList></DataLocationConstraint></CreateBucketConfiguration>";
  await s3("PUT", "/cached", body, { "x-amz-acl": "public-read" });
  expect((await s3("GET", "/cached?acl=")).text).not.toContain("READ");
  expect(xmlOf(await s3("GET", "/cached?location="))["DataLocationConstraint"]).toEqual({ Type: "Local" });
  await later(6);
  expect((await s3("GET", "/cached?acl=")).text).toContain("<Permission>READ</Permission>");
  expect(xmlOf(await s3("GET", "/cached?location="))["DataLocationConstraint"]).toMatchObject({ Type: "Specified" });
  await s3("PUT", "/fresh", "", { "x-amz-acl": "public-read" });
  expect((await s3("GET", "/fresh?acl=")).text).toContain("<Permission>READ</Permission>");
  expect((await s3("DELETE", "/fresh")).status).toBe(204);
  expect((await s3("GET", "/fresh?acl=")).status).toBe(404);
});
