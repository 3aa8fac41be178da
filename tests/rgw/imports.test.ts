/** A bucket is imported together with the resources of their own for what its fields say as well. */
import { CreateBucketCommand, PutBucketAclCommand, PutBucketVersioningCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { withClient } from "../support/contract/server";
import { faces, openDriver } from "../support/resources/driver";
import { importsPass } from "../support/resources/imports";
import { GatewayWorld } from "./world";

const Bucket = "b-one";

describe.each(faces)("%s face", (face) => {
  test("a bucket, an object, its versions and its ACL: they stand side by side until one of them changes", async () => {
    const server = await GatewayWorld.start();
    onTestFinished(() => server.close());
    await withClient(server, async (s3) => {
      await s3.send(new CreateBucketCommand({ Bucket }));
      await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: "Enabled" } }));
      await s3.send(new PutBucketAclCommand({ Bucket, ACL: "public-read" }));
      await s3.send(new PutObjectCommand({ Bucket, Key: "a b.txt", Body: "x", ContentType: "text/plain", Metadata: { a: "1" } }));
    });
    await importsPass(face, server.world, server.config, [["BucketObject", `${Bucket}/a b.txt`]]);
    const nouns = ["Bucket", "BucketVersioning", "BucketAcl"] as const;
    for (const order of [nouns, nouns.toReversed()])
      await importsPass(
        face,
        server.world,
        server.config,
        order.map((noun) => [noun, Bucket]),
      );

    const driver = await openDriver(face, server.world, server.config);
    onTestFinished(() => driver.close());
    const inputs = await Promise.all(nouns.map(async (noun) => (await driver.import(noun, Bucket))?.inputs ?? {}));
    const [bucket = {}, versioning = {}, acl = {}] = inputs;
    const failing = async (noun: string, olds: object, news: object): Promise<readonly string[]> =>
      (await driver.check(noun, noun, { ...olds }, { ...news })).failures.map(({ property }) => property);
    // What the provider alone looks at may change.
    expect(await failing("Bucket", bucket, { ...bucket, forceDestroy: true })).toEqual([]);
    expect(await failing("BucketVersioning", versioning, versioning)).toEqual([]);
    expect(await failing("BucketAcl", acl, { ...acl, grants: [{ canonicalId: server.account.id, permission: "READ" }] })).toEqual([
      "bucket",
    ]);
    expect(await failing("BucketVersioning", versioning, { ...versioning, status: "Suspended" })).toEqual(["bucket"]);
    // A new resource beside what is there is refused as before.
    expect(await failing("BucketVersioning", {}, versioning)).toEqual(["bucket"]);
  });
});
