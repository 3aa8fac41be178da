/** The typed S3 client: one operation, one function. */
export * from "./bucket";
export { isDenied } from "./errors";
export * from "./location";
export * from "./multipart";
export * from "./objects";
export * from "./policy";
export * from "./regions";
export { CANNED_ACLS, type BucketLocation, type CannedAcl, type DataLocation } from "./wire";
