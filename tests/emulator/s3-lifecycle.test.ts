import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  DeleteBucketLifecycleCommand,
  GetBucketLifecycleConfigurationCommand,
  HeadObjectCommand,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
} from "@aws-sdk/client-s3";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../emulator";
import { codeBlocks, readPage } from "../support/docs/pages";
import { admin, emulatorForFile, failure, outcome, TimeTraveller } from "../support/emulator/support";

const emulator = emulatorForFile();
const s3 = new TimeTraveller(emulator);

/** A rule as OOS knows it: the prefix stands in the rule itself, which the AWS SDK still sends but advises against. */
interface FlatRule {
  readonly ID?: string;
  readonly Prefix: string;
  readonly Status: "Enabled" | "Disabled";
  readonly Expiration?: { readonly Days?: number; readonly Date?: Date };
  readonly Transitions?: { readonly Days: number; readonly StorageClass: "STANDARD_IA" }[];
}

function put(bucket: string, ...rules: readonly FlatRule[]): Promise<unknown> {
  return s3.client().send(new PutBucketLifecycleConfigurationCommand({ Bucket: bucket, LifecycleConfiguration: { Rules: [...rules] } }));
}

async function store(bucket: string, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await s3.client().send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: key }));
}

const expire = (ID: string, Prefix: string, Days: number): FlatRule => ({ ID, Prefix, Status: "Enabled", Expiration: { Days } });
const cool = (ID: string, Prefix: string, Days: number): FlatRule => ({
  ID,
  Prefix,
  Status: "Enabled",
  Transitions: [{ Days, StorageClass: "STANDARD_IA" }],
});

describe("configuration", () => {
  beforeAll(async () => {
    await s3.send("PUT", "/rules");
  });

  test("the AWS SDK stores, reads, replaces and deletes it", async () => {
    const client = s3.client();
    const read = (): Promise<{ readonly Rules?: unknown[] | undefined }> =>
      client.send(new GetBucketLifecycleConfigurationCommand({ Bucket: "rules" }));
    expect(await failure(read())).toBe("404 NoSuchLifecycleConfiguration");
    const date = new Date("2030-02-03T00:00:00Z");
    await put("rules", expire("tmp", "tmp/", 30), {
      ID: "both",
      Prefix: "logs/",
      Status: "Disabled",
      Transitions: [{ Days: 10, StorageClass: "STANDARD_IA" }],
      Expiration: { Date: date },
    });
    expect((await read()).Rules).toEqual([
      { ID: "tmp", Prefix: "tmp/", Status: "Enabled", Expiration: { Days: 30 } },
      {
        ID: "both",
        Prefix: "logs/",
        Status: "Disabled",
        Transitions: [{ Days: 10, StorageClass: "STANDARD_IA" }],
        Expiration: { Date: date },
      },
    ]);
    await put("rules", expire("all", "", 1));
    expect((await read()).Rules).toEqual([{ ID: "all", Prefix: "", Status: "Enabled", Expiration: { Days: 1 } }]);
    const deleted = await client.send(new DeleteBucketLifecycleCommand({ Bucket: "rules" }));
    expect(deleted.$metadata.httpStatusCode).toBe(204);
    expect(await failure(read())).toBe("404 NoSuchLifecycleConfiguration");
  });

  test("a rule without an ID gets one", async () => {
    await put("rules", { Prefix: "a", Status: "Enabled", Expiration: { Days: 1 } });
    const { Rules = [] } = await s3.client().send(new GetBucketLifecycleConfigurationCommand({ Bucket: "rules" }));
    expect(Rules[0]?.ID).toMatch(/^\S{8,}$/);
  });

  test("prefixes of one action must not begin with each other; of two actions they may", async () => {
    for (const [one, other] of [
      ["ABC", "ABCD"],
      ["ABC", "A"],
      ["", "x"],
      ["same", "same"],
    ] as const) {
      expect(await failure(put("rules", expire("1", one, 1), expire("2", "between", 1), expire("3", other, 2)))).toBe("400 InvalidRequest");
    }
    await put("rules", expire("1", "ABC", 20), cool("2", "ABCD", 10), expire("3", "AC", 1));
  });

  const rule = (content: string): string => `<LifecycleConfiguration><Rule>${content}</Rule></LifecycleConfiguration>`;
  const days = "<Expiration><Days>1</Days></Expiration>";
  test.each([
    ["no rule", "<LifecycleConfiguration></LifecycleConfiguration>", "400 MalformedXML"],
    ["a filter", rule(`<ID>a</ID><Filter><Prefix>x</Prefix></Filter><Status>Enabled</Status>${days}`), "400 MalformedXML"],
    ["no prefix", rule(`<ID>a</ID><Status>Enabled</Status>${days}`), "400 MalformedXML"],
    ["no action", rule("<ID>a</ID><Prefix>x</Prefix><Status>Enabled</Status>"), "400 MalformedXML"],
    ["another status", rule(`<ID>a</ID><Prefix>x</Prefix><Status>On</Status>${days}`), "400 MalformedXML"],
    ["zero days", rule(`<ID>a</ID><Prefix>x</Prefix><Status>Enabled</Status>${days.replace("1", "0")}`), "400 InvalidArgument"],
    [
      "days and a date",
      rule(`<ID>a</ID><Prefix>x</Prefix><Status>Enabled</Status>${days.replace("</Days>", "</Days><Date>2030-01-01T00:00:00Z</Date>")}`),
      "400 MalformedXML",
    ],
    [
      "a date at noon",
      rule("<ID>a</ID><Prefix>x</Prefix><Status>Enabled</Status><Expiration><Date>2030-01-01T12:00:00.000Z</Date></Expiration>"),
      "400 InvalidArgument",
    ],
    [
      "another class",
      rule(
        "<ID>a</ID><Prefix>x</Prefix><Status>Enabled</Status><Transition><Days>1</Days><StorageClass>GLACIER</StorageClass></Transition>",
      ),
      "400 MalformedXML",
    ],
    ["a long ID", rule(`<ID>${"a".repeat(256)}</ID><Prefix>x</Prefix><Status>Enabled</Status>${days}`), "400 InvalidArgument"],
    [
      "an ID twice",
      `<LifecycleConfiguration>${["x", "y"].map((prefix) => `<Rule><ID>a</ID><Prefix>${prefix}</Prefix><Status>Enabled</Status>${days}</Rule>`).join("")}</LifecycleConfiguration>`,
      "400 InvalidArgument",
    ],
    ["no body", "", "400 MissingRequestBodyError"],
  ])("%s is refused", async (_name, body, expected) => {
    await put("rules", expire("kept", "kept/", 1));
    expect(outcome(await s3.send("PUT", "/rules?lifecycle=", body))).toBe(expected);
    const { Rules = [] } = await s3.client().send(new GetBucketLifecycleConfigurationCommand({ Bucket: "rules" }));
    expect(Rules.map(({ ID }) => ID)).toEqual(["kept"]);
  });

  test("a thousand rules fit, one more does not", async () => {
    const many = Array.from({ length: 1000 }, (_, index) => expire(`rule-${index}`, `${String(index).padStart(4, "0")}/`, 1));
    await put("rules", ...many);
    expect(await failure(put("rules", ...many, expire("more", "more/", 1)))).toBe("400 MalformedXML");
  });
});

