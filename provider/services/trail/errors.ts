/** Next steps for the error codes of the trail service. unverified: no page shows an error of it; the codes follow CloudTrail. */

const HINTS: Readonly<Record<string, string>> = {
  TrailNotFound: "check the name and the account; if the trail was removed outside of Pulumi, run `pulumi refresh`",
  NoSuchTrail: "check the name and the account; if the trail was removed outside of Pulumi, run `pulumi refresh`",
  TrailAlreadyExists: "choose another name, adopt the trail with `adopt: true`, or import it",
  MaximumNumberOfTrailsExceeded: "an account has at most 10 trails; remove one that is not needed any more",
  S3BucketDoesNotExist: "create the bucket first, or let the trail depend on it",
  NoSuchBucket: "create the bucket first, or let the trail depend on it",
  InsufficientS3BucketPolicy: "give the bucket a policy that lets the trail service write, and let the trail depend on that policy",
  InvalidTrailName: "3 to 128 letters, digits, dots, underscores and hyphens, with a letter or digit at both ends",
  InvalidS3Prefix: "correct s3KeyPrefix",
  InvalidLookupAttributes: "ask by one attribute at a time, by a name that lookupEvents lists",
  InvalidMaxResults: "ask for at most 50 events a page",
  InvalidNextToken: "start the list again from its first page",
  InvalidTimeRange: "let startTime be before endTime, and neither more than 184 days ago",
  InvalidEventSelectors: "at most one selector; readWriteType All, ReadOnly or WriteOnly",
  AccessDenied: "let the account's root user attach a policy that allows this action to the user whose key is configured",
};

/** With and without the suffix `Exception`, since it is not known which one is sent. */
export const TRAIL_HINTS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(HINTS).flatMap(([code, hint]) => [
    [code, hint],
    [`${code}Exception`, hint],
  ]),
);
