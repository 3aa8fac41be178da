/** Drift, replacement guards, adoption, import, bad input and several accounts over the real engine. */
import { CreateBucketCommand, DeleteBucketCommand, PutBucketPolicyCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type RunningEmulator, startEmulator } from "../../emulator";
import { iam, type Keys, sendSigned } from "../support/emulator/support";
import { engineTestLimit, type Face, faces, type Run, Stack } from "../support/engine/harness";
import { type AccountState, accountState, admin, s3ClientOf, settingsFor } from "../support/engine/servers";

const open = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::drift-a/*" }],
};
const narrow = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: ["oos:GetObject"], Resource: ["arn:ctyun:oos:::drift-a/public/*"] }],
};

let emulator: RunningEmulator;
let stack: Stack;
let s3: S3Client;

/** One stack on a service of its own for the tests of a block. */
function standOn(face: Face): void {
  beforeAll(async () => {
    emulator = await startEmulator();
    s3 = s3ClientOf(emulator);
    stack = await Stack.create({ face, config: settingsFor(emulator) });
  });
  afterAll(async () => {
    s3.destroy();
    await stack.close();
    await emulator.close();
  });
}

// What is tried in one face here is tried in both in tests/provider/resources.
describe("plugin face", engineTestLimit, () => {
  standOn("plugin");

  const bucket = { name: "bucket", noun: "Bucket", args: { bucket: "drift-a" } };
  const policy = (document: object) => ({
    name: "policy",
    noun: "BucketPolicy",
    args: { bucket: { $ref: "bucket.bucket" }, policy: document },
  });

  test("a change behind the stack's back is found by refresh and repaired by up", async () => {
    await stack.up({ resources: [bucket, policy(narrow)] });
    await s3.send(new PutBucketPolicyCommand({ Bucket: "drift-a", Policy: JSON.stringify(open) }));
    // An ACL is changed by a PUT of the bucket: the service has no PUT ?acl.
    await s3.send(new CreateBucketCommand({ Bucket: "drift-a", ACL: "public-read" }));
    const refresh = await stack.refresh();
    expect(refresh.text).toMatch(/~ 2 updated/);
    const preview = await stack.preview();
    expect(preview.text).toMatch(/acl *: "public-read" => "private"/);
    await stack.up();
    await stack.mustBeQuiet();
    expect((await accountState(emulator)).buckets).toContainEqual(expect.objectContaining({ name: "drift-a", acl: "private" }));
  });

  test("the same meaning in another spelling is no change", async () => {
    const respelled = {
      Statement: { Resource: "arn:ctyun:oos:::drift-a/public/*", Action: "oos:GetObject", Principal: "*", Effect: "Allow" },
      Version: "2012-10-17",
    };
    stack.write({ resources: [bucket, policy(respelled)] });
    await stack.must("preview", "--diff", "--color", "never", "--expect-no-changes");
  });

  test("a bucket with objects is neither deleted without forceDestroy nor replaced without forceReplace", async () => {
    await s3.send(new PutObjectCommand({ Bucket: "drift-a", Key: "k", Body: "v" }));
    const renamed = await stack.tryUp({ resources: [{ ...bucket, args: { bucket: "drift-b" } }] });
    expect(renamed.code).not.toBe(0);
    expect(renamed.text).toContain('bucket "drift-a" holds 1 object, which its replacement would delete; nothing was changed');
    expect((await accountState(emulator)).buckets).toEqual([expect.objectContaining({ name: "drift-a", objects: 1 })]);
    await stack.up({ resources: [{ ...bucket, args: { bucket: "drift-a", forceDestroy: true } }] });
    const stillFull = await stack.tryUp({ resources: [{ ...bucket, args: { bucket: "drift-b", forceDestroy: true } }] });
    expect(stillFull.code).not.toBe(0);
    expect(stillFull.text).toContain("accept the loss with forceReplace: true");
    await stack.up({ resources: [{ ...bucket, args: { bucket: "drift-b", forceDestroy: true, forceReplace: true } }] });
    expect((await accountState(emulator)).buckets.map(({ name }) => name)).toEqual(["drift-b"]);
  });

  test("what exists is not overwritten, unless adopted", async () => {
    await s3.send(new CreateBucketCommand({ Bucket: "drift-taken", ACL: "public-read" }));
    const taken = { name: "taken", noun: "Bucket", args: { bucket: "drift-taken" } };
    const kept = { ...bucket, args: { bucket: "drift-b", forceDestroy: true } };
    const refused = await stack.tryUp({ resources: [kept, taken] });
    expect(refused.code).not.toBe(0);
    expect(refused.text).toContain('bucket "drift-taken" already exists and this stack did not create it; nothing was changed.');
    expect(refused.text).toContain("adopt: true");
    expect((await accountState(emulator)).buckets).toContainEqual(expect.objectContaining({ name: "drift-taken", acl: "public-read" }));
    await stack.up({ resources: [kept, { ...taken, args: { ...taken.args, adopt: true } }] });
    await stack.mustBeQuiet();
    expect((await accountState(emulator)).buckets).toContainEqual(expect.objectContaining({ name: "drift-taken", acl: "private" }));
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
  });
});

