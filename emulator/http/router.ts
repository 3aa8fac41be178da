/** Which operation a request is. What no row of the table describes is refused here, never guessed at. */
import type { Flavour, OperationTable, IamRow, JsonObject, S3Row, ServiceName, StatisticsRow, TrailRow } from "../contract";
import { ApiError, refuse } from "../wire/errors";
import { Params } from "../wire/params";
import { isForm, parseQuery, queryValue, type WireRequest } from "../wire/request";
import { resolveAddress, resolveWebsite, type Address } from "./addressing";

export type Route =
  | { readonly service: "s3"; readonly row: S3Row; readonly bucketName: string; readonly key: string }
  | { readonly service: "iam"; readonly row: IamRow; readonly params: Params }
  | { readonly service: "trail"; readonly row: TrailRow; readonly input: JsonObject }
  | { readonly service: "statistics"; readonly row: StatisticsRow; readonly parameters: ReadonlyMap<string, string> }
  | OutsideRoute
  | { readonly service: ServiceName; readonly row: undefined; readonly outside?: undefined; readonly refusal: ApiError };

/** What browsers ask for, unsigned: no operation of the manuals, but served. */
export type OutsideRoute = {
  readonly service: "s3";
  readonly row: undefined;
  readonly bucketName: string;
  readonly key: string;
} & ({ readonly outside: "Preflight" } | { readonly outside: "Website"; readonly run: NonNullable<OperationTable["website"]> });

/** Query names that take part in signing or tracing and may stand on any S3 call. */
const COMMON_QUERY: ReadonlySet<string> = new Set([
  "x-id",
  "X-Amz-Algorithm",
  "X-Amz-Credential",
  "X-Amz-Date",
  "X-Amz-Expires",
  "X-Amz-SignedHeaders",
  "X-Amz-Signature",
  "X-Amz-Security-Token",
  "X-Amz-Content-Sha256",
  "x-amz-security-token",
  "x-amz-limitrate",
  "AWSAccessKeyId",
  "Expires",
  "Signature",
  // botocore repeats these headers in V2 presigned URLs; only the headers count.
  "content-md5",
  "content-type",
]);

/** What says that a request is no operation at all, rather than a malformed one. */
const UNKNOWN_CALL: ReadonlySet<string> = new Set(["MethodNotAllowed", "InvalidAction", "UnknownOperationException"]);

/** What a request is looked up in. */
export interface Served {
  readonly flavour: Flavour;
  readonly operations: OperationTable;
}

const ROUTERS: Readonly<Record<ServiceName, (request: WireRequest, served: Served) => Route>> = {
  s3: routeS3,
  iam: routeIam,
  trail: routeTrail,
  statistics: routeStatistics,
};

/** Never throws: what cannot be routed is a route with a refusal, given after the signature is checked. */
export function route(service: ServiceName, request: WireRequest, served: Served): Route {
  try {
    return ROUTERS[service](request, served);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const { unknownCall } = served.flavour;
    const isUnknown = unknownCall !== undefined && UNKNOWN_CALL.has(error.code);
    return { service, row: undefined, refusal: isUnknown ? refuse(unknownCall, error.message) : error };
  }
}

