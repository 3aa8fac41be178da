/**
 * Error codes of ZOS, buckets and topics alike: the guide's table of codes and, unverified, those that Ceph 16.2.15 has and those of services like it. A code that is not
 * listed goes by its status.
 */
import type { ErrorRows } from "../types";

export const ERRORS: ErrorRows = {
  AccessDenied: { kind: "auth", source: "documents", next: "check-keys-and-bucket" },
  AuthorizationHeaderMalformed: { kind: "auth", source: "AWS", next: "check-region" },
  ExpiredToken: { kind: "auth", source: "AWS", next: "renew-expired-token" },
  InvalidAccessKeyId: { kind: "auth", source: "Ceph", next: "check-key-id" },
  InvalidSecurity: { kind: "auth", source: "AWS", next: "check-keys" },
  InvalidToken: { kind: "auth", source: "AWS", next: "renew-token" },
  MissingSecurityHeader: { kind: "auth", source: "AWS", next: "check-proxy" },
  NoSuchUser: { kind: "auth", source: "Ceph", next: "check-keys" },
  RequestExpired: { kind: "auth", source: "AWS", next: "set-clock" },
  RequestTimeTooSkewed: { kind: "auth", source: "documents", next: "set-clock" },
  SignatureDoesNotMatch: { kind: "auth", source: "Ceph", next: "check-signature" },
  UserSuspended: { kind: "auth", source: "documents", next: "ask-support-suspended" },

  BandwidthLimitExceeded: { kind: "throttled", source: "AWS" },
  RateLimited: { kind: "throttled", source: "AWS" },
  SlowDown: { kind: "throttled", source: "Ceph" },
  TooManyRequests: { kind: "throttled", source: "AWS" },

  InternalError: { kind: "server", source: "documents" },
  RequestTimeout: { kind: "server", source: "documents", next: "try-later-slow" },
  ServiceUnavailable: { kind: "server", source: "Ceph" },
  UnknownError: { kind: "server", source: "Ceph" },

  MethodNotAllowed: { kind: "unsupported", source: "documents" },
  NotImplemented: { kind: "unsupported", source: "Ceph" },

  BucketAlreadyExists: { kind: "already-exists", source: "documents", next: "choose-bucket-name" },
  BucketAlreadyOwnedByYou: { kind: "already-exists", source: "documents", next: "adopt-bucket" },

  ConcurrentModification: { kind: "conflict", source: "AWS", next: "wait-for-change" },
  OperationAborted: { kind: "conflict", source: "Ceph", next: "wait-for-change" },

  BucketNotEmpty: { kind: "dependency", source: "documents", next: "empty-bucket" },
  InvalidBucketState: { kind: "dependency", source: "Ceph", next: "needs-lock" },

  EntityTooLarge: { kind: "quota", source: "documents", next: "upload-in-parts" },
  QuotaExceeded: { kind: "quota", source: "Ceph", next: "free-storage" },
  TooManyBuckets: { kind: "quota", source: "Ceph", next: "too-many-buckets" },

  BadDigest: { kind: "invalid", source: "documents", next: "send-again" },
  EntityTooSmall: { kind: "invalid", source: "Ceph", next: "larger-parts" },
  InvalidArgument: { kind: "invalid", source: "documents", next: "correct-value" },
  InvalidBucketName: { kind: "invalid", source: "documents", next: "correct-bucket-name" },
  InvalidDigest: { kind: "invalid", source: "documents", next: "send-again" },
  InvalidInput: { kind: "invalid", source: "Ceph", next: "correct-value" },
  InvalidLocationConstraint: { kind: "invalid", source: "Ceph", next: "choose-pool" },
  InvalidObjectName: { kind: "invalid", source: "documents", next: "correct-key" },
  InvalidPart: { kind: "invalid", source: "documents", next: "upload-again" },
  InvalidPartOrder: { kind: "invalid", source: "documents", next: "upload-again" },
  InvalidRange: { kind: "invalid", source: "documents", next: "refresh-object" },
  InvalidRequest: { kind: "invalid", source: "Ceph", next: "correct-value" },
  InvalidRetentionPeriod: { kind: "invalid", source: "Ceph", next: "correct-retention" },
  InvalidStorageClass: { kind: "invalid", source: "AWS", next: "choose-storage-class" },
  InvalidTag: { kind: "invalid", source: "Ceph", next: "correct-tags" },
  InvalidWebsiteConfiguration: { kind: "invalid", source: "AWS", next: "correct-website" },
  MalformedPolicy: { kind: "invalid", source: "AWS", next: "correct-policy" },
  MalformedPolicyDocument: { kind: "invalid", source: "Ceph", next: "correct-policy" },
  MalformedXML: { kind: "invalid", source: "Ceph", next: "correct-value" },
  MissingContentLength: { kind: "invalid", source: "documents", next: "check-proxy" },
  MissingParameter: { kind: "invalid", source: "AWS", next: "correct-value" },
  PermanentRedirect: { kind: "invalid", source: "Ceph", next: "set-region" },
  PreconditionFailed: { kind: "invalid", source: "documents", next: "refresh-object" },
  TemporaryRedirect: { kind: "invalid", source: "AWS", next: "wait-for-move" },
  UnprocessableEntity: { kind: "invalid", source: "documents", next: "correct-value" },
  UnresolvableGrantByEmailAddress: { kind: "invalid", source: "documents", next: "correct-email" },
  XAmzContentSHA256Mismatch: { kind: "invalid", source: "Ceph", next: "send-again" },

  NoSuchBucket: { kind: "closed", source: "documents", next: "make-bucket" },
  NoSuchBucketPolicy: { kind: "closed", source: "Ceph", next: "make-setting-again" },
  NoSuchCORSConfiguration: { kind: "closed", source: "Ceph", next: "make-setting-again" },
  NoSuchEncryptionSetError: { kind: "closed", source: "documents", next: "make-setting-again" },
  NoSuchEntity: { kind: "closed", source: "Ceph", next: "make-topic" },
  NoSuchKey: { kind: "closed", source: "documents", next: "make-object" },
  NoSuchLifecycleConfiguration: { kind: "closed", source: "Ceph", next: "make-setting-again" },
  NoSuchTagSet: { kind: "closed", source: "Ceph", next: "make-setting-again" },
  NoSuchTagSetError: { kind: "closed", source: "AWS", next: "make-setting-again" },
  NoSuchUpload: { kind: "closed", source: "documents", next: "upload-again" },
  NoSuchWebsiteConfiguration: { kind: "closed", source: "Ceph", next: "make-setting-again" },
  NotFound: { kind: "closed", source: "AWS", next: "make-topic" },
  ObjectLockConfigurationNotFoundError: { kind: "closed", source: "Ceph", next: "make-setting-again" },
  ServerSideEncryptionConfigurationNotFoundError: { kind: "closed", source: "AWS", next: "make-setting-again" },
};
