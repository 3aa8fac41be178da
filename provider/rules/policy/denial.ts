/** Does a bucket policy forbid one action to everybody? Only what is certain counts: statements with conditions or named principals do not. */
import { asList, isObject, type JsonObject, type JsonValue } from "./document";
import { parsePolicy } from "./parse";

export interface Attempt {
  readonly bucket: string;
  /** Key, or its prefix. */
  readonly key: string;
  /** Without the dialect's prefix: `PutObject`. */
  readonly action: string;
}

/** The statement that denies the attempt to everybody: its Sid, or its number. Undefined when there is none, or the policy cannot be read. */
export function denialOf(policy: unknown, attempt: Attempt): string | undefined {
  const statements = asList(parsePolicy(policy).document?.["Statement"]);
  const index = statements.findIndex((statement) => isObject(statement) && denies(statement, attempt));
  if (index < 0) return undefined;
  const statement = statements[index];
  const sid = isObject(statement) ? statement["Sid"] : undefined;
  return typeof sid === "string" && sid !== "" ? `statement "${sid}"` : `statement ${index + 1}`;
}

function denies(statement: JsonObject, attempt: Attempt): boolean {
  if (statement["Effect"] !== "Deny" || statement["Condition"] !== undefined || !isEverybody(statement["Principal"])) return false;
  const actions = ["s3", "oos"].map((service) => `${service}:${attempt.action}`);
  const resources = ["arn:aws:s3:::", "arn:ctyun:oos:::"].map((start) => `${start}${attempt.bucket}/${attempt.key}`);
  return covers(statement["Action"], actions) && covers(statement["Resource"], resources);
}

function isEverybody(principal: JsonValue | undefined): boolean {
  if (principal === "*") return true;
  return isObject(principal) && Object.values(principal).some((value) => asList(value).includes("*"));
}

function covers(patterns: JsonValue | undefined, texts: readonly string[]): boolean {
  return asList(patterns).some((pattern) => typeof pattern === "string" && texts.some((text) => matches(pattern, text)));
}

/** `*` stands for any text, `?` for one character. */
function matches(pattern: string, text: string): boolean {
  const source = [...pattern]
    .map((character) => (character === "*" ? ".*" : character === "?" ? "." : character.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")))
    .join("");
  return new RegExp(`^${source}$`, "is").test(text);
}
