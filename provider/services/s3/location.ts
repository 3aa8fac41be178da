/** Where a bucket's index and data are kept [GUIDE 4.2.2]. The answer's root is OOS's own, so it is read here and not by the SDK. */
import { ServiceError } from "../../transport/errors/errors";
import type { Client } from "../../transport/types";
import { parseXml } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import { fromBucketConfiguration, type BucketLocation } from "./wire";

/** Index and data location. Not for Hong Kong, which has no such call. @throws ServiceError `not-found` */
export async function getBucketLocation(client: Client, { bucket }: BucketInput): Promise<BucketLocation> {
  const response = await client.send({
    operation: "GetBucketLocation",
    bucket,
  });
  const location = fromBucketConfiguration(parseXml(response.body).value);
  if (location !== undefined) return location;
  throw new ServiceError({
    kind: "foreign",
    service: "s3",
    operation: "GetBucketLocation",
    subject: `bucket "${bucket}"`,
    words: "the data location has a type or schedule strategy that is not known",
  });
}
