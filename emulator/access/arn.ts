/** Names and patterns of resources. The AWS and the CTYUN spelling of one thing are the same thing here. */

export function userArn(accountId: string, userName: string): string {
  return `arn:ctyun:iam::${accountId}:user/${userName}`;
}

export function rootArn(accountId: string): string {
  return `arn:ctyun:iam::${accountId}:root`;
}

/** ARN of an IAM entity. unverified for group and policy, whose form the manuals do not print. */
export function iamArn(accountId: string, type: "user" | "group" | "policy" | "mfa", name: string): string {
  return `arn:ctyun:iam::${accountId}:${type}/${name}`;
}

/** ARN of a bucket (`b`) or object (`b/key`) with its account, as permissions are checked. */
export function s3Arn(accountId: string, path: string): string {
  return `arn:ctyun:oos::${accountId}:${path}`;
}

/** unverified: the manuals name no ARN of a trail. */
export function trailArn(accountId: string, name: string): string {
  return `arn:ctyun:cloudtrail::${accountId}:trail/${name}`;
}

/** unverified: the manuals name no ARN of statistics. */
export function statisticsArn(accountId: string, bucket: string): string {
  return `arn:ctyun:statistics::${accountId}:${bucket}`;
}

interface ArnParts {
  readonly service: string;
  readonly account: string;
  readonly resource: string;
}

/** The parts of an ARN of either spelling, or undefined. `arn:aws:s3` and `arn:ctyun:oos` are one service. */
export function parseArn(text: string): ArnParts | undefined {
  const match = /^arn:(aws|ctyun):([a-z0-9-]+):[^:]*:([^:]*):(.*)$/s.exec(text);
  const [, , service, account, resource] = match ?? [];
  if (service === undefined || account === undefined || resource === undefined) return undefined;
  return { service: service === "s3" ? "oos" : service, account, resource };
}

/** True when `pattern` (`*`, or an ARN with wildcards; an empty account means any) covers `arn`. */
export function arnMatches(pattern: string, arn: string): boolean {
  if (pattern === "*") return true;
  const wanted = parseArn(pattern);
  const actual = parseArn(arn);
  if (wanted === undefined || actual === undefined || wanted.service !== actual.service) return false;
  if (wanted.account !== "" && !globMatches(wanted.account, actual.account)) return false;
  // IAM names are case-insensitive, keys of objects are not.
  const fold = (text: string): string => (actual.service === "iam" ? text.toLowerCase() : text);
  return globMatches(fold(wanted.resource), fold(actual.resource));
}

/** True when `pattern` (`oos:GetObject`, `s3:Get*`, `*`) covers `action` (`s3:GetObject`). */
export function actionMatches(pattern: string, action: string): boolean {
  return globMatches(pattern.toLowerCase().replace(/^oos:/, "s3:"), action.toLowerCase());
}

/** `*` stands for any text, `?` for one character. Linear in the text for each star: no backtracking over earlier stars. */
export function globMatches(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (p < pattern.length && pattern[p] === "*") {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}
