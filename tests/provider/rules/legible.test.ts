import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { legible } from "../../../provider/rules/legible";

describe("a text with values of others", () => {
  test("keeps what can be read as it is", () => {
    const words = 'must be a host name, found "a b"; 研发\n  next: leave it out (rules[0].hostName, backend oos)';
    expect(legible(words, 800)).toBe(words);
  });

  test("cuts a long value, quoted or not, and says how long it was", () => {
    const long = "x".repeat(1_000_000);
    expect(legible(`found "${long}" and "${long} ${long}", unknown property ${long}; did you mean a?`, 800)).toBe(
      `found "${"x".repeat(60)}... (1000000 characters)" and "${"x".repeat(60)}... (2000001 characters)", unknown property ${"x".repeat(60)}... (1000000 characters); did you mean a?`,
    );
  });

  test("cuts no words between two values", () => {
    const words = `statement "Closed." denies the caller ${"GetBucketPolicy, ".repeat(9)}on bucket "b-locked", 5" wide, and "b"`;
    expect(legible(words, 800)).toBe(words);
  });

  test("names what is invisible, turns the direction of a line or steers a terminal", () => {
    expect(legible('found "\u001b[31m\ufeff\u202e\u2028\u200b\u{e0001}\ud800"\nnext', 800)).toBe(
      'found "\\u001b[31m\\ufeff\\u202e\\u2028\\u200b\\u{e0001}\\ud800"\nnext',
    );
  });

  test("is never longer than the limit, and keeps its beginning and its end", () => {
    const shown = legible(`must be ${"one of a, b ".repeat(500)}(bucket, backend oos)`, 400);
    expect(shown).toMatch(/^must be one of[^]* \.\.\. [^]*\(bucket, backend oos\)$/);
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 3000 }), fc.integer({ min: 250, max: 1000 }), (text, limit) => {
        expect(legible(text, limit).length).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

test("what ends a long word belongs to the sentence", () => {
  expect(legible(`is not known (${"x".repeat(300)}, backend oos)`, 800)).toBe(
    `is not known (${"x".repeat(59)}... (301 characters), backend oos)`,
  );
});
