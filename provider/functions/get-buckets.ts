/** getBuckets: the buckets of the account [GUIDE 4.1.1]. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import * as s3 from "../services/s3";
import { defined } from "../pure/defined";

const summary = z.strictObject({
  name: z.string().describe("Name of the bucket."),
  creationDate: z.string().optional().describe("Time of creation, ISO 8601."),
});
const inputs = z.strictObject({
  prefix: field(z.string().optional(), { doc: "Limit to buckets whose names have this prefix." }),
});
const outputs = z.strictObject({
  buckets: field(z.array(summary), { doc: "The buckets, sorted by name." }),
  names: field(z.array(z.string()), { doc: "Their names, in the same order." }),
  ownerId: field(z.string().optional(), { doc: "Id of their owner, if the service returns it." }),
});

export const getBuckets = defineFunction({
  name: "getBuckets",
  uses: ["ListBuckets"],
  doc: "Lists the buckets of the account. The service shows all of them at once, to credentials that may list them.",
  inputs,
  outputs,
  async invoke({ client }, { prefix = "" }) {
    const { owner, buckets } = await s3.listBuckets(client);
    const found = buckets.filter(({ name }) => name.startsWith(prefix)).sort((a, b) => (a.name < b.name ? -1 : 1));
    return {
      buckets: found.map(({ name, creationDate: date }) => ({ name, ...(date === undefined ? {} : { creationDate: date.toISOString() }) })),
      names: found.map(({ name }) => name),
      ...defined({ ownerId: owner.id }),
    };
  },
});