function routeS3(request: WireRequest, { flavour, operations }: Served): Route {
  const { website } = operations;
  const site = website === undefined ? undefined : resolveWebsite(request);
  const address = site ?? resolveAddress(request);
  if (address.bucket !== undefined) {
    const outside = { service: "s3", row: undefined, bucketName: address.bucket, key: address.key ?? "" } as const;
    if (request.method === "OPTIONS") return { ...outside, outside: "Preflight" };
    if (website !== undefined && site !== undefined) return { ...outside, outside: "Website", run: website };
  }
  const names = request.query.map((item) => item.name);
  const action = isForm(request) ? parseQuery(request.body.toString("utf8")).find(({ name }) => name === "Action")?.value : undefined;
  const copies = request.headers.has("x-amz-copy-source");
  const candidates = operations.s3.filter(
    (row) =>
      row.method === request.method &&
      row.target === targetOf(address) &&
      row.action === action &&
      row.subresources.every((name) => names.includes(name)),
  );
  const row = candidates
    .filter((candidate) => candidate.copySource === copies)
    .reduce<S3Row | undefined>(
      (best, other) => (best === undefined || other.subresources.length > best.subresources.length ? other : best),
      undefined,
    );
  if (row === undefined) {
    if (copies && candidates.length > 0) throw refuse("NotImplemented", "x-amz-copy-source is not served here.");
    throw refuse("MethodNotAllowed", "The specified method is not allowed against this resource.");
  }
  const strange = names.find((name) => !COMMON_QUERY.has(name) && !row.subresources.includes(name) && !row.query.includes(name));
  if (strange !== undefined) {
    const words = flavour.unservedQueries.has(strange)
      ? "is not served by this emulator; see emulator/GAPS.md"
      : "is not an operation of this service";
    throw refuse("NotImplemented", `${request.method} with ?${strange} ${words}.`);
  }
  return { service: "s3", row, bucketName: address.bucket ?? "", key: address.key ?? "" };
}

function targetOf(address: Pick<Address, "bucket" | "key">): S3Row["target"] {
  if (address.bucket === undefined) return "service";
  return address.key === undefined ? "bucket" : "object";
}

function routeIam(request: WireRequest, { operations }: Served): Route {
  onlyPost(request);
  const params = Params.parse(request.body.toString("utf8"));
  const action = params.action;
  if (action === undefined) throw refuse("InvalidAction", "The Action parameter is missing.");
  const rows = operations.iam.filter((row) => row.name === action);
  const legacy = params.optional("IsPrimary") !== undefined;
  const row = rows.find((candidate) => (candidate.legacy ?? false) === legacy) ?? rows[0];
  if (row === undefined) throw refuse("InvalidAction", `Could not find operation ${action} for version 2010-05-08.`);
  return { service: "iam", row, params };
}

function routeTrail(request: WireRequest, { operations }: Served): Route {
  onlyPost(request);
  // cn.ctyunapi.oos-cn-cloudtrail.v20131101.CloudTrail_20131101.<Action>; only the last part is looked at.
  const target = request.headers.get("x-amz-target") ?? "";
  const action = target.slice(target.lastIndexOf(".") + 1);
  const row = operations.trail.find((candidate) => candidate.name === action);
  if (row === undefined) throw refuse("UnknownOperationException", `Could not find operation ${action}.`);
  return { service: "trail", row, input: parseInput(request.body) };
}

function parseInput(body: Buffer): JsonObject {
  try {
    const input = JSON.parse(body.length === 0 ? "{}" : body.toString("utf8")) as unknown;
    if (typeof input === "object" && input !== null && !Array.isArray(input)) return input as JsonObject;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw refuse("SerializationException", "The request body is not a JSON object.");
}

function routeStatistics(request: WireRequest, { operations }: Served): Route {
  if (request.method !== "GET") throw refuse("MethodNotAllowed", "The specified method is not allowed against this resource.");
  const action = queryValue(request, "Action");
  const row = operations.statistics.find((candidate) => candidate.name === action);
  if (row === undefined) throw refuse("InvalidAction", `Could not find operation ${action ?? ""}.`);
  const parameters = request.query.filter(({ name, value }) => name !== "Action" && value !== "" && !COMMON_QUERY.has(name));
  return { service: "statistics", row, parameters: new Map(parameters.map(({ name, value }) => [name, value])) };
}

function onlyPost(request: WireRequest): void {
  if (request.method !== "POST") throw refuse("MethodNotAllowed", "The specified method is not allowed against this resource.");
  if (request.rawPath !== "/") throw refuse("InvalidRequest", "The path must be /.");
}
