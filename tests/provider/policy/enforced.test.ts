/** The evaluator and the emulator, which share no code, decide alike: random policies are set over HTTP and calls are made under them. */
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { checkPolicy } from "../../../provider/policy/check";
import { factsOf } from "../../../provider/policy/conditions";
import { evaluate } from "../../../provider/policy/evaluate";
import { callerOf } from "../../../provider/policy/match";
import { readStatements } from "../../../provider/policy/statements";
import { admin, type Answer, emulatorForFile, iam, type Keys, send, sendSigned } from "../../support/emulator/support";
import {
  type Accounts,
  arnOf,
  bucket,
  bucketStatements,
  iamStatements,
  type Probe,
  probes,
  type Who,
} from "../../support/properties/policy-world";

const emulator = emulatorForFile();
let accounts: Accounts;
let keys: Readonly<Record<Exclude<Who, "anonymous">, Keys>>;
let other: Keys;

async function userOf(owner: Keys, name: string): Promise<Keys> {
  await iam(emulator(), "CreateUser", { UserName: name }, owner);
  const { AccessKey } = (await iam(emulator(), "CreateAccessKey", { UserName: name }, owner)) as { AccessKey: Record<string, string> };
  return { accessKeyId: AccessKey["AccessKeyId"] ?? "", secretAccessKey: AccessKey["SecretAccessKey"] ?? "" };
}

/** The one IAM policy of a user; none when there are no statements. */
async function giveIam(owner: Keys, user: string, account: string, statements: readonly object[]): Promise<void> {
  // A policy must hold a statement; this one is about nothing.
  const nothing = { Effect: "Allow", Action: "cloudtrail:StopLogging", Resource: "arn:ctyun:cloudtrail::nobody:trail/x" };
  const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: statements.length === 0 ? [nothing] : statements });
  await iam(emulator(), "CreatePolicy", { PolicyName: user, PolicyDocument }, owner);
  await iam(emulator(), "AttachUserPolicy", { UserName: user, PolicyArn: `arn:ctyun:iam::${account}:policy/${user}` }, owner);
}

const s3 = (method: string, target: string, who: Keys | undefined, headers: Record<string, string> = {}, body = ""): Promise<Answer> => {
  const request = { method, target, headers, body };
  return who === undefined
    ? send(emulator().endpoints.s3, request)
    : sendSigned(emulator().endpoints.s3, request, { keys: who, service: "s3" });
};

beforeAll(async () => {
  const second = await admin<Keys & { accountId: string }>(emulator(), "POST", "/accounts", {});
  other = second;
  accounts = { owner: emulator().accountId, other: second.accountId };
  keys = {
    root: emulator(),
    "other root": other,
    alice: await userOf(emulator(), "alice"),
    eve: await userOf(other, "eve"),
  };
  await s3("PUT", `/${bucket}`, emulator());
});

/** True when the service carries the call out, or would if there were something to carry it out on. */
async function isAllowed({ who, method, path, query, referer }: Probe): Promise<boolean> {
  const headers = { "user-agent": "tester", ...(referer === undefined ? {} : { referer }) };
  const { status, text } = await s3(method, `/${bucket}${path}${query}`, who === "anonymous" ? undefined : keys[who], headers, "");
  if (status === 403) expect(text).toContain("AccessDenied");
  else expect([200, 204, 404]).toContain(status);
  return status !== 403;
}

interface Case {
  readonly bucketStatements: readonly object[];
  readonly ofAlice: readonly object[];
  readonly ofEve: readonly object[];
  readonly probes: readonly Probe[];
}

const cases = (): fc.Arbitrary<Case> =>
  fc.record({
    bucketStatements: fc.array(bucketStatements(accounts), { minLength: 1, maxLength: 4 }),
    ofAlice: fc.array(iamStatements(accounts), { maxLength: 2 }),
    ofEve: fc.array(iamStatements(accounts), { maxLength: 2 }),
    probes: fc.uniqueArray(probes, { minLength: 6, maxLength: 6, selector: (probe) => JSON.stringify(probe) }),
  });

function expected({ bucketStatements: ours, ofAlice, ofEve }: Case, { who, action, path, referer }: Probe): boolean {
  const mine = who === "alice" ? ofAlice : who === "eve" ? ofEve : [];
  const statements = [
    ...readStatements({ policy: { Statement: ours }, kind: "bucket" }),
    ...readStatements({ policy: { Statement: mine }, kind: "iam" }),
  ];
  const arn = arnOf(who, accounts);
  const caller = arn === undefined ? undefined : callerOf(arn);
  const facts = factsOf({
    ...{ "ctyun:SourceIp": "127.0.0.1", "ctyun:UserAgent": "tester", "ctyun:SecureTransport": "false" },
    ...{ "ctyun:CurrentTime": new Date().toISOString(), "ctyun:Referer": referer ?? null },
  });
  const { verdict, depends } = evaluate(statements, {
    ...(caller === undefined ? {} : { caller }),
    ...{ owner: accounts.owner, action: `oos:${action}`, resource: `arn:ctyun:oos:::${bucket}${path}`, facts },
  });
  expect(depends).toEqual([]);
  return verdict === "allowed";
}

describe("random policies", () => {
  it("decide as the service does, and pass the check", { timeout: 240_000 }, async () => {
    let allowed = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(cases(), async (it) => {
        const Statement = it.bucketStatements;
        const { problems } = checkPolicy({ Statement }, "bucket");
        expect(problems).toEqual([]);
        const set = await s3("PUT", `/${bucket}?policy`, emulator(), {}, JSON.stringify({ Version: "2012-10-17", Statement }));
        expect([set.status, set.text]).toEqual([200, ""]);
        await giveIam(emulator(), "alice", accounts.owner, it.ofAlice);
        await giveIam(other, "eve", accounts.other, it.ofEve);
        for (const probe of it.probes) {
          const wanted = expected(it, probe);
          expect({ probe, allowed: await isAllowed(probe) }).toEqual({ probe, allowed: wanted });
          if (wanted) allowed++;
          else refused++;
        }
      }),
      { numRuns: 250 },
    );
    // Both answers must have been met often, or nothing was tested.
    expect(Math.min(allowed, refused)).toBeGreaterThan(200);
  });
});
