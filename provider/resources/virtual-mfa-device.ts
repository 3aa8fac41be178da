/** VirtualMfaDevice: a source of one-time codes, made by the service and given to a user [GUIDE 7.1.20-7.1.25]. */
import { z } from "zod";
import { assertFree, inDoubt, isMaybeDone, isOfThisCall } from "./shared/claim";
import {
  AlreadyExistsError,
  type Context,
  defineResource,
  field,
  type Intent,
  RefusedError,
  type RuleProblem,
  type Values,
} from "../define";
import { namesUser } from "./shared/references";
import { iamIdentity } from "../rules/arn";
import { iamNameKey, iamNameProblems, sameIamName } from "../rules/iam-name";
import { STEP_MS, stepAt, totp } from "../pure/totp";
import * as iam from "../services/iam";
import { isKind } from "../transport/errors/errors";
import { unlessGone } from "./shared/absence";
import { defined } from "../pure/defined";

const inputs = z.strictObject({
  name: field(z.string(), {
    doc: "Name, 1-128 characters of `A-Za-z0-9_-,.+=@`, unique in the account without regard to case. Default: the resource's name with a random suffix. A change replaces the device.",
    replaces: true,
    autoname: { maxLength: 128 },
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "mfa").map((message) => ({ message })),
  }),
  user: field(namesUser(z.string().min(1)).optional(), {
    doc: "User of the device; the provider enables it with two codes computed from its seed. A change or removal deactivates the device first.",
    canonical: iamNameKey,
    rule: (name: string): RuleProblem[] => iamNameProblems(name, "user").map((message) => ({ message })),
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over an existing device instead of failing; its seed stays unknown. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  serialNumber: field(z.string(), { doc: "`arn:ctyun:iam::<account>:mfa/<name>`; also the resource's ID." }),
  base32Seed: field(z.string().optional(), {
    doc: "The seed, in base32, from which an authenticator computes the codes. The service shows it only once, at creation; absent on an imported device.",
    secret: true,
  }),
  qrCodePng: field(z.string().optional(), {
    doc: "The seed as a QR code: a PNG image in base64. Absent if `base32Seed` is.",
    secret: true,
  }),
  enableDate: field(z.string().optional(), { doc: "Time at which the device was enabled, ISO 8601." }),
});

type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;
type Device = iam.VirtualMfaDevice;

const noun = "VirtualMfaDevice";

/** Only the list shows a device that no user has. */
async function look({ client }: Context, name: string): Promise<Device | undefined> {
  const devices = await iam.listAllVirtualMfaDevices(client);
  return devices.find(({ serialNumber }) => sameIamName(nameIn(serialNumber), name));
}

function nameIn(serialNumber: string): string {
  const identity = iamIdentity(serialNumber);
  return identity?.kind === "mfa" ? identity.name : serialNumber;
}

/** Who has the device. A list that tells since when, but not who, leaves it to the user's own list. */
async function holderOf({ client }: Context, device: Device, expected: string | undefined): Promise<string | undefined> {
  if (device.user?.userName !== undefined || device.enableDate === undefined || expected === undefined) return device.user?.userName;
  const theirs = await iam.listAllMfaDevices(client, { userName: expected });
  return theirs.some(({ serialNumber }) => sameIamName(serialNumber, device.serialNumber)) ? expected : undefined;
}

function sameHolder(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameIamName(a, b);
}

/** Clocks may differ, and a request may have been executed late. */
const windowMs = 15 * 60 * 1000;

/**
 * A device whose making was cut off after the answer is of no use: nobody has its seed. Once the engine was told, the state must prove that. It is removed, and given up by its user first, if it was enabled
 * in the same run; one that a person has taken into use meanwhile stays. What neither an answer nor this very call
 * proves to be ours is left.
 * @returns the request that may have made what is there, or not
 */
async function removeLost(context: Context, name: string, user: string | undefined, since: Date): Promise<Intent | undefined> {
  const intent = await context.intents.unanswered(noun, iamNameKey(name));
  const device = intent === undefined ? undefined : await look(context, name);
  if (intent === undefined || device === undefined) return undefined;
  const holder = await holderOf(context, device, user);
  const isOfThatRun =
    device.enableDate === undefined ||
    (user !== undefined &&
      sameHolder(holder, user) &&
      Math.abs(new Date(device.enableDate).getTime() - intent.startedAt.getTime()) <= windowMs);
  if (isOfThatRun) {
    const { made, answered } = intent;
    const isLost = answered === undefined ? made !== undefined : (await context.intents.isCutOff(noun, iamNameKey(name))) === true;
    if (!isLost && !isOfThisCall(intent, since, context.now())) return intent;
    await removeDevice(context, device.serialNumber, holder);
    context.log("warn", `deleted MFA device ${device.serialNumber}: an interrupted creation had left it, and its seed was never received`);
  }
  await context.intents.settle(noun, iamNameKey(name));
  return undefined;
}

function deactivate({ client }: Context, serialNumber: string, userName: string): Promise<void> {
  return unlessGone(iam.deactivateMfaDevice(client, { serialNumber, userName }));
}

async function removeDevice(context: Context, serialNumber: string, holder: string | undefined): Promise<void> {
  if (holder !== undefined) await deactivate(context, serialNumber, holder);
  await unlessGone(iam.deleteVirtualMfaDevice(context.client, { serialNumber }));
}

interface Made {
  readonly device: Device;
  readonly secrets: Pick<Outputs, "base32Seed" | "qrCodePng">;
}

async function make(context: Context, { name, user, adopt }: Inputs, since: Date): Promise<Made> {
  const unsure = await removeLost(context, name, user, since);
  const there = await look(context, name);
  if (there !== undefined) {
    const existing = { noun, subject: `MFA device "${name}"`, importId: there.serialNumber };
    if (adopt !== true) throw new AlreadyExistsError(existing, unsure === undefined ? undefined : inDoubt(unsure, { showsNothing: true }));
    return { device: there, secrets: {} };
  }
  const made = await context.intents.around(noun, iamNameKey(name), [], async () => {
    const device = await iam.createVirtualMfaDevice(context.client, { virtualMfaDeviceName: name });
    await context.intents.learned(noun, iamNameKey(name), device.serialNumber);
    return device;
  });
  const { serialNumber, base32StringSeed: base32Seed, qrCodePng } = made;
  return { device: { serialNumber }, secrets: { base32Seed, ...defined({ qrCodePng }) } };
}

/** A code that is sent this shortly before the end of its step may arrive after it. */
const marginMs = 3_000;
const attempts = 3;

/**
 * Gives the device to a user. The service wants what a person has who waits for the second code: that of the step before and that of the present
 * one. Codes that are refused may have been used already, or our clock may be off: the next try waits for a new step, by the service's clock.
 */
async function enable(context: Context, serialNumber: string, userName: string, seed: string): Promise<void> {
  let skewMs = 0;
  const now = (): number => context.now().getTime() - skewMs;
  const toNextStep = (): number => STEP_MS - (now() % STEP_MS);
  for (let attempt = 1; ; attempt += 1) {
    if (toNextStep() < marginMs) await context.sleep(toNextStep());
    const step = stepAt(now());
    try {
      await iam.enableMfaDevice(context.client, {
        userName,
        serialNumber,
        authenticationCode1: totp(seed, step - 1),
        authenticationCode2: totp(seed, step),
      });
      return;
    } catch (error) {
      if (isKind(error, "already-exists")) {
        const holder = await holderNow(context, serialNumber, userName);
        // The answer of a request may have been lost, and its repetition finds the device enabled.
        if (sameHolder(holder, userName)) return;
        if (holder === undefined || attempt === attempts) throw error;
        context.log("warn", `MFA device ${serialNumber} was enabled for user ${holder} elsewhere; it goes to user ${userName}`);
        await deactivate(context, serialNumber, holder);
        continue;
      }
      if (!iam.isCodeRefused(error) || attempt === attempts) throw error;
      skewMs = error.skewMs ?? 0;
      context.log("debug", `the codes of ${serialNumber} were refused; trying again with those of the next step`);
      await context.sleep(toNextStep());
    }
  }
}

async function holderNow(context: Context, serialNumber: string, expected: string): Promise<string | undefined> {
  const device = await look(context, nameIn(serialNumber));
  return device === undefined ? undefined : holderOf(context, device, expected);
}

function assertSeed(serialNumber: string, userName: string, seed: string | undefined): string {
  if (seed !== undefined) return seed;
  throw new RefusedError(
    `the seed of MFA device ${serialNumber} is not known, since it was imported or adopted; it cannot be enabled for user "${userName}", and nothing was changed`,
    "enable it with two codes of the authenticator that has it, then run `pulumi refresh`; or let a new device take its place (another name); or remove it by hand, if nobody has its seed",
  );
}

/** Brings the device from one holder to another; tells since when the new one has it. */
async function hand(
  context: Context,
  serialNumber: string,
  from: string | undefined,
  to: string | undefined,
  seed: string | undefined,
): Promise<Pick<Outputs, "enableDate">> {
  const known = to === undefined ? undefined : assertSeed(serialNumber, to, seed);
  if (from !== undefined) await deactivate(context, serialNumber, from);
  if (to === undefined || known === undefined) return { enableDate: undefined };
  await enable(context, serialNumber, to, known);
  return { enableDate: (await look(context, nameIn(serialNumber)))?.enableDate };
}

export const virtualMfaDevice = defineResource({
  noun,
  uses: ["CreateVirtualMFADevice", "EnableMFADevice", "ListVirtualMFADevices", "DeactivateMFADevice", "DeleteVirtualMFADevice"],
  elsewhere: { virtualMfaDeviceName: "name" },
  doc: `A virtual MFA device: a seed from which an authenticator computes one-time codes. The seed and its QR code are outputs, encrypted in
state; the service shows them only once.

With \`user\` the provider enables the device itself, with two codes that it computes from the seed; this takes up to a minute if the service
refuses the first two. Without \`user\` the device has to be enabled by a person. Deleting the resource deactivates the device first, for any user.
If a run was cut off before the seed reached the state, the next update removes the device, provided the service's answer had arrived and the
stack's state proves that it never stored the device; otherwise the device may be somebody else's, and the update says so.

\`\`\`typescript
import * as oos from "pulumi-oos";

const admin = new oos.IamUser("admin", {});
const device = new oos.VirtualMfaDevice("admin", { user: admin.userName });
export const seed = device.base32Seed;
\`\`\``,
  idForm: "`<serial number>`, which is `arn:ctyun:iam::<account>:mfa/<name>`; the seed of an imported device stays absent",
  idInputs: (id) => {
    const identity = iamIdentity(id);
    return identity?.kind === "mfa" ? { name: identity.name } : undefined;
  },
  inputs,
  outputs,
  identity: ["name"],
  arn: "serialNumber",
  deletesLost: true,
  // unverified: a user has one device at most, so the old one must be given up before the new one is enabled.
  deleteBeforeReplace: "always",
  stable: ["serialNumber", "base32Seed", "qrCodePng"],
  queue: ({ user, name }) => (user === undefined ? `mfa/${name?.toLowerCase() ?? ""}` : `user/${user.toLowerCase()}`),

  async create(context, wanted, made) {
    let result: Made;
    const since = context.now();
    try {
      result = await make(context, wanted, since);
    } catch (error) {
      if (!isMaybeDone(error)) throw error;
      result = await make(context, wanted, since);
    }
    const { device, secrets } = result;
    const { serialNumber, enableDate } = device;
    const outputs: Partial<Outputs> = { serialNumber, ...secrets, ...defined({ enableDate }) };
    const { user } = wanted;
    const holder = await holderOf(context, device, user);
    const isAsWanted = user === undefined || sameHolder(holder, user);
    if (!isAsWanted) assertSeed(serialNumber, user, secrets.base32Seed);
    made(serialNumber, outputs);
    const enabled = isAsWanted ? {} : await hand(context, serialNumber, holder, user, secrets.base32Seed);
    return { id: serialNumber, outputs: { ...outputs, ...enabled } };
  },
  async observe(context, id, known) {
    const device = await look(context, nameIn(id));
    if (device?.serialNumber.toLowerCase() !== id.toLowerCase()) return undefined;
    const holder = await holderOf(context, device, known?.user);
    return {
      inputs: { name: nameIn(id), ...defined({ user: holder }) },
      outputs: { serialNumber: device.serialNumber, enableDate: device.enableDate },
    };
  },
  async update(context, id, { user }, olds, { outputs: { base32Seed } }) {
    return sameHolder(user, olds.user) ? {} : hand(context, id, olds.user, user, base32Seed);
  },
  async beforeReplacement(context, id, _olds, { name, adopt }) {
    if (name === undefined || adopt === true || iamNameKey(name) === iamNameKey(nameIn(id))) return undefined;
    const wanted = { noun, name: iamNameKey(name), subject: `MFA device "${name}"`, adopt: false, showsNothing: true } as const;
    await assertFree(context, { ...wanted, look: () => look(context, name) }, id);
    return undefined;
  },
  async delete(context, id, { user }) {
    try {
      await removeDevice(context, id, user);
    } catch (error) {
      if (!isKind(error, "dependency")) throw error;
      const device = await look(context, nameIn(id));
      const holder = device === undefined ? undefined : await holderOf(context, device, user);
      if (holder === undefined) throw error;
      context.log("warn", `MFA device ${id} was enabled for user ${holder}; it is deactivated and deleted`);
      await removeDevice(context, id, holder);
    }
  },
});
