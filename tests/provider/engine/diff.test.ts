import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Asset } from "../../../provider/rules/asset";
import { diff, sameValue } from "../../../provider/engine/steps/diff";
import { type Properties, UNKNOWN } from "../../../provider/engine/values";
import { registry } from "../../../provider/registry";
import { type Leaves, objectsOf } from "../../support/leaves/arbitrary";

function of(noun: string): NonNullable<ReturnType<typeof registry.resources.get>> {
  const definition = registry.resources.get(noun);
  if (definition === undefined) throw new Error(noun);
  return definition;
}

const text = fc.string({ minLength: 1, maxLength: 8 });
const statement = fc.record(
  {
    Sid: text,
    Effect: fc.constantFrom("Allow", "Deny"),
    Principal: fc.oneof(fc.constant("*"), fc.record({ AWS: fc.array(text, { minLength: 1 }) })),
    Action: fc.oneof(text, fc.array(text, { minLength: 1 })),
    Resource: fc.array(text, { minLength: 1 }),
    Condition: fc.dictionary(text, fc.dictionary(text, fc.oneof(text, fc.array(text)))),
  },
  { requiredKeys: ["Effect", "Action", "Resource"] },
);
const document = fc.record({ Version: fc.constant("2012-10-17"), Statement: fc.array(statement, { minLength: 1, maxLength: 3 }) });

/** Inputs of every resource, in the form of its fields and valid or not: diff must not care. */
const leaves: Leaves = {
  text,
  number: fc.nat(),
  asset: fc.record({ path: text, hash: text }, { requiredKeys: [] }).map((parts) => new Asset(parts)),
  document,
  anything: document,
  part: (right) => right,
  object: (fields) =>
    fc.record(Object.fromEntries(fields.map(({ name, values }) => [name, values])), {
      requiredKeys: fields.flatMap(({ name, isOptional }) => (isOptional ? [] : [name])),
    }),
};

const none = { changes: [], replaces: [], deleteBeforeReplace: false };

describe("laws", () => {
  test.each([...registry.resources.keys()])("%s: what is the same is no change", (noun) => {
    fc.assert(
      fc.property(objectsOf(of(noun).inputs, leaves), (inputs) => {
        expect(diff(of(noun), structuredClone(inputs), inputs)).toMatchObject(none);
        expect(diff(of(noun), structuredClone(inputs), inputs, { stateIsInputs: true })).toMatchObject(none);
      }),
    );
  });

  test.each([...registry.resources.keys()])(
    "%s: every change names a field that differs, and replaces only by fields that say so",
    (noun) => {
      const arbitrary = objectsOf(of(noun).inputs, leaves);
      fc.assert(
        fc.property(arbitrary, arbitrary, (before, after) => {
          const result = diff(of(noun), before, after);
          for (const { field, path, replaces } of result.changes) {
            expect(before[field]).not.toEqual(after[field]);
            expect(path.startsWith(field)).toBe(true);
            expect(replaces).toBe(result.replaces.includes(field));
          }
          for (const stable of result.stables) expect(result.changes.map(({ field }) => field)).not.toContain(stable);
        }),
      );
    },
  );

  test("policies in another order, as text or object, with one value or a list of one, are the same", () => {
    const shuffled = (value: Properties): Properties => Object.fromEntries(Object.entries(value).reverse());
    fc.assert(
      fc.property(document, text, (policy, bucket) => {
        const same = shuffled({
          ...policy,
          Statement: [...policy.Statement].reverse().map((item) =>
            shuffled({
              ...item,
              Action: typeof item.Action === "string" ? [item.Action] : [...item.Action].reverse(),
              Resource: [...item.Resource].reverse(),
            }),
          ),
        });
        expect(diff(of("BucketPolicy"), { bucket, policy: JSON.stringify(same) }, { bucket, policy })).toMatchObject(none);
        expect(diff(of("Policy"), { name: bucket, policy: same }, { name: bucket, policy })).toMatchObject(none);
      }),
    );
  });
});

