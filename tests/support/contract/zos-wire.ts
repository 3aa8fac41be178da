/**
 * What ZOS does with versions, locks, tags, grants, copies, listings and events, seen through the AWS SDK: the same questions to a Ceph gateway,
 * which is the judge, and to the emulator as ZOS, so that one cannot drift from the other.
 */
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  DeleteObjectTaggingCommand,
  GetBucketCorsCommand,
  GetBucketLocationCommand,
  GetBucketPolicyStatusCommand,
  GetObjectAclCommand,
  GetObjectCommand,
  GetObjectLegalHoldCommand,
  GetObjectRetentionCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  ListPartsCommand,
  PutBucketCorsCommand,
  PutBucketPolicyCommand,
  PutBucketVersioningCommand,
  PutObjectAclCommand,
  PutObjectCommand,
  PutObjectLegalHoldCommand,
  PutObjectLockConfigurationCommand,
  PutObjectRetentionCommand,
  PutObjectTaggingCommand,
  type S3Client,
  UploadPartCommand,
  UploadPartCopyCommand,
} from "@aws-sdk/client-s3";
import { describe, expect, onTestFinished, test } from "vitest";
import { failure, sendSigned } from "../emulator/support";
import { Receiver } from "../rgw/receiver";
import { putTopic, topicNames } from "./cases";
import { clientOf, type ContractServer } from "./server";

const Bucket = "b-wire";

interface Running {
  readonly server: ContractServer;
  readonly s3: S3Client;
  readonly put: (Key: string, Body: string) => Promise<string | undefined>;
  readonly text: (Key: string, VersionId?: string) => Promise<string>;
}

