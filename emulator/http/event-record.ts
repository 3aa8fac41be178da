/** A call as the account's events tell it. Only parameters that the operation knows are in it, so no mistyped name carries a secret along. */
import { randomUUID } from "node:crypto";
import { callerArn, type Caller } from "../access/authorize";
import type { EventRecord, EventResource, UserIdentity } from "../background/events";
import type { ServiceName } from "../contract";
import type { WireRequest } from "../wire/request";
import type { Route } from "./router";

export interface EventFacts {
  readonly route: Route;
  readonly request: WireRequest;
  readonly requestId: string;
  readonly at: Date;
  readonly caller: Caller | undefined;
  /** Whose event it is: the caller's account, or the one that owns the bucket. */
  readonly accountId: string;
  readonly region: string;
  readonly errorCode: string | undefined;
}

/** unverified: the names of sources, which are the hosts [GUIDE 8.1]. */
const SOURCES: Readonly<Record<ServiceName, string>> = {
  s3: "oos-cn.ctyunapi.cn",
  statistics: "oos-cn-mg.ctyunapi.cn",
  trail: "oos-cn-cloudtrail.ctyunapi.cn",
  iam: "oos-cn-iam.ctyunapi.cn",
};

/** Parameters whose values are, or could help to, a secret: passwords, and codes of MFA devices. */
const SECRETS: readonly string[] = ["Password", "OldPassword", "NewPassword", "AuthenticationCode1", "AuthenticationCode2"];
const HIDDEN = "***";

/** What a parameter of IAM or trail names. unverified: the names of types. */
const RESOURCES: Readonly<Record<string, string>> = {
  AccessKeyId: "AccessKey",
  GroupName: "Group",
  Name: "Trail",
  PolicyArn: "Policy",
  PolicyName: "Policy",
  S3BucketName: "Bucket",
  SerialNumber: "MFADevice",
  TrailName: "Trail",
  UserName: "User",
  VirtualMFADeviceName: "MFADevice",
};

/** Undefined for what is no operation. */
export function eventRecord(facts: EventFacts): EventRecord | undefined {
  const { route, request, at, errorCode } = facts;
  if (route.row === undefined) return undefined;
  const parameters = requestParameters(facts);
  const userAgent = request.headers.get("user-agent");
  return {
    atMs: at.getTime(),
    event: {
      eventVersion: "1.0",
      userIdentity: identity(facts.caller),
      eventTime: at.toISOString().replace(/\.\d+Z$/, "Z"),
      eventSource: SOURCES[route.service],
      eventName: route.row.name,
      awsRegion: facts.region,
      sourceIPAddress: request.sourceIp,
      ...(userAgent === undefined ? {} : { userAgent }),
      requestParameters: parameters,
      ...(errorCode === undefined ? {} : { errorCode }),
      requestID: facts.requestId,
      eventID: randomUUID(),
      readOnly: isReadOnly(route, request.method),
      resources: route.service === "s3" ? s3Resources(route) : namedResources(parameters),
      eventType: "ApiCall",
      recipientAccountId: facts.accountId,
    },
  };
}

function identity(caller: Caller | undefined): UserIdentity {
  if (caller === undefined) return { type: "Anonymous" };
  return {
    type: caller.user === undefined ? "Root" : "IAMUser",
    arn: callerArn(caller),
    accountId: caller.account.id,
    accessKeyId: caller.accessKeyId,
    userName: caller.user?.name ?? "root",
  };
}

function isReadOnly(route: Route, method: string): boolean {
  if (route.service === "iam" || route.service === "trail") return /^(Get|List|Describe|Lookup)/.test(route.row?.name ?? "");
  return method === "GET" || method === "HEAD";
}

function requestParameters({ route, request }: EventFacts): Readonly<Record<string, unknown>> {
  if (route.row === undefined) return {};
  switch (route.service) {
    case "iam":
      return redacted(route.params.known(route.row.parameters));
    case "trail":
      return redacted(Object.entries(route.input).filter(([name]) => route.row.members.includes(name)));
    case "statistics":
      return redacted(request.query.filter(({ name }) => route.row.parameters.includes(name)).map(({ name, value }) => [name, value]));
    case "s3":
      return {
        ...(route.bucketName === "" ? {} : { bucketName: route.bucketName }),
        ...(route.key === "" ? {} : { key: route.key }),
        ...Object.fromEntries(
          request.query
            .filter(({ name }) => route.row.subresources.includes(name) || route.row.query.includes(name))
            .map(({ name, value }) => [name, value]),
        ),
        ...(request.headers.has("x-amz-acl") ? { "x-amz-acl": request.headers.get("x-amz-acl") } : {}),
        ...(request.headers.has("x-amz-copy-source") ? { "x-amz-copy-source": request.headers.get("x-amz-copy-source") } : {}),
      };
  }
}

function redacted(parameters: readonly (readonly [string, unknown])[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(parameters.map(([name, value]) => [name, SECRETS.includes(name) ? HIDDEN : value]));
}

function s3Resources({ bucketName, key }: { readonly bucketName: string; readonly key: string }): readonly EventResource[] {
  if (bucketName === "") return [];
  const bucket = { type: "Bucket", name: bucketName };
  return key === "" ? [bucket] : [bucket, { type: "Object", name: `${bucketName}/${key}` }];
}

function namedResources(parameters: Readonly<Record<string, unknown>>): readonly EventResource[] {
  return Object.entries(parameters).flatMap(([parameter, name]) => {
    const type = RESOURCES[parameter];
    return type === undefined || typeof name !== "string" ? [] : [{ type, name }];
  });
}
