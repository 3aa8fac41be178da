import { describe, expect, it } from "vitest";
import { formatPath, formatProblem, problemsAt } from "../../../provider/rules/problem";
import { deepEqual, setEqual } from "../../../provider/pure/semantic";
import { didYouMean, suggestion } from "../../../provider/pure/suggest";

describe("paths and problems", () => {
  it("writes a path as a program would", () => {
    expect(formatPath(["policy", "Statement", 0, "Condition", "ctyun:Referer"])).toBe('policy.Statement[0].Condition["ctyun:Referer"]');
    expect(formatPath([])).toBe("");
  });

  it("puts the path before the message", () => {
    const [problem] = problemsAt(["name"], "bucket-name", ["is too short"]);
    expect(problem && formatProblem(problem)).toBe("name: is too short");
    expect(formatProblem({ path: [], rule: "r", message: "is bad" })).toBe("is bad");
  });
});

describe("did you mean", () => {
  it.each([
    ["Efect", ["Effect", "Resource"], "Effect"],
    ["effect", ["Effect"], "Effect"],
    ["resorces", ["resources", "resource"], "resources"],
    ["Banana", ["Effect", "Resource"], undefined],
    ["ab", ["xy"], undefined],
  ])("%s of %j: %s", (word, candidates, meant) => {
    expect(didYouMean(word, candidates)).toBe(meant);
  });

  it("is quiet when nothing is near", () => {
    expect(suggestion("Banana", ["Effect"])).toBe("");
    expect(suggestion("Efect", ["Effect"])).toBe(' (did you mean "Effect"?)');
  });
});

describe("semantic equality", () => {
  it("ignores key order and absent keys, not list order", () => {
    expect(deepEqual({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1, d: undefined })).toBe(true);
    expect(deepEqual([1, 2], [2, 1])).toBe(false);
    expect(deepEqual({ a: 1 }, { b: 1 })).toBe(false);
    expect(deepEqual({ a: undefined, b: 1 }, { a: 1, b: 1 })).toBe(false);
    expect(deepEqual([], {})).toBe(false);
    expect(deepEqual(null, {})).toBe(false);
    expect(deepEqual(Number.NaN, Number.NaN)).toBe(true);
    expect(deepEqual("1", 1)).toBe(false);
  });

  it("compares sets", () => {
    expect(setEqual([{ a: 1 }, { b: 2 }], [{ b: 2 }, { a: 1 }, { a: 1 }])).toBe(true);
    expect(setEqual(["a"], ["a", "b"])).toBe(false);
    expect(setEqual(["A"], ["a"], (x, y) => x.toLowerCase() === y.toLowerCase())).toBe(true);
  });
});
