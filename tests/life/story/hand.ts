/** What a person does to the service without us. */
import type { Service } from "../service/service";

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

const deletions: Readonly<Record<string, Act>> = {
  Bucket: (service, inputs) => service.send("DELETE", `/${bucketOf(inputs)}`),
  BucketObject: (service, inputs) => service.send("DELETE", `/${bucketOf(inputs)}/${String(inputs["key"])}`),
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
  await plantings[noun]?.(service, inputs);
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
