/** Law 1 over the real engine: whatever the service answers instead of the truth, refresh and destroy keep the state, and the next run goes on. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FaultRule, type RunningEmulator, startEmulator } from "../../emulator";
import { engineTestLimit, faces, type Spec, Stack } from "../support/engine/harness";
import { accountState, settingsFor } from "../support/engine/servers";
import { callsOf, kept, type Kept, resetCalls, under } from "../support/chaos/support";

const ref = (path: string): { $ref: string } => ({ $ref: path });
const statement = { Effect: "Allow", Action: ["oos:GetObject"], Resource: ["arn:ctyun:oos:::outage-a/*"] };
const document = (more: object): object => ({ Version: "2012-10-17", Statement: [{ ...statement, ...more }] });

/** Every kind of resource, with every option that a read asks the service for. */
function spec(links: { bucket: unknown; user: unknown; policyArn: unknown }): Spec {
  const { bucket, user, policyArn } = links;
  return {
    resources: [
      { name: "bucket", noun: "Bucket", args: { bucket: "outage-a", metadataLocation: "ZhengZhou", dataLocation: { type: "Local" } } },
      { name: "user", noun: "IamUser", args: { userName: "outage", tags: { a: "b" } } },
      { name: "iamPolicy", noun: "Policy", args: { name: "outage", policy: document({}) } },
      { name: "bucketPolicy", noun: "BucketPolicy", args: { bucket, policy: document({ Principal: "*" }) } },
      { name: "key", noun: "AccessKey", args: { user } },
      { name: "attachment", noun: "UserPolicyAttachment", args: { user, policyArn } },
      { name: "trail", noun: "Trail", args: { name: "outage", s3BucketName: bucket, eventSelector: { readWriteType: "WriteOnly" } } },
    ],
  };
}

const firstReads = [
  "s3:GetBucketAcl",
  "s3:GetBucketPolicy",
  "iam:GetUser",
  "iam:GetPolicy",
  "iam:ListAccessKeys",
  "iam:ListAttachedUserPolicies",
  "trail:DescribeTrails",
];
const deletes = [
  "s3:DeleteBucket",
  "s3:DeleteBucketPolicy",
  "iam:DeleteUser",
  "iam:DeletePolicy",
  "iam:DeleteAccessKey",
  "iam:DetachUserPolicy",
  "trail:DeleteTrail",
];

/** Whose keys they are is asked before a deletion; without an answer none is tried, so that question is answered here. */
function ofDeletes(rules: readonly FaultRule[]): readonly FaultRule[] {
  return rules.flatMap((rule) =>
    deletes.map((name): FaultRule => {
      const [service, operation = ""] = name.split(":");
      return { ...rule, service: service as NonNullable<FaultRule["service"]>, operation };
    }),
  );
}

interface Outage {
  readonly title: string;
  readonly rules: readonly FaultRule[];
}

const listing =
  '<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>other</Name><IsTruncated>false</IsTruncated></ListBucketResult>';
/** Nothing is executed under these. */
const outages: readonly Outage[] = [
  { title: "403 of the service", rules: [{ kind: "error", status: 403, code: "AccessDenied" }] },
  { title: "500 of the service", rules: [{ kind: "error", status: 500, code: "InternalError" }] },
  { title: "503 of the service", rules: [{ kind: "error", status: 503, code: "SlowDown" }] },
  { title: "no answer", rules: [{ kind: "hang-before-execute" }] },
  { title: "a broken connection", rules: [{ kind: "reset" }] },
  { title: "a web page with status 200", rules: [{ kind: "foreign" }] },
  { title: "a web page with status 404", rules: [{ kind: "foreign", status: 404 }] },
  { title: "another service's document", rules: [{ kind: "foreign", body: listing, contentType: "application/xml" }] },
];

