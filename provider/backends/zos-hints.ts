/** What a person can do next after an error of ZOS, by code, where its words differ from those of every service (law 11). */

/** One text, and the codes that it is for. */
const HINTS: readonly (readonly [hint: string, codes: string])[] = [
  [
    "check oos:accessKeyId and oos:secretAccessKey, then the policy and the ACL of the bucket: an unknown key, a wrong secret and a missing permission are refused with the same words",
    "AccessDenied",
  ],
  ["the account is suspended: ask the service's support", "UserSuspended"],
  ["check that oos:accessKeyId and oos:secretAccessKey belong together and to this account", "InvalidSecurity NoSuchUser"],
  ["something in between changes the requests: check oos:endpoints and oos:proxy", "MissingSecurityHeader MissingContentLength"],
  ["lower oos:requestsPerSecond or oos:maxConcurrency", "SlowDown RateLimited TooManyRequests BandwidthLimitExceeded"],
  [
    "the service failed; try again later, and name the request id to its support if it stays",
    "InternalError ServiceUnavailable UnknownError",
  ],
  ["the request did not arrive in time: check the network and oos:proxy, and try again", "RequestTimeout"],
  ["the service does not offer this operation", "NotImplemented MethodNotAllowed"],
  ["it is being changed: try again in a moment", "OperationAborted ConcurrentModification"],
  ["only a bucket that was made with objectLockEnabled can have an ObjectLock, and its versions cannot be suspended", "InvalidBucketState"],
  ["delete what is not needed any more, or raise the quota in the console", "QuotaExceeded"],
  ["the content is too large for one request: let it go in parts (partSizeMiB)", "EntityTooLarge"],
  ["every part but the last has at least 5 MiB: raise partSizeMiB", "EntityTooSmall"],
  [
    "correct the value that the words name; where the service says none, look first at what not every pool has: storage classes, events, receivers",
    "InvalidArgument InvalidRequest InvalidInput MissingParameter UnprocessableEntity MalformedXML",
  ],
  ["the content changed on its way: try again, and check oos:proxy if it stays", "InvalidDigest BadDigest XAmzContentSHA256Mismatch"],
  ["correct the key: at most 1024 bytes of UTF-8", "InvalidObjectName"],
  ["no account has this address: correct emailAddress, or name the account by its id", "UnresolvableGrantByEmailAddress"],
  ["run `pulumi up` again: the upload begins anew", "InvalidPart InvalidPartOrder NoSuchUpload"],
  ["the object changed meanwhile: run `pulumi refresh`, then `pulumi up`", "InvalidRange PreconditionFailed"],
  ["correct the policy document", "MalformedPolicyDocument"],
  ["correct the tags: each key once, with at most 128 characters, and values of at most 256", "InvalidTag"],
  ["choose the pool with oos:region or oos:endpoints; a bucket is made in the pool that is asked", "InvalidLocationConstraint"],
  ["retention is a number of days or of years, at least 1", "InvalidRetentionPeriod"],
  ["correct the website; `pulumi preview` shows what can be found without the service", "InvalidWebsiteConfiguration"],
  ["choose a storage class that the pool has", "InvalidStorageClass"],
  ["make the bucket first, or let this resource depend on it; if it was deleted outside of Pulumi, run `pulumi refresh`", "NoSuchBucket"],
  [
    "make the object first, or the topic of the notification, or let this resource depend on it; if it was deleted outside of Pulumi, run `pulumi refresh`",
    "NoSuchKey",
  ],
  [
    "make the topic first, or let this resource depend on it; if it was deleted outside of Pulumi, run `pulumi refresh`",
    "NoSuchEntity NotFound",
  ],
  [
    "run `pulumi refresh`, then `pulumi up` makes the setting again",
    `NoSuchBucketPolicy NoSuchCORSConfiguration NoSuchEncryptionSetError NoSuchLifecycleConfiguration NoSuchTagSet NoSuchTagSetError
      NoSuchWebsiteConfiguration ObjectLockConfigurationNotFoundError ServerSideEncryptionConfigurationNotFoundError`,
  ],
];

export const ZOS_HINTS: Readonly<Record<string, string>> = Object.fromEntries(
  HINTS.flatMap(([hint, codes]) => codes.split(/\s+/).map((code) => [code, hint] as const)),
);
