import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { KNOWN_ACTIONS, STORAGE_ACTIONS, storageActionsOf } from "../../../provider/policy/actions";
import { lintPolicy } from "../../../provider/policy/lint";
import { LINT_RULES } from "../../../provider/policy/lint-rules";
import { IAM_OPERATIONS } from "../../../emulator/flavours/oos/iam-operations";
import { S3_OPERATIONS } from "../../../emulator/flavours/oos/s3-operations";
import { STATISTICS_OPERATIONS } from "../../../emulator/flavours/oos/statistics-operations";
import { TRAIL_OPERATIONS } from "../../../emulator/flavours/oos/trail-operations";
import { checkout } from "../../support/checkout";

const bob = "arn:ctyun:iam::10rc2arpn6306:user/bob";
const grant = { Effect: "Allow", Principal: { CTYUN: bob }, Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b/*" };
const iamGrant = { Effect: "Allow", Action: "iam:GetUser", Resource: bob };

const lint = (...Statement: readonly object[]): string[] =>
  lintPolicy({ Statement }).map(({ rule, severity, path: at }) => `${severity} ${rule} ${at}`);
const bucket = (change: object): string[] => lint({ ...grant, ...change });
const iam = (change: object): string[] => lint({ ...iamGrant, ...change });

describe("a policy without findings", () => {
  it.each([
    [[grant]],
    [[grant, { ...grant, Action: ["oos:ListBucket"], Resource: "arn:ctyun:oos:::b" }]],
    [[{ ...grant, Effect: "Deny", Principal: "*", Condition: { NotIpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } } }]],
    [[iamGrant, { Effect: "Allow", Action: ["oos:*"], Resource: ["arn:ctyun:oos:::b", "arn:ctyun:oos:::b/*"] }]],
    [[{ Effect: "Allow", Action: "*", Resource: "arn:ctyun:oos:::b*" }]],
  ])("%j", (statements) => {
    expect(lint(...statements)).toEqual([]);
  });
});

describe("each rule", () => {
  it.each<[readonly string[], string]>([
    [bucket({ Action: "oos:GetObjct" }), "warning policy-unknown-action Statement[0].Action"],
    [bucket({ Action: ["oos:GetObject", "iam:GetUser"] }), "warning policy-wrong-service Statement[0].Action[1]"],
    [bucket({ Action: "oos:ListBucket" }), "warning policy-reach Statement[0].Resource"],
    [bucket({ Action: "oos:PutBucketPolicy" }), "warning policy-reach Statement[0].Resource"],
    [bucket({ Resource: "arn:ctyun:oos:::b" }), "warning policy-reach Statement[0].Resource"],
    [bucket({ Resource: ["arn:ctyun:oos:::b", "arn:ctyun:oos:::b/*"] }), "info policy-idle-resource Statement[0].Resource[0]"],
    [
      bucket({ Action: ["oos:ListBucket"], Resource: ["arn:ctyun:oos:::b", "arn:ctyun:oos:::b/*"] }),
      "info policy-idle-resource Statement[0].Resource[1]",
    ],
    [bucket({ Principal: undefined, NotPrincipal: { CTYUN: bob } }), "warning policy-not-principal Statement[0].NotPrincipal"],
    [
      bucket({ Principal: undefined, NotPrincipal: { CTYUN: bob }, Effect: "Deny" }),
      "warning policy-undocumented-element Statement[0].NotPrincipal",
    ],
    [bucket({ Action: undefined, NotAction: "oos:PutObject" }), "warning policy-not-action Statement[0].NotAction"],
    [
      bucket({ Principal: { CTYUN: "arn:ctyun:iam::10rc2arpn6306:user/*" } }),
      "warning policy-principal-wildcard Statement[0].Principal.CTYUN",
    ],
    [
      bucket({ Condition: { Bool: { "ctyun:SecureTransport": "true" } } }),
      'warning policy-undocumented-key Statement[0].Condition.Bool["ctyun:SecureTransport"]',
    ],
    [bucket({ Principal: "*" }), "info policy-public-read Statement[0].Action"],
    [bucket({ Principal: { CTYUN: ["*"] }, Action: "oos:Put*" }), "warning policy-public-write Statement[0].Action"],
    [bucket({ Principal: "*", Action: "oos:*", Resource: "arn:ctyun:oos:::b" }), "error policy-public-manage Statement[0].Action"],
    [
      bucket({ Principal: "*", Condition: { StringLike: { "ctyun:Referer": "https://a.example/*" } } }),
      "info policy-forgeable Statement[0].Condition",
    ],
    [bucket({ Effect: "Deny", Principal: "*", Action: "oos:*", Resource: "arn:ctyun:oos:::b" }), "warning policy-lockout Statement[0]"],
    [bucket({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" }), "warning policy-lockout Statement[0]"],
    [bucket({ Effect: "allow" }), "error policy-effect Statement[0].Effect"],
    [iam({ Action: "*", Resource: "*" }), "warning policy-everything Statement[0]"],
    [iam({ Action: ["iam:Attach*"], Resource: "*" }), "warning policy-escalation Statement[0].Action"],
    [
      iam({ Action: "iam:CreatePolicy", Resource: "arn:ctyun:iam::10rc2arpn6306:policy/*" }),
      "warning policy-escalation Statement[0].Action",
    ],
    [iam({ Action: undefined, NotAction: "iam:*" }), "warning policy-not-action Statement[0].NotAction"],
    [lint({ ...grant, Sid: "a" }, { ...grant, Sid: "a", Action: "oos:PutObject" }), "error policy-sid Statement[1].Sid"],
    [
      lint(grant, { ...grant, Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::b/*" }),
      "warning policy-shadowed Statement[0]",
    ],
    [lint(grant, { ...grant, Action: ["oos:Get*", "oos:PutObject"] }), "info policy-redundant Statement[0]"],
    [lint(grant, grant), "info policy-redundant Statement[1]"],
  ])("%# %j has %s", (found, expected) => {
    expect(found).toContain(expected);
  });

  it("is quiet where the reason is missing", () => {
    expect(bucket({ Principal: "*", Condition: { IpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } } })).toEqual([]);
    expect(iam({ Action: "iam:AttachUserPolicy", Resource: bob })).toEqual([]);
    expect(
      lint(grant, { ...grant, Effect: "Deny", Action: "oos:*", Condition: { IpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } } }),
    ).toEqual([]);
    expect(lint(grant, { ...grant, Resource: "arn:ctyun:oos:::b/a/*", Effect: "Deny" })).toEqual([]);
    expect(lint({ Statement: [], ...grant }).length).toBeGreaterThan(0);
  });

  it("says errors first, then warnings, each in the order of the statements", () => {
    expect(lint({ ...grant, Principal: "*" }, { ...grant, Action: "oos:GetObjct" }, { ...grant, Effect: "allow" })).toEqual([
      "error policy-effect Statement[2].Effect",
      "warning policy-unknown-action Statement[1].Action",
      "info policy-public-read Statement[0].Action",
    ]);
  });

  it("names the bucket's neighbours, and what is too long, when it is told", () => {
    const rules = (options: Parameters<typeof lintPolicy>[1]): string[] =>
      lintPolicy(JSON.stringify({ Statement: grant }), options).map(({ rule }) => rule);
    expect([rules({ bucket: "b" }), rules({ bucket: "c" }), rules({ maxBytes: 10 })]).toEqual([
      [],
      ["policy-other-bucket"],
      ["policy-size"],
    ]);
    expect(rules({ kind: "iam" })).toEqual(["policy-principal"]);
  });
});

describe("the table", () => {
  it("has a row for every rule that the code reports, and no other", () => {
    const folder = path.join(checkout, "provider", "policy");
    const texts = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts") && name !== "lint-rules.ts")
      .map((name) => readFileSync(path.join(folder, name), "utf8"));
    const reported = new Set(texts.flatMap((text) => [...text.matchAll(/"(policy-[a-z-]+)"/g)].map(([, rule]) => rule)));
    expect([...reported].sort()).toEqual(Object.keys(LINT_RULES).sort());
  });

  it("says what to do in one sentence", () => {
    for (const { fix } of Object.values(LINT_RULES)) expect(fix).toMatch(/^\S.*[^.\s]$/);
  });
});

describe("the table of actions", () => {
  it("has what the emulator asks for every call", () => {
    const known = new Set(STORAGE_ACTIONS.map(({ name }) => name));
    const missing = S3_OPERATIONS.flatMap(({ name, actions }) =>
      actions.some((action) => known.has(action.replace("s3:", ""))) ? [] : [name],
    );
    expect(missing).toEqual([]);
    for (const { name, target, actions } of S3_OPERATIONS) {
      const rows = STORAGE_ACTIONS.filter((row) => actions.includes(`s3:${row.name}`));
      if (name !== "PutBucket") expect({ name, levels: rows.map(({ level }) => level) }).toEqual({ name, levels: rows.map(() => target) });
    }
  });

  it("has every operation of the other services", () => {
    const missing = (service: string, rows: readonly { readonly name: string }[]): string[] =>
      rows.map(({ name }) => name).filter((name) => KNOWN_ACTIONS[service]?.includes(name) !== true);
    expect([missing("iam", IAM_OPERATIONS), missing("cloudtrail", TRAIL_OPERATIONS), missing("statistics", STATISTICS_OPERATIONS)]).toEqual(
      [[], [], []],
    );
  });

  it("is found by either spelling", () => {
    expect(storageActionsOf("oos:*Lifecycle")).toEqual(storageActionsOf("s3:*lifecycle"));
    expect(storageActionsOf("oos:*Lifecycle").map(({ name }) => name)).toEqual([
      "PutBucketLifecycle",
      "GetBucketLifecycle",
      "DeleteBucketLifecycle",
    ]);
    expect([storageActionsOf("iam:*"), storageActionsOf("GetObject")]).toEqual([[], []]);
  });
});

it("never throws, whatever it is given", () => {
  const keys = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition", "constructor"];
  const word = fc.constantFrom("*", "Allow", "Deny", "oos:*", "constructor:x", "arn:ctyun:oos:::b", bob);
  const value = fc.oneof(word, fc.array(word, { maxLength: 3 }), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(fc.array(fc.dictionary(fc.constantFrom(...keys), value), { maxLength: 3 }), (Statement) => {
      for (const { fix } of lintPolicy({ Statement })) expect(fix).not.toBe("");
    }),
  );
  for (const policy of ["", "{", 7, undefined, null, []]) expect(lintPolicy(policy).map(({ rule }) => rule)).toEqual(["policy-json"]);
});
