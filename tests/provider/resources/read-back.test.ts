/** What a service keeps of a setting is read once after each write: more deletion than asked for is taken back, other losses are told. Both faces. */
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { InitFailed, type Properties } from "../../support/plugin/results";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { plainBucket as bucket, PlainS3 } from "./plain-s3";

const without =
  (setting: string, pattern: RegExp, replacement = "") =>
  (of: string, document: string): string =>
    of === setting ? document.replaceAll(pattern, replacement) : document;

const filter = /<Filter>.*?<\/Filter>/g;

describe.each(faces)("%s face", (face) => {
  async function start(more: Properties = {}, backend?: string) {
    const world = await PlainS3.start();
    const said: string[] = [];
    const driver = await openDriver(face, world, world.config(more, backend), (line) => said.push(line));
    onTestFinished(async () => {
      await driver.close();
      await world.close();
    });
    return { world, driver, said };
  }

  async function checked(driver: Driver, noun: string, inputs: Properties, olds: Properties = {}): Promise<Properties> {
    const { inputs: news, failures } = await driver.check(noun, "r", olds, { bucket, ...inputs });
    expect(failures).toEqual([]);
    return news;
  }

  /** The words of a failure. */
  const failing = (task: Promise<unknown>): Promise<unknown> =>
    task.then(
      () => "no failure",
      (error: unknown) => error,
    );

  const expiring = (prefix: string, days = 30): Properties => ({ rules: [{ id: "r", prefix, expiration: { days } }] });

  test("a scope that the service drops: an error that names it, and nothing is left that deletes", async () => {
    const { world, driver } = await start();
    world.keeps = without("lifecycle", filter);
    const error = await failing(driver.create("Lifecycle", "r", await checked(driver, "Lifecycle", expiring("z/"))));
    expect(error).not.toBeInstanceOf(InitFailed);
    expect(String(error)).toContain(
      'the service did not keep the lifecycle configuration of bucket "b-one" as it was sent, and would have deleted more, or sooner, than asked for: rules[0].prefix was dropped: the rule reaches every object; it was removed, so that it deletes nothing',
    );
    expect(world.documents.has("lifecycle")).toBe(false);
    // Nothing is taken for ours afterwards: what others make now is theirs.
    world.documents.set(
      "lifecycle",
      "<LifecycleConfiguration><Rule><ID>x</ID><Prefix>x/</Prefix><Status>Enabled</Status></Rule></LifecycleConfiguration>",
    );
    expect(String(await failing(driver.create("Lifecycle", "r", await checked(driver, "Lifecycle", expiring("z/")))))).toContain(
      "already exists",
    );
  });

  test.each([
    ["put back", [], "it was removed, so that it deletes nothing", false],
    ["removed either", ["DELETE lifecycle"], "it could not be undone (s3 DeleteBucketLifecycle", true],
  ])("what stood there before cannot be %s: the resource is half made, and can be deleted", async (_what, refused, words, isLeft) => {
    const { world, driver } = await start();
    const rule =
      "<Rule><ID>old</ID><Filter><Prefix>a/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>9</Days></Expiration></Rule>";
    world.documents.set("lifecycle", `<LifecycleConfiguration>${rule}</LifecycleConfiguration>`);
    world.keeps = without("lifecycle", filter);
    for (const call of refused) world.refuses.add(call);
    const error = await failing(driver.create("Lifecycle", "r", await checked(driver, "Lifecycle", { ...expiring("z/"), adopt: true })));
    expect(error).toBeInstanceOf(InitFailed);
    expect(String(error)).toContain(words);
    expect(world.documents.has("lifecycle")).toBe(isLeft);
    const { id, state } = error as InitFailed;
    expect(state).toHaveProperty("__halfMade");
    world.refuses.clear();
    await driver.delete("Lifecycle", id, state);
    expect(world.documents.has("lifecycle")).toBe(false);
  });

  test("a change that the service would widen is undone: what stood there before stays, and so does the state", async () => {
    const { world, driver } = await start();
    const inputs = await checked(driver, "Lifecycle", expiring("z/"));
    const { id, state } = await driver.create("Lifecycle", "r", inputs);
    const before = world.documents.get("lifecycle");
    world.keeps = without("lifecycle", /<Days>60<\/Days>/g, "<Days>6</Days>");
    const news = await checked(driver, "Lifecycle", expiring("z/", 60), inputs);
    const error = await failing(driver.update("Lifecycle", id, state, news));
    expect(error).not.toBeInstanceOf(InitFailed);
    expect(String(error)).toContain("rules[0].expiration.days is 6 there; the previous value was restored");
    expect(world.documents.get("lifecycle")).toBe(before);
    expect(await driver.read("Lifecycle", id, state)).toEqual({ id, state });
  });

  test.each([
    ["a prefix that became another one", expiring("z/"), ["<Prefix>z/</Prefix>", "<Prefix>y/</Prefix>"], 'rules[0].prefix is "y/" there'],
    [
      "a tag",
      { rules: [{ id: "r", tags: { a: "1", b: "2" }, expiration: { days: 3 } }] },
      [/<Tag><Key>b.*?<\/Tag>/g, ""],
      "rules[0].tags.b was dropped",
    ],
    [
      "a size",
      { rules: [{ id: "r", objectSizeGreaterThan: 500, objectSizeLessThan: 900, expiration: { days: 3 } }] },
      [/<ObjectSizeGreaterThan>.*<\/ObjectSizeLessThan>/g, "<Prefix></Prefix>"],
      "rules[0].objectSizeGreaterThan was dropped; rules[0].objectSizeLessThan was dropped",
    ],
    [
      "a rule that is not to act",
      { rules: [{ id: "r", prefix: "a", enabled: false, expiration: { days: 3 } }] },
      ["Disabled", "Enabled"],
      "rules[0].enabled is true there",
    ],
    [
      "versions that stay",
      { rules: [{ id: "r", prefix: "a", noncurrentVersionExpiration: { noncurrentDays: 3, newerNoncurrentVersions: 5 } }] },
      [/<NewerNoncurrentVersions>5<\/NewerNoncurrentVersions>/g, ""],
      "rules[0].noncurrentVersionExpiration.newerNoncurrentVersions was dropped",
    ],
    [
      "a date",
      { rules: [{ id: "r", prefix: "a", expiration: { date: "2031-01-01" } }] },
      ["2031", "2030"],
      "rules[0].expiration.date is 2030-01-01T00:00:00.000Z there",
    ],
    [
      "an action that nobody asked for",
      { rules: [{ id: "r", prefix: "a", transition: { days: 3 } }] },
      ["</Rule>", "<AbortIncompleteMultipartUpload><DaysAfterInitiation>1</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>"],
      "rules[0].abortIncompleteMultipartUpload.daysAfterInitiation is 1 there",
    ],
  ] as const)("deletes more: %s", async (_what, inputs, [pattern, replacement], words) => {
    const { world, driver } = await start();
    world.keeps = (_setting, document) => document.replaceAll(pattern, replacement);
    const error = await failing(driver.create("Lifecycle", "r", await checked(driver, "Lifecycle", inputs)));
    expect(String(error)).toContain(words);
    expect(world.documents.has("lifecycle")).toBe(false);
  });

  test.each([
    [
      "an action beside another (MinIO)",
      "Lifecycle",
      { rules: [{ id: "r", prefix: "a", expiration: { days: 3 }, abortIncompleteMultipartUpload: { daysAfterInitiation: 2 } }] },
      [/<AbortIncomplete.*<\/AbortIncompleteMultipartUpload>/g, ""],
      'the lifecycle configuration of bucket "b-one" as it was sent: rules[0].abortIncompleteMultipartUpload was not kept',
    ],
    [
      "one rule of two",
      "Lifecycle",
      {
        rules: [
          { id: "r", prefix: "a", expiration: { days: 3 } },
          { id: "s", prefix: "b", expiration: { days: 3 } },
        ],
      },
      [/<Rule><ID>s.*?<\/Rule>/g, ""],
      "rules[1] was not kept",
    ],
    [
      "the scope of a rule that deletes nothing",
      "Lifecycle",
      { rules: [{ id: "r", prefix: "a", transition: { days: 3 } }] },
      [filter, ""],
      'rules[0].prefix is "" there',
    ],
    [
      "a lock of other length",
      "ObjectLock",
      { state: "Enabled", retention: { days: 9 } },
      ["<Days>9", "<Days>1"],
      'retention is {"days":1} there',
    ],
    ["versions that do not begin", "BucketVersioning", {}, ["Enabled", "Suspended"], 'status is "Suspended" there'],
    [
      "an encryption of another kind",
      "BucketEncryption",
      { algorithm: "aws:kms", kmsMasterKeyId: "k:AES:u" },
      [/aws:kms.*<\/KMSMasterKeyID>/g, "AES256</SSEAlgorithm>"],
      'algorithm is "AES256" there',
    ],
    [
      "a grant",
      "BucketAcl",
      {
        grants: [
          { canonicalId: "you", permission: "READ" },
          { canonicalId: "they", permission: "READ" },
        ],
      },
      [/<Grant><Grantee[^>]*><ID>they.*?<\/Grant>/g, ""],
      'grants is [{"canonicalId":"you","permission":"READ"}] there',
    ],
    [
      "a statement",
      "BucketPolicy",
      {
        policy: {
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Principal: "*", Action: ["s3:GetObject"], Resource: ["arn:aws:s3:::b-one/*"] }],
        },
      },
      ["GetObject", "ListBucket"],
      "policy is ",
    ],
  ] as const)("is told of in a warning: %s", async (_what, noun, inputs, [pattern, replacement], words) => {
    const { world, driver, said } = await start();
    world.keeps = (_setting, document) => document.replaceAll(pattern, replacement);
    const news = await checked(driver, noun, inputs);
    const { state } = await driver.create(noun, "r", news);
    await vi.waitFor(() => expect(said.join("\n")).toContain(`warning: the service did not keep the`));
    expect(said.join("\n")).toContain(words);
    expect(state).toMatchObject(news);
  });

  test("a setting that is not kept at all, and one that cannot be read back, are told of", async () => {
    const { world, driver, said } = await start();
    world.shows = (setting, document) => (setting === "lifecycle" ? undefined : document);
    await driver.create("Lifecycle", "r", await checked(driver, "Lifecycle", expiring("z/")));
    await vi.waitFor(() =>
      expect(said.join("\n")).toContain(
        'the lifecycle configuration of bucket "b-one" was written, but the service returns none: it was not kept',
      ),
    );
    said.length = 0;
    world.documents.clear();
    world.shows = (_setting, document) => (document === undefined ? undefined : "<Strange/>");
    await driver.create("Lifecycle", "r", await checked(driver, "Lifecycle", expiring("z/")));
    await vi.waitFor(() =>
      expect(said.join("\n")).toContain('the lifecycle configuration of bucket "b-one" was written, but could not be read back: '),
    );
  });

  test("what a cache may still hold is no evidence: neither none, nor the value before, nor the one before that", async () => {
    const { world, driver, said } = await start({ settleSeconds: 300 });
    const old: (string | undefined)[] = [undefined];
    world.shows = (setting) => (setting === "lifecycle" ? old.at(-1) : undefined);
    const at = (prefix: string) => checked(driver, "Lifecycle", { rules: [{ id: "r", prefix, expiration: { days: 3 } }] });
    const first = await at("");
    let { id, state } = await driver.create("Lifecycle", "r", first);
    const everything = world.documents.get("lifecycle");
    const second = await at("a/");
    state = await driver.update("Lifecycle", id, state, second);
    old.push(everything);
    // The cache has moved on to the first value, which would delete everything.
    state = await driver.update("Lifecycle", id, state, await at("b/"));
    old.push(undefined);
    state = await driver.update("Lifecycle", id, state, await at("c/"));
    expect(said).toEqual([]);
    expect(world.documents.get("lifecycle")).toContain("<Prefix>c/</Prefix>");
    ({ id } = (await driver.read("Lifecycle", id, state)) ?? { id: "gone" });
    expect(id).toBe(bucket);
  });

  test("protection that a bucket is made with is looked at as well", async () => {
    const { world, driver, said } = await start();
    world.hasBucket = false;
    world.keeps = without("versioning", /Enabled/g, "Suspended");
    await driver.create("Bucket", "r", await checked(driver, "Bucket", { versioning: "Enabled", objectLockEnabled: true }));
    await vi.waitFor(() => expect(said).toHaveLength(2));
    expect(said).toEqual([
      'warning: the service did not keep the versioning of bucket "b-one" as it was sent: versioning is Suspended there',
      'warning: the object lock of bucket "b-one" was written, but the service returns none: it was not kept',
    ]);
  });

  test("keeps what it was sent: nothing is said", async () => {
    const { world, driver, said } = await start();
    for (const [noun, inputs] of Object.entries({
      Lifecycle: expiring("z/"),
      ObjectLock: { state: "Enabled", retention: { years: 1 } },
      BucketVersioning: {},
      BucketEncryption: {},
      BucketAcl: { grants: [{ canonicalId: "you", permission: "READ" }] },
      Cors: { rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] },
    })) {
      world.calls.length = 0;
      await driver.create(noun, "r", await checked(driver, noun, inputs));
      const reads = world.calls.filter((call) => call.startsWith("GET"));
      expect({ noun, reads: reads.length }).toEqual({ noun, reads: noun === "Cors" ? 1 : noun === "BucketAcl" ? 3 : 2 });
    }
    expect(said).toEqual([]);
  });
});
