/** One call of the statistics service: a GET with an action, an XML document back. */
import { explain, foreignSuccess } from "../../transport/errors/explain";
import { isRecord, lookUp, UnreadableAnswer } from "../../transport/protocol/shape";
import type { OperationName } from "../../catalog";
import type { Client } from "../../transport/types";
import { parseXml, XmlError } from "../../transport/protocol/xml";
import { PARAMETERS, STATISTICS, type Statistics } from "./wire";

/** Inputs under the provider's names; undefined ones are not sent. */
type Inputs = { readonly [K in keyof typeof PARAMETERS]?: string | undefined };

/** @throws ServiceError `foreign` when the answer is not one of this service */
export async function ask(client: Client, action: OperationName, inputs: Inputs): Promise<Statistics> {
  const bucket = inputs.bucket ?? inputs.bucketName;
  const about = bucket === undefined ? {} : { subject: `bucket "${bucket}"` };
  try {
    const response = await client.send({
      operation: action,
      query: { Action: action, ...renamed(inputs) },
      ...about,
    });
    const { value } = parseXml(response.body);
    // The query protocol of the other services wraps results; whether this one does is unverified.
    const result = value[`${action}Result`] ?? value;
    assertAbout(result, bucket, action);
    return STATISTICS(result, action);
  } catch (error) {
    const isUnreadable = error instanceof XmlError || error instanceof UnreadableAnswer;
    throw explain(isUnreadable ? foreignSuccess(action, error) : error, about.subject);
  }
}

/** A service that overlooks the bucket of the question answers for all of them; the answer names the one that it is about [DOC 10027578]. */
function assertAbout(result: unknown, asked: string | undefined, action: string): void {
  const named = isRecord(result) ? lookUp(result, ["BucketName"]) : undefined;
  if (asked !== undefined && named !== undefined && named !== asked) throw new UnreadableAnswer(action, `bucket "${asked}"`);
}

function renamed(inputs: Inputs): Record<string, string> {
  const entries = Object.entries(inputs) as [keyof typeof PARAMETERS, string | undefined][];
  return Object.fromEntries(entries.flatMap(([key, value]) => (value === undefined ? [] : [[PARAMETERS[key], value]])));
}
