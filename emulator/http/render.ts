/** Refusals and results in the shape of each service. */
import type { JsonObject, ServiceName } from "../contract";
import type { ApiError } from "../wire/errors";
import type { Reply } from "../wire/reply";
import { writeXml, type XmlObject } from "../wire/xml";

export interface ErrorContext {
  readonly service: ServiceName;
  /** What the document names, by element: `Resource` or `BucketName`. */
  readonly names: Readonly<Record<string, string | undefined>>;
  readonly requestId: string;
  readonly hostId: string;
}

/**
 * S3 and statistics: `Error{Code, Message, Resource, RequestId, HostId}`, in ZOS with the bucket in place of the resource. IAM: the same flat shape rather than AWS's `ErrorResponse` (unverified).
 * Trail: JSON with `__type` and `message` as AWS sends them (unverified).
 */
export function renderError(error: ApiError, context: ErrorContext): Reply {
  const { service, names, requestId, hostId } = context;
  if (service === "trail") return json(error.status, { __type: error.code, message: error.message, RequestId: requestId }, error.headers);
  const body = writeXml("Error", { Code: error.code, Message: error.message, ...names, RequestId: requestId, HostId: hostId });
  const type = service === "iam" ? IAM_TYPE : "application/xml";
  return { status: error.status, headers: { "content-type": type, ...error.headers }, body };
}

const IAM_TYPE = "text/xml;charset=UTF-8";

/** `<XResponse><XResult>...</XResult><ResponseMetadata><RequestId/></ResponseMetadata></XResponse>`, without a namespace [DOC 10027427]. */
export function renderIam(action: string, result: XmlObject | undefined, requestId: string): Reply {
  const content: XmlObject = {
    ...(result === undefined ? {} : { [`${action}Result`]: result }),
    ResponseMetadata: { RequestId: requestId },
  };
  return { status: 200, headers: { "content-type": IAM_TYPE }, body: writeXml(`${action}Response`, content) };
}

/** Calls without a result have an empty body [DOC 10027670]. */
export function renderTrail(result: JsonObject | undefined): Reply {
  return result === undefined ? { status: 200, headers: {}, body: "" } : json(200, result);
}

function json(status: number, value: JsonObject, headers: Readonly<Record<string, string>> = {}): Reply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}
