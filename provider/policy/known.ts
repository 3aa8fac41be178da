/** Operators and condition keys that policies use, for suggestions and warnings. Lists are open: an unknown word warns, it never fails. */

/** Operators that the manual shows. */
export const DOCUMENTED_OPERATORS = ["StringLike", "IpAddress", "NotIpAddress"] as const;

/** Operators of the policy language; those that the manual does not show are unverified and warn. */
export const KNOWN_OPERATORS = [
  ...DOCUMENTED_OPERATORS,
  "StringEquals",
  "StringNotEquals",
  "StringEqualsIgnoreCase",
  "StringNotEqualsIgnoreCase",
  "StringNotLike",
  "NumericEquals",
  "NumericNotEquals",
  "NumericLessThan",
  "NumericLessThanEquals",
  "NumericGreaterThan",
  "NumericGreaterThanEquals",
  "DateEquals",
  "DateNotEquals",
  "DateLessThan",
  "DateLessThanEquals",
  "DateGreaterThan",
  "DateGreaterThanEquals",
  "Bool",
  "BinaryEquals",
  "ArnEquals",
  "ArnLike",
  "ArnNotEquals",
  "ArnNotLike",
  "Null",
] as const;

/** Condition keys that the manual shows. */
export const DOCUMENTED_CONDITION_KEYS = ["ctyun:Referer", "ctyun:SourceIp", "aws:Referer", "aws:SourceIp"] as const;

/** Condition keys of both spellings; other keys warn only when they are close to one of these. */
export const KNOWN_CONDITION_KEYS = [
  ...DOCUMENTED_CONDITION_KEYS,
  "ctyun:SecureTransport",
  "ctyun:UserAgent",
  "ctyun:CurrentTime",
  "aws:SecureTransport",
  "aws:UserAgent",
  "aws:CurrentTime",
  "s3:prefix",
  "s3:delimiter",
  "s3:max-keys",
  "oos:prefix",
  "oos:delimiter",
  "oos:max-keys",
] as const;
