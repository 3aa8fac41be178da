/** VirtualMfaDevice: which codes are sent and when, devices whose seed nobody has, and what others do with a device. */
import { describe, expect, test } from "vitest";
import type { FaultRule } from "../../../emulator";
import { totp } from "../../../emulator/services/iam/mfa";
import { admin, iam, members } from "../../support/emulator/support";
import type { Context } from "../../../provider/define";
import { virtualMfaDevice } from "../../../provider/resources/virtual-mfa-device";
import type { Properties } from "../../support/plugin/results";
import { fakeClient } from "../../support/services/fake-client";
import { faces } from "../../support/resources/driver";
import { Program } from "./program";

const stepMs = 30_000;

interface Device {
  readonly SerialNumber: string;
  readonly User?: { readonly UserName: string };
}

async function devices({ world }: Program): Promise<readonly Device[]> {
  const answer = await iam(world.emulator, "ListVirtualMFADevices", {}, world.emulator, world.now());
  return members(answer["VirtualMFADevices"]) as unknown as readonly Device[];
}

async function call({ world }: Program, action: string, params: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  return iam(world.emulator, action, params, world.emulator, world.now());
}

async function enableByHand(program: Program, serialNumber: string, seed: string, userName: string): Promise<void> {
  const step = Math.floor(program.world.now().getTime() / stepMs);
  const codes = { AuthenticationCode1: totp(seed, step), AuthenticationCode2: totp(seed, step + 1) };
  await call(program, "EnableMFADevice", { UserName: userName, SerialNumber: serialNumber, ...codes });
}

const phone = { name: "phone", user: "bob" };
const refused: FaultRule = { kind: "error", operation: "EnableMFADevice", status: 403, code: "InvalidAuthenticationCode", times: 1 };

