import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factsOf } from "../../../provider/policy/conditions";
import { evaluate } from "../../../provider/policy/evaluate";
import { explain, type ExplainQuestion } from "../../../provider/policy/explain";
import { explanationText, reasonOf } from "../../../provider/policy/explain-text";
import { actionMatches, callerOf, resourceMatches } from "../../../provider/policy/match";
import { readStatements, type Statement } from "../../../provider/policy/statements";
import { type Accounts, arnOf, bucket, bucketStatements, probes } from "../../support/properties/policy-world";

const bob = "arn:ctyun:iam::mine:user/bob";
const read = { Sid: "read", Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b/*" };
const write = {
  Sid: "write",
  Effect: "Allow",
  Principal: { CTYUN: bob },
  Action: ["oos:PutObject", "oos:ListBucket"],
  Resource: ["arn:ctyun:oos:::b", "arn:ctyun:oos:::b/*"],
};
const secret = { Sid: "secret", Effect: "Deny", Principal: "*", Action: "oos:*", Resource: "arn:ctyun:oos:::b/secret/*" };
const office = {
  Sid: "office",
  Effect: "Deny",
  Principal: "*",
  Action: "oos:PutObject",
  Resource: "arn:ctyun:oos:::b/*",
  Condition: { NotIpAddress: { "ctyun:SourceIp": ["192.0.2.0/24"] } },
};

const of = (...Statement: readonly object[]): Statement[] => readStatements({ policy: { Statement }, kind: "bucket" });
const ofIam = (...Statement: readonly object[]): Statement[] =>
  readStatements({ policy: { Statement }, kind: "iam", name: "IAM policy 1" });
const ask = (statements: readonly Statement[], more: Partial<ExplainQuestion> = {}): ReturnType<typeof explain> =>
  explain({ statements, facts: () => undefined, ...more });

describe("a whole policy", () => {
  it("is told by principal, with exceptions and conditions, and nothing twice", () => {
    expect(explanationText(ask(of(read, write, secret, office)))).toMatchInlineSnapshot(`
      "Anybody, without a signature too
        may      oos:GetObject on arn:ctyun:oos:::b/*: statement "read" of the bucket policy allows it; except what statement "secret" of the bucket policy denies: oos:* on arn:ctyun:oos:::b/secret/*
        must not oos:* on arn:ctyun:oos:::b/secret/*: statement "secret" of the bucket policy denies it, and a Deny wins over every Allow

      arn:ctyun:iam::mine:user/bob
        may      oos:GetObject on arn:ctyun:oos:::b/*: statement "read" of the bucket policy allows it; except what statement "secret" of the bucket policy denies: oos:* on arn:ctyun:oos:::b/secret/*
        may      oos:PutObject on arn:ctyun:oos:::b/*: statement "write" of the bucket policy allows it; unless the condition of statement "office" of the bucket policy holds: NotIpAddress ctyun:SourceIp 192.0.2.0/24; except what statement "secret" of the bucket policy denies: oos:* on arn:ctyun:oos:::b/secret/*
        may      oos:ListBucket on arn:ctyun:oos:::b: statement "write" of the bucket policy allows it
        must not oos:* on arn:ctyun:oos:::b/secret/*: statement "secret" of the bucket policy denies it, and a Deny wins over every Allow
      "
    `);
  });

  it("tells what holders of IAM policies may, and what outsiders may", () => {
    const statements = [
      ...of({ ...read, Principal: { CTYUN: "other" } }),
      ...ofIam({ Effect: "Allow", Action: ["oos:*", "iam:Get*"], Resource: "*" }, { Effect: "Deny", Action: "oos:Delete*", Resource: "*" }),
    ];
    expect(explanationText(ask(statements, { owner: "mine" }))).toMatchInlineSnapshot(`
      "arn:ctyun:iam::other:root
        may      oos:GetObject on arn:ctyun:oos:::b/*: statement "read" of the bucket policy allows it

      Whoever the IAM policies are attached to
        may      oos:* on *: statement 1 of IAM policy 1 allows it; except what statement 2 of IAM policy 1 denies: oos:Delete* on *
        may      iam:Get* on *: statement 1 of IAM policy 1 allows it
        must not oos:Delete* on *: statement 2 of IAM policy 1 denies it, and a Deny wins over every Allow
      "
    `);
  });

  it("that allows nothing says so", () => {
    expect(explanationText(ask(of({ ...read, Principal: undefined })))).toBe("The policies allow nobody anything.\n");
  });
});

describe("one question", () => {
  const question = { principal: bob, action: "oos:PutObject", resource: "arn:ctyun:oos:::b/x" };
  const answer = (statements: readonly Statement[], more: Partial<ExplainQuestion> = {}): string => {
    const [entry, ...others] = ask(statements, { ...question, ...more });
    expect(others).toEqual([]);
    return entry === undefined ? "no answer" : `${entry.verdict}: ${reasonOf(entry)}`;
  };

  it.each<[string, readonly Statement[], Partial<ExplainQuestion>, string]>([
    ["allowed", of(read, write), {}, 'allowed: statement "write" of the bucket policy allows it'],
    [
      "denied",
      of(write, { ...office, Condition: undefined }),
      {},
      'denied: statement "office" of the bucket policy denies it, and a Deny wins over every Allow',
    ],
    [
      "open",
      of(write, office),
      {},
      'allowed: statement "write" of the bucket policy allows it; unless the condition of statement "office" of the bucket policy holds: NotIpAddress ctyun:SourceIp 192.0.2.0/24',
    ],
    [
      "settled",
      of(write, office),
      { facts: factsOf({ "ctyun:SourceIp": "192.0.2.1" }) },
      'allowed: statement "write" of the bucket policy allows it',
    ],
    ["a root user", of(), { principal: "arn:ctyun:iam::mine:root" }, "allowed: a root user may do everything in its own account"],
    ["another account's root", of(), { principal: "arn:ctyun:iam::other:root", owner: "mine" }, "implicit: no statement allows it"],
    [
      "a root user, denied",
      of({ ...secret, Resource: "*" }),
      { principal: "arn:ctyun:iam::mine:root", action: "oos:*", resource: "*" },
      'denied: statement "secret" of the bucket policy denies it, and a Deny wins over every Allow; the calls on the policy itself stay with the root user',
    ],
    [
      "another principal",
      of({ ...write, Principal: { CTYUN: "mine" } }),
      {},
      'implicit: no statement allows it; statement "write" of the bucket policy allows it to others',
    ],
    [
      "another resource",
      of({ ...write, Resource: "arn:ctyun:oos:::b/y*" }),
      {},
      'implicit: no statement allows it; statement "write" of the bucket policy allows it on other resources',
    ],
    [
      "another action",
      of(write),
      { action: "oos:DeleteObject" },
      'implicit: no statement allows it; statement "write" of the bucket policy allows other actions there',
    ],
    [
      "a condition that fails",
      of({ ...write, Condition: { IpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } } }),
      { facts: factsOf({ "ctyun:SourceIp": "198.51.100.1" }) },
      'implicit: no statement allows it; statement "write" of the bucket policy would allow it, but its condition does not hold',
    ],
    [
      "a condition that may hold",
      of({ ...write, Condition: { IpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } } }),
      {},
      'implicit: only where the condition of statement "write" of the bucket policy holds: IpAddress ctyun:SourceIp 192.0.2.0/24',
    ],
    ["an IAM policy", ofIam({ Effect: "Allow", Action: "oos:Put*", Resource: "*" }), {}, "allowed: statement 1 of IAM policy 1 allows it"],
    [
      "a part",
      of(write),
      { resource: "arn:ctyun:oos:::*", action: "oos:*" },
      'implicit: no statement allows it; but for what statement "write" of the bucket policy allows: oos:PutObject, oos:ListBucket on arn:ctyun:oos:::b, arn:ctyun:oos:::b/*',
    ],
  ])("%s", (_what, statements, more, expected) => {
    expect(answer(statements, more)).toBe(expected);
  });
});

describe("the laws of explanations", () => {
  const accounts: Accounts = { owner: "10rc2arpn6306", other: "32fefj64y54gc" };
  const facts = factsOf({
    ...{ "ctyun:SourceIp": "127.0.0.1", "ctyun:UserAgent": "Tester", "ctyun:SecureTransport": "false" },
    ...{ "ctyun:CurrentTime": "2026-01-01T00:00:00Z", "ctyun:Referer": null },
  });

  it("an entry without exceptions holds of every name that it stands for; what is allowed stands in some entry", () => {
    fc.assert(
      fc.property(fc.array(bucketStatements(accounts), { minLength: 1, maxLength: 4 }), probes, (Statement, { who, action, path }) => {
        const statements = readStatements({ policy: { Statement }, kind: "bucket" });
        const principal = arnOf(who, accounts) ?? "anonymous";
        const caller = callerOf(principal);
        const asked = { action: `oos:${action}`, resource: `arn:ctyun:oos:::${bucket}${path}` };
        const { verdict, by } = evaluate(statements, {
          ...(caller === undefined ? {} : { caller }),
          owner: accounts.owner,
          facts,
          ...asked,
        });
        const about = explain({ statements, owner: accounts.owner, principal, facts }).filter(
          (entry) =>
            actionMatches(entry.action, asked.action) && resourceMatches(entry.resource.replace("::10rc2arpn6306:", ":::"), asked.resource),
        );
        for (const entry of about) {
          if (entry.verdict === "denied" && !entry.keepsPolicyCalls) expect(verdict).toBe("denied");
          else if (entry.verdict === "allowed" && entry.exceptions.length === 0) expect(verdict).toBe("allowed");
        }
        if (verdict === "allowed" && by.length > 0) expect(about.map((entry) => entry.verdict)).toContain("allowed");
      }),
      { numRuns: 300 },
    );
  });
});
