import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { oos } from "../../../provider/backends/oos";
import type { Backend } from "../../../provider/backends/types";
import { zos } from "../../../provider/backends/zos";
import { isAvailable } from "../../../provider/engine/steps/availability";
import { field } from "../../../provider/define";
import { check, type CheckRequest } from "../../../provider/engine/steps/inputs";
import { suffixFrom } from "../../../provider/engine/steps/naming";
import { isUnknown, type Properties, UNKNOWN } from "../../../provider/engine/values";
import { registry } from "../../../provider/registry";
import { bucketNameProblems } from "../../../provider/rules/bucket-name";
import { iamNameProblems } from "../../../provider/rules/iam-name";
import { trailNameProblems } from "../../../provider/rules/trail-name";

const backend = oos;
const context = { backend, region: "cn", isUnknown };

/** A backend that has the resource. */
function homeOf(noun: string): Backend {
  const definition = registry.resources.get(noun);
  return definition !== undefined && isAvailable(definition, oos) ? oos : zos;
}

function checkOf(noun: string, news: Properties, more: Partial<CheckRequest> = {}): ReturnType<typeof check> {
  const definition = registry.resources.get(noun);
  if (definition === undefined) throw new Error(noun);
  const { inputs: fields, rules = [], elsewhere = {} } = definition;
  return check({
    noun,
    fields,
    rules,
    elsewhere,
    olds: undefined,
    news,
    suffix: () => "abc1234",
    context: { ...context, backend: homeOf(noun) },
    ...more,
  });
}

function reasons(noun: string, news: Properties): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { property, reason } of checkOf(noun, news).failures) (found[property] ??= []).push(reason);
  return found;
}

const policy = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "oos:GetObject", Resource: "arn:ctyun:oos:::b-one/*" }],
};

