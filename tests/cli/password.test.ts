/** `pulumi-oos password change`: from a pipe, and at a real terminal; the passwords are seen nowhere. */
import { execFile } from "node:child_process";
import path from "node:path";
import { Readable } from "node:stream";
import { promisify } from "node:util";
import { Command } from "commander";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addPasswordCommand } from "../../cli/commands/password";
import type { Io } from "../../cli/io";
import { admin, iam, type Keys } from "../support/emulator/support";
import { TestWorld } from "../support/resources/world";

const first = "First-password-1";
const second = "Second-password-2";

let world: TestWorld;
let keys: Keys;

beforeAll(async () => {
  world = await TestWorld.start();
  await iam(world.emulator, "CreateUser", { UserName: "bob" });
  const { AccessKey } = (await iam(world.emulator, "CreateAccessKey", { UserName: "bob" })) as { AccessKey: Record<string, string> };
  keys = { accessKeyId: String(AccessKey["AccessKeyId"]), secretAccessKey: String(AccessKey["SecretAccessKey"]) };
});
afterAll(() => world.close());
beforeEach(async () => {
  await iam(world.emulator, "DeleteLoginProfile", { UserName: "bob" }).catch(() => undefined);
  await iam(world.emulator, "CreateLoginProfile", { UserName: "bob", Password: first });
});

/** Whether it is bob's password: only the right one can be changed into another. */
async function isPassword(password: string): Promise<boolean> {
  return iam(world.emulator, "ChangePassword", { OldPassword: password, NewPassword: "Other-password-3" }, keys).then(
    () => true,
    () => false,
  );
}

function environment(signing: Keys = keys): Record<string, string> {
  return {
    ...world.environment,
    OOS_ENDPOINT_IAM: world.emulator.endpoints.iam,
    OOS_ACCESS_KEY_ID: signing.accessKeyId,
    OOS_SECRET_ACCESS_KEY: signing.secretAccessKey,
    OOS_MAX_RETRIES: "0",
  };
}

/** Runs the command in this process; the result is everything that it wrote, the failure included. */
async function run(
  lines: string,
  args: readonly string[] = [],
  settings: Readonly<Record<string, string>> = environment(),
): Promise<string> {
  let written = "";
  const program = new Command("pulumi-oos").exitOverride().configureOutput({ writeErr: (words) => (written += words) });
  const write = (words: string): void => void (written += words);
  const io: Io = {
    environment: settings,
    out: write,
    err: write,
    now: () => world.now(),
    isInteractive: false,
    ask: () => Promise.reject(new Error("nobody is there")),
  };
  addPasswordCommand(program, io, Readable.from([lines]));
  await program.parseAsync(["password", "change", ...args], { from: "user" }).catch((error: unknown) => write(String(error)));
  return written;
}

