/** The bodies of a bucket's settings, letter for letter as the manual shows them, and how answers of other forms are read. */
import { describe, expect, it } from "vitest";
import type { Backend } from "../../../../provider/backends/types";
import { zos } from "../../../../provider/backends/zos";
import * as s3 from "../../../../provider/services/s3";
import type { Client } from "../../../../provider/transport/types";
import { fakeClient, type FakeClient } from "../../../support/services/fake-client";

const bucket = "b-one";
const xml = '<?xml version="1.0" encoding="UTF-8"?>';
const namespace = ' xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';

async function sent(put: (client: Client) => Promise<unknown>, backend?: Backend): Promise<FakeClient["sent"][number] | undefined> {
  const client = fakeClient(() => "", backend);
  await put(client);
  return client.sent[0];
}

const reading = async <T>(read: (client: Client, input: s3.BucketInput) => Promise<{ readonly value: T }>, body: string): Promise<T> => {
  const { value } = await read(
    fakeClient(() => body),
    { bucket },
  );
  return value;
};

describe("lifecycle", () => {
  const rules: readonly s3.LifecycleRule[] = [
    { id: "lifecycle", prefix: "test", enabled: true, expiration: { date: "2022-10-12T00:00:00.000Z" } },
    { prefix: "", enabled: false, expiration: { days: 20 }, transition: { days: 10, storageClass: "STANDARD_IA" } },
  ];
  const body =
    `<LifecycleConfiguration${namespace}><Rule><ID>lifecycle</ID><Prefix>test</Prefix><Status>Enabled</Status>` +
    "<Expiration><Date>2022-10-12T00:00:00.000Z</Date></Expiration></Rule>" +
    "<Rule><Prefix></Prefix><Status>Disabled</Status><Expiration><Days>20</Days></Expiration>" +
    "<Transition><Days>10</Days><StorageClass>STANDARD_IA</StorageClass></Transition></Rule></LifecycleConfiguration>";

  it("is written with a flat prefix and no filter where the manual shows no other form [GUIDE 4.2.16]", async () => {
    const request = await sent((client) => s3.putBucketLifecycle(client, { bucket, rules }));
    expect(request).toMatchObject({ operation: "PutBucketLifecycle", body: xml + body });
    expect(request?.body).not.toContain("Filter");
  });

  it.each<[string, object, string]>([
    ["a prefix", { prefix: "a/" }, "<Prefix>a/</Prefix>"],
    ["everything", { prefix: "" }, "<Prefix></Prefix>"],
    ["a space", { prefix: " " }, "<Prefix> </Prefix>"],
    ["one tag", { prefix: "", tags: { k: "v" } }, "<Tag><Key>k</Key><Value>v</Value></Tag>"],
    ["one size", { prefix: "", objectSizeGreaterThan: 0 }, "<ObjectSizeGreaterThan>0</ObjectSizeGreaterThan>"],
    [
      "all of it",
      { prefix: "a/", tags: { k: "", l: " " }, objectSizeGreaterThan: 5, objectSizeLessThan: 9 },
      "<And><Prefix>a/</Prefix><Tag><Key>k</Key><Value></Value></Tag><Tag><Key>l</Key><Value> </Value></Tag>" +
        "<ObjectSizeGreaterThan>5</ObjectSizeGreaterThan><ObjectSizeLessThan>9</ObjectSizeLessThan></And>",
    ],
  ])("is written and read with a filter elsewhere [ZOS 1.11]: %s", async (_what, chosen, filter) => {
    const rule = { id: "r", enabled: true, expiration: { days: 3 }, ...chosen } as s3.LifecycleRule;
    const document =
      `<LifecycleConfiguration${namespace}><Rule><ID>r</ID><Filter>${filter}</Filter><Status>Enabled</Status>` +
      "<Expiration><Days>3</Days></Expiration></Rule></LifecycleConfiguration>";
    expect((await sent((client) => s3.putBucketLifecycle(client, { bucket, rules: [rule] }), zos))?.body).toBe(xml + document);
    expect(await reading(s3.getBucketLifecycle, document)).toEqual([rule]);
  });

  it("keeps so many versions as are said", async () => {
    const rule: s3.LifecycleRule = {
      prefix: "",
      enabled: true,
      noncurrentVersionExpiration: { noncurrentDays: 3, newerNoncurrentVersions: 5 },
      noncurrentVersionTransitions: [{ noncurrentDays: 2, newerNoncurrentVersions: 7, storageClass: "GLACIER" }],
    };
    const { body: document = "" } = (await sent((client) => s3.putBucketLifecycle(client, { bucket, rules: [rule] }), zos)) ?? {};
    expect(String(document)).toContain(
      "<NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays><NewerNoncurrentVersions>5</NewerNoncurrentVersions></NoncurrentVersionExpiration>" +
        "<NoncurrentVersionTransition><NoncurrentDays>2</NoncurrentDays><NewerNoncurrentVersions>7</NewerNoncurrentVersions><StorageClass>GLACIER",
    );
    expect(await reading(s3.getBucketLifecycle, String(document))).toEqual([rule]);
  });

  it("puts a prefix that Ceph 16 shows beside And where it counts, when it keeps what is unknown", async () => {
    const shown =
      "<LifecycleConfiguration><Rule><ID>r</ID><Filter><Prefix>p/</Prefix><And><Tag><Key>k</Key><Value>v</Value></Tag><New>1</New></And></Filter>" +
      "<Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule></LifecycleConfiguration>";
    const { value: rules, unknown } = await s3.getBucketLifecycle(
      fakeClient(() => shown, zos),
      { bucket },
    );
    const request = await sent((client) => s3.putBucketLifecycle(client, { bucket, rules, unknown }), zos);
    expect(String(request?.body)).toContain(
      "<Filter><And><Prefix>p/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag><New>1</New></And></Filter>",
    );
  });

  it("is read as it was written", async () => {
    expect(await reading(s3.getBucketLifecycle, body)).toEqual(rules);
  });

  it("is read without namespace, with a prefix in a filter, with nothing in it", async () => {
    const rule = "<Rule><Filter><Prefix>x</Prefix></Filter><Status>Enabled</Status></Rule>";
    expect(await reading(s3.getBucketLifecycle, `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`)).toEqual([
      { prefix: "x", enabled: true },
    ]);
    expect(await reading(s3.getBucketLifecycle, "<LifecycleConfiguration/>")).toEqual([]);
  });

  it.each([
    ["no status", "<Rule><Prefix>x</Prefix></Rule>"],
    ["an unknown status", "<Rule><Status>Perhaps</Status></Rule>"],
    ["days that are no number", "<Rule><Status>Enabled</Status><Expiration><Days>soon</Days></Expiration></Rule>"],
    ["a transition to nowhere", "<Rule><Status>Enabled</Status><Transition><Days>1</Days></Transition></Rule>"],
  ])("with %s is no lifecycle", async (_name, rule) => {
    await expect(reading(s3.getBucketLifecycle, `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`)).rejects.toMatchObject({
      kind: "foreign",
      operation: "GetBucketLifecycle",
      subject: 'bucket "b-one"',
    });
  });
});