/** Inputs as wrong as they can be. */
const wrong: Readonly<Record<string, Properties>> = {
  AccessKey: { user: "", status: "active", usr: "bob", primary: true },
  Bucket: {
    bucket: "-A..b",
    acl: "public",
    dataLocation: { type: "Specfied", location: ["QingDao"], locations: [], scheduleStrategy: 1 },
    metadataLocation: 7,
    forceDestroy: "yes",
    forceDestory: true,
  },
  BucketAccelerate: { bucket: "b", status: "On", ipWhiteList: ["36.111.88.0/33", "a", "::1", "1.2.3.4", "1.2.3.4/8", "1.2.3"] },
  BucketAcl: {
    bucket: "b",
    grants: [
      { permission: "READ" },
      { canonicalId: "", uri: "everybody", permission: "EVERYTHING" },
      { uri: "everybody", permission: "READ" },
      { uri: "everybody", permission: "READ" },
    ],
    ownerFullControl: "no",
  },
  BucketEncryption: { bucket: "b", algorithm: "aws:kms", kmsMasterKey: "x" },
  BucketNotification: {
    bucket: "b",
    notifications: [
      { id: "a b", topicArn: "uploads", events: [], filterPrefix: "", filterMetadata: { team: "x" } },
      { id: "a b", topicArn: "arn:aws:sns:::t", events: ["s3:ObjectCreated:Pot"] },
    ],
  },
  Topic: {
    name: "a b",
    pushEndpoint: "http://me:hush@",
    pushUser: "me",
    ackLevel: "broker",
    amqpExchange: "x",
    useSsl: true,
    caLocation: "/ca",
  },
  BucketLogging: { bucket: "", targetBucket: "A", prefix: "x" },
  BucketObject: {
    bucket: "b",
    key: "k".repeat(1025),
    contentType: "tëxt",
    storageClass: "COLD",
    metadata: { "A b": "x", ok: "ü", "pulumi-sha256": "x", "pulumi-copied-from": "x" },
    dataLocation: { type: "Specified" },
    partSizeMiB: 4,
    source: "a",
    content: "b",
    copyFrom: { bucket: "", object: "k" },
    file: "x",
  },
  BucketPolicy: { policy: '{"Version": "2012-10-17", "Statement": [}', allowLockout: "yes", allowlockout: true },
  BucketTagging: { bucket: "b", tags: { "": "x", ["k".repeat(129)]: "v".repeat(257) } },
  Cors: {
    bucket: "b",
    rules: [
      {
        allowedOrigins: [],
        allowedMethods: ["GET"],
        allowedHeaders: ["x-*-*", ""],
        exposeHeaders: [""],
        maxAgeSeconds: -1,
        id: "x".repeat(256),
      },
      { allowedOrigins: ["https://*.a.*"], allowedMethods: [] },
    ],
  },
  Group: { groupName: "a b/c", forceDestroy: "yes", name: "x" },
  GroupMembers: { group: "", users: "bob", member: [] },
  GroupMembership: { group: "a/b", users: ["bob", "a b", "BOB"], user: "eve" },
  GroupPolicyAttachment: { group: "a b", policyArn: "arn:ctyun:iam::a1:user/x" },
  IamUser: { userName: "a b/c", tags: { "": "x", team: 1 }, tag: {} },
  Lifecycle: {
    bucket: "b",
    rules: [
      { id: "logs", prefix: "logs/", expiration: { days: 30 } },
      { id: "old", prefix: "logs/old/", expiration: { days: 0, date: "2030-01-01" }, transition: { date: "2030-01-01T10:00:00Z" } },
      { id: "logs", prefix: "", transition: {} },
      { expiration: { days: 1 } },
      { preset: "tmp-30d", expiration: { days: 1 } },
      { prefix: "none/" },
    ],
  },
  LoginProfile: { user: "arn:ctyun:iam::a1:user/bob", password: "", passwordLength: 4, passwordResetRequired: "no" },
  ObjectLock: { bucket: "b", state: "Enabled", mode: "GOVERNANCE", retention: { days: 1, years: 1 }, onDestroy: "leave" },
  PasswordPolicy: { minimumPasswordLength: -1, maxPasswordAge: 1.5, requireNumbers: "true", hardExpire: true },
  Policy: { name: "", policy: { Version: "2008", Statement: [{ Effect: "allow", Acton: "oos:*" }] }, description: 5 },
  RotatingAccessKey: { user: "", rotationDays: 1.5, graceDays: -1, triggers: { a: 1 }, rotateDays: 30 },
  Trail: { name: "a..b", s3BucketName: "", eventSelector: { readWriteType: "Write" }, enableLogging: "true" },
  UserPolicyAttachment: { user: "bob", policyArn: "arn:aws:iam::a b:group/x" },
  VirtualMfaDevice: { name: "a phone/x", user: "", seed: "JBSWY3DPEHPK3PXP" },
  Website: {
    bucket: "b",
    indexDocument: "a/b.html",
    errorDocument: "",
    redirectAllRequestsTo: { hostName: "https://www.example.com/" },
    routingRules: [
      { condition: {}, redirect: {} },
      { condition: { httpErrorCodeReturnedEquals: "200" }, redirect: { hostName: "a b", replaceKeyWith: "", replaceKeyPrefixWith: "x" } },
    ],
  },
};

/** Of a resource that has none of these: every field of the wrong form, and one that there is not. */
function wrongOf(noun: string): Properties {
  const fields = Object.entries(registry.resources.get(noun)?.inputs.shape ?? {});
  return { ...Object.fromEntries(fields.map(([name, schema]) => [name, z.safeParse(schema, 7.5).success ? [null] : 7.5])), zzz: 1 };
}

describe("words of the wrong form", () => {
  test.each([
    ["Cors", { bucket: "b", rules: [{ allowedOrigins: ["*"], allowedMethods: ["PATCH", "get"], maxAge: 5 }] }],
    ["Lifecycle", { bucket: "b", rules: [{ prefix: "a", expiration: { day: 3, days: 1.5 }, preset: "tmp-30", filter: {} }] }],
    ["Website", { bucket: "b", index: "index.html", routingRules: [{ redirect: { protocol: "ftp" } }] }],
  ])("%s", (noun, news) => {
    expect(
      checkOf(noun, news)
        .failures.map(({ property, reason }) => `${property}: ${reason}`)
        .join("\n"),
    ).toMatchSnapshot();
  });
});

