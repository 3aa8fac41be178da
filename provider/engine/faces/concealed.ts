/** Takes out of words what stands within secret properties: words about a value may repeat it, or a part of it, in another spelling. */
import type { ResourceDefinition } from "../../define";
import { legible, visible } from "../../rules/legible";
import { createRedactor, REDACTED } from "../../transport/errors/redact";
import { declaredKey } from "../steps/declared";
import { settlingKey } from "../memory/stale-reads";
import type { Properties } from "../values";
import type { LogSink } from "../world";

/** A secret that is shorter is looked for where words show a value: elsewhere it would be a part of ordinary words. */
const shortestSecret = 8;
/** So much in a row of a secret is a piece of it: what was cut, or the surroundings of an error in a document. */
const shortestPiece = 12;
/** A text that is longer is no name with members, such as an ARN. */
const longestName = 2048;
/** Words that are longer are cut before pieces are looked for: nobody reads them. */
const longestWords = 20_000;

export type Conceal = (words: string) => string;

/** @param sources the properties that the words are about, secrets unwrapped */
export function concealer(secrets: ReadonlySet<string>, ...sources: readonly Properties[]): Conceal {
  const names = [...secrets].filter(isOfProgram);
  let known: Known | undefined;
  return (words) => {
    known ??= knownIn(names.flatMap((name) => sources.map((source) => source[name])));
    return concealed(words, known);
  };
}

/**
 * For what a call about a resource says, its errors too: the ID, and what identifies the resource, stays readable in quotes unless it is a secret
 * itself, though a secret (a policy about the bucket) may hold it as well.
 */
export function concealerOf(
  { identity }: Pick<ResourceDefinition, "identity">,
  secrets: ReadonlySet<string>,
  id: string | undefined,
  ...sources: readonly Properties[]
): Conceal {
  const given = [...secrets].filter(isOfProgram).flatMap((name) => sources.map((source) => source[name]));
  const concealed = concealer(secrets, ...sources);
  // A service repeats what it was sent in any spelling.
  const redactor = createRedactor(() => []);
  let texts: readonly string[] | undefined;
  const everySpelling: Conceal = (words) =>
    redactor.text(words, (texts ??= given.flatMap(textsIn).filter(({ length }) => length <= longestName)));
  const hidden = new Set(given);
  const names = identity.filter((name) => !secrets.has(name)).flatMap((name) => sources.map((source) => source[name]));
  const open = new Set([id, ...names].filter((name) => typeof name === "string" && name !== "" && !hidden.has(name)));
  const quoted = [...open].map((name) => JSON.stringify(name));
  return (words) => around(quoted, words, (part) => everySpelling(concealed(part)));
}

/** The hidden outputs that tell of secrets hold the names of fields, and what is not secret as well. */
function isOfProgram(name: string): boolean {
  return name !== declaredKey && name !== settlingKey;
}

/** Changes everything but the kept parts. */
function around([kept, ...others]: readonly string[], words: string, change: Conceal): string {
  if (kept === undefined) return change(words);
  return words
    .split(kept)
    .map((part) => around(others, part, change))
    .join(kept);
}

/** An error as it may be shown. One whose words say a secret is replaced, and its cause, which has them as well, stays behind. */
export function concealedError(error: unknown, concealed: Conceal): Error {
  const words = error instanceof Error ? error.message : String(error);
  const left = concealed(words);
  return error instanceof Error && left === words ? error : new Error(left);
}

/** Says only what `concealed` leaves of the words. */
export function concealing(log: LogSink, concealed: Conceal): LogSink {
  return (level, words) => log(level, concealed(words));
}

interface Known {
  /** Secrets as words may spell them, the longest first. */
  readonly texts: readonly string[];
  /** What stands between their colons and slashes. */
  readonly members: readonly string[];
  /** All that are long enough to have pieces. */
  readonly whole: string;
}

function knownIn(values: readonly unknown[]): Known {
  const given = new Set(values.flatMap(textsIn));
  const texts = [...new Set([...given].flatMap(spellings))].sort((a, b) => b.length - a.length);
  const names = [...given].filter(({ length }) => length <= longestName).flatMap((text) => text.split(/[:/]/));
  return {
    texts,
    members: [...new Set(names)].filter((name) => name !== ""),
    whole: texts.filter(({ length }) => length > shortestPiece).join("\0"),
  };
}

function concealed(words: string, { texts, members, whole }: Known): string {
  const inQuotes = (text: string, secret: string): string =>
    text.replaceAll(`"${secret}"`, `"${REDACTED}"`).replaceAll(`found ${secret};`, `found ${REDACTED};`);
  const rest = texts.reduce(
    (text, secret) => (secret.length < shortestSecret ? inQuotes(text, secret) : text.replaceAll(secret, REDACTED)),
    words,
  );
  // The place at the end is a path of the program, whatever a document has in common with it.
  const [, said = rest, place = ""] = /^(.*)( \([^()]*, backend \w+\))$/s.exec(members.reduce(inQuotes, rest)) ?? [];
  return `${withoutPieces(withoutExcerpt(said, texts), whole)}${place}`;
}

/** The surroundings of an error in a document have a mark in their midst; of a short document they are all of it. */
function withoutExcerpt(words: string, texts: readonly string[]): string {
  const [all, left = "", right = ""] = /near: (?:\.\.\.)?(.*)>>>(.*?)(?:\.\.\.)?$/s.exec(words) ?? [];
  const shown = `${left}${right}`.replaceAll(/\s+/g, " ");
  return all !== undefined && texts.some((text) => text.includes(shown)) ? words.replace(all, `near: ${REDACTED}`) : words;
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === "string") return value === "" ? [] : [value, ...leavesOf(value)];
  if (typeof value === "number") return [String(value)];
  return value === null || typeof value !== "object" ? [] : Object.values(value).flatMap(textsIn);
}

/** The values of a document given as text. It need not be well-formed: the words may be about just that. */
function leavesOf(text: string): readonly string[] {
  if (!/^[\s\ufeff]*[[{]/.test(text)) return [];
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"(\s*:)?|[^\s"{}[\],:]+/gs)].flatMap(([whole, quoted, isKey]) => {
    if (quoted === undefined) return [whole];
    return quoted === "" || isKey !== undefined ? [] : [quoted, ...textsIn(unescaped(quoted))];
  });
}

function unescaped(quoted: string): unknown {
  try {
    return JSON.parse(`"${quoted}"`) as unknown;
  } catch {
    return quoted;
  }
}

/** As it is, within JSON, and either with its invisible characters named, or with white space folded, as in the surroundings of an error. */
function spellings(text: string): readonly string[] {
  const inJson = JSON.stringify(text).slice(1, -1);
  return [text, inJson, visible(text), visible(inJson), text.replaceAll(/\s+/g, " ")];
}

function withoutPieces(words: string, whole: string): string {
  if (whole === "") return words;
  const text = words.length > longestWords ? legible(words, longestWords) : words;
  let left = "";
  for (let at = 0; at < text.length;) {
    let end = at + shortestPiece;
    if (end > text.length || !whole.includes(text.slice(at, end))) {
      left += text.charAt(at);
      at += 1;
      continue;
    }
    while (end < text.length && whole.includes(text.slice(at, end + 1))) end += 1;
    left += REDACTED;
    at = end;
  }
  return left;
}
