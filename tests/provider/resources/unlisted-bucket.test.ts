/** A bucket of our own that the account's list lacks, as a Ceph gateway leaves it when it ends in the middle of a creation. */
import { CreateBucketCommand, GetBucketAclCommand, HeadBucketCommand, ListBucketsCommand, type S3Client } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { zos } from "../../../provider/backends/zos";
import { settingsOf } from "../../support/contract/emulated";
import { admin, type Keys, s3Client } from "../../support/emulator/support";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

const wanted = { bucket: "b-one", forceDestroy: false };
/** For this one of AWS the client names no location when it makes a bucket. */
const region = { region: "us-east-1" };
const cutOff = { kind: "reset-unlisted", operation: "PutBucket", times: 1 } as const;

async function listedBy(s3: S3Client): Promise<readonly (string | undefined)[]> {
  return ((await s3.send(new ListBucketsCommand({}))).Buckets ?? []).map(({ Name }) => Name);
}

describe.each(faces)("%s face", (face) => {
  async function start(flavour: "oos" | "zos" = "zos"): Promise<{ world: TestWorld; open: () => Promise<Driver>; s3: S3Client }> {
    const world = await TestWorld.start({ flavour });
    const s3 = s3Client(world.emulator, flavour === "zos" ? region : {});
    onTestFinished(async () => {
      s3.destroy();
      await world.close();
    });
    const open = async (): Promise<Driver> => {
      const driver = await openDriver(face, world, world.config(flavour === "zos" ? settingsOf(zos, world) : {}));
      onTestFinished(() => driver.close());
      return driver;
    };
    return { world, open, s3 };
  }

  test("a creation that was cut off goes on, and the bucket is listed again", async () => {
    const { world, open, s3 } = await start();
    const driver = await open();
    const { id, state } = await world.faulty([cutOff], () => driver.create("Bucket", "b", { ...wanted, acl: "public-read" }));
    expect(await listedBy(s3)).toEqual(["b-one"]);
    expect(state["creationDate"]).toEqual(expect.any(String));
    expect(await driver.read("Bucket", id, state)).toEqual({ id, state });
  });

  test("the next run goes on where the creation was cut off with its run", async () => {
    const { world, open, s3 } = await start();
    const first = await open();
    await world.faulty([cutOff, { kind: "error", operation: "GetBucketAcl" }], () =>
      expect(first.create("Bucket", "b", wanted)).rejects.toThrow("GetBucketAcl"),
    );
    await s3.send(new HeadBucketCommand({ Bucket: "b-one" }));
    expect(await listedBy(s3)).toEqual([]);
    const next = await open();
    await next.create("Bucket", "b", wanted);
    expect(await listedBy(s3)).toEqual(["b-one"]);
  });

  test("one that this stack did not make is adopted or refused like any other of ours", async () => {
    const { world, open, s3 } = await start();
    await world.faulty([cutOff], () => expect(s3.send(new CreateBucketCommand({ Bucket: "b-one", ACL: "public-read" }))).rejects.toThrow());
    const driver = await open();
    await expect(driver.create("Bucket", "b", wanted)).rejects.toThrow(
      /bucket "b-one" already exists and this stack did not create it \(the account's list of buckets lacks it\); nothing was changed\.\n {2}next: take it over with `adopt: true`/,
    );
    expect(await listedBy(s3)).toEqual([]);
    await driver.create("Bucket", "b", { ...wanted, adopt: true });
    expect(await listedBy(s3)).toEqual(["b-one"]);
    const { Grants: grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: "b-one" }));
    expect(grants.filter(({ Grantee }) => Grantee?.URI !== undefined)).toHaveLength(1);
    await expect
      .poll(() => driver.said())
      .toContain(`info: bucket "b-one" was missing from the account's list of buckets, and is in it again`);
  });

  test("where a PUT would change the bucket, the list stays as it is", async () => {
    const { world, open, s3 } = await start("oos");
    await world.faulty([cutOff], () => expect(s3.send(new CreateBucketCommand({ Bucket: "b-one" }))).rejects.toThrow());
    const driver = await open();
    const { calls } = await world.counted(() => driver.create("Bucket", "b", { ...wanted, acl: "private", adopt: true }));
    expect(calls).not.toHaveProperty("s3:PutBucket");
  });

  test("a bucket of another account that anyone may see is still nobody's to take", async () => {
    const { world, open } = await start();
    const theirs = s3Client(world.emulator, { ...region, credentials: await admin<Keys>(world.emulator, "POST", "/accounts", {}) });
    onTestFinished(() => theirs.destroy());
    await theirs.send(new CreateBucketCommand({ Bucket: "b-one", ACL: "public-read" }));
    const driver = await open();
    const { calls } = await world.counted(() =>
      expect(driver.create("Bucket", "b", { ...wanted, adopt: true })).rejects.toThrow(
        /bucket "b-one" belongs to another account, which lets anyone see it, or is ours and does not show it: its ACL could not be read; nothing was changed\n {2}next: choose another name/,
      ),
    );
    expect(calls).not.toHaveProperty("s3:PutBucket");
    expect(await listedBy(theirs)).toEqual(["b-one"]);
  });
});
