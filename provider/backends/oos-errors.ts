/** Error codes of OOS by kind. Codes that no OOS manual shows follow S3, IAM and CloudTrail and are unverified; an unlisted code goes by its status. */
import type { ErrorKind } from "./types";

type Codes = Readonly<Partial<Record<ErrorKind, string>>>;

function table(...parts: readonly Codes[]): Readonly<Record<string, ErrorKind>> {
  const kinds: Record<string, ErrorKind> = {};
  for (const part of parts) {
    for (const [kind, codes] of Object.entries(part)) for (const code of codes.trim().split(/\s+/)) kinds[code] = kind as ErrorKind;
  }
  return kinds;
}

const COMMON: Codes = {
  auth: `AccessDenied AccessDeniedException InvalidAccessKeyId SignatureDoesNotMatch RequestTimeTooSkewed RequestExpired ExpiredToken InvalidToken
    InvalidClientTokenId MissingAuthenticationToken MissingSecurityHeader IncompleteSignature AuthorizationHeaderMalformed
    AuthorizationQueryParametersError UnrecognizedClientException NotSignedUp AccountProblem AllAccessDisabled InvalidSecurity`,
  throttled: `SlowDown Throttling ThrottlingException ThrottledException RequestLimitExceeded TooManyRequests TooManyRequestsException RequestThrottled
    BandwidthLimitExceeded ReduceYourRequestRate`,
  server: `InternalError InternalFailure InternalServerError ServiceUnavailable ServiceFailure ServiceUnavailableException RequestTimeout`,
  unsupported: `NotImplemented MethodNotAllowed UnsupportedOperation UnsupportedOperationException UnknownOperationException InvalidAction UnknownOperation`,
  invalid: `InvalidArgument InvalidRequest InvalidURI InvalidDigest BadDigest MissingContentLength MalformedXML XAmzContentSHA256Mismatch
    ValidationError ValidationException InvalidParameter InvalidParameterValue MissingParameter InvalidInput InvalidParameterCombination`,
};

export const S3_ERROR_KINDS = table(COMMON, {
  "already-exists": "BucketAlreadyExists BucketAlreadyOwnedByYou",
  conflict: "OperationAborted",
  dependency: "BucketNotEmpty InvalidBucketState",
  quota: "TooManyBuckets QuotaExceeded EntityTooLarge",
  invalid: `InvalidBucketName MalformedPolicy InvalidPolicyDocument InvalidLocationConstraint IllegalLocationConstraintException InvalidPart
    InvalidPartOrder EntityTooSmall KeyTooLong KeyTooLongError InvalidRange InvalidStorageClass PreconditionFailed InvalidTargetBucketForLogging
    PermanentRedirect TemporaryRedirect Redirect InvalidRetentionPeriod`,
});

export const IAM_ERROR_KINDS = table(COMMON, {
  "already-exists": "EntityAlreadyExists",
  conflict: "EntityTemporarilyUnmodifiable ConcurrentModification",
  dependency: "DeleteConflict",
  quota: "LimitExceeded",
  invalid: `InvalidDurationSeconds MalformedPolicyDocument MalformedPolicy PasswordPolicyViolation InvalidAuthenticationCode InvalidUserType`,
});

/** It is not known whether the trail service ends its codes with `Exception`, so both spellings are listed. */
function bothSpellings(codes: string): string {
  return codes
    .trim()
    .split(/\s+/)
    .flatMap((code) => [code, `${code}Exception`])
    .join(" ");
}

/** unverified: no page shows an error of the trail service; the codes follow CloudTrail. */
export const TRAIL_ERROR_KINDS = table(COMMON, {
  "already-exists": bothSpellings("TrailAlreadyExists"),
  conflict: bothSpellings("Conflict"),
  quota: bothSpellings("MaximumNumberOfTrailsExceeded LimitExceeded"),
  dependency: bothSpellings("InsufficientS3BucketPolicy S3BucketDoesNotExist NoSuchBucket"),
  invalid: bothSpellings(`InvalidTrailName InvalidS3BucketName InvalidS3Prefix InvalidEventSelectors InvalidTimeRange
    InvalidLookupAttributes InvalidMaxResults InvalidNextToken`),
});

export const STATISTICS_ERROR_KINDS = table(COMMON, { invalid: "NoSuchBucket InvalidDate InvalidFreq" });
