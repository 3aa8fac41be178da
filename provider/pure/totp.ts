/** One-time codes of MFA devices: RFC 6238 over RFC 4226, SHA-1, six digits, steps of 30 seconds; seeds in base32 (RFC 4648). */
import { createHmac } from "node:crypto";

export const STEP_MS = 30_000;
const DIGITS = 6;
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The step that `ms` (since the epoch) lies in. */
export function stepAt(ms: number): number {
  return Math.floor(ms / STEP_MS);
}

/** The code of one step. @throws RangeError for a seed that is not base32 */
export function totp(seed: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", fromBase32(seed)).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, "0");
}

/** Letters of either case; padding and blanks, which people add, do not count. */
export function fromBase32(text: string): Buffer {
  const letters = Array.from(text.toUpperCase().replaceAll(/[\s=]/g, ""));
  const bits = letters.map((letter) => {
    const value = LETTERS.indexOf(letter);
    // The letter itself is part of a secret.
    if (value < 0) throw new RangeError("the seed of the MFA device is not base32");
    return value.toString(2).padStart(5, "0");
  });
  return Buffer.from((bits.join("").match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
