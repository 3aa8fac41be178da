import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Facts, factsOf } from "../../provider/policy/conditions";
import { type AccessRequest, type Decision, evaluate } from "../../provider/policy/evaluate";
import { callerOf } from "../../provider/policy/match";
import { readStatements, type Statement } from "../../provider/policy/statements";
import { type Accounts, arnOf, bucket, bucketStatements, iamStatements, type Probe, probes } from "../support/properties/policy-world";

const accounts: Accounts = { owner: "10rc2arpn6306", other: "32fefj64y54gc" };
const said = {
  "ctyun:SourceIp": "127.0.0.1",
  "ctyun:UserAgent": "Tester",
  "ctyun:SecureTransport": "false",
  "ctyun:CurrentTime": "2026-01-01T00:00:00Z",
};

const documents = fc
  .tuple(
    fc.array(fc.tuple(fc.constant("bucket" as const), bucketStatements(accounts)), { maxLength: 4 }),
    fc.array(fc.tuple(fc.constant("iam" as const), iamStatements(accounts)), { maxLength: 3 }),
  )
  .map(([ours, theirs]): Statement[] =>
    [...ours, ...theirs].flatMap(([kind, statement], index) =>
      readStatements({ policy: { Statement: { ...statement, Sid: `s${String(index)}` } }, kind }),
    ),
  );

function request(
  { who, action, path, referer }: Probe,
  facts: Facts = factsOf({ ...said, "ctyun:Referer": referer ?? null }),
): AccessRequest {
  const arn = arnOf(who, accounts);
  const caller = arn === undefined ? undefined : callerOf(arn);
  return {
    ...(caller === undefined ? {} : { caller }),
    ...{ owner: accounts.owner, action: `oos:${action}`, resource: `arn:ctyun:oos:::${bucket}${path}`, facts },
  };
}

const names = ({ by }: Decision): string[] => by.map(({ sid }) => sid ?? "").sort();
const extra = (effect: "Allow" | "Deny"): fc.Arbitrary<Statement[]> =>
  fc.oneof(
    bucketStatements(accounts).map((made) => readStatements({ policy: { Statement: { ...made, Effect: effect } }, kind: "bucket" })),
    iamStatements(accounts).map((made) => readStatements({ policy: { Statement: { ...made, Effect: effect } }, kind: "iam" })),
  );

describe("the laws of evaluation", () => {
  it("order never matters", () => {
    fc.assert(
      fc.property(documents, probes, fc.nat(), (statements, probe, seed) => {
        const turned = statements.map((_, index) => statements[(index + seed) % statements.length] as Statement).reverse();
        const [a, b] = [evaluate(statements, request(probe)), evaluate(turned, request(probe))];
        expect([b.verdict, names(b)]).toEqual([a.verdict, names(a)]);
      }),
    );
  });

  it("one more Deny never allows more, and denies only by itself", () => {
    fc.assert(
      fc.property(documents, extra("Deny"), probes, (statements, added, probe) => {
        const [before, after] = [evaluate(statements, request(probe)), evaluate([...statements, ...added], request(probe))];
        if (before.verdict !== "allowed") expect(after.verdict).not.toBe("allowed");
        else if (after.verdict !== "allowed") expect([after.verdict, after.by]).toEqual(["denied", added]);
      }),
    );
  });

  it("one more Allow never takes anything away, and overrules no Deny", () => {
    fc.assert(
      fc.property(documents, extra("Allow"), probes, (statements, added, probe) => {
        const [before, after] = [evaluate(statements, request(probe)), evaluate([...statements, ...added], request(probe))];
        if (before.verdict !== "implicit") expect(after.verdict).toBe(before.verdict);
        else expect(after.verdict).not.toBe("denied");
      }),
    );
  });

  it("a verdict on which nothing depends stays, whatever the request turns out to say", () => {
    fc.assert(
      fc.property(documents, probes, (statements, probe) => {
        const unsaid = evaluate(
          statements,
          request(probe, () => undefined),
        );
        const actual = evaluate(statements, request(probe));
        if (unsaid.depends.length === 0) expect(actual.verdict).toBe(unsaid.verdict);
      }),
    );
  });

  it("what holds of a pattern holds of every name that it covers", () => {
    fc.assert(
      fc.property(documents, probes, (statements, probe) => {
        const whole = evaluate(statements, { ...request({ ...probe, path: "/a*" }), isPattern: true });
        const [one] = ["/a", "/ab"].map((path) => evaluate(statements, request({ ...probe, path })));
        if (whole.verdict === "denied") expect(one?.verdict).toBe("denied");
        // An exception may deny a part of the pattern, never allow it.
        if (whole.verdict === "allowed") expect(one?.verdict).not.toBe("implicit");
      }),
    );
  });

  it("deciding statements are those of the verdict", () => {
    fc.assert(
      fc.property(documents, probes, (statements, probe) => {
        const { verdict, by } = evaluate(statements, request(probe));
        const effects = new Set(by.map(({ effect }) => effect));
        if (verdict === "denied") expect([...effects]).toEqual(["Deny"]);
        else if (verdict === "implicit") expect(by).toEqual([]);
        else expect(effects.has("Deny")).toBe(false);
      }),
    );
  });
});
