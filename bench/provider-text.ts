/** The bytes of `__provider` that each class of the SDK puts into the state, seen where the engine would receive them. */
import * as pulumi from "@pulumi/pulumi";
import * as oos from "../sdk/nodejs";
import { registry } from "../provider/registry";

type ResourceClass = new (name: string, args: object) => pulumi.CustomResource;

/** Longest text allowed, in bytes. */
export const providerTextLimit = 120;

/** Size in bytes of `__provider` by noun, in the dynamic face. Puts Pulumi's runtime of this process into test mode. */
export async function providerTextSizes(): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      const text: unknown = (inputs as Record<string, unknown>)["__provider"];
      if (typeof text !== "string") throw new Error(`${type} has no __provider text`);
      sizes.set(name, Buffer.byteLength(text));
      return { id: name, state: inputs as Record<string, unknown> };
    },
    call: () => ({}),
  });
  const classes = oos as unknown as Readonly<Record<string, ResourceClass>>;
  const made = [...registry.resources.keys()].map((noun) => {
    const resourceClass = classes[noun];
    if (resourceClass === undefined) throw new Error(`the SDK has no class ${noun}`);
    return new resourceClass(noun, {});
  });
  await Promise.all(made.map((resource) => new Promise((resolve) => resource.urn.apply(resolve))));
  return sizes;
}
