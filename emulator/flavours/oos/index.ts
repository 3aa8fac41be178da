/** OOS [GUIDE] [OLD]. */
import { randomBytes } from "node:crypto";
import { callerArn } from "../../access/authorize";
import type { Flavour } from "../../contract";

const RESPONSE_HEADERS = ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires"];

export const oos: Flavour = {
  name: "oos",
  checksScope: true,
  // `regions`, `accelerate` and `object-lock` are not signed, unlike at AWS.
  signedSubresources: new Set([
    ...["acl", "cors", "delete", "lifecycle", "location", "logging", "notification", "partNumber", "policy", "requestPayment"],
    ...["restore", "tagging", "torrent", "uploadId", "uploads", "versionId", "versioning", "versions", "website"],
    ...RESPONSE_HEADERS.map((name) => `response-${name}`),
  ]),
  headers: new Set([
    "x-amz-acl",
    "x-amz-content-sha256",
    "x-amz-copy-source",
    "x-amz-copy-source-range",
    "x-amz-date",
    "x-amz-metadata-directive",
    "x-amz-sdk-checksum-algorithm",
    "x-amz-security-token",
    "x-amz-storage-class",
    "x-amz-user-agent",
  ]),
  unservedQueries: new Set(),
  codes: {},
  policyKind: "bucket",
  storageClasses: [/^STANDARD$/, /^STANDARD_IA$/, /^REDUCED_REDUNDANCY$/, /^EC_\d+_\d+$/],
  errorNames: "Resource",
  server: "CTYUN",
  requestId: () => randomBytes(8).toString("hex"),
  requester: callerArn,
  logName: (at, unique) => `GMT${at.toISOString().slice(0, 19).replace(/[T:]/g, "-")}-${unique}`,
  limits: {},
};
