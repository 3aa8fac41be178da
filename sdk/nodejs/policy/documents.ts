/** Policy documents as `policy` inputs take them, in the document's own words; every value may be an output. */
import type * as pulumi from "@pulumi/pulumi";
import type { AccountAction, ConditionKey, ConditionOperator, StorageAction } from "../generated/policy-words";

/** A word that the editor completes, and any other text. */
type Open<T extends string> = T | (string & Record<never, never>);
type OneOrMore<T> = T | readonly T[];
type InputList<T> = pulumi.Input<OneOrMore<pulumi.Input<T>>>;

export type PolicyEffect = "Allow" | "Deny";
/** `oos:GetObject`, `s3:*`, `iam:GetUser`. */
export type PolicyAction = Open<StorageAction | AccountAction | "*">;

/** Operator to key to one value, or to several of which any is enough. */
export type PolicyCondition = {
  readonly [Operator in Open<ConditionOperator>]?: { readonly [Key in Open<ConditionKey>]?: OneOrMore<string | number | boolean> };
};

/** Input form of {@link PolicyCondition}. */
export type PolicyConditionArgs = {
  readonly [Operator in Open<ConditionOperator>]?: pulumi.Input<{
    readonly [Key in Open<ConditionKey>]?: InputList<string | number | boolean>;
  }>;
};

/** `"*"` is everyone, anonymous callers too; else ARNs of users and root users by spelling. */
export type PolicyPrincipal = "*" | { readonly CTYUN?: OneOrMore<string>; readonly AWS?: OneOrMore<string> };

/** Input form of {@link PolicyPrincipal}. */
export type PolicyPrincipalArgs = "*" | { readonly CTYUN?: InputList<string> | undefined; readonly AWS?: InputList<string> | undefined };

/** A statement of an IAM policy. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: PolicyEffect;
  readonly Action?: OneOrMore<PolicyAction>;
  readonly NotAction?: OneOrMore<PolicyAction>;
  readonly Resource?: OneOrMore<string>;
  readonly NotResource?: OneOrMore<string>;
  readonly Condition?: PolicyCondition;
}

/** Input form of {@link PolicyStatement}. */
export interface PolicyStatementArgs {
  readonly Sid?: pulumi.Input<string> | undefined;
  readonly Effect: pulumi.Input<PolicyEffect>;
  readonly Action?: InputList<PolicyAction> | undefined;
  readonly NotAction?: InputList<PolicyAction> | undefined;
  readonly Resource?: InputList<string> | undefined;
  readonly NotResource?: InputList<string> | undefined;
  readonly Condition?: pulumi.Input<PolicyConditionArgs> | undefined;
}

/** A statement of a bucket policy, which says whom it is for. */
export interface BucketPolicyStatement extends PolicyStatement {
  readonly Principal?: PolicyPrincipal;
  readonly NotPrincipal?: PolicyPrincipal;
}

/** Input form of {@link BucketPolicyStatement}. */
export interface BucketPolicyStatementArgs extends PolicyStatementArgs {
  readonly Principal?: pulumi.Input<PolicyPrincipalArgs> | undefined;
  readonly NotPrincipal?: pulumi.Input<PolicyPrincipalArgs> | undefined;
}

interface DocumentOf<Statement> {
  /** The only version there is, and the default. */
  readonly Version?: "2012-10-17";
  readonly Id?: string;
  readonly Statement: OneOrMore<Statement>;
}

interface DocumentArgsOf<Statement> {
  /** The only version there is, and the default. */
  readonly Version?: pulumi.Input<"2012-10-17"> | undefined;
  readonly Id?: pulumi.Input<string> | undefined;
  readonly Statement: pulumi.Input<OneOrMore<pulumi.Input<Statement>>>;
}

/** An IAM policy. */
export type PolicyDocument = DocumentOf<PolicyStatement>;
/** Input form of {@link PolicyDocument}. */
export type PolicyDocumentArgs = DocumentArgsOf<PolicyStatementArgs>;
/** The policy of a bucket. */
export type BucketPolicyDocument = DocumentOf<BucketPolicyStatement>;
/** Input form of {@link BucketPolicyDocument}. */
export type BucketPolicyDocumentArgs = DocumentArgsOf<BucketPolicyStatementArgs>;
