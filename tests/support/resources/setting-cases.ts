/** The settings of a bucket as data for the lifecycle suite: what the server has is read as XML, by software that is not ours. */
import { createHash } from "node:crypto";
import { expect } from "vitest";
import type { RunningEmulator } from "../../../emulator";
import { codeOf, sendSigned, xmlOf } from "../emulator/support";
import type { Properties } from "../plugin/results";
import type { ResourceCase } from "./suite";

type Node = Readonly<Record<string, unknown>>;

/** One request for a sub-resource of b-one. */
export async function bucketCall(emulator: RunningEmulator, method: string, subresource: string, body = ""): Promise<Node | undefined> {
  const headers = body === "" ? {} : { "content-md5": createHash("md5").update(body).digest("base64") };
  const answer = await sendSigned(
    emulator.endpoints.s3,
    { method, target: `/b-one?${subresource}`, headers, body },
    { keys: emulator, service: "s3" },
  );
  if (answer.status === 404 && /NotFound|NoSuch/.test(String(codeOf(answer)))) return undefined;
  if (answer.status >= 300) throw new Error(`${method} ${subresource}: ${answer.status} ${answer.text}`);
  return answer.text === "" ? {} : xmlOf(answer);
}

const look = (subresource: string) => (emulator: RunningEmulator) => bucketCall(emulator, "GET", subresource);
const makeElsewhere =
  (subresource: string, body: string) =>
  async (emulator: RunningEmulator): Promise<void> => {
    await bucketCall(emulator, "PUT", subresource, body);
  };
const makeBuckets = async (emulator: RunningEmulator): Promise<void> => {
  for (const name of ["b-one", "logs-one", "logs-two"])
    await sendSigned(emulator.endpoints.s3, { method: "PUT", target: `/${name}` }, { keys: emulator, service: "s3" });
};
const common = { outputs: [], prepare: makeBuckets } satisfies Partial<ResourceCase>;
const elsewhere = (inputs: Properties) => ({
  inputs: () => ({ ...inputs, bucket: "b-two" }),
  replaces: ["bucket"],
  deleteBeforeReplace: false,
});
/** As the XML reader shows it: one element is no list. */
const oneOrMany = <T>(values: readonly T[]): T | readonly T[] | undefined => (values.length > 1 ? values : values[0]);
const capitals = (value: object): Node =>
  Object.fromEntries(Object.entries(value).map(([name, part]) => [name.charAt(0).toUpperCase() + name.slice(1), String(part)]));

interface Rule {
  readonly id?: string;
  readonly prefix: string;
  readonly enabled?: boolean;
  readonly expiration?: object;
  readonly transition?: object;
}

const lifecycleRules = {
  minimal: [{ prefix: "a/", expiration: { days: 3 } }],
  full: [
    { id: "all of it", prefix: "<b>&/", enabled: false, expiration: { days: 40 }, transition: { days: 30, storageClass: "STANDARD_IA" } },
    { id: "dated", prefix: "d/", expiration: { date: "2031-01-01" } },
    { prefix: "a/", expiration: { days: 4 } },
  ],
  changed: [
    { id: "dated", prefix: "d/", transition: { date: "2030-01-01T00:00:00.000Z" } },
    { id: "all of it", prefix: "<b>&/", expiration: { days: 41 } },
  ],
} satisfies Record<string, Rule[]>;

const lifecycle: ResourceCase = {
  ...common,
  noun: "Lifecycle",
  minimal: () => ({ bucket: "b-one", rules: lifecycleRules.minimal }),
  full: () => ({ bucket: "b-one", rules: lifecycleRules.full }),
  changed: () => ({ bucket: "b-one", rules: lifecycleRules.changed }),
  replacement: elsewhere({ rules: lifecycleRules.minimal }),
  makeElsewhere: makeElsewhere(
    "lifecycle",
    "<LifecycleConfiguration><Rule><ID>x</ID><Prefix>x</Prefix><Status>Enabled</Status><Expiration><Days>1</Days></Expiration></Rule></LifecycleConfiguration>",
  ),
  look: look("lifecycle"),
  shown: ({ rules }) => ({
    Rule: oneOrMany(
      (rules as Rule[]).map(({ id, prefix, enabled, expiration, transition }) => ({
        ID: id ?? (expect.stringMatching(/^a-expiration-[0-9a-f]{7}$/) as string),
        Prefix: prefix,
        Status: enabled === false ? "Disabled" : "Enabled",
        ...(expiration === undefined ? {} : { Expiration: dated(expiration) }),
        ...(transition === undefined ? {} : { Transition: { ...dated(transition), StorageClass: "STANDARD_IA" } }),
      })),
    ),
  }),
};

