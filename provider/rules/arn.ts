/**
 * Resource names of both spellings: `arn:ctyun:iam::<account>:user/x`, `arn:ctyun:oos:::bucket/key`, and the AWS spelling
 * `arn:aws:s3:::bucket/key` of the older guides [GUIDE 4.2.6]. One spelling is never turned into the other.
 */
import { suggestion } from "../pure/suggest";

export type Dialect = "ctyun" | "aws";

/** The six parts of `arn:<partition>:<service>:<region>:<account>:<resource>`, unchecked. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

export type ArnKind = "root" | "user" | "group" | "policy" | "mfa" | "bucket" | "object";

type IamEntity = "user" | "group" | "policy" | "mfa";

/** Service part of an ARN by spelling. */
const STORAGE_SERVICE: Readonly<Record<Dialect, string>> = { ctyun: "oos", aws: "s3" };
const PARTITIONS = Object.keys(STORAGE_SERVICE);

/** What each kind looks like, for messages. */
const EXAMPLES: Readonly<Record<ArnKind, string>> = {
  root: "arn:ctyun:iam::<account>:root",
  user: "arn:ctyun:iam::<account>:user/<name>",
  group: "arn:ctyun:iam::<account>:group/<name>",
  policy: "arn:ctyun:iam::<account>:policy/<name>",
  mfa: "arn:ctyun:iam::<account>:mfa/<name>",
  bucket: "arn:ctyun:oos:::<bucket>",
  object: "arn:ctyun:oos:::<bucket>/<key>",
};

/** The parts of `text`, or undefined when it is not `arn:` and five more parts. Colons in the resource are kept. */
export function parseArn(text: string): Arn | undefined {
  const [arn, partition, service, region, account, ...resource] = text.split(":");
  if (arn !== "arn" || partition === undefined || service === undefined || region === undefined || account === undefined) return undefined;
  return resource.length === 0 ? undefined : { partition, service, region, account, resource: resource.join(":") };
}

/** The account that an ARN names; undefined where it names none, or any. */
export function accountIn(text: unknown): string | undefined {
  const account = typeof text === "string" ? parseArn(text)?.account : undefined;
  return account === undefined || account === "" || account === "*" ? undefined : account;
}

/** The spelling of an ARN; undefined when its partition is neither. */
export function arnDialect(text: string): Dialect | undefined {
  const partition = parseArn(text)?.partition;
  return partition === "ctyun" || partition === "aws" ? partition : undefined;
}

/**
 * What is wrong with `text` as an ARN of one of `kinds`: each part by its name and what is expected there; empty when it is good.
 * A wildcard is taken in the account and in the resource, since policies hold patterns.
 */
export function arnProblems(text: string, ...kinds: readonly ArnKind[]): string[] {
  const expected = `expected ${kinds.map((kind) => EXAMPLES[kind]).join(" or ")}`;
  if (text === "") return [`is empty; ${expected}`];
  const arn = parseArn(text);
  if (arn === undefined) return [`${shapeProblem(text)}; ${expected}`];
  const dialect = arnDialect(text);
  if (dialect === undefined) {
    return [`the partition "${arn.partition}" is not known${suggestion(arn.partition, PARTITIONS)}; ${expected}`];
  }
  const reports = kinds.map((kind) => partProblems(arn, dialect, kind));
  // The kind that fits best is the one that was meant.
  const nearest = reports.reduce((best, report) => (report.length < best.length ? report : best), reports[0] ?? []);
  return nearest.map((problem) => `${problem}; ${expected}`);
}

function shapeProblem(text: string): string {
  if (!text.startsWith("arn:")) return `"${text}" is not an ARN, it does not start with "arn:"`;
  return `"${text}" has ${String(text.split(":").length)} parts between colons, an ARN has 6`;
}

function partProblems(arn: Arn, dialect: Dialect, kind: ArnKind): string[] {
  return kind === "bucket" || kind === "object" ? storageProblems(arn, dialect, kind) : iamProblems(arn, kind);
}

