/** Resources in the place of their names: `bucket: logs` says `bucket: logs.bucket`. */
import * as pulumi from "@pulumi/pulumi";

/** A resource of this kind, which may stand for its name: `ResourceOf<"Bucket">` is a `Bucket`. */
export type ResourceOf<Noun extends string> = pulumi.CustomResource & { readonly __noun?: Noun };

/** What resource a text names, and by which of its outputs. */
export interface Reference {
  readonly noun: string;
  readonly property: string;
}

/** By place in the inputs: `users[]`, `copyFrom.bucket`. */
export type References = Readonly<Record<string, Reference>>;

/**
 * The inputs with names for resources, wherever a name of that kind is wanted.
 * @param owner for messages: `AccessKey "ci"`
 * @throws RunError for a resource of another kind
 */
export function withNames(args: Readonly<Record<string, unknown>>, references: References, owner: string): Record<string, unknown> {
  let named: unknown = args;
  for (const [place, reference] of Object.entries(references))
    named = at(named, place.split(/\.|(?=\[\])/), { ...reference, place, owner });
  return { ...(named as Record<string, unknown>) };
}

interface Wanted extends Reference {
  readonly place: string;
  readonly owner: string;
}

function at(value: unknown, steps: readonly string[], wanted: Wanted): unknown {
  if (pulumi.Resource.isInstance(value)) return steps.length === 0 ? nameOf(value, wanted) : value;
  if (pulumi.Output.isInstance(value) || value instanceof Promise)
    return pulumi.output((pulumi.output(value) as pulumi.Output<unknown>).apply((known) => at(known, steps, wanted)));
  const [step, ...rest] = steps;
  if (step === undefined || typeof value !== "object" || value === null) return value;
  if (step === "[]") return Array.isArray(value) ? value.map((item: unknown) => at(item, rest, wanted)) : value;
  if (!Object.hasOwn(value, step)) return value;
  return { ...value, [step]: at((value as Readonly<Record<string, unknown>>)[step], rest, wanted) };
}

function nameOf(resource: pulumi.Resource, { noun, property, place, owner }: Wanted): unknown {
  const { __pulumiType: type = "", [property]: name } = resource as unknown as Readonly<Record<string, unknown>> & {
    readonly __pulumiType?: string;
  };
  if (type === `oos:index:${noun}` || type === `pulumi-nodejs:dynamic/oos:${noun}`) return name;
  throw new pulumi.RunError(`${owner}: ${place} wants a resource of the kind ${noun}, or its ${property}; found one of the type ${type}`);
}