function dated(time: { readonly date?: string }): Node {
  return { ...capitals(time), ...(time.date === undefined ? {} : { Date: `${time.date.slice(0, 10)}T00:00:00.000Z` }) };
}

interface CorsInput {
  readonly id?: string;
  readonly allowedOrigins: readonly string[];
  readonly allowedMethods: readonly string[];
  readonly allowedHeaders?: readonly string[];
  readonly exposeHeaders?: readonly string[];
  readonly maxAgeSeconds?: number;
}

const corsRules = {
  minimal: [{ allowedOrigins: ["*"], allowedMethods: ["GET"] }],
  full: [
    {
      id: "first",
      allowedOrigins: ["https://a.example", "https://*.b.example"],
      allowedMethods: ["PUT", "POST"],
      allowedHeaders: ["x-*", "Date"],
      exposeHeaders: ["ETag"],
      maxAgeSeconds: 0,
    },
    { allowedOrigins: ["*"], allowedMethods: ["GET", "HEAD", "DELETE"] },
  ],
  changed: [
    { allowedOrigins: ["*"], allowedMethods: ["GET"], maxAgeSeconds: 60 },
    {
      id: "first",
      allowedOrigins: ["https://a.example"],
      allowedMethods: ["PUT"],
      allowedHeaders: ["*"],
      exposeHeaders: ["ETag", "x-amz-request-id"],
    },
  ],
} satisfies Record<string, CorsInput[]>;

const cors: ResourceCase = {
  ...common,
  noun: "Cors",
  minimal: () => ({ bucket: "b-one", rules: corsRules.minimal }),
  full: () => ({ bucket: "b-one", rules: corsRules.full }),
  changed: () => ({ bucket: "b-one", rules: corsRules.changed }),
  replacement: elsewhere({ rules: corsRules.minimal }),
  makeElsewhere: makeElsewhere(
    "cors",
    "<CORSConfiguration><CORSRule><AllowedOrigin>x</AllowedOrigin><AllowedMethod>PUT</AllowedMethod></CORSRule></CORSConfiguration>",
  ),
  look: look("cors"),
  shown: ({ rules }) => ({
    CORSRule: oneOrMany(
      (rules as CorsInput[]).map((rule) => ({
        ...(rule.id === undefined ? {} : { ID: rule.id }),
        AllowedOrigin: oneOrMany(rule.allowedOrigins),
        AllowedMethod: oneOrMany(rule.allowedMethods),
        ...(rule.allowedHeaders === undefined ? {} : { AllowedHeader: oneOrMany(rule.allowedHeaders) }),
        ...(rule.exposeHeaders === undefined ? {} : { ExposeHeader: oneOrMany(rule.exposeHeaders) }),
        ...(rule.maxAgeSeconds === undefined ? {} : { MaxAgeSeconds: String(rule.maxAgeSeconds) }),
      })),
    ),
  }),
};

interface WebsiteInput {
  readonly indexDocument?: string;
  readonly errorDocument?: string;
  readonly redirectAllRequestsTo?: object;
  readonly routingRules?: readonly { readonly condition?: object; readonly redirect: object }[];
}

const website: ResourceCase = {
  ...common,
  noun: "Website",
  outputs: ["domain", "endpoint"],
  minimal: () => ({ bucket: "b-one", indexDocument: "index.html" }),
  full: () => ({
    bucket: "b-one",
    indexDocument: "start.htm",
    errorDocument: "errors/<4xx>&.html",
    routingRules: [
      { condition: { keyPrefixEquals: "old/", httpErrorCodeReturnedEquals: "404" }, redirect: { replaceKeyPrefixWith: "new/" } },
      {
        condition: { httpErrorCodeReturnedEquals: "403" },
        redirect: { hostName: "a.example", protocol: "https", replaceKeyWith: "sorry.html" },
      },
    ],
  }),
  changed: () => ({ bucket: "b-one", redirectAllRequestsTo: { hostName: "www.a.example", protocol: "https" } }),
  replacement: elsewhere({ indexDocument: "index.html" }),
  laterCall: { operation: "GetBucketLocation", inputs: () => ({ bucket: "b-one", indexDocument: "index.html" }) },
  makeElsewhere: makeElsewhere(
    "website",
    "<WebsiteConfiguration><IndexDocument><Suffix>x.html</Suffix></IndexDocument></WebsiteConfiguration>",
  ),
  look: look("website"),
  shown: (inputs) => {
    const { indexDocument, errorDocument, redirectAllRequestsTo, routingRules } = inputs as WebsiteInput;
    return {
      ...(indexDocument === undefined ? {} : { IndexDocument: { Suffix: indexDocument } }),
      ...(errorDocument === undefined ? {} : { ErrorDocument: { Key: errorDocument } }),
      ...(redirectAllRequestsTo === undefined ? {} : { RedirectAllRequestsTo: capitals(redirectAllRequestsTo) }),
      ...(routingRules === undefined
        ? {}
        : {
            RoutingRules: {
              RoutingRule: routingRules.map(({ condition = {}, redirect }) => ({
                Condition: capitals(condition),
                Redirect: capitals(redirect),
              })),
            },
          }),
    };
  },
};

