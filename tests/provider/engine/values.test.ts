import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { suffixFrom } from "../../../provider/engine/steps/naming";
import { decode, encode, hasUnknown, isUnknown, pathText, type Properties, UNKNOWN, valueAt } from "../../../provider/engine/values";
import { Archive, Asset, sameAsset } from "../../../provider/rules/asset";
import { secret, unknown } from "../../support/plugin/client";

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

describe("assets and archives", () => {
  const signatureKey = "4dabf18193072939515e22adb298388d";
  const asset = (parts: Properties): Properties => ({ [signatureKey]: "c44067f5952c0a294b673a41bacd8c17", ...parts });
  const emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  test("are met as such at any depth, and go out as they came", () => {
    const wire = { a: asset({ path: "p", hash: "h" }), b: [asset({ text: "t" })], c: { d: asset({ uri: "https://a.example/x" }) } };
    const { values } = decode(wire);
    expect(values["a"]).toEqual(new Asset({ path: "p", hash: "h" }));
    expect(values["a"]).toBeInstanceOf(Asset);
    expect(encode(values)).toEqual(wire);
    const archive = { a: { [signatureKey]: "0def7320c3a5731c473e5ecbe6d01bc7", assets: { x: asset({ text: "t" }) } } };
    expect(decode(archive).values["a"]).toBeInstanceOf(Archive);
    expect(encode(decode(archive).values)).toEqual(archive);
    expect(hasUnknown(values["a"])).toBe(false);
  });

  test("inside a secret are known as secret", () => {
    const { values, secretNames } = decode({ a: secret(asset({ text: "t", hash: "h" })) });
    expect(encode(values, secretNames)).toEqual({ a: secret(asset({ text: "t", hash: "h" })) });
  });

  test("an empty text, which the engine does not send, is told from an elided content by its hash", () => {
    expect(decode({ a: asset({ hash: emptyHash }) }).values["a"]).toEqual(new Asset({ text: "", hash: emptyHash }));
    expect(decode({ a: asset({}) }).values["a"]).toEqual(new Asset({ text: "" }));
    expect(decode({ a: asset({ hash: "h" }) }).values["a"]).toEqual(new Asset({ hash: "h" }));
  });

  test("what is not known of them makes them unknown", () => {
    expect(decode({ a: asset({ path: unknown }) }).values["a"]).toBe(UNKNOWN);
    expect(decode({ a: "030794c1-ac77-496b-92df-f27374a8bd58", b: ["6a19a0b0-7e62-4c92-b797-7f8e31da9cc2"] }).values).toEqual({
      a: UNKNOWN,
      b: [UNKNOWN],
    });
  });

  test("are the same by hash where both have one, else by place", () => {
    const of = (parts: Properties): Asset => new Asset(parts);
    expect(sameAsset(of({ path: "a", hash: "h" }), of({ text: "t", hash: "h" }))).toBe(true);
    expect(sameAsset(of({ path: "a", hash: "h" }), of({ path: "a", hash: "i" }))).toBe(false);
    expect(sameAsset(of({ path: "a" }), of({ path: "a", hash: "i" }))).toBe(true);
    expect(sameAsset(of({ path: "a" }), of({ path: "b" }))).toBe(false);
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
