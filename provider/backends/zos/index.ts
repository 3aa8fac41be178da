/** China Telecom Cloud ZOS (object storage on Ceph). */
import type { Backend } from "../types";
import { dialect } from "./dialect";
import { ERRORS } from "./errors";
import { hosts } from "./hosts";
import { lacks } from "./lacks";
import { limits } from "./limits";
import { bucketName } from "./names";
import { S3_OPERATIONS, TOPIC_OPERATIONS } from "./operations";

export const zos: Backend = {
  id: "zos",
  title: "ZOS",
  source: { documents: "ZOS Python SDK guide; beyond it a Ceph object gateway 16.2.15", asOf: "2026-11-21" },
  ...hosts,
  dialect,
  services: {
    s3: {
      signingName: "s3",
      signatureVersions: ["v4", "v2"],
      schemes: ["https", "http"],
      operations: S3_OPERATIONS,
      errors: ERRORS,
    },
    topic: {
      signingName: "sns",
      signatureVersions: ["v2", "v4"], // [ZOS 5] signs with V2
      schemes: ["https", "http"],
      sharesEndpointOf: "s3",
      operations: TOPIC_OPERATIONS,
      errors: ERRORS,
    },
  },
  bucketName,
  limits,
  lacks,
};
