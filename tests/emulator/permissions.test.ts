/** Every action of IAM, trail and statistics is a permission: none is done without it, and it alone suffices. */
import { beforeAll, describe, expect, test } from "vitest";
import { OPERATIONS } from "../../emulator/flavours";
import { codeOf, emulatorForFile, iam, sendSigned, userWithKey, type Answer, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile();
const PREFIXES = { iam: "iam", trail: "cloudtrail", statistics: "statistics" } as const;
type Service = keyof typeof PREFIXES;

/** Without parameters: permission is asked before they are looked at. */
function call(service: Service, action: string, keys: Keys): Promise<Answer> {
  const { endpoints } = emulator();
  if (service === "iam") {
    return sendSigned(endpoints.iam, { method: "POST", target: "/", body: `Action=${action}` }, { keys, service: "sts" });
  }
  if (service === "statistics")
    return sendSigned(endpoints.statistics, { method: "GET", target: `/?Action=${action}` }, { keys, service: "s3" });
  const headers = { "x-amz-target": `CloudTrail_20131101.${action}` };
  return sendSigned(endpoints.trail, { method: "POST", target: "/", headers, body: "{}" }, { keys, service: "cloudtrail" });
}

/** Open by the manual: temporary credentials are for everybody, and a rule of the account opens the own password [GUIDE 7.1.14]. */
const OPEN: readonly string[] = ["GetSessionToken", "ChangePassword"];
const rows = OPERATIONS.flatMap((row) =>
  row.service === "s3" || OPEN.includes(row.name) || "legacy" in row ? [] : [[row.service, row.name] as const],
);

describe.each([["statistics"], ["trail"], ["iam"]] as const)("%s", (asked) => {
  const own = rows.filter(([service]) => service === asked);
  let nobody: Keys;
  let other: Keys;
  beforeAll(async () => {
    const everythingElse = Object.values(PREFIXES).filter((prefix) => prefix !== PREFIXES[asked]);
    nobody = await userWithKey(emulator(), `nobody-${asked}`);
    other = await userWithKey(emulator(), `other-${asked}`, {
      Effect: "Allow",
      Action: [...everythingElse.map((prefix) => `${prefix}:*`), "oos:*"],
      Resource: "*",
    });
  });

  test.each(own)("%s %s", async (service, action) => {
    for (const keys of [nobody, other]) expect(codeOf(await call(service, action, keys))).toBe("AccessDenied");
    const allowed = await userWithKey(emulator(), `may-${action}`, {
      Effect: "Allow",
      Action: `${PREFIXES[service]}:${action}`,
      Resource: "*",
    });
    const answer = await call(service, action, allowed);
    expect([answer.status, codeOf(answer)]).not.toEqual([403, "AccessDenied"]);
    const PolicyDocument = JSON.stringify({ Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }] });
    await iam(emulator(), "CreatePolicy", { PolicyName: "nothing", PolicyDocument });
    await iam(emulator(), "AttachUserPolicy", {
      UserName: `may-${action}`,
      PolicyArn: `arn:ctyun:iam::${emulator().accountId}:policy/nothing`,
    });
    expect(codeOf(await call(service, action, allowed))).toBe("AccessDenied");
  });
});
