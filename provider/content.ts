/** The content of an object, from a file or a text: read piece by piece, and printed on the way. */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { RefusedError } from "./define";
import type { Content } from "./services/s3";

/** The file wins where both are there. */
export interface Origin {
  /** Path of a file. */
  readonly source?: string | undefined;
  /** The content itself, stored as UTF-8. */
  readonly content?: string | undefined;
}

const MiB = 1024 * 1024;

/** Reads `source` or `content` piece by piece, and prints what it reads. */
export async function withContent<T>({ source, content }: Origin, use: (content: Content, print: () => string) => Promise<T>): Promise<T> {
  const hash = createHash("sha256");
  const printed = (bytes: Uint8Array): Uint8Array => {
    hash.update(bytes);
    return bytes;
  };
  const print = (): string => hash.digest("hex");
  if (source === undefined) {
    const bytes = Buffer.from(content ?? "", "utf8");
    const read = (offset: number, length: number): Promise<Uint8Array> => Promise.resolve(printed(bytes.subarray(offset, offset + length)));
    return use({ size: bytes.length, read }, print);
  }
  const file = await open(source);
  try {
    const { size } = await file.stat();
    const read = async (offset: number, length: number): Promise<Uint8Array> => {
      const buffer = Buffer.alloc(length);
      let filled = 0;
      while (filled < length) {
        const { bytesRead } = await file.read(buffer, filled, length - filled, offset + filled);
        if (bytesRead === 0) throw changedMeanwhile(source);
        filled += bytesRead;
      }
      return printed(buffer);
    };
    return await use({ size, read }, print);
  } finally {
    await file.close();
  }
}

export function changedMeanwhile(source: string | undefined): RefusedError {
  return new RefusedError(`${source ?? "the content"} changed while it was being stored`, "run the update again when it is complete");
}

export async function hashOf(wanted: Origin): Promise<string> {
  return withContent(wanted, async (content, print) => {
    for (let offset = 0; offset < content.size; offset += 4 * MiB) await content.read(offset, Math.min(4 * MiB, content.size - offset));
    return print();
  });
}
