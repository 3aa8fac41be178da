/** Rules of a website configuration [GUIDE 4.2.9] [DOC 10027294], and the host of the site. */
import { type Backend, regionOf } from "../backends/types";
import type { Problem, PropertyPath } from "./problem";

export interface Website {
  readonly indexDocument?: string | undefined;
  readonly errorDocument?: string | undefined;
  readonly redirectAllRequestsTo?: { readonly hostName: string } | undefined;
  readonly routingRules?: readonly RoutingRule[] | undefined;
}

export interface RoutingRule {
  readonly condition?:
    { readonly keyPrefixEquals?: string | undefined; readonly httpErrorCodeReturnedEquals?: string | undefined } | undefined;
  readonly redirect: {
    readonly hostName?: string | undefined;
    readonly protocol?: string | undefined;
    readonly httpRedirectCode?: string | undefined;
    readonly replaceKeyPrefixWith?: string | undefined;
    readonly replaceKeyWith?: string | undefined;
  };
}

/** What stands beside what, which follows S3 (unverified): the manual shows an index and an error document. */
export function websiteParts(website: Website): Problem[] {
  if (website.redirectAllRequestsTo === undefined) {
    const isPlain = website.indexDocument === undefined;
    return isPlain ? [{ path: ["indexDocument"], rule: "website-index", message: "is required without redirectAllRequestsTo" }] : [];
  }
  const others = (["indexDocument", "errorDocument", "routingRules"] as const).filter((name) => website[name] !== undefined);
  return others.map((name) => ({ path: [name], rule: "website-redirect", message: "cannot be combined with redirectAllRequestsTo" }));
}

export function indexDocumentProblems(name: string): Problem[] {
  const isName = name !== "" && !name.includes("/");
  return isName ? [] : [{ path: [], rule: "website-index", message: 'must be a name without "/": it is looked for in every folder' }];
}

export function errorDocumentProblems(key: string): Problem[] {
  return key === "" ? [{ path: [], rule: "website-error", message: "must not be empty" }] : [];
}

export function redirectAllProblems({ hostName }: { readonly hostName: string }): Problem[] {
  return isHost(hostName) ? [] : [{ path: ["hostName"], rule: "website-host", message: hostWords(hostName) }];
}

/** Every broken rule of the routing rules, each by its place in the list. */
export function routingProblems(
  rules: readonly RoutingRule[],
  grammar: "plain" | "s3" = "plain",
  maxRules = Number.POSITIVE_INFINITY,
): Problem[] {
  const tooMany = { path: [], rule: "website-rules", message: `at most ${String(maxRules)} rules, ${String(rules.length)} given` };
  return [
    ...(rules.length > maxRules ? [tooMany] : []),
    ...rules.flatMap((rule, index) => [...plainProblems(rule, [index]), ...(grammar === "s3" ? strictProblems(rule, [index]) : [])]),
  ];
}

function plainProblems({ condition, redirect }: RoutingRule, path: PropertyPath): Problem[] {
  const problems: Problem[] = [];
  const add = (at: PropertyPath, rule: string, message: string): void => void problems.push({ path: [...path, ...at], rule, message });
  if (condition !== undefined && condition.keyPrefixEquals === undefined && condition.httpErrorCodeReturnedEquals === undefined)
    add(["condition"], "website-condition", "needs keyPrefixEquals or httpErrorCodeReturnedEquals; leave it out to match every request");
  const code = condition?.httpErrorCodeReturnedEquals;
  if (code !== undefined && !/^[45]\d\d$/.test(code))
    add(["condition", "httpErrorCodeReturnedEquals"], "website-condition", `must be a status from 400 to 599, found "${code}"`);
  const { hostName, protocol, replaceKeyPrefixWith, replaceKeyWith } = redirect;
  if ([hostName, protocol, replaceKeyPrefixWith, replaceKeyWith].every((part) => part === undefined))
    add(["redirect"], "website-redirect", "needs at least one of hostName, protocol, replaceKeyPrefixWith and replaceKeyWith");
  if (replaceKeyPrefixWith !== undefined && replaceKeyWith !== undefined)
    add(["redirect"], "website-redirect", "takes either replaceKeyPrefixWith or replaceKeyWith");
  if (replaceKeyWith === "") add(["redirect", "replaceKeyWith"], "website-redirect", "must not be empty");
  if (hostName !== undefined && !isHost(hostName)) add(["redirect", "hostName"], "website-host", hostWords(hostName));
  return problems;
}

/** What ZOS refuses beyond the others [ZOS 1.14]. */
function strictProblems({ condition, redirect }: RoutingRule, path: PropertyPath): Problem[] {
  const problems: Problem[] = [];
  const add = (at: PropertyPath, rule: string, message: string): void => void problems.push({ path: [...path, ...at], rule, message });
  if (condition?.keyPrefixEquals !== undefined && condition.httpErrorCodeReturnedEquals !== undefined)
    add(["condition"], "website-condition", "takes either keyPrefixEquals or httpErrorCodeReturnedEquals");
  if (redirect.replaceKeyPrefixWith !== undefined && condition?.keyPrefixEquals === undefined)
    add(["redirect", "replaceKeyPrefixWith"], "website-redirect", "needs keyPrefixEquals in the condition, whose place it takes");
  if (redirect.replaceKeyPrefixWith === undefined && redirect.replaceKeyWith === undefined)
    add(["redirect"], "website-redirect", "needs replaceKeyPrefixWith or replaceKeyWith");
  if (condition?.httpErrorCodeReturnedEquals?.startsWith("5") === true)
    add(["condition", "httpErrorCodeReturnedEquals"], "website-condition", "must be a status from 400 to 499");
  const { httpRedirectCode: code } = redirect;
  if (code !== undefined && !/^30[1-8]$/.test(code))
    add(["redirect", "httpRedirectCode"], "website-redirect", `must be a status from 301 to 308, found "${code}"`);
  return problems;
}

/** The rules in one form for every way to say the same: each key starts with the empty prefix, so such a condition is none. */
export function canonicalRouting(rules: readonly RoutingRule[]): RoutingRule[] {
  return rules.map(({ condition: { keyPrefixEquals = "", httpErrorCodeReturnedEquals: status } = {}, redirect }) => {
    const condition = {
      ...(keyPrefixEquals === "" ? {} : { keyPrefixEquals }),
      ...(status === undefined ? {} : { httpErrorCodeReturnedEquals: status }),
    };
    return { ...(Object.keys(condition).length === 0 ? {} : { condition }), redirect };
  });
}

function isHost(text: string): boolean {
  return /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:\d{1,5})?$/.test(text);
}

function hostWords(text: string): string {
  return `must be a host name, without "https://" and path; found "${text}"`;
}

/**
 * The host to name in a CNAME record: of the pool of the first data location, `cn` when there is one location at most [GUIDE 4.2.9]. Undefined
 * where the backend has no website host, or the pool of the location is not known.
 * @param locations where the bucket keeps its data; empty when the service chooses
 */
export function websiteDomain(backend: Backend, region: string, bucket: string, locations: readonly string[]): string | undefined {
  const { websiteHost, locationPools, defaultRegion } = backend;
  const [first, second] = locations;
  const pool =
    regionOf(backend, region)?.locations === false
      ? region // unverified: the manual speaks of the object-storage network
      : first === undefined || second === undefined
        ? defaultRegion
        : locationPools[first];
  if (websiteHost === undefined || pool === undefined) return undefined;
  return websiteHost.replace("{bucket}", bucket).replace("{pool}", pool);
}
