/** The website configuration of a bucket [GUIDE 4.2.9-4.2.11]. The site itself is served in website/. */
import type { BucketCall } from "../../contract";
import type { Redirect, RoutingRule, Website } from "../../state/model";
import { refuse } from "../../wire/errors";
import { xml, type Reply } from "../../wire/reply";
import { child, childText, children, malformed, onlyElements, type ParsedXml, type XmlObject } from "../../wire/xml";
import { cached, oneOf, replaceSetting, requiredText, requiredXml } from "./bucket-configuration";

const PROTOCOLS = ["http", "https"] as const;

export async function putBucketWebsite(call: BucketCall): Promise<Reply> {
  const most = call.core.limits.websiteBytes;
  if (call.request.body.length > most) throw refuse("EntityTooLarge", `A website configuration has at most ${most} bytes.`);
  return replaceSetting(call, "website", toWebsite(requiredXml(call, "WebsiteConfiguration")));
}

/** What a service knows beyond OOS. */
interface Grammar {
  readonly redirectCodes: boolean;
}

const OOS: Grammar = { redirectCodes: false };

export function toWebsite(body: ParsedXml, grammar: Grammar = OOS): Website {
  onlyElements(body, "IndexDocument", "ErrorDocument", "RedirectAllRequestsTo", "RoutingRules");
  const all = child(body, "RedirectAllRequestsTo");
  const index = child(body, "IndexDocument");
  const error = child(body, "ErrorDocument");
  const rules = child(body, "RoutingRules");
  if (all !== undefined) {
    if (index !== undefined || error !== undefined || rules !== undefined) {
      throw refuse("InvalidRequest", "RedirectAllRequestsTo cannot be provided in conjunction with other elements.");
    }
    onlyElements(all, "HostName", "Protocol");
    return { redirectAll: { hostName: nonEmpty(all, "HostName"), ...protocolOf(all) }, routingRules: [] };
  }
  if (index === undefined) throw malformed("a website has an IndexDocument or RedirectAllRequestsTo");
  onlyElements(index, "Suffix");
  const indexSuffix = nonEmpty(index, "Suffix");
  if (indexSuffix.includes("/")) throw refuse("InvalidArgument", "The IndexDocument Suffix is not well formed.");
  if (error !== undefined) onlyElements(error, "Key");
  if (rules !== undefined) onlyElements(rules, "RoutingRule");
  return {
    indexSuffix,
    ...(error === undefined ? {} : { errorKey: nonEmpty(error, "Key") }),
    routingRules: rules === undefined ? [] : children(rules, "RoutingRule").map((rule) => toRoutingRule(rule, grammar)),
  };
}

function toRoutingRule(rule: ParsedXml, grammar: Grammar): RoutingRule {
  onlyElements(rule, "Condition", "Redirect");
  const condition = child(rule, "Condition");
  const redirect = child(rule, "Redirect");
  if (redirect === undefined) throw malformed("a RoutingRule has a Redirect");
  if (condition !== undefined) onlyElements(condition, "HttpErrorCodeReturnedEquals", "KeyPrefixEquals");
  const keyPrefix = condition === undefined ? undefined : childText(condition, "KeyPrefixEquals");
  const status = condition === undefined ? undefined : childText(condition, "HttpErrorCodeReturnedEquals")?.trim();
  if (condition !== undefined && keyPrefix === undefined && status === undefined) throw malformed("a Condition is empty");
  if (status !== undefined && !/^[45]\d\d$/.test(status)) {
    throw refuse("InvalidRequest", `The provided HTTP error code (${status}) is not valid. Valid codes are 4XX or 5XX.`);
  }
  return {
    ...(keyPrefix === undefined ? {} : { keyPrefix }),
    ...(status === undefined ? {} : { errorStatus: Number(status) }),
    redirect: toRedirect(redirect, grammar),
  };
}

function toRedirect(redirect: ParsedXml, { redirectCodes }: Grammar): Redirect {
  // The SDK of OOS knows no HttpRedirectCode.
  onlyElements(redirect, "HostName", "Protocol", "ReplaceKeyPrefixWith", "ReplaceKeyWith", ...(redirectCodes ? ["HttpRedirectCode"] : []));
  const httpRedirectCode = childText(redirect, "HttpRedirectCode")?.trim();
  if (httpRedirectCode !== undefined && !/^3\d\d$/.test(httpRedirectCode))
    throw refuse("InvalidRequest", `The provided HTTP redirect code (${httpRedirectCode}) is not valid.`);
  const hostName = childText(redirect, "HostName")?.trim();
  const replaceKeyPrefixWith = childText(redirect, "ReplaceKeyPrefixWith");
  const replaceKeyWith = childText(redirect, "ReplaceKeyWith");
  if (replaceKeyPrefixWith !== undefined && replaceKeyWith !== undefined) {
    throw refuse("InvalidRequest", "You can only define ReplaceKeyPrefix or ReplaceKey but not both.");
  }
  const made: Redirect = {
    ...(hostName === undefined ? {} : { hostName }),
    ...protocolOf(redirect),
    ...(httpRedirectCode === undefined ? {} : { httpRedirectCode }),
    ...(replaceKeyPrefixWith === undefined ? {} : { replaceKeyPrefixWith }),
    ...(replaceKeyWith === undefined ? {} : { replaceKeyWith }),
  };
  if (Object.keys(made).length === 0) throw malformed("a Redirect is empty");
  return made;
}

function protocolOf(parent: ParsedXml): Pick<Redirect, "protocol"> {
  return child(parent, "Protocol") === undefined ? {} : { protocol: oneOf(parent, "Protocol", PROTOCOLS) };
}

function nonEmpty(parent: ParsedXml, name: string): string {
  const text = requiredText(parent, name);
  if (text === "") throw malformed(`${name} is empty`);
  return text;
}

export function getBucketWebsite(call: BucketCall): Reply {
  const { website } = cached(call);
  if (website === undefined) {
    throw refuse("NoSuchWebsiteConfiguration", "The specified bucket does not have a website configuration.");
  }
  const { redirectAll, indexSuffix, errorKey, routingRules } = website;
  return xml("WebsiteConfiguration", {
    RedirectAllRequestsTo: redirectAll === undefined ? undefined : { HostName: redirectAll.hostName, Protocol: redirectAll.protocol },
    IndexDocument: indexSuffix === undefined ? undefined : { Suffix: indexSuffix },
    ErrorDocument: errorKey === undefined ? undefined : { Key: errorKey },
    RoutingRules: routingRules.length === 0 ? undefined : { RoutingRule: routingRules.map(ruleXml) },
  });
}

function ruleXml({ keyPrefix, errorStatus, redirect }: RoutingRule): XmlObject {
  const condition = { KeyPrefixEquals: keyPrefix, HttpErrorCodeReturnedEquals: errorStatus };
  return {
    Condition: keyPrefix === undefined && errorStatus === undefined ? undefined : condition,
    Redirect: {
      Protocol: redirect.protocol,
      HostName: redirect.hostName,
      HttpRedirectCode: redirect.httpRedirectCode,
      ReplaceKeyPrefixWith: redirect.replaceKeyPrefixWith,
      ReplaceKeyWith: redirect.replaceKeyWith,
    },
  };
}

/** 200, also when there is none [wire 2.0]. */
export async function deleteBucketWebsite(call: BucketCall): Promise<Reply> {
  return replaceSetting(call, "website", undefined);
}
