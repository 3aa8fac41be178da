/** One look at the account, for previews: whether the service takes the keys, and how much of what an account may have is there. */
import type { Context, Survey } from "../define";
import * as s3 from "../services/s3";

/** @throws ServiceError also for keys that the service does not take; keys that may not list are asked nothing more */
export async function surveyOf({ client, backend }: Pick<Context, "client" | "backend">): Promise<Survey> {
  const most = backend.limits["buckets"];
  try {
    const { buckets } = await s3.listBuckets(client);
    return most === undefined ? {} : { Bucket: { names: new Set(buckets.map(({ name }) => name)), most } };
  } catch (error) {
    if (s3.isDenied(error)) return {};
    throw error;
  }
}