describe("places", () => {
  const bucket = { bucket: "b", acl: "private" };
  const at = (locations: string[], more: Properties = {}): Properties => ({
    ...bucket,
    dataLocation: { type: "Specified", locations, ...more },
  });

  test.each<[string, string, Properties, Properties, Record<string, string>]>([
    ["a list's item", "Bucket", at(["A", "B"]), at(["A", "C"]), { "dataLocation.locations[1]": "update" }],
    ["a longer list", "Bucket", at(["A"]), at(["A", "C"]), { "dataLocation.locations[1]": "add" }],
    ["a shorter list", "Bucket", at(["A", "B"]), at(["A"]), { "dataLocation.locations[1]": "delete" }],
    ["an item in front", "Bucket", at(["B", "C"]), at(["A", "B", "C"]), { "dataLocation.locations[0]": "add" }],
    ["an item less in the middle", "Bucket", at(["A", "B", "C"]), at(["A", "C"]), { "dataLocation.locations[1]": "delete" }],
    [
      "two items for one",
      "Bucket",
      at(["A", "B", "C"]),
      at(["D", "C"]),
      { "dataLocation.locations[0]": "update", "dataLocation.locations[1]": "delete" },
    ],
    [
      "a rule that is gone, and one that is another",
      "Lifecycle",
      {
        bucket: "b",
        rules: [
          { id: "a", prefix: "a/", expiration: { days: 1 } },
          { id: "c", prefix: "c/", expiration: { days: 3 } },
        ],
      },
      {
        bucket: "b",
        rules: [
          { id: "a", prefix: "a/", expiration: { days: 2 } },
          { id: "b", prefix: "b/", expiration: { days: 1 } },
          { id: "c", prefix: "c/", expiration: { days: 3 } },
        ],
      },
      { "rules[0].expiration.days": "update", "rules[1]": "add" },
    ],
    ["a nested field", "Bucket", at(["A"]), at(["A"], { scheduleStrategy: "NotAllowed" }), { "dataLocation.scheduleStrategy": "add" }],
    ["the default of a nested field", "Bucket", at(["A"]), at(["A"], { scheduleStrategy: "Allowed" }), {}],
    ["an order without meaning", "Bucket", at(["A", "B"]), at(["B", "A"]), {}],
    [
      "a tag with a space",
      "IamUser",
      { userName: "u", tags: { "a b": "1", c: "2" } },
      { userName: "u", tags: { "a b": "3", d: "2" } },
      { 'tags["a b"]': "update", "tags.c": "delete", "tags.d": "add" },
    ],
    ["a new field", "IamUser", { userName: "u" }, { userName: "u", tags: { a: "" } }, { tags: "add" }],
    ["a removed field is reset", "IamUser", { userName: "u", tags: { a: "" } }, { userName: "u" }, { tags: "delete" }],
    ["a removed field is forgotten", "Bucket", at(["A"]), bucket, {}],
    ["a removed place that can never change", "Bucket", { ...bucket, metadataLocation: "A" }, bucket, {}],
    ["names without case", "IamUser", { userName: "Bob" }, { userName: "bob" }, {}],
    ["members in another order and case", "GroupMembers", { group: "G", users: ["bob", "Eve"] }, { group: "g", users: ["eve", "BOB"] }, {}],
    ["a new member", "GroupMembership", { group: "g", users: ["bob"] }, { group: "g", users: ["bob", "eve"] }, { "users[1]": "add" }],
    ["a rule that is named no more", "PasswordPolicy", { maxPasswordAge: 9, hardExpiry: true }, { maxPasswordAge: 9 }, {}],
    ["a password that is named no more", "LoginProfile", { user: "u", password: "p", passwordLength: 9 }, { user: "u" }, {}],
    ["what only creation reads", "Bucket", bucket, { ...bucket, adopt: true }, {}],
    ["a setting of ours at its default", "Bucket", bucket, { ...bucket, forceDestroy: false }, {}],
    ["a setting of ours", "Bucket", bucket, { ...bucket, forceDestroy: true }, { forceDestroy: "update" }],
    ["an unknown value", "Bucket", bucket, { ...bucket, acl: UNKNOWN }, { acl: "update" }],
    [
      "an unknown item of a list whose order has no meaning",
      "Bucket",
      at(["B", "A"]),
      at(["B", UNKNOWN] as string[]),
      { "dataLocation.locations[1]": "update" },
    ],
    [
      "a new item that is unknown",
      "GroupMembers",
      { group: "g", users: ["b"] },
      { group: "g", users: ["B", UNKNOWN] },
      { "users[1]": "add" },
    ],
    [
      "an unknown part beside other spellings",
      "Cors",
      { bucket: "b", rules: [{ allowedOrigins: ["https://a"], allowedMethods: ["PUT", "GET"], allowedHeaders: ["X-A"] }] },
      { bucket: "b", rules: [{ allowedOrigins: [UNKNOWN], allowedMethods: ["GET", "PUT"], allowedHeaders: ["x-a"] }] },
      { "rules[0].allowedOrigins[0]": "update" },
    ],
    [
      "an unknown part beside a real difference",
      "Cors",
      { bucket: "b", rules: [{ allowedOrigins: ["https://a"], allowedMethods: ["GET"], maxAgeSeconds: 5 }] },
      { bucket: "b", rules: [{ allowedOrigins: [UNKNOWN], allowedMethods: ["GET"], maxAgeSeconds: 6 }] },
      { "rules[0].allowedOrigins[0]": "update", "rules[0].maxAgeSeconds": "update" },
    ],
    [
      "an unknown part of a policy, where the state has another order",
      "BucketPolicy",
      { bucket: "b", policy: { Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: ["r"] }], Version: "2012-10-17" } },
      { bucket: "b", policy: { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: [UNKNOWN] }] } },
      { "policy.Statement[0].Resource[0]": "update" },
    ],
    [
      "a value of another shape than the field's",
      "Cors",
      { bucket: "b", rules: [null, { allowedOrigins: 5 }] },
      { bucket: "b", rules: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }] },
      { "rules[0]": "update", "rules[1]": "delete" },
    ],
    ["text against object", "Policy", { name: "p", policy: "{}" }, { name: "p", policy: { Statement: [] } }, {}],
  ])("%s", (_what, noun, before, after, expected) => {
    expect(Object.fromEntries(diff(of(noun), before, after).changes.map(({ path, kind }) => [path, kind]))).toEqual(expected);
  });

  test("ignored places, whole and inside", () => {
    const before = { userName: "u", tags: { a: "1", "b c": "1" } };
    const after = { userName: "v", tags: { a: "2", "b c": "2" } };
    const left = (...ignored: string[]): string[] => diff(of("IamUser"), before, after, { ignored }).changes.map(({ path }) => path);
    expect(left()).toEqual(["userName", "tags.a", 'tags["b c"]']);
    expect(left("tags")).toEqual(["userName"]);
    expect(left("tags.a")).toEqual(["userName", 'tags["b c"]']);
    expect(left('tags["b c"]', "userName")).toEqual(["tags.a"]);
    expect(left("*")).toEqual([]);
    expect(left("tag", "user")).toHaveLength(3);
    const rule = { allowedOrigins: ["https://a", "https://b"], allowedMethods: ["GET"] };
    const unknownOrigin = { bucket: "b", rules: [{ ...rule, allowedOrigins: ["https://a", UNKNOWN] }] };
    const state = { bucket: "b", rules: [rule] };
    expect(diff(of("Cors"), state, unknownOrigin).changes).toHaveLength(1);
    expect(diff(of("Cors"), state, unknownOrigin, { ignored: ["rules[0].allowedOrigins"] }).changes).toEqual([]);
  });

  test("a face whose state is its inputs has to take out what is no longer managed", () => {
    const before = { ...at(["A"]), metadataLocation: "X", adopt: true };
    expect(diff(of("Bucket"), before, bucket, { stateIsInputs: true })).toMatchObject({
      changes: [{ path: "metadataLocation", kind: "delete", replaces: false }, { path: "dataLocation" }, { path: "adopt" }],
      replaces: [],
    });
  });
});

