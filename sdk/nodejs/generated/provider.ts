// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { OosProvider } from "../runtime";
import type { Backend, EndpointsArgs, SignatureVersion, Addressing } from "./types";

/** Settings of {@link Provider}; the same keys exist as stack configuration `oos:<key>`. */
export interface ProviderArgs {
  /**
   * Object-storage service to use.
   * @default oos
   * Environment: `OOS_BACKEND`.
   */
  readonly backend?: pulumi.Input<Backend> | undefined;
  /**
   * Region: `cn` (the whole object-storage network, the default), a resource pool such as `hazz`, or `cn-hk-hqnet` and `cn-hk-nqnet` for Hong Kong. Gives every host and the signing scope.
   * Environment: `OOS_REGION`.
   */
  readonly region?: pulumi.Input<string> | undefined;
  /**
   * URLs that override the backend's hosts, by service: `s3`, `iam`, `trail`, `statistics`, `topic`, `sts`. Each is scheme, host and port.
   * Environment: `OOS_ENDPOINTS`.
   */
  readonly endpoints?: pulumi.Input<EndpointsArgs> | undefined;
  /**
   * Access key id. Needs `secretAccessKey`.
   * Environment: `OOS_ACCESS_KEY_ID`.
   */
  readonly accessKeyId?: pulumi.Input<string> | undefined;
  /**
   * Secret access key.
   * Environment: `OOS_SECRET_ACCESS_KEY`.
   */
  readonly secretAccessKey?: pulumi.Input<string> | undefined;
  /**
   * Token of temporary credentials.
   * Environment: `OOS_SESSION_TOKEN`.
   */
  readonly sessionToken?: pulumi.Input<string> | undefined;
  /**
   * Profile of the shared credentials file (`OOS_SHARED_CREDENTIALS_FILE`, `~/.oos/credentials`, `~/.aws/credentials`).
   * Environment: `OOS_PROFILE`.
   */
  readonly profile?: pulumi.Input<string> | undefined;
  /**
   * ARN of a role to assume, on backends that have roles.
   * Environment: `OOS_ASSUME_ROLE`.
   */
  readonly assumeRole?: pulumi.Input<string> | undefined;
  /**
   * Signature of S3 calls. v4 covers all of a request; v2 leaves out most of the query, `accelerate` and `object-lock` of OOS included. IAM and trail always use v4.
   * @default v4
   * Environment: `OOS_SIGNATURE_VERSION`.
   */
  readonly signatureVersion?: pulumi.Input<SignatureVersion> | undefined;
  /**
   * How the bucket is named in URLs. Default: the backend's; `path` for IP addresses and localhost.
   * Environment: `OOS_ADDRESSING`.
   */
  readonly addressing?: pulumi.Input<Addressing> | undefined;
  /**
   * Account ids. The provider refuses to work if the credentials belong to another account.
   * Environment: `OOS_ALLOWED_ACCOUNT_IDS`.
   */
  readonly allowedAccountIds?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /**
   * Skip the check of the account in a preview: whether the service accepts the keys, whether `allowedAccountIds` lists the account, whether the resources are in this account by the state, and whether it has room for more buckets. Default false.
   * Environment: `OOS_SKIP_CREDENTIALS_VALIDATION`.
   */
  readonly skipCredentialsValidation?: pulumi.Input<boolean> | undefined;
  /**
   * Retries of one request after its first attempt.
   * @default 8
   * Environment: `OOS_MAX_RETRIES`.
   */
  readonly maxRetries?: pulumi.Input<number> | undefined;
  /**
   * Limit of one attempt in seconds.
   * @default 60
   * Environment: `OOS_REQUEST_TIMEOUT_SECONDS`.
   */
  readonly requestTimeoutSeconds?: pulumi.Input<number> | undefined;
  /**
   * Requests that may be under way at the same time.
   * @default 16
   * Environment: `OOS_MAX_CONCURRENCY`.
   */
  readonly maxConcurrency?: pulumi.Input<number> | undefined;
  /**
   * Requests started per second. Default: unlimited.
   * Environment: `OOS_REQUESTS_PER_SECOND`.
   */
  readonly requestsPerSecond?: pulumi.Input<number> | undefined;
  /**
   * Seconds after a write of the provider during which a read that shows the old value counts as a stale cache. Default: 300 on OOS, 30 on ZOS.
   * Environment: `OOS_SETTLE_SECONDS`.
   */
  readonly settleSeconds?: pulumi.Input<number> | undefined;
  /**
   * Forward proxy for all requests: `http://host:port`, or `http://user:password@host:port` with user and password percent-encoded.
   * Environment: `OOS_PROXY`.
   */
  readonly proxy?: pulumi.Input<string> | undefined;
  /**
   * PEM text, or the path of a PEM file, of additional certificate authorities.
   * Environment: `OOS_CA_BUNDLE`.
   */
  readonly caBundle?: pulumi.Input<string> | undefined;
  /**
   * Tags added to every resource that has tags; a tag of the resource itself wins.
   * Environment: `OOS_DEFAULT_TAGS`.
   */
  readonly defaultTags?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** An explicit provider: one account, one region, one set of endpoints. */
export class Provider extends OosProvider {
  /**
   * @param name name of the provider in the stack
   * @param args settings; what is left out comes from the environment, never from the stack's configuration
   */
  constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
    super(name, { ...args }, ["secretAccessKey", "sessionToken"], options);
  }
}
