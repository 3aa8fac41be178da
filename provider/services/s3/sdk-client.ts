/** Calls through the AWS SDK's S3 client, which the transport builds (`transport/send/aws-sdk.ts`): used where OOS and S3 agree on the wire. */
import type * as Sdk from "@aws-sdk/client-s3";
import type { Client } from "../../transport/types";
import { subjectOf } from "../../transport/send/wire";
import { toServiceError } from "./errors";

interface Named {
  readonly Bucket?: string | undefined;
  readonly Key?: string | undefined;
}

/**
 * Runs `call` with the SDK's client and module, which is loaded on first use.
 * @param about names of the failed operation and its subject
 * @throws ServiceError
 */
export async function withSdk<T>(
  client: Client,
  operation: string,
  about: Named,
  call: (s3: Sdk.S3Client, sdk: typeof Sdk) => Promise<T>,
): Promise<T> {
  try {
    const sdk = await import("@aws-sdk/client-s3");
    return await call(await client.s3(), sdk);
  } catch (error) {
    throw toServiceError(error, operation, subjectOf({ bucket: about.Bucket, key: about.Key }));
  }
}
