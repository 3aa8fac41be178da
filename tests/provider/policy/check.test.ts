import { describe, expect, it } from "vitest";
import { formatProblem } from "../../../provider/rules/problem";
import { checkPolicy } from "../../../provider/policy/check";
import type { PolicyDocument } from "../../../provider/policy/document";

const user = "arn:ctyun:iam::10rc2arpn6306:user/bob";

/** The sample of GUIDE 4.2.6. */
const GUIDE_SAMPLE = {
  Version: "2012-10-17",
  Id: "http referer policy example",
  Statement: [{ Effect: "Allow", Sid: "1", Principal: { AWS: "*" }, Action: ["s3:*"], Resource: "arn:aws:s3:::examplebucket/*" }],
} satisfies PolicyDocument;

const CTYUN_POLICY = {
  Version: "2012-10-17",
  Statement: {
    Effect: "Deny",
    Principal: { CTYUN: [user, "arn:ctyun:iam::10rc2arpn6306:root"] },
    Action: ["oos:GetObject", "oos:Put*"],
    Resource: ["arn:ctyun:oos:::b/*"],
    Condition: {
      StringLike: { "ctyun:Referer": ["https://www.ctyun.cn/*"] },
      NotIpAddress: { "ctyun:SourceIp": ["192.0.2.0/24", "2001:db8::1"] },
    },
  },
} satisfies PolicyDocument;

const problems = (policy: unknown, kind: "bucket" | "iam" = "bucket"): string[] => checkPolicy(policy, kind).problems.map(formatProblem);
const warnings = (policy: unknown, kind: "bucket" | "iam" = "bucket"): string[] => checkPolicy(policy, kind).warnings.map(formatProblem);
const bucketStatement = (change: object): object => ({ Statement: [{ ...CTYUN_POLICY.Statement, ...change }] });
const iamStatement = (change: object): object => ({ Statement: [{ Effect: "Allow", Action: "*", Resource: "*", ...change }] });

describe("good policies", () => {
  it.each([
    ["the guide's sample", GUIDE_SAMPLE],
    ["the CTYUN spelling", CTYUN_POLICY],
    ["text", JSON.stringify(GUIDE_SAMPLE, null, 2)],
    ["everyone", bucketStatement({ Principal: "*" })],
    ["an account id", bucketStatement({ Principal: { CTYUN: "10rc2arpn6306" } })],
  ])("%s", (_name, policy) => {
    expect(checkPolicy(policy, "bucket")).toEqual({ problems: [], warnings: [] });
  });

  it.each([
    iamStatement({}),
    iamStatement({ Action: ["iam:GetUser", "oos:List*"], Resource: [user, "arn:ctyun:oos:::b", "arn:ctyun:iam::*:user/*"] }),
    iamStatement({ Action: "cloudtrail:*", Resource: "arn:ctyun:cloudtrail::10rc2arpn6306:trail/t" }),
    iamStatement({ Action: undefined, NotAction: "iam:*" }),
  ])("IAM: %j", (policy) => {
    expect(checkPolicy(policy, "iam")).toEqual({ problems: [], warnings: [] });
  });
});

describe("malformed text", () => {
  it("says line, column and excerpt", () => {
    expect(problems('{\n  "Statement": [\n    {"Effect": "Allow",}\n  ]\n}')).toEqual([
      'not valid JSON at line 3, column 24: a comma must not stand before the closing brace; near: ...t": [ {"Effect": "Allow",>>>} ] }',
    ]);
  });

  it("finds keys that occur twice beside everything else", () => {
    const text = `{"Statement":[{"Effect":"Allow","Effect":"Deny","Principal":"*","Action":"oos:*"}]}`;
    expect(problems(text)).toEqual([
      'Statement[0].Effect: the key "Effect" occurs more than once in this object',
      'Statement[0]: has no "Resource"',
    ]);
  });

  it.each([
    ["", "the policy is empty"],
    ["[]", 'a policy is a JSON object with "Statement", found a list'],
    ['"x"', 'a policy is a JSON object with "Statement", found a string'],
    [null, 'a policy is a JSON object with "Statement", found null'],
    [7, 'a policy is a JSON object with "Statement", found a number'],
  ])("%j: %s", (policy, message) => {
    expect(problems(policy)).toEqual([message]);
  });
});

