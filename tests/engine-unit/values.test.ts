import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suffixFrom } from "../../provider/engine/naming";
import { decode, encode, hasUnknown, isUnknown, pathText, UNKNOWN, valueAt } from "../../provider/engine/values";
import { secret, unknown } from "../plugin/client";

const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes("null"));

describe("the wire's sentinels", () => {
  test("plain values come back as they were", () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), json), (values) => {
        const { values: back, secretNames } = decode(encode(values));
        expect(back).toEqual(values);
        expect(secretNames.size).toBe(0);
      }),
    );
  });

  test("secrets are unwrapped at any depth, and the top-level names that held one are known", () => {
    const { values, secretNames } = decode({ a: secret("x"), b: { c: [secret({ d: secret("y") })] }, e: "z" });
    expect(values).toEqual({ a: "x", b: { c: [{ d: "y" }] }, e: "z" });
    expect([...secretNames]).toEqual(["a", "b"]);
    expect(encode(values, secretNames)).toEqual({ a: secret("x"), b: secret({ c: [{ d: "y" }] }), e: "z" });
  });

  test("unknowns are met as such, also inside of secrets, and go out again", () => {
    const { values } = decode({ a: unknown, b: [unknown, "x"], c: secret(unknown) });
    expect(values).toEqual({ a: UNKNOWN, b: [UNKNOWN, "x"], c: UNKNOWN });
    expect(encode(values, new Set(["c"]))).toEqual({ a: unknown, b: [unknown, "x"], c: secret(unknown) });
    expect([values["a"], values["b"]].map(isUnknown)).toEqual([true, false]);
    expect([{ x: [{ y: UNKNOWN }] }, [], "x", null].map(hasUnknown)).toEqual([true, false, false, false]);
  });

  test("null is absent in an object and a member of a list; undefined is not sent; dates are texts", () => {
    expect(decode({ a: null, b: { c: null }, d: [null] }).values).toEqual({ b: {}, d: [null] });
    expect(encode({ a: undefined, b: { c: undefined }, d: new Date(0) })).toEqual({ b: {}, d: "1970-01-01T00:00:00.000Z" });
  });
});

test.each<[readonly PropertyKey[], string]>([
  [["dataLocation", "locations", 0], "dataLocation.locations[0]"],
  [["tags", "a b"], 'tags["a b"]'],
  [["tags", 'quo"te'], 'tags["quo\\"te"]'],
  [["tags", ""], 'tags[""]'],
  [["tags", "成本"], 'tags["成本"]'],
  [["a b"], '["a b"]'],
  [[], ""],
])("the path %o is %s", (path, text) => {
  expect(pathText(path)).toBe(text);
});

test("the value at a path; below an unknown everything is unknown", () => {
  const root = { a: [{ b: 1 }], c: UNKNOWN, d: null };
  expect(
    [
      ["a", 0, "b"],
      ["c", "x"],
      ["d", "x"],
      ["e", "x", "y"],
    ].map((path) => valueAt(root, path)),
  ).toEqual([1, UNKNOWN, undefined, undefined]);
});

test("suffixes: seven hex digits, the same for the same seed, random without one", () => {
  const seed = Uint8Array.from([1, 2, 3]);
  expect(suffixFrom(seed)()).toMatch(/^[0-9a-f]{7}$/);
  expect(suffixFrom(seed)()).toBe(suffixFrom(seed)());
  expect(suffixFrom(seed)()).not.toBe(suffixFrom(Uint8Array.from([1, 2, 4]))());
  for (const none of [undefined, new Uint8Array()]) {
    const next = suffixFrom(none);
    expect(next()).toMatch(/^[0-9a-f]{7}$/);
    expect(new Set(Array.from({ length: 20 }, next)).size).toBe(20);
  }
});
