import { describe, expect, it } from "vitest";
import { dependsOnCaller, type LockoutQuestion, lockouts } from "../../../provider/policy/lockout";

const root = "arn:ctyun:iam::mine:root";
const bob = "arn:ctyun:iam::mine:user/bob";
const unknown = Symbol("unknown");

const deny = { Effect: "Deny", Principal: "*", Action: "oos:*", Resource: ["arn:ctyun:oos:::b", "arn:ctyun:oos:::b/*"] };

function question(statement: object, more: Partial<LockoutQuestion> = {}): LockoutQuestion {
  return {
    policy: { Statement: [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b/*" }, statement] },
    bucket: "b",
    isSecure: true,
    now: new Date("2026-01-01T00:00:00Z"),
    isUnknown: (value) => value === unknown,
    ...more,
  };
}

const found = (statement: object, caller: string | undefined = bob, more: Partial<LockoutQuestion> = {}): string[] =>
  lockouts(question(statement, more), caller).map(({ path, message }) => `${path.join(".")}: ${message}`);

/** The calls that a message names. */
const calls = (message: string | undefined): string[] =>
  [...(message ?? "").matchAll(/(?:Get|Put|Delete)BucketPolicy/g)].map(([call]) => call);

describe("a Deny shuts out", () => {
  it.each<[string, object, string[]]>([
    ["everything for everyone", {}, ["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"]],
    [
      "the AWS spelling",
      { Principal: { AWS: "*" }, Action: "s3:*", Resource: "arn:aws:s3:::b" },
      ["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"],
    ],
    ["some of the calls", { Action: ["oos:Put*", "oos:DeleteBucketPolicy"] }, ["PutBucketPolicy", "DeleteBucketPolicy"]],
    ["every resource", { Action: "oos:GetBucketPolicy", Resource: "*" }, ["GetBucketPolicy"]],
    ["a pattern of buckets", { Resource: "arn:ctyun:oos:::*" }, ["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"]],
    [
      "the caller by name",
      { Principal: { CTYUN: bob.toUpperCase().replace("ARN:CTYUN:IAM::MINE:USER", "arn:ctyun:iam::mine:user") } },
      ["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"],
    ],
    [
      "every user by a wildcard",
      { Principal: { CTYUN: "arn:ctyun:iam::mine:user/*" } },
      ["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"],
    ],
    [
      "everyone but another",
      { Principal: undefined, NotPrincipal: { CTYUN: `${bob}by` } },
      ["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"],
    ],
    [
      "all actions but some",
      { Action: undefined, NotAction: "oos:GetObject" },
      ["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"],
    ],
    [
      "all resources but some",
      { Resource: undefined, NotResource: "arn:ctyun:oos:::b/*" },
      ["GetBucketPolicy", "PutBucketPolicy", "DeleteBucketPolicy"],
    ],
  ])("%s", (_what, change, expected) => {
    const [message, ...more] = found({ ...deny, ...change });
    expect([calls(message), more]).toEqual([expected, []]);
    expect(message).toMatch(/^Statement\.1: statement 2 denies the caller arn:ctyun:iam::mine:user\/bob .* set allowLockout: true$/);
  });

  it("leaves in whom and what it is not about", () => {
    for (const change of [
      { Action: ["oos:GetObject", "oos:PutObject", "oos:ListBucket"] },
      { Resource: "arn:ctyun:oos:::b/*" },
      { Resource: "arn:ctyun:oos:::bb" },
      { Principal: { CTYUN: [`${bob}by`, "arn:ctyun:iam::other:user/bob", root] } },
      { Principal: undefined, NotPrincipal: { CTYUN: [bob] } },
      { Action: undefined, NotAction: "oos:*BucketPolicy" },
      { Resource: undefined, NotResource: ["arn:ctyun:oos:::b*"] },
      { Effect: "Allow" },
    ])
      expect(found({ ...deny, ...change })).toEqual([]);
  });

  it("counts for root users, and says that this is not documented", () => {
    expect(found(deny, root)).toEqual([expect.stringContaining("(whether a Deny binds the root user is not documented)")]);
    expect(found({ ...deny, Principal: { CTYUN: "mine" } }, root)).toHaveLength(1);
  });

  it("needs no name when it is for everyone; without one nothing else is judged", () => {
    expect(dependsOnCaller(question(deny))).toBe(false);
    expect(lockouts(question(deny), undefined).map(({ message }) => message)).toEqual([
      expect.stringContaining(
        'statement 2 denies the caller, as everyone else, GetBucketPolicy, PutBucketPolicy and DeleteBucketPolicy on bucket "b"',
      ),
    ]);
    const named = question({ ...deny, Principal: { CTYUN: bob } });
    expect([dependsOnCaller(named), lockouts(named, undefined)]).toEqual([true, []]);
    expect(dependsOnCaller(question({ ...deny, Principal: { CTYUN: bob }, Action: "oos:PutObject" }))).toBe(false);
    expect(dependsOnCaller(question({ ...deny, Principal: { CTYUN: bob }, Effect: "Allow" }))).toBe(false);
  });
});

describe("a condition", () => {
  const under = (Condition: object, more: Partial<LockoutQuestion> = {}): number => found({ ...deny, Condition }, bob, more).length;

  it("on addresses counts unless it names those who are denied: ours may be any", () => {
    expect(under({ NotIpAddress: { "ctyun:SourceIp": ["192.0.2.0/24", "2001:db8::/32"] } })).toBe(1);
    expect(under({ NotIpAddress: { "ctyun:SourceIp": "0.0.0.0/0" } })).toBe(0);
    expect(under({ IpAddress: { "aws:SourceIp": "192.0.2.0/24" } })).toBe(0);
    expect(under({ IpAddress: { "aws:SourceIp": "0.0.0.0/0" } })).toBe(1);
    expect(found({ ...deny, Condition: { NotIpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } } })[0]).toContain(
      "unless its condition (NotIpAddress ctyun:SourceIp) lets this machine through, which cannot be known here",
    );
  });

  it("on transport is known", () => {
    const insecure = { Bool: { "ctyun:SecureTransport": false } };
    expect([under(insecure), under(insecure, { isSecure: false })]).toEqual([0, 1]);
  });

  it("on time counts now and for ever after", () => {
    expect(under({ DateLessThan: { "ctyun:CurrentTime": "2025-01-01T00:00:00Z" } })).toBe(0);
    expect(under({ DateLessThan: { "ctyun:CurrentTime": "2027-01-01T00:00:00Z" } })).toBe(1);
    expect(under({ DateGreaterThan: { "ctyun:CurrentTime": "2030-01-01T00:00:00Z" } })).toBe(1);
  });

  it("on headers: our calls have no Referer, and nothing that a policy would name", () => {
    expect(under({ StringNotLike: { "ctyun:Referer": "https://a.example/*" } })).toBe(1);
    expect(under({ StringLike: { "ctyun:Referer": "https://a.example/*" } })).toBe(0);
    expect(under({ StringLike: { "ctyun:UserAgent": "curl*" } })).toBe(0);
    expect(under({ StringNotLike: { "ctyun:UserAgent": "curl*" } })).toBe(1);
    expect(under({ StringLike: { "ctyun:UserAgent": "*" } })).toBe(1);
    expect(under({ StringResembles: { "ctyun:UserAgent": "x" } })).toBe(1);
  });
});

describe("what is not known yet", () => {
  it.each<[string, object]>([
    ["the statement's effect", { Effect: unknown }],
    ["its principals", { Principal: { CTYUN: unknown } }],
    ["some principals", { Principal: { CTYUN: [unknown] } }],
    ["all principals", { Principal: unknown }],
    ["excepted principals", { Principal: undefined, NotPrincipal: { CTYUN: [unknown] } }],
    ["its actions", { Action: [unknown] }],
    ["its resources", { Resource: unknown }],
    ["its condition", { Condition: { NotIpAddress: { "ctyun:SourceIp": unknown } } }],
  ])("%s: nothing is refused", (_what, change) => {
    expect(found({ ...deny, ...change })).toEqual([]);
    expect(dependsOnCaller(question({ ...deny, ...change }))).toBe(false);
  });

  it("hides nothing of what is known beside it", () => {
    expect(found({ ...deny, Action: [unknown, "oos:Put*"], Resource: ["arn:ctyun:oos:::b", unknown] })).toHaveLength(1);
  });
});

describe("a policy that forgets its author", () => {
  const grant = { Effect: "Allow", Principal: { CTYUN: bob }, Action: "oos:*BucketPolicy", Resource: "arn:ctyun:oos:::b" };
  const reader = { Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b/*" };
  const next = (statement: object, caller = bob, previous: object = grant): string[] =>
    found(statement, caller, { previous: JSON.stringify({ Statement: [previous] }) });

  it("is refused when the present one gives a user the calls by name and the new one does not", () => {
    expect(next(reader)).toEqual([
      expect.stringMatching(
        /^: no longer gives the caller arn:ctyun:iam::mine:user\/bob GetBucketPolicy, PutBucketPolicy and DeleteBucketPolicy,/,
      ),
    ]);
    expect(calls(next({ ...grant, Action: "oos:GetBucketPolicy" })[0])).toEqual(["PutBucketPolicy", "DeleteBucketPolicy"]);
    expect(dependsOnCaller(question(reader, { previous: { Statement: [grant] } }))).toBe(true);
  });

  it("is none when it still gives them, gave them to everyone or to others, or to a root user, who needs none", () => {
    expect(next({ ...grant, Principal: "*" })).toEqual([]);
    expect(next(reader, bob, { ...grant, Principal: "*" })).toEqual([]);
    expect(next(reader, "arn:ctyun:iam::mine:user/eve")).toEqual([]);
    expect(next(reader, root, { ...grant, Principal: { CTYUN: root } })).toEqual([]);
    expect(next({ ...reader, Action: [unknown] })).toEqual([]);
    expect(dependsOnCaller(question(reader, { previous: { Statement: [reader] } }))).toBe(false);
  });
});
