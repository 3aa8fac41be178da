/** A bucket as a web site [GUIDE 4.2.9-11] [DOC 10027294]. Redirects and routing rules are those of the vendor's Go SDK. */
import { listed, name, optional, shape, text } from "../../transport/protocol/shape";
import type { Client } from "../../transport/types";
import type { XmlNode } from "../../transport/protocol/xml";
import type { BucketInput } from "./bucket";
import { deleteDocument, type DocumentKind, documentText, getDocument, oneOf, putDocument, type Shown } from "./document";
import type { UnknownElement, UnknownElements } from "./unknown-elements";

export interface WebsiteRoutingRule {
  /** Absent: every request. */
  readonly condition?:
    { readonly keyPrefixEquals?: string | undefined; readonly httpErrorCodeReturnedEquals?: string | undefined } | undefined;
  readonly redirect: {
    readonly hostName?: string | undefined;
    readonly protocol?: "http" | "https" | undefined;
    /** Not on OOS. */
    readonly httpRedirectCode?: string | undefined;
    readonly replaceKeyPrefixWith?: string | undefined;
    readonly replaceKeyWith?: string | undefined;
  };
}

export interface Website {
  /** Key that is served for a folder: `index.html`. */
  readonly indexDocument?: string | undefined;
  readonly errorDocument?: string | undefined;
  readonly redirectAllRequestsTo?: { readonly hostName: string; readonly protocol?: "http" | "https" | undefined } | undefined;
  readonly routingRules?: readonly WebsiteRoutingRule[] | undefined;
}

const WEBSITE: DocumentKind = { suffix: "BucketWebsite", root: "WebsiteConfiguration" };

const protocol = optional("Protocol", oneOf("http", "https"));
/** An empty text says something: a prefix may be replaced with nothing. */
const replacement = {
  readsAbsence: true,
  optional: false,
  read: (value: unknown) => (typeof value === "string" ? value : undefined),
} as const;

const configuration = shape({
  index: optional("IndexDocument", shape({ suffix: optional("Suffix", text) })),
  error: optional("ErrorDocument", shape({ key: optional("Key", text) })),
  all: optional("RedirectAllRequestsTo", shape({ hostName: optional("HostName", name), protocol })),
  routing: optional(
    "RoutingRules",
    shape({
      rules: listed(
        "RoutingRule",
        shape({
          condition: optional(
            "Condition",
            shape({
              // An empty prefix says the same as none, which is what Ceph makes of it.
              keyPrefixEquals: optional("KeyPrefixEquals", text),
              httpErrorCodeReturnedEquals: optional("HttpErrorCodeReturnedEquals", text),
            }),
          ),
          redirect: optional(
            "Redirect",
            shape({
              hostName: optional("HostName", name),
              protocol,
              httpRedirectCode: optional("HttpRedirectCode", name),
              replaceKeyPrefixWith: { names: ["ReplaceKeyPrefixWith"], ...replacement },
              replaceKeyWith: optional("ReplaceKeyWith", text),
            }),
          ),
        }),
      ),
    }),
  ),
});

/** @throws ServiceError `not-configured`, `not-found` (no bucket) */
export async function getBucketWebsite(client: Client, { bucket }: BucketInput): Promise<Shown<Website>> {
  const { value, unknown } = await getDocument(client, WEBSITE, bucket, configuration);
  const { index, error, all, routing } = value;
  const rules = (routing?.rules ?? []).map(({ condition, redirect }) => ({
    // Ceph shows an empty condition where none was sent.
    ...(condition === undefined || Object.keys(condition).length === 0 ? {} : { condition }),
    redirect: redirect ?? {},
  }));
  const website = {
    indexDocument: index?.suffix,
    errorDocument: error?.key,
    redirectAllRequestsTo: all?.hostName === undefined ? undefined : { hostName: all.hostName, protocol: all.protocol },
    routingRules: rules.length === 0 ? undefined : rules,
  };
  return { value: website, unknown };
}

/** Replaces the whole of it. @throws ServiceError `invalid` (10 KiB), `not-found` (no bucket); CannotKeepError */
export function putBucketWebsite(
  client: Client,
  { bucket, unknown, ...website }: BucketInput & Website & { readonly unknown?: UnknownElements | undefined },
): Promise<readonly UnknownElement[]> {
  return putDocument(client, WEBSITE, bucket, fromWebsite(website), unknown);
}

/** Size of the document. */
export function websiteBytes(website: Website): number {
  return Buffer.byteLength(documentText(WEBSITE, fromWebsite(website)));
}

function fromWebsite({ indexDocument, errorDocument, redirectAllRequestsTo: all, routingRules = [] }: Website): XmlNode {
  return {
    RedirectAllRequestsTo: all === undefined ? undefined : { HostName: all.hostName, Protocol: all.protocol },
    IndexDocument: indexDocument === undefined ? undefined : { Suffix: indexDocument },
    ErrorDocument: errorDocument === undefined ? undefined : { Key: errorDocument },
    RoutingRules: routingRules.length === 0 ? undefined : { RoutingRule: routingRules.map(fromRoutingRule) },
  };
}

function fromRoutingRule({ condition, redirect }: WebsiteRoutingRule): XmlNode {
  return {
    Condition:
      condition === undefined
        ? undefined
        : { KeyPrefixEquals: condition.keyPrefixEquals, HttpErrorCodeReturnedEquals: condition.httpErrorCodeReturnedEquals },
    Redirect: {
      Protocol: redirect.protocol,
      HostName: redirect.hostName,
      HttpRedirectCode: redirect.httpRedirectCode,
      ReplaceKeyPrefixWith: redirect.replaceKeyPrefixWith,
      ReplaceKeyWith: redirect.replaceKeyWith,
    },
  };
}

/** @throws ServiceError `not-found` (no bucket) */
export function deleteBucketWebsite(client: Client, { bucket }: BucketInput): Promise<void> {
  return deleteDocument(client, "BucketWebsite", bucket);
}
