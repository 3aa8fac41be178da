import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  listAt,
  nodeAt,
  parseXml,
  textAt,
  writeXml,
  XmlError,
  type XmlNode,
  type XmlValue,
} from "../../../provider/transport/protocol/xml";

describe("reading XML", () => {
  it("keeps every value a string, as written", () => {
    const { root, value } = parseXml("<R><a>001</a><b>true</b><c> x </c><d/><e></e><f>1e5</f></R>");
    expect(root).toBe("R");
    expect(value).toEqual({ a: "001", b: "true", c: " x ", d: "", e: "", f: "1e5" });
  });

  it.each([
    ["none", "<R><K>v</K></R>"],
    ["the usual one", '<R xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><K>v</K></R>'],
    ["the odd one", '<R xmlns="http://doc.s3.amazonaws.com/2006-03-01"><K>v</K></R>'],
    ["a prefix", '<o:R xmlns:o="urn:x"><o:K o:type="t">v</o:K></o:R>'],
  ])("accepts namespaces: %s", (_name, text) => {
    expect(parseXml(text)).toEqual({ root: "R", value: { K: "v" } });
  });

  it("drops the white space between elements and reads a list by declared path", () => {
    const text = "<?xml version='1.0'?>\n<R>\n  <Bs>\n    <B><N>1</N></B>\n  </Bs>\n</R>\n";
    expect(parseXml(text).value).toEqual({ Bs: { B: { N: "1" } } });
    expect(parseXml(text, { arrays: ["Bs.B"] }).value).toEqual({ Bs: { B: [{ N: "1" }] } });
    expect(listAt(parseXml("<R><Bs/></R>").value, "Bs", "B")).toEqual([]);
    expect(listAt(parseXml("<R><B>1</B><B>2</B></R>").value, "B")).toEqual(["1", "2"]);
    expect(nodeAt(parseXml("<R><A/></R>").value, "A", "B")).toEqual({});
    expect(textAt(parseXml("<R><A><B>x</B></A></R>").value, "A", "B")).toBe("x");
    expect(textAt(parseXml("<R><A><B>x</B></A></R>").value, "A")).toBeUndefined();
  });

  it("decodes the predefined and numeric references once, CDATA not at all", () => {
    expect(parseXml("<R><K>&amp;lt;&#34;&#x4e2d;&quot;&apos;&gt;</K></R>").value).toEqual({ K: '&lt;"中"\'>' });
    expect(parseXml("<R><K><![CDATA[<a>&amp;]]></K></R>").value).toEqual({ K: "<a>&amp;" });
  });

  it("reads the references that Ceph writes for control characters of keys, which XML 1.0 does not have", () => {
    expect(parseXml("<R><K>a&#x01;&#31;b</K></R>").value).toEqual({ K: "a\u0001\u001fb" });
  });

  it("reads thousands of references", () => {
    const { value } = parseXml(`<R>${"<K>&quot;x&quot;</K>".repeat(5000)}</R>`);
    expect(listAt(value, "K")).toHaveLength(5000);
    expect(new Set(listAt(value, "K"))).toEqual(new Set(['"x"']));
  });

  it.each([
    ["entity bomb", '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><R>&b;</R>'],
    ["external entity", '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><R>&x;</R>'],
    ["doctype in another case", '<!doctype r [<!ENTITY x "y">]><R/>'],
    ["a name of the language we are written in", "<R><K>&constructor;</K></R>"],
    ["another one", "<R><K>&__proto__;&toString;</K></R>"],
    ["a reference to NUL", "<R><K>a&#0;</K></R>"],
    ["a reference to half a character", "<R><K>&#xD800;</K></R>"],
    ["the other half", "<R><K>&#57343;</K></R>"],
    ["NUL itself", "<R><K>a\0b</K></R>"],
    ["half a character itself", "<R><K>\ud800</K></R>"],
    ["undeclared entity", "<R><K>&nope;</K></R>"],
    ["reference out of range", "<R><K>&#x110000;</K></R>"],
    ["too deep", "<a>".repeat(60) + "</a>".repeat(60)],
    ["truncated", "<R><K>v</K><L>half"],
    ["truncated inside a tag", "<R><K>v</K></"],
    ["unclosed", "<R><K></R></K>"],
    ["two roots", "<R/><S/>"],
    ["text after the root", "<R/>x"],
    ["empty", ""],
    ["web page", "<!DOCTYPE html><html><body><br></body></html>"],
    ["JSON", '{"a":1}'],
    ["prototype", "<R><__proto__><x>1</x></__proto__></R>"],
  ])("refuses: %s", (_name, text) => {
    expect(() => parseXml(text)).toThrow(XmlError);
  });

  it("refuses what is too large or not UTF-8", () => {
    expect(() => parseXml(`<R>${"x".repeat(100)}</R>`, { maxBytes: 50 })).toThrow(/107 bytes, more than 50/);
    expect(() => parseXml(Buffer.from([0x3c, 0x52, 0x3e, 0xff, 0x3c, 0x2f, 0x52, 0x3e]))).toThrow(/UTF-8/);
  });

  it("never fails with anything but XmlError", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^<[a-z<>/&;#!"= ]{0,40}$/)), (text) => {
        try {
          parseXml(text);
          return true;
        } catch (error) {
          return error instanceof XmlError;
        }
      }),
    );
  });
});

describe("writing XML", () => {
  it("writes in the order of the keys, repeats arrays, leaves undefined out", () => {
    expect(writeXml("R", { B: ["1", "2"], A: { C: undefined, D: "<&>\"'" } }, "urn:n")).toBe(
      '<?xml version="1.0" encoding="UTF-8"?><R xmlns="urn:n"><B>1</B><B>2</B><A><D>&lt;&amp;&gt;&quot;&apos;</D></A></R>',
    );
  });

  it.each(["\u0000", "\u001b", "\ufffe", "\ud800"])("refuses a character that XML cannot carry: %j", (text) => {
    expect(() => writeXml("R", { K: text })).toThrow(XmlError);
  });

  it("reads back what it wrote", () => {
    const name = fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,7}$/);
    // Text that XML can carry; white space alone is not kept, since it cannot be told from layout.
    const text = fc
      .string({ unit: "grapheme" })
      .filter((value) => !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(value) && (value === "" || value.trim() !== ""));
    const { node } = fc.letrec<{ node: XmlNode; value: XmlValue }>((tie) => ({
      node: fc.dictionary(name, tie("value"), { maxKeys: 4 }),
      value: fc.oneof({ maxDepth: 4, withCrossShrink: true }, text, tie("node"), fc.array(text, { minLength: 2, maxLength: 3 })),
    }));
    const pruned = (value: XmlValue | undefined): unknown => {
      if (typeof value !== "object") return value;
      if (Array.isArray(value)) return value.map((entry: XmlValue) => pruned(entry));
      return Object.keys(value).length === 0
        ? ""
        : Object.fromEntries(Object.entries(value).map(([key, child]) => [key, pruned(child as XmlValue)]));
    };
    fc.assert(
      fc.property(node, (value) => {
        expect(pruned(parseXml(writeXml("Root", value)).value)).toEqual(pruned(value));
      }),
    );
  });
});
