// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
import type { ResourceOf } from "../../references";
import type { WebsiteRedirectAll, WebsiteRedirectAllArgs, WebsiteRoutingRule, WebsiteRoutingRuleArgs } from "../types";

/** Inputs of {@link Website}. */
export interface WebsiteArgs {
  /** Name of the bucket. A change replaces the website configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** Name of the object that is served for a folder: `index.html`. Required without `redirectAllRequestsTo`. */
  readonly indexDocument?: pulumi.Input<string> | undefined;
  /** Key of the object that is served for errors 4xx. */
  readonly errorDocument?: pulumi.Input<string> | undefined;
  /** Redirects every request to another host. Excludes all other settings. */
  readonly redirectAllRequestsTo?: pulumi.Input<WebsiteRedirectAllArgs> | undefined;
  /** Redirect rules. The first one whose condition holds decides, so their order matters. */
  readonly routingRules?: pulumi.Input<pulumi.Input<WebsiteRoutingRuleArgs>[]> | undefined;
  /** Take over and overwrite an existing website configuration of the bucket. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A bucket as a web site: index and error documents, redirects. The configuration has at most 10 KiB.
 *
 * The objects must be readable by anyone (ACL `public-read` or a BucketPolicy). A browser downloads pages from the service's own host; to display
 * them, the site needs its own domain that is registered with the service, with a CNAME record of `domain`. Deleting the resource ends the
 * site; the bucket and its objects stay.
 *
 * ```typescript
 * import * as oos from "pulumi-oos";
 *
 * const site = new oos.Bucket("site", { acl: "public-read" });
 * const web = new oos.Website("site", { bucket: site.bucket, indexDocument: "index.html", errorDocument: "error.html" });
 * export const cname = web.domain;
 * ```
 *
 * Backends: `oos`, `zos`.
 *
 * ## Import
 *
 * The ID is `<bucket name>`.
 */
export class Website extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "Website";
  /** Name of the bucket. A change replaces the website configuration. */
  declare readonly bucket: pulumi.Output<string>;
  /** Name of the object that is served for a folder: `index.html`. Required without `redirectAllRequestsTo`. */
  declare readonly indexDocument: pulumi.Output<string | undefined>;
  /** Key of the object that is served for errors 4xx. */
  declare readonly errorDocument: pulumi.Output<string | undefined>;
  /** Redirects every request to another host. Excludes all other settings. */
  declare readonly redirectAllRequestsTo: pulumi.Output<WebsiteRedirectAll | undefined>;
  /** Redirect rules. The first one whose condition holds decides, so their order matters. */
  declare readonly routingRules: pulumi.Output<readonly WebsiteRoutingRule[] | undefined>;
  /** Take over and overwrite an existing website configuration of the bucket. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Elements of the service's document that this version of the provider does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found after the last update; the next update leaves them as they are and moves them to `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements of the service's document that this version of the provider does not know and that updates keep. An update that cannot keep them is refused. Absent: none. */
  declare readonly keptElements: pulumi.Output<Record<string, string> | undefined>;
  /** Host for the CNAME record of the site's own domain. It belongs to the pool of the bucket's first data location, or to `cn` if the bucket has at most one location. Absent if the pool is unknown. */
  declare readonly domain: pulumi.Output<string | undefined>;
  /** URL of the site on that host. HTTP only: HTTPS needs a domain of your own. */
  declare readonly endpoint: pulumi.Output<string | undefined>;

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: WebsiteArgs, options?: pulumi.CustomResourceOptions) {
    super(
      "Website",
      name,
      args,
      {
        inputs: ["bucket", "indexDocument", "errorDocument", "redirectAllRequestsTo", "routingRules", "adopt"],
        computed: ["unknownElements", "keptElements", "domain", "endpoint"],
        secrets: [],
        references: { bucket: { noun: "Bucket", property: "bucket" } },
      },
      options,
    );
  }

  /**
   * Looks up one that exists and is not managed by this resource: it is read on every run, never changed and never deleted.
   * @param name name of the resource in the stack
   * @param id its import ID
   * @param options Pulumi's resource options
   */
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): Website {
    return new Website(name, {} as WebsiteArgs, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is Website {
    return (
      pulumi.CustomResource.isInstance(value) &&
      (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("Website")
    );
  }
}
