import { mkdtempSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { backends } from "../../../provider/backends";
import { configFields, environmentName, parseConfig, type ProviderConfig, secretConfigKeys } from "../../../provider/engine/config";
import { type Properties, UNKNOWN } from "../../../provider/engine/values";

const folder = mkdtempSync(path.join(tmpdir(), "oos-config-"));
const pem = path.join(folder, "ca.pem");
writeFileSync(pem, "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n");
afterAll(() => rm(folder, { recursive: true, force: true }));

function parsed(values: Properties, environment: Readonly<Record<string, string>> = {}): ProviderConfig {
  const { config, failures } = parseConfig(values, environment);
  expect(failures).toEqual([]);
  if (config === undefined) throw new Error("no configuration");
  return config;
}

function problems(values: Properties, environment: Readonly<Record<string, string>> = {}): Record<string, string> {
  const { config, failures } = parseConfig(values, environment);
  expect(config).toBeUndefined();
  return Object.fromEntries(failures.map(({ property, reason }) => [property, reason]));
}

/** Key, its text form as in a stack file or environment variable, and what it means. */
const keys: readonly (readonly [keyof ProviderConfig, string, unknown])[] = [
  ["backend", "oos", "oos"],
  ["region", "hazz", "hazz"],
  ["endpoints", '{"s3":"http://127.0.0.1:1","iam":"https://iam.test"}', { s3: "http://127.0.0.1:1", iam: "https://iam.test" }],
  ["signatureVersion", "v2", "v2"],
  ["addressing", "path", "path"],
  ["allowedAccountIds", '["a1","b2"]', ["a1", "b2"]],
  ["skipCredentialsValidation", "true", true],
  ["maxRetries", "3", 3],
  ["requestTimeoutSeconds", "1.5", 1.5],
  ["maxConcurrency", "2", 2],
  ["requestsPerSecond", "10", 10],
  ["settleSeconds", "0", 0],
  ["proxy", "http://u:p@proxy.test:3128", "http://u:p@proxy.test:3128"],
  ["caBundle", pem, pem],
  ["defaultTags", '{"team":"build","n":"1"}', { team: "build", n: "1" }],
];
/** Looked up as one set, from one place, by the credential provider; assumeRole is refused. */
const elsewhere = ["accessKeyId", "secretAccessKey", "sessionToken", "profile", "assumeRole"];

describe("every key", () => {
  test("has a row here", () => {
    expect([...keys.map(([key]) => key), ...elsewhere].sort()).toEqual(Object.keys(configFields.shape).sort());
  });

  test.each(keys)("%s as text, as a value, and from the environment, where the configuration wins", (key, text, value) => {
    expect(parsed({ [key]: text })[key]).toEqual(value);
    expect(parsed({ [key]: value })[key]).toEqual(value);
    expect(parsed({}, { [environmentName(key)]: text })[key]).toEqual(value);
    expect(parsed({ [key]: text }, { [environmentName(key)]: "something wrong" })[key]).toEqual(value);
    expect(parsed({}, { [environmentName(key)]: "" })[key]).toEqual(parsed({})[key]);
  });

  test("defaults", () => {
    expect(parsed({})).toMatchObject({
      backend: "oos",
      resolvedRegion: "cn",
      signatureVersion: "v4",
      maxRetries: 8,
      requestTimeoutSeconds: 60,
      maxConcurrency: 16,
      settleSeconds: 300,
      caText: undefined,
    });
    expect(parsed({ backend: "zos", region: "huabei-2" })).toMatchObject({ settleSeconds: 30 });
  });

  test("endpoints one by one; the configuration's own win", () => {
    const environment = { OOS_ENDPOINT_S3: "http://s3.test", OOS_ENDPOINT_TRAIL: "http://trail.test" };
    expect(parsed({}, environment).endpoints).toEqual({ s3: "http://s3.test", trail: "http://trail.test" });
    expect(parsed({ endpoints: { s3: "http://own.test" } }, environment).endpoints).toEqual({
      s3: "http://own.test",
      trail: "http://trail.test",
    });
  });

  test("PEM text or the path of a file", () => {
    const text = "-----BEGIN CERTIFICATE-----\ny\n-----END CERTIFICATE-----\n";
    expect(parsed({ caBundle: text }).caText).toBe(text);
    expect(parsed({ caBundle: pem }).caText).toContain("BEGIN CERTIFICATE");
    expect(problems({ caBundle: path.join(folder, "none.pem") })["oos:caBundle"]).toMatch(
      /PEM text or the path of a readable PEM file: ENOENT/,
    );
    const other = path.join(folder, "other.txt");
    writeFileSync(other, "hello");
    expect(problems({ caBundle: other })["oos:caBundle"]).toContain("no certificate");
  });

  test("keys of the engine and of the SDK are none of ours", () => {
    parsed({ version: "1.0.0", pluginDownloadURL: "x", face: "plugin", __internal: {} });
  });

  test("secrets", () => {
    expect(secretConfigKeys).toEqual(["secretAccessKey", "sessionToken"]);
    expect(environmentName("requestTimeoutSeconds")).toBe("OOS_REQUEST_TIMEOUT_SECONDS");
  });
});

describe("every problem at once", () => {
  test("names the key, what is wrong, and what was probably meant", () => {
    const found = problems({
      regoin: "cn",
      region: "hazzz",
      endpoints: { s3: "oos-cn.ctyunapi.cn", iam: "ftp://x", trial: "http://x" },
      assumeRole: "arn:x",
      signatureVersion: "v3",
      addressing: "Path",
      allowedAccountIds: "abc",
      maxRetries: -1,
      requestTimeoutSeconds: "soon",
      maxConcurrency: 0,
      settleSeconds: 4000,
      proxy: "proxy:3128",
      defaultTags: { a: 1 },
    });
    expect(
      Object.entries(found)
        .map(([property, reason]) => `${property}: ${reason}`)
        .join("\n"),
    ).toMatchSnapshot();
  });

  test.each([
    ["http://user:hush%zz@h:1", ["has a % in its user or password that begins no escape: write %25 for it"]],
    ["http://h:1/path", ["must have no path"]],
    ["http://h:1?", ["must have no query"]],
    ["http://user:hush%zz@h:1/path?q=1#f", ["begins no escape", "must have no path", "must have no query", "must have no fragment"]],
    ["socks5://h:1", ["must be an absolute http or https URL"]],
  ])("a proxy %s, and its password in no word", (proxy, reasons) => {
    const { failures } = parseConfig({ proxy }, {});
    expect(failures.map(({ property }) => property)).toEqual(reasons.map(() => "oos:proxy"));
    for (const [index, reason] of reasons.entries()) expect(failures[index]?.reason).toContain(reason);
    expect(JSON.stringify(failures)).not.toContain("hush");
    expect(parseConfig({}, { OOS_PROXY: proxy }).failures).toEqual(failures);
  });

  test.each([
    ["http://me:hush@h:1", ["must have no user and password"]],
    ["http://h/base", ["must have no path"]],
    ["http://h/?x=1", ["must have no query"]],
    ["http://me@h/base?x#f", ["must have no user and password", "must have no path", "must have no query", "must have no fragment"]],
  ])("an endpoint %s of which a part would be dropped", (iam, reasons) => {
    const { failures } = parseConfig({ endpoints: { s3: "https://fine.test:8443/", iam } }, {});
    expect(failures.map(({ property }) => property)).toEqual(reasons.map(() => "oos:endpoints.iam"));
    for (const [index, reason] of reasons.entries()) expect(failures[index]?.reason).toContain(reason);
    expect(JSON.stringify(failures)).not.toContain("hush");
  });

  test("a backend that does not exist, and one that this version lacks", () => {
    expect(problems({ backend: "ooz" })).toEqual({
      "oos:backend": "must be one of oos, zos, media, obs; did you mean oos? (oos:backend, backend oos)",
    });
    const available = Object.values(backends).flatMap((table) => (table === undefined ? [] : [table.id]));
    for (const [backend, table] of Object.entries(backends))
      if (table === undefined)
        expect(problems({ backend })).toEqual({
          "oos:backend": `backend ${backend} is not available in this version; available: ${available.join(", ")}`,
        });
  });

  test("ZOS has no pool that is everybody's, and takes the name of any", () => {
    expect(problems({ backend: "zos" })["oos:region"]).toMatch(
      /^backend zos has no host for region default; set oos:region to a pool \(huabei-2/,
    );
    expect(parsed({ backend: "zos", region: "a-new-pool" }).resolvedRegion).toBe("a-new-pool");
    expect(parsed({ backend: "zos", endpoints: { s3: "https://zos.test" } })).toMatchObject({
      resolvedRegion: "default",
      table: { id: "zos" },
    });
  });

  test("no value of a key is repeated where it could be a secret", () => {
    expect(JSON.stringify(parseConfig({ secretAccessKey: ["hush"], sessionToken: 7331 }, {}).failures)).not.toMatch(/hush|7331/);
  });
});

test("while a value is unknown there is no configuration and no problem", () => {
  for (const key of Object.keys(configFields.shape))
    expect(parseConfig({ [key]: UNKNOWN }, {})).toEqual({ config: undefined, failures: [] });
  expect(parseConfig({ endpoints: { s3: UNKNOWN } }, {})).toEqual({ config: undefined, failures: [] });
});
