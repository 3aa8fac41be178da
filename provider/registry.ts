/** The list of all definitions. A test proves that every file of resources/ and functions/ is in it. */
import type { FunctionDefinition, Registry, ResourceDefinition } from "./define";
import { accountIdOf, getCallerIdentity } from "./functions/get-caller-identity";
import { getBucket } from "./functions/get-bucket";
import { getBucketPolicy } from "./functions/get-bucket-policy";
import { getBucketUsage } from "./functions/get-bucket-usage";
import { getBuckets } from "./functions/get-buckets";
import { getCapabilities } from "./functions/get-capabilities";
import { getEndpoints } from "./functions/get-endpoints";
import { getMultipartUploads } from "./functions/get-multipart-uploads";
import { getObjects } from "./functions/get-objects";
import { getRegions } from "./functions/get-regions";
import { getTopic } from "./functions/get-topic";
import { getTopics } from "./functions/get-topics";
import { presignUrl } from "./functions/presign-url";
import { accessKey } from "./resources/access-key";
import { bucket } from "./resources/bucket";
import { bucketAcl } from "./resources/bucket-acl";
import { bucketAccelerate } from "./resources/bucket-accelerate";
import { bucketEncryption } from "./resources/bucket-encryption";
import { bucketLogging } from "./resources/bucket-logging";
import { bucketNotification } from "./resources/bucket-notification";
import { bucketObject } from "./resources/bucket-object";
import { bucketPolicy } from "./resources/bucket-policy";
import { bucketTagging } from "./resources/bucket-tagging";
import { bucketVersioning } from "./resources/bucket-versioning";
import { cors } from "./resources/cors";
import { iamUser } from "./resources/iam-user";
import { lifecycle } from "./resources/lifecycle";
import { objectLock } from "./resources/object-lock";
import { policy } from "./resources/policy";
import { topic } from "./resources/topic";
import { trail } from "./resources/trail";
import { userPolicyAttachment } from "./resources/user-policy-attachment";
import { website } from "./resources/website";

const resources: readonly ResourceDefinition[] = [
  ...[accessKey, bucket, bucketAccelerate, bucketLogging, bucketObject, bucketPolicy, cors, iamUser, lifecycle, objectLock, policy, trail],
  ...[bucketAcl, bucketEncryption, bucketNotification, bucketTagging, bucketVersioning, topic, userPolicyAttachment, website],
];
const functions: readonly FunctionDefinition[] = [
  ...[getBucket, getBucketPolicy, getBucketUsage, getBuckets, getCallerIdentity, getEndpoints, getMultipartUploads, getObjects, getRegions],
  ...[getCapabilities, getTopic, getTopics, presignUrl],
];

export const registry: Registry = {
  resources: new Map(resources.map((definition) => [definition.noun, definition])),
  functions: new Map(functions.map((definition) => [definition.name, definition])),
  accountId: accountIdOf,
};
