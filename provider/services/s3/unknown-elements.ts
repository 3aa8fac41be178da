/**
 * What a document holds beside what our tables name: newer parts of the service, or a part that somebody else has set. It is told of, and what
 * replaces the whole document keeps it, or is refused (law 5).
 */
import { isRecord, lookUp, type StrangeElement } from "../../transport/protocol/shape";
import { valueText, type XmlNode, type XmlValue } from "../../transport/protocol/xml";

export interface UnknownElement {
  /** Where it stands: `Rule[ID="logs"]/Filter/ObjectSizeGreaterThan`; items without an identity by their number from 0. */
  readonly place: string;
  /** What it says, on one line and shortened. */
  readonly text: string;
  readonly name: string;
  readonly value: XmlValue;
  /** From the root down to the element that it stands in. */
  readonly steps: readonly Step[];
  /** Shown by servers whether it was set or not: it is kept, and nobody needs to hear of it. */
  readonly isFamiliar: boolean;
}

interface Step {
  readonly name: string;
  /** Of an item of a list. */
  readonly index?: number;
}

export interface UnknownElements {
  /** The document as it was shown. */
  readonly tree: XmlNode;
  readonly list: readonly UnknownElement[];
}

/** What a document must tell so that what is unknown in it finds its place in another version of it. */
export interface Grammar {
  /** Elements that are items of a list, and the child that tells them apart. */
  readonly keys?: Readonly<Record<string, string>>;
  /** Elements whose parts make one meaning (a filter): kept letter for letter where the meaning of the known parts is the same, else not at all. */
  readonly wholes?: Readonly<Record<string, Whole>>;
}

export interface Whole {
  /** Whether the known parts of it mean the same, seen from the element that it stands in. */
  same(shown: XmlNode, wanted: XmlNode): boolean;
  /** What is written in its place: children of the element that it stands in. */
  asShown(shown: XmlNode): XmlNode;
}

/** A new version of a document has no place for elements of the old one. */
export class CannotKeepError extends Error {
  override readonly name = "CannotKeepError";
  constructor(readonly elements: readonly UnknownElement[]) {
    super(`not known, and not kept: ${elements.map(elementText).join(", ")}`);
  }
}

/** `Rule[ID="logs"]/Filter/ObjectSizeGreaterThan (500)` */
function elementText({ place, text }: UnknownElement): string {
  return text === "" ? place : `${place} (${text})`;
}

export function unknownElements(tree: XmlNode, found: readonly StrangeElement[], grammar: Grammar): UnknownElements {
  const list = found.map(({ at, name, value, isFamiliar }): UnknownElement => {
    const steps = at.split("/").slice(1).map(toStep);
    return {
      place: [...placesOf(tree, steps, grammar), name].join("/"),
      text: valueText(value as XmlValue),
      name,
      value: value as XmlValue,
      steps,
      isFamiliar,
    };
  });
  return { tree, list };
}

export interface Kept {
  readonly node: XmlNode;
  readonly kept: readonly UnknownElement[];
}

/** Puts what is unknown into a new version of the document. @throws CannotKeepError */
export function keepUnknown(wanted: XmlNode, unknown: UnknownElements, grammar: Grammar): Kept {
  const known = unknown.list.reduce((node, { steps, name }) => without(node, steps, name), unknown.tree);
  const lost: UnknownElement[] = [];
  const kept: UnknownElement[] = [];
  let node = wanted;
  for (const element of unknown.list) {
    const next = keep({ node, wanted, shown: unknown.tree, known }, element.steps, element, grammar);
    if (next === undefined) lost.push(element);
    else if (next !== node) kept.push(element);
    node = next ?? node;
  }
  if (lost.length > 0) throw new CannotKeepError(lost);
  return { node, kept };
}

/** The same element in four versions of a document. */
interface Versions {
  /** As it will be written, with what has found its place so far. */
  readonly node: XmlNode;
  readonly wanted: XmlNode;
  readonly shown: XmlNode;
  /** As shown, without what is unknown. */
  readonly known: XmlNode;
}

