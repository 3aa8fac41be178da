/** Patterns of policies. Both spellings mean the same thing here (`s3:GetObject` is `oos:GetObject`); texts are never rewritten for the service. */
import { iamIdentity, parseArn } from "../rules/arn";

/** `*` stands for any text, `?` for one character. Linear in the text for each star: no backtracking over earlier stars. */
export function globMatches(pattern: string, text: string): boolean {
  return fits(pattern, text, (wanted, found) => wanted === "?" || wanted === found);
}

/** True when every text that `inner` stands for is one that `outer` stands for. */
export function globCovers(outer: string, inner: string): boolean {
  return fits(outer, inner, (wanted, found) => (wanted === "?" ? found !== "*" : wanted === found));
}

/** True when some text is one of both patterns. */
export function globsOverlap(a: string, b: string): boolean {
  // meets[j]: the rest of `a` from here and the rest of `b` from j have a text in common.
  let meets = Array.from({ length: b.length + 1 }, (_, j) => /^\**$/.test(b.slice(j)));
  for (let i = a.length - 1; i >= 0; i--) {
    const before = meets;
    meets = [];
    for (let j = b.length; j >= 0; j--) {
      const [x, y] = [a.charAt(i), b.charAt(j)];
      const skips = (x === "*" && before[j] === true) || (y === "*" && meets[j + 1] === true);
      // A star that takes one more character of the other side stays where it is.
      const takes =
        (x === "*" && y !== "" && meets[j + 1] === true) ||
        (y === "*" && before[j] === true) ||
        (y !== "" && (x === y || x === "?" || y === "?") && before[j + 1] === true);
      meets[j] = skips || takes;
    }
  }
  return meets[0] === true;
}

function fits(pattern: string, text: string, one: (wanted: string, found: string) => boolean): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    const wanted = pattern.charAt(p);
    if (wanted === "*") {
      star = p++;
      resume = t;
    } else if (p < pattern.length && one(wanted, text.charAt(t))) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern.charAt(p) === "*") p++;
  return p === pattern.length;
}

/** Does a pattern stand for a name? {@link globMatches} for one name, {@link globCovers} for a pattern of names. */
export type Glob = typeof globMatches;

/** True when an action's pattern (`oos:Get*`, `*`) covers `action`. Case does not count. */
export function actionMatches(pattern: string, action: string, glob: Glob = globMatches): boolean {
  return glob(foldAction(pattern), foldAction(action));
}

function foldAction(action: string): string {
  return action.toLowerCase().replace(/^oos:/, "s3:");
}

/** True when a resource's pattern (`*`, or an ARN) covers the ARN `resource`. An account that either leaves empty is any. */
export function resourceMatches(pattern: string, resource: string, glob: Glob = globMatches): boolean {
  if (pattern === "*" || (resource === "*" && glob === globsOverlap)) return true;
  const [wanted, actual] = [parseArn(pattern), parseArn(resource)];
  if (wanted === undefined || actual === undefined || foldService(wanted.service) !== foldService(actual.service)) return false;
  if (wanted.account !== "" && actual.account !== "" && !glob(wanted.account, actual.account)) return false;
  // Names of IAM are case-insensitive, keys of objects are not.
  const fold = (text: string): string => (actual.service === "iam" ? text.toLowerCase() : text);
  return glob(fold(wanted.resource), fold(actual.resource));
}

function foldService(service: string): string {
  return service === "s3" ? "oos" : service;
}

/** Who asks: a user of an account, or its root user. */
export interface Caller {
  readonly account: string;
  /** Absent: the root user. */
  readonly user?: string;
}

/** The caller of an ARN (`...:root`, `...:user/<name>`); undefined for anything else. */
export function callerOf(arn: string): Caller | undefined {
  const identity = iamIdentity(arn);
  if (identity?.kind === "user") return { account: identity.account, user: identity.name };
  return identity?.kind === "root" ? { account: identity.account } : undefined;
}

/**
 * True when a principal of a bucket policy means the caller; undefined is an anonymous one.
 * @param owner account of the bucket: from outside of it, an account as principal means its users as well
 * @param isPattern whether a wildcard in an ARN counts: unverified whether the service takes it for one
 */
export function principalMatches(principal: string, caller: Caller | undefined, owner: string, isPattern: boolean): boolean {
  if (principal === "*") return true;
  if (caller === undefined) return false;
  const named = /^[a-z0-9]+$/.test(principal) ? { account: principal } : callerOf(principal);
  const same = isPattern ? globMatches : (wanted: string, found: string): boolean => wanted === found;
  if (named === undefined || !same(named.account, caller.account)) return false;
  if (named.user === undefined) return caller.user === undefined || caller.account !== owner;
  return caller.user !== undefined && same(named.user.toLowerCase(), caller.user.toLowerCase());
}
