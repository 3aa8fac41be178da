/** Reading and writing the XML of the services: no entities, no DOCTYPE, bounded depth and size, every value a string. */
import { XMLParser, XMLValidator } from "fast-xml-parser";

/** A string for a leaf, a node for an element with children, an array for a declared list. */
export type XmlValue = string | XmlNode | readonly XmlValue[];
export interface XmlNode {
  readonly [name: string]: XmlValue | undefined;
}

export interface XmlDocument {
  /** Local name of the root element. */
  readonly root: string;
  readonly value: XmlNode;
}

export interface XmlReadOptions {
  /** Paths below the root that are lists, also with one or no entry: `Buckets.Bucket`. */
  readonly arrays?: readonly string[];
  /** Default 8,388,608. */
  readonly maxBytes?: number;
}

/** The text is not XML that this program accepts; the message says why. */
export class XmlError extends Error {
  override readonly name = "XmlError";
}

const MAX_BYTES = 8 * 1024 * 1024;
/** Depth of the deepest answer known is 7. */
const MAX_DEPTH = 32;
const PREDEFINED: ReadonlyMap<string, string> = new Map(Object.entries({ amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }));

/** Decodes the five predefined and the numeric references, each exactly once; refuses every other one. */
const REFERENCES = {
  decode: (text: string): string =>
    text.includes("&")
      ? text.replaceAll(/&(?:(#x[0-9a-fA-F]{1,6}|#[0-9]{1,7}|\w+);)?/g, (whole, name?: string) => character(whole, name))
      : text,
  setExternalEntities: (): void => undefined,
  addInputEntities: (): void => undefined,
  reset: (): void => undefined,
  setXmlVersion: (): void => undefined,
};

function character(whole: string, name: string | undefined): string {
  const known = name === undefined ? undefined : PREDEFINED.get(name);
  if (known !== undefined) return known;
  const code = name?.startsWith("#x") === true ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name?.slice(1) ?? "", 10);
  // Ceph writes control characters of keys as references, which XML 1.0 does not allow; NUL and halves of characters stand in no key.
  if (name?.startsWith("#") !== true || code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff))
    throw new XmlError(`the document uses the unknown reference ${whole}`);
  return String.fromCodePoint(code);
}

/**
 * Parses one document. Namespaces and attributes are dropped: OOS sends bodies with, without and with an odd namespace.
 * @throws XmlError when the text is too large, not UTF-8, declares a DOCTYPE, is nested too deep, is not well formed, or is truncated.
 */
export function parseXml(body: string | Uint8Array, options: XmlReadOptions = {}): XmlDocument {
  const text = decode(body, options.maxBytes ?? MAX_BYTES);
  if (/[\0\p{Cs}]/u.test(text)) throw new XmlError("the document holds NUL, or a half of a character");
  // No service sends a DOCTYPE; without one no entity can be declared, so the bombs made of them cannot exist.
  if (text.toUpperCase().includes("<!DOCTYPE")) throw new XmlError("the document declares a DOCTYPE");
  // The validator overlooks text after a root element that closes itself.
  if (!text.trimEnd().endsWith(">")) throw new XmlError("the document does not end with an element");
  const valid = XMLValidator.validate(text, { allowBooleanAttributes: false });
  if (valid !== true) throw new XmlError(`not well formed at line ${String(valid.err.line)}: ${valid.err.msg}`);
  const parsed = parseTree(text, new Set(options.arrays ?? []));
  const roots = Object.entries(parsed).filter(([name]) => name !== "#text");
  const [entry] = roots;
  if (entry === undefined || roots.length !== 1) throw new XmlError("the document has no single root element");
  const value = clean(entry[1]);
  return { root: entry[0], value: typeof value === "string" ? {} : (value as XmlNode) };
}

function decode(body: string | Uint8Array, maxBytes: number): string {
  const bytes = typeof body === "string" ? Buffer.byteLength(body) : body.byteLength;
  if (bytes > maxBytes) throw new XmlError(`the document has ${String(bytes)} bytes, more than ${String(maxBytes)}`);
  if (typeof body === "string") return body;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch (cause) {
    throw new XmlError("the document is not UTF-8", { cause });
  }
}

function parseTree(text: string, arrays: ReadonlySet<string>): Record<string, unknown> {
  const parser = new XMLParser({
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    removeNSPrefix: true,
    parseTagValue: false,
    trimValues: false,
    maxNestedTags: MAX_DEPTH,
    entityDecoder: REFERENCES,
    isArray: (_name, path) => typeof path === "string" && arrays.has(path.slice(path.indexOf(".") + 1)),
  });
  try {
    return parser.parse(text) as Record<string, unknown>;
  } catch (cause) {
    if (cause instanceof XmlError) throw cause;
    throw new XmlError(cause instanceof Error ? cause.message : "cannot be parsed", { cause });
  }
}

/** Drops the white space between elements, which the parser reports as text of the parent. */
function clean(value: unknown): XmlValue {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== "object" || value === null) return String(value);
  const children = Object.entries(value).filter(([name]) => name !== "#text");
  if (children.length === 0) return "";
  return Object.fromEntries(children.map(([name, child]) => [name, clean(child)]));
}

