/**
 * Every refusal the emulator can give: code -> HTTP status, in one table.
 * Rows marked `unverified` are spelled as AWS spells them, because no manual of OOS that could be read names them.
 */
const STATUS = {
  // Signing and permission.
  AccessDenied: 403, // [GUIDE 4.2.6], [MIR 958]
  AuthorizationHeaderMalformed: 403, // unverified: AWS answers 400 to a wrong region or service in the scope
  AuthorizationQueryParametersError: 403, // unverified: AWS answers 400
  ExpiredToken: 403, // unverified: AWS answers 400
  InvalidAccessKeyId: 403, // unverified
  InvalidToken: 403, // unverified: AWS answers 400
  RequestTimeTooSkewed: 403, // unverified
  SignatureDoesNotMatch: 403, // unverified
  XAmzContentSHA256Mismatch: 400, // unverified
  // Any service.
  InternalError: 500,
  InvalidRequest: 400,
  MethodNotAllowed: 405,
  NotImplemented: 501,
  ServiceUnavailable: 503,
  EntityTooLarge: 400,
  // S3: names from AWS unless a source is given. unverified: all without a source.
  BadDigest: 400,
  BucketAlreadyExists: 409,
  BucketNotEmpty: 409,
  EntityTooSmall: 400,
  InvalidArgument: 400,
  InvalidBucketName: 400,
  InvalidDigest: 400,
  InvalidLocationConstraint: 400,
  InvalidPart: 400,
  InvalidPartOrder: 400,
  InvalidRange: 416,
  KeyTooLongError: 400,
  MalformedPolicy: 400,
  MalformedXML: 400,
  MissingRequestBodyError: 400,
  AccessForbidden: 403, // a preflight that no CORS rule allows
  BadRequest: 400, // a preflight without an origin
  InvalidBucketState: 409, // a weaker or a removed object lock
  InvalidTargetBucketForLogging: 400,
  NoSuchBucket: 404,
  NoSuchCORSConfiguration: 404,
  NoSuchEncryptionSetError: 404, // [ZOS 1.21]; unverified: the status
  NoSuchLifecycleConfiguration: 404,
  NoSuchWebsiteConfiguration: 404,
  ObjectLockConfigurationNotFoundError: 404,
  NoSuchKey: 404,
  // ZOS, as Ceph spells them.
  InvalidInput: 400,
  InvalidRetentionPeriod: 400,
  InvalidTag: 400,
  NoSuchBucketPolicy: 404,
  NoSuchObjectLockConfiguration: 404,
  NoSuchTagSet: 404,
  NoSuchPolicy: 404, // [OLD 4.2.5]
  NoSuchUpload: 404,
  PreconditionFailed: 412,
  TooManyBuckets: 400,
  UnresolvableGrantByEmailAddress: 400, // [ZOS]
  // IAM.
  DeleteConflict: 409, // [MIR 958]
  EntityAlreadyExists: 409, // [MIR 958]
  InvalidAction: 400, // [MIR 958]
  InvalidAuthenticationCode: 403, // unverified
  InvalidDurationSeconds: 400, // [MIR 880]
  InvalidUserType: 400, // unverified
  LimitExceeded: 409, // [MIR 958]
  MalformedPolicyDocument: 400, // unverified
  NoSuchEntity: 404, // [MIR 958]
  PasswordPolicyViolation: 400, // unverified
  ValidationError: 400, // [MIR 958]
  // Trail. unverified: all, statuses included.
  InvalidEventSelectorsException: 400,
  InvalidLookupAttributesException: 400,
  InvalidMaxResultsException: 400,
  InvalidNextTokenException: 400,
  InvalidParameterException: 400,
  InvalidS3PrefixException: 400,
  InvalidTimeRangeException: 400,
  InvalidTrailNameException: 400,
  MaximumNumberOfTrailsExceededException: 400,
  S3BucketDoesNotExistException: 404,
  SerializationException: 400,
  TrailAlreadyExistsException: 409,
  TrailNotFoundException: 404,
  UnknownOperationException: 400,
} as const;

export type ErrorCode = keyof typeof STATUS;

/** A refusal with the words of the service. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  constructor(
    readonly code: string,
    message: string,
    readonly status: number,
    /** Extra response headers, such as `Retry-After`. */
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

/** The refusal `code` with its status from the table. */
export function refuse(code: ErrorCode, message: string): ApiError {
  return new ApiError(code, message, STATUS[code]);
}