describe("every problem at once, each at its place", () => {
  it("shows a thoroughly wrong policy", () => {
    const policy = {
      version: "2012-10-17",
      Statement: [
        { Efect: "Allow", Principal: { CTYUM: "*" }, Action: "GetObject", Resource: "arn:ctyun:s3:::b/*" },
        { Effect: "allow", Action: [], Resource: 5, NotResource: "*", Condition: { StringLik: { "ctyun:Referer": [] } } },
        "x",
      ],
    };
    expect(problems(policy)).toEqual([
      'version: a policy has no key "version" (did you mean "Version"?)',
      'Statement[0].Efect: a statement has no key "Efect" (did you mean "Effect"?)',
      'Statement[0].Principal.CTYUM: a principal has no key "CTYUM" (did you mean "CTYUN"?); expected "CTYUN" or "AWS"',
      'Statement[0].Action: "GetObject" is not of the form "<service>:<Action>" (did you mean "oos:GetObject"?)',
      'Statement[0].Resource: the service is "s3", it must be "oos" in partition "ctyun"; expected arn:ctyun:oos:::<bucket> or arn:ctyun:oos:::<bucket>/<key>',
      'Statement[1].Effect: expected "Allow" or "Deny", found "allow" (did you mean "Allow"?)',
      'Statement[1]: has no "Principal"; "*" is everyone, {"CTYUN": "<ARN>"} a user or an account',
      "Statement[1].Action: must name at least one: an action",
      'Statement[1].NotResource: "Resource" and "NotResource" exclude each other',
      "Statement[1].Resource: expected a resource as text, found 5",
      'Statement[1].Condition.StringLik: the condition operator "StringLik" does not exist (did you mean "StringLike"?)',
      'Statement[1].Condition.StringLik["ctyun:Referer"]: must name at least one value',
      'Statement[2]: expected an object with "Effect", found "x"',
    ]);
  });

  it("puts the path of the property before its own", () => {
    expect(checkPolicy("{}", "bucket", { path: ["policy"] }).problems).toEqual([
      { path: ["policy"], rule: "policy-statement", message: 'the policy has no "Statement"' },
    ]);
  });

  it.each([
    [{ Version: "2008-10-17", Statement: CTYUN_POLICY.Statement }, 'Version: the only version is "2012-10-17", found "2008-10-17"'],
    [{ Id: 1, Statement: CTYUN_POLICY.Statement }, "Id: expected text, found 1"],
    [{ Statement: [] }, "Statement: must contain at least one statement"],
    [bucketStatement({ Sid: 1 }), "Statement[0].Sid: expected text, found 1"],
    [bucketStatement({ Effect: undefined }), 'Statement[0]: has no "Effect"; expected "Allow" or "Deny"'],
    [
      bucketStatement({ Principal: user }),
      `Statement[0].Principal: expected "*" or {"CTYUN": ...} or {"AWS": ...}, found "${user}"; write {"CTYUN": "${user}"}`,
    ],
    [bucketStatement({ Principal: {} }), 'Statement[0].Principal: is empty; expected a key "CTYUN" or "AWS"'],
    [
      bucketStatement({ Principal: { Service: "x" } }),
      'Statement[0].Principal.Service: principals of the kind "Service" do not exist here; expected "CTYUN" or "AWS"',
    ],
    [bucketStatement({ NotPrincipal: "*" }), 'Statement[0].NotPrincipal: "Principal" and "NotPrincipal" exclude each other'],
    [bucketStatement({ NotAction: "oos:*" }), 'Statement[0].NotAction: "Action" and "NotAction" exclude each other'],
    [bucketStatement({ Action: "" }), "Statement[0].Action: is empty; expected an action"],
    [bucketStatement({ Condition: "x" }), 'Statement[0].Condition: expected {"<Operator>": {"<key>": "<value>"}}, found "x"'],
    [
      bucketStatement({ Condition: { IpAddress: { "ctyun:SourceIp": "10.0.0.0/33" } } }),
      'Statement[0].Condition.IpAddress["ctyun:SourceIp"]: "10.0.0.0/33" is neither an IP address nor a CIDR block such as 192.0.2.0/24',
    ],
    [
      bucketStatement({ Condition: { StringLike: { "ctyun:Referer": { a: 1 } } } }),
      'Statement[0].Condition.StringLike["ctyun:Referer"]: expected text, a number or a boolean, found {"a":1}',
    ],
  ])("%j", (policy, message) => {
    expect(problems(policy)).toContain(message);
  });

  it("refuses a principal that is no user or account", () => {
    const [message] = problems(bucketStatement({ Principal: { CTYUN: ["*", "arn:ctyun:iam::10rc2arpn6306:group/ops"] } }));
    expect(message).toMatch(
      /^Statement\[0\]\.Principal\.CTYUN\[1\]: the resource (is "group\/ops", it must be "root"|starts with "group")/,
    );
  });

  it("refuses the same Sid twice", () => {
    const statement = { ...CTYUN_POLICY.Statement, Sid: "s" };
    expect(problems({ Statement: [statement, statement] })).toEqual(['Statement[1].Sid: "s" is already the Sid of statement 0']);
  });

  it("refuses a principal in an IAM policy", () => {
    expect(problems(iamStatement({ Principal: "*" }), "iam")).toEqual([
      'Statement[0].Principal: an IAM policy has no "Principal": it applies to the users and groups to which it is attached',
    ]);
  });
});

