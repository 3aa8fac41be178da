/** One HTTP request as it goes onto the wire, and its address: bucket in the host or in the path. */
import type { Addressing } from "../../backends/types";
import type { HttpMethod, ServiceRequest } from "../types";

/** One HTTP request, in the form that the signers take. */
export interface WireRequest {
  readonly method: HttpMethod;
  /** `https:` or `http:`. */
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  /** Percent-encoded, without the query. */
  readonly path: string;
  /** Decoded values; "" for a valueless key. */
  readonly query: Record<string, string>;
  /** Names in lower case. */
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array;
}

export interface ObjectAddress {
  readonly bucket?: string;
  readonly key?: string;
}

/** Percent-encodes everything but the unreserved characters of RFC 3986, as the signers do. */
export function encodeSegment(text: string): string {
  return encodeURIComponent(text).replaceAll(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A key as a path: every character encoded once, slashes kept. */
export function encodeKey(key: string): string {
  return key.split("/").map(encodeSegment).join("/");
}

/**
 * Path style where the bucket cannot stand in the host name: IP addresses, localhost, and dotted names over HTTPS (one
 * wildcard label in the certificate).
 */
export function addressingFor(configured: Addressing, endpoint: URL, bucket?: string): Addressing {
  const host = endpoint.hostname;
  const unnamed = host === "localhost" || host.startsWith("[") || /^\d+(?:\.\d+){3}$/.test(host);
  const dotted = bucket?.includes(".") === true && endpoint.protocol === "https:";
  return unnamed || dotted ? "path" : configured;
}

/** What selects the operation on the wire, and its inputs. */
type Addressed = Omit<ServiceRequest, "operation" | "subject"> & {
  readonly method: HttpMethod;
  readonly subresource?: string | undefined;
};

/** The unsigned HTTP request of one operation. */
export function toWire(endpoint: URL, request: Addressed, configured: Addressing): WireRequest {
  const { bucket, key, subresource } = request;
  const virtual = bucket !== undefined && addressingFor(configured, endpoint, bucket) === "virtual";
  const inPath = [...(bucket === undefined || virtual ? [] : [encodeSegment(bucket)]), ...(key === undefined ? [] : [encodeKey(key)])];
  const query: Record<string, string> = { ...request.query };
  if (subresource !== undefined) query[subresource] ??= "";
  return {
    method: request.method,
    protocol: endpoint.protocol,
    hostname: virtual ? `${bucket}.${endpoint.hostname}` : endpoint.hostname,
    ...(endpoint.port === "" ? {} : { port: Number(endpoint.port) }),
    path: `/${inPath.join("/")}`,
    query,
    headers: lowerCased(request.headers ?? {}),
    ...(request.body === undefined ? {} : { body: typeof request.body === "string" ? Buffer.from(request.body, "utf8") : request.body }),
  };
}

/** The bucket and key that a request to `endpoint` names: the inverse of {@link toWire}. */
export function addressOf(endpoint: URL, request: Pick<WireRequest, "hostname" | "path">): ObjectAddress {
  const suffix = `.${endpoint.hostname}`;
  const virtual = request.hostname.endsWith(suffix) ? request.hostname.slice(0, -suffix.length) : undefined;
  const path = request.path.replace(/^\//, "");
  const slash = path.indexOf("/");
  const bucket = virtual ?? (slash === -1 ? path : path.slice(0, slash));
  const key = virtual === undefined ? (slash === -1 ? "" : path.slice(slash + 1)) : path;
  return {
    ...(bucket === "" ? {} : { bucket: decodeURIComponent(bucket) }),
    ...(key === "" ? {} : { key: decodeURIComponent(key) }),
  };
}

export function lowerCased(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

/** `host` or `host:port`, the port only where it is not the scheme's own: the value of the Host header. */
export function hostHeader(request: Pick<WireRequest, "protocol" | "hostname" | "port">): string {
  const own = request.protocol === "https:" ? 443 : 80;
  return request.port === undefined || request.port === own ? request.hostname : `${request.hostname}:${String(request.port)}`;
}

/** Path and query as sent; an empty value is sent as a bare key (`?policy`), whose canonical form is the same. */
export function requestTarget({ path, query }: Pick<WireRequest, "path" | "query">): string {
  const parts = Object.entries(query).map(([name, value]) =>
    value === "" ? encodeSegment(name) : `${encodeSegment(name)}=${encodeSegment(value)}`,
  );
  return parts.length === 0 ? path : `${path}?${parts.join("&")}`;
}

/** `object "k" of bucket "b"`, for error messages. */
export function subjectOf({
  bucket,
  key,
}: {
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
}): string | undefined {
  if (bucket === undefined) return undefined;
  return key === undefined ? `bucket "${bucket}"` : `object "${key}" of bucket "${bucket}"`;
}

/** @throws TypeError for a method that no operation uses */
export function methodOf({ method }: { readonly method: string }): HttpMethod {
  const known = (["GET", "HEAD", "PUT", "POST", "DELETE"] as const).find((one) => one === method.toUpperCase());
  if (known === undefined) throw new TypeError(`method ${method} is not used by these services`);
  return known;
}
