import { beforeEach, describe, expect, test } from "vitest";
import { emulatorForFile, TimeTraveller, userWithKey, type Keys } from "../support/emulator/support";

const emulator = emulatorForFile();
const time = new TimeTraveller(emulator);
const call = (action: string, params: Readonly<Record<string, string>> = {}, keys?: Keys): Promise<Record<string, unknown>> =>
  time.iam(action, params, keys);
let count = 0;

const DEFAULTS = {
  AllowUsersToChangePassword: "true",
  ExpirePasswords: "false",
  HardExpiry: "false",
  MaxPasswordAge: "0",
  MinimumPasswordLength: "8",
  PasswordReusePrevention: "0",
  RequireLowercaseCharacters: "false",
  RequireNumbers: "false",
  RequireSymbols: "false",
  RequireUppercaseCharacters: "false",
};
const rules = (params: Readonly<Record<string, string>>): Promise<unknown> => call("UpdateAccountPasswordPolicy", params);

/** A user with the password `first-password`, who may do nothing by policy. */
async function withPassword(...statements: readonly object[]): Promise<{ readonly UserName: string; readonly change: Change }> {
  const UserName = `person-${count++}`;
  const keys = await userWithKey(emulator(), UserName, ...statements);
  await call("CreateLoginProfile", { UserName, Password: "first-password" });
  return { UserName, change: (OldPassword, NewPassword) => call("ChangePassword", { OldPassword, NewPassword }, keys) };
}
type Change = (OldPassword: string, NewPassword: string) => Promise<unknown>;

beforeEach(async () => {
  await time.to(new Date().toISOString());
  await call("DeleteAccountPasswordPolicy");
});

describe("the account's password rules", () => {
  test("are the default ones until they are set, and again after they are deleted", async () => {
    expect((await call("GetAccountPasswordPolicy"))["PasswordPolicy"]).toEqual(DEFAULTS);
    const sample = {
      AllowUsersToChangePassword: "true",
      HardExpiry: "true",
      MaxPasswordAge: "0",
      MinimumPasswordLength: "8",
      PasswordReusePrevention: "3",
      RequireLowercaseCharacters: "false",
      RequireNumbers: "false",
      RequireSymbols: "true",
      RequireUppercaseCharacters: "false",
    };
    await rules(sample);
    expect((await call("GetAccountPasswordPolicy"))["PasswordPolicy"]).toEqual({ ...sample, ExpirePasswords: "false" });
    await rules({ MaxPasswordAge: "90" });
    expect((await call("GetAccountPasswordPolicy"))["PasswordPolicy"]).toEqual({
      ...DEFAULTS,
      MaxPasswordAge: "90",
      ExpirePasswords: "true",
    });
    await call("DeleteAccountPasswordPolicy");
    await call("DeleteAccountPasswordPolicy");
    expect((await call("GetAccountPasswordPolicy"))["PasswordPolicy"]).toEqual(DEFAULTS);
  });

  test.each([
    { MinimumPasswordLength: "5" },
    { MinimumPasswordLength: "129" },
    { MaxPasswordAge: "1096" },
    { MaxPasswordAge: "-1" },
    { PasswordReusePrevention: "25" },
    { RequireNumbers: "yes" },
  ])("%j is refused", async (params) => {
    await expect(rules(params)).rejects.toThrow("400 ValidationError");
    expect((await call("GetAccountPasswordPolicy"))["PasswordPolicy"]).toEqual(DEFAULTS);
  });

  test("hold for every new password, and say everything that is wrong", async () => {
    const { UserName, change } = await withPassword();
    await rules({
      MinimumPasswordLength: "12",
      RequireLowercaseCharacters: "true",
      RequireNumbers: "true",
      RequireSymbols: "true",
      RequireUppercaseCharacters: "true",
    });
    await expect(change("first-password", "short")).rejects.toThrow(
      "400 PasswordPolicyViolation: Password should have a minimum length of 12; Password should have at least one number; " +
        "Password should have at least one symbol; Password should have at least one uppercase character.",
    );
    await expect(call("UpdateLoginProfile", { UserName, Password: "NO-LOWERCASE-1" })).rejects.toThrow("one lowercase character");
    await call("DeleteLoginProfile", { UserName });
    await expect(call("CreateLoginProfile", { UserName, Password: "No symbol 1234" })).rejects.toThrow("one symbol");
    await call("CreateLoginProfile", { UserName, Password: "All-of-them-1" });
    await change("All-of-them-1", "All-of-them-2");
    await expect(change("All-of-them-2", "x".repeat(129))).rejects.toThrow("maximum length of 128");
  });
});

describe("ChangePassword", () => {
  test("is for users, with their old password", async () => {
    const { UserName, change } = await withPassword();
    await expect(call("ChangePassword", { OldPassword: "a", NewPassword: "second-password" })).rejects.toThrow("400 InvalidUserType");
    await expect(change("wrong-password", "second-password")).rejects.toThrow("403 AccessDenied: The old password was incorrect.");
    await call("UpdateLoginProfile", { UserName, Password: "set-by-admin", PasswordResetRequired: "true" });
    await change("set-by-admin", "second-password");
    expect((await call("GetLoginProfile", { UserName }))["LoginProfile"]).toMatchObject({ PasswordResetRequired: "false" });
    await expect(change("set-by-admin", "third-password")).rejects.toThrow("403 AccessDenied");
    await call("DeleteLoginProfile", { UserName });
    await expect(change("second-password", "third-password")).rejects.toThrow("404 NoSuchEntity");
  });

  test("needs a policy when the rules do not let users do it, and never goes against a Deny", async () => {
    const plain = await withPassword();
    const allowed = await withPassword({ Effect: "Allow", Action: "iam:ChangePassword", Resource: "*" });
    const denied = await withPassword({ Effect: "Deny", Action: "iam:ChangePassword", Resource: "*" });
    await plain.change("first-password", "second-password");
    await expect(denied.change("first-password", "second-password")).rejects.toThrow("403 AccessDenied");
    await rules({ AllowUsersToChangePassword: "false" });
    await expect(plain.change("second-password", "third-password")).rejects.toThrow("403 AccessDenied");
    await allowed.change("first-password", "second-password");
  });

  test("refuses as many of the last passwords as the rules say", async () => {
    const { UserName, change } = await withPassword();
    await rules({ PasswordReusePrevention: "2" });
    await expect(change("first-password", "first-password")).rejects.toThrow("one of the last 2 passwords");
    await change("first-password", "second-password");
    await expect(change("second-password", "first-password")).rejects.toThrow("one of the last 2 passwords");
    await change("second-password", "third-password");
    await change("third-password", "first-password");
    await call("UpdateLoginProfile", { UserName, Password: "first-password" });
  });

  test("of an expired password is refused by a hard expiry, until an administrator sets one", async () => {
    const { UserName, change } = await withPassword();
    await rules({ MaxPasswordAge: "30", HardExpiry: "true" });
    const inDays = (days: number): Promise<void> => time.to(new Date(Date.now() + days * 86_400_000).toISOString());
    await inDays(29);
    await change("first-password", "second-password");
    await inDays(60);
    await expect(change("second-password", "third-password")).rejects.toThrow(/403 AccessDenied.*expired/);
    await rules({ MaxPasswordAge: "30", HardExpiry: "false" });
    await change("second-password", "third-password");
    await rules({ MaxPasswordAge: "30", HardExpiry: "true" });
    await inDays(91);
    await call("UpdateLoginProfile", { UserName, Password: "by-an-administrator" });
    await change("by-an-administrator", "fourth-password");
  });
});
