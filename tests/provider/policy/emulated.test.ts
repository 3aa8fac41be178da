import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPolicy } from "../../../provider/policy/check";
import { policiesEqual } from "../../../provider/policy/canonical";
import { KNOWN_CONDITION_KEYS, KNOWN_OPERATORS } from "../../../provider/policy/known";
import { ctyunPolicyProblems } from "../../../provider/policy/dialects/ctyun";
import { sentPolicy } from "../../../provider/policy/sent";
import { getBucketPolicy, putBucket, putBucketPolicy } from "../../../provider/services/s3";
import type { Client } from "../../../provider/transport/types";
import { startEmulated, type Emulated } from "../../support/services/s3/emulated";

let emulated: Emulated;
let client: Client;
const bucket = "rules";

beforeAll(async () => {
  emulated = await startEmulated();
  client = emulated.transport.client();
  await putBucket(client, { bucket });
});
afterAll(() => emulated.close());

const statement = { Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: `arn:ctyun:oos:::${bucket}/*` };
const root = (): string => `arn:ctyun:iam::${emulated.emulator.accountId}:root`;

describe("what the rules accept, the service takes and gives back unchanged in meaning", () => {
  it.each<[string, () => object]>([
    ["everyone may read", () => ({ Statement: [statement] })],
    ["one statement, bare", () => ({ Version: "2012-10-17", Id: "x", Statement: statement })],
    ["a root user", () => ({ Statement: [{ ...statement, Principal: { CTYUN: [root()] } }] })],
    [
      "the AWS spelling",
      () => ({ Statement: [{ ...statement, Principal: { AWS: "*" }, Action: ["s3:*"], Resource: `arn:aws:s3:::${bucket}/*` }] }),
    ],
    [
      "conditions",
      () => ({
        Statement: [
          {
            ...statement,
            Effect: "Deny",
            Condition: { StringLike: { "ctyun:Referer": ["https://a.example/*"] }, NotIpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } },
          },
        ],
      }),
    ],
  ])("%s", async (_name, make) => {
    const policy = make();
    expect(checkPolicy(policy, "bucket", { bucket })).toEqual({ problems: [], warnings: [] });
    await putBucketPolicy(client, { bucket, policy: JSON.stringify(policy) });
    expect(policiesEqual(await getBucketPolicy(client, { bucket }), policy)).toBe(true);
  });
});

describe("what the service refuses, the rules find before", () => {
  it.each<[string, object | string]>([
    ["no JSON", "{"],
    ["no statement", {}],
    ["a misspelled key", { Statement: [{ ...statement, Efect: "Allow" }] }],
    ["another effect", { Statement: [{ ...statement, Effect: "allow" }] }],
    ["no action", { Statement: [{ ...statement, Action: undefined }] }],
    ["another version", { Version: "2020-01-01", Statement: [statement] }],
    ["no principal", { Statement: [{ ...statement, Principal: undefined }] }],
  ])("%s", async (_name, policy) => {
    const text = typeof policy === "string" ? policy : JSON.stringify(policy);
    await expect(putBucketPolicy(client, { bucket, policy: text })).rejects.toMatchObject({ kind: "invalid" });
    expect(checkPolicy(text, "bucket").problems).not.toEqual([]);
  });
});

describe("operators and keys of conditions", () => {
  const values = (operator: string): string =>
    /IpAddress/.test(operator) ? "192.0.2.0/24" : /Numeric/.test(operator) ? "10" : /Date/.test(operator) ? "2030-01-01T00:00:00Z" : "true";

  it("every operator that the rules know is taken by the service, whatever the manual shows, and so is every key", async () => {
    const conditions = [
      ...KNOWN_OPERATORS.flatMap((operator) =>
        [operator, `${operator}IfExists`, `ForAnyValue:${operator}`].map((name) => [name, "ctyun:UserAgent"]),
      ),
      ...KNOWN_CONDITION_KEYS.map((key) => ["StringLike", key]),
    ].filter(([operator]) => !/Null(IfExists|$)/.test(operator ?? "") || operator === "Null");
    for (const [operator = "", key = ""] of conditions) {
      const policy = { Statement: [{ ...statement, Condition: { [operator]: { [key]: values(operator) } } }] };
      expect({ operator, problems: ctyunPolicyProblems(policy, () => false) }).toEqual({ operator, problems: [] });
      await putBucketPolicy(client, { bucket, policy: JSON.stringify(policy) });
    }
  });

  it("numbers and booleans, alone and in lists, are sent as texts; the service takes nothing else", async () => {
    for (const value of [10, true, [true], ["true", true], [1, "2"]]) {
      const policy = { Statement: { ...statement, Condition: { StringLike: { "ctyun:UserAgent": value } } } };
      expect(ctyunPolicyProblems(policy, () => false)).toEqual([]);
      for (const form of [policy, JSON.stringify(policy)]) {
        await putBucketPolicy(client, { bucket, policy: sentPolicy(form) });
        const shown = await getBucketPolicy(client, { bucket });
        expect(JSON.parse(shown)).toMatchObject({
          Statement: { Condition: { StringLike: { "ctyun:UserAgent": Array.isArray(value) ? value.map(String) : String(value) } } },
        });
        expect(policiesEqual(shown, form)).toBe(true);
      }
    }
  });
});

describe("elements that the manual's page of bucket policies does not have", () => {
  it.each(["NotPrincipal", "NotAction", "NotResource"] as const)("%s is refused by both", async (negation) => {
    const positive = negation.slice("Not".length);
    const { [positive as "Action"]: value, ...rest } = statement;
    const policy = { Statement: [{ ...rest, [negation]: negation === "NotPrincipal" ? { CTYUN: root() } : value }] };
    expect(ctyunPolicyProblems(policy, () => false)).toMatchObject([{ path: ["Statement", 0, negation] }]);
    await expect(putBucketPolicy(client, { bucket, policy: JSON.stringify(policy) })).rejects.toMatchObject({ kind: "invalid" });
  });
});
describe("values that an operator cannot compare with", () => {
  it.each([
    ["NumericEquals", "ten"],
    ["DateLessThanIfExists", "soon"],
    ["Bool", "yes"],
    ["Null", 1],
    ["ForAnyValue:NotIpAddress", "10.0.0"],
  ])("%s and %s are refused by both", async (operator, value) => {
    const policy = { Statement: [{ ...statement, Condition: { [operator]: { "ctyun:UserAgent": [value] } } }] };
    expect(ctyunPolicyProblems(policy, () => false)).toMatchObject([
      { path: ["Statement", 0, "Condition", operator, "ctyun:UserAgent", 0] },
    ]);
    await expect(putBucketPolicy(client, { bucket, policy: sentPolicy(policy) })).rejects.toMatchObject({ kind: "invalid" });
  });
});