describe("warnings", () => {
  it.each([
    [
      bucketStatement({ Action: "oos:GetObjct" }),
      'Statement[0].Action: the action "oos:GetObjct" is not known (did you mean "GetObject"?)',
    ],
    [
      bucketStatement({ Action: "oss:GetObject" }),
      'Statement[0].Action: the service "oss" of "oss:GetObject" is not known (did you mean "oos"?)',
    ],
    [
      bucketStatement({ Condition: { StringEquals: { "ctyun:Referer": "x" } } }),
      'Statement[0].Condition.StringEquals: the manual shows only StringLike, IpAddress, NotIpAddress; "StringEquals" may be refused or ignored',
    ],
    [
      bucketStatement({ Condition: { StringLike: { "ctyun:Refere": "x" } } }),
      'Statement[0].Condition.StringLike["ctyun:Refere"]: the condition key "ctyun:Refere" is not known (did you mean "ctyun:Referer"?)',
    ],
    [
      bucketStatement({ Action: "s3:GetObject" }),
      "Statement[0]: mixes the CTYUN and the AWS spelling (principal, actions, resources, condition keys)",
    ],
    [
      bucketStatement({ Action: "oos:ListBucket" }),
      "Statement[0].Resource: actions on a bucket, such as listing it, need its own ARN, without a key",
    ],
    [
      bucketStatement({ Resource: "arn:ctyun:oos:::b" }),
      "Statement[0].Resource: object actions need the ARN of objects, such as the bucket's ARN and /*",
    ],
    [
      bucketStatement({ Principal: undefined, NotPrincipal: { CTYUN: user }, Effect: "Allow" }),
      'Statement[0].NotPrincipal: "NotPrincipal" with "Allow" lets in everyone else, anonymous callers too',
    ],
  ])("%j", (policy, message) => {
    expect(problems(policy)).toEqual([]);
    expect(warnings(policy)).toContain(message);
  });

  it("warns of a resource outside of the bucket", () => {
    const check = (resource: string): number =>
      checkPolicy(bucketStatement({ Resource: resource }), "bucket", { bucket: "b.c" }).warnings.filter(
        ({ rule }) => rule === "policy-other-bucket",
      ).length;
    expect([check("arn:ctyun:oos:::b.c/*"), check("arn:ctyun:oos:::b*/*"), check("arn:ctyun:oos:::bxc/*")]).toEqual([0, 0, 1]);
  });
});

describe("the size of a policy", () => {
  it("is counted in bytes and only warns", () => {
    const text = JSON.stringify(bucketStatement({ Sid: "é".repeat(50) }));
    const check = (maxBytes: number): string[] => checkPolicy(text, "bucket", { maxBytes }).warnings.map(({ rule }) => rule);
    expect(check(Buffer.byteLength(text))).toEqual([]);
    expect(check(Buffer.byteLength(text) - 1)).toEqual(["policy-size"]);
  });
});

describe("values that are not known yet", () => {
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const isUnknown = (value: unknown): boolean => value === unknown;
  const check = (policy: unknown): number => checkPolicy(policy, "bucket", { isUnknown, bucket: "b" }).problems.length;

  it("fail no rule, wherever they stand", () => {
    expect(check(unknown)).toBe(0);
    expect(check({ Version: unknown, Statement: unknown })).toBe(0);
    expect(check({ Statement: [unknown] })).toBe(0);
    for (const key of ["Sid", "Effect", "Principal", "Action", "Resource", "Condition"]) {
      expect(check(bucketStatement({ [key]: unknown })), key).toBe(0);
    }
    expect(check(bucketStatement({ Action: ["oos:GetObject", unknown], Resource: [unknown], Principal: { CTYUN: unknown } }))).toBe(0);
    expect(check(bucketStatement({ Condition: { IpAddress: { "ctyun:SourceIp": [unknown] }, StringLike: unknown } }))).toBe(0);
  });
});