describe("replacement", () => {
  test.each<[string, Properties, Properties, string[], boolean]>([
    ["Bucket", { bucket: "a" }, { bucket: "b" }, ["bucket"], true],
    ["Bucket", { bucket: "a", metadataLocation: "X" }, { bucket: "a", metadataLocation: "Y" }, ["metadataLocation"], true],
    ["Bucket", { bucket: "a" }, { bucket: "a", metadataLocation: "Y" }, [], true],
    ["IamUser", { userName: "a" }, { userName: "b" }, ["userName"], false],
    ["BucketPolicy", { bucket: "a", policy: "{}" }, { bucket: "b", policy: "{}" }, ["bucket"], false],
    ["AccessKey", { user: "a" }, { user: "b" }, ["user"], false],
    ["Group", { groupName: "a" }, { groupName: "b" }, ["groupName"], false],
    ["GroupMembers", { group: "a", users: ["u"] }, { group: "b", users: ["v"] }, ["group"], false],
    ["GroupMembership", { group: "a", users: ["u"] }, { group: "b", users: ["u"] }, ["group"], false],
    ["GroupPolicyAttachment", { group: "a", policyArn: "x" }, { group: "b", policyArn: "x" }, ["group"], false],
    ["LoginProfile", { user: "a" }, { user: "b" }, ["user"], false],
    ["UserPolicyAttachment", { user: "a", policyArn: "x" }, { user: "a", policyArn: "y" }, ["policyArn"], false],
    ["Trail", { name: "a", s3BucketName: "x" }, { name: "a", s3BucketName: "y" }, [], true],
  ])("%s %o -> %o", (noun, before, after, replaces, deleteBeforeReplace) => {
    expect(diff(of(noun), before, after)).toMatchObject({ replaces, deleteBeforeReplace });
  });

  test("what stays through an update is said; nothing stays through a replacement", () => {
    const definition = of("Bucket");
    expect(diff(definition, { bucket: "a", acl: "private" }, { bucket: "a", acl: "public-read" }).stables).toEqual([
      "arn",
      "bucketDomainName",
      "endpoint",
      "creationDate",
      "bucket",
    ]);
    expect(diff(definition, { bucket: "a" }, { bucket: "b" }).stables).toEqual([]);
  });
});

