import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oos } from "../../../provider/backends/oos";
import { signedV2Keys } from "../../../provider/backends/types";
import { presignV2, presignV4 } from "../../../provider/transport/sign/presign";
import { signatureV2, signV2, stringToSignV2 } from "../../../provider/transport/sign/sign-v2";
import { createV4Signer, scopeRegion, signV4 } from "../../../provider/transport/sign/sign-v4";
import type { WireRequest } from "../../../provider/transport/send/wire";
import { S3_V2_EXAMPLES } from "../../support/vectors/signature-v2";
import { S3_EXAMPLES, SUITE } from "../../support/vectors/signature-v4";

const signedSubresources = signedV2Keys(oos);

function request(parts: Partial<WireRequest>): WireRequest {
  return { method: "GET", protocol: "https:", hostname: "h", path: "/", query: {}, headers: {}, ...parts };
}

function signatureOf(signed: WireRequest): string | undefined {
  return /Signature=([0-9a-f]{64})$/.exec(signed.headers.authorization ?? "")?.[1];
}

describe("Signature Version 4", () => {
  it.each(SUITE.cases)("agrees with the published value of $name", async ({ method, query, headers, signature }) => {
    // The suite was made for a service without x-amz-content-sha256, so it is signed without.
    const signer = await createV4Signer(SUITE.credentials, SUITE.scope, false);
    const unsigned = request({ method, hostname: SUITE.host, query: { ...query }, headers: { ...headers, host: SUITE.host } });
    const signed = await signer.sign(unsigned, { signingDate: SUITE.date });
    expect(signed.headers.authorization).toContain(`Signature=${signature}`);
  });

  it.each(S3_EXAMPLES.cases)("agrees with the documentation's example $name", async ({ method, path, query, headers, signature }) => {
    const unsigned = request({
      method,
      hostname: S3_EXAMPLES.host,
      path,
      query: { ...query },
      headers: { ...headers },
    });
    const signed = await signV4(unsigned, S3_EXAMPLES.credentials, S3_EXAMPLES.scope, new Date(S3_EXAMPLES.date));
    expect(signatureOf(signed)).toBe(signature);
  });

  it("agrees with the documentation's presigned URL", async () => {
    const { path, expiresInSeconds, url } = S3_EXAMPLES.presigned;
    const life = { expiresInSeconds, maxSeconds: 604_800, now: new Date(S3_EXAMPLES.date) };
    const made = await presignV4(request({ hostname: S3_EXAMPLES.host, path }), S3_EXAMPLES.credentials, S3_EXAMPLES.scope, life);
    expect(made).toBe(url);
  });

  it("carries the session token in a header and in a URL", async () => {
    const credentials = { ...S3_EXAMPLES.credentials, sessionToken: "token/with+signs=" };
    const now = new Date(S3_EXAMPLES.date);
    const signed = await signV4(request({}), credentials, S3_EXAMPLES.scope, now);
    expect(signed.headers["x-amz-security-token"]).toBe(credentials.sessionToken);
    expect(signed.headers.authorization).toContain("x-amz-security-token");
    const url = await presignV4(request({}), credentials, S3_EXAMPLES.scope, { expiresInSeconds: 1, maxSeconds: 10, now });
    expect(new URL(url).searchParams.get("X-Amz-Security-Token")).toBe(credentials.sessionToken);
  });

  it.each([0, -1, 1.5, 604_801, Number.NaN])("refuses a life of %s seconds", async (expiresInSeconds) => {
    const life = { expiresInSeconds, maxSeconds: oos.dialect.maxPresignSeconds.v4, now: new Date(0) };
    await expect(presignV4(request({}), S3_EXAMPLES.credentials, S3_EXAMPLES.scope, life)).rejects.toThrow(RangeError);
    if (expiresInSeconds !== 604_801) {
      expect(() => presignV2(request({}), S3_EXAMPLES.credentials, { signedSubresources }, life)).toThrow(RangeError);
    }
  });
});

