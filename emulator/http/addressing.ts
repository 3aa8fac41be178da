/** Which bucket and key a request names: virtual-hosted (`bucket.host`) and path style (`/bucket/key`) are both served. */
import { refuse } from "../wire/errors";
import { percentDecode, type WireRequest } from "../wire/request";

export interface Address {
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  /** True when the bucket stands in the Host header. */
  readonly virtual: boolean;
}

/** Hosts that are the service itself; what stands before one of them is a bucket. */
const SERVICE_HOSTS: readonly RegExp[] = [
  /^localhost$/,
  /^\[.*\]$/,
  /^\d{1,3}(\.\d{1,3}){3}$/,
  /^oos-[a-z0-9-]+\.ctyunapi\.cn$/,
  /^[a-z0-9-]+\.zos\.ctyun\.cn$/,
];
const SUFFIX = /^(?<bucket>.+)\.(?<service>localhost|\d{1,3}(?:\.\d{1,3}){3}|oos-[a-z0-9-]+\.ctyunapi\.cn|[a-z0-9-]+\.zos\.ctyun\.cn)$/;

const WEBSITE = /^(?<bucket>.+)\.oos-website-cn\.(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|oos(?:-[a-z0-9-]+)?\.ctyunapi\.cn)$/;

/** The bucket and key of a request to a website host (`bucket.oos-website-cn.oos-cn.ctyunapi.cn`), else undefined [GUIDE 4.2.9][OLD 4.2.6]. */
export function resolveWebsite(
  request: Pick<WireRequest, "host" | "rawPath">,
): { readonly bucket: string; readonly key: string } | undefined {
  const bucket = WEBSITE.exec(hostName(request.host))?.groups?.["bucket"];
  return bucket === undefined ? undefined : { bucket, key: decodeKey(request.rawPath.replace(/^\//, "")) ?? "" };
}

/** Throws InvalidRequest for a key that is not UTF-8 or holds NUL [GUIDE 4.3.1]. */
export function resolveAddress(request: Pick<WireRequest, "host" | "rawPath">): Address {
  const bucket = bucketOfHost(request.host);
  const path = request.rawPath.replace(/^\//, "");
  if (bucket !== undefined) return { bucket, key: decodeKey(path), virtual: true };
  const slash = path.indexOf("/");
  const first = decodeKey(slash < 0 ? path : path.slice(0, slash));
  return { bucket: first, key: slash < 0 ? undefined : decodeKey(path.slice(slash + 1)), virtual: false };
}

/** The bucket named by a Host header, or undefined when the host is the service itself. */
export function bucketOfHost(host: string): string | undefined {
  const name = hostName(host);
  if (name === "" || SERVICE_HOSTS.some((pattern) => pattern.test(name))) return undefined;
  const known = SUFFIX.exec(name)?.groups?.["bucket"];
  if (known !== undefined) return known;
  const dot = name.indexOf(".");
  return dot < 0 ? undefined : name.slice(0, dot);
}

function hostName(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "");
}

function decodeKey(encoded: string): string | undefined {
  if (encoded === "") return undefined;
  const bytes = percentDecode(encoded);
  const key = bytes.toString("utf8");
  if (key.includes("\0") || !Buffer.from(key, "utf8").equals(bytes)) {
    throw refuse("InvalidRequest", "An object name must be UTF-8 without the NUL character.");
  }
  return key;
}
