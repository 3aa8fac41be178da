/** The list of all definitions. A test proves that every file of resources/ and functions/ is in it. */
import type { FunctionDefinition, Registry, ResourceDefinition } from "./define";
import { accountIdOf, getCallerIdentity } from "./functions/get-caller-identity";
import { getBucket } from "./functions/get-bucket";
import { getRegions } from "./functions/get-regions";
import { accessKey } from "./resources/access-key";
import { bucket } from "./resources/bucket";
import { bucketPolicy } from "./resources/bucket-policy";
import { iamUser } from "./resources/iam-user";
import { policy } from "./resources/policy";
import { trail } from "./resources/trail";
import { userPolicyAttachment } from "./resources/user-policy-attachment";

const resources: readonly ResourceDefinition[] = [accessKey, bucket, bucketPolicy, iamUser, policy, trail, userPolicyAttachment];
const functions: readonly FunctionDefinition[] = [getBucket, getCallerIdentity, getRegions];

export const registry: Registry = {
  resources: new Map(resources.map((definition) => [definition.noun, definition])),
  functions: new Map(functions.map((definition) => [definition.name, definition])),
  accountId: accountIdOf,
};
