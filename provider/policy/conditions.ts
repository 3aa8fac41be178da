/**
 * Do the conditions of a statement hold? [QZ 143542_274] shows StringLike, IpAddress and NotIpAddress; the other operators behave as at AWS
 * (unverified). A key that the request lacks makes a positive operator fail and a negated one hold.
 */
import { BlockList, isIP } from "node:net";
import { isAddressBlock } from "../rules/address";
import { asList, isObject, type JsonObject, type JsonValue } from "./document";
import { globMatches } from "./match";

export type Truth = boolean | "unknown";

/** Values of a key in the request by its folded name ({@link foldKey}); null: the request has none; undefined: nobody said. */
export type Facts = (key: string) => readonly string[] | null | undefined;

/** Keys mean the same in both spellings and in any case: `aws:SourceIp` is `ctyun:sourceip`, `s3:prefix` is `oos:prefix`. */
export function foldKey(key: string): string {
  return key.toLowerCase().replace(/^aws:/, "ctyun:").replace(/^s3:/, "oos:");
}

/** Facts from a map of condition keys; null says that the request has none, a key that is left out that it is not known. */
export function factsOf(context: Readonly<Record<string, string | readonly string[] | null>>): Facts {
  const folded = new Map(Object.entries(context).map(([key, value]) => [foldKey(key), typeof value === "string" ? [value] : value]));
  return (key) => folded.get(key);
}

/** Every operator and key must hold. A condition that cannot be read is not judged. */
export function conditionHolds(condition: JsonObject | undefined, facts: Facts): Truth {
  const parts = Object.entries(condition ?? {}).flatMap(([operator, keys]): Truth[] =>
    isObject(keys) ? Object.entries(keys).map(([key, values]) => keyHolds(operator, facts(foldKey(key)), values)) : ["unknown"],
  );
  if (parts.includes(false)) return false;
  return parts.includes("unknown") ? "unknown" : true;
}

function keyHolds(name: string, actual: readonly string[] | null | undefined, values: JsonValue): Truth {
  const expected = asList(values).map((value) => (typeof value === "object" ? undefined : String(value)));
  const [, set, base = ""] = /^(?:(ForAnyValue|ForAllValues):)?(\w+)$/.exec(name) ?? [];
  const isOptional = base.endsWith("IfExists");
  const operator = Object.hasOwn(OPERATORS, base.replace(/IfExists$/, "")) ? OPERATORS[base.replace(/IfExists$/, "")] : undefined;
  if (expected.includes(undefined) || actual === undefined) return "unknown";
  const wanted = expected.filter((value) => value !== undefined);
  if (base === "Null") return wanted.some((value) => (value.toLowerCase() === "true") === (actual === null));
  if (operator === undefined) return "unknown";
  if (actual === null) return isOptional || set === "ForAllValues" || (operator.negated && set !== "ForAnyValue");
  const fits = (found: string): boolean => {
    const matched = wanted.some((value) => operator.matches(found, value));
    return operator.negated ? !matched : matched;
  };
  // Of several values without a word on sets, one must match, or, negated, none may.
  const isAll = set === "ForAllValues" || (set === undefined && operator.negated);
  return isAll ? actual.every(fits) : actual.some(fits);
}

interface Operator {
  readonly negated: boolean;
  readonly matches: (actual: string, expected: string) => boolean;
}

type Compare = (difference: number) => boolean;
const numbers = (holds: Compare) => compared((text) => (text.trim() === "" ? Number.NaN : Number(text)), holds);
const dates = (holds: Compare) => compared((text) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text)), holds);
const equal: Compare = (difference) => difference === 0;
const less: Compare = (difference) => difference < 0;
const atMost: Compare = (difference) => difference <= 0;
const more: Compare = (difference) => difference > 0;
const atLeast: Compare = (difference) => difference >= 0;
const same = (actual: string, expected: string): boolean => actual === expected;
const folded = (actual: string, expected: string): boolean => actual.toLowerCase() === expected.toLowerCase();
const like = (actual: string, expected: string): boolean => globMatches(expected, actual);

const yes = (matches: Operator["matches"]): Operator => ({ negated: false, matches });
const no = (matches: Operator["matches"]): Operator => ({ negated: true, matches });

const OPERATORS: Readonly<Record<string, Operator>> = {
  ...{ StringLike: yes(like), StringNotLike: no(like), StringEquals: yes(same), StringNotEquals: no(same) },
  ...{ StringEqualsIgnoreCase: yes(folded), StringNotEqualsIgnoreCase: no(folded), BinaryEquals: yes(same), Bool: yes(folded) },
  ...{ IpAddress: yes(isInBlock), NotIpAddress: no(isInBlock) },
  ...{ ArnEquals: yes(like), ArnLike: yes(like), ArnNotEquals: no(like), ArnNotLike: no(like) },
  ...{ NumericEquals: yes(numbers(equal)), NumericNotEquals: no(numbers(equal)) },
  ...{ NumericLessThan: yes(numbers(less)), NumericLessThanEquals: yes(numbers(atMost)) },
  ...{ NumericGreaterThan: yes(numbers(more)), NumericGreaterThanEquals: yes(numbers(atLeast)) },
  ...{ DateEquals: yes(dates(equal)), DateNotEquals: no(dates(equal)), DateLessThan: yes(dates(less)) },
  ...{ DateLessThanEquals: yes(dates(atMost)), DateGreaterThan: yes(dates(more)), DateGreaterThanEquals: yes(dates(atLeast)) },
};

/** What is no number or date compares with nothing. */
function compared(read: (text: string) => number, holds: Compare): Operator["matches"] {
  return (actual, expected) => {
    const difference = read(actual) - read(expected);
    return !Number.isNaN(difference) && holds(difference);
  };
}

function isInBlock(actual: string, block: string): boolean {
  const address = actual.replace(/^::ffff:(?=\d+\.)/, "");
  if (isIP(address) === 0 || !isAddressBlock(block)) return false;
  const [network = "", bits] = block.split("/");
  const family = (text: string): "ipv4" | "ipv6" => (isIP(text) === 4 ? "ipv4" : "ipv6");
  const list = new BlockList();
  list.addSubnet(network, bits === undefined ? (family(network) === "ipv4" ? 32 : 128) : Number(bits), family(network));
  return list.check(address, family(address));
}
