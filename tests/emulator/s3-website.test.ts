import {
  DeleteBucketWebsiteCommand,
  GetBucketWebsiteCommand,
  PutBucketWebsiteCommand,
  PutObjectCommand,
  type WebsiteConfiguration,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, test } from "vitest";
import { admin, emulatorForFile, failure, outcome, s3Client, send, TimeTraveller, type Answer } from "../support/emulator/support";

const emulator = emulatorForFile();
const s3 = new TimeTraveller(emulator);
const HOST = "oos-website-cn.oos-lnsy.ctyunapi.cn";

async function put(website: WebsiteConfiguration, bucket = "site"): Promise<unknown> {
  return s3Client(emulator()).send(new PutBucketWebsiteCommand({ Bucket: bucket, WebsiteConfiguration: website }));
}

/** What a browser sees of the site, unsigned. */
async function visit(target: string, { method = "GET", host = `site.${HOST}`, headers = {} } = {}): Promise<Answer> {
  return send(emulator().endpoints.s3, { method, target, headers: { ...headers, host } });
}

beforeAll(async () => {
  await s3.send("PUT", "/site", "", { "x-amz-acl": "public-read" });
  await s3.send("PUT", "/closed");
  const client = s3Client(emulator());
  for (const [Key, Body] of [
    ["index.html", "<h1>start</h1>"],
    ["docs/index.html", "<h1>docs</h1>"],
    ["docs/中 文.html", "<h1>hanzi</h1>"],
    ["error.html", "<h1>sorry</h1>"],
  ] as const) {
    await client.send(new PutObjectCommand({ Bucket: "site", Key, Body, ContentType: "text/html" }));
  }
  await client.send(new PutObjectCommand({ Bucket: "closed", Key: "index.html", Body: "secret" }));
});

describe("configuration", () => {
  const full: WebsiteConfiguration = {
    IndexDocument: { Suffix: "index.html" },
    ErrorDocument: { Key: "error.html" },
    RoutingRules: [
      { Condition: { KeyPrefixEquals: "old/" }, Redirect: { ReplaceKeyPrefixWith: "docs/" } },
      {
        Condition: { HttpErrorCodeReturnedEquals: "404", KeyPrefixEquals: "lost/" },
        Redirect: { HostName: "found.example", Protocol: "https" },
      },
      { Redirect: { ReplaceKeyWith: "index.html" } },
    ],
  };

  test("the AWS SDK stores, reads, replaces and deletes it", async () => {
    const client = s3Client(emulator());
    const read = async (): Promise<WebsiteConfiguration> => {
      const { $metadata: _metadata, ...website } = await client.send(new GetBucketWebsiteCommand({ Bucket: "site" }));
      return website;
    };
    expect(await failure(read())).toBe("404 NoSuchWebsiteConfiguration");
    await put(full);
    expect(await read()).toEqual(full);
    const all = { RedirectAllRequestsTo: { HostName: "www.example", Protocol: "https" as const } };
    await put(all);
    expect(await read()).toEqual(all);
    const drop = async (): Promise<number | undefined> =>
      (await client.send(new DeleteBucketWebsiteCommand({ Bucket: "site" }))).$metadata.httpStatusCode;
    expect([await drop(), await drop()]).toEqual([200, 200]);
    expect(await failure(read())).toBe("404 NoSuchWebsiteConfiguration");
  });

  const index = { Suffix: "i" };
  test.each<[string, WebsiteConfiguration, string]>([
    ["nothing", {}, "400 MalformedXML"],
    ["an error document alone", { ErrorDocument: { Key: "e" } }, "400 MalformedXML"],
    ["an index with a slash", { IndexDocument: { Suffix: "a/b" } }, "400 InvalidArgument"],
    ["redirect-all with an index", { IndexDocument: index, RedirectAllRequestsTo: { HostName: "h" } }, "400 InvalidRequest"],
    ["another protocol", { RedirectAllRequestsTo: { HostName: "h", Protocol: "ftp" as "http" } }, "400 MalformedXML"],
    ["a rule without a redirect", { IndexDocument: index, RoutingRules: [{ Redirect: undefined }] }, "400 MalformedXML"],
    [
      "two replacements",
      { IndexDocument: index, RoutingRules: [{ Redirect: { ReplaceKeyWith: "a", ReplaceKeyPrefixWith: "b" } }] },
      "400 InvalidRequest",
    ],
    [
      "a condition on success",
      { IndexDocument: index, RoutingRules: [{ Condition: { HttpErrorCodeReturnedEquals: "200" }, Redirect: { ReplaceKeyWith: "a" } }] },
      "400 InvalidRequest",
    ],
    ["a redirect code", { IndexDocument: index, RoutingRules: [{ Redirect: { HttpRedirectCode: "302" } }] }, "400 MalformedXML"],
  ])("%s is refused", async (_name, website, expected) => {
    expect(await failure(put(website))).toBe(expected);
  });

  test("ten kibibytes fit, one byte more does not", async () => {
    const body = (bytes: number): string => {
      const [head, tail] = ["<WebsiteConfiguration><IndexDocument><Suffix>i</Suffix></IndexDocument>", "</WebsiteConfiguration>"];
      return head + " ".repeat(bytes - head.length - tail.length) + tail;
    };
    expect(outcome(await s3.send("PUT", "/site?website=", body(10 * 1024)))).toBe("200");
    expect(outcome(await s3.send("PUT", "/site?website=", body(10 * 1024 + 1)))).toBe("400 EntityTooLarge");
  });
});

