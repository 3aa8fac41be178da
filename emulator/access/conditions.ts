/** Condition operators and keys that are enforced. A document that uses another one is refused when it is stored. */
import { BlockList, isIP } from "node:net";
import { globMatches } from "./arn";

/** What a request says about itself. */
export interface RequestFacts {
  readonly sourceIp: string;
  readonly referer: string | undefined;
  readonly userAgent: string | undefined;
  readonly now: Date;
  /** Values of the query and of headers that conditions of ZOS may ask about. */
  readonly asked?: Readonly<Record<string, string | undefined>>;
}

/** Keys without their `ctyun:` or `aws:` prefix, in lower case [QZ 143542_274]; the last three are unverified. */
const KEYS: Readonly<Record<string, (facts: RequestFacts) => string | undefined>> = {
  referer: (facts) => facts.referer,
  sourceip: (facts) => facts.sourceIp,
  useragent: (facts) => facts.userAgent,
  currenttime: (facts) => facts.now.toISOString(),
  securetransport: () => "false",
};

/** Keys of the object service itself: ZOS has them (unverified: Ceph's). */
const S3_KEYS: readonly string[] = ["prefix", "delimiter", "max-keys", "x-amz-acl"];

interface Operator {
  /** Negated operators need every value to differ and hold when the key is absent. */
  readonly negated: boolean;
  matches(actual: string, expected: string): boolean;
  valid(expected: string): boolean;
}

const anyText = (): boolean => true;
const date = (text: string): number => Date.parse(text);
const isDate = (text: string): boolean => !Number.isNaN(date(text));
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
  DateLessThan: { negated: false, matches: (a, e) => date(a) < date(e), valid: isDate },
  DateGreaterThan: { negated: false, matches: (a, e) => date(a) > date(e), valid: isDate },
};

const number = (holds: (a: number, e: number) => boolean, negated = false): Operator => ({
  negated,
  matches: (a, e) => a !== "" && holds(Number(a), Number(e)),
  valid: (e) => e.trim() !== "" && Number.isFinite(Number(e)),
});

/** What ZOS has beyond them (unverified: Ceph's). */
const ZOS_OPERATORS: Readonly<Record<string, Operator>> = {
  NumericEquals: number((a, e) => a === e),
  NumericNotEquals: number((a, e) => a === e, true),
  NumericLessThan: number((a, e) => a < e),
  NumericLessThanEquals: number((a, e) => a <= e),
  NumericGreaterThan: number((a, e) => a > e),
  NumericGreaterThanEquals: number((a, e) => a >= e),
  DateEquals: { negated: false, matches: (a, e) => date(a) === date(e), valid: isDate },
  DateNotEquals: { negated: true, matches: (a, e) => date(a) === date(e), valid: isDate },
  DateLessThanEquals: { negated: false, matches: (a, e) => date(a) <= date(e), valid: isDate },
  DateGreaterThanEquals: { negated: false, matches: (a, e) => date(a) >= date(e), valid: isDate },
};

/** Operator -> key -> values. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What is wrong with a condition, or undefined when it can be enforced. */
export function conditionProblem(operator: string, key: string, values: readonly string[], isZos: boolean): string | undefined {
  const known = OPERATORS[operator] ?? (isZos ? ZOS_OPERATORS[operator] : undefined);
  if (known === undefined) return `the condition operator ${operator} is not known`;
  if (lookUp(key) === undefined || (!isZos && key.startsWith("s3:"))) return `the condition key ${key} is not known`;
  const bad = values.find((value) => !known.valid(value));
  return bad === undefined ? undefined : `${bad} is not a value for ${operator}`;
}

/** True when every operator and key holds. */
export function conditionsHold(conditions: Conditions, facts: RequestFacts): boolean {
  return Object.entries(conditions).every(([name, keys]) => {
    const operator = OPERATORS[name] ?? ZOS_OPERATORS[name];
    return operator !== undefined && Object.entries(keys).every(([key, values]) => holds(operator, lookUp(key)?.(facts), values));
  });
}

function holds(operator: Operator, actual: string | undefined, values: readonly string[]): boolean {
  if (actual === undefined) return operator.negated;
  const matched = values.some((value) => operator.matches(actual, value));
  return operator.negated ? !matched : matched;
}

function lookUp(key: string): ((facts: RequestFacts) => string | undefined) | undefined {
  const own = /^s3:(.+)$/.exec(key)?.[1];
  if (own !== undefined) return S3_KEYS.includes(own) ? (facts) => facts.asked?.[own] : undefined;
  const match = /^(aws|ctyun):(\w+)$/i.exec(key);
  const name = match?.[2]?.toLowerCase();
  return name === undefined || !Object.hasOwn(KEYS, name) ? undefined : KEYS[name];
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
