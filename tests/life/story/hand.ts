/** What a person does to the service without us. */
import { members } from "../../support/emulator/support";
import type { Holdings, Service } from "../service/service";

type Inputs = Readonly<Record<string, unknown>>;
type Act = (service: Service, inputs: Inputs) => Promise<unknown>;

const iamCall =
  (action: string, params: (inputs: Inputs) => Readonly<Record<string, unknown>>): Act =>
  (service, inputs) =>
    service.iam(action, Object.fromEntries(Object.entries(params(inputs)).map(([name, value]) => [name, String(value)])));

const bucketOf = ({ bucket }: Inputs): string => String(bucket);
const removes =
  (subresource: string): Act =>
  (service, inputs) =>
    service.send("DELETE", `/${bucketOf(inputs)}?${subresource}`);
const puts =
  (subresource: string, body: (inputs: Inputs, service: Service) => string): Act =>
  (service, inputs) =>
    service.send("PUT", `/${bucketOf(inputs)}?${subresource}`, body(inputs, service));

async function deleteDevice(service: Service, { name }: Inputs): Promise<void> {
  const { VirtualMFADevices: list } = (await service.iam("ListVirtualMFADevices", {})) as { readonly VirtualMFADevices?: unknown };
  for (const { SerialNumber, User } of members(list)) {
    if (
      !String(SerialNumber)
        .toLowerCase()
        .endsWith(`/${String(name).toLowerCase()}`)
    )
      continue;
    const { UserName } = (User ?? {}) as { readonly UserName?: string };
    if (UserName !== undefined) await service.iam("DeactivateMFADevice", { SerialNumber: String(SerialNumber), UserName });
    await service.iam("DeleteVirtualMFADevice", { SerialNumber: String(SerialNumber) });
  }
}

const deletions: Readonly<Record<string, Act>> = {
  Bucket: (service, inputs) => service.send("DELETE", `/${bucketOf(inputs)}`),
  BucketObject: (service, inputs) => service.send("DELETE", `/${bucketOf(inputs)}/${String(inputs["key"])}`),
  BucketPolicy: removes("policy"),
  Lifecycle: removes("lifecycle"),
  Cors: removes("cors"),
  Website: removes("website"),
  IamUser: iamCall("DeleteUser", ({ userName }) => ({ UserName: userName })),
  Group: iamCall("DeleteGroup", ({ groupName }) => ({ GroupName: groupName })),
  VirtualMfaDevice: deleteDevice,
  LoginProfile: iamCall("DeleteLoginProfile", ({ user }) => ({ UserName: user })),
  UserPolicyAttachment: iamCall("DetachUserPolicy", ({ user, policyArn }) => ({ UserName: user, PolicyArn: policyArn })),
  GroupPolicyAttachment: iamCall("DetachGroupPolicy", ({ group, policyArn }) => ({ GroupName: group, PolicyArn: policyArn })),
};

const theirDocument = ({ bucket }: Inputs, { backend }: Service): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "theirs",
        Effect: "Deny",
        Principal: "*",
        Action: backend === "oos" ? "oos:DeleteObject" : "s3:DeleteObject",
        Resource: `arn:${backend === "oos" ? "ctyun:oos" : "aws:s3"}:::${String(bucket)}/x/*`,
      },
    ],
  });

const plantings: Readonly<Record<string, Act>> = {
  Bucket: (service, inputs) => service.send("PUT", `/${bucketOf(inputs)}`),
  BucketPolicy: puts("policy", theirDocument),
  Lifecycle: puts(
    "lifecycle",
    () =>
      "<LifecycleConfiguration><Rule><ID>theirs</ID><Prefix>x</Prefix><Status>Enabled</Status><Expiration><Days>9</Days></Expiration></Rule></LifecycleConfiguration>",
  ),
  Cors: puts(
    "cors",
    () =>
      "<CORSConfiguration><CORSRule><AllowedOrigin>https://theirs.example</AllowedOrigin><AllowedMethod>PUT</AllowedMethod></CORSRule></CORSConfiguration>",
  ),
  Website: puts(
    "website",
    () => "<WebsiteConfiguration><IndexDocument><Suffix>theirs.html</Suffix></IndexDocument></WebsiteConfiguration>",
  ),
  IamUser: iamCall("CreateUser", ({ userName }) => ({ UserName: userName })),
  Group: iamCall("CreateGroup", ({ groupName }) => ({ GroupName: groupName })),
  Policy: iamCall("CreatePolicy", ({ name }) => ({
    PolicyName: name,
    PolicyDocument: JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "oos:ListBucket", Resource: "*" }] }),
  })),
};

