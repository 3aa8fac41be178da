/** The content of an object, from a file, a text or an asset of Pulumi: read piece by piece, and printed on the way. */
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, open, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { Agent, EnvHttpProxyAgent, fetch } from "undici";
import { RefusedError } from "../../define";
import type { Asset } from "../../rules/asset";
import { defined } from "../../pure/defined";

/** The source wins where both are there. */
export interface Origin {
  /** Path of a file, or an asset. */
  readonly source?: string | Asset | undefined;
  /** The content itself, stored as UTF-8. */
  readonly content?: string | undefined;
}

/** Bytes that are read piece by piece. */
export interface Content {
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** Where the content is. `elided`: the engine has told its hash only. */
type Place =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "remote"; readonly url: URL; readonly hash: string | undefined }
  | { readonly kind: "elided" }
  | { readonly kind: "unusable"; readonly why: string };

const MiB = 1024 * 1024;

function placeOf({ source, content = "" }: Origin): Place {
  if (source === undefined) return { kind: "text", text: content };
  if (typeof source === "string") return { kind: "file", path: source };
  const { path: file, text, uri, hash } = source;
  if (file !== undefined) return { kind: "file", path: file };
  if (text !== undefined) return { kind: "text", text };
  if (uri === undefined) return { kind: "elided" };
  if (!URL.canParse(uri)) return { kind: "unusable", why: "is an asset whose URI is not absolute" };
  const url = new URL(uri);
  if (url.protocol === "file:") return ofFileUrl(url);
  if (url.protocol === "http:" || url.protocol === "https:") return { kind: "remote", url, hash };
  return { kind: "unusable", why: `is an asset with the scheme ${url.protocol}//, which is not read; known: file, http, https` };
}

function ofFileUrl(url: URL): Place {
  try {
    return { kind: "file", path: fileURLToPath(url) };
  } catch {
    const why = url.hostname === "" ? "whose path cannot be read" : `of another machine, ${url.hostname}`;
    return { kind: "unusable", why: `is an asset with a file URL ${why}` };
  }
}

/** Files of /proc and /sys have content and no size: they would be stored as empty. */
async function isSizeless(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    return (await handle.stat()).size === 0 && (await handle.read(Buffer.alloc(1), 0, 1, 0)).bytesRead > 0;
  } finally {
    await handle.close();
  }
}

/** What is wrong with the place, seen without reading it whole; undefined when nothing is. */
export async function originProblem(origin: Origin): Promise<string | undefined> {
  const place = placeOf(origin);
  if (place.kind === "unusable") return place.why;
  if (place.kind !== "file") return undefined;
  const found = await stat(place.path).catch(() => undefined);
  if (found?.isFile() === true) {
    // A file that cannot be opened is told by whoever reads it.
    if (found.size > 0 || !(await isSizeless(place.path).catch(() => false))) return undefined;
    return `${place.path} does not tell its size, as files of /proc do not: copy it, and name the copy`;
  }
  return found === undefined ? `there is no file ${place.path} (from ${process.cwd()})` : `${place.path} is not a file`;
}

/** Reads `source` or `content` piece by piece, and prints what it reads. @param signal ends a download */
export async function withContent<T>(
  origin: Origin,
  use: (content: Content, print: () => string) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const hash = createHash("sha256");
  const printed = (bytes: Uint8Array): Uint8Array => {
    hash.update(bytes);
    return bytes;
  };
  const print = (): string => hash.digest("hex");
  const place = placeOf(origin);
  switch (place.kind) {
    case "text": {
      const bytes = Buffer.from(place.text, "utf8");
      const read = (offset: number, length: number): Promise<Uint8Array> =>
        Promise.resolve(printed(bytes.subarray(offset, offset + length)));
      return use({ size: bytes.length, read }, print);
    }
    case "file":
      return fromFile(place.path, printed, (content) => use(content, print));
    case "remote":
      return downloaded(place.url, signal, (file) => fromFile(file, printed, (content) => use(content, print)));
    default:
      throw new RefusedError(
        place.kind === "unusable" ? `the source ${place.why}` : "the engine has not told the content of the asset",
        "name a file, a text or a URL in the program",
      );
  }
}

async function fromFile<T>(file: string, printed: (bytes: Uint8Array) => Uint8Array, use: (content: Content) => Promise<T>): Promise<T> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const buffer = Buffer.alloc(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await handle.read(buffer, filled, length - filled, offset + filled);
        if (bytesRead === 0) throw changedMeanwhile(file);
        filled += bytesRead;
      }
      return printed(buffer);
    };
    return await use({ size, read });
  } finally {
    await handle.close();
  }
}

/** Fetched into a file first: parts are read more than once, and a server need not tell the size. By the proxy of the environment, as the engine does. */
async function downloaded<T>(url: URL, signal: AbortSignal | undefined, use: (file: string) => Promise<T>): Promise<T> {
  // A query may be a signature, and the user part a password: neither is shown.
  const shown = `${url.origin}${url.pathname}`;
  const folder = await mkdtemp(path.join(tmpdir(), "oos-asset-"));
  const isLocal = /^(localhost|127\.|\[::1\])/.test(url.hostname);
  const dispatcher = isLocal ? new Agent() : new EnvHttpProxyAgent();
  try {
    const file = path.join(folder, "content");
    await download(url, file, dispatcher, signal).catch((cause: unknown) => {
      throw new RefusedError(`the asset ${shown} could not be read: ${reasonOf(cause)}`, "check that the URL answers from this machine", {
        cause,
      });
    });
    return await use(file);
  } finally {
    await dispatcher.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function download(url: URL, file: string, dispatcher: Agent | EnvHttpProxyAgent, signal: AbortSignal | undefined): Promise<void> {
  const { username, password } = url;
  const plain = new URL(url);
  plain.username = plain.password = "";
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const headers = username === "" && password === "" ? {} : { authorization: `Basic ${Buffer.from(user).toString("base64")}` };
  const answer = await fetch(plain, { dispatcher, headers, ...defined({ signal }) });
  if (!answer.ok || answer.body === null) throw new Error(`status ${String(answer.status)}`);
  await pipeline(Readable.fromWeb(answer.body), createWriteStream(file, { mode: 0o600 }));
}

/** What undici throws says little; its cause says it. */
function reasonOf(error: unknown): string {
  const { cause = error } = error as { readonly cause?: unknown };
  return cause instanceof Error ? cause.message : String(cause);
}

export function changedMeanwhile(source: string | Asset | undefined): RefusedError {
  const shown = typeof source === "string" ? source : (source?.path ?? "the content");
  return new RefusedError(`${shown} changed while it was being stored`, "run the update again when it is complete");
}

/** SHA-256 in hex. What the engine has downloaded and hashed is not downloaded again. */
export async function hashOf(origin: Origin): Promise<string> {
  const place = placeOf(origin);
  if (place.kind === "remote" && place.hash !== undefined) return place.hash;
  return withContent(origin, async (content, print) => {
    for (let offset = 0; offset < content.size; offset += 4 * MiB) await content.read(offset, Math.min(4 * MiB, content.size - offset));
    return print();
  });
}

/** Bytes; undefined where only a download would tell. */
export async function sizeOf(origin: Origin): Promise<number | undefined> {
  const place = placeOf(origin);
  if (place.kind === "text") return Buffer.byteLength(place.text, "utf8");
  return place.kind === "file" ? (await stat(place.path)).size : undefined;
}
