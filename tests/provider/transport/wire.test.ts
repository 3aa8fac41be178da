import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressingFor, addressOf, encodeKey, hostHeader, requestTarget, toWire } from "../../../provider/transport/send/wire";

const get = { service: "s3", operation: "GetObject", method: "GET", effect: "read" } as const;
const endpoint = new URL("http://oos-cn.ctyunapi.cn");

describe("addresses", () => {
  it("puts the bucket into the host, or into the path", () => {
    const request = { ...get, bucket: "b", key: "a b/c" };
    expect(toWire(endpoint, request, "virtual")).toMatchObject({ hostname: "b.oos-cn.ctyunapi.cn", path: "/a%20b/c" });
    expect(toWire(endpoint, request, "path")).toMatchObject({ hostname: "oos-cn.ctyunapi.cn", path: "/b/a%20b/c" });
    expect(toWire(endpoint, { ...get, bucket: "b" }, "virtual").path).toBe("/");
    expect(toWire(endpoint, { ...get, bucket: "b" }, "path").path).toBe("/b");
  });

  it.each([
    ["http://127.0.0.1:9000", "b", "path"],
    ["http://[::1]:9000", "b", "path"],
    ["http://localhost:9000", "b", "path"],
    ["https://oos-cn.ctyunapi.cn", "a.b", "path"],
    ["http://oos-cn.ctyunapi.cn", "a.b", "virtual"],
    ["https://oos-cn.ctyunapi.cn", "ab", "virtual"],
  ] as const)("%s with bucket %s uses %s style", (url, bucket, style) => {
    expect(addressingFor("virtual", new URL(url), bucket)).toBe(style);
    expect(addressingFor("path", new URL(url), bucket)).toBe("path");
  });

  it("can be read back, in both styles, for every key", () => {
    const bucket = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,20}[a-z0-9]$/);
    const key = fc.string({ unit: "grapheme", minLength: 1 }).filter((text) => !/\p{Cs}/u.test(text));
    fc.assert(
      fc.property(bucket, key, fc.constantFrom("virtual" as const, "path" as const), (name, object, style) => {
        expect(addressOf(endpoint, toWire(endpoint, { ...get, bucket: name, key: object }, style))).toEqual({ bucket: name, key: object });
        expect(addressOf(endpoint, toWire(endpoint, { ...get, bucket: name }, style))).toEqual({ bucket: name });
        expect(addressOf(endpoint, toWire(endpoint, get, style))).toEqual({});
      }),
    );
  });

  it("encodes a key once, slashes kept", () => {
    expect(encodeKey("a b/%41/é!*'()~-_.")).toBe("a%20b/%2541/%C3%A9%21%2A%27%28%29~-_.");
  });

  it("writes valueless keys bare and the port only where it is not the scheme's own", () => {
    expect(requestTarget({ path: "/b", query: { policy: "", prefix: "a b&c" } })).toBe("/b?policy&prefix=a%20b%26c");
    expect(hostHeader({ protocol: "https:", hostname: "h", port: 443 })).toBe("h");
    expect(hostHeader({ protocol: "http:", hostname: "h", port: 443 })).toBe("h:443");
    expect(hostHeader({ protocol: "http:", hostname: "h" })).toBe("h");
  });
});
