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
} from "../../../provider/transport/protocol/shape";
import { parseXml } from "../../../provider/transport/protocol/xml";

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

describe("spaces", () => {
  const fields = shape({
    note: optional("Note", text),
    label: optional("Label", name),
    count: optional("Count", integer),
    inner: optional("Inner", shape({ a: optional("A", text) })),
    value: withDefault("Value", text, "none"),
    texts: listed("Text", text),
  });

  it.each([
    ["are part of a text", "<Note> a </Note><Value> </Value><Text> </Text>", { note: " a ", value: " ", texts: [] }],
    ["alone are a text", "<Note>  </Note>", { note: "  ", value: "none", texts: [] }],
    ["say nothing where no text is expected", "<Label> </Label><Count>\n</Count><Inner>\n  </Inner>", { value: "none", texts: [] }],
    [
      "around a name or a number are not part of it",
      "<Label> a </Label><Count> 5 </Count>",
      { label: "a", count: 5, value: "none", texts: [] },
    ],
  ])("%s", (_what, inner, expected) => {
    expect(fields(parseXml(`<R>${inner}</R>`).value, "R")).toEqual(expected);
  });
});

describe("what no table names", () => {
  const item = shape({ id: optional("Id", text) }, { told: ["Owner"], kept: ["Speed"] });
  const fields = shape({
    items: listed("Item", item),
    one: optional("One", shape({ a: optional("A", text) })),
    other: withDefault("Other", item, { id: "" }),
  });

  it("is heard of with its place, wherever it stands; familiar names are marked or passed over", () => {
    const heard: unknown[] = [];
    const document =
      "<item><ID>x</ID><New>1</New></item><Item><Owner>me</Owner><Speed>5</Speed></Item><One><B><C>2</C></B></One><Other><New/></Other><Root/>";
    const tree = parseXml(`<R>${document}</R>`).value;
    fields({ ...tree, Item: [tree["item"], tree["Item"]] }, "R", (element) => heard.push(element));
    expect(heard).toEqual([
      { at: "R/Item[0]", name: "New", value: "1", isFamiliar: false },
      { at: "R/Item[1]", name: "Speed", value: "5", isFamiliar: true },
      { at: "R/One", name: "B", value: { C: "2" }, isFamiliar: false },
      { at: "R/Other", name: "New", value: "", isFamiliar: false },
      { at: "R", name: "Root", value: "", isFamiliar: false },
    ]);
    expect(fields(tree, "R")).toMatchObject({ one: {} });
  });
});