describe("Signature Version 2", () => {
  it.each(S3_V2_EXAMPLES.cases)("agrees with the documentation's example $name", (example) => {
    const unsigned = request({ method: example.method, path: example.path, query: { ...example.query }, headers: { ...example.headers } });
    const text = stringToSignV2(unsigned, { virtualBucket: example.bucket, signedSubresources }, example.date);
    expect(text).toBe(example.stringToSign);
    expect(signatureV2(S3_V2_EXAMPLES.credentials.secretAccessKey, text)).toBe(example.signature);
  });

  it("agrees with the documentation's presigned URL", () => {
    const { bucket, path, expires, signature } = S3_V2_EXAMPLES.presigned;
    const now = new Date((Number(expires) - 60) * 1000);
    const context = { virtualBucket: bucket, signedSubresources };
    const url = new URL(presignV2(request({ path }), S3_V2_EXAMPLES.credentials, context, { expiresInSeconds: 60, maxSeconds: 100, now }));
    expect(Object.fromEntries(url.searchParams)).toEqual({
      AWSAccessKeyId: S3_V2_EXAMPLES.credentials.accessKeyId,
      Expires: expires,
      Signature: signature,
    });
  });

  it("names bucket and key alike for both addressing styles", () => {
    const now = new Date(0);
    const path = signV2(request({ path: "/b/k" }), S3_V2_EXAMPLES.credentials, { signedSubresources }, now);
    const virtual = signV2(request({ path: "/k" }), S3_V2_EXAMPLES.credentials, { virtualBucket: "b", signedSubresources }, now);
    expect(path.headers.authorization).toBe(virtual.headers.authorization);
  });

  it("leaves the sub-resources out that OOS does not sign", () => {
    const sign = (query: Record<string, string>): string =>
      stringToSignV2(request({ path: "/b", query }), { signedSubresources }, "d")
        .split("\n")
        .at(-1) ?? "";
    expect(sign({ regions: "" })).toBe("/b");
    expect(sign({ accelerate: "" })).toBe("/b");
    expect(sign({ "object-lock": "" })).toBe("/b");
    expect(sign({ uploadId: "u=1", partNumber: "2", "max-parts": "3" })).toBe("/b?partNumber=2&uploadId=u=1");
    expect(sign({ "response-content-type": "text/a b", acl: "" })).toBe("/b?acl&response-content-type=text/a b");
  });

  it("depends on every x-amz header, in any order and case", () => {
    const headers = fc.dictionary(fc.stringMatching(/^x-amz-[a-z]{1,8}$/), fc.stringMatching(/^[a-z]{1,8}$/), { minKeys: 1, maxKeys: 5 });
    fc.assert(
      fc.property(headers, (some) => {
        const text = (all: Record<string, string>): string => stringToSignV2(request({ headers: all }), { signedSubresources }, "d");
        const reversed = Object.fromEntries(Object.entries(some).reverse());
        const upper = Object.fromEntries(Object.entries(some).map(([name, value]) => [name.toUpperCase(), value]));
        const [first] = Object.keys(some);
        return (
          text(some) === text(reversed) && text(some) === text(upper) && text(some) !== text({ ...some, [first ?? ""]: "other-value" })
        );
      }),
    );
  });
});

describe("region of the V4 scope", () => {
  it.each([
    ["s3", "oos-cn.ctyunapi.cn", "cn"],
    ["s3", "bucket.with.dots.oos-cn.ctyunapi.cn", "cn"],
    ["s3", "oos-hazz.ctyunapi.cn", "hazz"],
    ["s3", "oos-sh2.ctyunapi.cn", "sh2"],
    ["iam", "oos-cn-iam.ctyunapi.cn", "cn"],
    ["trail", "oos-cn-cloudtrail.ctyunapi.cn", "cn"],
    ["statistics", "oos-cn-mg.ctyunapi.cn", "cn"],
    ["s3", "oos-cn-hk-hqnet.ctyunapi.cn", "cn-hk-hqnet"],
    ["iam", "oos-cn-hk-iam.ctyunapi.cn", "cn-hk"],
  ] as const)("%s at %s is %s", (service, host, region) => {
    expect(scopeRegion(oos, service, host, "unused")).toBe(region);
  });

  it("comes from the configured region where the host says nothing: its own host of the service, else the region", () => {
    expect(scopeRegion(oos, "s3", "127.0.0.1", "hazz")).toBe("hazz");
    expect(scopeRegion(oos, "iam", "127.0.0.1", "hazz")).toBe("cn");
    expect(scopeRegion(oos, "s3", "oos.example.org", "elsewhere")).toBe("elsewhere");
    expect(scopeRegion(oos, "s3", "oos-cn.ctyunapi.cn.evil.example", "hazz")).toBe("hazz");
  });

  it("follows the one row that says how Hong Kong is signed", () => {
    const other = { ...oos, scope: { ...oos.scope, signedAs: { "cn-hk-hqnet": "cn", "cn-hk-nqnet": "cn", "cn-hk": "cn" } } };
    expect(scopeRegion(other, "s3", "oos-cn-hk-hqnet.ctyunapi.cn", "x")).toBe("cn");
    expect(scopeRegion(other, "iam", "oos-cn-hk-iam.ctyunapi.cn", "x")).toBe("cn");
  });
});