/** Where the service has what a person may make after a request of ours that was cut off; what is there already they leave. */
const places: Readonly<Record<string, (inputs: Inputs) => string>> = {
  Bucket: ({ bucket }) => `bucket ${String(bucket)}`,
  BucketPolicy: ({ bucket }) => `policy of bucket ${String(bucket)}`,
  Lifecycle: ({ bucket }) => `lifecycle of bucket ${String(bucket)}`,
  Cors: ({ bucket }) => `cors of bucket ${String(bucket)}`,
  Website: ({ bucket }) => `website of bucket ${String(bucket)}`,
  IamUser: ({ userName }) => `user ${String(userName)}`,
  Group: ({ groupName }) => `group ${String(groupName)}`,
  Policy: ({ name }) => `policy ${String(name)}`,
  LoginProfile: ({ user }) => `login profile of user ${String(user)}`,
  VirtualMfaDevice: ({ name }) => `device ${String(name)}`,
};

/** Nobody would adopt these: what makes them of use is known to their maker alone. */
const laterPlantings: Readonly<Record<string, Act>> = {
  LoginProfile: iamCall("CreateLoginProfile", ({ user }) => ({
    UserName: user,
    Password: "Theirs-password-3",
    PasswordResetRequired: "false",
  })),
  VirtualMfaDevice: iamCall("CreateVirtualMFADevice", ({ name }) => ({ VirtualMFADeviceName: name })),
};

/** True when there is nothing of it yet that a person could make. */
export function canPlantNow(noun: string, inputs: Inputs, holdings: Holdings): boolean {
  const place = places[noun]?.(inputs);
  const [, bucket] = / of bucket (.*)$/.exec(place ?? "") ?? [];
  return place !== undefined && !(place in holdings) && (bucket === undefined || `bucket ${bucket}` in holdings);
}

export function canDeleteByHand(noun: string): boolean {
  return deletions[noun] !== undefined;
}

export function canPlant(noun: string): boolean {
  return plantings[noun] !== undefined;
}

/** @param inputs of the resource, known */
export async function deleteByHand(service: Service, noun: string, inputs: Inputs): Promise<void> {
  await deletions[noun]?.(service, inputs);
}

export async function plant(service: Service, noun: string, inputs: Inputs): Promise<void> {
  await (plantings[noun] ?? laterPlantings[noun])?.(service, inputs);
}

export async function keysOf(service: Service, user: string): Promise<readonly string[]> {
  const { AccessKeyMetadata: list } = (await service.iam("ListAccessKeys", { UserName: user })) as { readonly AccessKeyMetadata?: unknown };
  return members(list).map(({ AccessKeyId }) => String(AccessKeyId));
}

/** @returns the id of a key that nobody knows but its maker; undefined where the user has no room for it, or is gone */
export async function plantKey(service: Service, user: string): Promise<string | undefined> {
  if (!(`user ${user}` in (await service.holdings())) || (await keysOf(service, user)).length > 1) return undefined;
  const { AccessKey: key } = (await service.iam("CreateAccessKey", { UserName: user })) as {
    readonly AccessKey: { readonly AccessKeyId: string };
  };
  return key.AccessKeyId;
}

export async function deleteKey(service: Service, user: string, id: string): Promise<void> {
  await service.iam("DeleteAccessKey", { UserName: user, AccessKeyId: id });
}

/** What was there before us and is none of our business. */
export async function plantStrangers(service: Service): Promise<void> {
  await service.send("PUT", "/strangers");
  await service.send("PUT", "/strangers/their.txt", "theirs");
  if (service.backend !== "oos") return;
  await plant(service, "BucketPolicy", { bucket: "strangers" });
  await plant(service, "Lifecycle", { bucket: "strangers" });
  await plant(service, "IamUser", { userName: "stranger" });
  await service.iam("CreateAccessKey", { UserName: "stranger" });
  await plant(service, "Policy", { name: "theirs" });
}
