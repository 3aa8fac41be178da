import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatProblem } from "../../../provider/rules/problem";
import { policyText, typedPolicyProblems, type TypedPolicy, type TypedStatement } from "../../../provider/policy/build";
import { canonicalPolicyText, policiesEqual } from "../../../provider/policy/canonical";

const bob = "arn:ctyun:iam::10rc2arpn6306:user/bob";
const grant: TypedStatement = {
  sid: "read",
  actions: ["oos:ListBucket", "oos:GetObject", "oos:GetObject"],
  resources: ["arn:ctyun:oos:::b/*", "arn:ctyun:oos:::b"],
  principals: [{ type: "CTYUN", identifiers: [bob] }],
  conditions: [
    { test: "StringLike", variable: "ctyun:Referer", values: ["https://b.example/*", "https://a.example/*"] },
    { test: "IpAddress", variable: "ctyun:SourceIp", values: ["192.0.2.0/24"] },
  ],
};

const problems = (policy: TypedPolicy): string[] => typedPolicyProblems(policy).map(formatProblem);
const change = (more: object): string[] => problems({ statements: [grant, { ...grant, sid: "other", ...more }] });

describe("the document", () => {
  it("has keys in the manual's order, members once and sorted, statements as they come", () => {
    expect(problems({ statements: [grant] })).toEqual([]);
    expect(
      policyText({
        policyId: "site",
        statements: [grant, { effect: "Deny", actions: ["s3:*"], resources: ["*"], principals: [{ type: "*", identifiers: ["*"] }] }],
      }),
    ).toBe(
      '{"Version":"2012-10-17","Id":"site","Statement":[' +
        `{"Sid":"read","Effect":"Allow","Principal":{"CTYUN":["${bob}"]},"Action":["oos:GetObject","oos:ListBucket"],` +
        '"Resource":["arn:ctyun:oos:::b","arn:ctyun:oos:::b/*"],' +
        '"Condition":{"IpAddress":{"ctyun:SourceIp":["192.0.2.0/24"]},"StringLike":{"ctyun:Referer":["https://a.example/*","https://b.example/*"]}}},' +
        '{"Effect":"Deny","Principal":"*","Action":["s3:*"],"Resource":["*"]}]}',
    );
  });

  it("puts source documents first and lets overriding ones replace statements of the same Sid", () => {
    const text = (...sids: readonly string[]): string =>
      JSON.stringify({ Statement: sids.map((Sid) => ({ Sid, Effect: "Allow", Action: "iam:GetUser", Resource: "*" })) });
    const policy: TypedPolicy = {
      sourcePolicyDocuments: [text("a"), text("b")],
      statements: [{ sid: "c", actions: ["iam:ListUsers"], resources: ["*"] }],
      overridePolicyDocuments: [text("c", "d")],
    };
    expect(problems(policy)).toEqual([]);
    const { Statement } = JSON.parse(policyText(policy)) as { Statement: Record<string, unknown>[] };
    expect(Statement.map(({ Sid, Action }) => `${String(Sid)} ${String(Action)}`)).toEqual([
      "a iam:GetUser",
      "b iam:GetUser",
      "c iam:GetUser",
      "d iam:GetUser",
    ]);
    expect(problems({ sourcePolicyDocuments: [text("a"), text("a")] })).toEqual(['"a" is already the Sid of statement 0']);
  });
});

