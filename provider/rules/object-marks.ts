/**
 * What is kept with an object in its own metadata, so that it tells its content whatever the service makes of ETags: the print of a stored
 * content, or the source of a copy.
 */

/** SHA-256 of the content in hex. */
export const hashKey = "pulumi-sha256";
/** `<bucket>/<key> <ETag>` of the source, percent-encoded, so that it fits in a header. */
export const copyKey = "pulumi-copied-from";

type Metadata = Readonly<Record<string, string>>;

export interface CopiedFrom {
  readonly bucket: string;
  readonly key: string;
  readonly etag?: string | undefined;
}

export function isMark(key: string): boolean {
  return key === hashKey || key === copyKey;
}

export function copyMark({ bucket, key }: CopiedFrom, etag = ""): string {
  return `${encodeURIComponent(bucket)}/${key.split("/").map(encodeURIComponent).join("/")} ${etag}`.trimEnd();
}

/** The source that the metadata name; undefined where they name none, or in words of somebody else. */
export function copiedFrom(metadata: Metadata = {}): CopiedFrom | undefined {
  const [, bucket = "", key = "", etag] = /^([^/\s]+)\/(\S+)(?: (\S+))?$/.exec(metadata[copyKey] ?? "") ?? [];
  if (key === "") return undefined;
  try {
    const source = { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
    return etag === undefined ? source : { ...source, etag };
  } catch {
    return undefined;
  }
}

/** The mark that tells one content from another. */
export function contentMark(metadata: Metadata = {}): string | undefined {
  return metadata[copyKey] ?? metadata[hashKey];
}

/** What is not ours. */
export function withoutMarks(metadata: Metadata = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !isMark(key)));
}
