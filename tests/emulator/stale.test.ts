import { createHash } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { admin, emulatorForFile, sendSigned, xmlOf, type Answer } from "../support/emulator/support";

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

test("every setting lags on its own: a write to one does not make another fresh", async () => {
  const website = "<WebsiteConfiguration><IndexDocument><Suffix>i.html</Suffix></IndexDocument></WebsiteConfiguration>";
  const cors =
    "<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";
  const rule = "<Rule><ID>a</ID><Prefix>a</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>";
  const retention = "<Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Days>1</Days></DefaultRetention></Rule>";
  const settings: Readonly<Record<string, string>> = {
    website,
    cors,
    lifecycle: `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`,
    logging:
      "<BucketLoggingStatus><LoggingEnabled><TargetBucket>cached</TargetBucket><TargetPrefix>log/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>",
    "object-lock": `<ObjectLockConfiguration><ObjectLockEnabled>Disabled</ObjectLockEnabled>${retention}</ObjectLockConfiguration>`,
    accelerate: "<AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>",
  };
  const names = Object.keys(settings);
  const read = async (): Promise<readonly string[]> => {
    const answers = await Promise.all(names.map((name) => s3("GET", `/cached?${name}=`)));
    return names.filter((_name, index) => /Suffix|AllowedOrigin|Prefix|Mode|Status>Suspended/.test(answers[index]?.text ?? ""));
  };
  for (const name of names) {
    const body = settings[name] ?? "";
    const answer = await s3("PUT", `/cached?${name}=`, body, { "content-md5": createHash("md5").update(body).digest("base64") });
    expect([name, answer.status]).toEqual([name, 200]);
  }
  expect(await read()).toEqual([]);
  await later(6);
  expect(await read()).toEqual(names);
  await s3("DELETE", "/cached?cors=");
  await later(3);
  await s3("DELETE", "/cached?website=");
  expect(await read()).toEqual(names);
  await later(3);
  expect(await read()).toEqual(names.filter((name) => name !== "cors"));
  await later(3);
  expect(await read()).toEqual(names.filter((name) => name !== "cors" && name !== "website"));
});

test("what is set holds at once, whatever is read", async () => {
  const cors =
    "<CORSConfiguration><CORSRule><AllowedOrigin>http://a</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>";
  await later(10);
  await s3("PUT", "/cached?cors=", cors);
  expect((await s3("GET", "/cached?cors=")).status).toBe(404);
  const answer = await fetch(`${emulator().endpoints.s3}/cached/none`, { headers: { origin: "http://a" } });
  expect(answer.headers.get("access-control-allow-origin")).toBe("http://a");
});