/** @returns undefined when there is no place for it; the node as it is when what it stood in is gone on purpose */
function keep(versions: Versions, [step, ...rest]: readonly Step[], element: UnknownElement, grammar: Grammar): XmlNode | undefined {
  const { node, wanted, shown, known } = versions;
  if (step === undefined) return { ...node, [element.name]: [...listOf(node[element.name]), ...listOf(element.value)] };
  const { name, index } = step;
  const whole = grammar.wholes?.[name];
  if (whole !== undefined) return whole.same(shown, wanted) ? { ...node, ...whole.asShown(shown) } : undefined;
  const [before, stripped, after, now] = [shown, known, wanted, node].map((version) => childrenOf(version, name));
  const old = before?.[index ?? 0] ?? {};
  const key = index === undefined ? undefined : grammar.keys?.[name];
  const identity = key === undefined ? undefined : textOf(old, key);
  const alike = (after ?? []).flatMap((item, at) => {
    if (index === undefined) return [at];
    const same =
      key === undefined || identity === undefined ? print(item) === print(stripped?.[index] ?? {}) : textOf(item, key) === identity;
    return same ? [at] : [];
  });
  if (identity !== undefined && alike.length === 0) return node;
  const [at] = alike;
  if (at === undefined || alike.length > 1) return undefined;
  const inner = keep(
    { node: now?.[at] ?? {}, wanted: after?.[at] ?? {}, shown: old, known: stripped?.[index ?? 0] ?? {} },
    rest,
    element,
    grammar,
  );
  if (inner === undefined || inner === now?.[at]) return inner === undefined ? undefined : node;
  const items = (now ?? []).map((item, place) => (place === at ? inner : item));
  return { ...node, [name]: index === undefined ? inner : items };
}

function without(node: XmlNode, [step, ...rest]: readonly Step[], name: string): XmlNode {
  if (step === undefined) return Object.fromEntries(Object.entries(node).filter(([key]) => key !== name));
  const at = step.index ?? 0;
  const items = childrenOf(node, step.name).map((item, place) => (place === at ? without(item, rest, name) : item));
  return { ...node, [step.name]: step.index === undefined ? (items[0] ?? {}) : items };
}

function toStep(text: string): Step {
  const [, name = text, index] = /^(.*)\[(\d+)\]$/.exec(text) ?? [];
  return index === undefined ? { name } : { name, index: Number(index) };
}

function placesOf(tree: XmlNode, steps: readonly Step[], { keys = {} }: Grammar): readonly string[] {
  let node = tree;
  return steps.map(({ name, index }) => {
    node = childrenOf(node, name)[index ?? 0] ?? {};
    const key = index === undefined ? undefined : keys[name];
    const identity = key === undefined ? undefined : textOf(node, key);
    if (key !== undefined && identity !== undefined) return `${name}[${key}=${JSON.stringify(identity)}]`;
    return index === undefined ? name : `${name}[${String(index)}]`;
  });
}

/** The elements of that name as nodes; one that holds no elements is an empty node. */
function childrenOf(node: XmlNode, name: string): readonly XmlNode[] {
  return listOf(lookUp(node, [name]) as XmlValue | undefined).map((item) => (isRecord(item) ? item : {}));
}

function textOf(node: XmlNode, name: string): string | undefined {
  const found = lookUp(node, [name]);
  return typeof found === "string" && found !== "" ? found : undefined;
}

function listOf(value: XmlValue | undefined): readonly XmlValue[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly XmlValue[]) : [value];
}

/** The same text for the same elements in any order. */
function print(value: XmlValue): string {
  if (typeof value === "string") return value;
  const children = Array.isArray(value) ? value.map((item: XmlValue) => ["", item] as const) : Object.entries(value);
  const texts = children.flatMap(([name, child]) => listOf(child).map((item) => `<${name}>${print(item)}</${name}>`));
  return texts.sort().join("");
}