/** Reads that come after a first one that succeeded, and an error code that belongs to another operation. */
const partial: readonly Outage[] = [
  {
    title: "the second read of a resource fails",
    rules: [
      { kind: "truncate", service: "s3", operation: "GetBucketLocation" },
      { kind: "truncate", service: "trail", operation: "GetTrailStatus" },
    ],
  },
  {
    title: "the third read of a resource fails",
    rules: [
      { kind: "error", status: 404, code: "NoSuchSomething", service: "s3", operation: "GetBucketLocation" },
      { kind: "error", status: 403, code: "AccessDenied", service: "trail", operation: "GetEventSelectors" },
    ],
  },
];

describe.each(faces)("%s face", engineTestLimit, (face) => {
  let emulator: RunningEmulator;
  let stack: Stack;
  let before: readonly Kept[];

  beforeAll(async () => {
    emulator = await startEmulator();
    // Without settling time a not-found, were one believed, would drop the resource at once.
    stack = await Stack.create({
      face,
      config: settingsFor(emulator, { settleSeconds: "0", maxRetries: "0", requestTimeoutSeconds: "2" }),
    });
    await stack.up(spec({ bucket: ref("bucket.bucket"), user: ref("user.userName"), policyArn: ref("iamPolicy.arn") }));
    // Literal names instead of references: the engine knows no order, so that one destroy asks for all deletions.
    const policyArn = (await stack.resource("iamPolicy"))?.id;
    await stack.up(spec({ bucket: "outage-a", user: "outage", policyArn }));
    before = await kept(stack);
    expect(before).toHaveLength(7);
  });
  afterAll(async () => {
    await stack.close();
    await emulator.close();
  });

  async function mustFail(command: "refresh" | "destroy", rules: readonly FaultRule[], operations: readonly string[]): Promise<void> {
    await resetCalls(emulator);
    // The first failure keeps the engine from starting further reads, so none may fail before all have begun.
    const slow = rules.map((rule) => ({ ...rule, delayMs: 500 }));
    const { code, text } = await under(emulator, slow, () =>
      command === "refresh" ? stack.refresh("--parallel", "16") : stack.destroy("--parallel", "16", "--continue-on-error"),
    );
    expect(code, text).not.toBe(0);
    expect(Object.keys(await callsOf(emulator)), text).toEqual(expect.arrayContaining([...operations]));
    expect(await kept(stack), text).toEqual(before);
  }

  async function mustRefreshQuietly(): Promise<void> {
    await stack.must("refresh", "--yes", "--skip-preview", "--color", "never", "--expect-no-changes");
  }

  // Each outage in one face, and in both without the engine (tests/provider/resources/outages.test.ts).
  const own = <T>(all: readonly T[]): readonly T[] => all.filter((_one, index) => (index % 2 === 0) === (face === "dynamic"));

  test.each(own(outages))("$title: refresh and destroy keep everything", async ({ rules }) => {
    await mustFail("refresh", rules, firstReads);
    await mustFail("destroy", ofDeletes(rules), deletes);
  });

  test.each(own(partial))("$title: refresh keeps everything", async ({ rules }) => {
    await mustFail(
      "refresh",
      rules,
      rules.map(({ service = "", operation = "" }) => `${service}:${operation}`),
    );
  });

  test("when the service is back, refresh finds nothing", async () => {
    await mustRefreshQuietly();
  });

  test("a truncated answer: refresh and destroy keep everything, and the next destroy finds done what was done", async () => {
    const rules: readonly FaultRule[] = [{ kind: "truncate" }];
    await mustFail("refresh", rules, firstReads);
    // The deletions are executed here; only their answers are lost.
    await mustFail("destroy", ofDeletes(rules), deletes);
    const { code, text } = await stack.destroy();
    expect(code, text).toBe(0);
    expect(await kept(stack)).toEqual([]);
    const { buckets, users, policies, trails } = await accountState(emulator);
    expect({ buckets, users, policies, trails }).toEqual({ buckets: [], users: [], policies: [], trails: [] });
  });
});
