/** Law 3: what the backend's table does not list cannot be sent. On RGW-like services `DELETE /b?anything-unknown` deletes the bucket. */
import type { Backend, OperationRow } from "../../backends/types";
import type { HttpMethod, Service } from "../../catalog/types";
import { ServiceError } from "../errors/errors";
import type { WireRequest } from "./wire";

export interface Requested {
  readonly service: Service;
  readonly method: HttpMethod;
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  /** Every query key that will be sent. */
  readonly queryKeys: readonly string[];
  readonly copySource: boolean;
  /** The name under which the request is made; must be that of the row. */
  readonly operation?: string | undefined;
  /** How the caller calls the request, for the message only. */
  readonly label?: string | undefined;
}

/**
 * The row that allows the request.
 * @throws ServiceError of kind `unsupported`; `invalid` for names that would make another request of it
 */
export function allowedOperation(backend: Backend, requested: Requested): OperationRow {
  assertNames(requested);
  const table = backend.services[requested.service];
  const row = table?.operations.find((candidate) => matches(candidate, requested));
  if (row !== undefined) return row;
  throw new ServiceError({
    kind: "unsupported",
    service: requested.service,
    operation: requested.operation ?? requested.label ?? requested.method,
    words: `${backend.title} has no operation ${describe(requested)}; it was not sent`,
    hint: "use an operation that the capability table of the backend lists",
  });
}

/** Every character of any bucket's name; a slash, encoded or not, makes the rest of it a key. */
const BUCKET = /^(?!\.{1,2}$)[A-Za-z0-9._-]+$/;

/** Services decode a path before they take it apart: `DELETE /b%2Fk` deletes an object, and `DELETE /b/`, an object without a key, the bucket. */
function assertNames({ service, operation, label, method, bucket, key }: Requested): void {
  const words =
    bucket !== undefined && !BUCKET.test(bucket)
      ? `${JSON.stringify(bucket)} cannot be the name of a bucket`
      : key === ""
        ? "an object's key cannot be empty"
        : undefined;
  if (words === undefined) return;
  throw new ServiceError({
    kind: "invalid",
    service,
    operation: operation ?? label ?? method,
    words: `${words}; the request was not sent`,
  });
}

function matches(row: OperationRow, requested: Requested): boolean {
  if (row.method !== requested.method || row.level !== levelOf(requested)) return false;
  if (requested.operation !== undefined && requested.operation !== row.operation) return false;
  if ((row.copySource === true) !== requested.copySource) return false;
  if (row.subresource !== undefined && !requested.queryKeys.includes(row.subresource)) return false;
  return requested.queryKeys.every((name) => name === row.subresource || row.parameters?.includes(name) === true);
}

function levelOf({ bucket, key }: Requested): OperationRow["level"] {
  if (bucket === undefined) return "service";
  return key === undefined ? "bucket" : "object";
}

function describe(requested: Requested): string {
  const path = { service: "/", bucket: "/<bucket>", object: "/<bucket>/<key>" }[levelOf(requested)];
  const query = requested.queryKeys.length === 0 ? "" : `?${requested.queryKeys.join("&")}`;
  return `${requested.method} ${path}${query}${requested.copySource ? " with a copy source" : ""}`;
}

/**
 * The operation that the request names on the wire, where the path does not: `Action` of a form body or query, the last word of
 * X-Amz-Target. Undefined for S3.
 */
export function operationOnWire(service: Service, request: WireRequest): string | undefined {
  if (service === "s3") return undefined;
  const target = request.headers["x-amz-target"];
  if (target !== undefined) return target.slice(target.lastIndexOf(".") + 1);
  const form = request.body === undefined ? undefined : new URLSearchParams(Buffer.from(request.body).toString("utf8")).get("Action");
  return form ?? request.query.Action;
}