describe("runs", () => {
  test("an object goes at the midnight after its days, and not before", async () => {
    await s3.to("2040-01-15T10:30:00Z");
    await s3.send("PUT", "/expiring");
    await put("expiring", expire("three days", "tmp/", 3), { ...expire("off", "off/", 1), Status: "Disabled" });
    await store("expiring", "tmp/a", "kept", "off/a");
    const head = await s3.client().send(new HeadObjectCommand({ Bucket: "expiring", Key: "tmp/a" }));
    expect(head.Expiration).toBe('expiry-date="Thu, 19 Jan 2040 00:00:00 GMT", rule-id="three%20days"');
    await s3.to("2040-01-18T23:59:00Z");
    expect(await s3.keys("expiring")).toEqual(["kept", "off/a", "tmp/a"]);
    await store("expiring", "tmp/rewritten");
    await s3.to("2040-01-19T00:00:01Z");
    expect(await s3.keys("expiring")).toEqual(["kept", "off/a", "tmp/rewritten"]);
    expect(await failure(s3.client().send(new HeadObjectCommand({ Bucket: "expiring", Key: "tmp/a" })))).toBe("404 NotFound");
  });

  test("a class changes in place and keeps its date; the deletion comes after", async () => {
    await s3.to("2041-03-01T00:00:00Z");
    await s3.send("PUT", "/cooling");
    await put("cooling", cool("cool", "", 10), expire("gone", "logs/", 20));
    await store("cooling", "logs/a", "b");
    const client = s3.client();
    const before = await client.send(new HeadObjectCommand({ Bucket: "cooling", Key: "logs/a" }));
    await s3.to("2041-03-12T00:00:05Z");
    const after = await s3.client().send(new HeadObjectCommand({ Bucket: "cooling", Key: "logs/a" }));
    expect([before.StorageClass, after.StorageClass]).toEqual([undefined, "STANDARD_IA"]);
    expect([after.LastModified, after.ETag]).toEqual([before.LastModified, before.ETag]);
    await s3.to("2041-03-25T08:00:00Z");
    expect(await s3.keys("cooling")).toEqual(["b"]);
  });

  test("a date takes everything under the prefix from that midnight on", async () => {
    await s3.to("2042-05-01T12:00:00Z");
    await s3.send("PUT", "/dated");
    await put("dated", { ID: "d", Prefix: "x", Status: "Enabled", Expiration: { Date: new Date("2042-05-03T00:00:00Z") } });
    await store("dated", "x1", "y");
    await s3.to("2042-05-02T23:00:00Z");
    expect(await s3.keys("dated")).toEqual(["x1", "y"]);
    await s3.to("2042-05-03T09:00:00Z");
    expect(await s3.keys("dated")).toEqual(["y"]);
    await store("dated", "x2");
    expect(await s3.keys("dated")).toEqual(["x2", "y"]);
    await s3.to("2042-05-04T00:00:00Z");
    expect(await s3.keys("dated")).toEqual(["y"]);
  });

  test("old objects are taken by a new rule, at the midnight after it was set", async () => {
    await s3.to("2043-01-01T00:00:00Z");
    await s3.send("PUT", "/old");
    await store("old", "a");
    await s3.to("2043-06-01T10:00:00Z");
    await put("old", expire("late", "", 30));
    expect(await s3.keys("old")).toEqual(["a"]);
    await s3.to("2043-06-02T00:00:00Z");
    expect(await s3.keys("old")).toEqual([]);
  });

  test("rules that are gone at midnight do nothing; time that runs back does nothing", async () => {
    await s3.to("2044-01-01T10:00:00Z");
    await s3.send("PUT", "/stopped");
    await put("stopped", expire("a", "", 1));
    await store("stopped", "a");
    await s3.client().send(new DeleteBucketLifecycleCommand({ Bucket: "stopped" }));
    await s3.to("2044-02-01T00:00:00Z");
    expect(await s3.keys("stopped")).toEqual(["a"]);
    await s3.to("2043-12-01T00:00:00Z");
    expect(await s3.keys("stopped")).toEqual(["a"]);
  });

  test("the admin URL shows what is set, and what is left after a midnight", async () => {
    await s3.to("2045-01-01T10:00:00Z");
    await s3.send("PUT", "/watched");
    await put("watched", expire("a", "", 1));
    await store("watched", "a");
    await s3.to("2045-01-03T00:00:00Z");
    const state = await admin<{ accounts: { buckets: { name: string; objects: number; settings: string[] }[] }[] }>(
      emulator(),
      "GET",
      "/state",
    );
    const watched = state.accounts.flatMap(({ buckets }) => buckets).find(({ name }) => name === "watched");
    expect(watched).toMatchObject({ objects: 0, settings: ["lifecycle"] });
  });
});

