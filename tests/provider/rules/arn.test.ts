import { describe, expect, it } from "vitest";
import * as arn from "../../../provider/rules/arn";

const account = "10rc2arpn6306";

describe("parts of an ARN", () => {
  it("keeps colons of the resource", () => {
    expect(arn.parseArn("arn:ctyun:oos:::b/k:1")).toEqual({
      partition: "ctyun",
      service: "oos",
      region: "",
      account: "",
      resource: "b/k:1",
    });
  });

  it.each(["", "arn", "arn:ctyun:oos", "urn:ctyun:oos:::b"])("%j is none", (text) => {
    expect(arn.parseArn(text)).toBeUndefined();
  });

  it.each([
    [arn.userArn(account, "bob"), account],
    ["arn:aws:sns:default:tenant:events", "tenant"],
    ["arn:aws:sns:default::events", undefined],
    [arn.bucketArn("b"), undefined],
    ["arn:ctyun:iam::*:user/bob", undefined],
    ["bob", undefined],
    [undefined, undefined],
  ])("the account in %s is %s", (text, named) => {
    expect(arn.accountIn(text)).toBe(named);
  });

  it("tells account, kind and name of IAM entities", () => {
    expect(arn.iamIdentity(arn.userArn(account, "bob"))).toEqual({ account, kind: "user", name: "bob" });
    expect(arn.iamIdentity(arn.rootArn(account))).toEqual({ account, kind: "root", name: "root" });
    expect(arn.iamIdentity(arn.bucketArn("b"))).toBeUndefined();
    expect(arn.iamIdentity(`arn:ctyun:iam::${account}:robot/x`)).toBeUndefined();
  });
});

describe("built ARNs", () => {
  it.each([
    [arn.bucketArn("b"), "bucket"],
    [arn.bucketArn("b", "aws"), "bucket"],
    [arn.objectArn("b", "a/*"), "object"],
    [arn.objectArn("b", "*", "aws"), "object"],
    [arn.rootArn(account), "root"],
    [arn.userArn(account, "bob"), "user"],
    [arn.groupArn(account, "ops"), "group"],
    [arn.policyArn(account, "read"), "policy"],
    [arn.mfaArn(account, "phone"), "mfa"],
  ] as const)("%s is a good %s", (text, kind) => {
    expect(arn.arnProblems(text, kind)).toEqual([]);
  });
});

describe("wrong ARNs say which part is wrong and what is expected", () => {
  it.each([
    ["", "user", "is empty; expected arn:ctyun:iam::<account>:user/<name>"],
    ["bob", "user", '"bob" is not an ARN, it does not start with "arn:"; expected'],
    ["arn:ctyun:iam", "user", '"arn:ctyun:iam" has 3 parts between colons, an ARN has 6; expected'],
    ["arn:ctyum:oos:::b", "bucket", 'the partition "ctyum" is not known (did you mean "ctyun"?); expected'],
    ["arn:ctyun:s3:::b", "bucket", 'the service is "s3", it must be "oos" in partition "ctyun"'],
    ["arn:aws:oos:::b", "bucket", 'the service is "oos", it must be "s3" in partition "aws"'],
    ["arn:ctyun:oos:cn::b", "bucket", 'the region "cn" must be empty'],
    ["arn:ctyun:oos::ACC:b", "bucket", 'the account "ACC" must be empty, an account id or "*"'],
    ["arn:ctyun:oos:::", "bucket", "the bucket is missing"],
    ["arn:ctyun:oos:::b/k", "bucket", 'the resource "b/k" names objects, not the bucket'],
    ["arn:ctyun:oos:::b", "object", 'the resource "b" names no object key'],
    ["arn:ctyun:iam:::user/bob", "user", "the account is missing"],
    [`arn:ctyun:sts::${account}:user/bob`, "user", 'the service is "sts", it must be "iam"'],
    [`arn:ctyun:iam::${account}:users/bob`, "user", 'the resource starts with "users", it must start with "user/" (did you mean "user"?)'],
    [`arn:ctyun:iam::${account}:user/`, "user", 'the resource "user/" names no user'],
    [`arn:ctyun:iam::${account}:boss`, "root", 'the resource is "boss", it must be "root"'],
  ] as const)("%s as %s: %s", (text, kind, message) => {
    expect(arn.arnProblems(text, kind).join("\n")).toContain(message);
  });

  it("speaks of the kind that fits best", () => {
    const problems = arn.arnProblems(`arn:ctyun:iam:cn:${account}:user/bob`, "root", "user");
    expect(problems).toEqual([
      'the region "cn" must be empty; expected arn:ctyun:iam::<account>:root or arn:ctyun:iam::<account>:user/<name>',
    ]);
  });

  it("says several at once", () => {
    expect(arn.arnProblems("arn:ctyun:sts:cn::user/", "user")).toHaveLength(4);
  });
});
