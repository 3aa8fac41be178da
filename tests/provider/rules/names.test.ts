import { describe, expect, it } from "vitest";
import { oos } from "../../../provider/backends/oos";
import { bucketNameProblems } from "../../../provider/rules/bucket-name";
import { iamNameListProblems, iamNameProblems, iamNameSet, sameIamName } from "../../../provider/rules/iam-name";
import { IAM_USER_TAG_RULES, tagProblems } from "../../../provider/rules/tags";
import { trailNameProblems, trailPrefixProblems } from "../../../provider/rules/trail-name";

const bucket = (name: string): string[] => bucketNameProblems(name, oos.bucketName);

describe("bucket names", () => {
  it.each(["abc", "a-b.c-d", "0x0", "a".repeat(63), "1a.2b.3c", "my--bucket"])("%s is good", (name) => {
    expect(bucket(name)).toEqual([]);
  });

  it.each([
    ["ab", "must have at least 3 characters, has 2"],
    ["a".repeat(64), "must have at most 63 characters, has 64"],
    ["My bucket", 'may contain only lower-case letters, digits, "." and "-"; found "M", a space'],
    ["-abc", 'each part between dots must start and end with a lower-case letter or a digit; "-abc" does not'],
    [".abc", 'must not start or end with "."'],
    ["a..b", 'must not contain ".."'],
    ["a-.b", 'must not contain "-."'],
    ["a.-b", 'must not contain ".-"'],
    ["192.168.0.1", "must not have the form of an IPv4 address"],
    ["12.34", "must not consist only of groups of digits joined by dots"],
  ])("%s: %s", (name, message) => {
    expect(bucket(name)).toContain(message);
  });

  it("counts bytes, not characters", () => {
    expect(bucket("é".repeat(32))).toContain("must have at most 63 characters, has 64");
  });

  it("says every broken rule at once", () => {
    expect(bucket("-A..")).toHaveLength(4);
  });

  it("obeys the row of the backend", () => {
    const rules = { ...oos.bucketName, forbiddenWords: ["oos"], forbidIpv4: false, forbidDigitGroups: false };
    expect(bucketNameProblems("my-oos-bucket", rules)).toEqual(['must not contain the reserved word "oos"']);
    expect(bucketNameProblems("1.2.3.4", rules)).toEqual([]);
  });
});

describe("names of IAM entities", () => {
  it("holds users to 64 characters and the others to 128", () => {
    expect(iamNameProblems("u".repeat(64), "user")).toEqual([]);
    expect(iamNameProblems("u".repeat(65), "user")).toEqual(["a user name must have at most 64 characters, has 65"]);
    expect(iamNameProblems("g".repeat(128), "group")).toEqual([]);
    expect(iamNameProblems("p".repeat(129), "policy")).toEqual(["a policy name must have at most 128 characters, has 129"]);
  });

  it("takes every character of the set and names the others", () => {
    expect(iamNameProblems("aZ9_-,.+=@", "mfa")).toEqual([]);
    expect(iamNameProblems("a b/c b", "user")).toEqual(['a user name may contain only letters, digits and _ - , . + = @; found " ", "/"']);
    expect(iamNameProblems("", "group")).toEqual(["a group name must not be empty"]);
  });

  it("judges each name of a list, and those that come twice", () => {
    expect(iamNameListProblems(["Bob", "eve"], "user")).toEqual([]);
    expect(iamNameListProblems(["Bob", "a b", "eve", "BOB", ""], "user").map(({ path, message }) => [path, message])).toEqual([
      [[1], 'a user name may contain only letters, digits and _ - , . + = @; found " "'],
      [[3], '"BOB" is listed already, as item 0 (names have no case)'],
      [[4], "a user name must not be empty"],
    ]);
    expect(iamNameSet(["eve", "Bob", "EVE"])).toEqual(["bob", "eve"]);
  });

  it("compares without regard to case", () => {
    expect(sameIamName("Bob", "bOB")).toBe(true);
    expect(sameIamName("Bob", "Rob")).toBe(false);
  });
});

describe("trail names and prefixes", () => {
  it.each(["abc", "A.b_c-9", "t".repeat(128)])("%s is good", (name) => {
    expect(trailNameProblems(name)).toEqual([]);
  });

  it.each([
    ["ab", "must have at least 3 characters, has 2"],
    ["t".repeat(129), "must have at most 128 characters, has 129"],
    ["a/b", 'may contain only letters, digits, ".", "_" and "-"; found "/"'],
    ["_ab", "must start and end with a letter or a digit"],
    ["a._b", 'must not have ".", "_" or "-" next to each other; found "._"'],
    ["10.0.0.1", "must not have the form of an IPv4 address"],
  ])("%s: %s", (name, message) => {
    expect(trailNameProblems(name)).toContain(message);
  });

  it("takes an empty prefix and refuses one that is too long or holds control characters", () => {
    expect(trailPrefixProblems("")).toEqual([]);
    expect(trailPrefixProblems("审计/logs")).toEqual([]);
    expect(trailPrefixProblems(`${"p".repeat(200)}\n`)).toEqual([
      "must have at most 200 characters, has 201",
      "must not contain control characters",
    ]);
  });
});

describe("tags", () => {
  it("says each problem at the tag that has it", () => {
    const problems = tagProblems({ good: "", "": "x", ["k".repeat(129)]: "v".repeat(257) }, IAM_USER_TAG_RULES, ["tags"]);
    expect(problems.map(({ path, rule }) => [path[1], rule])).toEqual([
      ["", "tag-key"],
      ["k".repeat(129), "tag-key"],
      ["k".repeat(129), "tag-value"],
    ]);
  });

  it("allows ten and no more", () => {
    const tags = (count: number): Record<string, string> =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
    expect(tagProblems(tags(10), IAM_USER_TAG_RULES)).toEqual([]);
    expect(tagProblems(tags(11), IAM_USER_TAG_RULES)).toEqual([{ path: [], rule: "tag-count", message: "at most 10 tags, 11 given" }]);
  });
});
