/** Bodies that must be what the client says, and headers that must be understood (S3). */
import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";
import { refuse } from "../wire/errors";
import { queryValue, type WireRequest } from "../wire/request";

/** Checksums of AWS SDKs that are verified when sent; the service does not know them, so nothing is stored. */
const CHECKSUMS: Readonly<Record<string, (body: Buffer) => string>> = {
  "x-amz-checksum-crc32": (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes.toString("base64");
  },
  "x-amz-checksum-sha1": (body) => createHash("sha1").update(body).digest("base64"),
  "x-amz-checksum-sha256": (body) => createHash("sha256").update(body).digest("base64"),
};

/**
 * Throws NotImplemented for headers that ask for what is not served: trailers, tags, grants, conditions on writes. `known`: those that the
 * emulator acts upon or may safely pass over; dropping any other would be pretending.
 */
export function checkHeaders(request: WireRequest, known: (name: string) => boolean): void {
  if (request.headers.has("x-amz-trailer") || /\baws-chunked\b/.test(request.headers.get("content-encoding") ?? "")) {
    throw refuse(
      "NotImplemented",
      "Chunked payloads with trailing checksums (aws-chunked) are not supported; send checksums only when required.",
    );
  }
  for (const name of request.headers.keys()) {
    if (!name.startsWith("x-amz-") || name.startsWith("x-amz-meta-") || known(name) || Object.hasOwn(CHECKSUMS, name)) continue;
    throw refuse("NotImplemented", `The header ${name} asks for something that is not served.`);
  }
  const conditional = request.method === "PUT" && ["if-match", "if-none-match"].some((name) => request.headers.has(name));
  if (conditional) throw refuse("NotImplemented", "Conditional writes are not served.");
}

/** The download limit of a shared link [GUIDE 4.3.12]: a positive number, in a signed request only. unverified: both refusals. Nothing is slowed down. */
export function checkLimitRate(request: WireRequest, signed: boolean): void {
  const rate = queryValue(request, "x-amz-limitrate");
  if (rate === undefined) return;
  if (!signed) throw refuse("InvalidRequest", "x-amz-limitrate must be signed.");
  if (!/^[1-9]\d{0,9}$/.test(rate)) throw refuse("InvalidArgument", `x-amz-limitrate must be a positive integer, not ${rate}.`);
}

/** Throws BadDigest or InvalidDigest when Content-MD5 or a checksum header does not fit the body. */
export function checkBody(request: WireRequest): void {
  const md5 = request.headers.get("content-md5");
  if (md5 !== undefined) {
    if (Buffer.from(md5, "base64").length !== 16) throw refuse("InvalidDigest", "The Content-MD5 you specified is not valid.");
    if (createHash("md5").update(request.body).digest("base64") !== md5) throw badDigest("Content-MD5");
  }
  for (const [name, compute] of Object.entries(CHECKSUMS)) {
    const sent = request.headers.get(name);
    if (sent !== undefined && sent !== compute(request.body)) throw badDigest(name);
  }
}

function badDigest(name: string): Error {
  return refuse("BadDigest", `The ${name} you specified did not match what we received.`);
}
