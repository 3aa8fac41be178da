/** Random policies about one bucket, in both spellings, and the callers that they may be about. */
import fc from "fast-check";

export const bucket = "judged";

export interface Accounts {
  /** Account that owns the bucket. */
  readonly owner: string;
  readonly other: string;
}

type Json = Readonly<Record<string, unknown>>;

const some = <T>(...items: readonly T[]): fc.Arbitrary<T | T[]> => {
  const one = fc.constantFrom(...items);
  return fc.oneof(one, fc.uniqueArray(one, { minLength: 1, maxLength: 3 }));
};

const actions = some(
  ...["*", "oos:*", "s3:*", "oos:GetObject", "s3:getobject", "oos:Get*", "s3:PutObject", "oos:?utObject", "oos:*Object", "s3:DeleteObject"],
  ...["oos:ListBucket", "s3:List*", "oos:GetBucketPolicy", "oos:*BucketPolicy", "s3:GetBucketAcl", "iam:*"],
);

const both = (key: string): string[] => [`ctyun:${key}`, `aws:${key}`, `ctyun:${key.toLowerCase()}`];
const addresses = some("127.0.0.1", "127.0.0.0/8", "192.0.2.0/24", "0.0.0.0/0", "2001:db8::/32");
const pages = some("https://a.example/*", "https://a.example/x", "*", "https://?.example/*");
const dates = some("2000-01-01T00:00:00Z", "2999-01-01T00:00:00Z");

/** One key under each operator; the operators are those that the emulator knows. */
const conditions: fc.Arbitrary<Json> = fc.record(
  {
    ...Object.fromEntries(["IpAddress", "NotIpAddress"].map((operator) => [operator, keyed("SourceIp", addresses)])),
    ...Object.fromEntries(
      ["StringLike", "StringNotLike", "StringEquals", "StringNotEquals"].map((operator) => [operator, keyed("Referer", pages)]),
    ),
    StringEqualsIgnoreCase: keyed("UserAgent", some("Tester", "other")),
    Bool: keyed("SecureTransport", fc.constantFrom("true", "false")),
    DateLessThan: keyed("CurrentTime", dates),
    DateGreaterThan: keyed("CurrentTime", dates),
  },
  { requiredKeys: [] },
);

function keyed(key: string, values: fc.Arbitrary<unknown>): fc.Arbitrary<Json> {
  return fc.tuple(fc.constantFrom(...both(key)), values).map(([name, value]) => ({ [name]: value }));
}

const effect = fc.constantFrom("Allow", "Deny");
/** Most statements have no condition: otherwise few of them would ever decide. */
const condition = fc.option(
  conditions.filter((value) => Object.keys(value).length < 3),
  { nil: undefined, freq: 1 },
);

export function bucketStatements({ owner, other }: Accounts): fc.Arbitrary<Json> {
  const members = some(
    ...["*", owner, other],
    ...["ctyun", "aws"].flatMap((partition) => [
      ...[owner, other].map((account) => `arn:${partition}:iam::${account}:root`),
      ...[`arn:${partition}:iam::${owner}:user/alice`, `arn:${partition}:iam::${other}:user/EVE`],
    ]),
  );
  const principal = fc.oneof(
    fc.constant("*"),
    fc.tuple(fc.constantFrom("CTYUN", "AWS"), members).map(([key, names]) => ({ [key]: names })),
  );
  const resources = some(
    ...[
      "*",
      `arn:ctyun:oos:::${bucket}`,
      `arn:aws:s3:::${bucket}/*`,
      `arn:ctyun:oos:::${bucket}/a*`,
      `arn:ctyun:oos::${owner}:${bucket}/*`,
    ],
    ...[`arn:aws:s3:::${bucket}/?`, `arn:ctyun:oos::${other}:${bucket}/*`],
  );
  return withoutNothing({ Effect: effect, Principal: principal, Action: actions, Resource: resources, Condition: condition });
}

export function iamStatements({ owner }: Accounts): fc.Arbitrary<Json> {
  const resources = some(
    ...["*", `arn:ctyun:oos:::${bucket}*`, `arn:ctyun:oos:::j*/*`, `arn:aws:s3:::${bucket}/a`, `arn:ctyun:oos::${owner}:*`],
    "arn:ctyun:iam::*:user/*",
  );
  return withoutNothing({ Effect: effect, Action: actions, Resource: resources, Condition: condition });
}

function withoutNothing(shape: Readonly<Record<string, fc.Arbitrary<unknown>>>): fc.Arbitrary<Json> {
  return fc.record(shape).map((made) => Object.fromEntries(Object.entries(made).filter(([, value]) => value !== undefined)));
}

export type Who = "anonymous" | "root" | "alice" | "other root" | "eve";

export function arnOf(who: Who, { owner, other }: Accounts): string | undefined {
  const arns: Readonly<Record<Who, string | undefined>> = {
    anonymous: undefined,
    root: `arn:ctyun:iam::${owner}:root`,
    alice: `arn:ctyun:iam::${owner}:user/alice`,
    "other root": `arn:ctyun:iam::${other}:root`,
    eve: `arn:ctyun:iam::${other}:user/eve`,
  };
  return arns[who];
}

/** One call, as evaluation and as HTTP see it. */
export interface Probe {
  readonly who: Who;
  readonly action: string;
  /** Behind the bucket's name: empty, or `/` and the key. */
  readonly path: string;
  readonly method: string;
  readonly query: string;
  readonly referer: string | undefined;
}

const calls = [
  ...["/a", "/b", "/ab"].flatMap((path) => [
    { action: "GetObject", method: "GET", path, query: "" },
    { action: "PutObject", method: "PUT", path, query: "" },
    { action: "DeleteObject", method: "DELETE", path, query: "" },
  ]),
  { action: "ListBucket", method: "GET", path: "", query: "" },
  { action: "GetBucketAcl", method: "GET", path: "", query: "?acl" },
  { action: "GetBucketPolicy", method: "GET", path: "", query: "?policy" },
  { action: "ListBucketMultipartUploads", method: "GET", path: "", query: "?uploads" },
];

export const probes: fc.Arbitrary<Probe> = fc
  .tuple(
    fc.constantFrom<Who>("anonymous", "root", "alice", "other root", "eve"),
    fc.constantFrom(...calls),
    fc.constantFrom(undefined, "https://a.example/x", "https://b.example/"),
  )
  .map(([who, call, referer]) => ({ who, referer, ...call }));
