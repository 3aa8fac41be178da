/** Error codes of ZOS by kind: the guide's table of codes and, unverified, those that Ceph 16.2.15 has and those of services like it. A code that is not listed goes by its status. */
import type { ErrorKind } from "./types";

const CODES: Readonly<Partial<Record<ErrorKind, string>>> = {
  auth: `AccessDenied UserSuspended InvalidAccessKeyId SignatureDoesNotMatch RequestTimeTooSkewed RequestExpired ExpiredToken InvalidToken
    InvalidSecurity MissingSecurityHeader AuthorizationHeaderMalformed NoSuchUser`,
  throttled: `SlowDown RateLimited TooManyRequests BandwidthLimitExceeded`,
  server: `InternalError ServiceUnavailable RequestTimeout UnknownError`,
  unsupported: `NotImplemented MethodNotAllowed`,
  "already-exists": "BucketAlreadyExists BucketAlreadyOwnedByYou",
  conflict: "OperationAborted ConcurrentModification",
  dependency: "BucketNotEmpty InvalidBucketState",
  quota: "TooManyBuckets QuotaExceeded EntityTooLarge",
  invalid: `InvalidArgument InvalidRequest InvalidDigest BadDigest InvalidBucketName InvalidObjectName UnresolvableGrantByEmailAddress InvalidPart
    InvalidPartOrder InvalidRange MissingContentLength PreconditionFailed UnprocessableEntity MalformedXML MalformedPolicy InvalidTag InvalidInput
    InvalidLocationConstraint InvalidRetentionPeriod InvalidWebsiteConfiguration XAmzContentSHA256Mismatch EntityTooSmall InvalidStorageClass
    PermanentRedirect TemporaryRedirect MalformedPolicyDocument MissingParameter`,
};

export const ZOS_ERROR_KINDS: Readonly<Record<string, ErrorKind>> = Object.fromEntries(
  Object.entries(CODES).flatMap(([kind, codes]) =>
    codes
      .trim()
      .split(/\s+/)
      .map((code) => [code, kind as ErrorKind] as const),
  ),
);