function storageProblems(arn: Arn, dialect: Dialect, kind: "bucket" | "object"): string[] {
  const service = STORAGE_SERVICE[dialect];
  const problems: string[] = [];
  if (arn.service !== service) problems.push(`the service is "${arn.service}", it must be "${service}" in partition "${arn.partition}"`);
  if (arn.region !== "") problems.push(`the region "${arn.region}" must be empty`);
  // Session policies name the account, bucket policies leave it empty.
  if (arn.account !== "" && !isAccount(arn.account)) problems.push(`the account "${arn.account}" must be empty, an account id or "*"`);
  const [bucket, ...key] = arn.resource.split("/");
  if (bucket === "" || bucket === undefined) problems.push("the bucket is missing");
  if (kind === "bucket" && key.length > 0) problems.push(`the resource "${arn.resource}" names objects, not the bucket`);
  if (kind === "object" && key.join("/") === "" && arn.resource !== "*")
    problems.push(`the resource "${arn.resource}" names no object key`);
  return problems;
}

function iamProblems(arn: Arn, kind: "root" | IamEntity): string[] {
  const problems: string[] = [];
  if (arn.service !== "iam") problems.push(`the service is "${arn.service}", it must be "iam"`);
  if (arn.region !== "") problems.push(`the region "${arn.region}" must be empty`);
  if (arn.account === "") problems.push("the account is missing");
  else if (!isAccount(arn.account)) problems.push(`the account "${arn.account}" must be lower-case letters and digits`);
  if (kind === "root") {
    if (arn.resource !== "root") problems.push(`the resource is "${arn.resource}", it must be "root"`);
    return problems;
  }
  const [entity, ...name] = arn.resource.split("/");
  if (entity !== kind) {
    problems.push(`the resource starts with "${entity ?? ""}", it must start with "${kind}/"${suggestion(entity ?? "", [kind])}`);
  }
  if (name.join("/") === "") problems.push(`the resource "${arn.resource}" names no ${kind}`);
  return problems;
}

/** 13 lower-case letters and digits on OOS, 12 digits on AWS, or a wildcard; the length is not checked since it is not promised. */
function isAccount(text: string): boolean {
  return /^([a-z0-9]+|\*)$/.test(text);
}

export function bucketArn(bucket: string, dialect: Dialect = "ctyun"): string {
  return `arn:${dialect}:${STORAGE_SERVICE[dialect]}:::${bucket}`;
}

/** `key` may be a pattern; `*` for every object. */
export function objectArn(bucket: string, key: string, dialect: Dialect = "ctyun"): string {
  return `${bucketArn(bucket, dialect)}/${key}`;
}

export function rootArn(account: string): string {
  return `arn:ctyun:iam::${account}:root`;
}

export function userArn(account: string, name: string): string {
  return iamArn(account, "user", name);
}

/** The form of group and policy ARNs is unverified. */
export function groupArn(account: string, name: string): string {
  return iamArn(account, "group", name);
}

export function policyArn(account: string, name: string): string {
  return iamArn(account, "policy", name);
}

export function mfaArn(account: string, name: string): string {
  return iamArn(account, "mfa", name);
}

function iamArn(account: string, entity: IamEntity, name: string): string {
  return `arn:ctyun:iam::${account}:${entity}/${name}`;
}

/** Account and name of an IAM ARN (`root` for the account itself); undefined for anything else. */
export function iamIdentity(
  text: string,
): { readonly account: string; readonly kind: "root" | IamEntity; readonly name: string } | undefined {
  const arn = parseArn(text);
  if (arn?.service !== "iam") return undefined;
  if (arn.resource === "root") return { account: arn.account, kind: "root", name: "root" };
  const match = /^(user|group|policy|mfa)\/(.+)$/.exec(arn.resource);
  const [, kind, name] = match ?? [];
  if (name === undefined || !(kind === "user" || kind === "group" || kind === "policy" || kind === "mfa")) return undefined;
  return { account: arn.account, kind, name };
}
