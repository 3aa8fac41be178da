/**
 * ZOS, which is built on a Ceph object gateway: its Python SDK guide [ZOS], and where that is silent what Ceph 16.2.15 was measured to do.
 */
import { randomBytes } from "node:crypto";
import type { Flavour } from "../../contract";

const RESPONSE_HEADERS = ["cache-control", "content-disposition", "content-encoding", "content-language", "content-type", "expires"];

export const zos: Flavour = {
  name: "zos",
  checksScope: false, // unverified: Ceph takes any region and service
  // unverified: as Ceph, which signs neither `encryption` nor `object-lock`.
  signedSubresources: new Set([
    ...["acl", "cors", "delete", "lifecycle", "location", "logging", "notification", "partNumber", "policy", "policyStatus"],
    ...[
      "publicAccessBlock",
      "requestPayment",
      "tagging",
      "torrent",
      "uploadId",
      "uploads",
      "versionId",
      "versioning",
      "versions",
      "website",
    ],
    ...RESPONSE_HEADERS.map((name) => `response-${name}`),
  ]),
  headers: new Set(["x-amz-content-sha256", "x-amz-date", "x-amz-sdk-checksum-algorithm", "x-amz-security-token", "x-amz-user-agent"]),
  unknownCall: "NotImplemented",
  unservedQueries: new Set(["append", "publicAccessBlock", "quota", "replication", "requestPayment", "torrent"]), // unverified: Ceph's
  // The guide's table has no code for a wrong key or signature [ZOS]. unverified: Ceph answers AccessDenied to both.
  codes: {
    AuthorizationHeaderMalformed: "AccessDenied",
    AuthorizationQueryParametersError: "AccessDenied",
    InvalidAccessKeyId: "AccessDenied",
    SignatureDoesNotMatch: "AccessDenied",
  },
  policyKind: "zos",
  storageClasses: [/^STANDARD$/, /^STANDARD_IA$/, /^GLACIER$/, /^DEEP_ARCHIVE$/], // [ZOS 2.3]; the last is of the newer manual
  errorNames: "BucketName", // unverified: Ceph's
  server: "ct-zos",
  // The form of the guide's samples: `tx0000000000000000006d-0060afde86-386a-default`.
  requestId: (at) =>
    `tx${randomBytes(10).toString("hex").padStart(21, "0")}-${Math.floor(at.getTime() / 1000)
      .toString(16)
      .padStart(10, "0")}-386a-default`,
  requester: ({ account }) => account.id,
  // unverified: AWS's form; the guide says nothing about the names.
  logName: (at, unique) => `${at.toISOString().slice(0, 19).replace(/[T:]/g, "-")}-${unique}`,
  limits: { bucketsPerAccount: 100, corsBytes: 1024 * 1024 }, // unverified: the second is Ceph's, of every document
};
