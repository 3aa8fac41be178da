import { describe, expect, it } from "vitest";
import {
  flag,
  integer,
  listed,
  lookUp,
  name,
  optional,
  required,
  shape,
  text,
  timestamp,
  UnreadableAnswer,
  withDefault,
} from "../../provider/transport/shape";
import { parseXml } from "../../provider/transport/xml";

const read = shape({ tags: listed("Tags", shape({ key: required("Key", name), value: withDefault("Value", text, "") })) });
const tagsOf = (inner: string): unknown => read(parseXml(`<R>${inner}</R>`).value, "R").tags;

describe("lists", () => {
  it.each([
    ["absent", "", []],
    ["empty", "<Tags/>", []],
    ["white space", "<Tags>\n  </Tags>", []],
    ["one member", "<Tags><member><Key>a</Key><Value>1</Value></member></Tags>", [{ key: "a", value: "1" }]],
    [
      "two members",
      "<Tags><member><Key>a</Key></member><member><Key>b</Key></member></Tags>",
      [
        { key: "a", value: "" },
        { key: "b", value: "" },
      ],
    ],
    ["without the member layer", "<Tags><Key>a</Key><Value>1</Value></Tags>", [{ key: "a", value: "1" }]],
    [
      "repeated",
      "<Tags><member><Key>a</Key></member></Tags><Tags><member><Key>b</Key></member></Tags>",
      [
        { key: "a", value: "" },
        { key: "b", value: "" },
      ],
    ],
  ])("read %s", (_name, inner, expected) => {
    expect(tagsOf(inner)).toEqual(expected);
  });

  it("say where a member is not readable", () => {
    expect(() => tagsOf("<Tags><member><Key>a</Key></member><member><Value>1</Value></member></Tags>")).toThrow(
      "the answer has no element at R/Tags[1]/Key",
    );
  });
});

describe("scalars", () => {
  it("read text, integers, flags and times", () => {
    expect([text("", ""), text(5, ""), text(true, "")]).toEqual(["", "5", "true"]);
    expect([integer(" 12 ", ""), integer(-3, "")]).toEqual([12, -3]);
    expect([flag("TRUE", ""), flag("false", ""), flag(true, "")]).toEqual([true, false, true]);
    expect(timestamp("2019-01-31T09:18:00Z", "")).toBe("2019-01-31T09:18:00Z");
    expect([timestamp(1_548_926_280, ""), timestamp("1548926280000", "")]).toEqual([
      "2019-01-31T09:18:00.000Z",
      "2019-01-31T09:18:00.000Z",
    ]);
  });

  it.each<[string, () => unknown]>([
    ["text", () => text({}, "x")],
    ["an empty name", () => name("  ", "x")],
    ["a missing name", () => name(undefined, "x")],
    ["an integer", () => integer("1.5", "x")],
    ["an empty integer", () => integer("", "x")],
    ["a flag", () => flag("yes", "x")],
    ["a time", () => timestamp(Number.MAX_VALUE, "x")],
    ["an object", () => read("text", "x")],
  ])("refuse what is not %s", (_name, reading) => {
    expect(reading).toThrow(UnreadableAnswer);
  });
});

describe("fields", () => {
  it("prefer the documented name, then any casing of all names", () => {
    expect(lookUp({ arn: 1, Arn: 2 }, ["Arn"])).toBe(2);
    expect(lookUp({ trailarn: 1 }, ["TrailARN", "Arn"])).toBe(1);
    expect(lookUp({ other: 1 }, ["Arn"])).toBeUndefined();
    expect(lookUp({}, ["constructor"])).toBeUndefined();
  });

  it("leave out what is optional and empty, and fail on what is required and absent", () => {
    const fields = shape({ a: optional("A", text), b: required("B", text) });
    expect(fields({ A: "", B: "" }, "R")).toEqual({ b: "" });
    expect(() => fields({ A: "1" }, "R")).toThrow("the answer has no element at R/B");
    expect(() => shape({ whole: required("Whole", shape({ a: optional("A", text) })) })({}, "R")).toThrow(
      "the answer has no element at R/Whole",
    );
  });
});
