import { DeleteBucketCorsCommand, GetBucketCorsCommand, PutBucketCorsCommand, PutObjectCommand, type CORSRule } from "@aws-sdk/client-s3";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { admin, codeOf, emulatorForFile, failure, outcome, s3Client, send, TimeTraveller, type Answer } from "../support/emulator/support";

const emulator = emulatorForFile();
const s3 = new TimeTraveller(emulator);

async function put(...rules: readonly CORSRule[]): Promise<unknown> {
  return s3Client(emulator()).send(new PutBucketCorsCommand({ Bucket: "shared", CORSConfiguration: { CORSRules: [...rules] } }));
}

beforeAll(async () => {
  await s3.send("PUT", "/shared", "", { "x-amz-acl": "public-read" });
  await s3Client(emulator()).send(new PutObjectCommand({ Bucket: "shared", Key: "a", Body: "x" }));
});

describe("configuration", () => {
  test("the AWS SDK stores, reads, replaces and deletes it; the order of rules stays", async () => {
    const client = s3Client(emulator());
    const read = (): Promise<{ readonly CORSRules?: CORSRule[] | undefined }> =>
      client.send(new GetBucketCorsCommand({ Bucket: "shared" }));
    expect(await failure(read())).toBe("404 NoSuchCORSConfiguration");
    const rules: CORSRule[] = [
      {
        ID: "second first",
        AllowedOrigins: ["http://b.example", "http://*.b.example"],
        AllowedMethods: ["PUT", "POST"],
        AllowedHeaders: ["x-*"],
      },
      { AllowedOrigins: ["*"], AllowedMethods: ["GET"], ExposeHeaders: ["ETag", "x-amz-request-id"], MaxAgeSeconds: 0 },
    ];
    await put(...rules);
    expect((await read()).CORSRules).toEqual(rules);
    const one: CORSRule = { AllowedOrigins: ["http://c.example"], AllowedMethods: ["HEAD"] };
    await put(one);
    expect((await read()).CORSRules).toEqual([one]);
    const deleted = await client.send(new DeleteBucketCorsCommand({ Bucket: "shared" }));
    expect(deleted.$metadata.httpStatusCode).toBe(200);
    expect(await failure(read())).toBe("404 NoSuchCORSConfiguration");
  });

  const any: CORSRule = { AllowedOrigins: ["*"], AllowedMethods: ["GET"] };
  test.each<[string, CORSRule, string]>([
    ["no origin", { ...any, AllowedOrigins: [] }, "400 MalformedXML"],
    ["no method", { ...any, AllowedMethods: [] }, "400 MalformedXML"],
    ["a method that is none of the five", { ...any, AllowedMethods: ["PATCH"] }, "400 InvalidRequest"],
    ["two stars in an origin", { ...any, AllowedOrigins: ["http://*.example.*"] }, "400 InvalidRequest"],
    ["two stars in a header", { ...any, AllowedHeaders: ["*-x-*"] }, "400 InvalidRequest"],
    ["a long ID", { ...any, ID: "a".repeat(256) }, "400 InvalidArgument"],
    ["a negative age", { ...any, MaxAgeSeconds: -1 }, "400 MalformedXML"],
  ])("%s is refused", async (_name, rule, expected) => {
    expect(await failure(put(any, rule))).toBe(expected);
  });

  test("a hundred rules fit, one more does not; neither do more than 64 KiB", async () => {
    await put(...Array.from({ length: 100 }, () => any));
    expect(await failure(put(...Array.from({ length: 101 }, () => any)))).toBe("400 MalformedXML");
    const long = { ...any, AllowedHeaders: Array.from({ length: 500 }, (_, index) => `x-${index}-${"h".repeat(120)}`) };
    expect(await failure(put(long))).toBe("400 EntityTooLarge");
  });

  test("an age given twice, and an unknown element", async () => {
    const body = (extra: string): string =>
      `<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod>${extra}</CORSRule></CORSConfiguration>`;
    const age = "<MaxAgeSeconds>1</MaxAgeSeconds>";
    expect(outcome(await s3.send("PUT", "/shared?cors=", body(age + age)))).toBe("400 MalformedXML");
    expect(outcome(await s3.send("PUT", "/shared?cors=", body("<AllowCredentials>true</AllowCredentials>")))).toBe("400 MalformedXML");
    expect(outcome(await s3.send("PUT", "/shared?cors=", body(age)))).toBe("200");
  });
});