describe("CORS", () => {
  const rules: readonly s3.CorsRule[] = [
    { allowedOrigins: ["http://www.example1.com"], allowedMethods: ["PUT", "POST", "DELETE"], allowedHeaders: ["*"] },
    { id: "two", allowedOrigins: ["a", "b"], allowedMethods: ["GET"], exposeHeaders: ["ETag"], maxAgeSeconds: 0 },
  ];
  const body =
    `<CORSConfiguration${namespace}><CORSRule><AllowedOrigin>http://www.example1.com</AllowedOrigin><AllowedMethod>PUT</AllowedMethod>` +
    "<AllowedMethod>POST</AllowedMethod><AllowedMethod>DELETE</AllowedMethod><AllowedHeader>*</AllowedHeader></CORSRule>" +
    "<CORSRule><ID>two</ID><AllowedOrigin>a</AllowedOrigin><AllowedOrigin>b</AllowedOrigin><AllowedMethod>GET</AllowedMethod>" +
    "<MaxAgeSeconds>0</MaxAgeSeconds><ExposeHeader>ETag</ExposeHeader></CORSRule></CORSConfiguration>";

  it("is written, measured and read", async () => {
    expect((await sent((client) => s3.putBucketCors(client, { bucket, rules })))?.body).toBe(xml + body);
    expect(s3.corsBytes(rules)).toBe((xml + body).length);
    expect(await reading(s3.getBucketCors, body)).toEqual(rules);
  });
});

describe("website", () => {
  const site: s3.Website = {
    indexDocument: "index1.html",
    errorDocument: "error1.html",
    routingRules: [
      { condition: { keyPrefixEquals: "old/" }, redirect: { replaceKeyPrefixWith: "" } },
      { redirect: { protocol: "https", hostName: "a.example", replaceKeyWith: "k" } },
    ],
  };
  const body =
    `<WebsiteConfiguration${namespace}><IndexDocument><Suffix>index1.html</Suffix></IndexDocument><ErrorDocument><Key>error1.html</Key></ErrorDocument>` +
    "<RoutingRules><RoutingRule><Condition><KeyPrefixEquals>old/</KeyPrefixEquals></Condition>" +
    "<Redirect><ReplaceKeyPrefixWith></ReplaceKeyPrefixWith></Redirect></RoutingRule>" +
    "<RoutingRule><Redirect><Protocol>https</Protocol><HostName>a.example</HostName><ReplaceKeyWith>k</ReplaceKeyWith></Redirect></RoutingRule>" +
    "</RoutingRules></WebsiteConfiguration>";
  const redirect = "<RedirectAllRequestsTo><HostName>a.example</HostName></RedirectAllRequestsTo>";

  it("is written, measured and read; an empty replacement is kept", async () => {
    expect((await sent((client) => s3.putBucketWebsite(client, { bucket, ...site })))?.body).toBe(xml + body);
    expect(s3.websiteBytes(site)).toBe((xml + body).length);
    expect(await reading(s3.getBucketWebsite, body)).toEqual(site);
  });

  it("redirects everything", async () => {
    const all = { redirectAllRequestsTo: { hostName: "a.example" } };
    const document = `<WebsiteConfiguration${namespace}>${redirect}</WebsiteConfiguration>`;
    expect((await sent((client) => s3.putBucketWebsite(client, { bucket, ...all })))?.body).toBe(xml + document);
    expect(await reading(s3.getBucketWebsite, document)).toEqual(all);
  });
});