describe.each(faces)("%s face", (face) => {
  async function open(): Promise<Program> {
    const program = await Program.open(face, "VirtualMfaDevice");
    for (const UserName of ["bob", "eve"]) await call(program, "CreateUser", { UserName });
    return program;
  }

  async function refusalOf(task: Promise<unknown>): Promise<string> {
    return task.then(
      () => "no refusal",
      (error: unknown) => (error as { details?: string }).details ?? (error as Error).message,
    );
  }

  test("refused codes: it waits for the next step by the clock it was given, twice at most, and says why it gives up", async () => {
    const program = await open();
    const { world } = program;
    const before = world.now().getTime();
    await world.faulty([refused, refused], () => program.up(phone));
    const waited = world.now().getTime() - before;
    expect(waited).toBeGreaterThan(stepMs);
    expect(waited).toBeLessThan(3 * stepMs);
    expect(await devices(program)).toMatchObject([{ User: { UserName: "bob" } }]);
    expect(program.state).toMatchObject({ enableDate: expect.stringMatching(/Z$/) as unknown });

    const failed = await world.faulty([{ ...refused, times: 3 }], () => program.upFailing({ ...phone, user: "eve" }));
    expect(failed.message).toMatch(/EnableMFADevice of MFA device arn:.*403 InvalidAuthenticationCode.*next: enter two consecutive codes/s);
    expect(await devices(program)).toMatchObject([{ SerialNumber: program.id }]);
    // The seed is in the state: the next run completes it.
    expect(await program.up({ ...phone, user: "eve" })).toBe(true);
    expect(await devices(program)).toMatchObject([{ User: { UserName: "eve" } }]);
    expect((await program.diff({ ...phone, user: "eve" })).changes).toBe(false);
  });

  test.each([-10, 10])("a clock that is %d minutes off is set right by the service's", async (minutes) => {
    const program = await open();
    const { world } = program;
    // The provider's clock stays behind or ahead while both go on.
    const { emulator } = world;
    const pass = world.pass.bind(world);
    world.pass = async (ms) => {
      await pass(ms);
      await admin(emulator, "PUT", "/clock", { offsetMs: world.now().getTime() - Date.now() + minutes * 60_000 });
    };
    await world.pass(0);
    await program.up(phone);
    expect(await devices(program)).toMatchObject([{ User: { UserName: "bob" } }]);
  });

  test.each(["reset-after-execute", "truncate"] as const)("an answer lost by %s leaves no device whose seed nobody has", async (kind) => {
    const program = await open();
    await program.world.faulty([{ kind, operation: "CreateVirtualMFADevice", times: 1 }], () => program.up(phone));
    expect(await devices(program)).toEqual([expect.objectContaining({ SerialNumber: program.id })]);
    expect(program.state["base32Seed"]).toMatch(/^[A-Z2-7]{64}$/);
    await program.world.faulty([{ kind: "reset-after-execute", operation: "EnableMFADevice", times: 1 }], async () => {
      await program.upFailing({ ...phone, user: "eve" });
    });
    await program.up({ ...phone, user: "eve" });
    expect(await devices(program)).toMatchObject([{ User: { UserName: "eve" } }]);
  });

  const steps: readonly (readonly [string, FaultRule])[] = [
    ["before the device is made", { kind: "hang-before-execute", operation: "CreateVirtualMFADevice", times: 1 }],
    ["after the device is made", { kind: "hang-after-execute", operation: "CreateVirtualMFADevice", times: 1 }],
    ["before it is enabled", { kind: "hang-before-execute", operation: "EnableMFADevice", times: 1 }],
    ["after it is enabled", { kind: "hang-after-execute", operation: "EnableMFADevice", times: 1 }],
  ];
  test.each(steps)("killed %s: the next run ends with one device whose seed it has", async (_title, rule) => {
    const program = await open();
    await program.killedIn(phone, rule, async () => {
      if ((await program.world.calls())[`iam:${String(rule.operation)}`] === undefined) return false;
      const [device] = await devices(program);
      return rule.kind === "hang-before-execute" || (rule.operation === "EnableMFADevice" ? device?.User : device) !== undefined;
    });
    if (rule.kind === "hang-after-execute" && rule.operation === "CreateVirtualMFADevice") {
      // Nothing proves that it is ours: it is left, and a person removes it.
      await mustBeInDoubt(program);
      const [lost] = await devices(program);
      await call(program, "DeleteVirtualMFADevice", { SerialNumber: lost?.SerialNumber ?? "" });
    }
    await program.up(phone);
    const there = await devices(program);
    expect(there).toMatchObject([{ SerialNumber: program.id, User: { UserName: "bob" } }]);
    await call(program, "DeactivateMFADevice", { UserName: "bob", SerialNumber: program.id });
    await enableByHand(program, program.id, String(program.state["base32Seed"]), "bob");
    await program.destroy();
    expect(await devices(program)).toEqual([]);
  });

  async function mustBeInDoubt(program: Program): Promise<void> {
    const before = await devices(program);
    expect(await refusalOf(program.up(phone))).toMatch(
      /^MFA device "phone" already exists and it cannot be told whether this stack made it: a request of \S+ to make it was cut off, and the service does not show whether that request or somebody else made it; nothing was changed\.\n {2}next: look at it; take it over with `adopt: true`, or remove it by hand/,
    );
    expect(await devices(program)).toEqual(before);
  }

  test("a device of that name which a person has made by hand after a request of ours that was cut off is left", async () => {
    const program = await open();
    await program.killedIn(phone, { kind: "hang-before-execute", operation: "CreateVirtualMFADevice", times: 1 }, async () => {
      return (await program.world.calls())["iam:CreateVirtualMFADevice"] !== undefined;
    });
    await call(program, "CreateVirtualMFADevice", { VirtualMFADeviceName: "Phone" });
    await mustBeInDoubt(program);
  });

  test("a device of that name which a person has taken into use meanwhile is not the lost one", async () => {
    const program = await open();
    await program.killedIn(phone, { kind: "hang-before-execute", operation: "CreateVirtualMFADevice", times: 1 }, async () => {
      return (await program.world.calls())["iam:CreateVirtualMFADevice"] !== undefined;
    });
    const made = (await call(program, "CreateVirtualMFADevice", { VirtualMFADeviceName: "Phone" })) as {
      VirtualMFADevice: { SerialNumber: string; Base32StringSeed: string };
    };
    const { SerialNumber: serial, Base32StringSeed: seed } = made.VirtualMFADevice;
    await enableByHand(program, serial, seed, "eve");
    expect(await refusalOf(program.up(phone))).toContain('MFA device "phone" already exists and this stack did not create it');
    expect(await devices(program)).toMatchObject([{ SerialNumber: serial, User: { UserName: "eve" } }]);
  });

  test("an imported or adopted device has no seed: it is left where it is, never replaced, and cannot be enabled", async () => {
    const program = await open();
    const made = (await call(program, "CreateVirtualMFADevice", { VirtualMFADeviceName: "Phone" })) as {
      VirtualMFADevice: { SerialNumber: string; Base32StringSeed: string };
    };
    const { SerialNumber: serial, Base32StringSeed: seed } = made.VirtualMFADevice;
    await enableByHand(program, serial, seed, "bob");
    const without = { name: "phone" };
    expect(await refusalOf(program.up({ name: "phone", user: "eve", adopt: true }))).toContain("the seed of MFA device");
    await program.up({ ...phone, adopt: true });
    expect(program.state).not.toHaveProperty("base32Seed");
    const imported = await program.import(serial);
    expect(imported?.state).toMatchObject({ name: "Phone", user: "bob", serialNumber: serial });
    expect((await program.diff(phone)).changes).toBe(false);
    expect(await refusalOf(program.up({ ...phone, user: "eve" }))).toMatch(
      /^the seed of MFA device arn:.* is not known, since it was imported or adopted; it cannot be enabled for user "eve", and nothing was changed\n {2}next: enable it with two codes/,
    );
    expect(await devices(program)).toMatchObject([{ User: { UserName: "bob" } }]);
    await program.up(without);
    expect(await devices(program)).toEqual([expect.not.objectContaining({ User: expect.anything() as unknown })]);
    // The person who has the seed enables it again; the program deletes it all the same.
    await enableByHand(program, serial, seed, "eve");
    expect(await program.up(without)).toBe(false);
    await program.destroy();
    expect(await devices(program)).toEqual([]);
  });

  test("who else has the device shows in a refresh; the next run hands it back", async () => {
    const program = await open();
    await program.up(phone);
    const { base32Seed: seed } = program.state as { base32Seed: string };
    await call(program, "DeactivateMFADevice", { UserName: "bob", SerialNumber: program.id });
    await program.refresh();
    expect(program.state).not.toHaveProperty("user");
    expect(program.state).not.toHaveProperty("enableDate");
    await enableByHand(program, program.id, seed, "eve");
    // Not seen by a refresh yet.
    await program.up(phone);
    expect(await devices(program)).toMatchObject([{ User: { UserName: "bob" } }]);
  });
});

test("a list that tells since when, but not who has it, leaves it to the user's own list", async () => {
  const serialNumber = "arn:ctyun:iam::10rc2arpn6306:mfa/phone";
  const device = `<member><SerialNumber>${serialNumber}</SerialNumber><EnableDate>2026-01-01T00:00:00Z</EnableDate></member>`;
  const lists: Readonly<Record<string, string>> = {
    ListVirtualMFADevices: `<VirtualMFADevices>${device}</VirtualMFADevices>`,
    ListMFADevices: `<MFADevices>${device}</MFADevices>`,
  };
  const client = fakeClient(
    ({ operation }) => `<${operation}Response><${operation}Result>${lists[operation] ?? ""}</${operation}Result></${operation}Response>`,
  );
  const observed = (known: Properties): unknown => virtualMfaDevice.observe({ client } as unknown as Context, serialNumber, known, {});
  expect(await observed({ name: "phone", user: "Bob" })).toMatchObject({ inputs: { name: "phone", user: "Bob" } });
  expect(await observed({ name: "phone" })).toMatchObject({ inputs: { name: "phone" }, outputs: { enableDate: "2026-01-01T00:00:00Z" } });
});