describe("what browsers are told", () => {
  beforeEach(async () => {
    await put(
      { AllowedOrigins: ["https://app.example"], AllowedMethods: ["GET", "PUT"], AllowedHeaders: ["Content-*"], MaxAgeSeconds: 600 },
      { AllowedOrigins: ["https://*.example"], AllowedMethods: ["PUT"], AllowedHeaders: ["*"], ExposeHeaders: ["ETag"] },
      { AllowedOrigins: ["*"], AllowedMethods: ["HEAD"] },
    );
  });

  const preflight = (origin: string, method: string, headers = "", target = "/shared/a"): Promise<Answer> =>
    send(emulator().endpoints.s3, {
      method: "OPTIONS",
      target,
      headers: {
        origin,
        "access-control-request-method": method,
        ...(headers === "" ? {} : { "access-control-request-headers": headers }),
      },
    });

  test("a preflight that the first rule allows", async () => {
    const answer = await preflight("https://app.example", "PUT", "content-type, Content-MD5");
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({
      "access-control-allow-origin": "https://app.example",
      "access-control-allow-methods": "GET, PUT",
      "access-control-allow-headers": "content-type, content-md5",
      "access-control-max-age": "600",
      "access-control-allow-credentials": "true",
    });
    expect(answer.headers["vary"]).toContain("Origin");
  });

  test("the first rule that fits decides, also over a wider one behind it", async () => {
    const wider = await preflight("https://app.example", "PUT", "x-other");
    expect([wider.status, wider.headers["access-control-max-age"], wider.headers["access-control-expose-headers"]]).toEqual([
      200,
      undefined,
      "ETag",
    ]);
    const anybody = await preflight("http://elsewhere", "HEAD");
    expect(anybody.headers["access-control-allow-origin"]).toBe("*");
    expect(anybody.headers["access-control-allow-credentials"]).toBeUndefined();
  });

  test.each([
    ["another origin", "https://app.example.evil", "PUT", ""],
    ["the origin without its scheme", "app.example", "PUT", ""],
    ["another method", "https://app.example", "DELETE", ""],
    ["a header that no rule takes", "http://elsewhere", "HEAD", "x-a"],
  ])("a preflight of %s is refused", async (_name, origin, method, headers) => {
    const answer = await preflight(origin, method, headers);
    expect([answer.status, codeOf(answer)]).toEqual([403, "AccessForbidden"]);
    expect(answer.headers["access-control-allow-origin"]).toBeUndefined();
  });

  test("a preflight without an origin, of no bucket, of a bucket without rules", async () => {
    expect(outcome(await send(emulator().endpoints.s3, { method: "OPTIONS", target: "/shared/a" }))).toBe("400 BadRequest");
    expect(outcome(await preflight("http://x", "GET", "", "/nobody-has-this"))).toBe("404 NoSuchBucket");
    expect(outcome(await preflight("http://x", "GET", "", "/"))).toBe("405 MethodNotAllowed");
    await s3.send("DELETE", "/shared?cors=");
    expect(outcome(await preflight("https://app.example", "PUT"))).toBe("403 AccessForbidden");
  });

  test("requests with an origin get the headers, refused ones too; others do not", async () => {
    const url = `${emulator().endpoints.s3}/shared/a`;
    const get = (origin: string, target = url): Promise<Response> => fetch(target, { headers: { origin } });
    expect((await get("https://app.example")).headers.get("access-control-allow-origin")).toBe("https://app.example");
    const missing = await get("https://app.example", `${url}-missing`);
    expect([missing.status, missing.headers.get("access-control-allow-origin")]).toEqual([404, "https://app.example"]);
    expect((await get("https://other.example")).headers.get("access-control-allow-origin")).toBeNull();
    expect((await fetch(url)).headers.get("access-control-allow-origin")).toBeNull();
  });

  test("preflights are counted and can be made to fail", async () => {
    await admin(emulator(), "DELETE", "/calls");
    await admin(emulator(), "POST", "/faults", { kind: "error", operation: "Preflight", bucket: "shared", times: 1 });
    expect((await preflight("https://app.example", "PUT")).status).toBe(503);
    expect((await preflight("https://app.example", "PUT")).status).toBe(200);
    const calls = await admin<{ byOperation: Record<string, { count: number }> }>(emulator(), "GET", "/calls");
    expect(calls.byOperation["s3:Preflight"]?.count).toBe(2);
  });
});
