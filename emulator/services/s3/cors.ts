/** The CORS rules of a bucket [GUIDE 4.2.19-4.2.21][DOC 10027308]. What they allow is decided in http/cors.ts. */
import type { BucketCall } from "../../contract";
import type { CorsRule } from "../../state/model";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { childText, children, malformed, onlyElements, type ParsedXml, type XmlObject } from "../../wire/xml";
import { cached, replaceSetting, requiredXml } from "./bucket-configuration";

const METHODS: readonly string[] = ["GET", "PUT", "HEAD", "POST", "DELETE"];
const MOST_ID_CHARACTERS = 255;
const LONGEST_AGE = 2 ** 31 - 1;

/** `exposesAll`: whether a header that is exposed may be `*`. */
export async function putBucketCors(call: BucketCall, exposesAll = false): Promise<Reply> {
  const { corsBytes, corsRules } = call.core.limits;
  if (call.request.body.length > corsBytes) throw refuse("EntityTooLarge", `A CORS configuration has at most ${corsBytes} bytes.`);
  const body = requiredXml(call, "CORSConfiguration");
  onlyElements(body, "CORSRule");
  const rules = children(body, "CORSRule").map((rule) => toRule(rule, exposesAll));
  if (rules.length === 0 || rules.length > corsRules) throw malformed(`a CORS configuration has 1 to ${corsRules} rules`);
  return replaceSetting(call, "cors", rules);
}

function toRule(rule: ParsedXml, exposesAll: boolean): CorsRule {
  onlyElements(rule, "ID", "AllowedOrigin", "AllowedMethod", "AllowedHeader", "MaxAgeSeconds", "ExposeHeader");
  const id = childText(rule, "ID");
  if (id !== undefined && id.length > MOST_ID_CHARACTERS)
    throw refuse("InvalidArgument", `An ID has at most ${MOST_ID_CHARACTERS} characters.`);
  const origins = texts(rule, "AllowedOrigin");
  const methods = texts(rule, "AllowedMethod");
  const headers = texts(rule, "AllowedHeader");
  if (origins.length === 0 || methods.length === 0) throw malformed("a rule has at least one AllowedOrigin and one AllowedMethod");
  const unknown = methods.find((method) => !METHODS.includes(method));
  if (unknown !== undefined)
    throw refuse("InvalidRequest", `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`);
  const starred = [...origins, ...headers].find((text) => text.split("*").length > 2);
  if (starred !== undefined) throw refuse("InvalidRequest", `"${starred}" can not have more than one wildcard.`);
  const exposed = texts(rule, "ExposeHeader");
  const wild = exposed.find((header) => header.includes("*"));
  if (wild !== undefined && !exposesAll) throw refuse("InvalidRequest", `ExposeHeader "${wild}" contains wildcard.`);
  const age = childText(rule, "MaxAgeSeconds")?.trim();
  if (age !== undefined && !(/^\d{1,10}$/.test(age) && Number(age) <= LONGEST_AGE))
    throw malformed(`MaxAgeSeconds is a number of 0 to ${LONGEST_AGE}`);
  return {
    ...(id === undefined ? {} : { id }),
    origins,
    methods,
    headers,
    exposed,
    ...(age === undefined ? {} : { maxAgeSeconds: Number(age) }),
  };
}

function texts(rule: ParsedXml, name: string): readonly string[] {
  return children(rule, name).map((text) => {
    if (typeof text !== "string" || text.trim() === "") throw malformed(`${name} must hold text`);
    return text.trim();
  });
}

export function getBucketCors(call: BucketCall): Reply {
  const { cors } = cached(call);
  if (cors === undefined) throw refuse("NoSuchCORSConfiguration", "The CORS configuration does not exist.");
  return corsXml(cors);
}

export function corsXml(rules: readonly CorsRule[]): Reply {
  return xml("CORSConfiguration", {
    CORSRule: rules.map((rule): XmlObject => ({
      ID: rule.id,
      AllowedOrigin: rule.origins,
      AllowedMethod: rule.methods,
      AllowedHeader: rule.headers,
      MaxAgeSeconds: rule.maxAgeSeconds,
      ExposeHeader: rule.exposed,
    })),
  });
}

/** 200, not AWS's 204; also when there is none (unverified). */
export async function deleteBucketCors(call: BucketCall): Promise<Reply> {
  return replaceSetting(call, "cors", undefined);
}
