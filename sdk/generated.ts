// Generated from the resource definitions by `npm run generate`; edits are overwritten.

export * from "./types";
export * from "./provider";
export * from "./resources/access-key";
export * from "./resources/bucket";
export * from "./resources/bucket-accelerate";
export * from "./resources/bucket-logging";
export * from "./resources/bucket-object";
export * from "./resources/bucket-policy";
export * from "./resources/cors";
export * from "./resources/iam-user";
export * from "./resources/lifecycle";
export * from "./resources/object-lock";
export * from "./resources/policy";
export * from "./resources/trail";
export * from "./resources/user-policy-attachment";
export * from "./resources/website";
export * from "./functions/get-bucket";
export * from "./functions/get-bucket-policy";
export * from "./functions/get-bucket-usage";
export * from "./functions/get-buckets";
export * from "./functions/get-caller-identity";
export * from "./functions/get-endpoints";
export * from "./functions/get-multipart-uploads";
export * from "./functions/get-objects";
export * from "./functions/get-regions";
export * from "./functions/presign-url";
