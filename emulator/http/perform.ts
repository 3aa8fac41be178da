/** Carries out a routed request: permission first, then the row's function. */
import { iamArn, statisticsArn, trailArn, userArn } from "../access/arn";
import { authorizeIdentity, authorizeS3, callerArn, type Caller } from "../access/authorize";
import { requestFacts } from "../access/facts";
import { isGranted } from "../access/grants";
import type { Core, IamRow, S3Call, S3Row } from "../contract";
import type { BucketOwner } from "../state/accounts";
import type { Grant } from "../state/model";
import { isMarker } from "../state/versions";
import { refuse } from "../wire/errors";
import type { Params } from "../wire/params";
import { empty, NO_NAMESPACE, xml, type Reply } from "../wire/reply";
import { queryValue, type WireRequest } from "../wire/request";
import { preflightHeaders } from "./cors";
import { checkBody, checkHeaders, checkLimitRate } from "./integrity";
import { renderIam, renderTrail } from "./render";
import type { OutsideRoute, Route } from "./router";

export interface PerformContext {
  readonly core: Core;
  readonly request: WireRequest;
  /** The request with its body, which is read when it is clear that the caller may send it. */
  readonly whole: () => Promise<WireRequest>;
  readonly caller: Caller | undefined;
  readonly requestId: string;
  readonly now: Date;
}

export async function perform(route: Route, context: PerformContext): Promise<Reply> {
  if (route.row === undefined) {
    if (route.outside === undefined) throw route.refusal;
    return performOutside(route, context);
  }
  const known = route.row;
  if (route.service === "s3" && known.service === "s3") return performS3(route, context);
  const { caller } = context;
  if (caller === undefined) throw refuse("AccessDenied", "This request must be signed.");
  if (route.service === "iam") return performIam(route, { ...context, caller });
  if (route.service === "trail") return performTrail(route, { ...context, caller });
  if (route.service === "statistics") return performStatistics(route, { ...context, caller });
  throw notServed(known.name);
}

async function performOutside(route: OutsideRoute, { core, request, now, requestId }: PerformContext): Promise<Reply> {
  const { bucketName, key } = route;
  if (route.outside === "Website") return route.run({ core, request, caller: undefined, now, requestId, bucketName, key });
  const bucket = core.accounts.findBucket(bucketName)?.bucket;
  if (bucket === undefined) throw refuse("NoSuchBucket", "The specified bucket does not exist.");
  return empty(200, preflightHeaders(request, bucket.configuration.cors));
}

type Signed = PerformContext & { readonly caller: Caller };
type RouteOf<S extends Route["service"]> = Extract<Route, { readonly service: S; readonly row: { readonly service: S } }>;

async function performS3(route: RouteOf<"s3">, context: PerformContext): Promise<Reply> {
  const { core, request: head, caller, now } = context;
  const { row, bucketName, key } = route;
  checkHeaders(head, (name) => core.flavour.headers.has(name) || row.headers?.includes(name) === true);
  checkLimitRate(head, caller !== undefined);
  const owner = row.target === "service" ? undefined : core.accounts.findBucket(bucketName);
  if (owner === undefined && row.withoutBucket === undefined) throw refuse("NoSuchBucket", "The specified bucket does not exist.");
  const versionId = queryValue(head, "versionId");
  const path = row.target === "service" ? "*" : row.target === "bucket" ? bucketName : `${bucketName}/${key}`;
  // A PUT on somebody else's bucket is answered with BucketAlreadyExists by the operation itself.
  const judged = row.withoutBucket === true && owner?.account !== caller?.account ? undefined : owner;
  authorizeS3(caller, {
    owner: judged,
    path,
    actions: (versionId === undefined ? undefined : row.versionActions) ?? row.actions,
    acl: row.acl,
    isGranted: (row.grants ?? []).some(([on, permission]) =>
      isGranted(grantsOn(core, owner, on === "object" ? key : undefined, versionId), caller, permission),
    ),
    facts: requestFacts(head, now),
    policyKind: core.flavour.policyKind,
    policyCall: row.subresources.includes("policy"),
  });
  const run = runOf(row, owner);
  const request = await context.whole();
  checkBody(request);
  return run({ core, request, caller, now, requestId: context.requestId, bucketName, key });
}

