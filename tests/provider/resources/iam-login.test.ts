/** Console passwords and their rules: the passwords work, are never shown, and are changed only when the program says so. */
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import type { ResourceDefinition } from "../../../provider/define";
import { create, remove } from "../../../provider/engine/steps/lifecycle";
import { Session } from "../../../provider/engine/instance";
import { registry } from "../../../provider/registry";
import { iam, type Keys } from "../../support/emulator/support";
import type { Kept, Properties } from "../../support/plugin/results";
import { type Driver, faces, openDriver } from "../../support/resources/driver";
import { TestWorld } from "../../support/resources/world";

async function refusalOf(task: Promise<unknown>): Promise<string> {
  return task.then(
    () => "no refusal",
    (error: unknown) => (error as { details?: string }).details ?? (error as Error).message,
  );
}

describe.each(faces)("%s face", (face) => {
  let world: TestWorld;
  let driver: Driver;

  beforeAll(async () => {
    world = await TestWorld.start();
    driver = await openDriver(face, world, world.config());
  });
  afterAll(async () => {
    await driver.close();
    await world.close();
  });
  beforeEach(async () => {
    await iam(world.emulator, "DeleteAccountPasswordPolicy");
  });

  const call = (action: string, params: Readonly<Record<string, string>> = {}, keys?: Keys): Promise<Record<string, unknown>> =>
    iam(world.emulator, action, params, keys);

  async function userOf(name: string): Promise<Keys> {
    await call("CreateUser", { UserName: name });
    const { AccessKey: key } = (await call("CreateAccessKey", { UserName: name })) as {
      AccessKey: { AccessKeyId: string; SecretAccessKey: string };
    };
    const policy = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "iam:ChangePassword", Resource: "*" }] };
    const { Policy: made } = (await call("CreatePolicy", { PolicyName: name, PolicyDocument: JSON.stringify(policy) })) as {
      Policy: { Arn: string };
    };
    await call("AttachUserPolicy", { UserName: name, PolicyArn: made.Arn });
    return { accessKeyId: key.AccessKeyId, secretAccessKey: key.SecretAccessKey };
  }
  /** Whether the service takes `password` for the user's: the user changes it, and back. */
  async function isPassword(keys: Keys, password: string): Promise<boolean> {
    const other = "In-between-password-9";
    const answer = await refusalOf(call("ChangePassword", { OldPassword: password, NewPassword: other }, keys));
    if (answer.includes("old password was incorrect")) return false;
    expect(answer).toBe("no refusal");
    await call("ChangePassword", { OldPassword: other, NewPassword: password }, keys);
    return true;
  }
  async function mustReset(UserName: string): Promise<boolean> {
    const { LoginProfile: found } = (await call("GetLoginProfile", { UserName })) as { LoginProfile: { PasswordResetRequired: string } };
    return found.PasswordResetRequired === "true";
  }
  const profileOf = (user: string, more: Properties = {}): Promise<Kept> =>
    driver.create("LoginProfile", "l", { user, passwordResetRequired: true, ...more });

  describe("LoginProfile", () => {
    test("a generated password works, has the length, and another length makes another one", async () => {
      const keys = await userOf("generated");
      const { id, state } = await profileOf("generated");
      const first = String(state["generatedPassword"]);
      expect(first).toHaveLength(20);
      expect(await mustReset("generated")).toBe(true);
      expect(await isPassword(keys, first)).toBe(true);
      // The user has chosen a password: that is no difference.
      expect(await mustReset("generated")).toBe(false);
      expect(await driver.read("LoginProfile", id, state)).toEqual({ id, state });

      const news = { user: "generated", passwordResetRequired: true, passwordLength: 32 };
      const longer = await driver.update("LoginProfile", id, state, news);
      expect(longer["generatedPassword"]).toHaveLength(32);
      expect(await mustReset("generated")).toBe(true);
      expect(await isPassword(keys, String(longer["generatedPassword"]))).toBe(true);
      const { calls } = await world.counted(() => driver.update("LoginProfile", id, longer, { ...news, adopt: true }));
      expect(calls).toEqual({});
    });

    test("a given password is set in place, and stays when the program no longer says it", async () => {
      const keys = await userOf("given");
      const { id, state } = await profileOf("given");
      const given = { user: "given", password: "Given-password-1", passwordResetRequired: true };
      const changed = await driver.update("LoginProfile", id, state, given);
      expect(changed).not.toHaveProperty("generatedPassword");
      expect(await isPassword(keys, "Given-password-1")).toBe(true);
      const { password: _password, ...without } = given;
      const { calls, result } = await world.counted(() => driver.update("LoginProfile", id, changed, without));
      expect(calls).toEqual({});
      expect(await driver.read("LoginProfile", id, result)).toEqual({ id, state: result });
      expect(await isPassword(keys, "Given-password-1")).toBe(true);
    });

    test("the reset flag alone sets the known password again, unless the service has it so; an unknown one is not touched", async () => {
      const keys = await userOf("flag");
      const { id, state } = await profileOf("flag", { passwordResetRequired: false });
      const password = String(state["generatedPassword"]);
      const forced = await driver.update("LoginProfile", id, state, { user: "flag", passwordResetRequired: true });
      expect([await mustReset("flag"), forced["generatedPassword"]]).toEqual([true, password]);
      expect(await isPassword(keys, password)).toBe(true);
      const { calls } = await world.counted(() =>
        driver.update("LoginProfile", id, forced, { user: "flag", passwordResetRequired: false }),
      );
      expect(calls).toEqual({ "iam:GetLoginProfile": 1 });

      await call("UpdateLoginProfile", { UserName: "flag", Password: "Unknown-password-5", PasswordResetRequired: "true" });
      const imported = await driver.read("LoginProfile", "flag", {});
      expect(imported?.state).toEqual({ user: "flag", passwordResetRequired: true, createDate: expect.any(String) as string });
      expect(
        await refusalOf(driver.update("LoginProfile", id, imported?.state ?? {}, { user: "flag", passwordResetRequired: false })),
      ).toContain("can be changed only together with the password, which this stack does not know; nothing was changed");
    });

    test("an import keeps the unknown password, whatever length the program names, until the program gives one", async () => {
      const keys = await userOf("imported");
      await call("CreateLoginProfile", { UserName: "imported", Password: "Theirs-password-3", PasswordResetRequired: "false" });
      const found = await driver.read("LoginProfile", "imported", {});
      const { inputs } = await driver.check("LoginProfile", "l", {}, { user: "Imported" });
      expect((await driver.diff("LoginProfile", "imported", found?.state ?? {}, inputs)).changes).toBe(false);
      const kept = await driver.update("LoginProfile", "imported", found?.state ?? {}, { ...inputs, passwordLength: 30 });
      expect(await isPassword(keys, "Theirs-password-3")).toBe(true);
      const diff = await driver.diff("LoginProfile", "imported", kept, { ...inputs, password: "Ours-password-4" });
      expect(diff).toMatchObject({ changes: true, replaces: [] });
      await driver.update("LoginProfile", "imported", kept, { ...inputs, password: "Ours-password-4" });
      expect(await isPassword(keys, "Ours-password-4")).toBe(true);
    });

    test("an adopted profile keeps its password unless one is given", async () => {
      const keys = await userOf("adopted");
      await call("CreateLoginProfile", { UserName: "adopted", Password: "Theirs-password-3", PasswordResetRequired: "false" });
      const { state } = await profileOf("adopted", { adopt: true });
      expect(state).not.toHaveProperty("generatedPassword");
      expect(await isPassword(keys, "Theirs-password-3")).toBe(true);
      await profileOf("adopted", { adopt: true, password: "Ours-password-4" });
      expect(await isPassword(keys, "Ours-password-4")).toBe(true);
    });

    test.each(["reset-after-execute", "truncate"] as const)("an answer lost by %s leaves a password that works", async (kind) => {
      const keys = await userOf(kind);
      const { state } = await world.faulty([{ kind, operation: "CreateLoginProfile", times: 1 }], () => profileOf(kind));
      expect(await isPassword(keys, String(state["generatedPassword"]))).toBe(true);
    });

    test("a creation that was answered and never stored is ours in the next run, with a new password", async () => {
      const keys = await userOf("answered");
      const { inputs } = await driver.check("LoginProfile", "l", {}, { user: "answered" });
      await driver.create("LoginProfile", "l", inputs);
      const { state } = await driver.create("LoginProfile", "l", inputs);
      expect(await isPassword(keys, String(state["generatedPassword"]))).toBe(true);
    });

    test("a request that was cut off gives no right to a password that somebody set by hand since", async () => {
      const keys = await userOf("by-hand");
      const dead = await openDriver(face, world, world.config());
      onTestFinished(() => dead.close());
      const { inputs } = await dead.check("LoginProfile", "l", {}, { user: "by-hand" });
      const { calls } = await world.counted(() =>
        world.faulty([{ kind: "hang-before-execute", operation: "CreateLoginProfile", times: 1 }], async () => {
          dead.create("LoginProfile", "l", inputs).catch(() => undefined);
          await expect.poll(async () => (await world.calls())["iam:CreateLoginProfile"], { timeout: 20_000 }).toBe(1);
        }),
      );
      expect(calls).toMatchObject({ "iam:CreateLoginProfile": 1 });
      await call("CreateLoginProfile", { UserName: "by-hand", Password: "Theirs-password-3", PasswordResetRequired: "false" });
      expect(await refusalOf(profileOf("by-hand"))).toMatch(
        /^a login profile of user "by-hand" already exists and it cannot be told whether this stack made it: a request of \S+ to make it was cut off, and the service does not show whether that request or somebody else made it; nothing was changed\.\n {2}next: look at it; take it over with `adopt: true`, or remove it by hand/,
      );
      expect(await isPassword(keys, "Theirs-password-3")).toBe(true);
      await profileOf("by-hand", { adopt: true, password: "Ours-password-4" });
      expect(await isPassword(keys, "Ours-password-4")).toBe(true);
    });

    test("a creation that was cut off is ours in the next run, with a new password", async () => {
      const keys = await userOf("cut");
      await world.faulty(
        [
          { kind: "reset-after-execute", operation: "CreateLoginProfile", times: 1 },
          { kind: "error", operation: "UpdateLoginProfile", status: 403, code: "AccessDenied" },
        ],
        async () => expect(await refusalOf(profileOf("cut"))).toContain("UpdateLoginProfile"),
      );
      const { state } = await profileOf("cut");
      expect(await isPassword(keys, String(state["generatedPassword"]))).toBe(true);
    });

    test("a change that was cut off is made again, also when the program has taken it back", async () => {
      const keys = await userOf("half-set");
      const old = { user: "half-set", password: "First-password-1", passwordResetRequired: true };
      const { id, state } = await driver.create("LoginProfile", "l", old);
      const cut: unknown = await world.faulty([{ kind: "reset-after-execute", operation: "UpdateLoginProfile" }], () =>
        driver.update("LoginProfile", id, state, { ...old, password: "Second-password-2" }).catch((error: unknown) => error),
      );
      const half = (cut as { readonly state: Properties }).state;
      expect(half["password"]).toBe("First-password-1");
      const repaired = await driver.update("LoginProfile", id, half, old);
      expect(await isPassword(keys, "First-password-1")).toBe(true);
      expect(await driver.read("LoginProfile", id, repaired)).toEqual({ id, state: repaired });
      // After a refresh in between the password counts as unknown: the program's is set.
      const refreshed = await driver.read("LoginProfile", id, half);
      expect(refreshed?.state).not.toHaveProperty("password");
      expect((await driver.diff("LoginProfile", id, refreshed?.state ?? {}, old)).changes).toBe(true);
    });

    test("the account's rules: a length that is too short is refused before anything is done; the others are always met", async () => {
      const keys = await userOf("ruled");
      const rules = { MinimumPasswordLength: "30", RequireSymbols: "true", RequireNumbers: "true", RequireUppercaseCharacters: "true" };
      await call("UpdateAccountPasswordPolicy", { ...rules, RequireLowercaseCharacters: "true", PasswordReusePrevention: "0" });
      expect(await refusalOf(profileOf("ruled"))).toBe(
        "the account requires passwords of at least 30 characters, but passwordLength is 20; nothing was done\n  next: set passwordLength to 30 or more",
      );
      expect(await refusalOf(call("GetLoginProfile", { UserName: "ruled" }))).toContain("NoSuchEntity");
      const { state } = await profileOf("ruled", { passwordLength: 30 });
      await call("DeleteAccountPasswordPolicy");
      expect(await isPassword(keys, String(state["generatedPassword"]))).toBe(true);
    });

    test("who may not read the rules can still make a password", async () => {
      await call("CreateUser", { UserName: "unread" });
      const { state } = await world.faulty(
        [{ kind: "error", operation: "GetAccountPasswordPolicy", status: 403, code: "AccessDenied" }],
        () => profileOf("unread"),
      );
      expect(state["generatedPassword"]).toHaveLength(20);
    });

    test("no error repeats a password, not even one that the service repeats", async () => {
      await call("CreateUser", { UserName: "secretive" });
      for (const password of ["Sec3et!", "Sec&et <password> \"1\" 'ü'"]) {
        const message = `Value '${password}' at 'password' failed to satisfy constraint`;
        const refusal = await world.faulty(
          [{ kind: "error", operation: "CreateLoginProfile", status: 400, code: "PasswordPolicyViolation", message }],
          () => refusalOf(profileOf("secretive", { password })),
        );
        expect(refusal).toMatch(
          /CreateLoginProfile of login profile of user "secretive" failed with 400 PasswordPolicyViolation.*\[secret\]/,
        );
        expect(refusal).not.toContain(password);
        expect(refusal).toContain("choose a password that fits the account's password policy");
      }
    });
  });

  describe("PasswordPolicy", () => {
    async function rules(): Promise<Record<string, string>> {
      return ((await call("GetAccountPasswordPolicy")) as { PasswordPolicy: Record<string, string> }).PasswordPolicy;
    }

    test("rules that the program does not name survive its changes; the refusal names the ones that are there", async () => {
      await call("UpdateAccountPasswordPolicy", { MinimumPasswordLength: "14", RequireNumbers: "true" });
      const wanted = { maxPasswordAge: 90 };
      expect(await refusalOf(driver.create("PasswordPolicy", "p", wanted))).toContain(
        "a password policy of the account, other than the service's default, already exists and this stack did not create it " +
          "(minimumPasswordLength 14, requireNumbers true); nothing was changed",
      );
      const { id, state } = await driver.create("PasswordPolicy", "p", { ...wanted, adopt: true });
      expect(await rules()).toMatchObject({ MinimumPasswordLength: "14", RequireNumbers: "true", MaxPasswordAge: "90" });
      expect(state["expirePasswords"]).toBe(true);
      await call("UpdateAccountPasswordPolicy", { MinimumPasswordLength: "15", RequireSymbols: "true", MaxPasswordAge: "90" });
      expect(await driver.read("PasswordPolicy", id, state)).toEqual({ id, state });
      const updated = await driver.update("PasswordPolicy", id, state, { maxPasswordAge: 0, adopt: true });
      expect(updated["expirePasswords"]).toBe(false);
      expect(await rules()).toMatchObject({ MinimumPasswordLength: "15", RequireSymbols: "true", MaxPasswordAge: "0" });
    });

    test("rules that equal the service's default stay managed; without a policy others have none to import", async () => {
      const { id, state } = await driver.create("PasswordPolicy", "p", { minimumPasswordLength: 8 });
      expect(await driver.read("PasswordPolicy", id, state)).toEqual({ id, state });
      expect(await driver.read("PasswordPolicy", id, {})).toBeUndefined();
      const changed = await driver.update("PasswordPolicy", id, state, { minimumPasswordLength: 9 });
      await call("DeleteAccountPasswordPolicy");
      expect(await driver.read("PasswordPolicy", id, changed)).toBeUndefined();
    });
  });
});

