import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkPolicy } from "../../provider/policy/check";
import { canonicalPolicy, canonicalPolicyText, policiesEqual } from "../../provider/policy/canonical";
import type { PolicyDocument, PolicyStatement } from "../../provider/policy/document";

/** What distinguishes the two spellings. */
const SPELLINGS = [
  { principal: "CTYUN", arn: "arn:ctyun:oos:::", action: "oos", condition: "ctyun" },
  { principal: "AWS", arn: "arn:aws:s3:::", action: "s3", condition: "aws" },
] as const;

const oneOrMore = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | readonly T[]> =>
  fc.oneof(item, fc.uniqueArray(item, { minLength: 1, maxLength: 4 }));

const statements: fc.Arbitrary<PolicyStatement> = fc.constantFrom(...SPELLINGS).chain((spelling) => {
  const account = fc.constantFrom("10rc2arpn6306", "32fefj64y54gc");
  const member = fc.oneof(
    fc.constant("*"),
    account.map((id) => `arn:${spelling.principal.toLowerCase()}:iam::${id}:root`),
    account.map((id) => `arn:${spelling.principal.toLowerCase()}:iam::${id}:user/bob`),
  );
  return fc.record(
    {
      Sid: fc.constantFrom("a", "b", "c"),
      Effect: fc.constantFrom("Allow" as const, "Deny" as const),
      Principal: fc.oneof(
        fc.constant("*" as const),
        oneOrMore(member).map((members) => ({ [spelling.principal]: members })),
      ),
      Action: oneOrMore(fc.constantFrom("GetObject", "PutObject", "DeleteObject", "List*").map((name) => `${spelling.action}:${name}`)),
      Resource: oneOrMore(fc.constantFrom("b", "b/*", "b/logs/*").map((rest) => `${spelling.arn}${rest}`)),
      Condition: fc.record(
        {
          StringLike: fc.record({ [`${spelling.condition}:Referer`]: oneOrMore(fc.webUrl()) }),
          IpAddress: fc.record({ [`${spelling.condition}:SourceIp`]: oneOrMore(fc.ipV4()) }),
          Bool: fc.record({ [`${spelling.condition}:SecureTransport`]: fc.boolean() }),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ["Effect", "Principal", "Action", "Resource"] },
  );
});

const policies: fc.Arbitrary<PolicyDocument> = fc.record(
  {
    Version: fc.constant("2012-10-17"),
    Id: fc.constantFrom("one", "two"),
    Statement: fc.uniqueArray(statements, {
      minLength: 1,
      maxLength: 4,
      selector: (statement) => canonicalPolicyText({ Statement: statement }),
    }),
  },
  { requiredKeys: ["Statement"] },
);

/** The same JSON with keys and members in another order, and lists of one member as that member. */
function rewritten(value: unknown, seed: number): unknown {
  const turn = <T>(items: readonly T[]): T[] => items.map((_, index) => items[(index + seed) % items.length] as T);
  if (Array.isArray(value)) {
    const items = turn(value.map((item) => rewritten(item, seed)));
    return items.length === 1 && typeof items[0] === "string" && seed % 2 === 0 ? items[0] : items;
  }
  if (typeof value !== "object" || value === null) return typeof value === "boolean" ? String(value) : value;
  return Object.fromEntries(turn(Object.entries(value)).map(([key, item]) => [key, rewritten(item, seed)]));
}

describe("canonical policies", () => {
  it("are their own canonical form", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const once = canonicalPolicy(policy);
        expect(canonicalPolicy(once)).toEqual(once);
      }),
    );
  });

  it("are equal to themselves, as text, and in any order", () => {
    fc.assert(
      fc.property(policies, fc.integer({ min: 0, max: 6 }), (policy, seed) => {
        expect(policiesEqual(policy, policy)).toBe(true);
        expect(policiesEqual(JSON.stringify(policy, null, seed), policy)).toBe(true);
        expect(policiesEqual(rewritten(policy, seed), policy)).toBe(true);
      }),
    );
  });

  it("differ when the effect of a statement does", () => {
    fc.assert(
      fc.property(statements, fc.array(statements, { maxLength: 2 }), (statement, others) => {
        const turned: PolicyStatement = { ...statement, Effect: statement.Effect === "Allow" ? "Deny" : "Allow" };
        // Another statement may be the turned one, or the original, already.
        const texts = others.map((other) => canonicalPolicyText({ Statement: other }));
        fc.pre(
          !texts.includes(canonicalPolicyText({ Statement: turned })) && !texts.includes(canonicalPolicyText({ Statement: statement })),
        );
        expect(policiesEqual({ Statement: [statement, ...others] }, { Statement: [turned, ...others] })).toBe(false);
      }),
    );
  });

  it("never turn one spelling into the other", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const swapped = JSON.stringify(policy)
          .replaceAll("arn:ctyun:oos", "arn:SWAP:s3")
          .replaceAll("arn:aws:s3", "arn:ctyun:oos")
          .replaceAll("arn:SWAP:s3", "arn:aws:s3");
        const original = JSON.stringify(policy);
        expect(canonicalPolicyText(original).includes("arn:aws:s3")).toBe(original.includes("arn:aws:s3"));
        expect(canonicalPolicyText(original).includes("arn:ctyun:oos")).toBe(original.includes("arn:ctyun:oos"));
        const both = original.includes("arn:ctyun:oos") && original.includes("arn:aws:s3");
        if (!both) expect(policiesEqual(swapped, original)).toBe(false);
      }),
    );
  });

  it("pass the check when they are good", () => {
    fc.assert(
      fc.property(policies, (policy) => {
        const { problems } = checkPolicy(policy, "bucket");
        expect(problems.filter(({ rule }) => rule !== "policy-sid")).toEqual([]);
      }),
    );
  });
});

describe("the check", () => {
  it("never throws, whatever it is given", () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.json()), (input) => {
        for (const kind of ["bucket", "iam"] as const) expect(Array.isArray(checkPolicy(input, kind).problems)).toBe(true);
        expect(policiesEqual(input, input)).toBe(true);
      }),
    );
  });

  it("never throws for what stands inside a statement", () => {
    const keys = [
      "Sid",
      "Effect",
      "Principal",
      "NotPrincipal",
      "Action",
      "NotAction",
      "Resource",
      "NotResource",
      "Condition",
      "Efect",
      "__proto__",
    ];
    const wild = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(fc.array(wild, { maxLength: 3 }), (Statement) => {
        expect(Array.isArray(checkPolicy({ Statement }, "bucket").warnings)).toBe(true);
        expect(policiesEqual({ Statement }, JSON.stringify({ Statement }))).toBe(true);
      }),
    );
  });
});
