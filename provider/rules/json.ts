/**
 * A JSON reader that says where: line, column and an excerpt of what is wrong, and which keys an object has twice
 * (JSON.parse silently keeps the last). It accepts exactly what JSON.parse accepts.
 */
import type { PropertyPath } from "./problem";

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: JsonValue;
}

/** Why a text is not JSON. Line and column count from 1. */
export interface JsonFault {
  readonly line: number;
  readonly column: number;
  /** What is wrong, without the position. */
  readonly message: string;
  /** The text around the place, on one line, with `>>>` in front of it. */
  readonly excerpt: string;
}

export type JsonReading =
  | { readonly ok: true; readonly value: JsonValue; readonly duplicateKeys: readonly PropertyPath[] }
  | { readonly ok: false; readonly fault: JsonFault };

/** Deeper nesting is refused, so that no text can exhaust the stack. */
const MAX_DEPTH = 200;
/** Characters of an excerpt on each side, and of text looked at for it. */
const EXCERPT = 25;
const WINDOW = 400;

export function readJson(text: string): JsonReading {
  try {
    const reader = new Reader(text);
    return { ok: true, value: reader.document(), duplicateKeys: reader.duplicateKeys };
  } catch (error) {
    if (error instanceof Fault) return { ok: false, fault: locate(text, error.at, error.message) };
    throw error;
  }
}

class Fault extends Error {
  constructor(
    readonly at: number,
    message: string,
  ) {
    super(message);
  }
}

function locate(text: string, at: number, message: string): JsonFault {
  const before = text.slice(0, at).split("\n");
  const column = (before.at(-1)?.length ?? 0) + 1;
  // White space is folded before the cut, so that indentation does not use the excerpt up.
  const flat = (part: string): string => part.replace(/\s+/g, " ");
  const left = flat(text.slice(Math.max(0, at - WINDOW), at));
  const right = flat(text.slice(at, at + WINDOW));
  const excerpt =
    `${left.length > EXCERPT ? "..." : ""}${left.slice(-EXCERPT).trimStart()}` +
    `>>>${right.slice(0, EXCERPT)}${right.length > EXCERPT ? "..." : ""}`;
  return { line: before.length, column, message, excerpt };
}

const LITERALS: Readonly<Record<string, JsonValue>> = { true: true, false: false, null: null };

class Reader {
  readonly duplicateKeys: PropertyPath[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  document(): JsonValue {
    const value = this.value([]);
    this.space();
    if (this.at < this.text.length) this.fail(`unexpected ${this.here()} after the end of the document`);
    return value;
  }

  private value(path: PropertyPath): JsonValue {
    this.space();
    if (path.length > MAX_DEPTH) this.fail(`nested deeper than ${String(MAX_DEPTH)} levels`);
    const character = this.text[this.at];
    if (character === "{") return this.object(path);
    if (character === "[") return this.array(path);
    if (character === '"') return this.string("a value");
    return this.scalar();
  }

  private object(path: PropertyPath): JsonObject {
    this.at += 1;
    const result: Record<string, JsonValue> = {};
    if (this.skip("}")) return result;
    for (;;) {
      this.space();
      const keyAt = this.at;
      if (this.text[keyAt] === "}") this.fail("a comma must not stand before the closing brace");
      const key = this.string("a key in double quotes");
      this.expect(":", `":" after the key "${key}"`);
      const value = this.value([...path, key]);
      if (Object.hasOwn(result, key)) this.duplicateKeys.push([...path, key]);
      // defineProperty, so that a key named __proto__ is a key like any other.
      Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
      if (this.skip("}")) return result;
      this.expect(",", '"," or "}"');
    }
  }

  private array(path: PropertyPath): JsonValue[] {
    this.at += 1;
    const result: JsonValue[] = [];
    if (this.skip("]")) return result;
    for (;;) {
      this.space();
      if (this.text[this.at] === "]") this.fail("a comma must not stand before the closing bracket");
      result.push(this.value([...path, result.length]));
      if (this.skip("]")) return result;
      this.expect(",", '"," or "]"');
    }
  }

  private string(wanted: string): string {
    const start = this.at;
    if (this.text[start] !== '"') this.fail(`expected ${wanted}, found ${this.here()}`);
    for (this.at += 1; this.at < this.text.length; this.at += 1) {
      const character = this.text.charAt(this.at);
      if (character === '"') {
        this.at += 1;
        return String(JSON.parse(this.text.slice(start, this.at)));
      }
      if (character < " ") this.fail(character === "\n" ? "a string does not end on its line" : "a string holds a control character");
      if (character === "\\") this.escape();
    }
    return this.fail("the text ends inside a string", start);
  }

  private escape(): void {
    const escape = /\\(["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
    escape.lastIndex = this.at;
    if (!escape.test(this.text)) this.fail("this escape does not exist in JSON");
    this.at = escape.lastIndex - 1;
  }

  private scalar(): JsonValue {
    const word = /[A-Za-z_$][\w$]*|[-+.\d][-+.\w]*/y;
    word.lastIndex = this.at;
    const found = word.exec(this.text)?.[0];
    if (found === undefined) return this.fail(`expected a value, found ${this.here()}`);
    const literal = Object.hasOwn(LITERALS, found) ? LITERALS[found] : undefined;
    if (literal !== undefined) {
      this.at += found.length;
      return literal;
    }
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(found)) return this.fail(`expected a value, found ${found}`);
    this.at += found.length;
    return Number(found);
  }

  private space(): void {
    while (/[ \t\r\n]/.test(this.text.charAt(this.at))) this.at += 1;
  }

  private skip(character: string): boolean {
    this.space();
    if (this.text[this.at] !== character) return false;
    this.at += 1;
    return true;
  }

  private expect(character: string, wanted: string): void {
    if (!this.skip(character)) this.fail(`expected ${wanted}, found ${this.here()}`);
  }

  private here(): string {
    const character = this.text[this.at];
    return character === undefined ? "the end of the text" : character === "'" ? "a single quote" : JSON.stringify(character);
  }

  private fail(message: string, at = this.at): never {
    throw new Fault(at, message);
  }
}
