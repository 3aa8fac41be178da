import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actionMatches, globCovers, globMatches, globsOverlap, principalMatches, resourceMatches } from "../../../provider/policy/match";

const pattern = (maxLength: number): fc.Arbitrary<string> => fc.string({ unit: fc.constantFrom("a", "b", "*", "?"), maxLength });
const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 6 });

/** Every text of `a` and `b` up to a length: what patterns of these letters can be told apart by. */
function texts(longest: number): string[] {
  let all = [""];
  for (let length = 0; length < longest; length++) all = ["", ...all.flatMap((start) => [`${start}a`, `${start}b`])];
  return [...new Set(all)];
}
const short = texts(8);

/** Independent of the code under test: the regular expression of a pattern. */
function expression(glob: string): RegExp {
  return new RegExp(`^${glob.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
}

describe("patterns", () => {
  it("match as their regular expressions do", () => {
    fc.assert(
      fc.property(pattern(6), text, (glob, found) => {
        expect(globMatches(glob, found)).toBe(expression(glob).test(found));
      }),
      { numRuns: 500 },
    );
  });

  it("cover only what they match whole", () => {
    fc.assert(
      fc.property(pattern(4), pattern(4), (outer, inner) => {
        expect([globCovers(inner, inner), globCovers("*", inner)]).toEqual([true, true]);
        if (globCovers(outer, inner)) expect(short.filter((found) => globMatches(inner, found) && !globMatches(outer, found))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("overlap where some text is one of both, and nowhere else", () => {
    fc.assert(
      fc.property(pattern(4), pattern(4), (a, b) => {
        // A text of both needs no more letters than both patterns have signs.
        const common = short.some((found) => globMatches(a, found) && globMatches(b, found));
        expect([globsOverlap(a, b), globsOverlap(b, a)]).toEqual([common, common]);
      }),
      { numRuns: 500 },
    );
  });

  it("are linear: many stars do not stop the clock", () => {
    expect(globMatches("*a".repeat(200), "b".repeat(5000))).toBe(false);
  });
});

describe("both spellings mean the same", () => {
  it.each([
    ["oos:GetObject", "s3:getobject", true],
    ["s3:Get*", "oos:GetObject", true],
    ["*", "iam:GetUser", true],
    ["oos:*", "iam:GetUser", false],
  ])("action %s, %s: %s", (wanted, action, expected) => {
    expect(actionMatches(wanted, action)).toBe(expected);
  });

  it.each([
    ["arn:aws:s3:::b/*", "arn:ctyun:oos:::b/k", true],
    ["arn:ctyun:oos::mine:b", "arn:ctyun:oos::mine:b", true],
    ["arn:ctyun:oos::mine:b", "arn:ctyun:oos::other:b", false],
    ["arn:ctyun:oos::mine:b", "arn:ctyun:oos:::b", true],
    ["arn:ctyun:oos:::b", "arn:ctyun:oos:::b/k", false],
    ["arn:ctyun:oos:::B/*", "arn:ctyun:oos:::b/k", false],
    ["arn:ctyun:iam::mine:user/Bob", "arn:ctyun:iam::mine:user/bob", true],
    ["arn:ctyun:iam::mine:*", "arn:ctyun:oos::mine:b", false],
    ["b/*", "arn:ctyun:oos:::b/k", false],
  ])("resource %s, %s: %s", (wanted, resource, expected) => {
    expect(resourceMatches(wanted, resource)).toBe(expected);
  });
});

describe("principals", () => {
  const bob = { account: "mine", user: "bob" };
  it.each([
    ["*", undefined, true],
    ["mine", undefined, false],
    ["arn:aws:iam::mine:user/BOB", bob, true],
    ["arn:ctyun:iam::mine:user/bobby", bob, false],
    ["arn:ctyun:iam::other:user/bob", bob, false],
    ["arn:ctyun:iam::mine:group/bob", bob, false],
    ["arn:ctyun:iam::mine:root", { account: "mine" }, true],
    ["mine", { account: "mine" }, true],
    // An account stands for its users from outside of it only.
    ["arn:ctyun:iam::mine:root", bob, false],
    ["arn:ctyun:iam::other:root", { account: "other", user: "eve" }, true],
  ])("%s for %j: %s", (principal, caller, expected) => {
    expect(principalMatches(principal, caller, "mine", false)).toBe(expected);
  });

  it("have wildcards only where they may count", () => {
    const everyUser = (isPattern: boolean): boolean => principalMatches("arn:ctyun:iam::mine:user/*", bob, "mine", isPattern);
    expect([everyUser(true), everyUser(false)]).toEqual([true, false]);
  });
});
