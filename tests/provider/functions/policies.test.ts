/** The functions about policy documents, through both faces. They compute: no call is made, and no credentials are needed. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import type { World } from "../../../provider/engine/instance";
import { registry } from "../../../provider/registry";
import { plain, PluginClient } from "../../support/plugin/client";
import { placeFirst, type Properties } from "../../support/plugin/results";
import { servePlugin } from "../../support/plugin/server";

type Invoke = (name: string, args: Properties) => Promise<Properties>;

/** No credentials anywhere, and a configuration that does not work. */
const world: World = { environment: { HOME: "/nonexistent" }, now: () => new Date("2026-01-01T00:00:00Z") };
const broken = { endpoints: "{not json", region: "nowhere", profile: "nobody" };
const closing: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

async function plugin(): Promise<Invoke> {
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  closing.push(async () => {
    client.close();
    await server.close();
  });
  await client.configure(broken);
  const call = async (name: string, args: Properties): Promise<Properties> => {
    const { result, failures } = await client.invoke(`oos:index:${name}`, args);
    if (failures.length > 0) throw new Error(failures.map(({ property, reason }) => `${reason} (${property})`).join("\n"));
    return plain(result) as Properties;
  };
  return (name, args) => placeFirst(call(name, args));
}

function dynamic(): Promise<Invoke> {
  const face = new DynamicFace(registry, world);
  return Promise.resolve((name, args) => placeFirst(face.invoke(name, args, broken)));
}

const bob = "arn:ctyun:iam::10rc2arpn6306:user/bob";
const policy = {
  Version: "2012-10-17",
  Statement: [
    { Sid: "read", Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b/*" },
    { Sid: "closed", Effect: "Deny", Principal: { CTYUN: bob }, Action: "oos:*", Resource: "arn:ctyun:oos:::b/*" },
  ],
};

describe.each([
  ["plugin", plugin],
  ["dynamic", dynamic],
] as const)("%s face", (_face, open) => {
  let invoke: Invoke;
  beforeAll(async () => {
    invoke = await open();
  });

  test("getPolicyDocument builds a text, or says every problem with its path", async () => {
    const statement = { actions: ["oos:GetObject"], resources: ["arn:ctyun:oos:::b/*"], principals: [{ type: "*", identifiers: ["*"] }] };
    const { json } = await invoke("getPolicyDocument", { statements: [statement] });
    expect(JSON.parse(String(json))).toEqual({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Principal: "*", Action: ["oos:GetObject"], Resource: ["arn:ctyun:oos:::b/*"] }],
    });
    const wrong = {
      statements: [statement, { ...statement, effect: "Permit" }, { ...statement, action: ["oos:GetObject"] }],
      kind: "user",
    };
    const shape = await invoke("getPolicyDocument", wrong).catch((error: unknown) => String(error));
    expect(shape).toContain("kind: must be one of bucket, iam");
    expect(shape).toContain("statements[1].effect: must be one of Allow, Deny");
    expect(shape).toContain("statements[2].action: unknown property action; did you mean actions?");
    const grammar = {
      statements: [
        { ...statement, actions: ["GetObject"] },
        { ...statement, resources: ["b/*"] },
      ],
    };
    await expect(invoke("getPolicyDocument", grammar)).rejects.toThrow(
      /statements\[0\]\.actions\[0\]: "GetObject" is not of the form.*\n.*statements\[1\]\.resources\[0\]: "b\/\*" is not an ARN/,
    );
  });

  test("lintPolicy finds, rates, and says what to do", async () => {
    expect(await invoke("lintPolicy", { policy, bucket: "b" })).toEqual({
      errors: 0,
      warnings: 0,
      findings: [
        {
          rule: "policy-public-read",
          severity: "info",
          path: "Statement[0].Action",
          message: "anybody on the internet may read: GetObject",
          fix: "fine for a public site; else name users, or add a condition",
        },
      ],
      text: "info Statement[0].Action: anybody on the internet may read: GetObject (policy-public-read)\n  next: fine for a public site; else name users, or add a condition\n",
    });
    expect(await invoke("lintPolicy", { policy: "{", kind: "iam" })).toMatchObject({
      errors: 1,
      findings: [{ rule: "policy-json", path: "" }],
    });
    expect(await invoke("lintPolicy", { policy: { Statement: { ...policy.Statement[1] } } })).toEqual({
      errors: 0,
      warnings: 0,
      findings: [],
      text: "",
    });
  });

  test("explainPolicy says who may, and why", async () => {
    const whole = await invoke("explainPolicy", { bucketPolicy: JSON.stringify(policy) });
    expect(whole["text"]).toBe(
      "Anybody, without a signature too\n" +
        '  may      oos:GetObject on arn:ctyun:oos:::b/*: statement "read" of the bucket policy allows it\n\n' +
        `${bob}\n` +
        '  must not oos:* on arn:ctyun:oos:::b/*: statement "closed" of the bucket policy denies it, and a Deny wins over every Allow\n',
    );
    const one = { bucketPolicy: policy, principal: bob, action: "s3:GetObject", resource: "arn:ctyun:oos:::b/x" };
    expect((await invoke("explainPolicy", one))["entries"]).toEqual([
      {
        ...{ principal: bob, action: "s3:GetObject", resource: "arn:ctyun:oos:::b/x", verdict: "denied" },
        reason: 'statement "closed" of the bucket policy denies it, and a Deny wins over every Allow',
        ...{ decidedBy: ['statement "closed" of the bucket policy'], depends: [], exceptions: [] },
      },
    ]);
    const own = {
      Statement: {
        Effect: "Allow",
        Action: "oos:PutObject",
        Resource: "*",
        Condition: { IpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } },
      },
    };
    const held = { identityPolicies: [own, JSON.stringify(own)], principal: bob, action: "oos:PutObject", resource: "arn:ctyun:oos:::b/x" };
    expect((await invoke("explainPolicy", held))["entries"]).toMatchObject([
      { verdict: "implicit", depends: ["statement 1 of IAM policy 1", "statement 1 of IAM policy 2"] },
    ]);
    expect((await invoke("explainPolicy", { ...held, context: { "aws:SourceIp": "192.0.2.7" } }))["entries"]).toMatchObject([
      { verdict: "allowed", decidedBy: ["statement 1 of IAM policy 1", "statement 1 of IAM policy 2"] },
    ]);
  });

  test("explainPolicy takes no nonsense", async () => {
    await expect(invoke("explainPolicy", {})).rejects.toThrow("bucketPolicy: give at least one policy: bucketPolicy or identityPolicies");
    await expect(invoke("explainPolicy", { bucketPolicy: "{}", principal: "bob", identityPolicies: [{ Statement: [] }] })).rejects.toThrow(
      /bucketPolicy: the policy has no "Statement".*\n.*identityPolicies\[0\]\.Statement: must contain at least one statement.*\n.*principal: "bob" is not an ARN/,
    );
  });
});
