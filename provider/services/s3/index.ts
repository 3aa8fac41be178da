/** The typed S3 client, one operation one function: what others than the definition of one setting call; that imports its own file. */
export * from "./accelerate";
export * from "./acl";
export * from "./bucket";
export * from "./cors";
export * from "./delete-many";
export { isDenied } from "./errors";
export * from "./lifecycle";
export * from "./location";
export * from "./logging";
export * from "./multipart";
export * from "./notification";
export * from "./object-lock";
export {
  type ByteRange,
  copyObject,
  deleteObject,
  type Description,
  descriptionHeaders,
  getObject,
  headObject,
  type ObjectInput,
  type ObjectProperties,
  putObject,
  type Stored,
  type StoredObject,
} from "./object";
export * from "./objects";
export * from "./policy";
export * from "./regions";
export { CannotKeepError, type UnknownElement, type UnknownElements } from "./unknown-elements";
export * from "./versioning";
export * from "./versions";
export * from "./website";
export { CANNED_ACLS, type BucketLocation, type CannedAcl, type DataLocation } from "./wire";
