/** Website: a bucket as a web site [GUIDE 4.2.9-4.2.11]. */
import { z } from "zod";
import { regionOf } from "../backends/types";
import { bucketSetting, settingFields } from "./shared/bucket-setting";
import { type Context, defineResource, field, type RuleProblem, type Values } from "../define";
import {
  canonicalRouting,
  errorDocumentProblems,
  indexDocumentProblems,
  redirectAllProblems,
  routingProblems,
  websiteDomain,
  websiteParts,
} from "../rules/website";
import { elementOutputs } from "./shared/unknown-elements";
import * as s3 from "../services/s3";

const protocol = z.enum(["http", "https"]).optional();
const routingRule = z.strictObject({
  condition: z
    .strictObject({
      keyPrefixEquals: z.string().optional().describe('Prefix of the key; `""` is every key.'),
      httpErrorCodeReturnedEquals: z.string().optional().describe("Status that the request would otherwise have: `404`."),
    })
    .optional()
    .describe("Condition of the rule. Default: it always holds."),
  redirect: z
    .strictObject({
      hostName: z.string().optional().describe("Target host. Default: that of the request."),
      protocol: protocol.describe("Target protocol. Default: that of the request."),
      httpRedirectCode: z.string().optional().describe("Status of the redirect, `301` to `308`. Default: the service's."),
      replaceKeyPrefixWith: z.string().optional().describe("Replacement for the prefix of the condition."),
      replaceKeyWith: z.string().optional().describe("Replacement for the whole key."),
    })
    .describe("Target of the redirect."),
});
const { bucket, adopt } = settingFields("website configuration");
const inputs = z.strictObject({
  bucket,
  indexDocument: field(z.string().optional(), {
    doc: "Name of the object that is served for a folder: `index.html`. Required without `redirectAllRequestsTo`.",
    rule: indexDocumentProblems,
  }),
  errorDocument: field(z.string().optional(), {
    doc: "Key of the object that is served for errors 4xx.",
    rule: errorDocumentProblems,
  }),
  redirectAllRequestsTo: field(
    z
      .strictObject({
        hostName: z.string().describe("Target host."),
        protocol: protocol.describe("Target protocol. Default: that of the request."),
      })
      .optional(),
    {
      doc: "Redirects every request to another host. Excludes all other settings.",
      typeName: "WebsiteRedirectAll",
      rule: redirectAllProblems,
    },
  ),
  routingRules: field(z.array(routingRule).min(1).optional(), {
    doc: "Redirect rules. The first one whose condition holds decides, so their order matters.",
    typeName: "WebsiteRoutingRules",
    canonical: canonicalRouting,
    rule: (rules: readonly z.infer<typeof routingRule>[], { backend }): readonly RuleProblem[] =>
      routingProblems(rules, backend.dialect.websiteGrammar, backend.limits.websiteRoutingRules),
  }),
  adopt,
});
const outputs = z.strictObject({
  ...elementOutputs,
  domain: field(z.string().optional(), {
    doc: "Host for the CNAME record of the site's own domain. It belongs to the pool of the bucket's first data location, or to `cn` if the bucket has at most one location. Absent if the pool is unknown.",
  }),
  endpoint: field(z.string().optional(), { doc: "URL of the site on that host. HTTP only: HTTPS needs a domain of your own." }),
});

async function compute({ client, backend, region }: Context, name: string): Promise<Partial<Values<typeof outputs>>> {
  const hasLocations = regionOf(backend, region)?.locations !== false;
  const { dataLocation } = hasLocations ? await s3.getBucketLocation(client, { bucket: name }) : {};
  const domain = websiteDomain(backend, region, name, dataLocation?.locations ?? []);
  return domain === undefined ? {} : { domain, endpoint: `http://${domain}` };
}

export const website = defineResource({
  uses: ["PutBucketWebsite", "GetBucketWebsite", "DeleteBucketWebsite"],
  mayUse: ["GetBucketLocation"],
  elsewhere: { routingRuleDetails: "routingRules" },
  doc: `A bucket as a web site: index and error documents, redirects. The configuration has at most 10 KiB.

The objects must be readable by anyone (ACL \`public-read\` or a BucketPolicy). A browser downloads pages from the service's own host; to display
them, the site needs its own domain that is registered with the service, with a CNAME record of \`domain\`. Deleting the resource ends the
site; the bucket and its objects stay.

\`\`\`typescript
import * as oos from "pulumi-oos";

const site = new oos.Bucket("site", { acl: "public-read" });
const web = new oos.Website("site", { bucket: site.bucket, indexDocument: "index.html", errorDocument: "error.html" });
export const cname = web.domain;
\`\`\``,
  rules: [
    {
      on: ["indexDocument", "errorDocument", "redirectAllRequestsTo", "routingRules"],
      presence: true,
      check: websiteParts,
    },
    {
      on: ["indexDocument", "errorDocument", "redirectAllRequestsTo", "routingRules"],
      check: (wanted, { backend }) => {
        const bytes = s3.websiteBytes(wanted);
        const limit = backend.limits.websiteBytes;
        const [largest = "indexDocument"] = (["routingRules", "redirectAllRequestsTo", "errorDocument"] as const).filter(
          (name) => wanted[name] !== undefined,
        );
        const tooLarge = {
          path: [largest],
          message: `the website configuration makes a document of ${String(bytes)} bytes, more than ${String(limit)}`,
        };
        return bytes > limit ? [tooLarge] : [];
      },
    },
  ],
  stable: ["domain", "endpoint"],
  ...bucketSetting({
    noun: "Website",
    title: "website configuration",
    inputs,
    outputs,
    get: async ({ client }, name) => {
      const { value, unknown } = await s3.getBucketWebsite(client, { bucket: name });
      const { routingRules, ...shown } = value;
      return { inputs: { ...shown, ...(routingRules === undefined ? {} : { routingRules: [...routingRules] }) }, unknown };
    },
    put: ({ client }, wanted, unknown) => s3.putBucketWebsite(client, { ...wanted, unknown }),
    remove: ({ client }, name) => s3.deleteBucketWebsite(client, { bucket: name }),
    compute,
  }),
});
