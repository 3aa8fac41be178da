/** A bucket that a gateway has and the list of its owner lacks: a real one is made with the administration call that takes it out. */
import {
  CreateBucketCommand,
  GetBucketAclCommand,
  GetObjectCommand,
  type Grant,
  PutBucketAclCommand,
  PutObjectCommand,
  type S3Client,
} from "@aws-sdk/client-s3";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { clientOf } from "../support/contract/server";
import { sendSigned } from "../support/emulator/support";
import { type Driver, type Face, faces, openDriver } from "../support/resources/driver";
import { bucketsOf, GatewayWorld } from "./world";

async function unlist({ account: { id, tenant, endpoint } }: GatewayWorld, bucket: string): Promise<void> {
  const query = new URLSearchParams({ bucket: `${tenant}/${bucket}`, uid: id });
  const request = { method: "POST", target: `/admin/bucket?${query.toString()}` };
  const { status, text } = await sendSigned(endpoint, request, { keys: inject("rgw").admin, service: "s3" });
  if (status !== 200) throw new Error(`the gateway does not unlink: ${String(status)} ${text}`);
}

async function open(face: Face): Promise<{ world: GatewayWorld; s3: S3Client; driver: Driver }> {
  const world = await GatewayWorld.start();
  const s3 = clientOf(world);
  const driver = await openDriver(face, world.world, world.config);
  onTestFinished(async () => {
    await driver.close();
    s3.destroy();
    await world.close();
  });
  return { world, s3, driver };
}

describe.each(faces)("%s face", (face) => {
  test.each([
    ["private", {}],
    ["public-read", {}],
    ["private", { objectLockEnabled: true }],
  ] as const)("a %s one of ours is adopted, with what is in it, and listed again", async (acl, more) => {
    const { world, s3, driver } = await open(face);
    const lock = "objectLockEnabled" in more ? { ObjectLockEnabledForBucket: true } : {};
    await s3.send(new CreateBucketCommand({ Bucket: "b-one", ...(acl === "private" ? {} : { ACL: acl }), ...lock }));
    await s3.send(new PutObjectCommand({ Bucket: "b-one", Key: "k", Body: "kept" }));
    await unlist(world, "b-one");
    expect(await bucketsOf(world)).toEqual([]);

    const inputs = { bucket: "b-one", forceDestroy: false, adopt: true, ...more };
    const { id, state } = await driver.create("Bucket", "b", inputs);
    expect(await bucketsOf(world)).toEqual(["b-one"]);
    expect(await driver.read("Bucket", id, state)).toEqual({ id, state });
    const { Grants: grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: "b-one" }));
    expect(grants.filter(({ Grantee }) => Grantee?.URI !== undefined)).toHaveLength(acl === "private" ? 0 : 1);
    const { Body: body } = await s3.send(new GetObjectCommand({ Bucket: "b-one", Key: "k" }));
    expect(await body?.transformToString()).toBe("kept");
  });

  test("one with grants of its own is adopted with them, and stays out of the list, which is said", async () => {
    const { world, s3, driver } = await open(face);
    await s3.send(new CreateBucketCommand({ Bucket: "b-one" }));
    const { Owner: owner, Grants: grants = [] } = await s3.send(new GetBucketAclCommand({ Bucket: "b-one" }));
    const everybody: Grant = {
      Grantee: { Type: "Group", URI: "http://acs.amazonaws.com/groups/global/AuthenticatedUsers" },
      Permission: "WRITE",
    };
    await s3.send(new PutBucketAclCommand({ Bucket: "b-one", AccessControlPolicy: { Owner: owner, Grants: [...grants, everybody] } }));
    await unlist(world, "b-one");
    const { id, state } = await driver.create("Bucket", "b", { bucket: "b-one", forceDestroy: false, adopt: true });
    expect(await driver.read("Bucket", id, state)).toEqual({ id, state });
    expect((await s3.send(new GetBucketAclCommand({ Bucket: "b-one" }))).Grants).toHaveLength(2);
    await expect.poll(() => driver.said()).toEqual([expect.stringMatching(/^warn: bucket "b-one" is missing from the account's list/)]);
  });
});