/** Throws NotImplemented. */
function runOf(row: S3Row, owner: BucketOwner | undefined): (call: S3Call) => Promise<Reply> | Reply {
  if (row.withoutBucket === true) return row.run;
  const { run } = row;
  if (run === undefined || owner === undefined) throw notServed(row.name);
  return (call) => run({ ...call, owner });
}

/** Of the bucket, or of an object or a version in it. */
function grantsOn(core: Core, owner: BucketOwner | undefined, key: string | undefined, versionId: string | undefined): readonly Grant[] {
  if (owner === undefined) return [];
  const { uid, configuration } = owner.bucket;
  if (key === undefined) return configuration.grants ?? [];
  const found = versionId === undefined ? core.objects.find(uid, key) : core.versions.find(uid, key, versionId);
  return found === undefined || isMarker(found) ? [] : (found.grants ?? []);
}

async function performIam({ row, params }: RouteOf<"iam">, { core, request, caller, requestId, now }: Signed): Promise<Reply> {
  if (row.run === undefined) throw notServed(row.name);
  params.checkVersion();
  params.only(row.parameters);
  const arn = iamResource(row, params, caller);
  const action = `iam:${row.name}`;
  const question = { actions: [action], arn, facts: requestFacts(request, now) };
  authorizeIdentity(caller, question, (who) => notAuthorized(who, action, arn), row.need?.(caller.account));
  const result = await row.run({ core, caller, account: caller.account, now, params });
  return renderIam(row.answersAs ?? row.name, result, requestId);
}

/** What permission is asked on: the named entity, the caller where no name is given, else everything of the account. */
function iamResource(row: IamRow, params: Params, caller: Caller): string {
  const accountId = caller.account.id;
  if (row.resource === undefined) return `arn:ctyun:iam::${accountId}:*`;
  const [type, parameter] = row.resource;
  const value = params.optional(parameter);
  if (value === undefined) return caller.user === undefined ? callerArn(caller) : userArn(accountId, caller.user.name);
  return value.startsWith("arn:") ? value : iamArn(accountId, type, value);
}

async function performTrail({ row, input }: RouteOf<"trail">, { core, request, caller, now }: Signed): Promise<Reply> {
  if (row.run === undefined) throw notServed(row.name);
  const strange = Object.keys(input).find((name) => !row.members.includes(name));
  if (strange !== undefined) throw refuse("InvalidParameterException", `${strange} is not a member of the ${row.name} request.`);
  const action = `cloudtrail:${row.name}`;
  const name = input["Name"] ?? input["TrailName"];
  const arn = trailArn(caller.account.id, typeof name === "string" ? name : "*");
  authorizeIdentity(caller, { actions: [action], arn, facts: requestFacts(request, now) }, (who) => notAuthorized(who, action, arn));
  return renderTrail(await row.run({ core, account: caller.account, now, input }));
}

async function performStatistics({ row, parameters }: RouteOf<"statistics">, { core, request, caller, now }: Signed): Promise<Reply> {
  if (row.run === undefined) throw notServed(row.name);
  const strange = [...parameters.keys()].find((name) => !row.parameters.includes(name));
  if (strange !== undefined) throw refuse("InvalidArgument", `${strange} is not a parameter of ${row.name}.`);
  // unverified: the name of the permission, and that it is asked on a bucket.
  const action = `statistics:${row.name}`;
  const bucket = parameters.get("Bucket") ?? parameters.get("BucketName") ?? "*";
  const arn = statisticsArn(caller.account.id, bucket);
  authorizeIdentity(caller, { actions: [action], arn, facts: requestFacts(request, now) }, (who) => notAuthorized(who, action, arn));
  return xml(`${row.name}Result`, await row.run({ core, caller, account: caller.account, now, parameters }), NO_NAMESPACE);
}

function notAuthorized(who: string, action: string, arn: string): string {
  return `User: ${who} is not authorized to perform: ${action} on resource: ${arn}.`;
}

function notServed(operation: string): Error {
  return refuse("NotImplemented", `${operation} is not served by this emulator; see emulator/GAPS.md.`);
}