describe("dynamic face", engineTestLimit, () => {
  standOn("dynamic");

  test("a bucket that somebody has made again elsewhere is not replaced: said by refresh, preview and up, and nothing is lost", async () => {
    const moved = { name: "moved", noun: "Bucket", args: { bucket: "drift-moved", metadataLocation: "QingDao", forceDestroy: true } };
    await stack.up({ resources: [moved] });
    await s3.send(new DeleteBucketCommand({ Bucket: "drift-moved" }));
    const location = "<MetadataLocationConstraint><Location>LaSa</Location></MetadataLocationConstraint>";
    const body = `<CreateBucketConfiguration>${location}</CreateBucketConfiguration>`;
    const made = await sendSigned(
      emulator.endpoints.s3,
      { method: "PUT", target: "/drift-moved", body },
      { keys: emulator, service: "s3" },
    );
    expect(made.status, made.text).toBe(200);
    await s3.send(new PutObjectCommand({ Bucket: "drift-moved", Key: "k", Body: "v" }));
    const subject = 'metadataLocation of Bucket "drift-moved"';
    const words = `${subject} is "LaSa" on the service (changed elsewhere) and "QingDao" in the program`;
    // In a refresh the dynamic face does not know whether the program marked the value as a secret.
    const unmarked = `${subject} differs between the service (changed elsewhere) and the program`;
    const refresh = ["refresh", "--yes", "--skip-preview", "--expect-no-changes"];
    expect(await stack.must(...refresh, "--color", "never")).toContain(unmarked);
    for (const args of [
      ["preview", "--expect-no-changes"],
      ["up", "--yes", "--skip-preview", "--refresh", "--expect-no-changes"],
    ])
      expect(await stack.must(...args, "--color", "never")).toContain(words);
    expect((await accountState(emulator)).buckets).toEqual([expect.objectContaining({ name: "drift-moved", objects: 1 })]);
    const taken = { ...moved, args: { ...moved.args, metadataLocation: "LaSa" } };
    await stack.up({ resources: [taken] });
    await stack.mustBeQuiet();
    expect((await accountState(emulator)).buckets).toEqual([expect.objectContaining({ name: "drift-moved", objects: 1 })]);
  });

  // The engine stops at the first resource that fails its check; of that resource it shows every problem.
  test("every problem of a bad Bucket is shown at once, in preview", async () => {
    const args = { bucket: "Bad..Name-", acl: "publik-read", dataLocation: { type: "Specified", location: [] } };
    stack.write({ resources: [{ name: "bad", noun: "Bucket", args }] });
    const { code, text } = await stack.preview();
    expect(code).not.toBe(0);
    const words = ["bucket value", 'must not contain ".."', "lower-case letters", "did you mean public-read", "dataLocation.location"];
    for (const word of [...words, "did you mean locations"]) expect(text).toContain(word);
  });
});

