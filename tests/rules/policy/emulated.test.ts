import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkPolicy } from "../../../provider/rules/policy/check";
import { policiesEqual } from "../../../provider/rules/policy/canonical";
import { getBucketPolicy, putBucket, putBucketPolicy } from "../../../provider/services/s3";
import type { Client } from "../../../provider/transport/types";
import { startEmulated, type Emulated } from "../../services/s3/emulated";

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
