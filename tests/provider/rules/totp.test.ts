/** One-time codes against the vectors of the RFCs. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromBase32, stepAt, totp } from "../../../provider/pure/totp";
import { totp as emulated } from "../../../emulator/services/iam/mfa";

/** "12345678901234567890" in base32. */
const seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("RFC 6238, appendix B (SHA-1), the last six of its eight digits", () => {
  test.each([
    [59, "287082"],
    [1_111_111_109, "081804"],
    [1_111_111_111, "050471"],
    [1_234_567_890, "005924"],
    [2_000_000_000, "279037"],
    [20_000_000_000, "353130"],
  ])("second %d: %s", (second, code) => {
    expect(totp(seed, stepAt(second * 1000))).toBe(code);
  });
});

test("RFC 4226, appendix D: the first ten counts", () => {
  const codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
  expect(codes.map((_, count) => totp(seed, count))).toEqual(codes);
});

describe("base32", () => {
  // RFC 4648, section 10.
  test.each([
    ["", ""],
    ["MY======", "f"],
    ["MZXQ====", "fo"],
    ["MZXW6===", "foo"],
    ["MZXW6YQ=", "foob"],
    ["MZXW6YTB", "fooba"],
    ["MZXW6YTBOI======", "foobar"],
    ["mzxw 6ytb oi", "foobar"],
  ])("%s is %s", (text, bytes) => {
    expect(fromBase32(text).toString()).toBe(bytes);
  });

  test("another letter is refused, and not repeated", () => {
    expect(() => totp("MZXW1", 0)).toThrow(/^the seed of the MFA device is not base32$/);
  });
});

test("steps are 30 seconds; the codes are those of an implementation that is not this one", () => {
  expect([0, 29_999, 30_000].map(stepAt)).toEqual([0, 0, 1]);
  const letters = fc.constantFrom(...Array.from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"));
  fc.assert(
    fc.property(fc.string({ unit: letters, minLength: 64, maxLength: 64 }), fc.nat({ max: 100_000_000 }), (random, step) => {
      expect(totp(random, step)).toBe(emulated(random, step));
    }),
  );
});
