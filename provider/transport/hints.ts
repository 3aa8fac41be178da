/** What a person can do next, by error code, else by kind (law 11). */
import type { ErrorKind, Service } from "../backends/types";

export interface HintContext {
  readonly service: Service;
  readonly operation: string;
  readonly code: string | undefined;
  readonly kind: ErrorKind;
  /** Our clock minus the service's, in milliseconds, when the answer had a Date header. */
  readonly skewMs: number | undefined;
  readonly signatureVersion: string | undefined;
  readonly scopeRegion: string | undefined;
  /** Next steps of this backend alone. */
  readonly ofBackend: Readonly<Record<string, string>> | undefined;
}

type Hint = string | ((context: HintContext) => string);

const checkKey = "check that oos:accessKeyId and oos:secretAccessKey belong together and to this account";

const NOTABLE_SKEW_MS = 300_000;

/** Failures of keys, signatures and clocks are the same for every service. */
const SIGNING: Readonly<Record<string, Hint>> = {
  InvalidAccessKeyId:
    "check oos:accessKeyId (or OOS_ACCESS_KEY_ID): the service does not know it; keys of another service do not work here",
  InvalidClientTokenId:
    "check oos:accessKeyId (or OOS_ACCESS_KEY_ID): the service does not know it; keys of another service do not work here",
  SignatureDoesNotMatch: ({ signatureVersion, scopeRegion }) =>
    `${checkKey}; signed with ${signatureVersion ?? "v4"}${scopeRegion === undefined ? "" : ` for region ${scopeRegion}`}: check oos:region and oos:endpoints`,
  AuthorizationHeaderMalformed: ({ scopeRegion }) =>
    `check oos:region and oos:endpoints: the request was signed for region ${scopeRegion ?? "?"}`,
  RequestTimeTooSkewed: ({ skewMs }) => `${skewInWords(skewMs)}; set the clock of this machine`,
  RequestExpired: ({ skewMs }) => `${skewInWords(skewMs)}; set the clock of this machine`,
  ExpiredToken: "the session token has expired: get new temporary credentials",
  InvalidToken: "the session token is not valid: get new temporary credentials",
};

/** The other services bring hints of their own. */
const S3: Readonly<Record<string, Hint>> = {
  AccessDenied: "give the key's user a policy that allows this operation, or use another access key",
  BucketAlreadyExists: "bucket names are shared by all accounts: choose another name",
  BucketAlreadyOwnedByYou: "the bucket is yours already: set adopt: true, or import it",
  BucketNotEmpty: "remove the objects and uploads of the bucket first, or set forceDestroy: true",
  TooManyBuckets: "the account has as many buckets as it may have: delete one, or ask the provider's support for more",
  MalformedPolicy: "correct the policy document",
  MalformedXML: "the service may lack a feature that the document uses: leave out what is not needed, one part after the other",
  InvalidBucketName: "correct the bucket name; `pulumi preview` shows every rule that it breaks",
  PermanentRedirect: "the bucket lives at another endpoint: set oos:region to its region",
  TemporaryRedirect: "the bucket is moving to another endpoint: try again later",
};

/** For failures without a code. */
const BY_KIND: Readonly<Partial<Record<ErrorKind, Hint>>> = {
  // An answer to HEAD says no more than 403.
  auth: ({ operation }) =>
    operation === "HeadBucket"
      ? `${checkKey}, and that no policy denies s3:ListBucket: if a bucket policy of this stack does, correct it in the program and run \`pulumi up\` without a refresh (--refresh=false)`
      : checkKey,
  throttled: "lower oos:requestsPerSecond or oos:maxConcurrency",
  server: "the service failed; try again later, and name the request id to its support if it stays",
  network: "check the network, oos:endpoints and oos:proxy",
  foreign: "something else answered: check oos:endpoints, and that no proxy or login page stands in between",
  unsupported: "the service does not offer this operation",
};

const ofLastUp = (what: string): string =>
  `or, in \`pulumi refresh\` and \`pulumi destroy\`: they use the ${what} of the last \`pulumi up\`; if you have changed them since, add --run-program`;

/**
 * The next step of a failure that may come from settings of before: without the program, the engine starts the provider with those in the state.
 * @param hint the next step where the settings are those of now
 */
export function orFromState(hint: string): string {
  if (/oos:accessKeyId|temporary credentials/.test(hint)) return `${hint}\n  ${ofLastUp("keys")}`;
  return hint.includes("oos:endpoints") ? `${hint}\n  ${ofLastUp("endpoints")}` : hint;
}

/** The next step for this failure, or undefined when there is nothing useful to say. */
export function hintFor(context: HintContext): string | undefined {
  const { code, kind, service, skewMs, ofBackend = {} } = context;
  // An answer to HEAD has no code; a clock that is far off is then the likely reason of a refusal.
  if (code === undefined && kind === "auth" && skewMs !== undefined && Math.abs(skewMs) > NOTABLE_SKEW_MS) {
    return `${skewInWords(skewMs)}; set the clock of this machine`;
  }
  const own = service === "s3" ? S3 : {};
  const hint = code === undefined ? BY_KIND[kind] : (lookUp(SIGNING, code) ?? lookUp(ofBackend, code) ?? lookUp(own, code));
  return typeof hint === "function" ? hint(context) : hint;
}

function lookUp(table: Readonly<Record<string, Hint>>, code: string): Hint | undefined {
  return Object.hasOwn(table, code) ? table[code] : undefined;
}

function skewInWords(skewMs: number | undefined): string {
  if (skewMs === undefined) return "this machine's clock and the service's differ too much";
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const amount = seconds < 120 ? `${String(seconds)} seconds` : `${String(Math.round(seconds / 60))} minutes`;
  return `this machine's clock is ${amount} ${skewMs < 0 ? "behind" : "ahead of"} the service's`;
}
