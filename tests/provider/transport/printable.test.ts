import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ServiceError } from "../../../provider/transport/errors/errors";
import { printable, shown } from "../../../provider/transport/errors/printable";

/** What a terminal would act upon, or a reader would not see. */
// eslint-disable-next-line no-control-regex -- it looks for these
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

describe("text of others", () => {
  it.each([
    ["an escape sequence", "\u001b[31mred\u001b[0m", "\\u001b[31mred\\u001b[0m"],
    ["the same in one character", "\u009b31m", "\\u009b31m"],
    ["a bell, NUL, a carriage return", "a\u0007b\u0000c\rd", "a\\u0007b\\u0000c d"],
    ["lines", "a\n\n  b\tc", "a b c"],
    ["a mark that turns the direction", "safe\u202eexe.txt", "safe\\u202eexe.txt"],
    ["half a character", "a\ud800b", "a\\ud800b"],
    ["letters of every script", "é 日本 👩‍💻", "é 日本 👩‍💻"],
  ])("%s", (_name, text, expected) => {
    expect(printable(text, 100)).toBe(expected);
  });

  it("is cut, with a word on its length, and not in the middle of a character", () => {
    expect(printable("x".repeat(1_000_000), 10)).toBe("xxxxxxxxxx... (1000000 characters)");
    expect(printable("ab👩👩", 3)).toBe("ab... (6 characters)");
    expect(shown(`a\n${"x".repeat(100)}`, 4)).toBe("a\nxx... (102 characters)");
  });

  it("never steers and is never long", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (text, most) => {
        const line = printable(text, most);
        expect(line).not.toMatch(STEERING);
        expect(line).not.toContain("\n");
        expect(line.length).toBeLessThanOrEqual(most * 6 + 30);
        expect(shown(text)).not.toMatch(STEERING);
      }),
    );
  });
});

it("an error of a service is bounded and printable in every part", () => {
  const long = `\u001b[2J${"x".repeat(100_000)}`;
  const error = new ServiceError({
    kind: "invalid",
    service: "s3",
    operation: "PutObject",
    subject: long,
    code: long,
    words: long,
    requestId: long,
  });
  expect(error.message).not.toMatch(STEERING);
  expect(error.message.length).toBeLessThan(3000);
  for (const part of [error.words, error.code, error.subject, error.requestId])
    expect(part).toMatch(/^\\u001b\[2Jx+\.\.\. \(100004 characters\)$/);
});