test("deleting the rules says that the service's default holds again", async () => {
  const world = await TestWorld.start();
  const session = new Session(registry, world.config(), world);
  onTestFinished(async () => {
    await session.close();
    await world.close();
  });
  const log: string[] = [];
  const scope = await session.scope({ log: (level, message) => log.push(`${level}: ${message}`) });
  const definition = registry.resources.get("PasswordPolicy") as ResourceDefinition;
  const { id, state } = await create(definition, scope, { minimumPasswordLength: 10 });
  await remove(definition, scope, id, state);
  expect(log).toEqual(["warn: the account's password policy is deleted: the service's default rules apply again"]);
});

test("random bytes come from the surroundings", async () => {
  const worlds = [await TestWorld.start(), await TestWorld.start()] as const;
  const passwords: unknown[] = [];
  for (const world of worlds) {
    await iam(world.emulator, "CreateUser", { UserName: "bob" });
    let next = 0;
    const fixed = {
      environment: world.environment,
      now: () => world.now(),
      randomBytes: (size: number) => new Uint8Array(size).fill(next++ % 7),
    };
    const driver = await openDriver("plugin", fixed, world.config());
    const { state } = await driver.create("LoginProfile", "l", { user: "bob", passwordResetRequired: true });
    passwords.push(state["generatedPassword"]);
    await driver.close();
    await world.close();
  }
  expect(passwords[0]).toHaveLength(20);
  expect(passwords[1]).toBe(passwords[0]);
});