describe("from a pipe", () => {
  test("two lines: the old and the new password", async () => {
    const { result, calls } = await world.counted(() => run(`${first}\n${second}\n`));
    expect(result).toBe("the console password was changed\n");
    expect(calls).toEqual({ "iam:ChangePassword": 1 });
    expect(await isPassword(first)).toBe(false);
    expect(await isPassword(second)).toBe(true);
  });

  test.each([
    ["", "standard input must have 2 lines (current password, new password), found 1"],
    ["one\r\ntwo\r\nthree\r\n", "found 3"],
    ["\n\n", "the current password is empty; the new password is empty; nothing was changed"],
    [`${first}\n${first}\n`, "the new password is the current one; nothing was changed"],
  ])("%j is refused before any call", async (lines, words) => {
    const { result, calls } = await world.counted(() => run(lines));
    expect(result).toContain(words);
    expect(calls).toEqual({});
  });

  test("what the service refuses is told without the passwords", async () => {
    expect(await run(`${second}\n${first}x\n`)).toMatch(
      /iam ChangePassword of the caller's password failed with 403 AccessDenied: The old password.*\n {2}next: type the current password of this key's user;/,
    );
    await iam(world.emulator, "UpdateAccountPasswordPolicy", { MinimumPasswordLength: "40" });
    expect(await run(`${first}\n${second}\n`)).toMatch(/PasswordPolicyViolation[^]*next: choose a password that fits/);
    await iam(world.emulator, "DeleteAccountPasswordPolicy");
    const echo = `Value '${second}' at 'newPassword' is not ${first}`;
    const told = await world.faulty(
      [{ kind: "error", operation: "ChangePassword", status: 400, code: "ValidationError", message: echo }],
      () => run(`${first}\n${second}\n`),
    );
    expect(told).toContain("Value '[secret]' at 'newPassword' is not [secret]");
    expect(await isPassword(first)).toBe(true);
  });

  test("the checkout user's key is told what to do; a lost answer is not repeated", async () => {
    expect(await run(`${first}\n${second}\n`, [], environment(world.emulator))).toMatch(
      /InvalidUserType[^]*next: use the access key of an IAM user/,
    );
    const { calls } = await world.counted(() =>
      world.faulty([{ kind: "reset-after-execute", operation: "ChangePassword" }], () =>
        run(`${first}\n${second}\n`, [], { ...environment(), OOS_MAX_RETRIES: "3" }),
      ),
    );
    expect(calls).toEqual({ "iam:ChangePassword": 1 });
    expect(await isPassword(second)).toBe(true);
  });

  test("an argument is refused, so that no password stands in the list of processes", async () => {
    const { result, calls } = await world.counted(() => run("", [first, second]));
    expect(result).toContain("too many arguments");
    expect(result).not.toContain(first);
    expect(calls).toEqual({});
  });

  test("without credentials every place that was looked at is named; a profile is one of them", async () => {
    expect(await run(`${first}\n${second}\n`, ["--profile", "nobody"], { HOME: world.journal })).toMatch(/profile nobody|nobody/);
  });
});

/** Types at a terminal of its own, as Python gives one; the output is what a person would see. */
const typist = `
import json, os, pty, sys
command, answers = json.loads(sys.argv[1])
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(command[0], command)
seen = ""
while True:
    try:
        piece = os.read(terminal, 1024)
    except OSError:
        break
    if not piece:
        break
    seen += piece.decode()
    if answers and answers[0][0] in seen:
        os.write(terminal, answers.pop(0)[1].encode())
_, status = os.waitpid(pid, 0)
print(json.dumps([seen, os.waitstatus_to_exitcode(status)]))
`;
import { checkout } from "../support/checkout";

/** The emulator answers in this process meanwhile, so nothing here may block. */
async function type(...answers: readonly (readonly [string, string])[]): Promise<{ readonly seen: string; readonly code: number }> {
  const command = [process.execPath, path.join(checkout, "dist", "cli", "main.js"), "password", "change"];
  const { stdout } = await promisify(execFile)("python3", ["-c", typist, JSON.stringify([command, answers])], {
    env: { PATH: process.env["PATH"], ...environment() },
    timeout: 25_000,
  });
  const [seen, code] = JSON.parse(stdout) as [string, number];
  return { seen, code };
}

describe("at a terminal", () => {
  test("nothing that is typed is shown, and the new password is typed twice", async () => {
    const { seen, code } = await type(
      ["Current password: ", `${first}\r`],
      ["New password: ", `${second}!\x7f\r`],
      ["again: ", `${second}\r`],
    );
    expect(seen.replaceAll("\r", "")).toBe("Current password: \nNew password: \nNew password again: \nthe console password was changed\n");
    expect(code).toBe(0);
    expect(await isPassword(second)).toBe(true);
  });

  test("a slip and Ctrl-C change nothing", async () => {
    const slip = await type(["Current password: ", `${first}\r`], ["New password: ", `${second}\r`], ["again: ", "Sekond\r"]);
    expect(slip.seen).toContain("pulumi-oos: the new password was not typed the same twice; nothing was changed");
    expect(slip.code).toBe(2);
    const broken = await type(["Current password: ", "\x03"]);
    expect(broken.seen).toContain("interrupted; nothing was changed");
    expect(broken.code).toBe(130);
    expect(await isPassword(first)).toBe(true);
  });
});

test("the emulator's own record of calls holds no password", async () => {
  await run(`${first}\n${second}\n`);
  expect(JSON.stringify(await admin(world.emulator, "GET", "/calls"))).not.toContain(second);
});
