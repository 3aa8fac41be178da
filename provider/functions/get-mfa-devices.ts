/** getMfaDevices: the virtual MFA devices of a user or of the account [GUIDE 7.1.22, 7.1.23]. */
import { z } from "zod";
import { defineFunction, field, type RuleProblem } from "../define";
import { existing } from "./shared/existing";
import { byName, nameRule } from "./shared/iam";
import { iamIdentity } from "../rules/arn";
import * as iam from "../services/iam";
import { defined } from "../pure/defined";

const device = z.strictObject({
  serialNumber: z.string().describe("ARN of the device."),
  name: z.string().optional().describe("Its name, from the ARN."),
  userName: z.string().optional().describe("User for whom the device is enabled. Absent: nobody, or the root user."),
  userArn: z.string().optional().describe("ARN of that user, if the service returns it."),
  enableDate: z.string().optional().describe("Time at which the device was enabled, ISO 8601. Absent: it is not enabled."),
});
const inputs = z.strictObject({
  userName: field(z.string().optional(), {
    doc: "Limit to devices that are enabled for this user. Default: all devices of the account.",
    rule: nameRule("user"),
  }),
  assignment: field(z.enum(["any", "assigned", "unassigned"]).optional(), {
    doc: "Limit to devices that are enabled for a user, or to those that are not. Excludes `userName`.",
  }),
});
const outputs = z.strictObject({
  devices: field(z.array(device), { doc: "The devices, sorted by serial number.", typeName: "MfaDevices" }),
  serialNumbers: field(z.array(z.string()), { doc: "Their serial numbers, in the same order." }),
});

/** The service's words. */
const statuses = { any: "Any", assigned: "Assigned", unassigned: "Unassigned" } as const;

type Device = z.infer<typeof device>;

function toDevice(serialNumber: string, rest: Omit<Device, "serialNumber" | "name">): Device {
  const identity = iamIdentity(serialNumber);
  return { serialNumber, ...(identity?.kind === "mfa" ? { name: identity.name } : {}), ...rest };
}

export const getMfaDevices = defineFunction({
  name: "getMfaDevices",
  uses: ["ListVirtualMFADevices", "ListMFADevices"],
  doc: "Lists virtual MFA devices, on all pages: those of one user, or all of the account. Never returns a seed.",
  inputs,
  outputs,
  rules: [
    {
      on: ["userName", "assignment"],
      presence: true,
      check: ({ userName, assignment }): RuleProblem[] =>
        userName === undefined || assignment === undefined
          ? []
          : [{ path: ["assignment"], message: "cannot be combined with userName: the devices of a user are assigned" }],
    },
  ],
  async invoke({ client }, { userName, assignment }) {
    const found =
      userName === undefined
        ? (await iam.listAllVirtualMfaDevices(client, assignment === undefined ? {} : { assignmentStatus: statuses[assignment] })).map(
            ({ serialNumber, user = {}, enableDate }) =>
              toDevice(serialNumber, {
                ...defined({ userName: user.userName, userArn: user.arn, enableDate }),
              }),
          )
        : (await existing(`user "${userName}"`, () => iam.listAllMfaDevices(client, { userName }))).map(({ serialNumber, ...rest }) =>
            toDevice(serialNumber, { userName, ...rest }),
          );
    const devices = byName(found, ({ serialNumber }) => serialNumber);
    return { devices, serialNumbers: devices.map(({ serialNumber }) => serialNumber) };
  },
});
