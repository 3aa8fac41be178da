import { describe, expect, it } from "vitest";
import { checkPolicy } from "../../../provider/policy/check";
import { sentPolicy } from "../../../provider/policy/sent";
import { awsPolicyProblems } from "../../../provider/policy/dialects/aws";

const statement = { Effect: "Allow", Action: "oos:GetObject", Resource: "*" };
const known = (): boolean => false;

describe("a policy as it is sent", () => {
  it("stays letter by letter what it is where conditions have texts only", () => {
    for (const text of ['{ "Statement": [] }', '{"Statement":{"Condition":{"Bool":{"a":"true"}}}}', "no policy", '{"Statement":[1,null]}'])
      expect(sentPolicy(text)).toBe(text);
    expect(sentPolicy({ Statement: [statement] })).toBe(JSON.stringify({ Statement: [statement] }));
  });

  it("has texts for numbers and booleans of conditions, and nowhere else", () => {
    const policy = {
      Statement: [statement, { ...statement, Sid: "1", Condition: { Bool: { a: true, b: ["x"] }, NumericEquals: { c: [1, "2"] } } }],
    };
    const sent = {
      Statement: [statement, { ...statement, Sid: "1", Condition: { Bool: { a: "true", b: ["x"] }, NumericEquals: { c: ["1", "2"] } } }],
    };
    expect(JSON.parse(sentPolicy(policy))).toEqual(sent);
    expect(JSON.parse(sentPolicy(JSON.stringify(policy)))).toEqual(sent);
  });

  it("is never more than text, whatever it was made of", () => {
    for (const odd of [{ Statement: { Condition: [] } }, { Statement: [{ Condition: { a: 1 } }] }, {}, { Statement: "x" }])
      expect(JSON.parse(sentPolicy(odd))).toEqual(odd);
  });
});

it("a byte order mark is named", () => {
  const { problems } = checkPolicy(`\ufeff${JSON.stringify({ Statement: [statement] })}`, "iam");
  expect(problems.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^begins with a byte order mark \(U\+FEFF\).*save the file without it$/),
  ]);
});

it("ZOS: a tenant alone is a principal", () => {
  const policy = (principal: string): object => ({
    Statement: [{ Effect: "Allow", Principal: { AWS: [principal] }, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" }],
  });
  expect(awsPolicyProblems(policy("tenant_1"), known)).toEqual([]);
  expect(awsPolicyProblems(policy("no tenant"), known)).toMatchObject([{ path: ["Statement", 0, "Principal", "AWS", 0] }]);
});
