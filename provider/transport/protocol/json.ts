/** The JSON protocol of the trail service: the operation in `X-Amz-Target`, PascalCase keys in the body [DeleteTrail page]. */
import type { OperationName } from "../../catalog";
import { explain, foreignSuccess } from "../errors/explain";
import { UnreadableAnswer, type Reader, type Strange } from "./shape";
import type { Client } from "../types";

export interface JsonCall {
  readonly action: OperationName;
  /** What stands before the action in `X-Amz-Target`, with the dot at its end. */
  readonly targetPrefix: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** What the call is about, for errors: `trail "t"`. */
  readonly subject?: string;
}

/**
 * Sends one call and reads its answer.
 * @param read the form of the answer; without it the call has no result and the body is not looked at, unless it is not JSON
 * @param strange is told of what the form does not name
 * @throws ServiceError `foreign` when the answer is no JSON object or lacks what `read` requires
 */
export async function sendJson(client: Client, call: JsonCall): Promise<void>;
export async function sendJson<T>(client: Client, call: JsonCall, read: Reader<T>, strange?: Strange): Promise<T>;
export async function sendJson<T>(client: Client, call: JsonCall, read?: Reader<T>, strange?: Strange): Promise<T | undefined> {
  try {
    const response = await client.send({
      operation: call.action,
      headers: { "content-type": "application/json", "x-amz-target": `${call.targetPrefix}${call.action}` },
      body: JSON.stringify(call.body),
      ...(call.subject === undefined ? {} : { subject: call.subject }),
    });
    const value = parseObject(response.body.toString("utf8"));
    return read === undefined ? undefined : read(value, call.action, strange);
  } catch (error) {
    const isUnreadable = error instanceof NotJson || error instanceof UnreadableAnswer;
    throw explain(isUnreadable ? foreignSuccess(call.action, error) : error, call.subject);
  }
}

class NotJson extends Error {}

/** An empty body counts as an object without members. */
function parseObject(text: string): Readonly<Record<string, unknown>> {
  if (text.trim() === "") return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new NotJson("the answer is not JSON", { cause });
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new NotJson("the answer is not a JSON object");
  return value as Readonly<Record<string, unknown>>;
}
