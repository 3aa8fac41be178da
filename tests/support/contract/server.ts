/** A server that the contract suite runs against: who it is, how the provider reaches it, and a client for it that is not ours. */
import { createHash } from "node:crypto";
import { S3Client } from "@aws-sdk/client-s3";
import type { BuildMiddleware } from "@smithy/types";
import type { Backend } from "../../../provider/backends/types";
import type { World } from "../../../provider/engine/instance";
import type { Keys } from "../emulator/support";
import type { Properties } from "../plugin/results";

export interface ContractServer {
  readonly backend: Backend;
  readonly world: World;
  /** Settings of the provider. */
  readonly config: Properties;
  readonly endpoint: string;
  readonly keys: Keys;
  /** Requests that the server has seen from the provider so far: `GET /b-one?policy`. */
  calls(): Promise<readonly string[]>;
  /** Lets so much time pass for the provider that no cache may be blamed any more. */
  pass(ms: number): Promise<void>;
  close(): Promise<void>;
}

export function clientOf({ backend, endpoint, keys }: Pick<ContractServer, "backend" | "endpoint" | "keys">): S3Client {
  const client = new S3Client({
    endpoint,
    // OOS insists on its own; for this one of AWS the SDK names no location when it makes a bucket.
    region: backend.id === "oos" ? "cn" : "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey },
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    maxAttempts: 1,
  });
  // OOS insists on it for a lock.
  const withHash: BuildMiddleware<object, object> = (next) => (args) => {
    const { headers, body } = args.request as { readonly headers: Record<string, string>; readonly body?: unknown };
    if (typeof body === "string") headers["content-md5"] = createHash("md5").update(body).digest("base64");
    return next(args);
  };
  client.middlewareStack.add(withHash as never, { step: "build" });
  return client;
}

export async function withClient<T>(server: Parameters<typeof clientOf>[0], task: (s3: S3Client) => Promise<T>): Promise<T> {
  const s3 = clientOf(server);
  try {
    return await task(s3);
  } finally {
    s3.destroy();
  }
}