describe.each(faces)("keys of another account, %s face", engineTestLimit, (face) => {
  const bob = { userName: "bob" };
  const said = ({ text }: Run): string => text.replaceAll(/\s+/g, " ");

  test("nothing is forgotten, taken or deleted; under another name it is made there, and the old one goes", async () => {
    const emulator = await startEmulator();
    const other = (await admin(emulator, "POST", "/accounts", {})) as AccountState & Keys;
    const refused = `is in account ${emulator.accountId} by the state of the stack, and the provider uses account ${other.accountId}; nothing was changed`;
    // What keys the environment has, a refresh and a destroy use too.
    const environment: Record<string, string> = {};
    const signWith = ({ accessKeyId, secretAccessKey }: Keys): unknown =>
      Object.assign(environment, { OOS_ACCESS_KEY_ID: accessKeyId, OOS_SECRET_ACCESS_KEY: secretAccessKey });
    const { endpoints = "" } = settingsFor(emulator);
    const stack = await Stack.create({ face, config: { endpoints }, environment });
    const mustBeBoth = async (): Promise<void> => {
      const [mine, theirs] = [await accountState(emulator), await accountState(emulator, other.accountId)];
      expect([mine.users, theirs.users]).toMatchObject([[{ name: "bob", accessKeys: [{}] }], [{ name: "bob", accessKeys: [] }]]);
      expect((await stack.exported()).resources.map(({ urn }) => urn.split("::").at(-1))).toEqual(["user", "key"]);
    };
    try {
      const resources = [
        { name: "user", noun: "IamUser", args: bob },
        { name: "key", noun: "AccessKey", args: { user: "bob" }, options: { dependsOn: ["user"] } },
      ];
      signWith(emulator);
      await stack.up({ resources });
      await iam(emulator, "CreateUser", { UserName: "bob" }, other);
      signWith(other);
      const runs = [
        () => stack.preview(),
        () => stack.refresh(),
        // Which stack it is about, nobody tells Pulumi's dynamic provider in these two.
        async () => stack.refresh("--target", (await stack.resource("key"))?.urn ?? ""),
        () => stack.destroy("--continue-on-error"),
      ];
      for (const each of runs) {
        const run = await each();
        expect(run.code, run.text).not.toBe(0);
        expect(said(run)).toContain(refused);
        await mustBeBoth();
      }
      signWith(emulator);
      await stack.mustBeQuiet();

      const there = {
        name: "there",
        noun: "Provider",
        args: { ...settingsFor(emulator), accessKeyId: other.accessKeyId, secretAccessKey: other.secretAccessKey },
      };
      const moved = resources.map((each) => ({ ...each, options: { ...each.options, provider: "there" } }));
      const run = await stack.tryUp({ resources: [there, ...moved] });
      expect(run.code, run.text).not.toBe(0);
      expect(said(run)).toContain(`IamUser bob ${refused} next: use the keys of account ${emulator.accountId} for it`);
      await mustBeBoth();
      await iam(emulator, "DeleteUser", { UserName: "bob" }, other);
      const anew = moved.map(({ name, options, ...rest }) => ({
        ...{ ...rest, name: `${name}-there` },
        options: { ...options, ...(name === "key" ? { dependsOn: ["user-there"] } : {}) },
      }));
      await stack.up({ resources: [there, ...anew] });
      expect((await accountState(emulator)).users).toEqual([]);
      expect((await accountState(emulator, other.accountId)).users).toMatchObject([{ name: "bob", accessKeys: [{}] }]);
    } finally {
      await stack.close();
      await emulator.close();
    }
  });
});

describe("imports", engineTestLimit, () => {
  test("import fills every field, and the program that says the same has nothing to do", async () => {
    const emulator = await startEmulator();
    const maker = await Stack.create({ face: "plugin", config: settingsFor(emulator) });
    const importer = await Stack.create({ face: "plugin", config: settingsFor(emulator) });
    try {
      const resources = [
        {
          name: "bucket",
          noun: "Bucket",
          args: {
            bucket: "import-a",
            acl: "public-read",
            metadataLocation: "ZhengZhou",
            dataLocation: { type: "Specified", locations: ["QingDao"] },
          },
        },
        {
          name: "policy",
          noun: "BucketPolicy",
          args: { bucket: "import-a", policy: JSON.stringify(open).replaceAll("drift-a", "import-a") },
          options: { dependsOn: ["bucket"] },
        },
        { name: "user", noun: "IamUser", args: { userName: "imported", tags: { a: "b" } } },
        { name: "key", noun: "AccessKey", args: { user: "imported", status: "Inactive" }, options: { dependsOn: ["user"] } },
        {
          name: "trail",
          noun: "Trail",
          args: { name: "imported", s3BucketName: "import-a", s3KeyPrefix: "p/", eventSelector: { readWriteType: "WriteOnly" } },
          options: { dependsOn: ["bucket"] },
        },
      ];
      await maker.up({ resources });
      const ids = new Map((await maker.exported()).resources.map(({ urn, id }) => [urn.split("::").at(-1), id]));
      await importer.import(resources.map(({ name, noun }) => ({ name, noun, id: ids.get(name) ?? "" })));
      const imported = await importer.exported();
      expect(imported.resources.map(({ inputs }) => inputs)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            bucket: "import-a",
            acl: "public-read",
            metadataLocation: "ZhengZhou",
            dataLocation: expect.objectContaining({ locations: ["QingDao"] }) as unknown,
          }),
          expect.objectContaining({ userName: "imported", tags: { a: "b" } }),
          expect.objectContaining({ user: "imported", status: "Inactive" }),
          expect.objectContaining({
            name: "imported",
            s3KeyPrefix: "p/",
            eventSelector: { readWriteType: "WriteOnly" },
            enableLogging: true,
          }),
        ]),
      );
      // Imported resources stand alone in state; the program adds the dependencies, which are no change of the resources.
      importer.write({ resources });
      const { code, text } = await importer.preview("--expect-no-changes");
      expect(code, text).toBe(0);
      const missing = await importer.run(
        "import",
        "oos:index:Bucket",
        "gone",
        "import-gone",
        "--generate-code=false",
        "--yes",
        "--skip-preview",
        "--color",
        "never",
      );
      expect(missing.code).not.toBe(0);
      expect(missing.text).toMatch(/does not exist/);
    } finally {
      await maker.close();
      await importer.close();
      await emulator.close();
    }
  });
});