test("equality by the field's own meaning; absent and unknown equal only themselves", () => {
  const same = (a: number, b: number): boolean => Math.abs(a) === Math.abs(b);
  expect(sameValue({ doc: "", same }, 1, -1)).toBe(true);
  expect(sameValue({ doc: "" }, 1, -1)).toBe(false);
  expect(sameValue({ doc: "", same }, undefined, undefined)).toBe(true);
  expect(sameValue({ doc: "", same }, undefined, 0)).toBe(false);
  expect(sameValue({ doc: "" }, UNKNOWN, UNKNOWN)).toBe(false);
});

describe("what time makes due", () => {
  const key = { user: "bob", graceDays: 1, accessKeyId: "k1", secretAccessKey: "s", status: "Active", createdAt: "2026-01-01T00:00:00Z" };
  const wanted = { user: "bob", graceDays: 1, rotationDays: 30 };
  const state = { ...key, rotationDays: 30 };
  const of30 = (now: string, news: Properties = wanted, more: object = {}): ReturnType<typeof diff> =>
    diff(of("RotatingAccessKey"), state, news, { now: new Date(now), ...more });
  const steady = ["accessKeyId", "secretAccessKey", "status", "createdAt", "previousAccessKeyId", "user"];

  test("is an update of the output that changes, with its reason; until then what is steady stays", () => {
    expect(of30("2026-01-30T23:59:59Z")).toEqual({ ...none, stables: steady, reasons: [], warnings: [] });
    expect(of30("2026-01-31T00:00:00Z")).toEqual({
      ...none,
      changes: [{ field: "accessKeyId", path: "accessKeyId", kind: "update", replaces: false }],
      deleteBeforeReplace: true,
      stables: ["user"],
      reasons: ["access key k1 is 30 days old, its rotation is due after 30; an update creates a new one"],
      warnings: [],
    });
    expect(of30("2026-01-31T00:00:00Z", wanted, { stateIsInputs: true }).changes).toHaveLength(1);
  });

  test("is not asked for without a clock, where it is ignored, and in a replacement", () => {
    expect(diff(of("RotatingAccessKey"), state, wanted).changes).toEqual([]);
    expect(of30("2027-01-01T00:00:00Z", wanted, { ignored: ["accessKeyId"] })).toMatchObject({ changes: [], reasons: [] });
    expect(of30("2027-01-01T00:00:00Z", { ...wanted, user: "eve" })).toMatchObject({ replaces: ["user"], reasons: [], stables: [] });
  });

  test("is judged by what is known; what is not may make it due", () => {
    expect(of30("2027-01-01T00:00:00Z", { ...wanted, rotationDays: UNKNOWN })).toMatchObject({
      changes: [{ field: "rotationDays" }],
      stables: ["user"],
      reasons: [],
    });
  });
});

test("a field whose absence counts replaces to and from it; others are left as they are", () => {
  const owned = { user: "bob", status: "Active" };
  const own = { status: "Active" };
  expect(diff(of("AccessKey"), owned, own).replaces).toEqual(["user"]);
  expect(diff(of("AccessKey"), own, owned).replaces).toEqual(["user"]);
  expect(diff(of("AccessKey"), own, own).changes).toEqual([]);
  expect(diff(of("AccessKey"), owned, { ...owned, user: "BOB" }).changes).toEqual([]);
});
