import { createHmac } from "node:crypto";
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import fc from "fast-check";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { oos } from "../../emulator/flavours/oos";
import { parseAuthorization, signatureV4, type V4Claim } from "../../emulator/http/signature-v4";
import { signaturesV2 } from "../../emulator/http/signature-v2";
import { parseQuery, type WireRequest } from "../../emulator/wire/request";
import {
  admin,
  codeOf,
  emulatorForFile,
  iam,
  s3Client,
  send,
  sendSigned,
  Sha256,
  signed,
  xmlOf,
  type Answer,
  type PlainRequest,
} from "../support/emulator/support";

const emulator = emulatorForFile();
const LIST: PlainRequest = { method: "GET", target: "/" };
const outcome = (answer: Answer): string => `${answer.status} ${answer.status === 200 ? "" : String(codeOf(answer))}`.trim();

beforeAll(async () => {
  await s3Client(emulator()).send(new CreateBucketCommand({ Bucket: "signed" }));
  await s3Client(emulator()).send(new PutObjectCommand({ Bucket: "signed", Key: "k", Body: "content" }));
});
afterEach(async () => {
  await admin(emulator(), "PUT", "/clock", { offsetMs: 0 });
});

describe("V4 headers", () => {
  const attempt = async (changes: Partial<Parameters<typeof signed>[2]>, endpoint = emulator().endpoints.s3): Promise<string> =>
    outcome(await sendSigned(endpoint, LIST, { keys: emulator(), service: "s3", ...changes }));

  test("right", async () => {
    expect(await attempt({})).toBe("200");
  });

  test("a wrong secret, an unknown key", async () => {
    expect(await attempt({ keys: { accessKeyId: emulator().accessKeyId, secretAccessKey: "0".repeat(40) } })).toBe(
      "403 SignatureDoesNotMatch",
    );
    expect(await attempt({ keys: { accessKeyId: "0".repeat(20), secretAccessKey: emulator().secretAccessKey } })).toBe(
      "403 InvalidAccessKeyId",
    );
  });

  test("another region or service in the scope", async () => {
    expect(await attempt({ region: "us-east-1" })).toBe("403 AuthorizationHeaderMalformed");
    expect(await attempt({ region: "hazz" })).toBe("403 AuthorizationHeaderMalformed");
    expect(await attempt({ service: "sts" })).toBe("403 AuthorizationHeaderMalformed");
    expect(await attempt({ service: "iam" }, emulator().endpoints.iam)).toBe("403 AuthorizationHeaderMalformed");
    expect(await attempt({ service: "s3" }, emulator().endpoints.trail)).toBe("403 AuthorizationHeaderMalformed");
  });

  test("a clock that is wrong by more than fifteen minutes", async () => {
    const at = (minutes: number): Promise<string> => attempt({ at: new Date(Date.now() + minutes * 60_000) });
    expect([await at(-16), await at(16)]).toEqual(["403 RequestTimeTooSkewed", "403 RequestTimeTooSkewed"]);
    expect([await at(-14), await at(14)]).toEqual(["200", "200"]);
    await admin(emulator(), "PUT", "/clock", { offsetMs: 16 * 60_000 });
    expect([await at(0), await at(16)]).toEqual(["403 RequestTimeTooSkewed", "200"]);
    const answer = await sendSigned(emulator().endpoints.s3, LIST, { keys: emulator(), service: "s3" });
    expect(Date.parse(String(answer.headers["date"])) - Date.now()).toBeGreaterThan(15 * 60_000);
  });

  test("a body, path, query or signed header changed on the way", async () => {
    const put: PlainRequest = { method: "PUT", target: "/signed/changed?x-id=PutObject", body: "before", headers: { "x-amz-meta-a": "1" } };
    const done = await signed(emulator().endpoints.s3, put, { keys: emulator(), service: "s3" });
    const sent = async (changes: Partial<PlainRequest>): Promise<string> =>
      outcome(await send(emulator().endpoints.s3, { ...done, ...changes }));
    expect(await sent({ body: "after!" })).toBe("400 XAmzContentSHA256Mismatch");
    expect(await sent({ target: "/signed/other?x-id=PutObject" })).toBe("403 SignatureDoesNotMatch");
    expect(await sent({ target: "/signed/changed?x-id=CopyObject" })).toBe("403 SignatureDoesNotMatch");
    expect(await sent({ headers: { ...done.headers, "x-amz-meta-a": "2" } })).toBe("403 SignatureDoesNotMatch");
    expect(await sent({ method: "DELETE" })).toBe("403 SignatureDoesNotMatch");
    expect(await sent({})).toBe("200");
  });

  test("a header that was not signed may be added", async () => {
    const done = await signed(emulator().endpoints.s3, LIST, { keys: emulator(), service: "s3" });
    expect(outcome(await send(emulator().endpoints.s3, { ...done, headers: { ...done.headers, "x-forwarded-for": "10.0.0.1" } }))).toBe(
      "200",
    );
  });

  test("x-amz- headers that were not signed are refused, and do nothing", async () => {
    const { endpoints, ...keys } = emulator();
    const copy = { "x-amz-copy-source": "/signed/k" };
    const put = await signed(endpoints.s3, { method: "PUT", target: "/signed/smuggled", body: "mine" }, { keys, service: "s3" });
    for (const added of [copy, { "x-amz-meta-a": "1" }, { "x-amz-acl": "public-read-write" }, { "X-Amz-Security-Token": "t" }]) {
      const answer = await send(endpoints.s3, { ...put, headers: { ...put.headers, ...added } });
      expect([outcome(answer), xmlOf(answer)["Message"]]).toEqual([
        "403 AccessDenied",
        expect.stringContaining("which were not signed: x-amz-"),
      ]);
    }
    expect(outcome(await sendSigned(endpoints.s3, { method: "GET", target: "/signed/smuggled" }, { keys, service: "s3" }))).toBe(
      "404 NoSuchKey",
    );
    const list: PlainRequest = { method: "POST", target: "/", body: "{}", headers: { "x-amz-target": "a.DescribeTrails" } };
    const { headers: ofList = {}, ...rest } = await signed(endpoints.trail, list, { keys, service: "cloudtrail" });
    expect(outcome(await send(endpoints.trail, { ...rest, headers: ofList }))).toBe("200");
    expect(outcome(await send(endpoints.trail, { ...rest, headers: { ...ofList, "x-amz-user-agent": "a label" } }))).toBe("200");
    const signedCopy = { method: "PUT", target: "/signed/copied", headers: copy };
    expect(outcome(await sendSigned(endpoints.s3, signedCopy, { keys, service: "s3" }))).toBe("200");
  });

  test("UNSIGNED-PAYLOAD, and payload hashes of other forms", async () => {
    const put = (hash: string): Promise<Answer> =>
      sendSigned(
        emulator().endpoints.s3,
        { method: "PUT", target: "/signed/unsigned", body: "x", headers: { "x-amz-content-sha256": hash } },
        { keys: emulator(), service: "s3" },
      );
    expect(outcome(await put("UNSIGNED-PAYLOAD"))).toBe("200");
    expect(outcome(await put("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"))).toBe("501 NotImplemented");
    expect(outcome(await put("STREAMING-UNSIGNED-PAYLOAD-TRAILER"))).toBe("501 NotImplemented");
    expect(outcome(await put("nonsense"))).toBe("400 InvalidRequest");
  });

  test("a token, when there are no temporary credentials", async () => {
    const answer = await sendSigned(
      emulator().endpoints.s3,
      { ...LIST, headers: { "x-amz-security-token": "abc" } },
      { keys: emulator(), service: "s3" },
    );
    expect(outcome(answer)).toBe("403 InvalidToken");
  });

  test.each([
    "AWS4-HMAC-SHA256",
    "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=d",
    "AWS nothing",
    "Bearer abc",
    "Basic YTpi",
  ])("malformed: %s", async (authorization) => {
    const answer = await send(emulator().endpoints.s3, {
      ...LIST,
      headers: { host: "127.0.0.1", authorization, "x-amz-date": "20260101T000000Z" },
    });
    expect([400, 403]).toContain(answer.status);
  });

  test("a Date header instead of x-amz-date", async () => {
    const date = new Date();
    const { host } = new URL(emulator().endpoints.s3);
    const headers = new Map([
      ["host", host],
      ["date", date.toUTCString()],
    ]);
    const timestamp = date.toISOString().replace(/[-:]|\.\d+/g, "");
    const claim: V4Claim = {
      accessKeyId: emulator().accessKeyId,
      date: timestamp.slice(0, 8),
      region: "cn",
      service: "s3",
      signedHeaders: ["date", "host"],
      signature: "",
      timestamp,
      presigned: false,
    };
    const request: WireRequest = { method: "GET", rawPath: "/", query: [], headers, host, body: Buffer.alloc(0), sourceIp: "" };
    const empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const signature = signatureV4(request, claim, emulator().secretAccessKey, empty);
    const authorization = `AWS4-HMAC-SHA256 Credential=${claim.accessKeyId}/${claim.date}/cn/s3/aws4_request, SignedHeaders=date;host, Signature=${signature}`;
    expect(outcome(await send(emulator().endpoints.s3, { ...LIST, headers: { ...Object.fromEntries(headers), authorization } }))).toBe(
      "200",
    );
  });

  test("are needed by IAM, trail and statistics", async () => {
    const bare: PlainRequest = { method: "POST", target: "/", body: "Action=ListUsers", headers: { host: "127.0.0.1" } };
    expect(outcome(await send(emulator().endpoints.iam, bare))).toBe("403 AccessDenied");
    expect(
      outcome(
        await send(emulator().endpoints.trail, { ...bare, body: "{}", headers: { ...bare.headers, "x-amz-target": "a.DescribeTrails" } }),
      ),
    ).toBe("403 AccessDenied");
    expect(
      outcome(
        await send(emulator().endpoints.statistics, { method: "GET", target: "/?Action=GetCapacity", headers: { host: "127.0.0.1" } }),
      ),
    ).toBe("403 AccessDenied");
  });
});

