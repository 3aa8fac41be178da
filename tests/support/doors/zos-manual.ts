/**
 * The bucket and topic operations that the Python SDK guide of ZOS has, chapter by chapter, each as its client puts it on the wire; and how one
 * is told on the wire. Written from the guide, so that the provider is not held against itself.
 */
import type { SeenRequest } from "../servers/rgw/proxy";

/** Chapter, operation, wire [ZOS 1] [ZOS 5]. Chapters 2 and 3 are about objects. */
export const zosManual: readonly (readonly [chapter: string, operation: string, wire: string])[] = [
  ["1.1", "CreateBucket", "PUT /b"],
  ["1.2", "DeleteBucket", "DELETE /b"],
  ["1.3", "HeadBucket", "HEAD /b"],
  ["1.4", "ListBuckets", "GET /"],
  ["1.5", "ListObjects", "GET /b"],
  ["1.6", "PutBucketPolicy", "PUT /b?policy"],
  ["1.7", "GetBucketPolicy", "GET /b?policy"],
  ["1.8", "DeleteBucketPolicy", "DELETE /b?policy"],
  ["1.9", "PutBucketAcl", "PUT /b?acl"],
  ["1.10", "GetBucketAcl", "GET /b?acl"],
  ["1.11", "PutBucketLifecycleConfiguration", "PUT /b?lifecycle"],
  ["1.12", "GetBucketLifecycleConfiguration", "GET /b?lifecycle"],
  ["1.13", "DeleteBucketLifecycle", "DELETE /b?lifecycle"],
  ["1.14", "PutBucketWebsite", "PUT /b?website"],
  ["1.15", "GetBucketWebsite", "GET /b?website"],
  ["1.16", "DeleteBucketWebsite", "DELETE /b?website"],
  ["1.17", "PutBucketTagging", "PUT /b?tagging"],
  ["1.18", "GetBucketTagging", "GET /b?tagging"],
  ["1.19", "DeleteBucketTagging", "DELETE /b?tagging"],
  ["1.20", "PutBucketEncryption", "PUT /b?encryption"],
  ["1.21", "GetBucketEncryption", "GET /b?encryption"],
  ["1.22", "DeleteBucketEncryption", "DELETE /b?encryption"],
  ["1.23", "PutObjectLockConfiguration", "PUT /b?object-lock"],
  ["1.24", "GetObjectLockConfiguration", "GET /b?object-lock"],
  ["1.25", "PutBucketLogging", "PUT /b?logging"],
  ["1.26", "GetBucketLogging", "GET /b?logging"],
  ["1.27", "PutBucketCors", "PUT /b?cors"],
  ["1.28", "GetBucketCors", "GET /b?cors"],
  ["1.29", "DeleteBucketCors", "DELETE /b?cors"],
  ["1.30", "PutBucketVersioning", "PUT /b?versioning"],
  ["1.31", "GetBucketVersioning", "GET /b?versioning"],
  ["5.1", "CreateTopic", "POST / Action=CreateTopic"],
  ["5.2", "GetTopic", "POST / Action=GetTopic"],
  ["5.3", "DeleteTopic", "POST / Action=DeleteTopic"],
  ["5.4", "ListTopics", "POST / Action=ListTopics"],
];

/** What a Ceph gateway takes beyond the guide, from Ceph's documents of its S3 interface and of its bucket notifications. */
export const beyondManual: typeof zosManual = [
  ["CEPH", "PutBucketNotification", "PUT /b?notification"],
  ["CEPH", "GetBucketNotification", "GET /b?notification"],
  ["CEPH", "DeleteBucketNotification", "DELETE /b?notification"],
  ["CEPH", "ListObjectVersions", "GET /b?versions"],
];

/** What narrows a listing [ZOS 1.5], and names no operation. */
const listing: ReadonlySet<string> = new Set([
  ...["delimiter", "encoding-type", "marker", "max-keys", "prefix"],
  ...["key-marker", "version-id-marker"],
]);

/** The request as {@link zosManual} writes it: `PUT /b?policy`, `POST / Action=GetTopic`. Whatever else it asks for stays visible, so that it is no other operation. */
export function wireOf({ method, target, body }: Pick<SeenRequest, "method" | "target" | "body">): string {
  const { pathname, searchParams } = new URL(target, "http://unused");
  const [, bucket = "", ...key] = pathname.split("/");
  const path = `/${bucket === "" ? "" : "b"}${key.join("/") === "" ? "" : "/k"}`;
  const asked = [...searchParams.keys()].filter((name) => !listing.has(name)).join("&");
  const action = new URLSearchParams(body).get("Action");
  return `${method} ${path}${asked === "" ? "" : `?${asked}`}${path === "/" && action !== null ? ` Action=${action}` : ""}`;
}

/** The operations that were asked for and that the server granted (2xx). */
export function granted(seen: readonly SeenRequest[]): ReadonlySet<string> {
  const operations = new Map([...zosManual, ...beyondManual].map(([, operation, wire]) => [wire, operation]));
  const successful = seen.filter(({ status = 0 }) => status >= 200 && status < 300);
  return new Set(successful.flatMap((request) => operations.get(wireOf(request)) ?? []));
}