/** A lock that is enabled outlives every test of the suite: object-lock.test.ts has it. */
const objectLock: ResourceCase = {
  ...common,
  noun: "ObjectLock",
  minimal: () => ({ bucket: "b-one", state: "Disabled", retention: { days: 1 } }),
  full: () => ({ bucket: "b-one", state: "Disabled", mode: "COMPLIANCE", retention: { years: 2 } }),
  changed: () => ({ bucket: "b-one", state: "Disabled", retention: { days: 20 } }),
  replacement: elsewhere({ state: "Disabled", retention: { days: 1 } }),
  makeElsewhere: makeElsewhere(
    "object-lock",
    "<ObjectLockConfiguration><ObjectLockEnabled>Disabled</ObjectLockEnabled><Rule><DefaultRetention><Mode>COMPLIANCE</Mode><Years>1</Years></DefaultRetention></Rule></ObjectLockConfiguration>",
  ),
  look: look("object-lock"),
  shown: ({ state, retention }) => ({
    ObjectLockEnabled: state,
    Rule: { DefaultRetention: { Mode: "COMPLIANCE", ...capitals(retention as object) } },
  }),
};

const bucketLogging: ResourceCase = {
  ...common,
  noun: "BucketLogging",
  minimal: () => ({ bucket: "b-one", targetBucket: "logs-one" }),
  full: () => ({ bucket: "b-one", targetBucket: "logs-two", targetPrefix: "a&b/" }),
  changed: () => ({ bucket: "b-one", targetBucket: "b-one", targetPrefix: "self/" }),
  replacement: elsewhere({ targetBucket: "logs-one" }),
  makeElsewhere: makeElsewhere(
    "logging",
    "<BucketLoggingStatus><LoggingEnabled><TargetBucket>logs-two</TargetBucket><TargetPrefix>x</TargetPrefix></LoggingEnabled></BucketLoggingStatus>",
  ),
  look: async (emulator) => (await bucketCall(emulator, "GET", "logging"))?.["LoggingEnabled"],
  shown: ({ targetBucket, targetPrefix = "" }) => ({ TargetBucket: targetBucket, TargetPrefix: targetPrefix }),
};

const bucketAccelerate: ResourceCase = {
  ...common,
  noun: "BucketAccelerate",
  minimal: () => ({ bucket: "b-one", ipWhiteList: ["36.111.88.0/24"] }),
  full: () => ({
    bucket: "b-one",
    status: "Suspended",
    ipWhiteList: ["36.111.88.0/24", "114.80.1.136", "10.0.0.0/8", "192.0.2.1", "192.0.2.2"],
  }),
  changed: () => ({ bucket: "b-one", status: "Enabled", ipWhiteList: ["192.0.2.1"] }),
  replacement: elsewhere({ ipWhiteList: ["192.0.2.1"] }),
  makeElsewhere: makeElsewhere(
    "accelerate",
    "<AccelerateConfiguration><Status>Enabled</Status><IPWhiteLists><IP>192.0.2.9</IP></IPWhiteLists></AccelerateConfiguration>",
  ),
  // Nothing deletes it: suspended without addresses is off.
  look: async (emulator) => {
    const shown = await bucketCall(emulator, "GET", "accelerate");
    const isOff = shown?.["Status"] === undefined || (shown["Status"] === "Suspended" && (shown["IPWhiteLists"] ?? "") === "");
    return isOff ? undefined : shown;
  },
  shown: ({ status = "Enabled", ipWhiteList }) => ({ Status: status, IPWhiteLists: { IP: oneOrMany(ipWhiteList as string[]) } }),
};

export const settingCases: readonly ResourceCase[] = [lifecycle, cors, website, objectLock, bucketLogging, bucketAccelerate];
