import { describe, expect, it } from "vitest";
import { denialOf } from "../../../provider/policy/denial";
import { conditionHolds, factsOf } from "../../../provider/policy/conditions";
import { type AccessRequest, evaluate } from "../../../provider/policy/evaluate";
import { callerOf } from "../../../provider/policy/match";
import { nameOf, readStatements } from "../../../provider/policy/statements";

const root = "arn:ctyun:iam::mine:root";
const bob = "arn:ctyun:iam::mine:user/bob";
const eve = "arn:ctyun:iam::other:user/eve";
const otherRoot = "arn:ctyun:iam::other:root";

interface Policies {
  readonly bucket?: readonly object[];
  readonly iam?: readonly object[];
}

const allow = { Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b/*" };
const deny = { ...allow, Effect: "Deny" };

function decide({ bucket = [], iam = [] }: Policies, who: string | undefined, more: Partial<AccessRequest> = {}): string {
  const statements = [
    ...readStatements({ policy: { Statement: bucket }, kind: "bucket" }),
    ...readStatements({ policy: { Statement: iam }, kind: "iam" }),
  ];
  const caller = who === undefined ? undefined : callerOf(who);
  const { verdict, by, depends } = evaluate(statements, {
    ...(caller === undefined ? {} : { caller }),
    ...{ owner: "mine", action: "oos:GetObject", resource: "arn:ctyun:oos:::b/k", facts: () => undefined },
    ...more,
  });
  const named = (list: typeof by): string => list.map((one) => `${one.kind} ${nameOf(one)}`).join(", ");
  return [verdict, ...(by.length === 0 ? [] : [`by ${named(by)}`]), ...(depends.length === 0 ? [] : [`depends on ${named(depends)}`])].join(
    " ",
  );
}

const { Principal: _principal, ...mine } = allow;

describe("who asks", () => {
  it.each<[string, Policies, string | undefined, string]>([
    ["nothing said, anonymous", {}, undefined, "implicit"],
    ["nothing said, the owner's root", {}, root, "allowed"],
    ["nothing said, a user", {}, bob, "implicit"],
    ["nothing said, another root", {}, otherRoot, "implicit"],
    ["everyone allowed, anonymous", { bucket: [allow] }, undefined, "allowed by bucket statement 1"],
    ["everyone allowed, a user", { bucket: [allow] }, bob, "allowed by bucket statement 1"],
    ["everyone allowed, another root", { bucket: [allow] }, otherRoot, "allowed by bucket statement 1"],
    ["everyone allowed, a user of another account needs both", { bucket: [allow] }, eve, "implicit"],
    ["both say so", { bucket: [allow], iam: [mine] }, eve, "allowed by bucket statement 1, iam statement 1"],
    ["an IAM policy is enough at home", { iam: [mine] }, bob, "allowed by iam statement 1"],
    ["an IAM policy says nothing about anonymous callers", { iam: [mine] }, undefined, "implicit"],
    ["a Deny wins", { bucket: [deny, allow], iam: [mine] }, bob, "denied by bucket statement 1"],
    ["a Deny of an IAM policy wins", { bucket: [allow], iam: [{ ...mine, Effect: "Deny" }] }, bob, "denied by iam statement 1"],
    ["a Deny binds root users", { bucket: [deny] }, root, "denied by bucket statement 1"],
    [
      "of everybody else",
      { bucket: [{ ...deny, Principal: undefined, NotPrincipal: { CTYUN: bob } }, allow] },
      bob,
      "allowed by bucket statement 2",
    ],
    [
      "everybody else",
      { bucket: [{ ...deny, Principal: undefined, NotPrincipal: { CTYUN: bob } }, allow] },
      undefined,
      "denied by bucket statement 1",
    ],
    ["another user is named", { bucket: [{ ...allow, Principal: { CTYUN: `${bob}by` } }] }, bob, "implicit"],
    ["nobody is named", { bucket: [{ ...allow, Principal: undefined }] }, bob, "implicit"],
  ])("%s", (_what, policies, who, expected) => {
    expect(decide(policies, who)).toBe(expected);
  });

  it("leaves the owner's root the calls on the policy itself, and nobody else", () => {
    const all = { Effect: "Deny", Principal: "*", Action: "*", Resource: "*" };
    const call = (action: string, who: string): string => decide({ bucket: [all] }, who, { action, resource: "arn:ctyun:oos:::b" });
    expect([call("oos:DeleteBucketPolicy", root), call("s3:PutBucketPolicy", root)]).toEqual(["allowed", "allowed"]);
    expect([call("oos:GetBucketAcl", root), call("oos:DeleteBucketPolicy", otherRoot), call("oos:DeleteBucketPolicy", bob)]).toEqual(
      Array(3).fill("denied by bucket statement 1"),
    );
  });

  it("takes a wildcard in a principal's ARN for a pattern only where that allows less", () => {
    const users = { CTYUN: "arn:ctyun:iam::mine:user/*" };
    expect(decide({ bucket: [{ ...allow, Principal: users }] }, bob)).toBe("implicit");
    expect(decide({ bucket: [{ ...deny, Principal: users }, allow] }, bob)).toBe("denied by bucket statement 1");
  });
});

describe("what is asked", () => {
  it.each<[object, string]>([
    [{ Action: "s3:*", Resource: "arn:aws:s3:::b/*" }, "allowed by bucket statement 1"],
    [{ Action: undefined, NotAction: "oos:Put*" }, "allowed by bucket statement 1"],
    [{ Action: undefined, NotAction: "oos:Get*" }, "implicit"],
    [{ Resource: undefined, NotResource: "arn:ctyun:oos:::b/secret/*" }, "allowed by bucket statement 1"],
    [{ Resource: undefined, NotResource: "arn:ctyun:oos:::b/*" }, "implicit"],
    [{ Resource: "arn:ctyun:oos:::b" }, "implicit"],
    [{ Effect: "allow" }, "implicit"],
    [{ Action: ["oos:GetObject"], NotAction: ["oos:GetObject"] }, "implicit"],
    [{ Condition: { IpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } } }, "implicit depends on bucket statement 1"],
  ])("%j: %s", (change, expected) => {
    expect(decide({ bucket: [{ ...allow, ...change }] }, undefined)).toBe(expected);
  });

  it("names the conditions that would turn the verdict", () => {
    const office = { NotIpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } };
    expect(decide({ bucket: [allow, { ...deny, Condition: office }] }, undefined)).toBe(
      "allowed by bucket statement 1 depends on bucket statement 2",
    );
    const from = (address: string): string =>
      decide({ bucket: [allow, { ...deny, Condition: office }] }, undefined, { facts: factsOf({ "aws:SourceIp": address }) });
    expect([from("192.0.2.9"), from("198.51.100.1")]).toEqual(["allowed by bucket statement 1", "denied by bucket statement 2"]);
  });

  it("never throws, and a statement that cannot be read decides nothing", () => {
    for (const policy of ["{", 7, null, { Statement: [7, null, { Effect: "Deny" }, { ...deny, Condition: "x" }] }])
      expect(readStatements({ policy, kind: "bucket" })).toEqual([]);
  });
});

describe("values that are not known yet", () => {
  const unknown = Symbol("unknown");
  const read = (statement: object): number =>
    readStatements({ policy: { Statement: [statement, unknown] }, kind: "bucket" }, (value) => value === unknown).length;

  it("decide nothing: a positive list keeps its known members, a negated one is not trusted", () => {
    expect(readStatements({ policy: unknown, kind: "bucket" }, (value) => value === unknown)).toEqual([]);
    expect(read({ ...deny, Effect: unknown })).toBe(0);
    expect(read({ ...deny, Condition: { IpAddress: { "ctyun:SourceIp": [unknown] } } })).toBe(0);
    expect(read({ ...deny, Action: undefined, NotAction: ["oos:GetObject", unknown] })).toBe(0);
    const [known] = readStatements(
      { policy: { Statement: { ...deny, Action: [unknown, "oos:*"], Principal: { CTYUN: unknown } } }, kind: "bucket" },
      (value) => value === unknown,
    );
    expect([known?.actions.patterns, known?.principals?.patterns, known?.path]).toEqual([["oos:*"], [], ["Statement"]]);
  });
});

describe("conditions", () => {
  const holds = (operator: string, expected: unknown, actual: string | readonly string[] | null): unknown =>
    conditionHolds({ [operator]: { "ctyun:X": expected as string } }, factsOf({ "ctyun:x": actual }));

  it.each<[string, unknown, string | readonly string[] | null, boolean]>([
    ["StringLike", ["a*", "b?"], "abc", true],
    ["StringLike", "a*", "ba", false],
    ["StringLike", "a*", null, false],
    ["StringNotLike", ["a*", "b*"], "c", true],
    ["StringNotLike", ["a*", "b*"], "bc", false],
    ["StringNotLike", "a*", null, true],
    ["StringEquals", "a*", "abc", false],
    ["StringEqualsIgnoreCase", "ABC", "abc", true],
    ["StringNotEqualsIgnoreCase", "ABC", "abc", false],
    ["Bool", true, "TRUE", true],
    ["IpAddress", "192.0.2.0/24", "192.0.2.7", true],
    ["IpAddress", "192.0.2.7", "::ffff:192.0.2.7", true],
    ["IpAddress", "2001:db8::/32", "2001:db8::1", true],
    ["IpAddress", "2001:db8::/32", "192.0.2.7", false],
    ["NotIpAddress", ["192.0.2.0/24", "198.51.100.0/24"], "198.51.100.1", false],
    ["IpAddress", "192.0.2.0/33", "192.0.2.7", false],
    ["NumericLessThanEquals", "10", "10", true],
    ["NumericLessThan", 10, "10", false],
    ["NumericGreaterThan", "ten", "11", false],
    ["NumericNotEquals", "10", "11", true],
    ["DateLessThan", "2030-01-01T00:00:00Z", "2029-12-31T23:59:59Z", true],
    ["DateGreaterThanEquals", "0", "1970-01-01T00:00:00Z", true],
    ["ArnLike", "arn:ctyun:iam::*:user/b*", "arn:ctyun:iam::a:user/bob", true],
    ["Null", "true", null, true],
    ["Null", "true", "x", false],
    ["StringLikeIfExists", "a*", null, true],
    ["StringLikeIfExists", "a*", "b", false],
    ["ForAnyValue:StringEquals", ["a", "b"], ["x", "b"], true],
    ["ForAnyValue:StringNotEquals", "a", null, false],
    ["ForAllValues:StringEquals", ["a", "b"], ["a", "x"], false],
    ["ForAllValues:StringEquals", ["a", "b"], null, true],
  ])("%s %j of %j: %s", (operator, expected, actual, wanted) => {
    expect(holds(operator, expected, actual)).toBe(wanted);
  });

  it("are not judged where the request, or the manual, does not say", () => {
    expect(conditionHolds({ StringLike: { "ctyun:Referer": "x" } }, factsOf({}))).toBe("unknown");
    expect(holds("StringResembles", "x", "x")).toBe("unknown");
    expect(holds("StringLike", { a: 1 }, "x")).toBe("unknown");
    expect(conditionHolds({ StringLike: "x" }, factsOf({}))).toBe("unknown");
    expect(conditionHolds({ StringLike: { "ctyun:Referer": "x" }, Bool: { "ctyun:A": "true" } }, factsOf({ "ctyun:A": "false" }))).toBe(
      false,
    );
    expect(conditionHolds(undefined, factsOf({}))).toBe(true);
  });
});

describe("denialOf", () => {
  const attempt = { bucket: "b", key: "logs/", action: "PutObject" };
  it.each<[object, string | undefined]>([
    [{ Statement: [{ ...deny, Action: "oos:Put*", Sid: "NoWriting" }] }, 'statement "NoWriting"'],
    [{ Statement: [allow, { ...deny, Action: "*", Principal: { AWS: ["*"] } }] }, "statement 2"],
    [{ Statement: [{ ...deny, Action: "*", Condition: { Bool: { "ctyun:SecureTransport": "false" } } }] }, undefined],
    [{ Statement: [{ ...deny, Action: "*", Principal: { CTYUN: bob } }] }, undefined],
    [{ Statement: [{ ...deny, Action: "*", Resource: "arn:ctyun:oos:::b/other/*" }] }, undefined],
    [{ Statement: [allow] }, undefined],
  ])("%j: %s", (policy, expected) => {
    expect(denialOf(policy, attempt)).toBe(expected);
  });
});
