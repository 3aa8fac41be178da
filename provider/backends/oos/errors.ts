/**
 * Error codes of OOS: kind, who shows the code, next step. Few of them stand in a manual of OOS; the others follow S3, IAM and CloudTrail and are
 * unverified. An unlisted code goes by its status.
 */
import type { ErrorRow, ErrorRows } from "../types";

/** Failures of keys, signatures, clocks, load and form, which every service may have. */
const COMMON: ErrorRows = {
  AccessDenied: { kind: "auth", source: "documents", next: "allow-action" },
  AccessDeniedException: { kind: "auth", source: "AWS", next: "allow-action" },
  AccountProblem: { kind: "auth", source: "AWS" },
  AllAccessDisabled: { kind: "auth", source: "AWS" },
  AuthorizationHeaderMalformed: { kind: "auth", source: "AWS", next: "check-region" },
  AuthorizationQueryParametersError: { kind: "auth", source: "AWS" },
  ExpiredToken: { kind: "auth", source: "AWS", next: "renew-expired-token" },
  IncompleteSignature: { kind: "auth", source: "AWS" },
  InvalidAccessKeyId: { kind: "auth", source: "AWS", next: "check-key-id" },
  InvalidClientTokenId: { kind: "auth", source: "AWS", next: "check-key-id" },
  InvalidSecurity: { kind: "auth", source: "AWS" },
  InvalidToken: { kind: "auth", source: "AWS", next: "renew-token" },
  MissingAuthenticationToken: { kind: "auth", source: "AWS" },
  MissingSecurityHeader: { kind: "auth", source: "AWS" },
  NotSignedUp: { kind: "auth", source: "AWS" },
  RequestExpired: { kind: "auth", source: "AWS", next: "set-clock" },
  RequestTimeTooSkewed: { kind: "auth", source: "AWS", next: "set-clock" },
  SignatureDoesNotMatch: { kind: "auth", source: "AWS", next: "check-signature" },
  UnrecognizedClientException: { kind: "auth", source: "AWS" },

  BandwidthLimitExceeded: { kind: "throttled", source: "AWS" },
  ReduceYourRequestRate: { kind: "throttled", source: "AWS" },
  RequestLimitExceeded: { kind: "throttled", source: "AWS" },
  RequestThrottled: { kind: "throttled", source: "AWS" },
  SlowDown: { kind: "throttled", source: "AWS" },
  ThrottledException: { kind: "throttled", source: "AWS" },
  Throttling: { kind: "throttled", source: "AWS" },
  ThrottlingException: { kind: "throttled", source: "AWS" },
  TooManyRequests: { kind: "throttled", source: "AWS" },
  TooManyRequestsException: { kind: "throttled", source: "AWS" },

  InternalError: { kind: "server", source: "AWS" },
  InternalFailure: { kind: "server", source: "AWS" },
  InternalServerError: { kind: "server", source: "AWS" },
  RequestTimeout: { kind: "server", source: "AWS", next: "try-later-slow" },
  ServiceFailure: { kind: "server", source: "AWS" },
  ServiceUnavailable: { kind: "server", source: "AWS" },
  ServiceUnavailableException: { kind: "server", source: "AWS" },

  InvalidAction: { kind: "unsupported", source: "AWS" },
  MethodNotAllowed: { kind: "unsupported", source: "AWS" },
  NotImplemented: { kind: "unsupported", source: "AWS" },
  UnknownOperation: { kind: "unsupported", source: "AWS" },
  UnknownOperationException: { kind: "unsupported", source: "AWS" },
  UnsupportedOperation: { kind: "unsupported", source: "AWS" },
  UnsupportedOperationException: { kind: "unsupported", source: "AWS" },

  BadDigest: { kind: "invalid", source: "AWS", next: "send-again" },
  InvalidArgument: { kind: "invalid", source: "AWS", next: "correct-named-value" },
  InvalidDigest: { kind: "invalid", source: "AWS", next: "send-again" },
  InvalidInput: { kind: "invalid", source: "AWS", next: "correct-named-value" },
  InvalidParameter: { kind: "invalid", source: "AWS", next: "correct-named-value" },
  InvalidParameterCombination: { kind: "invalid", source: "AWS", next: "correct-named-value" },
  InvalidParameterValue: { kind: "invalid", source: "AWS", next: "correct-named-value" },
  InvalidRequest: { kind: "invalid", source: "AWS", next: "correct-named-value" },
  InvalidURI: { kind: "invalid", source: "AWS", next: "check-proxy" },
  MalformedXML: { kind: "invalid", source: "AWS", next: "leave-feature-out" },
  MissingContentLength: { kind: "invalid", source: "AWS", next: "check-proxy" },
  MissingParameter: { kind: "invalid", source: "AWS", next: "correct-named-value" },
  ValidationError: { kind: "invalid", source: "AWS", next: "correct-named-value" },
  ValidationException: { kind: "invalid", source: "AWS", next: "correct-named-value" },
  XAmzContentSHA256Mismatch: { kind: "invalid", source: "AWS", next: "send-again" },
};