/** `key version text`, newest first, with `*` for what is current and `-` for a delete marker. */
async function history(s3: S3Client): Promise<readonly string[]> {
  const { Versions = [], DeleteMarkers = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
  const versions = Versions.map(({ Key, Size, IsLatest, VersionId }) => ({ Key, IsLatest, VersionId, what: String(Size) }));
  const markers = DeleteMarkers.map(({ Key, IsLatest, VersionId }) => ({ Key, IsLatest, VersionId, what: "-" }));
  return [...versions, ...markers]
    .map(
      ({ Key = "", IsLatest, VersionId, what }) => `${Key} ${what}${VersionId === "null" ? " null" : ""}${IsLatest === true ? " *" : ""}`,
    )
    .sort();
}

/** The bucket as somebody without a signature names it: on a gateway with its tenant in front. */
function openly({ endpoint, keys }: ContractServer, path = ""): Promise<Response> {
  const tenant = "tenant" in keys && keys.tenant !== "" ? `${String(keys.tenant)}:` : "";
  return fetch(`${endpoint}/${tenant}${Bucket}${path}`);
}

/** @param start a server with an account of its own */
export function zosWireSuite(title: string, start: () => Promise<ContractServer>): void {
  const begin = async (lock = false): Promise<Running> => {
    const server = await start();
    const s3 = clientOf(server);
    onTestFinished(async () => {
      s3.destroy();
      await server.close();
    });
    await s3.send(new CreateBucketCommand({ Bucket, ...(lock ? { ObjectLockEnabledForBucket: true } : {}) }));
    return {
      server,
      s3,
      put: async (Key, Body) => (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId,
      text: async (Key, VersionId) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, ...(VersionId === undefined ? {} : { VersionId }) }));
        return (await Body?.transformToString()) ?? "";
      },
    };
  };
  const versioned = (s3: S3Client, Status: "Enabled" | "Suspended"): Promise<unknown> =>
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));

  describe(title, () => {
    test("versions: kept, read, hidden by a marker, deleted one by one", async () => {
      const { s3, put, text } = await begin();
      expect(await put("k", "a")).toBeUndefined();
      await versioned(s3, "Enabled");
      const second = await put("k", "bb");
      const third = await put("k", "ccc");
      expect(await history(s3)).toEqual(["k 1 null", "k 2", "k 3 *"]);
      expect([await text("k"), await text("k", second), await text("k", "null")]).toEqual(["ccc", "bb", "a"]);
      const marker = await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
      expect(marker.DeleteMarker).toBe(true);
      expect(await failure(s3.send(new GetObjectCommand({ Bucket, Key: "k" })))).toBe("404 NoSuchKey");
      expect(await failure(s3.send(new HeadObjectCommand({ Bucket, Key: "k" })))).toBe("404 NotFound");
      expect(await text("k", third)).toBe("ccc");
      expect(await history(s3)).toEqual(["k - *", "k 1 null", "k 2", "k 3"]);
      expect((await s3.send(new ListObjectsV2Command({ Bucket }))).Contents).toBeUndefined();
      expect(await failure(s3.send(new DeleteBucketCommand({ Bucket })))).toBe("409 BucketNotEmpty");
      await s3.send(new DeleteObjectCommand({ Bucket, Key: "k", VersionId: marker.VersionId }));
      expect(await text("k")).toBe("ccc");
      const { Deleted = [] } = await s3.send(
        new DeleteObjectsCommand({
          Bucket,
          Delete: { Objects: [third, second, "null", "0123456789abcdef"].map((VersionId) => ({ Key: "k", VersionId })) },
        }),
      );
      expect(Deleted).toHaveLength(4);
      expect(await history(s3)).toEqual([]);
      await s3.send(new DeleteBucketCommand({ Bucket }));
    });

    test("versions suspended: one version is called null, and it is replaced", async () => {
      const { s3, put } = await begin();
      await versioned(s3, "Enabled");
      await put("k", "a");
      await versioned(s3, "Suspended");
      await put("k", "bb");
      await put("k", "ccc");
      expect(await history(s3)).toEqual(["k 1", "k 3 null *"]);
      await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
      expect(await history(s3)).toEqual(["k - null *", "k 1"]);
      await put("k", "dddd");
      expect(await history(s3)).toEqual(["k 1", "k 4 null *"]);
    });

    test("versions are listed by pages and by what names share", async () => {
      const { s3, put } = await begin();
      await versioned(s3, "Enabled");
      for (const key of ["a/1", "a/2", "b", "b", "c"]) await put(key, key);
      await s3.send(new DeleteObjectCommand({ Bucket, Key: "b" }));
      const seen: string[] = [];
      let marker: { KeyMarker?: string | undefined; VersionIdMarker?: string | undefined } = {};
      for (let pages = 0; pages < 10; pages += 1) {
        const page = await s3.send(new ListObjectVersionsCommand({ Bucket, MaxKeys: 2, ...marker }));
        const all = [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])];
        expect(all.length).toBeLessThanOrEqual(2);
        seen.push(...all.map(({ Key, VersionId }) => `${Key ?? ""} ${VersionId ?? ""}`));
        if (page.IsTruncated !== true) break;
        marker = { KeyMarker: page.NextKeyMarker, VersionIdMarker: page.NextVersionIdMarker };
      }
      expect(new Set(seen).size).toBe(6);
      expect(seen).toHaveLength(6);
      const shared = await s3.send(new ListObjectVersionsCommand({ Bucket, Delimiter: "/" }));
      expect(shared.CommonPrefixes).toEqual([{ Prefix: "a/" }]);
      expect(shared.Versions?.map(({ Key }) => Key)).toEqual(["b", "b", "c"]);
    });

    test("locks: a default for new objects, retention and hold of a version, and who may pass them by", async () => {
      const { s3, put, server } = await begin(true);
      await s3.send(
        new PutObjectLockConfigurationCommand({
          Bucket,
          ObjectLockConfiguration: { ObjectLockEnabled: "Enabled", Rule: { DefaultRetention: { Mode: "GOVERNANCE", Days: 1 } } },
        }),
      );
      const VersionId = await put("k", "kept");
      const head = await s3.send(new HeadObjectCommand({ Bucket, Key: "k" }));
      expect(head.ObjectLockMode).toBe("GOVERNANCE");
      const days = ((head.ObjectLockRetainUntilDate?.getTime() ?? 0) - Date.now()) / 86_400_000;
      expect(Math.round(days)).toBe(1);
      const remove = (BypassGovernanceRetention = false): Promise<string> =>
        failure(
          s3.send(
            new DeleteObjectCommand({ Bucket, Key: "k", VersionId, ...(BypassGovernanceRetention ? { BypassGovernanceRetention } : {}) }),
          ),
        );
      expect(await remove()).toBe("403 AccessDenied");
      await s3.send(new PutObjectLegalHoldCommand({ Bucket, Key: "k", VersionId, LegalHold: { Status: "ON" } }));
      expect((await s3.send(new GetObjectLegalHoldCommand({ Bucket, Key: "k" }))).LegalHold).toEqual({ Status: "ON" });
      expect(await remove(true)).toBe("403 AccessDenied");
      await s3.send(new PutObjectLegalHoldCommand({ Bucket, Key: "k", VersionId, LegalHold: { Status: "OFF" } }));
      const until = new Date(Date.now() + 5 * 86_400_000);
      await s3.send(new PutObjectRetentionCommand({ Bucket, Key: "k", Retention: { Mode: "GOVERNANCE", RetainUntilDate: until } }));
      const { Retention } = await s3.send(new GetObjectRetentionCommand({ Bucket, Key: "k" }));
      expect(Math.abs((Retention?.RetainUntilDate?.getTime() ?? 0) - until.getTime())).toBeLessThan(1000);
      const shorter = { Mode: "GOVERNANCE" as const, RetainUntilDate: new Date(Date.now() + 3_600_000) };
      expect(await failure(s3.send(new PutObjectRetentionCommand({ Bucket, Key: "k", Retention: shorter })))).toBe("403 AccessDenied");
      // A deletion by name hides the version, and takes nothing away.
      await s3.send(new DeleteObjectCommand({ Bucket, Key: "k" }));
      expect(await history(s3)).toEqual(["k - *", "k 4"]);
      const { Errors = [] } = await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key: "k", VersionId }] } }));
      expect(Errors.map(({ Key, Code }) => [Key, Code])).toEqual([["k", "AccessDenied"]]);
      expect(await remove(true)).toBe("no failure");
      expect(await failure(versioned(s3, "Suspended"))).toBe("409 InvalidBucketState");
      expect(server.backend.id).toBe("zos");
    });

    test("a bucket that was not made for locks takes none", async () => {
      const { s3, put } = await begin();
      await put("k", "x");
      expect(await failure(s3.send(new PutObjectLegalHoldCommand({ Bucket, Key: "k", LegalHold: { Status: "ON" } })))).toBe(
        "400 InvalidRequest",
      );
      expect(await failure(s3.send(new GetObjectRetentionCommand({ Bucket, Key: "k" })))).toBe("400 InvalidRequest");
      const ObjectLockConfiguration = { ObjectLockEnabled: "Enabled" as const };
      expect(await failure(s3.send(new PutObjectLockConfigurationCommand({ Bucket, ObjectLockConfiguration })))).toBe(
        "409 InvalidBucketState",
      );
    });

    test("lists of the second version, the place, and whether a bucket is public", async () => {
      const { s3, put } = await begin();
      for (const key of ["a/1", "a/2", "b", "c", "d"]) await put(key, "x");
      const first = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 2, Delimiter: "/" }));
      expect({
        keys: first.Contents?.map(({ Key }) => Key),
        shared: first.CommonPrefixes,
        count: first.KeyCount,
        more: first.IsTruncated,
      }).toEqual({
        keys: ["b"],
        shared: [{ Prefix: "a/" }],
        count: 2,
        more: true,
      });
      const rest = await s3.send(new ListObjectsV2Command({ Bucket, Delimiter: "/", ContinuationToken: first.NextContinuationToken }));
      expect(rest.Contents?.map(({ Key }) => Key)).toEqual(["c", "d"]);
      const after = await s3.send(new ListObjectsV2Command({ Bucket, StartAfter: "b" }));
      expect(after.Contents?.map(({ Key }) => Key)).toEqual(["c", "d"]);
      expect((await s3.send(new GetBucketLocationCommand({ Bucket }))).LocationConstraint).toBe("default");
      const isPublic = async (): Promise<unknown> => (await s3.send(new GetBucketPolicyStatusCommand({ Bucket }))).PolicyStatus?.IsPublic;
      expect(await isPublic()).toBe(false);
      const everybody = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: `arn:aws:s3:::${Bucket}/*` };
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement: [everybody] }) }));
      expect(await isPublic()).toBe(true);
    });

    test("policies are enforced: everybody, all but one thing, and by conditions", async () => {
      const { s3, put, server } = await begin();
      for (const key of ["open/1", "closed/1"]) await put(key, key);
      const status = async (path: string): Promise<number> => (await openly(server, path)).status;
      const set = (...Statement: readonly object[]): Promise<unknown> =>
        s3.send(new PutBucketPolicyCommand({ Bucket, Policy: JSON.stringify({ Version: "2012-10-17", Statement }) }));
      const all = { Effect: "Allow", Principal: "*", Action: "s3:GetObject" };
      await set({ ...all, Resource: `arn:aws:s3:::${Bucket}/open/*` });
      expect([await status("/open/1"), await status("/closed/1"), await status("")]).toEqual([200, 403, 403]);
      await set({ ...all, NotResource: `arn:aws:s3:::${Bucket}/closed/*` });
      expect([await status("/open/1"), await status("/closed/1")]).toEqual([200, 403]);
      await set({
        ...all,
        Action: "s3:ListBucket",
        Resource: `arn:aws:s3:::${Bucket}`,
        Condition: { StringLike: { "s3:prefix": "open/*" } },
      });
      expect([await status("?prefix=open/"), await status("?prefix=closed/"), await status("")]).toEqual([200, 403, 403]);
      const refused = async (statement: object): Promise<string> =>
        failure(set({ ...all, Resource: `arn:aws:s3:::${Bucket}/*`, ...statement }));
      expect([
        await refused({ Action: "s3:Nonsense" }),
        await refused({ Principal: ["*"] }),
        await refused({ Condition: { Nonsense: { "aws:Referer": "x" } } }),
        await refused({ Resource: "no-arn" }),
      ]).toEqual(Array.from({ length: 4 }, () => "400 InvalidArgument"));
    });

    test("CORS rules may expose every header, for as long as there are seconds, and are shown in an order of their own", async () => {
      const { s3 } = await begin();
      const rule = {
        AllowedOrigins: ["https://b.example", "https://a.example"],
        AllowedMethods: ["POST", "GET"],
        ExposeHeaders: ["*"],
        MaxAgeSeconds: 2147483647,
      };
      await s3.send(new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules: [rule] } }));
      expect((await s3.send(new GetBucketCorsCommand({ Bucket }))).CORSRules).toEqual([
        { ...rule, AllowedOrigins: ["https://a.example", "https://b.example"], AllowedMethods: ["GET", "POST"] },
      ]);
    });

    test("tags and grants of an object", async () => {
      const { s3, server } = await begin();
      await s3.send(new PutObjectCommand({ Bucket, Key: "k", Body: "x", Tagging: "b=2&a=1%201", ACL: "public-read" }));
      expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "k" }))).TagSet).toEqual([
        { Key: "a", Value: "1 1" },
        { Key: "b", Value: "2" },
      ]);
      expect((await openly(server, "/k")).status).toBe(200);
      await s3.send(new PutObjectTaggingCommand({ Bucket, Key: "k", Tagging: { TagSet: [{ Key: "c", Value: "" }] } }));
      expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "k" }))).TagSet).toEqual([{ Key: "c", Value: "" }]);
      await s3.send(new DeleteObjectTaggingCommand({ Bucket, Key: "k" }));
      expect((await s3.send(new GetObjectTaggingCommand({ Bucket, Key: "k" }))).TagSet).toEqual([]);
      await s3.send(new PutObjectAclCommand({ Bucket, Key: "k", ACL: "private" }));
      expect((await openly(server, "/k")).status).toBe(403);
      expect((await s3.send(new GetObjectAclCommand({ Bucket, Key: "k" }))).Grants?.map(({ Permission }) => Permission)).toEqual([
        "FULL_CONTROL",
      ]);
    });

    test("uploads in parts, and copies", async () => {
      const { s3, put, text } = await begin();
      const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "big", Metadata: { a: "b" } }));
      expect((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads?.map(({ Key }) => Key)).toEqual(["big"]);
      expect(await failure(s3.send(new GetObjectCommand({ Bucket, Key: "big" })))).toBe("404 NoSuchKey");
      const head = "x".repeat(5 * 1024 * 1024);
      await put("source", "tail of the source");
      const one = await s3.send(new UploadPartCommand({ Bucket, Key: "big", UploadId, PartNumber: 1, Body: head }));
      const two = await s3.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: "big",
          UploadId,
          PartNumber: 2,
          CopySource: `${Bucket}/source`,
          CopySourceRange: "bytes=0-3",
        }),
      );
      expect((await s3.send(new ListPartsCommand({ Bucket, Key: "big", UploadId }))).Parts?.map(({ Size }) => Size)).toEqual([
        head.length,
        4,
      ]);
      const Parts = [
        { PartNumber: 1, ETag: one.ETag },
        { PartNumber: 2, ETag: two.CopyPartResult?.ETag },
      ];
      await s3.send(new CompleteMultipartUploadCommand({ Bucket, Key: "big", UploadId, MultipartUpload: { Parts } }));
      expect(await text("big")).toBe(`${head}tail`);
      expect((await s3.send(new HeadObjectCommand({ Bucket, Key: "big" }))).Metadata).toEqual({ a: "b" });
      await s3.send(new CopyObjectCommand({ Bucket, Key: "copy", CopySource: `${Bucket}/source` }));
      expect(await text("copy")).toBe("tail of the source");
      const other = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key: "other" }));
      await s3.send(new AbortMultipartUploadCommand({ Bucket, Key: "other", UploadId: other.UploadId }));
      expect((await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads).toBeUndefined();
    });

    test("events reach a receiver: made, copied, hidden and deleted, as the filters want them", async () => {
      const { s3, put, server } = await begin();
      const receiver = await Receiver.start();
      onTestFinished(() => receiver.close());
      const arn = await putTopic(server, "wire", { "push-endpoint": receiver.url, OpaqueData: "from here" });
      const notification = `<NotificationConfiguration><TopicConfiguration><Id>n</Id><Topic>${arn}</Topic><Event>s3:ObjectCreated:*</Event><Event>s3:ObjectRemoved:*</Event><Filter><S3Key><FilterRule><Name>suffix</Name><Value>.jpg</Value></FilterRule></S3Key></Filter></TopicConfiguration></NotificationConfiguration>`;
      const other = `${Bucket}-two`;
      await s3.send(new CreateBucketCommand({ Bucket: other }));
      for (const bucket of [Bucket, other]) {
        const request = { method: "PUT", target: `/${bucket}?notification`, body: notification };
        expect((await sendSigned(server.endpoint, request, { keys: server.keys, service: "s3" })).status).toBe(200);
      }
      // The copies of two buckets share a name, and are listed once.
      expect((await topicNames(server)).filter((name) => name.endsWith("wire"))).toEqual(["n_wire", "wire"]);
      await put("a.jpg", "x");
      await put("a.txt", "x");
      await s3.send(new CopyObjectCommand({ Bucket, Key: "b.jpg", CopySource: `${Bucket}/a.txt` }));
      await s3.send(new DeleteObjectCommand({ Bucket, Key: "a.jpg" }));
      await versioned(s3, "Enabled");
      await s3.send(new DeleteObjectCommand({ Bucket, Key: "b.jpg" }));
      const told = receiver.events.map(({ eventName, s3: { object } }) => `${eventName.replace(/^s3:/, "")} ${object.key}`);
      expect(told).toEqual([
        "ObjectCreated:Put a.jpg",
        "ObjectCreated:Copy b.jpg",
        "ObjectRemoved:Delete a.jpg",
        "ObjectRemoved:DeleteMarkerCreated b.jpg",
      ]);
      expect(receiver.events[0]).toMatchObject({ opaqueData: "from here", eventVersion: "2.2", eventSource: "ceph:s3" });
    });
  });
}
