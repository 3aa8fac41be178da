/** Suffixes of names that we make. */
import { createHash, randomBytes } from "node:crypto";

export const suffixLength = 7;

/** Seven hex digits from the engine's seed (the same in a preview and its update), or random where there is none. */
export function suffixFrom(seed: Uint8Array | undefined): () => string {
  return () => {
    const bytes = seed === undefined || seed.length === 0 ? randomBytes(8) : createHash("sha256").update(seed).digest();
    return bytes.toString("hex").slice(0, suffixLength);
  };
}
