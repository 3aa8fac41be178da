/** What a person does to the service without us. */
import type { EmulatedService } from "../service/emulated";
import { iam, sendSigned } from "../../emulator/support";
import type { Properties } from "../../plugin/results";
import { createHash } from "node:crypto";

type Inputs = Readonly<Record<string, unknown>>;
type Act = (service: EmulatedService, inputs: Inputs) => Promise<unknown>;

async function s3(service: EmulatedService, method: string, target: string, body = ""): Promise<void> {
  const headers = body === "" ? {} : { "content-md5": createHash("md5").update(body).digest("base64") };
  const { emulator } = service;
  const answer = await sendSigned(emulator.endpoints.s3, { method, target, headers, body }, { keys: emulator, service: "s3", at: service.now() });
  if (answer.status >= 300) throw new Error(`${method} ${target} by hand: ${String(answer.status)} ${answer.text}`);
}

const iamCall =
  (action: string, params: (inputs: Inputs) => Readonly<Record<string, unknown>>): Act =>
  (service, inputs) =>
    iam(
      service.emulator,
      action,
      Object.fromEntries(Object.entries(params(inputs)).map(([name, value]) => [name, String(value)])),
      service.emulator,
      service.now(),
    );

const bucketOf = ({ bucket }: Inputs): string => String(bucket);
const removes =
  (subresource: string): Act =>
  (service, inputs) =>
    s3(service, "DELETE", `/${bucketOf(inputs)}?${subresource}`);
const puts =
  (subresource: string, body: (inputs: Inputs) => string): Act =>
  (service, inputs) =>
    s3(service, "PUT", `/${bucketOf(inputs)}?${subresource}`, body(inputs));

const deletions: Readonly<Record<string, Act>> = {
  Bucket: (service, inputs) => s3(service, "DELETE", `/${bucketOf(inputs)}`),
  BucketObject: (service, inputs) => s3(service, "DELETE", `/${bucketOf(inputs)}/${String(inputs["key"])}`),
  BucketPolicy: removes("policy"),
  Lifecycle: removes("lifecycle"),
  Cors: removes("cors"),
  Website: removes("website"),
  IamUser: iamCall("DeleteUser", ({ userName }) => ({ UserName: userName })),
  Group: iamCall("DeleteGroup", ({ groupName }) => ({ GroupName: groupName })),
  LoginProfile: iamCall("DeleteLoginProfile", ({ user }) => ({ UserName: user })),
  UserPolicyAttachment: iamCall("DetachUserPolicy", ({ user, policyArn }) => ({ UserName: user, PolicyArn: policyArn })),
  GroupPolicyAttachment: iamCall("DetachGroupPolicy", ({ group, policyArn }) => ({ GroupName: group, PolicyArn: policyArn })),
};

const theirDocument = (resource: string): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Sid: "theirs", Effect: "Deny", Principal: "*", Action: "oos:PutObject", Resource: resource }],
  });

const plantings: Readonly<Record<string, Act>> = {
  Bucket: (service, inputs) => s3(service, "PUT", `/${bucketOf(inputs)}`),
  BucketPolicy: puts("policy", (inputs) => theirDocument(`arn:ctyun:oos:::${bucketOf(inputs)}/*`)),
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

export function canDeleteByHand(noun: string): boolean {
  return deletions[noun] !== undefined;
}

export function canPlant(noun: string): boolean {
  return plantings[noun] !== undefined;
}

/** @param inputs of the resource, known */
export async function deleteByHand(service: EmulatedService, noun: string, inputs: Properties): Promise<void> {
  await deletions[noun]?.(service, inputs);
}

export async function plant(service: EmulatedService, noun: string, inputs: Properties): Promise<void> {
  await plantings[noun]?.(service, inputs);
}

/** What was there before us and is none of our business. */
export async function plantStrangers(service: EmulatedService): Promise<void> {
  await s3(service, "PUT", "/strangers");
  await s3(service, "PUT", "/strangers/their.txt", "theirs");
  await puts("policy", () => theirDocument("arn:ctyun:oos:::strangers/*"))(service, { bucket: "strangers" });
  await plantings["Lifecycle"]?.(service, { bucket: "strangers" });
  if (service.backend !== "oos") return;
  await plantings["IamUser"]?.(service, { userName: "stranger" });
  await iamCall("CreateAccessKey", () => ({ UserName: "stranger" }))(service, {});
  await plantings["Policy"]?.(service, { name: "theirs" });
}
