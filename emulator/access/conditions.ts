/** Condition operators and keys that are enforced. A document that uses another one is refused when it is stored. */
import { BlockList, isIP } from "node:net";
import { globMatches } from "./arn";

/** What a request says about itself. */
export interface RequestFacts {
  readonly sourceIp: string;
  readonly referer: string | undefined;
  readonly userAgent: string | undefined;
  readonly now: Date;
  /** A parameter of the request, or its header `x-amz-acl`. */
  readonly parameter: (name: string) => string | undefined;
}

/** Keys without their `ctyun:` or `aws:` prefix, in lower case [QZ 143542_274]; the last three are unverified. */
const KEYS: Readonly<Record<string, (facts: RequestFacts) => string | undefined>> = {
  referer: (facts) => facts.referer,
  sourceip: (facts) => facts.sourceIp,
  useragent: (facts) => facts.userAgent,
  currenttime: (facts) => facts.now.toISOString(),
  securetransport: () => "false",
};

/** Keys of requests, with the prefix `oos:` or `s3:` (unverified: as at AWS). */
const LIST_KEYS = ["prefix", "delimiter", "max-keys"];
/** ZOS has one more (unverified: Ceph's). */
const ACL_KEY = "x-amz-acl";

interface Operator {
  /** Negated operators need every value to differ and hold when the key is absent. */
  readonly negated: boolean;
  matches(actual: string, expected: string): boolean;
  valid(expected: string): boolean;
}

const anyText = (): boolean => true;
const equals = (a: string, e: string): boolean => a === e;
const like = (a: string, e: string): boolean => globMatches(e, a);
const folded = (a: string, e: string): boolean => a.toLowerCase() === e.toLowerCase();

/** StringLike, IpAddress and NotIpAddress are documented [QZ 143542_274]; the rest behave as at AWS (unverified). */
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringLike: { negated: false, matches: like, valid: anyText },
  StringNotLike: { negated: true, matches: like, valid: anyText },
  StringEquals: { negated: false, matches: equals, valid: anyText },
  StringNotEquals: { negated: true, matches: equals, valid: anyText },
  StringEqualsIgnoreCase: { negated: false, matches: folded, valid: anyText },
  StringNotEqualsIgnoreCase: { negated: true, matches: folded, valid: anyText },
  IpAddress: { negated: false, matches: inRange, valid: isRange },
  NotIpAddress: { negated: true, matches: inRange, valid: isRange },
  Bool: { negated: false, matches: folded, valid: (e) => /^(true|false)$/i.test(e) },
  BinaryEquals: { negated: false, matches: equals, valid: anyText },
  ArnEquals: { negated: false, matches: like, valid: anyText },
  ArnLike: { negated: false, matches: like, valid: anyText },
  ArnNotEquals: { negated: true, matches: like, valid: anyText },
  ArnNotLike: { negated: true, matches: like, valid: anyText },
  ...comparing("Numeric", (text) => (text.trim() === "" ? Number.NaN : Number(text))),
  ...comparing("Date", (text) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text))),
};

/** The six comparisons of numbers or dates. */
function comparing(kind: string, read: (text: string) => number): Record<string, Operator> {
  const valid = (expected: string): boolean => !Number.isNaN(read(expected));
  const row = (holds: (actual: number, expected: number) => boolean, negated = false): Operator => ({
    negated,
    matches: (actual, expected) => holds(read(actual), read(expected)),
    valid,
  });
  return {
    [`${kind}Equals`]: row((a, e) => a === e),
    [`${kind}NotEquals`]: row((a, e) => a === e, true),
    [`${kind}LessThan`]: row((a, e) => a < e),
    [`${kind}LessThanEquals`]: row((a, e) => a <= e),
    [`${kind}GreaterThan`]: row((a, e) => a > e),
    [`${kind}GreaterThanEquals`]: row((a, e) => a >= e),
  };
}

interface Named {
  /** `Null`, or an operator of the table. */
  readonly base: string;
  readonly isOptional: boolean;
  /** Every key has one value at most here, so a word on sets only says what an absent one means. */
  readonly set: string | undefined;
}

/** `ForAnyValue:StringLike`, `StringLikeIfExists`. */
function parseOperator(name: string): Named {
  const [, set, base = ""] = /^(?:(ForAnyValue|ForAllValues):)?(.*?)(?:IfExists)?$/.exec(name) ?? [];
  return { base, set, isOptional: name.endsWith("IfExists") };
}

/** Operator -> key -> values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What is wrong with a condition, or undefined when it can be enforced. */
export function conditionProblem(operator: string, key: string, values: readonly string[], isZos: boolean): string | undefined {
  const { base } = parseOperator(operator);
  const isNull = base === "Null" && operator === "Null";
  const known = isNull ? OPERATORS["Bool"] : Object.hasOwn(OPERATORS, base) ? OPERATORS[base] : undefined;
  if (known === undefined) return `the condition operator ${operator} is not known`;
  if (lookUp(key) === undefined || (!isZos && key.toLowerCase().endsWith(ACL_KEY))) return `the condition key ${key} is not known`;
  const bad = values.find((value) => !known.valid(value));
  return bad === undefined ? undefined : `${bad} is not a value for ${operator}`;
}

/** True when every operator and key holds. */
export function conditionsHold(conditions: Conditions, facts: RequestFacts): boolean {
  return Object.entries(conditions).every(([name, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(name, lookUp(key)?.(facts), values)),
  );
}

function holds(name: string, actual: string | undefined, values: readonly string[]): boolean {
  const { base, isOptional, set } = parseOperator(name);
  if (base === "Null") return values.some((value) => (value.toLowerCase() === "true") === (actual === undefined));
  const operator = OPERATORS[base];
  if (operator === undefined) return false;
  if (actual === undefined) return isOptional || set === "ForAllValues" || (operator.negated && set !== "ForAnyValue");
  const matched = values.some((value) => operator.matches(actual, value));
  return operator.negated ? !matched : matched;
}

function lookUp(key: string): ((facts: RequestFacts) => string | undefined) | undefined {
  const [, service, name = ""] = /^(aws|ctyun|oos|s3):([\w-]+)$/i.exec(key.toLowerCase()) ?? [];
  if (service === "oos" || service === "s3") return [...LIST_KEYS, ACL_KEY].includes(name) ? (facts) => facts.parameter(name) : undefined;
  return service !== undefined && Object.hasOwn(KEYS, name) ? KEYS[name] : undefined;
}

function isRange(text: string): boolean {
  return toBlockList(text) !== undefined;
}

function inRange(address: string, range: string): boolean {
  const plain = address.replace(/^::ffff:/, "");
  const family = isIP(plain);
  return family !== 0 && (toBlockList(range)?.check(plain, family === 4 ? "ipv4" : "ipv6") ?? false);
}

function toBlockList(range: string): BlockList | undefined {
  const [address = "", prefix] = range.split("/");
  const family = isIP(address);
  const most = family === 4 ? 32 : 128;
  const bits = prefix === undefined ? most : Number(prefix);
  if (family === 0 || !Number.isInteger(bits) || bits < 0 || bits > most || prefix === "") return undefined;
  const list = new BlockList();
  list.addSubnet(address, bits, family === 4 ? "ipv4" : "ipv6");
  return list;
}
