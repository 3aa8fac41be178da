// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { BucketPolicyDocument, BucketPolicyDocumentArgs } from "../../policy/documents";
import type { PolicyKind, PolicyFinding } from "../types";

/** Arguments of {@link lintPolicy}. */
export interface LintPolicyArgs {
  /** The policy: JSON text or an object. */
  readonly policy: string | BucketPolicyDocument;
  /** The kind of policy. Default: `bucket` if a statement names principals, else `iam`. */
  readonly kind?: PolicyKind | undefined;
  /** Bucket of a bucket policy; resources outside of it are reported. */
  readonly bucket?: string | undefined;
}

/** Arguments of {@link lintPolicyOutput}. */
export interface LintPolicyOutputArgs {
  /** The policy: JSON text or an object. */
  readonly policy: pulumi.Input<string | BucketPolicyDocumentArgs>;
  /** The kind of policy. Default: `bucket` if a statement names principals, else `iam`. */
  readonly kind?: pulumi.Input<PolicyKind> | undefined;
  /** Bucket of a bucket policy; resources outside of it are reported. */
  readonly bucket?: pulumi.Input<string> | undefined;
}

/** Result of {@link lintPolicy}. */
export interface LintPolicyResult {
  /** Number of findings that are errors. */
  readonly errors: number;
  /** Number of findings that are warnings. */
  readonly warnings: number;
  /** Every finding, errors first. */
  readonly findings: readonly PolicyFinding[];
  /** The findings as readable text, two lines each; empty if there are none. */
  readonly text: string;
}

/** Reviews a policy: unknown actions, resources that their actions never reach, public access, statements that never take effect. Makes no call. */
export function lintPolicy(args: LintPolicyArgs, options?: pulumi.InvokeOptions): Promise<LintPolicyResult> {
  return callFunction<LintPolicyResult>("lintPolicy", { ...args }, configKeys, options);
}

/** As {@link lintPolicy}, with outputs for arguments and result. */
export function lintPolicyOutput(args: LintPolicyOutputArgs, options?: pulumi.InvokeOptions): pulumi.Output<LintPolicyResult> {
  return callFunctionOutput<LintPolicyResult>("lintPolicy", { ...args }, configKeys, options);
}