test("the clock moved and moved back, as the page says: what became due has happened; between the two, ordinary clients are refused", async () => {
  const bodies = codeBlocks(readPage("docs/emulator.md")).flatMap(({ code }) =>
    [...code.matchAll(/clock --json '(.*)'/g)].map(([, body = ""]) => JSON.parse(body) as { readonly offsetMs: number }),
  );
  expect(bodies.map(({ offsetMs }) => offsetMs)).toEqual([4 * 86_400_000, 0]);
  const running = await startEmulator();
  onTestFinished(() => running.close());
  const ordinary = new TimeTraveller(() => running);
  await ordinary.send("PUT", "/due");
  const rule = "<Rule><ID>a</ID><Prefix></Prefix><Status>Enabled</Status><Expiration><Days>3</Days></Expiration></Rule>";
  await ordinary.send("PUT", "/due?lifecycle=", `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`);
  await ordinary.send("PUT", "/due/k", "x");
  const seen: string[] = [];
  for (const body of bodies) {
    await admin(running, "PUT", "/clock", body);
    seen.push(outcome(await ordinary.send("GET", "/due/k")));
  }
  expect(seen).toEqual(["403 RequestTimeTooSkewed", "404 NoSuchKey"]);
});

test("a restart does not make a rule act before its first midnight", async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), "emulator-rules-"));
  try {
    const first = await startEmulator({ dataFolder });
    const before = new TimeTraveller(() => first);
    await before.to("2026-01-01T12:00:00Z");
    await before.send("PUT", "/lasting");
    await before.send("PUT", "/lasting/old", "x");
    await before.to(new Date().toISOString());
    const rule = "<Rule><ID>a</ID><Prefix></Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule>";
    await before.send("PUT", "/lasting?lifecycle=", `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`);
    await first.close();
    const second = await startEmulator({ dataFolder });
    const after = new TimeTraveller(() => second);
    expect(await after.keys("lasting")).toEqual(["old"]);
    await after.to(new Date(Date.now() + 24 * 3_600_000).toISOString());
    expect(await after.keys("lasting")).toEqual([]);
    await second.close();
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
});
