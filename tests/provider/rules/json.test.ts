import { describe, expect, it } from "vitest";
import { readJson, type JsonFault } from "../../../provider/rules/json";

function fault(text: string): JsonFault {
  const reading = readJson(text);
  if (reading.ok) throw new Error(`accepted ${text}`);
  return reading.fault;
}

describe("the JSON reader", () => {
  it("reads what JSON.parse reads", () => {
    const text = ' {"a": [1, -2.5e3, true, false, null, "x\\u0041\\n"], "": {}, "__proto__": []} ';
    const reading = readJson(text);
    expect(reading).toEqual({ ok: true, value: JSON.parse(text) as unknown, duplicateKeys: [] });
  });

  it.each([
    ["", 1, 1, "expected a value, found the end of the text"],
    ['{"a": 1', 1, 8, 'expected "," or "}", found the end of the text'],
    ['{"a": 1,\n  "b" 2}', 2, 7, 'expected ":" after the key "b", found "2"'],
    ['{"a": 1,}', 1, 9, "a comma must not stand before the closing brace"],
    ["[1,]", 1, 4, "a comma must not stand before the closing bracket"],
    ["[1 2]", 1, 4, 'expected "," or "]", found "2"'],
    ["{a: 1}", 1, 2, 'expected a key in double quotes, found "a"'],
    ["{'a': 1}", 1, 2, "expected a key in double quotes, found a single quote"],
    ['{"a": tru}', 1, 7, "expected a value, found tru"],
    ['{"a": 01}', 1, 7, "expected a value, found 01"],
    ['{"a": "b', 1, 7, "the text ends inside a string"],
    ['{"a": "b\n"}', 1, 9, "a string does not end on its line"],
    ['"\\x"', 1, 2, "this escape does not exist in JSON"],
    ["{} {}", 1, 4, 'unexpected "{" after the end of the document'],
  ])("%j fails at %i:%i", (text, line, column, message) => {
    expect(fault(text)).toMatchObject({ line, column, message });
  });

  it("shows the place in a short excerpt on one line", () => {
    const found = fault(`{"Statement": [\n${" ".repeat(80)}{"Effect": "Allow" "Action": "oos:*", "Resource": "*"}]}`);
    expect(found.excerpt).toBe('...t": [ {"Effect": "Allow" >>>"Action": "oos:*", "Resou...');
    expect(found.line).toBe(2);
  });

  it("finds keys that occur twice, at any depth", () => {
    expect(readJson('{"a": 1, "b": [{"c": 1, "c": 2}], "a": 3}')).toMatchObject({
      ok: true,
      duplicateKeys: [["b", 0, "c"], ["a"]],
      value: { a: 3 },
    });
  });

  it("refuses nesting that could exhaust the stack", () => {
    expect(fault("[".repeat(100_000)).message).toBe("nested deeper than 200 levels");
  });
});
