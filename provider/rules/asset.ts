/** Pulumi's assets and archives as definitions see them: content that a program names by place, or gives as text. */
import { z } from "zod";

interface AssetParts {
  readonly path?: string | undefined;
  readonly text?: string | undefined;
  readonly uri?: string | undefined;
  readonly hash?: string | undefined;
}

/** One content: a file, a text or a URI. Where the engine elides contents (diffs, old states) only the hash is there. */
export class Asset implements AssetParts {
  declare readonly path?: string;
  declare readonly text?: string;
  declare readonly uri?: string;
  /** SHA-256 of the content in hex, made by the engine. */
  declare readonly hash?: string;

  constructor(parts: AssetParts) {
    Object.assign(this, Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)));
  }
}

/** Several files as one value. No definition takes one; it goes back to the engine as it came. */
export class Archive {
  constructor(readonly wire: Readonly<Record<string, unknown>>) {}
}

/** The form of a field that takes an asset. */
export const assetSchema = z.instanceof(Asset);

/** The same content: by the hashes where the engine has made both. */
export function sameAsset(a: Asset, b: Asset): boolean {
  if (a.hash !== undefined && b.hash !== undefined) return a.hash === b.hash;
  return a.path === b.path && a.text === b.text && a.uri === b.uri;
}