export const S3_ERRORS: ErrorRows = {
  ...COMMON,
  AccessDenied: { kind: "auth", source: "documents", next: "allow-operation" },

  BucketAlreadyExists: { kind: "already-exists", source: "AWS", next: "choose-bucket-name" },
  BucketAlreadyOwnedByYou: { kind: "already-exists", source: "AWS", next: "adopt-bucket" },
  OperationAborted: { kind: "conflict", source: "AWS", next: "wait-for-change" },
  BucketNotEmpty: { kind: "dependency", source: "AWS", next: "empty-bucket" },
  InvalidBucketState: { kind: "dependency", source: "AWS" },
  EntityTooLarge: { kind: "quota", source: "AWS", next: "upload-in-parts" },
  QuotaExceeded: { kind: "quota", source: "AWS", next: "free-storage" },
  TooManyBuckets: { kind: "quota", source: "AWS", next: "too-many-buckets" },

  EntityTooSmall: { kind: "invalid", source: "AWS", next: "larger-parts" },
  IllegalLocationConstraintException: { kind: "invalid", source: "AWS" },
  InvalidBucketName: { kind: "invalid", source: "AWS", next: "correct-bucket-name" },
  InvalidLocationConstraint: { kind: "invalid", source: "AWS" },
  InvalidPart: { kind: "invalid", source: "AWS", next: "upload-again" },
  InvalidPartOrder: { kind: "invalid", source: "AWS", next: "upload-again" },
  InvalidPolicyDocument: { kind: "invalid", source: "AWS", next: "correct-policy" },
  InvalidRange: { kind: "invalid", source: "AWS", next: "refresh-object" },
  InvalidRetentionPeriod: { kind: "invalid", source: "AWS", next: "correct-retention" },
  InvalidStorageClass: { kind: "invalid", source: "AWS" },
  InvalidTargetBucketForLogging: { kind: "invalid", source: "AWS" },
  KeyTooLong: { kind: "invalid", source: "AWS", next: "correct-key" },
  KeyTooLongError: { kind: "invalid", source: "AWS", next: "correct-key" },
  MalformedPolicy: { kind: "invalid", source: "AWS", next: "correct-policy" },
  PermanentRedirect: { kind: "invalid", source: "AWS", next: "set-region" },
  PreconditionFailed: { kind: "invalid", source: "AWS", next: "refresh-object" },
  Redirect: { kind: "invalid", source: "AWS", next: "wait-for-move" },
  TemporaryRedirect: { kind: "invalid", source: "AWS", next: "wait-for-move" },

  NoSuchBucket: { kind: "closed", source: "AWS", next: "make-bucket" },
  NoSuchKey: { kind: "closed", source: "AWS", next: "make-object" },
  NoSuchUpload: { kind: "closed", source: "AWS", next: "upload-again" },
  NoSuchPolicy: { kind: "closed", source: "documents", next: "make-setting-again" },
  NoSuchBucketPolicy: { kind: "closed", source: "AWS", next: "make-setting-again" },
  NoSuchWebsiteConfiguration: { kind: "closed", source: "AWS", next: "make-setting-again" },
  NoSuchLifecycleConfiguration: { kind: "closed", source: "AWS", next: "make-setting-again" },
  NoSuchCORSConfiguration: { kind: "closed", source: "AWS", next: "make-setting-again" },
  ObjectLockConfigurationNotFoundError: { kind: "closed", source: "AWS", next: "make-setting-again" },
  NoSuchObjectLockConfiguration: { kind: "closed", source: "AWS", next: "make-setting-again" },
};