describe("every problem at once, with its path and the backend", () => {
  // The snapshot shows every message with its place.
  test.each([...registry.resources.keys()])("%s", (noun) => {
    const { failures } = checkOf(noun, wrong[noun] ?? wrongOf(noun));
    expect(failures).not.toEqual([]);
    for (const { property, reason } of failures) expect(reason).toContain(`(${property}, backend ${homeOf(noun).id})`);
    expect(failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n")).toMatchSnapshot();
  });

  test.each([
    ["ab", "must have at least 3 characters, has 2"],
    ["a".repeat(64), "must have at most 63 characters, has 64"],
    ["logs_a", 'found "_"'],
    ["Logs", 'found "L"'],
    ["-logs", 'each part between dots must start and end with a lower-case letter or a digit; "-logs" does not'],
    ["logs.", 'must not start or end with "."'],
    ["lo..gs", 'must not contain ".."'],
    ["lo-.gs", 'must not contain "-."'],
    ["lo.-gs", 'must not contain ".-"'],
    ["10.0.0.1", "must not have the form of an IPv4 address"],
    ["10.20", "must not consist only of groups of digits joined by dots"],
  ])("bucket name %s", (bucket, message) => {
    const { failures } = checkOf("Bucket", { bucket });
    expect(failures.map(({ property }) => property)).toEqual(failures.map(() => "bucket"));
    expect(failures.map(({ reason }) => reason).join("\n")).toContain(message);
  });

  test("a malformed policy says where", () => {
    expect(
      reasons("BucketPolicy", { bucket: "b-one", policy: '{\n  "Version": "2012-10-17",\n  "Statement": [,]\n}' })["policy"]?.[0],
    ).toContain("line 3, column 17");
    expect(
      Object.keys(
        reasons("BucketPolicy", { bucket: "b-one", policy: { ...policy, Statement: [{ ...policy.Statement[0], Effect: "Alow" }] } }),
      ),
    ).toEqual(["policy.Statement[0].Effect"]);
  });

  test("unknown keys are met with what was probably meant, at the top and below", () => {
    expect(reasons("Bucket", { bucket: "b-one", forcedestroy: true, dataLocation: { type: "Local", schedulStrategy: "Allowed" } })).toEqual(
      {
        forcedestroy: ["unknown property forcedestroy; did you mean forceDestroy? (forcedestroy, backend oos)"],
        "dataLocation.schedulStrategy": [
          "unknown property schedulStrategy; did you mean scheduleStrategy? (dataLocation.schedulStrategy, backend oos)",
        ],
      },
    );
    expect(reasons("AccessKey", { user: "bob", zzz: 1 })["zzz"]?.[0]).toContain("known: user, status");
  });

  test("an input of pulumi-aws is met with what it is here", () => {
    const found = reasons("Bucket", { bucket: "b-one", serverSideEncryptionConfiguration: { rule: {} } });
    expect(found["serverSideEncryptionConfiguration"]).toEqual([
      "unknown property serverSideEncryptionConfiguration; here it is the resource BucketEncryption (on zos) (serverSideEncryptionConfiguration, backend oos)",
    ]);
    const rules = [{ id: "a", prefix: "", expiration: { days: 1 }, status: "Enabled" }];
    expect(reasons("Lifecycle", { bucket: "b-one", rules })["rules[0].status"]).toEqual([
      "unknown property status; here it is enabled, true or false (rules[0].status, backend oos)",
    ]);
    expect(reasons("IamUser", { name: "bob" })["name"]?.[0]).toMatch(/^unknown property name; here it is userName /);
  });

  test("what an input of pulumi-aws is here exists, and the input does not", () => {
    const wrongOnes = [...registry.resources.values()].flatMap(({ noun, inputs, elsewhere = {} }) =>
      Object.entries(elsewhere).flatMap(([name, words]) => {
        const [, resource] = /the resource (\w+)/.exec(words) ?? [];
        const first = /^\w+/.exec(words)?.[0] ?? "";
        const exists = resource === undefined ? name.includes(".") || first in inputs.shape : registry.resources.has(resource);
        return exists && !(name in inputs.shape) ? [] : [`${noun}.${name}: ${words}`];
      }),
    );
    expect(wrongOnes).toEqual([]);
    expect([...registry.resources.values()].filter(({ elsewhere }) => elsewhere !== undefined).length).toBeGreaterThan(10);
  });

  test("a field that is not there is required, whatever its type", () => {
    expect(reasons("BucketPolicy", {})).toEqual({
      bucket: ["is required (bucket, backend oos)"],
      policy: ["is required (policy, backend oos)"],
    });
    expect(reasons("Bucket", { bucket: "b-one", dataLocation: { type: "Specified" } })).toEqual({
      "dataLocation.locations": ["is required when type is Specified (dataLocation.locations, backend oos)"],
    });
  });

  test("a password policy names a rule, a membership a user, and a length is for a generated password", () => {
    expect(reasons("PasswordPolicy", { adopt: true })["allowUsersToChangePassword"]?.[0]).toMatch(
      /^names no rule; set at least one of allowUsersToChangePassword, .*, requireUppercaseCharacters \(allowUsersToChangePassword, backend oos\)$/,
    );
    expect(reasons("PasswordPolicy", { hardExpiry: UNKNOWN })).toEqual({});
    expect(reasons("GroupMembership", { group: "g", users: [] })).toEqual({ users: ["must not be empty (users, backend oos)"] });
    expect(reasons("LoginProfile", { user: "bob", password: UNKNOWN, passwordLength: 12 })).toEqual({});
    expect(Object.keys(reasons("LoginProfile", { user: "bob", password: "a-password", passwordLength: 12 }))).toEqual(["passwordLength"]);
  });

  test("Hong Kong has one location", () => {
    const { failures } = checkOf(
      "Bucket",
      { bucket: "b-one", metadataLocation: "HongKong", dataLocation: { type: "Local" } },
      { context: { ...context, region: "cn-hk-hqnet" } },
    );
    expect(failures.map(({ property }) => property)).toEqual(["metadataLocation", "dataLocation"]);
  });
});

describe("rules meet only what has the form that they rely on", () => {
  const good = { allowedOrigins: ["*"], allowedMethods: ["GET"] };
  const corsOf = (...rules: unknown[]): Properties => ({ bucket: "b", rules });
  const site = (...routingRules: unknown[]): Properties => ({ bucket: "b", indexDocument: "i", routingRules });

  test.each<[string, string, Properties, Record<string, string>]>([
    [
      "a rule without its redirect",
      "Website",
      site({ condition: { keyPrefixEquals: "a/" } }),
      { "routingRules[0].redirect": "is required" },
    ],
    [
      "null in the place of a text",
      "Website",
      { bucket: "b", redirectAllRequestsTo: { hostName: [null] } },
      { "redirectAllRequestsTo.hostName": "must be text, found a list" },
    ],
    [
      "a number in a list of objects",
      "Lifecycle",
      { bucket: "b", rules: [{ prefix: "a", transitions: [5, { days: 3 }] }] },
      {
        "rules[0].transitions": "is not available: a rule of OOS has one transition",
        "rules[0].transitions[0]": "must be an object, found a number",
      },
    ],
    [
      "a number for a list, and for the text that an id is made of",
      "Lifecycle",
      {
        bucket: "b",
        rules: [
          { prefix: 5, transitions: 5 },
          { prefix: "a", expiration: "x" },
        ],
      },
      {
        "rules[0].prefix": "must be text, found a number",
        "rules[0].transitions": "must be a list, found a number",
        "rules[1].expiration": "must be an object, found text",
      },
    ],
    [
      "a control character in a document",
      "Cors",
      corsOf({ ...good, allowedOrigins: ["https://a\u0001"] }),
      { "rules[0].allowedOrigins[0]": "holds the character U+0001, which the service's documents (XML) cannot carry" },
    ],
    [
      "half of a character",
      "BucketObject",
      { bucket: "b", key: "k\ud800", content: "a\u0001" },
      { key: "holds U+D800, half of a character, which has no UTF-8" },
    ],
    [
      "the name of a tag",
      "IamUser",
      { userName: "u", tags: { "a\u0002": "x" } },
      { 'tags["a\\u0002"]': "the name holds the character U+0002" },
    ],
  ])("%s", (_what, noun, news, expected) => {
    const found = Object.entries(reasons(noun, news)).map(([property, [reason = "", ...more]]) => {
      expect(more).toEqual([]);
      return [property, reason.slice(0, expected[property]?.length)];
    });
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  test("a wrong type hides no problem of other items, entries and fields", () => {
    expect(Object.keys(reasons("Cors", corsOf({ ...good, allowedMethods: "GET" }, { ...good, allowedOrigins: ["*.*"] }, 5)))).toEqual([
      "rules[0].allowedMethods",
      "rules[2]",
      "rules[1].allowedOrigins[0]",
    ]);
    expect(Object.keys(reasons("IamUser", { userName: "a b", tags: { team: 1, "": "x" }, forceDestroy: "yes" }))).toEqual([
      "tags.team",
      "forceDestroy",
      "userName",
      'tags[""]',
    ]);
    expect(Object.keys(reasons("Website", { ...site(5, { redirect: {} }), redirectAllRequestsTo: { hostName: "a b" } }))).toEqual([
      "routingRules[0]",
      "redirectAllRequestsTo.hostName",
      "routingRules[1].redirect",
      "indexDocument",
      "routingRules",
    ]);
    expect(Object.keys(reasons("BucketObject", { bucket: "b", key: "k", content: 5, copyFrom: { bucket: "c" } }))).toEqual([
      "content",
      "copyFrom.key",
      "copyFrom",
    ]);
  });

  test("what is said of a list as a whole is not said of a part of it", () => {
    expect(reasons("BucketTagging", { bucket: "b", tags: { a: 1 } })).toEqual({
      "tags.a": ["must be text, found a number (tags.a, backend zos)"],
    });
    expect(Object.keys(reasons("BucketAccelerate", { bucket: "b", ipWhiteList: [1, "x", UNKNOWN] }))).toEqual([
      "ipWhiteList[0]",
      "ipWhiteList[1]",
    ]);
  });
});

describe("unknown inputs never fail a rule", () => {
  test.each([...registry.resources.keys()])("%s with every input unknown", (noun) => {
    const definition = registry.resources.get(noun);
    const news = Object.fromEntries(Object.keys(definition?.inputs.shape ?? {}).map((name) => [name, UNKNOWN]));
    expect(checkOf(noun, news)).toEqual({ inputs: news, failures: [] });
  });

  test.each<[string, string, Properties]>([
    ["a location", "Bucket", { bucket: "b-one", dataLocation: { type: "Specified", locations: ["QingDao", UNKNOWN] } }],
    ["the type of a location", "Bucket", { bucket: "b-one", dataLocation: { type: UNKNOWN } }],
    ["a tag's value", "IamUser", { userName: "bob", tags: { a: UNKNOWN } }],
    ["a statement", "BucketPolicy", { bucket: "b-one", policy: { ...policy, Statement: [UNKNOWN] } }],
    ["all statements", "BucketPolicy", { bucket: "b-one", policy: { ...policy, Statement: UNKNOWN } }],
    [
      "a resource",
      "BucketPolicy",
      { bucket: UNKNOWN, policy: { ...policy, Statement: [{ ...policy.Statement[0], Resource: [UNKNOWN], Principal: UNKNOWN }] } },
    ],
    [
      "a principal",
      "BucketPolicy",
      {
        bucket: "b-one",
        policy: { ...policy, Statement: [{ ...policy.Statement[0], Principal: { AWS: [UNKNOWN] }, Condition: UNKNOWN }] },
      },
    ],
    [
      "an action",
      "Policy",
      { name: "n", policy: { Version: UNKNOWN, Statement: { Effect: UNKNOWN, Action: UNKNOWN, Resource: UNKNOWN } } },
    ],
  ])("%s", (_what, noun, news) => {
    expect(checkOf(noun, news).failures).toEqual([]);
  });

  test("what is known of a partly unknown policy is still judged", () => {
    const news = {
      bucket: UNKNOWN,
      policy: { ...policy, Statement: [{ Effect: "Alow", Principal: "*", Action: "oos:GetObject", Resource: [UNKNOWN] }] },
    };
    expect(checkOf("BucketPolicy", news).failures.map(({ property }) => property)).toEqual(["policy.Statement[0].Effect"]);
  });
});

describe("what check fills in", () => {
  test("defaults", () => {
    expect(checkOf("Bucket", { bucket: "b-one" }).inputs).toEqual({ bucket: "b-one", acl: "private", forceDestroy: false });
    expect(checkOf("Trail", { name: "abc", s3BucketName: "b-one", enableLogging: false }).inputs).toMatchObject({ enableLogging: false });
  });

  test("names from the resource's name, kept afterwards, made anew for a replacement", () => {
    const made = checkOf("Bucket", {}, { resourceName: "My Bucket" }).inputs;
    expect(made["bucket"]).toBe("my-bucket-abc1234");
    expect(checkOf("Bucket", {}, { resourceName: "My Bucket", olds: made, suffix: () => "fffffff" }).inputs).toEqual(made);
    expect(checkOf("Bucket", {}, { resourceName: "My Bucket", suffix: () => "fffffff" }).inputs["bucket"]).toBe("my-bucket-fffffff");
    expect(checkOf("Bucket", {}, { resourceName: "x".repeat(200) }).inputs["bucket"]).toHaveLength(63);
  });

  test("names are valid, whatever the resource is called", () => {
    const problems: Readonly<Record<string, (name: string) => string[]>> = {
      Bucket: (name) => bucketNameProblems(name, backend.bucketName),
      Group: (name) => iamNameProblems(name, "group"),
      IamUser: (name) => iamNameProblems(name, "user"),
      Policy: (name) => iamNameProblems(name, "policy"),
      Trail: trailNameProblems,
    };
    const fields: Readonly<Record<string, string>> = {
      Bucket: "bucket",
      Group: "groupName",
      IamUser: "userName",
      Policy: "name",
      Trail: "name",
    };
    const resourceName = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.string({ unit: fc.constantFrom("a", "B", "1", ".", "_", "-", " ", "/", ":", "+", "中"), minLength: 1, maxLength: 150 }),
    );
    for (const noun of Object.keys(problems)) {
      fc.assert(
        fc.property(resourceName, fc.uint8Array({ minLength: 8, maxLength: 32 }), (name, seed) => {
          const made = checkOf(noun, {}, { resourceName: name, suffix: suffixFrom(seed) }).inputs[fields[noun] ?? ""];
          expect(problems[noun]?.(String(made))).toEqual([]);
        }),
      );
    }
  });

  test("default tags; the resource's own win; a list is no map of tags", () => {
    const defaultTags = { team: "build", owner: "a" };
    expect(checkOf("IamUser", { userName: "bob", tags: { owner: "b" } }, { defaultTags }).inputs["tags"]).toEqual({
      team: "build",
      owner: "b",
    });
    expect(checkOf("IamUser", { userName: "bob" }, { defaultTags }).inputs["tags"]).toEqual(defaultTags);
    expect(checkOf("IamUser", { userName: "bob", tags: UNKNOWN }, { defaultTags }).inputs["tags"]).toBe(UNKNOWN);
    expect(checkOf("IamUser", { userName: "bob", tags: ["x"] }, { defaultTags }).failures.map(({ property }) => property)).toEqual([
      "tags",
    ]);
    expect(checkOf("Bucket", { bucket: "b-one" }, { defaultTags }).inputs).not.toHaveProperty("tags");
  });
});

test("a field without field() is a mistake of the definition", () => {
  const fields = z.strictObject({ a: z.string() });
  expect(() => check({ noun: "A", fields, olds: undefined, news: {}, suffix: () => "", context })).toThrow("field a has no field() meta");
  expect(
    check({
      noun: "A",
      fields: z.strictObject({ a: field(z.string(), { doc: "" }) }),
      olds: undefined,
      news: { a: "" },
      suffix: () => "",
      context,
    }).failures,
  ).toEqual([]);
});

test("a name that we made in a run that was cut off is made again; other names are not taken for ours", () => {
  const made = (lostNames: readonly string[]): unknown =>
    checkOf("IamUser", {}, { resourceName: "Night.Job", lostNames, olds: undefined }).inputs["userName"];
  expect(made(["night.job-0123abc"])).toBe("Night.Job-0123abc");
  expect(made(["night.job-extra-0123abc", "night.job-0123abz", "night.job-0123abcd", "other-0123abc"])).toBe("Night.Job-abc1234");
  expect(checkOf("IamUser", { userName: "given" }, { resourceName: "given", lostNames: ["given-0123abc"] }).inputs["userName"]).toBe(
    "given",
  );
});
