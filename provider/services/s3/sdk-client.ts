/** Calls through the AWS SDK's S3 client, which the transport builds (`transport/aws-sdk.ts`): used where OOS and S3 agree on the wire. */
import type { S3Client } from "@aws-sdk/client-s3";
import type { Client } from "../../transport/types";
import { subjectOf } from "../../transport/wire";
import { toServiceError } from "./errors";

/** The SDK's module, loaded on first use. */
export type Sdk = typeof import("@aws-sdk/client-s3");

interface Named {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
}

/**
 * Runs `call` with the SDK's client and module.
 * @param about names of the failed operation and its subject
 * @throws ServiceError
 */
export async function withSdk<T>(
  client: Client,
  operation: string,
  about: Named,
  call: (s3: S3Client, sdk: Sdk) => Promise<T>,
): Promise<T> {
  try {
    const sdk = await import("@aws-sdk/client-s3");
    return await call(await client.s3(), sdk);
  } catch (error) {
    throw toServiceError(error, operation, subjectOf({ bucket: about.Bucket, key: about.Key }));
  }
}
