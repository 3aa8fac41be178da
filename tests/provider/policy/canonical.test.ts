import { describe, expect, it } from "vitest";
import { canonicalPolicy, canonicalPolicyText, policiesEqual } from "../../../provider/policy/canonical";

const ctyun = { Effect: "Allow", Principal: { CTYUN: "*" }, Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b/*" };
const aws = { Effect: "Allow", Principal: { AWS: "*" }, Action: "s3:GetObject", Resource: "arn:aws:s3:::b/*" };
const policy = (...statements: object[]): object => ({ Version: "2012-10-17", Statement: statements });

describe("policies that mean the same", () => {
  it.each<[string, unknown, unknown]>([
    ["text and object", JSON.stringify(policy(ctyun), null, 4), policy(ctyun)],
    [
      "order of keys",
      '{"Statement":[{"Resource":"*","Effect":"Deny","Action":"iam:*"}],"Version":"2012-10-17"}',
      policy({ Effect: "Deny", Action: "iam:*", Resource: "*" }),
    ],
    ["an absent version", { Statement: [ctyun] }, policy(ctyun)],
    ["one statement, bare", { Statement: ctyun }, policy(ctyun)],
    ["order of statements", policy(ctyun, aws), policy(aws, ctyun)],
    [
      "order of statements with a Sid",
      policy({ ...ctyun, Sid: "a" }, { ...aws, Sid: "b" }),
      policy({ ...aws, Sid: "b" }, { ...ctyun, Sid: "a" }),
    ],
    ["a repeated statement", policy(ctyun, ctyun), policy(ctyun)],
    ["an empty Sid", policy({ ...ctyun, Sid: "" }), policy(ctyun)],
    ["scalar or list", policy({ ...ctyun, Action: ["oos:GetObject"], Resource: ["arn:ctyun:oos:::b/*"] }), policy(ctyun)],
    [
      "order and repetition in lists",
      policy({ ...ctyun, Action: ["oos:A", "oos:B", "oos:A"] }),
      policy({ ...ctyun, Action: ["oos:B", "oos:A"] }),
    ],
    ["a bare principal in a CTYUN statement", policy({ ...ctyun, Principal: "*" }), policy(ctyun)],
    ["a bare principal in an AWS statement", policy({ ...aws, Principal: "*" }), policy(aws)],
    ["a list of one principal", policy({ ...aws, Principal: { AWS: ["*"] } }), policy(aws)],
    [
      "an account id and its root",
      policy({ ...ctyun, Principal: { CTYUN: "10rc2arpn6306" } }),
      policy({ ...ctyun, Principal: { CTYUN: "arn:ctyun:iam::10rc2arpn6306:root" } }),
    ],
    ["an empty condition", policy({ ...ctyun, Condition: {} }), policy(ctyun)],
    ["undefined in an object", policy({ ...ctyun, Sid: undefined, Condition: undefined }), policy(ctyun)],
    [
      "condition values",
      policy({ ...ctyun, Condition: { Bool: { "ctyun:SecureTransport": true }, NumericLessThan: { "oos:max-keys": [10] } } }),
      policy({ ...ctyun, Condition: { NumericLessThan: { "oos:max-keys": "10" }, Bool: { "ctyun:SecureTransport": ["true"] } } }),
    ],
  ])("%s", (_name, a, b) => {
    expect(policiesEqual(a, b)).toBe(true);
    expect(policiesEqual(b, a)).toBe(true);
    expect(canonicalPolicyText(a)).toBe(canonicalPolicyText(b));
  });
});

describe("policies that do not", () => {
  it.each<[string, unknown, unknown]>([
    ["another effect", policy(ctyun), policy({ ...ctyun, Effect: "Deny" })],
    ["another Id", { Id: "a", Statement: [ctyun] }, { Id: "b", Statement: [ctyun] }],
    ["another Sid", policy({ ...ctyun, Sid: "a" }), policy(ctyun)],
    ["Action and NotAction", policy(ctyun), policy({ ...ctyun, Action: undefined, NotAction: ctyun.Action })],
    ["the two spellings of everything", policy(ctyun), policy(aws)],
    ["the two spellings of a principal", policy(ctyun), policy({ ...ctyun, Principal: { AWS: "*" } })],
    ["the two spellings of a resource", policy(ctyun), policy({ ...ctyun, Resource: aws.Resource })],
    ["a bare principal and the other spelling", policy({ ...ctyun, Principal: "*" }), policy({ ...ctyun, Principal: { AWS: "*" } })],
    ["case of an action", policy(ctyun), policy({ ...ctyun, Action: "oos:getobject" })],
    ["another condition", policy({ ...ctyun, Condition: { Bool: { k: true } } }), policy({ ...ctyun, Condition: { Bool: { k: false } } })],
    ["one statement less", policy(ctyun, aws), policy(ctyun)],
    ["no policy and a policy", "not json", policy(ctyun)],
    ["two texts that are no policy", "not json", "nor this"],
  ])("%s", (_name, a, b) => {
    expect(policiesEqual(a, b)).toBe(false);
    expect(policiesEqual(b, a)).toBe(false);
  });

  it("leaves a bare principal bare where a statement shows no spelling or both", () => {
    const bare = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
    expect(canonicalPolicy(policy(bare))).toEqual(policy({ ...bare, Action: ["*"], Resource: ["*"] }));
    expect(
      policiesEqual(
        policy({ ...bare, Action: ["s3:*", "oos:*"] }),
        policy({ ...bare, Action: ["s3:*", "oos:*"], Principal: { AWS: "*" } }),
      ),
    ).toBe(false);
  });

  it("compares what is no policy by itself", () => {
    expect(policiesEqual("not json", "not json")).toBe(true);
    expect(policiesEqual([1], [1])).toBe(true);
    expect(canonicalPolicyText("not json")).toBe("not json");
  });
});
