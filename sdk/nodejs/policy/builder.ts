/**
 * The policy builder: typed statements, in the manner of programs, to documents and JSON texts. Every value may be an output, every action is known
 * to the compiler. Spellings (`oos:` and CTYUN, `s3:` and AWS) stay as they are written. Nothing is asked of the service.
 */
import * as pulumi from "@pulumi/pulumi";
import type {
  BucketPolicyDocumentArgs,
  BucketPolicyStatementArgs,
  PolicyConditionArgs,
  PolicyDocumentArgs,
  PolicyEffect,
  PolicyPrincipalArgs,
  PolicyStatementArgs,
} from "./documents";
import type { AccountAction, StorageAction } from "../generated/policy-words";

declare const custom: unique symbol;
/** An action that the package does not know; made by {@link customAction}. */
export type CustomAction = string & { readonly [custom]: true };

/** What bucket policies may name: `oos:GetObject`, `s3:*`, `oos:Get*`. */
export type BucketAction = StorageAction | "*" | `oos:${string}*${string}` | `s3:${string}*${string}` | CustomAction;
/** What IAM policies may name. */
export type IamAction = BucketAction | AccountAction | `${"iam" | "cloudtrail" | "statistics" | "sts"}:${string}*${string}`;

/** Takes an action that the package does not know yet. @param action `<service>:<Action>` */
export function customAction(action: string): CustomAction {
  return action as CustomAction;
}

/** `"*"` is everyone, anonymous callers too; ARNs go under the spelling that they show, account ids under CTYUN. */
export type PolicyPrincipals = "*" | readonly pulumi.Input<string>[] | PolicyPrincipalArgs;

type Texts<T extends string> = pulumi.Input<readonly pulumi.Input<T>[]>;

interface StatementArgs<Action extends string> {
  /** Name of the statement, once in a document. */
  readonly sid?: pulumi.Input<string> | undefined;
  /** @default Allow */
  readonly effect?: pulumi.Input<PolicyEffect> | undefined;
  readonly actions?: Texts<Action> | undefined;
  /** Every action but these. Not in the manual. */
  readonly notActions?: Texts<Action> | undefined;
  /** ARNs, `*` for everything. */
  readonly resources?: Texts<string> | undefined;
  /** Every resource but these. Not in the manual. */
  readonly notResources?: Texts<string> | undefined;
  /** Operator to key to values: `{ IpAddress: { "ctyun:SourceIp": "192.0.2.0/24" } }`. */
  readonly conditions?: pulumi.Input<PolicyConditionArgs> | undefined;
}

/** A statement of an IAM policy. It names nobody: it is for whom the policy is attached to. */
export interface IamStatementArgs extends StatementArgs<IamAction> {
  readonly principals?: never;
  readonly notPrincipals?: never;
}

/** A statement of a bucket policy. */
export type BucketStatementArgs = StatementArgs<BucketAction> &
  (
    | { readonly principals: pulumi.Input<PolicyPrincipals>; readonly notPrincipals?: never }
    | { readonly notPrincipals: pulumi.Input<PolicyPrincipals>; readonly principals?: never }
  );

/** Statements one by one, or several at once as the presets of {@link ./statements} give them. */
type Statements<S> = readonly (S | readonly S[])[];

export interface BuiltPolicyArgs<S> {
  /** `Id` of the document. */
  readonly id?: pulumi.Input<string> | undefined;
  readonly statements: Statements<S>;
}

/**
 * The policy of a bucket as an object, for `BucketPolicy.policy`: what is known of it is checked in preview, also while ARNs in it are not.
 *
 * @example
 * new oos.BucketPolicy("site", {
 *   bucket: site.bucket,
 *   policy: oos.bucketPolicyDocument({ statements: [oos.statements.publicRead({ bucket: site.bucket })] }),
 * });
 */
export function bucketPolicyDocument(args: BuiltPolicyArgs<BucketStatementArgs>): BucketPolicyDocumentArgs {
  return documentOf(args, toBucketStatement);
}

/** As {@link bucketPolicyDocument}, as JSON text: unknown as long as a part of it is. */
export function bucketPolicyJson(args: BuiltPolicyArgs<BucketStatementArgs>): pulumi.Output<string> {
  return pulumi.jsonStringify(bucketPolicyDocument(args));
}

/** An IAM policy as an object, for `Policy.policy`. */
export function iamPolicyDocument(args: BuiltPolicyArgs<IamStatementArgs>): PolicyDocumentArgs {
  return documentOf(args, toStatement);
}

/** As {@link iamPolicyDocument}, as JSON text: unknown as long as a part of it is. */
export function iamPolicyJson(args: BuiltPolicyArgs<IamStatementArgs>): pulumi.Output<string> {
  return pulumi.jsonStringify(iamPolicyDocument(args));
}

interface Document<S> {
  readonly Version: "2012-10-17";
  readonly Id?: pulumi.Input<string>;
  readonly Statement: readonly S[];
}

function documentOf<S, T>({ id, statements }: BuiltPolicyArgs<S>, convert: (statement: S) => T): Document<T> {
  const flat = statements.flatMap((statement) => statement as S | S[]);
  return { Version: "2012-10-17", ...(id === undefined ? {} : { Id: id }), Statement: flat.map(convert) };
}

function toBucketStatement(args: BucketStatementArgs): BucketPolicyStatementArgs {
  const { Sid, Effect, ...rest } = toStatement(args as unknown as IamStatementArgs);
  return {
    ...(Sid === undefined ? {} : { Sid }),
    Effect,
    ...(args.principals === undefined ? {} : { Principal: pulumi.output(args.principals).apply(toPrincipal) }),
    ...(args.notPrincipals === undefined ? {} : { NotPrincipal: pulumi.output(args.notPrincipals).apply(toPrincipal) }),
    ...rest,
  };
}

/** Keys in the manual's order; what is left out stays out. */
function toStatement({ sid, effect, actions, notActions, resources, notResources, conditions }: IamStatementArgs): PolicyStatementArgs {
  return {
    ...(sid === undefined ? {} : { Sid: sid }),
    Effect: effect ?? "Allow",
    ...(actions === undefined ? {} : { Action: actions }),
    ...(notActions === undefined ? {} : { NotAction: notActions }),
    ...(resources === undefined ? {} : { Resource: resources }),
    ...(notResources === undefined ? {} : { NotResource: notResources }),
    ...(conditions === undefined ? {} : { Condition: conditions }),
  };
}

type Known = "*" | readonly string[] | { readonly CTYUN?: unknown; readonly AWS?: unknown };

function toPrincipal(principals: unknown): PolicyPrincipalArgs {
  const known = principals as Known;
  if (known === "*" || !Array.isArray(known)) return known as PolicyPrincipalArgs;
  const names: readonly string[] = known as string[];
  if (names.length === 1 && names[0] === "*") return "*";
  const [aws, ctyun] = [names.filter(isAws), names.filter((name) => !isAws(name))];
  return { ...(ctyun.length === 0 && aws.length > 0 ? {} : { CTYUN: ctyun }), ...(aws.length === 0 ? {} : { AWS: aws }) };
}

function isAws(name: string): boolean {
  return name.startsWith("arn:aws:");
}