/** Codes as documented for groups [CreateGroup page]; those without a page follow AWS. */
export const IAM_ERRORS: ErrorRows = {
  ...COMMON,
  EntityAlreadyExists: { kind: "already-exists", source: "documents", next: "choose-name" },
  ConcurrentModification: { kind: "conflict", source: "AWS", next: "wait-for-change" },
  EntityTemporarilyUnmodifiable: { kind: "conflict", source: "AWS", next: "wait-for-change" },
  DeleteConflict: { kind: "dependency", source: "documents", next: "detach-first" },
  LimitExceeded: { kind: "quota", source: "documents", next: "raise-quota" },
  InvalidAuthenticationCode: { kind: "invalid", source: "AWS", next: "enter-codes" },
  InvalidDurationSeconds: { kind: "invalid", source: "AWS", next: "choose-duration" },
  InvalidUserType: { kind: "invalid", source: "AWS", next: "use-user-key" },
  MalformedPolicy: { kind: "invalid", source: "AWS", next: "correct-policy" },
  MalformedPolicyDocument: { kind: "invalid", source: "AWS", next: "correct-iam-policy" },
  PasswordPolicyViolation: { kind: "invalid", source: "AWS", next: "fit-password-policy" },
  NoSuchEntity: { kind: "closed", source: "documents", next: "check-name" },
};

/** It is not known whether the trail service ends its codes with `Exception`, so both spellings are listed. */
function inBothSpellings(rows: ErrorRows): ErrorRows {
  return Object.fromEntries(
    Object.entries(rows).flatMap(([code, row]): [string, ErrorRow][] => [
      [code, row],
      [`${code}Exception`, row],
    ]),
  );
}

/** unverified: no page shows an error of the trail service; the codes follow CloudTrail. */
export const TRAIL_ERRORS: ErrorRows = {
  ...COMMON,
  ...inBothSpellings({
    TrailAlreadyExists: { kind: "already-exists", source: "AWS", next: "choose-trail-name" },
    Conflict: { kind: "conflict", source: "AWS", next: "wait-for-change" },
    LimitExceeded: { kind: "quota", source: "AWS", next: "raise-quota" },
    MaximumNumberOfTrailsExceeded: { kind: "quota", source: "AWS", next: "too-many-trails" },
    InsufficientS3BucketPolicy: { kind: "dependency", source: "AWS", next: "let-trail-write" },
    NoSuchBucket: { kind: "dependency", source: "AWS", next: "make-bucket-of-trail" },
    S3BucketDoesNotExist: { kind: "dependency", source: "AWS", next: "make-bucket-of-trail" },
    InvalidEventSelectors: { kind: "invalid", source: "AWS", next: "correct-selector" },
    InvalidLookupAttributes: { kind: "invalid", source: "AWS", next: "one-attribute" },
    InvalidMaxResults: { kind: "invalid", source: "AWS", next: "smaller-page" },
    InvalidNextToken: { kind: "invalid", source: "AWS", next: "first-page" },
    InvalidS3BucketName: { kind: "invalid", source: "AWS", next: "correct-bucket-name" },
    InvalidS3Prefix: { kind: "invalid", source: "AWS", next: "correct-prefix" },
    InvalidTimeRange: { kind: "invalid", source: "AWS", next: "correct-times" },
    InvalidTrailName: { kind: "invalid", source: "AWS", next: "correct-trail-name" },
    TrailNotFound: { kind: "closed", source: "AWS", next: "check-trail" },
  }),
  NoSuchTrail: { kind: "closed", source: "AWS", next: "check-trail" },
};

/** unverified: no page shows an error of the statistics service. */
export const STATISTICS_ERRORS: ErrorRows = {
  ...COMMON,
  InvalidDate: { kind: "invalid", source: "AWS", next: "correct-dates" },
  InvalidFreq: { kind: "invalid", source: "AWS", next: "choose-frequency" },
  NoSuchBucket: { kind: "invalid", source: "AWS", next: "check-bucket" },
};