/** Values that AWS publishes for "Authenticating Requests: Using the Authorization Header" and "Query Parameters" (examplebucket). */
describe("published V4 values", () => {
  const secret = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  const EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  const base = (method: string, target: string, headers: Record<string, string>): WireRequest => {
    const [rawPath = "/", query = ""] = target.split("?");
    const all = { host: "examplebucket.s3.amazonaws.com", ...headers };
    return {
      method,
      rawPath,
      query: parseQuery(query),
      headers: new Map(Object.entries(all)),
      host: all.host,
      body: Buffer.alloc(0),
      sourceIp: "",
    };
  };

  test.each([
    [
      "GET Object",
      "GET",
      "/test.txt",
      { range: "bytes=0-9" },
      "host;range;x-amz-content-sha256;x-amz-date",
      EMPTY,
      "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    ],
    [
      "PUT Object",
      "PUT",
      "/test%24file.text",
      { date: "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY" },
      "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
      "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072",
      "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    ],
    [
      "GET Bucket Lifecycle",
      "GET",
      "/?lifecycle",
      {},
      "host;x-amz-content-sha256;x-amz-date",
      EMPTY,
      "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    ],
    [
      "GET Bucket (List Objects)",
      "GET",
      "/?max-keys=2&prefix=J",
      {},
      "host;x-amz-content-sha256;x-amz-date",
      EMPTY,
      "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    ],
  ])("%s", (_name, method, target, headers, signedHeaders, payload, signature) => {
    const request = base(method, target, { ...headers, "x-amz-content-sha256": payload, "x-amz-date": "20130524T000000Z" });
    const header = `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders=${signedHeaders},Signature=${signature}`;
    const claim = parseAuthorization(header, "20130524T000000Z");
    if (claim === undefined) throw new Error("the header was not understood");
    expect(signatureV4(request, claim, secret, payload)).toBe(signature);
    expect(signatureV4(request, claim, `${secret}x`, payload)).not.toBe(signature);
  });

  test("presigned GET", () => {
    const target =
      "/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
      "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
    const claim: V4Claim = {
      accessKeyId: "AKIAIOSFODNN7EXAMPLE",
      date: "20130524",
      region: "us-east-1",
      service: "s3",
      signedHeaders: ["host"],
      signature: "",
      timestamp: "20130524T000000Z",
      presigned: true,
    };
    expect(signatureV4(base("GET", target, {}), claim, secret, "UNSIGNED-PAYLOAD")).toBe(
      "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    );
  });
});

describe("V4 presigned", () => {
  async function presign(expiresIn: number, target = "/signed/k", at?: Date, query: Record<string, string> = {}): Promise<string> {
    const { hostname, port, host } = new URL(emulator().endpoints.s3);
    const signer = new SignatureV4({ credentials: emulator(), region: "cn", service: "s3", sha256: Sha256, uriEscapePath: false });
    const request = new HttpRequest({
      method: "GET",
      protocol: "http:",
      hostname,
      port: Number(port),
      path: target,
      query,
      headers: { host, "X-Amz-Content-Sha256": "UNSIGNED-PAYLOAD" },
    });
    const done = await signer.presign(request, { expiresIn, ...(at === undefined ? {} : { signingDate: at }) });
    return `${target}?${Object.entries(done.query ?? {})
      .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`)
      .join("&")}`;
  }
  const get = async (target: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    send(emulator().endpoints.s3, { method: "GET", target, headers: { host: new URL(emulator().endpoints.s3).host, ...headers } });

  test("right, expired, not yet valid", async () => {
    expect((await get(await presign(60))).text).toBe("content");
    const expired = await get(await presign(60, "/signed/k", new Date(Date.now() - 120_000)));
    expect([outcome(expired), xmlOf(expired)["Message"]]).toEqual(["403 AccessDenied", "Request has expired"]);
    expect(outcome(await get(await presign(60, "/signed/k", new Date(Date.now() + 3_600_000))))).toBe("403 AccessDenied");
  });

  test("a download limit counts when it is signed, and must be a number", async () => {
    const limited = await presign(60, "/signed/k", undefined, { "x-amz-limitrate": "100" });
    expect(limited).toContain("x-amz-limitrate=100");
    expect((await get(limited)).text).toBe("content");
    expect(outcome(await get(limited.replace("limitrate=100", "limitrate=900")))).toBe("403 SignatureDoesNotMatch");
    expect(outcome(await get(`${await presign(60)}&x-amz-limitrate=100`))).toBe("403 SignatureDoesNotMatch");
    for (const rate of ["0", "-1", "fast", "1.5", ""]) {
      expect(outcome(await get(await presign(60, "/signed/k", undefined, { "x-amz-limitrate": rate })))).toBe("400 InvalidArgument");
    }
    expect(outcome(await get("/signed/k?x-amz-limitrate=100"))).toBe("400 InvalidRequest");
  });

  test("a header that the URL does not sign cannot be added to it", async () => {
    const url = await presign(60);
    expect(outcome(await get(url, { "x-amz-acl": "public-read" }))).toBe("403 AccessDenied");
    expect((await get(url, { "x-amz-user-agent": "a label", range: "bytes=0-2" })).text).toBe("con");
  });

  test("expires when the clock moves on", async () => {
    const url = await presign(60);
    await admin(emulator(), "PUT", "/clock", { offsetMs: 61_000 });
    expect(outcome(await get(url))).toBe("403 AccessDenied");
  });

  test("changed", async () => {
    const url = await presign(60);
    expect(outcome(await get(url.replace("/signed/k", "/signed/other")))).toBe("403 SignatureDoesNotMatch");
    expect(outcome(await get(url.replace("X-Amz-Expires=60", "X-Amz-Expires=6000")))).toBe("403 SignatureDoesNotMatch");
    expect(outcome(await get(url.replace(/X-Amz-Expires=60&?/, "")))).toBe("403 AuthorizationQueryParametersError");
    expect(outcome(await get(url.replace("X-Amz-Expires=60", "X-Amz-Expires=604801")))).toBe("403 AuthorizationQueryParametersError");
  });

  test("with a header beside it: the header wins", async () => {
    const { host } = new URL(emulator().endpoints.s3);
    expect(outcome(await get(await presign(60), { host, authorization: "AWS someone:c2lnbmF0dXJl", date: new Date().toUTCString() }))).toBe(
      "403 InvalidAccessKeyId",
    );
  });

  test("does not open IAM", async () => {
    const url = (await presign(60, "/")).replace("/s3/", "/sts/").replace("%2Fs3%2F", "%2Fsts%2F");
    const answer = await send(emulator().endpoints.iam, {
      method: "POST",
      target: url,
      body: "Action=ListUsers",
      headers: { host: "127.0.0.1" },
    });
    expect(answer.status).toBe(400);
  });
});

describe("V2", () => {
  const header = (name: string): string => `AWS ${emulator().accessKeyId}:${name}`;
  const hmac = (text: string): string => createHmac("sha1", emulator().secretAccessKey).update(text).digest("base64");

  test("headers, with sub-resources and x-amz- headers", async () => {
    const date = new Date().toUTCString();
    const host = new URL(emulator().endpoints.s3).host;
    const list = await send(emulator().endpoints.s3, {
      method: "GET",
      target: "/",
      headers: { host, date, authorization: header(hmac(`GET\n\n\n${date}\n/`)) },
    });
    expect(outcome(list)).toBe("200");
    const acl = await send(emulator().endpoints.s3, {
      method: "GET",
      target: "/signed?acl",
      headers: { host, date, authorization: header(hmac(`GET\n\n\n${date}\n/signed?acl`)) },
    });
    expect(outcome(acl)).toBe("200");
    const text = `PUT\n\ntext/plain\n\nx-amz-date:${date}\nx-amz-meta-a:1\n/signed/v2`;
    const put = await send(emulator().endpoints.s3, {
      method: "PUT",
      target: "/v2",
      body: "x",
      headers: {
        host: "signed.localhost",
        "content-type": "text/plain",
        "x-amz-meta-a": "1",
        "x-amz-date": date,
        authorization: header(hmac(text)),
      },
    });
    expect(outcome(put)).toBe("200");
    const regions = await send(emulator().endpoints.s3, {
      method: "GET",
      target: "/?regions",
      headers: { host, date, authorization: header(hmac(`GET\n\n\n${date}\n/`)) },
    });
    expect(outcome(regions)).toBe("200");
  });

  test("wrong, skewed, without a date, on IAM", async () => {
    const host = new URL(emulator().endpoints.s3).host;
    const attempt = async (date: string, authorization: string, endpoint = emulator().endpoints.s3): Promise<string> =>
      outcome(
        await send(endpoint, {
          method: endpoint === emulator().endpoints.s3 ? "GET" : "POST",
          target: "/",
          headers: { host, ...(date === "" ? {} : { date }), authorization },
        }),
      );
    const date = new Date().toUTCString();
    const old = new Date(Date.now() - 16 * 60_000).toUTCString();
    expect(await attempt(date, header(hmac(`GET\n\n\n${date}\n/other`)))).toBe("403 SignatureDoesNotMatch");
    expect(await attempt(old, header(hmac(`GET\n\n\n${old}\n/`)))).toBe("403 RequestTimeTooSkewed");
    expect(await attempt("", header(hmac("GET\n\n\n\n/")))).toBe("403 AccessDenied");
    expect(await attempt(date, header(hmac(`POST\n\n\n${date}\n/`)), emulator().endpoints.iam)).toBe("400 InvalidRequest");
  });

  test("presigned: right, expired, changed", async () => {
    const host = new URL(emulator().endpoints.s3).host;
    const get = async (expires: number, signedPath = "/signed/k", more = ""): Promise<Answer> => {
      const signature = hmac(`GET\n\n\n${expires}\n${signedPath}`);
      return send(emulator().endpoints.s3, {
        method: "GET",
        target: `/signed/k?AWSAccessKeyId=${emulator().accessKeyId}&Expires=${expires}&Signature=${encodeURIComponent(signature)}${more}`,
        headers: { host },
      });
    };
    const now = Math.floor(Date.now() / 1000);
    expect((await get(now + 60)).text).toBe("content");
    expect(outcome(await get(now - 1))).toBe("403 AccessDenied");
    expect(outcome(await get(now + 60, "/signed/other"))).toBe("403 SignatureDoesNotMatch");
    const limit = "&x-amz-limitrate=100";
    expect((await get(now + 60, "/signed/k?x-amz-limitrate=100", limit)).text).toBe("content");
    expect((await get(now + 60, "/signed/k", limit)).text).toBe("content");
    expect(outcome(await get(now + 60, "/signed/k?x-amz-limitrate=900", limit))).toBe("403 SignatureDoesNotMatch");
    expect(outcome(await get(now + 60, "/signed/k", "&x-amz-limitrate=fast"))).toBe("400 InvalidArgument");
  });

  test("a link cannot be made one to what version 2 does not sign; a header is taken, as the vendor's SDKs sign", async () => {
    const host = new URL(emulator().endpoints.s3).host;
    const expires = Math.floor(Date.now() / 1000) + 60;
    const link = `AWSAccessKeyId=${emulator().accessKeyId}&Expires=${expires}&Signature=${encodeURIComponent(hmac(`GET\n\n\n${expires}\n/signed`))}`;
    const get = (query: string, headers = {}): Promise<Answer> =>
      send(emulator().endpoints.s3, { method: "GET", target: `/signed?${query}`, headers: { host, ...headers } });
    expect((await get(link)).text).toContain("<ListBucketResult");
    for (const name of ["accelerate", "object-lock"]) {
      const answer = await get(`${name}&${link}`);
      expect([outcome(answer), xmlOf(answer)["Message"]]).toEqual([
        "403 AccessDenied",
        `Signature Version 2 does not sign ?${name}: make the link with version 4.`,
      ]);
      const date = new Date().toUTCString();
      expect((await get(name, { date, authorization: header(hmac(`GET\n\n\n${date}\n/signed`)) })).status).not.toBe(403);
    }
  });

  /** Values that AWS publishes for "Signing and Authenticating REST Requests" (awsexamplebucket1). */
  test.each([
    ["Object GET", "GET", "/photos/puppy.jpg", {}, "Tue, 27 Mar 2007 19:36:42 +0000", "qgk2+6Sv9/oM7G3qLEjTH1a1l1g="],
    [
      "Object PUT",
      "PUT",
      "/photos/puppy.jpg",
      { "content-type": "image/jpeg", "content-length": "94328" },
      "Tue, 27 Mar 2007 21:15:45 +0000",
      "iqRzw+ileNPu1fhspnRs8nOjjIA=",
    ],
    ["List", "GET", "/?prefix=photos&max-keys=50&marker=puppy", {}, "Tue, 27 Mar 2007 19:42:41 +0000", "m0WP8eCtspQl5Ahe6L1SozdX9YA="],
    ["Fetch", "GET", "/?acl", {}, "Tue, 27 Mar 2007 19:44:46 +0000", "82ZHiFIjc+WbcwFKGUVEQspPn+0="],
  ])("published: %s", (_name, method, target, headers, date, signature) => {
    const [rawPath = "/", query = ""] = target.split("?");
    const request: WireRequest = {
      method,
      rawPath,
      query: parseQuery(query),
      headers: new Map(Object.entries({ ...headers, date })),
      host: "",
      body: Buffer.alloc(0),
      sourceIp: "",
    };
    const claim = { accessKeyId: "AKIAIOSFODNN7EXAMPLE", signature };
    expect(signaturesV2(request, claim, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "awsexamplebucket1", oos.signedSubresources)).toEqual([
      signature,
    ]);
  });
});

test("Smithy's signer and the verifier agree on any key, query and header", async () => {
  const key = fc
    .string({ unit: "binary", minLength: 1, maxLength: 20 })
    .filter((text) => !text.includes("\0") && Buffer.from(text).toString() === text && !/^[./]|\/\/|(^|\/)\.\.?(\/|$)/.test(text));
  const encode = (text: string): string =>
    encodeURIComponent(text).replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`);
  const visible = fc.stringMatching(/^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/, { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(key, key, visible, fc.string({ maxLength: 30 }), async (name, prefix, metadata, body) => {
      const target = `/signed/${name.split("/").map(encode).join("/")}`;
      const keys = emulator();
      const put = await sendSigned(
        keys.endpoints.s3,
        { method: "PUT", target, body, headers: { "x-amz-meta-x": metadata } },
        { keys, service: "s3" },
      );
      expect([name, put.status]).toEqual([name, 200]);
      const got = await sendSigned(keys.endpoints.s3, { method: "GET", target }, { keys, service: "s3" });
      expect([got.status, got.text, got.headers["x-amz-meta-x"]]).toEqual([200, body, metadata]);
      const listed = await sendSigned(
        keys.endpoints.s3,
        { method: "GET", target: `/signed?prefix=${encode(prefix)}&delimiter=%2F` },
        { keys, service: "s3" },
      );
      expect(listed.status).toBe(200);
    }),
    { numRuns: 60 },
  );
});

test("the AWS SDK, which signs with V4, is understood from end to end", async () => {
  const got = await s3Client(emulator()).send(new GetObjectCommand({ Bucket: "signed", Key: "k" }));
  expect(await got.Body?.transformToString()).toBe("content");
  expect((await iam(emulator(), "GetUser"))["User"]).toMatchObject({ UserName: "root" });
});