describe("object lock", () => {
  it.each([
    [{ state: "Disabled", retention: { mode: "COMPLIANCE", days: 1 } }, "<Days>1</Days>"],
    [{ state: "Enabled", retention: { mode: "COMPLIANCE", years: 2 } }, "<Years>2</Years>"],
  ] as const)("%j is written without namespace, and read", async (lock, length) => {
    const body =
      `<ObjectLockConfiguration><ObjectLockEnabled>${lock.state}</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode>` +
      `${length}</DefaultRetention></Rule></ObjectLockConfiguration>`;
    expect((await sent((client) => s3.putObjectLockConfiguration(client, { bucket, ...lock })))?.body).toBe(xml + body);
    expect(await reading(s3.getObjectLockConfiguration, body)).toEqual(lock);
  });

  it.each([
    ["Days", "Years"],
    ["Years", "Days"],
  ])("of so many %s, and 0 %s beside them as some servers show it, has that length", async (unit, other) => {
    const length = `<${unit}>2</${unit}><${other}>0</${other}>`;
    const body = `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>GOVERNANCE</Mode>${length}</DefaultRetention></Rule></ObjectLockConfiguration>`;
    expect(await reading(s3.getObjectLockConfiguration, body)).toEqual({
      state: "Enabled",
      retention: { mode: "GOVERNANCE", [unit.toLowerCase()]: 2 },
    });
  });

  it.each([
    ["of another mode", "<Rule><DefaultRetention><Mode>FOREVER</Mode><Days>1</Days></DefaultRetention></Rule>"],
    ["without a rule", ""],
  ])("%s is not understood, never taken for none", async (_words, rule) => {
    const body = `<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled>${rule}</ObjectLockConfiguration>`;
    await expect(reading(s3.getObjectLockConfiguration, body)).rejects.toMatchObject({ kind: "foreign" });
  });
});

describe("logging", () => {
  const logging = { targetBucket: "b-one-logging", targetPrefix: "b-one_log" };
  const enabled = "<LoggingEnabled><TargetBucket>b-one-logging</TargetBucket><TargetPrefix>b-one_log</TargetPrefix></LoggingEnabled>";

  it("is turned off with an empty document", async () => {
    const off = `${xml}<BucketLoggingStatus${namespace}></BucketLoggingStatus>`;
    expect((await sent((client) => s3.putBucketLogging(client, { bucket })))?.body).toBe(off);
    const on = `${xml}<BucketLoggingStatus${namespace}>${enabled}</BucketLoggingStatus>`;
    expect((await sent((client) => s3.putBucketLogging(client, { bucket, logging })))?.body).toBe(on);
  });

  it("is read with the odd namespace of the manual; empty means off", async () => {
    const odd = '<BucketLoggingStatus xmlns="http://doc.s3.amazonaws.com/2006-03-01">';
    expect(await reading(s3.getBucketLogging, `${odd}${enabled}</BucketLoggingStatus>`)).toEqual(logging);
    expect(await reading(s3.getBucketLogging, `${odd}</BucketLoggingStatus>`)).toBeUndefined();
    expect(await reading(s3.getBucketLogging, "<BucketLoggingStatus/>")).toBeUndefined();
  });
});

describe("accelerate", () => {
  const ipWhiteList = ["36.111.88.0/24", "114.80.1.136"];
  const list = "<IPWhiteLists><IP>36.111.88.0/24</IP><IP>114.80.1.136</IP></IPWhiteLists>";

  it("is written and read", async () => {
    const body = `<AccelerateConfiguration${namespace}><Status>Enabled</Status>${list}</AccelerateConfiguration>`;
    expect((await sent((client) => s3.putBucketAccelerate(client, { bucket, status: "Enabled", ipWhiteList })))?.body).toBe(xml + body);
    expect(await reading(s3.getBucketAccelerate, body)).toEqual({ status: "Enabled", ipWhiteList });
  });

  it("without status was never configured; suspended may have no list", async () => {
    expect(await reading(s3.getBucketAccelerate, "<AccelerateConfiguration/>")).toBeUndefined();
    const suspended = "<AccelerateConfiguration><Status>Suspended</Status><IPWhiteLists/></AccelerateConfiguration>";
    expect(await reading(s3.getBucketAccelerate, suspended)).toEqual({ status: "Suspended", ipWhiteList: [] });
    const body = `<AccelerateConfiguration${namespace}><Status>Suspended</Status></AccelerateConfiguration>`;
    expect((await sent((client) => s3.putBucketAccelerate(client, { bucket, status: "Suspended", ipWhiteList: [] })))?.body).toBe(
      xml + body,
    );
  });
});
