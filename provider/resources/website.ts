/** Website: a bucket as a web site [GUIDE 4.2.9-4.2.11]. */
import { z } from "zod";
import { regionOf } from "../backends/types";
import { bucketSetting, settingFields } from "../parts/bucket-setting";
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
import { elementOutputs } from "../parts/unknown-elements";
import * as s3 from "../services/s3";

const protocol = z.enum(["http", "https"]).optional();
const routingRule = z.strictObject({
  condition: z
    .strictObject({
      keyPrefixEquals: z.string().optional().describe('Keys that start with it; `""` is every key.'),
      httpErrorCodeReturnedEquals: z.string().optional().describe("Status that the request would have: `404`."),
    })
    .optional()
    .describe("When the rule holds. Absent: always."),
  redirect: z
    .strictObject({
      hostName: z.string().optional().describe("Host to go to. Default: the same."),
      protocol: protocol.describe("Default: the same."),
      httpRedirectCode: z.string().optional().describe("Status of the redirect, `301` to `308`. Default: the service's."),
      replaceKeyPrefixWith: z.string().optional().describe("Takes the place of the prefix of the condition."),
      replaceKeyWith: z.string().optional().describe("Takes the place of the whole key."),
    })
    .describe("Where the request goes."),
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
    z.strictObject({ hostName: z.string().describe("Host to go to."), protocol: protocol.describe("Default: the same.") }).optional(),
    {
      doc: "Sends every request to another host. Nothing else may stand beside it.",
      typeName: "WebsiteRedirectAll",
      rule: redirectAllProblems,
    },
  ),
  routingRules: field(z.array(routingRule).min(1).optional(), {
    doc: "Redirects. The first rule that holds decides, so their order counts.",
    typeName: "WebsiteRoutingRules",
    canonical: canonicalRouting,
    rule: (rules: readonly z.infer<typeof routingRule>[], { backend }): readonly RuleProblem[] =>
      routingProblems(rules, backend.id === "oos" ? "oos" : "s3", backend.limits["websiteRoutingRules"]),
  }),
  adopt,
});
const outputs = z.strictObject({
  ...elementOutputs,
  domain: field(z.string().optional(), {
    doc: "Host to name in the CNAME record of the site's own domain: of the pool of the first data location, `cn` when there is one. Absent when the pool of that location is not known.",
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
  elsewhere: { routingRuleDetails: "routingRules" },
  doc: `A bucket as a web site: index and error documents, redirects. The configuration has 10 KiB at most.

The objects must be readable by anyone (ACL \`public-read\` or a BucketPolicy). On the service's own host a browser downloads the pages; to
show them, the site needs a domain of its own that is registered with the service, with a CNAME record of \`domain\`. Deleting the resource
ends the site; the bucket and its objects stay.

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
        const limit = backend.limits["websiteBytes"] ?? 10_240;
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
