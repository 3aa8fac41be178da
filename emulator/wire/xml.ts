/** Reading and writing XML: one parser with document types refused, one small writer. */
import { XMLParser, XMLValidator } from "fast-xml-parser";
import { refuse } from "./errors";

/** What the writer takes: an array repeats its element, `undefined` leaves it out, a name with `@` is an attribute. */
export type XmlValue = string | number | boolean | undefined | XmlObject | readonly XmlValue[];
export interface XmlObject {
  readonly [element: string]: XmlValue;
}

/** Text and elements of a parsed body; namespaces and attributes are dropped, since clients send S3's, an odd one, or none. */
export type ParsedXml = string | { readonly [element: string]: ParsedXml | readonly ParsedXml[] };

/** Characters that XML 1.0 does not have, as themselves and by their numbers; the parser would let them pass. */
const NO_XML =
  // eslint-disable-next-line no-control-regex -- it is about these
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|&#(?:x0*(?:[0-8bcef]|1[0-9a-f]|d[89a-f][0-9a-f]{2}|fff[ef])|0*(?:[0-8]|1[1245-9]|2\d|3[01]));/i;
const PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n';
const OPTIONS = { removeNSPrefix: true, parseTagValue: false, trimValues: false, htmlEntities: true };
const parser = new XMLParser({ ...OPTIONS, ignoreAttributes: true });
const typedParser = new XMLParser({ ...OPTIONS, ignoreAttributes: (name) => name !== "type", attributeNamePrefix: "@" });

/** The content of `body`'s root element, which must be one of `roots`. Throws MalformedXML. */
export function parseXml(body: Buffer, ...roots: readonly string[]): ParsedXml {
  return parseWith(parser, body, roots);
}

/** The same with `xsi:type`, which says what kind of element it is, as `@type`. Throws MalformedXML. */
export function parseTypedXml(body: Buffer, ...roots: readonly string[]): ParsedXml {
  return parseWith(typedParser, body, roots);
}

function parseWith(chosen: XMLParser, body: Buffer, roots: readonly string[]): ParsedXml {
  const text = body.toString("utf8");
  if (NO_XML.test(text)) throw malformed("a character that XML does not have");
  if (/<!(DOCTYPE|ENTITY)/i.test(text) || XMLValidator.validate(text) !== true) throw malformed();
  const document = parseText(chosen, text);
  for (const root of roots) {
    const content = document[root];
    if (content !== undefined) return content;
  }
  throw malformed(`expected the root element ${roots.join(" or ")}`);
}

/** The parser throws on names and depths that it does not take. */
function parseText(chosen: XMLParser, text: string): Readonly<Record<string, ParsedXml>> {
  try {
    return chosen.parse(text) as Record<string, ParsedXml>;
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : undefined);
  }
}

/** The child elements named `name`; none when `parent` is text. */
export function children(parent: ParsedXml, name: string): readonly ParsedXml[] {
  if (typeof parent === "string") return [];
  const found = parent[name];
  if (found === undefined) return [];
  return Array.isArray(found) ? (found as readonly ParsedXml[]) : [found as ParsedXml];
}

/** The only child element `name`, or undefined. Throws MalformedXML when there are several. */
export function child(parent: ParsedXml, name: string): ParsedXml | undefined {
  const found = children(parent, name);
  if (found.length > 1) throw malformed(`${name} appears more than once`);
  return found[0];
}

/** The text of the only child element `name`, or undefined. Throws MalformedXML when it holds elements. */
export function childText(parent: ParsedXml, name: string): string | undefined {
  const found = child(parent, name);
  if (found === undefined || typeof found === "string") return found;
  throw malformed(`${name} must hold text`);
}

/** Refuses child elements that the grammar does not name: what is not understood is not stored. Throws MalformedXML. */
export function onlyElements(parent: ParsedXml, ...allowed: readonly string[]): void {
  if (typeof parent === "string") {
    if (parent.trim() !== "") throw malformed("text where elements are expected");
    return;
  }
  for (const [name, content] of Object.entries(parent)) {
    const white = name === "#text" && typeof content === "string" && content.trim() === "";
    if (!white && !allowed.includes(name)) throw malformed(`${name} is not expected here`);
  }
}

export function malformed(detail?: string): Error {
  const words = "The XML you provided was not well-formed or did not validate against our published schema";
  return refuse("MalformedXML", detail === undefined ? words : `${words}: ${detail}`);
}

/** An XML document with the root element `root`. */
export function writeXml(root: string, content: XmlValue, namespace?: string): string {
  return PROLOG + write(root, content, namespace === undefined ? "" : ` xmlns="${namespace}"`);
}

function write(name: string, value: XmlValue, attributes = ""): string {
  if (value === undefined) return "";
  if (Array.isArray(value)) return (value as readonly XmlValue[]).map((item) => write(name, item)).join("");
  if (typeof value !== "object") return `<${name}${attributes}>${escapeText(String(value))}</${name}>`;
  const isAttribute = (key: string): boolean => key.startsWith("@");
  const own = Object.entries(value).flatMap(([key, item]) =>
    isAttribute(key) && typeof item === "string" ? [` ${key.slice(1)}="${escapeText(item)}"`] : [],
  );
  const inner = Object.entries(value).map(([key, item]) => (isAttribute(key) ? "" : write(key, item)));
  return `<${name}${attributes}${own.join("")}>${inner.join("")}</${name}>`;
}

function reference(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16).padStart(2, "0")};`;
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;" };

function escapeText(text: string): string {
  // unverified: as Ceph writes control characters of keys, though XML 1.0 has no such references.
  // eslint-disable-next-line no-control-regex -- it is about these
  return text.replace(/[&<>"\u0000-\u0008\u000b-\u001f\u007f]/g, (character) => ESCAPES[character] ?? reference(character));
}