/** The child elements of `node` at `path`; an absent, empty or text element is an empty node. */
export function nodeAt(node: XmlNode, ...path: readonly string[]): XmlNode {
  const value = valueAt(node, path);
  return typeof value === "object" && !Array.isArray(value) ? (value as XmlNode) : {};
}

/** The text at `path`, or undefined when the element is absent or has children. */
export function textAt(node: XmlNode, ...path: readonly string[]): string | undefined {
  const value = valueAt(node, path);
  return typeof value === "string" ? value : undefined;
}

/** The entries of the list at `path`; a single element counts as a list of one. */
export function listAt(node: XmlNode, ...path: readonly string[]): readonly XmlValue[] {
  const value = valueAt(node, path);
  if (value === undefined || value === "") return [];
  return Array.isArray(value) ? (value as readonly XmlValue[]) : [value];
}

function valueAt(node: XmlNode, path: readonly string[]): XmlValue | undefined {
  let value: XmlValue | undefined = node;
  for (const name of path) {
    if (typeof value !== "object" || Array.isArray(value)) return undefined;
    value = (value as XmlNode)[name];
  }
  return value;
}

/**
 * Writes one document, children in the order of the keys; undefined children are left out, arrays repeat their element, a key with `@` is an
 * attribute.
 * @throws XmlError for characters that XML 1.0 cannot hold.
 */
export function writeXml(root: string, value: XmlValue, namespace?: string): string {
  const attribute = namespace === undefined ? "" : ` xmlns="${escapeText(namespace)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>${element(root, value, attribute)}`;
}

function element(name: string, value: XmlValue, attribute = ""): string {
  if (Array.isArray(value)) return value.map((entry: XmlValue) => element(name, entry)).join("");
  if (typeof value === "string") return `<${name}${attribute}>${escapeText(value)}</${name}>`;
  return `<${name}${attribute}${attributes(value as XmlNode)}>${children(value as XmlNode)}</${name}>`;
}

function attributes(node: XmlNode): string {
  return Object.entries(node)
    .map(([name, value]) => (name.startsWith("@") && typeof value === "string" ? ` ${name.slice(1)}="${escapeText(value)}"` : ""))
    .join("");
}

function children(node: XmlNode): string {
  return Object.entries(node)
    .map(([name, value]) => (value === undefined || name.startsWith("@") ? "" : element(name, value)))
    .join("");
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;", "\r": "&#13;" };

function escapeText(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that XML 1.0 excludes
  const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/u.exec(text);
  if (forbidden !== null) throw new XmlError("the text holds a character that XML cannot carry");
  return text.replaceAll(/[&<>"'\r]/g, (character) => ESCAPES[character] ?? character);
}

const longestText = 200;

/** What an element says, on one line and shortened. */
export function valueText(value: XmlValue): string {
  const text = oneLine(value);
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text;
}

function oneLine(value: XmlValue): string {
  if (typeof value === "string") return value.replaceAll(/[\s\p{C}]+/gu, " ");
  const children = Array.isArray(value) ? value.map((item: XmlValue) => ["", item] as const) : Object.entries(value);
  return children
    .flatMap(([name, child]) => itemsOf(child).map((item) => (name === "" ? oneLine(item) : `<${name}>${oneLine(item)}</${name}>`)))
    .join(" ");
}

function itemsOf(value: XmlValue | undefined): readonly XmlValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly XmlValue[]) : [value];
}
