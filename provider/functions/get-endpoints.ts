/** getEndpoints: the URLs that the provider uses, and the regions that there are [GUIDE 8.1]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { defined } from "../pure/defined";

const row = z.strictObject({
  region: z.string().describe("Value of the `region` setting."),
  title: z.string().describe("Description of the region."),
  s3: z.string().optional().describe("Host of its S3 service."),
  hasLocations: z.boolean().describe("Whether its buckets take `metadataLocation` and `dataLocation`."),
});
const inputs = z.strictObject({});
const outputs = z.strictObject({
  region: field(z.string(), { doc: "Region of this provider." }),
  s3: field(z.string(), { doc: "URL of the S3 service." }),
  iam: field(z.string().optional(), { doc: "URL of IAM; absent if the backend has none, like the URLs below." }),
  trail: field(z.string().optional(), { doc: "URL of the trail service." }),
  statistics: field(z.string().optional(), { doc: "URL of the statistics service." }),
  topic: field(z.string().optional(), { doc: "URL of the topics." }),
  regions: field(z.array(row), { doc: "Every region of the backend." }),
});

export const getEndpoints = defineFunction({
  name: "getEndpoints",
  uses: [],
  doc: "The URLs that this provider uses, and the regions that it knows. Makes no call.",
  inputs,
  outputs,
  invoke({ backend, region, endpoint }) {
    const url = (service: Parameters<typeof endpoint>[0]): string => endpoint(service).href.replace(/\/$/, "");
    const regions = Object.entries(backend.regions).map(([id, { title, hosts, locations }]) => ({
      region: id,
      title,
      ...defined({ s3: hosts.s3 }),
      hasLocations: locations,
    }));
    const more = (["iam", "trail", "statistics", "topic"] as const).filter((service) => backend.services[service] !== undefined);
    return Promise.resolve({ region, s3: url("s3"), ...Object.fromEntries(more.map((service) => [service, url(service)])), regions });
  },
});