describe("every problem, at its place in the arguments", () => {
  it("shows a thoroughly wrong policy", () => {
    expect(
      problems({
        statements: [
          grant,
          {
            sid: "read",
            actions: ["GetObject", "oos:PutObject"],
            notActions: [],
            resources: ["arn:ctyun:s3:::b"],
            principals: [
              { type: "CTYUN", identifiers: [bob] },
              { type: "AWS", identifiers: ["arn:aws:iam::10rc2arpn6306:user/bob"] },
              { type: "CTYUN", identifiers: [bob, "bob!"] },
            ],
            conditions: [
              { test: "IpAddress", variable: "ctyun:SourceIp", values: ["192.0.2.0/24", "192.0.2.0/33"] },
              { test: "StringLik", variable: "ctyun:Referer", values: ["x"] },
              { test: "StringLike", variable: "ctyun:Referer", values: [] },
              { test: "IpAddress", variable: "ctyun:SourceIp", values: ["192.0.2.1"] },
            ],
          },
          { actions: ["oos:GetObject"], resources: ["*"], principals: [{ type: "*", identifiers: [bob] }] },
          { resources: ["*"] },
        ],
        sourcePolicyDocuments: ["{"],
      }),
    ).toMatchInlineSnapshot(`
      [
        "sourcePolicyDocuments[0]: not valid JSON at line 1, column 2: expected a key in double quotes, found the end of the text; near: {>>>",
        "statements[1].conditions[3]: has the test and variable of conditions[0]; several values of one condition mean any of them: write them there",
        "statements[2].principals[0]: of type "*" is everyone, anonymous callers too: it stands alone, with "*" as its identifier",
        "statements[1].principals[2].identifiers[1]: "bob!" is not an ARN, it does not start with "arn:"; expected arn:ctyun:iam::<account>:root or arn:ctyun:iam::<account>:user/<name>",
        "statements[1].notActions: "Action" and "NotAction" exclude each other",
        "statements[1].actions[0]: "GetObject" is not of the form "<service>:<Action>" (did you mean "oos:GetObject"?)",
        "statements[1].notActions: must name at least one: an action",
        "statements[1].resources[0]: the service is "s3", it must be "oos" in partition "ctyun"; expected arn:ctyun:oos:::<bucket> or arn:ctyun:oos:::<bucket>/<key>",
        "statements[1].conditions[1].test: the condition operator "StringLik" does not exist (did you mean "StringLike"?)",
        "statements[1].conditions[2].values: must name at least one value",
        "statements[3]: has no "Principal"; "*" is everyone, {"CTYUN": "<ARN>"} a user or an account",
        "statements[3]: has no "Action"",
        "statements[1].sid: "read" is already the Sid of statement 0",
      ]
    `);
  });

  it.each<[object, string]>([
    [{ principals: [], notPrincipals: [] }, 'statements[1]: has no "Principal"; "*" is everyone, {"CTYUN": "<ARN>"} a user or an account'],
    [{ principals: [{ type: "AWS", identifiers: [] }] }, 'statements[1].principals[0].identifiers: must name at least one: an ARN or "*"'],
    [{ resources: ["arn:ctyun:oos:::b", ""] }, "statements[1].resources[1]: is empty; expected a resource"],
    [
      { conditions: [{ test: "Strings", variable: "x", values: ["y"] }] },
      'statements[1].conditions[0].test: the condition operator "Strings" does not exist',
    ],
  ])("%j", (more, expected) => {
    expect(change(more)).toContain(expected);
  });

  it("has at least one statement", () => {
    expect(problems({})).toEqual(["statements: must contain at least one statement"]);
    expect(problems({ statements: [] })).toEqual(["statements: must contain at least one statement"]);
  });

  it("takes the kind that is given, else the one that the statements show", () => {
    const { principals: _principals, ...mine } = grant;
    expect(problems({ statements: [mine] })).toEqual([]);
    expect(problems({ kind: "bucket", statements: [mine] })).toEqual([
      'statements[0]: has no "Principal"; "*" is everyone, {"CTYUN": "<ARN>"} a user or an account',
    ]);
    expect(problems({ kind: "iam", statements: [grant] })).toEqual([
      'statements[0].principals: an IAM policy has no "Principal": it applies to the users and groups to which it is attached',
    ]);
    expect(problems({ statements: [mine, { ...grant, sid: "b" }] })).toHaveLength(1);
  });
});

describe("the laws of building", () => {
  const list = (...words: readonly string[]): fc.Arbitrary<string[]> => fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 4 });
  const statements: fc.Arbitrary<TypedStatement> = fc.record(
    {
      effect: fc.constantFrom("Allow" as const, "Deny" as const),
      actions: list("oos:GetObject", "oos:PutObject", "s3:*"),
      resources: list("*", "arn:ctyun:oos:::b", "arn:aws:s3:::b/*"),
      principals: fc.uniqueArray(
        fc.record({ type: fc.constantFrom("CTYUN" as const, "AWS" as const), identifiers: list("*", bob, "10rc2arpn6306") }),
        { minLength: 1, maxLength: 2 },
      ),
      conditions: fc.uniqueArray(
        fc.record({
          test: fc.constantFrom("StringLike", "StringEquals"),
          variable: fc.constantFrom("ctyun:Referer", "aws:Referer"),
          values: list("a", "b"),
        }),
        { maxLength: 3, selector: ({ test, variable }) => `${test} ${variable}` },
      ),
    },
    { requiredKeys: ["actions", "resources", "principals"] },
  );
  const reversed = ({ actions = [], resources = [], principals = [], conditions = [], ...rest }: TypedStatement): TypedStatement => ({
    ...rest,
    actions: [...actions].reverse(),
    resources: [...resources, ...resources].reverse(),
    principals: [...principals].reverse(),
    conditions: [...conditions].reverse(),
  });

  it("the same statements give the same text, whatever the order of their members", () => {
    fc.assert(
      fc.property(fc.array(statements, { minLength: 1, maxLength: 3 }), (all) => {
        expect(problems({ statements: all })).toEqual([]);
        const text = policyText({ statements: all });
        expect(policyText({ statements: all.map(reversed) })).toBe(text);
        // Once more through its own text: nothing changes.
        expect(policyText({ sourcePolicyDocuments: [text] })).toBe(text);
        expect(policiesEqual(text, canonicalPolicyText(text))).toBe(true);
        for (const word of all.flatMap(({ actions = [], resources = [] }) => [...actions, ...resources]))
          expect(text).toContain(JSON.stringify(word));
      }),
    );
  });
});
