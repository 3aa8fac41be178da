/** The provider's configuration: its fields, their environment variables, and one pass that reports every problem at once. */
import { readFileSync } from "node:fs";
import { z } from "zod";
import { type Backend, type BackendId, regionOf } from "../backends/types";
import type { Service } from "../catalog/types";
import { backendOf, defaultBackend, backends } from "../backends";
import { field, fieldsOf } from "../define";
import type { CredentialSettings } from "../transport/sign/credentials";
import { suggestion } from "../pure/suggest";
import { check, type Failure } from "./steps/inputs";
import { hasUnknown, isUnknown, type Properties } from "./values";
import { defined } from "../pure/defined";

/** A URL of which only scheme, host and port are used: whatever else it says would be dropped without a word. `parts`: what may stand in it beside them. */
function url(parts: Readonly<Partial<Record<"login", true>>> = {}) {
  return z.string().superRefine((text, context) => {
    for (const message of urlProblems(text, parts.login === true)) context.addIssue({ code: "custom", message });
  });
}

/** None of them repeats the URL, in which a password may stand. */
function urlProblems(text: string, takesLogin: boolean): readonly string[] {
  const found = URL.canParse(text) ? new URL(text) : undefined;
  if (found === undefined || !/^https?:$/.test(found.protocol)) return ["must be an absolute http or https URL"];
  const { username, password, pathname, search, hash } = found;
  const login = username !== "" || password !== "";
  return [
    ...(login && !takesLogin ? ["must have no user and password: the keys have settings of their own"] : []),
    ...(login && takesLogin && !(isEscaped(username) && isEscaped(password))
      ? ["has a % in its user or password that begins no escape: write %25 for it"]
      : []),
    ...(pathname === "/" ? [] : ["must have no path"]),
    ...(search === "" && !text.includes("?") ? [] : ["must have no query"]),
    ...(hash === "" && !text.includes("#") ? [] : ["must have no fragment"]),
  ];
}

