// Generated from the resource definitions by `npm run generate`; edits are overwritten.

/** Keys of the configuration namespace `oos`. */
export const configKeys = [
  "backend",
  "region",
  "endpoints",
  "accessKeyId",
  "secretAccessKey",
  "sessionToken",
  "profile",
  "assumeRole",
  "signatureVersion",
  "addressing",
  "allowedAccountIds",
  "skipCredentialsValidation",
  "maxRetries",
  "requestTimeoutSeconds",
  "maxConcurrency",
  "requestsPerSecond",
  "settleSeconds",
  "proxy",
  "caBundle",
  "defaultTags",
] as const;
