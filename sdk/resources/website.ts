// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../runtime";
import type { ResourceOf } from "../references";
import type { WebsiteRedirectAll, WebsiteRedirectAllArgs, WebsiteRoutingRule, WebsiteRoutingRuleArgs } from "../types";

/** Inputs of {@link Website}. */
export interface WebsiteArgs {
  /** Name of the bucket. A change replaces the website configuration. */
  readonly bucket: pulumi.Input<string | ResourceOf<"Bucket">>;
  /** Name of the object that is served for a folder: `index.html`. Required without `redirectAllRequestsTo`. */
  readonly indexDocument?: pulumi.Input<string> | undefined;
  /** Key of the object that is served for errors 4xx. */
  readonly errorDocument?: pulumi.Input<string> | undefined;
  /** Sends every request to another host. Nothing else may stand beside it. */
  readonly redirectAllRequestsTo?: pulumi.Input<WebsiteRedirectAllArgs> | undefined;
  /** Redirects. The first rule that holds decides, so their order counts. */
  readonly routingRules?: pulumi.Input<pulumi.Input<WebsiteRoutingRuleArgs>[]> | undefined;
  /** Take over, and overwrite, a website configuration that the bucket already has. Default false. */
  readonly adopt?: pulumi.Input<boolean> | undefined;
}

/**
 * A bucket as a web site: index and error documents, redirects. The configuration has 10 KiB at most.
 *
 * The objects must be readable by anyone (ACL `public-read` or a BucketPolicy). On the service's own host a browser downloads the pages; to
 * show them, the site needs a domain of its own that is registered with the service, with a CNAME record of `domain`. Deleting the resource
 * ends the site; the bucket and its objects stay.
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
  /** Sends every request to another host. Nothing else may stand beside it. */
  declare readonly redirectAllRequestsTo: pulumi.Output<WebsiteRedirectAll | undefined>;
  /** Redirects. The first rule that holds decides, so their order counts. */
  declare readonly routingRules: pulumi.Output<readonly WebsiteRoutingRule[] | undefined>;
  /** Take over, and overwrite, a website configuration that the bucket already has. Default false. */
  declare readonly adopt: pulumi.Output<boolean | undefined>;
  /** Elements on the service that this version does not know, by their place: `Rule[ID="logs"]/Filter/NewerThan`. They were found since the last update. The next update leaves them as they are, and from then on they are `keptElements`. Absent: none. */
  declare readonly unknownElements: pulumi.Output<Record<string, string> | undefined>;
  /** Elements on the service that this version does not know, and that updates leave as they are; an update that cannot is refused. Absent: none. */
  declare readonly keptElements: pulumi.Output<Record<string, string> | undefined>;
  /** Host to name in the CNAME record of the site's own domain: of the pool of the first data location, `cn` when there is one. Absent when the pool of that location is not known. */
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