describe("the site", () => {
  beforeAll(async () => {
    await put({ IndexDocument: { Suffix: "index.html" }, ErrorDocument: { Key: "error.html" } });
    await put({ IndexDocument: { Suffix: "index.html" } }, "closed");
  });

  test.each([
    ["/", "<h1>start</h1>"],
    ["/index.html", "<h1>start</h1>"],
    ["/docs/", "<h1>docs</h1>"],
    ["/docs/%E4%B8%AD%20%E6%96%87.html?v=1&acl", "<h1>hanzi</h1>"],
  ])("%s shows a page", async (target, text) => {
    const answer = await visit(target);
    expect([answer.status, answer.headers["content-type"], answer.text]).toEqual([200, "text/html", text]);
  });

  test("it answers under every form of its host", async () => {
    const { port } = new URL(emulator().endpoints.s3);
    for (const host of [
      `site.${HOST}:80`,
      "site.oos-website-cn.oos.ctyunapi.cn",
      "SITE.oos-website-cn.oos-cn.ctyunapi.cn",
      `site.oos-website-cn.localhost:${port}`,
    ]) {
      expect((await visit("/", { host })).text).toBe("<h1>start</h1>");
    }
  });

  test("a folder without its slash leads to the one with it", async () => {
    const answer = await visit("/docs");
    expect([answer.status, answer.headers["location"]]).toEqual([302, "/docs/"]);
  });

  test("what is missing shows the error document, whole", async () => {
    const answer = await visit("/nothing", { headers: { range: "bytes=0-1" } });
    expect([answer.status, answer.headers["content-type"], answer.text]).toEqual([404, "text/html", "<h1>sorry</h1>"]);
    const head = await visit("/nothing", { method: "HEAD" });
    expect([head.status, head.text, head.headers["content-length"]]).toEqual([404, "", "14"]);
  });

  test("a piece of a page, and an unchanged page", async () => {
    const piece = await visit("/", { headers: { range: "bytes=4-8" } });
    expect([piece.status, piece.text]).toEqual([206, "start"]);
    const tag = String((await visit("/")).headers["etag"]);
    expect((await visit("/", { headers: { "if-none-match": tag } })).status).toBe(304);
  });

  test("what not everybody may read is not shown", async () => {
    const closed = await visit("/", { host: `closed.${HOST}` });
    expect([closed.status, closed.headers["content-type"]]).toEqual([403, "text/html; charset=utf-8"]);
    expect(closed.text).not.toContain("secret");
    const policy = { Statement: [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::closed/*" }] };
    await s3.send("PUT", "/closed?policy=", JSON.stringify(policy));
    expect((await visit("/", { host: `closed.${HOST}` })).text).toBe("secret");
  });

  test("a site only shows: it takes no uploads, and no bucket without a configuration is one", async () => {
    expect((await visit("/index.html", { method: "PUT" })).status).toBe(405);
    expect((await visit("/index.html", { method: "DELETE" })).status).toBe(405);
    expect((await visit("/", { host: `nobody-has-this.${HOST}` })).text).toContain("NoSuchBucket");
    await s3.send("PUT", "/plain", "", { "x-amz-acl": "public-read" });
    const plain = await visit("/", { host: `plain.${HOST}` });
    expect([plain.status, plain.text.includes("NoSuchWebsiteConfiguration")]).toEqual([404, true]);
  });

  test("visits are counted and can be made to fail", async () => {
    await admin(emulator(), "DELETE", "/calls");
    await admin(emulator(), "POST", "/faults", { kind: "error", operation: "Website", bucket: "site", times: 1, status: 500 });
    expect([(await visit("/")).status, (await visit("/")).status]).toEqual([500, 200]);
    const calls = await admin<{ byOperation: Record<string, unknown> }>(emulator(), "GET", "/calls");
    expect(calls.byOperation).toEqual({ "s3:Website": { count: 2, statuses: { "200": 1, "500": 1 } } });
  });

  test("rules redirect before and after the object is looked for", async () => {
    await put({
      IndexDocument: { Suffix: "index.html" },
      ErrorDocument: { Key: "error.html" },
      RoutingRules: [
        { Condition: { KeyPrefixEquals: "old/" }, Redirect: { ReplaceKeyPrefixWith: "docs/新/" } },
        {
          Condition: { KeyPrefixEquals: "lost/", HttpErrorCodeReturnedEquals: "404" },
          Redirect: { HostName: "found.example", Protocol: "https" },
        },
        { Condition: { HttpErrorCodeReturnedEquals: "403" }, Redirect: { ReplaceKeyWith: "index.html" } },
      ],
    });
    const location = async (target: string): Promise<unknown> => {
      const answer = await visit(target);
      return [answer.status, answer.headers["location"]];
    };
    expect(await location("/old/a%20b")).toEqual([301, `http://site.${HOST}/docs/%E6%96%B0/a%20b`]);
    expect(await location("/lost/a")).toEqual([301, "https://found.example/lost/a"]);
    expect(await location("/gone")).toEqual([404, undefined]);
    expect(await location("/")).toEqual([200, undefined]);
  });

  test("everything redirected", async () => {
    await put({ RedirectAllRequestsTo: { HostName: "www.example", Protocol: "https" } });
    const answer = await visit("/docs/a?b=c");
    expect([answer.status, answer.headers["location"]]).toEqual([301, "https://www.example/docs/a"]);
    await put({ RedirectAllRequestsTo: { HostName: "www.example" } });
    expect((await visit("/")).headers["location"]).toBe("http://www.example/");
  });
});
