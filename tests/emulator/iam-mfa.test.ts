import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { totp } from "../../emulator/services/iam/mfa";
import { admin, emulatorForFile, iam, members } from "../support/emulator/support";

const emulator = emulatorForFile();
const call = (action: string, params: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> =>
  iam(emulator(), action, params);

/** RFC 6238, appendix B: the SHA-1 row, cut to six digits; the seed is the ASCII text 12345678901234567890. */
const RFC_SEED = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
test.each([
  [59, "287082"],
  [1111111109, "081804"],
  [1111111111, "050471"],
  [1234567890, "005924"],
  [2000000000, "279037"],
  [20000000000, "353130"],
])("at second %i the code is %s", (second, code) => {
  expect(totp(RFC_SEED, Math.floor(second / 30))).toBe(code);
});

/** What an authenticator app does, written apart from the emulator. */
function appCode(seed: string, atMs: number): string {
  let bits = "";
  for (const letter of seed) bits += "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0");
  const secret = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(atMs / 30_000), 4);
  const hash = createHmac("sha1", secret).update(counter).digest();
  const value = hash.readUInt32BE((hash.at(-1) ?? 0) % 16) % 2 ** 31;
  return String(value % 1_000_000).padStart(6, "0");
}

test("a device is made, enabled with two codes in a row, listed, deactivated and deleted", async () => {
  await call("CreateUser", { UserName: "phone" });
  const device = (await call("CreateVirtualMFADevice", { VirtualMFADeviceName: "Phone" }))["VirtualMFADevice"] as Record<string, string>;
  const [SerialNumber = "", seed = ""] = [device["SerialNumber"], device["Base32StringSeed"]];
  expect([SerialNumber, seed.length]).toEqual([`arn:ctyun:iam::${emulator().accountId}:mfa/Phone`, 64]);
  const now = Date.parse((await admin<{ now: string }>(emulator(), "GET", "/clock")).now);
  const enable = (first: string, second: string): Promise<unknown> =>
    call("EnableMFADevice", { UserName: "phone", SerialNumber, AuthenticationCode1: first, AuthenticationCode2: second });
  const [first, second] = [appCode(seed, now), appCode(seed, now + 30_000)];
  await expect(enable(second, first)).rejects.toThrow("403 InvalidAuthenticationCode");
  await expect(enable(appCode(seed, now - 3_600_000), appCode(seed, now - 3_570_000))).rejects.toThrow("403 InvalidAuthenticationCode");
  await expect(enable("12345", "123456")).rejects.toThrow("400 ValidationError");
  await enable(first, second);
  expect(members((await call("ListMFADevices", { UserName: "phone" }))["MFADevices"])).toMatchObject([{ SerialNumber, UserName: "phone" }]);
  expect(members((await call("ListVirtualMFADevices", { AssignmentStatus: "Assigned" }))["VirtualMFADevices"])).toMatchObject([
    { SerialNumber, User: { UserName: "phone" } },
  ]);
  expect(members((await call("ListVirtualMFADevices", { AssignmentStatus: "Unassigned" }))["VirtualMFADevices"])).toEqual([]);
  await expect(call("DeleteUser", { UserName: "phone" })).rejects.toThrow(/409 DeleteConflict.*MFA/);
  await expect(call("DeleteVirtualMFADevice", { SerialNumber })).rejects.toThrow("409 DeleteConflict");
  await call("DeactivateMFADevice", { UserName: "phone", SerialNumber });
  await expect(call("DeactivateMFADevice", { UserName: "phone", SerialNumber })).rejects.toThrow("404 NoSuchEntity");
  await call("DeleteVirtualMFADevice", { SerialNumber });
  await call("DeleteUser", { UserName: "phone" });
  expect(members((await call("ListVirtualMFADevices"))["VirtualMFADevices"])).toEqual([]);
});
