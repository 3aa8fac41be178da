// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { BucketPolicyDocument, BucketPolicyDocumentArgs, PolicyDocument, PolicyDocumentArgs } from "../../policy/documents";
import type { PolicyExplanation } from "../types";

/** Arguments of {@link explainPolicy}. */
export interface ExplainPolicyArgs {
  /** The policy of the bucket: JSON text or an object. */
  readonly bucketPolicy?: string | BucketPolicyDocument | undefined;
  /** The IAM policies of the principal: those attached to the user and to the user's groups. JSON texts or objects. */
  readonly identityPolicies?: readonly (string | PolicyDocument)[] | undefined;
  /** Account id of the bucket's owner. Default: the principal's account. */
  readonly bucketOwner?: string | undefined;
  /** ARN of a user or root user, or `anonymous`. Default: every principal that the policies name, and `holder`: the user to whom the IAM policies are attached. */
  readonly principal?: string | undefined;
  /** `oos:GetObject`. Default: the actions that the policies name. */
  readonly action?: string | undefined;
  /** ARN; a wildcard stands for every name that it covers. Default: the resources that the policies name. */
  readonly resource?: string | undefined;
  /** Known facts of the request, by condition key: `{"ctyun:SourceIp": "192.0.2.1"}`. Nothing is assumed about other keys: the result lists the conditions on them. */
  readonly context?: Record<string, string> | undefined;
}

/** Arguments of {@link explainPolicyOutput}. */
export interface ExplainPolicyOutputArgs {
  /** The policy of the bucket: JSON text or an object. */
  readonly bucketPolicy?: pulumi.Input<string | BucketPolicyDocumentArgs> | undefined;
  /** The IAM policies of the principal: those attached to the user and to the user's groups. JSON texts or objects. */
  readonly identityPolicies?: pulumi.Input<pulumi.Input<string | PolicyDocumentArgs>[]> | undefined;
  /** Account id of the bucket's owner. Default: the principal's account. */
  readonly bucketOwner?: pulumi.Input<string> | undefined;
  /** ARN of a user or root user, or `anonymous`. Default: every principal that the policies name, and `holder`: the user to whom the IAM policies are attached. */
  readonly principal?: pulumi.Input<string> | undefined;
  /** `oos:GetObject`. Default: the actions that the policies name. */
  readonly action?: pulumi.Input<string> | undefined;
  /** ARN; a wildcard stands for every name that it covers. Default: the resources that the policies name. */
  readonly resource?: pulumi.Input<string> | undefined;
  /** Known facts of the request, by condition key: `{"ctyun:SourceIp": "192.0.2.1"}`. Nothing is assumed about other keys: the result lists the conditions on them. */
  readonly context?: pulumi.Input<Record<string, pulumi.Input<string>>> | undefined;
}

/** Result of {@link explainPolicy}. */
export interface ExplainPolicyResult {
  /** The decisions: one entry for each principal, action and resource. */
  readonly entries: readonly PolicyExplanation[];
  /** The decisions as readable text. */
  readonly text: string;
}

/** Explains the permissions that a bucket policy, IAM policies or both give, and the statement that decides. Makes no call; bucket ACLs are not considered. */
export function explainPolicy(args: ExplainPolicyArgs = {}, options?: pulumi.InvokeOptions): Promise<ExplainPolicyResult> {
  return callFunction<ExplainPolicyResult>("explainPolicy", { ...args }, configKeys, options);
}

/** As {@link explainPolicy}, with outputs for arguments and result. */
export function explainPolicyOutput(
  args: ExplainPolicyOutputArgs = {},
  options?: pulumi.InvokeOptions,
): pulumi.Output<ExplainPolicyResult> {
  return callFunctionOutput<ExplainPolicyResult>("explainPolicy", { ...args }, configKeys, options);
}
