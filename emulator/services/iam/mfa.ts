/** Virtual MFA devices (TOTP, RFC 6238: SHA-1, six digits, 30 seconds) [GUIDE 7.1.20-7.1.25]. */
import { createHmac, randomBytes } from "node:crypto";
import { encode } from "uqr";
import { iamArn } from "../../access/arn";
import type { IamCall } from "../../contract";
import type { Account, MfaDevice } from "../../state/model";
import { refuse } from "../../wire/errors";
import { paginate } from "../../wire/params";
import type { XmlObject } from "../../wire/xml";
import { wholeSeconds } from "../shared/dates";
import { checkQuota, exists, findMfaDevice, findUser, findUserOrCaller, LONGEST, userXml } from "./entities";
import { png } from "./png";

const STEP_MS = 30_000;
/** Steps a device's clock may be off. unverified. */
const DRIFT_STEPS = 2;
/** Of the picture: pixels a square, and squares around the code, of which there have to be four. */
const PIXELS = 4;
const MARGIN = 4;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export async function createVirtualMFADevice({ account, core, params }: IamCall): Promise<XmlObject> {
  const name = params.name("VirtualMFADeviceName", LONGEST.mfa);
  if (account.mfaDevices.has(name.toLowerCase())) throw exists("VirtualMFADevice", name);
  const device: MfaDevice = { name, seed: base32(randomBytes(40)) };
  account.mfaDevices.set(name.toLowerCase(), device);
  await core.accounts.save(account);
  const QRCodePNG = png(encode(keyUri(account, device), { border: 0 }).data, PIXELS, MARGIN).toString("base64");
  return { VirtualMFADevice: { SerialNumber: serialOf(account, device), Base32StringSeed: device.seed, QRCodePNG } };
}

/** What authenticator apps read from the picture. unverified: the issuer and the label. */
function keyUri(account: Account, device: MfaDevice): string {
  return `otpauth://totp/OOS:${encodeURIComponent(`${device.name}@${account.id}`)}?secret=${device.seed}&issuer=OOS`;
}

export async function enableMFADevice(call: IamCall): Promise<undefined> {
  const { account, core, params } = call;
  const user = findUser(call);
  const device = findMfaDevice(call);
  const codes = [params.required("AuthenticationCode1"), params.required("AuthenticationCode2")];
  if (codes.some((code) => !/^\d{6}$/.test(code)))
    throw refuse("ValidationError", "1 validation errors detected: an authentication code is six digits.");
  if (device.user !== undefined)
    throw refuse("EntityAlreadyExists", `MFADevice with serial number ${serialOf(account, device)} is already enabled.`);
  const step = Math.floor(call.now.getTime() / STEP_MS);
  const near = Array.from({ length: 2 * DRIFT_STEPS + 1 }, (_, index) => step - DRIFT_STEPS + index);
  if (!near.some((first) => totp(device.seed, first) === codes[0] && totp(device.seed, first + 1) === codes[1])) {
    throw refuse("InvalidAuthenticationCode", "Authentication code for device is not valid.");
  }
  const enabled = [...account.mfaDevices.values()].filter((other) => other.user === user.name.toLowerCase());
  checkQuota(enabled.length, core.limits.mfaDevicesPerUser, "MFADevicesPerUser");
  device.user = user.name.toLowerCase();
  device.enableDate = wholeSeconds(call.now);
  await core.accounts.save(account);
  return undefined;
}

export function listMFADevices(call: IamCall): XmlObject {
  const { account } = call;
  const user = findUserOrCaller(call);
  const devices = user === undefined ? [] : [...account.mfaDevices.values()].filter((device) => device.user === user.name.toLowerCase());
  const { page, next } = paginate(call.params, devices, (device) => device.name);
  const member = page.map((device) => ({ UserName: user?.name, SerialNumber: serialOf(account, device), EnableDate: device.enableDate }));
  return { MFADevices: { member }, ...next };
}

export function listVirtualMFADevices({ account, params }: IamCall): XmlObject {
  const status = params.oneOf("AssignmentStatus", ["Any", "Assigned", "Unassigned"]) ?? "Any";
  const devices = [...account.mfaDevices.values()].filter(
    (device) => status === "Any" || (status === "Assigned") === (device.user !== undefined),
  );
  const { page, next } = paginate(params, devices, (device) => device.name);
  const member = page.map((device): XmlObject => {
    const user = device.user === undefined ? undefined : account.users.get(device.user);
    return {
      SerialNumber: serialOf(account, device),
      EnableDate: device.enableDate,
      User: user === undefined ? undefined : userXml(account, user),
    };
  });
  return { VirtualMFADevices: { member }, ...next };
}

export async function deactivateMFADevice(call: IamCall): Promise<undefined> {
  const user = findUser(call);
  const device = findMfaDevice(call);
  if (device.user !== user.name.toLowerCase()) throw refuse("NoSuchEntity", `MFA device is not enabled for user ${user.name}.`);
  delete device.user;
  delete device.enableDate;
  await call.core.accounts.save(call.account);
  return undefined;
}

export async function deleteVirtualMFADevice(call: IamCall): Promise<undefined> {
  const device = findMfaDevice(call);
  if (device.user !== undefined) throw refuse("DeleteConflict", "MFA device is still enabled, must deactivate it first.");
  call.account.mfaDevices.delete(device.name.toLowerCase());
  await call.core.accounts.save(call.account);
  return undefined;
}

function serialOf(account: Account, device: MfaDevice): string {
  return iamArn(account.id, "mfa", device.name);
}

/** The six digits of `seed` (base32) in the 30-second step `step`. */
export function totp(seed: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac("sha1", fromBase32(seed)).update(counter).digest();
  const offset = digest.readUInt8(digest.length - 1) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{5}/g) ?? []).map((group) => BASE32.charAt(Number.parseInt(group, 2))).join("");
}

function fromBase32(text: string): Buffer {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
