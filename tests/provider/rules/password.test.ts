import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makePassword } from "../../../provider/rules/password";

describe("a made password", () => {
  it("has the length, and a lower-case and an upper-case letter, a digit and a symbol", () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 128 }), (length) => {
        const password = makePassword(length, randomBytes);
        expect(password).toHaveLength(length);
        for (const kind of [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9\s]/]) expect(password).toMatch(kind);
        expect(password).toMatch(/^[!-~]+$/);
      }),
    );
  });

  it("comes from the given bytes alone", () => {
    const counting = () => {
      let next = 0;
      return (size: number): Uint8Array => Uint8Array.from({ length: size }, () => (next = (next * 75 + 74) % 251));
    };
    expect(makePassword(20, counting())).toBe(makePassword(20, counting()));
    expect(makePassword(20, randomBytes)).not.toBe(makePassword(20, randomBytes));
  });

  it("has each character of a kind equally often, wherever it stands", () => {
    const first = new Map<string, number>();
    const rounds = 4000;
    for (let round = 0; round < rounds; round += 1) {
      const character = makePassword(8, randomBytes).charAt(0);
      first.set(character, (first.get(character) ?? 0) + 1);
    }
    const digits = Array.from("23456789", (digit) => first.get(digit) ?? 0);
    // Digits: at least one of eight characters and a ninth of the rest; each of the eight has the same share.
    const mean = digits.reduce((sum, count) => sum + count, 0) / digits.length;
    expect(mean).toBeGreaterThan(rounds / 100);
    for (const count of digits) expect(Math.abs(count - mean)).toBeLessThan(6 * Math.sqrt(mean));
  });
});