function isEscaped(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

const backendIds = Object.keys(backends) as [BackendId, ...BackendId[]];
const available = backendIds.filter((id) => backendOf(id) !== undefined);
const services = ["s3", "iam", "trail", "statistics", "topic", "sts"] as const satisfies readonly Service[];

/** Configuration keys of the namespace `oos`; each is also read from `OOS_` + its name in upper snake case. */
export const configFields = z.strictObject({
  backend: field(z.enum(backendIds), { doc: "Object-storage service to use.", default: "oos" }),
  region: field(z.string().min(1).optional(), {
    doc: "Region: `cn` (the whole object-storage network, the default), a resource pool such as `hazz`, or `cn-hk-hqnet` and `cn-hk-nqnet` for Hong Kong. Gives every host and the signing scope.",
    rule: (value: string, { backend }) =>
      regionOf(backend, value) !== undefined
        ? []
        : [
            {
              message: `unknown region ${value}${suggestion(value, Object.keys(backend.regions))}; known: ${Object.keys(backend.regions).join(", ")}`,
            },
          ],
  }),
  endpoints: field(
    z
      .strictObject(
        Object.fromEntries(services.map((service) => [service, url().optional()])) as Record<
          Service,
          z.ZodOptional<ReturnType<typeof url>>
        >,
      )
      .optional(),
    {
      doc: "URLs that override the backend's hosts, by service: `s3`, `iam`, `trail`, `statistics`, `topic`, `sts`. Each is scheme, host and port.",
      typeName: "Endpoints",
    },
  ),
  accessKeyId: field(z.string().min(1).optional(), { doc: "Access key id. Needs `secretAccessKey`." }),
  secretAccessKey: field(z.string().min(1).optional(), { doc: "Secret access key.", secret: true }),
  sessionToken: field(z.string().min(1).optional(), { doc: "Token of temporary credentials.", secret: true }),
  profile: field(z.string().min(1).optional(), {
    doc: "Profile of the shared credentials file (`OOS_SHARED_CREDENTIALS_FILE`, `~/.oos/credentials`, `~/.aws/credentials`).",
  }),
  assumeRole: field(z.string().min(1).optional(), {
    doc: "ARN of a role to assume, on backends that have roles.",
    rule: (_value: string, { backend }) => [
      { message: `backend ${backend.id} has no AssumeRole; use an IAM user's access key or temporary credentials (sessionToken)` },
    ],
  }),
  signatureVersion: field(z.enum(["v4", "v2"]), {
    doc: "Signature of S3 calls. v4 covers all of a request; v2 leaves out most of the query, `accelerate` and `object-lock` of OOS included. IAM and trail always use v4.",
    default: "v4",
  }),
  addressing: field(z.enum(["virtual", "path"]).optional(), {
    doc: "How the bucket is named in URLs. Default: the backend's; `path` for IP addresses and localhost.",
  }),
  allowedAccountIds: field(z.array(z.string().min(1)).optional(), {
    doc: "Account ids. The provider refuses to work if the credentials belong to another account.",
  }),
  skipCredentialsValidation: field(z.boolean().optional(), {
    doc: "Skip the check of the account in a preview: whether the service accepts the keys, whether `allowedAccountIds` lists the account, whether the resources are in this account by the state, and whether it has room for more buckets. Default false.",
  }),
  maxRetries: field(z.int().min(0).max(50), { doc: "Retries of one request after its first attempt.", default: 8 }),
  requestTimeoutSeconds: field(z.number().positive().max(3600), { doc: "Limit of one attempt in seconds.", default: 60 }),
  maxConcurrency: field(z.int().min(1).max(256), { doc: "Requests that may be under way at the same time.", default: 16 }),
  requestsPerSecond: field(z.number().positive().optional(), { doc: "Requests started per second. Default: unlimited." }),
  settleSeconds: field(z.number().min(0).max(3600).optional(), {
    doc: "Seconds after a write of the provider during which a read that shows the old value counts as a stale cache. Default: 300 on OOS, 30 on ZOS.",
  }),
  proxy: field(url({ login: true }).optional(), {
    doc: "Forward proxy for all requests: `http://host:port`, or `http://user:password@host:port` with user and password percent-encoded.",
  }),
  caBundle: field(z.string().min(1).optional(), { doc: "PEM text, or the path of a PEM file, of additional certificate authorities." }),
  defaultTags: field(z.record(z.string(), z.string()).optional(), {
    doc: "Tags added to every resource that has tags; a tag of the resource itself wins.",
  }),
});

export type ConfigValues = z.infer<typeof configFields>;
export const configNamespace = "oos";

/** A configuration that is complete and valid. */
export interface ProviderConfig extends ConfigValues {
  readonly table: Backend;
  readonly resolvedRegion: string;
  readonly caText: string | undefined;
  readonly settleSeconds: number;
}

export interface ParsedConfig {
  readonly config: ProviderConfig | undefined;
  readonly failures: readonly Failure[];
}

const credentialKeys: ReadonlySet<string> = new Set(["accessKeyId", "secretAccessKey", "sessionToken", "profile"]);

/** Keys of the namespace that are not the provider's: the engine's own, and the SDK's choice of the face. */
const ownKeys: ReadonlySet<string> = new Set(["version", "pluginDownloadURL", "face"]);

/** Keys of the stack's configuration that are none of ours, each with what was probably meant. @param keys without the namespace */
export function unknownSettings(keys: readonly string[]): readonly string[] {
  const known = Object.keys(configFields.shape);
  return keys
    .filter((key) => !known.includes(key) && !ownKeys.has(key))
    .map((key) => `unknown setting ${configNamespace}:${key}${suggestion(key, known)}: it has no effect`);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `requestTimeoutSeconds` -> `OOS_REQUEST_TIMEOUT_SECONDS`. */
export function environmentName(key: string): string {
  return `OOS_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/**
 * @param values what the stack or the explicit provider says, secrets unwrapped; texts hold JSON for anything that is not a string
 * @returns the configuration, or every problem; `config` is undefined as well while a value is unknown (an explicit provider in preview)
 */
export function parseConfig(values: Properties, environment: Environment): ParsedConfig {
  const given: Properties = {};
  const failures: Failure[] = [];
  for (const [name, value] of Object.entries(values)) {
    if (ownKeys.has(name) || name.startsWith("__")) continue;
    given[name] = value;
  }
  for (const { name, schema } of fieldsOf(configFields)) {
    // Credentials are taken as a whole set from one place: transport/credentials.ts reads theirs.
    const fromEnvironment = credentialKeys.has(name) ? undefined : environment[environmentName(name)];
    if (given[name] === undefined && fromEnvironment !== undefined && fromEnvironment !== "") given[name] = fromEnvironment;
    if (typeof given[name] === "string" && !acceptsString(schema)) given[name] = fromJson(given[name]);
  }
  const endpoints = endpointsFromEnvironment(environment);
  if (Object.keys(endpoints).length > 0 && (given["endpoints"] === undefined || isRecord(given["endpoints"])))
    given["endpoints"] = { ...endpoints, ...given["endpoints"] };

  const named = backendIds.find((id) => id === (given["backend"] ?? defaultBackend.id));
  const backend = (named === undefined ? undefined : backendOf(named)) ?? defaultBackend;
  const checked = check({
    noun: "configuration",
    fields: configFields,
    olds: undefined,
    news: given,
    suffix: () => "",
    context: { backend, region: typeof given["region"] === "string" ? given["region"] : backend.defaultRegion, isUnknown },
  });
  failures.push(...checked.failures.map(({ property, reason }) => inNamespace(property, reason)));
  if (named !== undefined && backendOf(named) === undefined) {
    failures.push({
      property: `${configNamespace}:backend`,
      reason: `backend ${named} is not available in this version; available: ${available.join(", ")}`,
    });
  }
  const hasUrl = isRecord(given["endpoints"]) ? given["endpoints"]["s3"] !== undefined : given["endpoints"] !== undefined;
  const region = given["region"] ?? backend.defaultRegion;
  if (
    !hasUrl &&
    typeof region === "string" &&
    regionOf(backend, region) !== undefined &&
    regionOf(backend, region)?.hosts.s3 === undefined
  ) {
    const reason = `backend ${backend.id} has no host for region ${region}; set oos:region to a pool (${Object.keys(backend.regions)
      .filter((id) => id !== region)
      .join(", ")}) or oos:endpoints`;
    failures.push({ property: `${configNamespace}:region`, reason });
  }
  const ca = typeof given["caBundle"] === "string" ? caText(given["caBundle"], failures) : undefined;
  if (failures.length > 0 || hasUnknown(checked.inputs)) return { config: undefined, failures };
  const config = checked.inputs as unknown as ConfigValues;
  const resolved = {
    resolvedRegion: config.region ?? backend.defaultRegion,
    settleSeconds: config.settleSeconds ?? backend.dialect.settleSeconds,
  };
  return { config: { ...config, ...resolved, table: backend, caText: ca }, failures };
}

/** A resource has to say that the problem is not one of its own fields. */
function inNamespace(property: string, reason: string): Failure {
  const name = `${configNamespace}:${property}`;
  return { property: name, reason: reason.replace(` (${property}, backend `, ` (${name}, backend `) };
}

function acceptsString(schema: z.ZodType): boolean {
  return (
    schema.safeParse("https://a.b").success ||
    schema instanceof z.ZodEnum ||
    (schema instanceof z.ZodOptional && schema.unwrap() instanceof z.ZodEnum)
  );
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function endpointsFromEnvironment(environment: Environment): Record<string, string> {
  const found: Record<string, string> = {};
  for (const service of services) {
    const value = environment[`OOS_ENDPOINT_${service.toUpperCase()}`];
    if (value !== undefined && value !== "") found[service] = value;
  }
  return found;
}

function caText(value: string, failures: Failure[]): string | undefined {
  if (value.includes(pemStart)) return value;
  let why: string;
  try {
    const text = readFileSync(value, "utf8");
    if (text.includes(pemStart)) return text;
    why = `no certificate is in ${value}`;
  } catch (error) {
    why = error instanceof Error ? error.message : String(error);
  }
  failures.push({ property: `${configNamespace}:caBundle`, reason: `must be PEM text or the path of a readable PEM file: ${why}` });
  return undefined;
}

const pemStart = "-----BEGIN";

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** What the look-up of credentials takes from the configuration; nothing while it is not known. */
export function credentialSettings(config: ProviderConfig | undefined): CredentialSettings {
  return {
    ...defined({
      accessKeyId: config?.accessKeyId,
      secretAccessKey: config?.secretAccessKey,
      sessionToken: config?.sessionToken,
      profile: config?.profile,
    }),
  };
}

/** Names of the fields that hold secrets, for faces that must mark or hide them. */
export const secretConfigKeys: readonly string[] = fieldsOf(configFields).flatMap(({ name, meta }) => (meta.secret === true ? [name] : []));
