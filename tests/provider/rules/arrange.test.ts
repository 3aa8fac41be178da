import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { arranged } from "../../../provider/rules/arrange";
import { type CorsRule, sameCors } from "../../../provider/rules/cors";
import { type LifecycleRule, sameLifecycle } from "../../../provider/rules/lifecycle";
import { policiesEqual } from "../../../provider/policy/canonical";

const lifecycle = (like: readonly LifecycleRule[], shown: readonly LifecycleRule[]): unknown =>
  arranged(like, shown, (a, b) => sameLifecycle(a as LifecycleRule[], b as LifecycleRule[]));
const cors = (like: readonly CorsRule[], shown: readonly CorsRule[]): unknown =>
  arranged(like, shown, (a, b) => sameCors(a as CorsRule[], b as CorsRule[]));
const policy = (like: unknown, shown: unknown): unknown => arranged(like, shown, policiesEqual);

describe("rules of a lifecycle, by id", () => {
  const like: readonly LifecycleRule[] = [
    { id: "z", prefix: "z/", expiration: { days: 3 } },
    { id: "a", prefix: "a/", transition: { days: 30 }, expiration: { days: 90 } },
  ];
  const shown = (days: number): LifecycleRule[] => [
    { id: "a", prefix: "a/", enabled: true, transition: { days: 30, storageClass: "STANDARD_IA" }, expiration: { days } },
    { id: "z", prefix: "z/", enabled: true, expiration: { days: 3 } },
  ];

  test("one that was changed is that one, in the program's order and without defaults", () => {
    expect(lifecycle(like, shown(91))).toEqual([like[0], { ...like[1], expiration: { days: 91 } }]);
  });

  test("what is new stands at the end, what is gone is gone", () => {
    const extra = { id: "m", prefix: "m/", enabled: true, expiration: { days: 1 } };
    expect(lifecycle(like, [extra, ...shown(90)])).toEqual([...like, extra]);
    expect(lifecycle(like, shown(90).slice(1))).toEqual([like[0]]);
  });

  test("a prefix that became every object is said", () => {
    const [a, z] = shown(90);
    expect(lifecycle(like, [{ ...a, prefix: "" }, z ?? {}])).toEqual([like[0], { ...like[1], prefix: "" }]);
  });
});

test("CORS: the order of rules is the service's, the one inside them the program's", () => {
  const like = [
    { id: "one", allowedOrigins: ["https://b", "https://a"], allowedMethods: ["PUT", "GET"], exposeHeaders: ["ETag"] },
    { allowedOrigins: ["*"], allowedMethods: ["GET"] },
  ];
  const [one, two] = like;
  const shownOne = {
    id: "one",
    allowedOrigins: ["https://a", "https://b", "https://c"],
    allowedMethods: ["GET", "PUT"],
    exposeHeaders: ["etag"],
  };
  expect(cors(like, [shownOne, two ?? shownOne])).toEqual([{ ...one, allowedOrigins: ["https://b", "https://a", "https://c"] }, two]);
  expect(cors(like, [two ?? shownOne, shownOne])).toEqual([two, { ...one, allowedOrigins: ["https://b", "https://a", "https://c"] }]);
});

describe("policies, by Sid or place", () => {
  const like = {
    Version: "2012-10-17",
    Statement: [
      { Sid: "read", Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: ["arn:aws:s3:::b/b*", "arn:aws:s3:::b/a*"] },
      {
        Effect: "Deny",
        Principal: { AWS: "*" },
        Action: ["s3:PutObject"],
        Resource: "arn:aws:s3:::b/*",
        Condition: { Bool: { "aws:SecureTransport": false } },
      },
    ],
  };
  const [read, deny] = like.Statement;
  const shown = (action: string): object => ({
    Statement: [
      { ...deny, Action: "s3:PutObject", Condition: { Bool: { "aws:SecureTransport": ["false"] } } },
      { ...read, Action: [action], Resource: ["arn:aws:s3:::b/a*", "arn:aws:s3:::b/b*"] },
    ],
  });

  test("an object is shown as one, with the statement that differs", () => {
    expect(policy(like, JSON.stringify(shown("s3:*")))).toEqual({ ...like, Statement: [{ ...read, Action: ["s3:*"] }, deny] });
  });

  test("a text is shown as a text", () => {
    const text = policy(JSON.stringify(like, undefined, 2), JSON.stringify(shown("s3:*")));
    expect(JSON.parse(text as string)).toEqual({ ...like, Statement: [{ ...read, Action: ["s3:*"] }, deny] });
  });

  test("what is no policy stays what it is", () => {
    expect(policy(like, "no policy")).toBe("no policy");
    expect(policy("text", like)).toBe(like);
  });
});

test("the meaning is never another one, whatever is shown", () => {
  const days = fc.record({ days: fc.integer({ min: 1, max: 3 }) });
  const rule = fc.record(
    {
      id: fc.constantFrom("a", "b", "c"),
      prefix: fc.constantFrom("", "a/"),
      enabled: fc.boolean(),
      expiration: days,
      transition: fc.record(
        { days: fc.integer({ min: 1, max: 2 }), storageClass: fc.constantFrom("STANDARD_IA", "GLACIER") },
        { requiredKeys: ["days"] },
      ),
      tags: fc.dictionary(fc.constantFrom("x", "y"), fc.constantFrom("1", "2")),
    },
    { requiredKeys: ["id"] },
  );
  const rules = fc.uniqueArray(rule, { maxLength: 3, selector: ({ id }) => id });
  const same = (a: unknown, b: unknown): boolean => sameLifecycle(a as LifecycleRule[], b as LifecycleRule[]);
  fc.assert(
    fc.property(rules, rules, (like, shown) => {
      const result = arranged(like, shown, same) as LifecycleRule[];
      expect(same(result, shown)).toBe(true);
      // Arranged once, there is nothing left to arrange.
      expect(arranged(like, result, same)).toEqual(result);
    }),
  );
});
