/**
 * A bucket as a website, under `<bucket>.oos-website-cn.<host>` [GUIDE 4.2.9]: index and error documents, redirects and routing rules.
 * Visitors are anonymous: an object is shown when everybody may read it. Where the manuals are silent, it does what AWS does (unverified).
 */
import { authorizeS3 } from "../../access/authorize";
import { requestFacts } from "../../access/facts";
import type { S3Call } from "../../contract";
import type { BucketOwner } from "../../state/accounts";
import type { Redirect, RoutingRule, Website } from "../../state/model";
import { ApiError, refuse } from "../../wire/errors";
import { empty, type Reply } from "../../wire/reply";
import type { WireRequest } from "../../wire/request";
import { getObject } from "./object";

interface Visit extends Omit<S3Call, "caller" | "bucketName"> {
  readonly owner: BucketOwner;
}

/** Headers that ask for a piece of an object or for none, which an error document does not heed. */
const PARTIAL = ["range", "if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];

export async function serveWebsite({ core, request, now, requestId, bucketName, key }: S3Call): Promise<Reply> {
  try {
    const owner = core.accounts.findBucket(bucketName);
    if (owner === undefined) throw refuse("NoSuchBucket", "The specified bucket does not exist.");
    const { website } = owner.bucket.configuration;
    if (website === undefined) {
      throw refuse("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration.");
    }
    if (request.method !== "GET" && request.method !== "HEAD") {
      throw refuse("MethodNotAllowed", "The specified method is not allowed against this resource.");
    }
    return await visit({ core, request, now, requestId, key, owner }, website);
  } catch (error) {
    if (error instanceof ApiError) return page(error);
    throw error;
  }
}

async function visit(call: Visit, website: Website): Promise<Reply> {
  const { key } = call;
  const { redirectAll, indexSuffix = "", errorKey, routingRules } = website;
  if (redirectAll !== undefined) return moved(call.request, redirectAll, key);
  const early = routingRules.find((rule) => rule.errorStatus === undefined && key.startsWith(rule.keyPrefix ?? ""));
  if (early !== undefined) return routed(call.request, early, key);
  const wanted = key === "" || key.endsWith("/") ? `${key}${indexSuffix}` : key;
  const found = await read(call, wanted);
  if (!(found instanceof ApiError)) return found;
  if (found.status === 404 && wanted === key && !((await read(call, `${key}/${indexSuffix}`)) instanceof ApiError)) {
    return empty(302, { location: `/${encodePath(key)}/` });
  }
  const late = routingRules.find((rule) => rule.errorStatus === found.status && key.startsWith(rule.keyPrefix ?? ""));
  if (late !== undefined) return routed(call.request, late, key);
  const document = errorKey === undefined ? undefined : await read({ ...call, request: whole(call.request) }, errorKey);
  return document === undefined || document instanceof ApiError ? page(found) : { ...document, status: found.status };
}

/** An object as everybody sees it, or the refusal. */
async function read(call: Visit, key: string): Promise<Reply | ApiError> {
  const { core, request, now, requestId, owner } = call;
  const { name } = owner.bucket;
  try {
    const facts = requestFacts(request, now);
    authorizeS3(undefined, { owner, path: `${name}/${key}`, actions: ["s3:GetObject"], acl: "read", facts, policyCall: false });
    // `response-...` and other queries mean nothing to a website.
    return await getObject({ core, request: { ...request, query: [] }, now, requestId, owner, caller: undefined, bucketName: name, key });
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
}

function whole(request: WireRequest): WireRequest {
  return { ...request, headers: new Map([...request.headers].filter(([name]) => !PARTIAL.includes(name))) };
}

function routed(request: WireRequest, { redirect, keyPrefix = "" }: RoutingRule, key: string): Reply {
  const { replaceKeyWith, replaceKeyPrefixWith } = redirect;
  const rest = replaceKeyPrefixWith === undefined ? key : replaceKeyPrefixWith + key.slice(keyPrefix.length);
  return moved(request, redirect, replaceKeyWith ?? rest);
}

function moved(request: WireRequest, { protocol = "http", hostName = request.host }: Redirect, key: string): Reply {
  return empty(301, { location: `${protocol}://${hostName}/${encodePath(key)}` });
}

function encodePath(key: string): string {
  return encodeURIComponent(key).replaceAll("%2F", "/");
}

/** A refusal as a page for people. */
function page({ status, code, message, headers }: ApiError): Reply {
  const escaped = message.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
  const body = `<!DOCTYPE html>\n<html><head><title>${status} ${code}</title></head><body><h1>${status} ${code}</h1><p>${escaped}</p></body></html>\n`;
  return { status, headers: { "content-type": "text/html; charset=utf-8", ...headers }, body };
}
