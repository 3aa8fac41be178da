/** getCapabilities: what the configured backend has and lacks, from its tables. */
import { z } from "zod";
import { defineFunction, field } from "../define";
import { defined } from "../pure/defined";

const lack = z.strictObject({
  name: z.string().describe("Resource, data function, or field of a resource: `Bucket.dataLocation`."),
  reason: z.string().describe("Reason why the backend lacks it."),
  instead: z.string().describe("Replacement to use instead."),
});
const inputs = z.strictObject({});
const outputs = z.strictObject({
  backend: field(z.string(), { doc: "Id of the backend: `oos`, `zos`." }),
  title: field(z.string(), { doc: "Its name." }),
  resources: field(z.array(z.string()), { doc: "Resources that the backend has, sorted by name." }),
  missing: field(z.array(lack), { doc: "Resources, functions and fields that the backend lacks." }),
  operations: field(z.record(z.string(), z.array(z.string())), { doc: "Every operation that the provider may send, by service." }),
  limits: field(z.record(z.string(), z.number()), { doc: "Limits of the service: `buckets`, `lifecycleRules`." }),
});

export const getCapabilities = defineFunction({
  name: "getCapabilities",
  uses: [],
  doc: "Returns the features that the configured backend has and lacks. Makes no call.",
  inputs,
  outputs,
  invoke(context) {
    const { id, title, services, limits } = context.backend;
    const { resources, missing } = context.available();
    return Promise.resolve({
      backend: id,
      title,
      resources: [...resources].sort(),
      missing: [...missing].sort((a, b) => (a.name < b.name ? -1 : 1)),
      operations: Object.fromEntries(
        Object.entries(services).map(([service, { operations }]) => [service, operations.map(({ operation }) => operation)]),
      ),
      limits: defined(limits),
    });
  },
});
