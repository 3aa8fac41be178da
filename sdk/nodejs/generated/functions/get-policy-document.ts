// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
import type { PolicyKind, GetPolicyDocumentStatement, GetPolicyDocumentStatementArgs } from "../types";

/** Arguments of {@link getPolicyDocument}. */
export interface GetPolicyDocumentArgs {
  /** The kind of policy. Default: `bucket` if a statement names principals, else `iam`. */
  readonly kind?: PolicyKind | undefined;
  /** `Id` of the document. */
  readonly policyId?: string | undefined;
  /** The statements, in their order. */
  readonly statements?: readonly GetPolicyDocumentStatement[] | undefined;
  /** JSON texts of policies whose statements come first. */
  readonly sourcePolicyDocuments?: readonly string[] | undefined;
  /** JSON texts of policies whose statements replace those of the same Sid, or come last. */
  readonly overridePolicyDocuments?: readonly string[] | undefined;
}

/** Arguments of {@link getPolicyDocumentOutput}. */
export interface GetPolicyDocumentOutputArgs {
  /** The kind of policy. Default: `bucket` if a statement names principals, else `iam`. */
  readonly kind?: pulumi.Input<PolicyKind> | undefined;
  /** `Id` of the document. */
  readonly policyId?: pulumi.Input<string> | undefined;
  /** The statements, in their order. */
  readonly statements?: pulumi.Input<pulumi.Input<GetPolicyDocumentStatementArgs>[]> | undefined;
  /** JSON texts of policies whose statements come first. */
  readonly sourcePolicyDocuments?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** JSON texts of policies whose statements replace those of the same Sid, or come last. */
  readonly overridePolicyDocuments?: pulumi.Input<pulumi.Input<string>[]> | undefined;
}

/** Result of {@link getPolicyDocument}. */
export interface GetPolicyDocumentResult {
  /** The document as JSON text on one line, for `policy` inputs. Keys are in the order of the manual and list members are sorted, so that equal statements give equal text. */
  readonly json: string;
}

/** Builds a policy document from typed statements, for buckets and for IAM. Makes no call. Spellings (AWS or CTYUN) stay as written. */
export function getPolicyDocument(args: GetPolicyDocumentArgs = {}, options?: pulumi.InvokeOptions): Promise<GetPolicyDocumentResult> {
  return callFunction<GetPolicyDocumentResult>("getPolicyDocument", { ...args }, configKeys, options);
}

/** As {@link getPolicyDocument}, with outputs for arguments and result. */
export function getPolicyDocumentOutput(
  args: GetPolicyDocumentOutputArgs = {},
  options?: pulumi.InvokeOptions,
): pulumi.Output<GetPolicyDocumentResult> {
  return callFunctionOutput<GetPolicyDocumentResult>("getPolicyDocument", { ...args }, configKeys, options);
}
