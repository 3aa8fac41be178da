/** zod -> Pulumi package schema: the one description from which SDKs, docs and other languages' packages are made. */
import { z } from "zod";
import { backends } from "../backends";
import type { Backend } from "../backends/types";
import { type FieldMeta, type Fields, fieldsOf, type Reference, referenceOf, type Registry, type ResourceDefinition } from "../define";
import { hasField, isAvailable } from "./steps/availability";
import { unwrap } from "./steps/form";
import { assetSchema } from "../rules/asset";
import { configFields, environmentName } from "./config";
import { defined } from "../pure/defined";

export interface TypeSpec {
  type?: "string" | "integer" | "number" | "boolean" | "array" | "object";
  $ref?: string;
  items?: TypeSpec;
  additionalProperties?: TypeSpec;
  oneOf?: TypeSpec[];
}

export interface PropertySpec extends TypeSpec {
  description?: string;
  default?: string | number | boolean;
  defaultInfo?: { environment: string[] };
  secret?: boolean;
  replaceOnChanges?: boolean;
  willReplaceOnChanges?: boolean;
  /** `nodejs.type`: see {@link FieldMeta.typed}; `nodejs.names`: the resource whose name it is. The generator of the SDK reads both. */
  language?: { nodejs: { type?: string; names?: Reference } };
}

export interface ObjectTypeSpec {
  type: "object" | "string";
  description?: string;
  properties?: Record<string, PropertySpec>;
  required?: string[];
  enum?: { value: string; name?: string }[];
}

export interface ResourceSpec extends Omit<ObjectTypeSpec, "type"> {
  inputProperties: Record<string, PropertySpec>;
  requiredInputs: string[];
}

export interface FunctionSpec {
  description: string;
  inputs: ObjectTypeSpec;
  outputs: ObjectTypeSpec;
}

export interface PackageSpec {
  name: "oos";
  displayName: string;
  version: string;
  description: string;
  keywords: string[];
  license: string;
  config: { variables: Record<string, PropertySpec> };
  provider: ResourceSpec;
  types: Record<string, ObjectTypeSpec>;
  resources: Record<string, ResourceSpec>;
  functions: Record<string, FunctionSpec>;
  language: Record<string, unknown>;
}

/** The whole package schema. Pure: the same registry gives the same text. */
export function packageSchema(registry: Pick<Registry, "resources" | "functions">, version: string): PackageSpec {
  const types: Record<string, ObjectTypeSpec> = {};
  const config = properties(configFields, types, "");
  for (const [name, property] of Object.entries(config)) property.defaultInfo = { environment: [environmentName(name)] };
  const resources: Record<string, ResourceSpec> = {};
  for (const [noun, definition] of [...registry.resources].sort(byName)) {
    const inputs = properties(definition.inputs, types, noun, definition);
    const outputs = properties(definition.outputs, types, noun);
    resources[`oos:index:${noun}`] = {
      description: `${definition.doc}\n\nBackends: ${idsOf(backendsOf(definition)).join(", ")}.\n\n## Import\n\nThe ID is ${definition.idForm}.\n`,
      properties: { ...withoutDefaults(inputs), ...outputs },
      required: [...required(definition.inputs, true), ...required(definition.outputs)],
      inputProperties: inputs,
      requiredInputs: required(definition.inputs),
    };
  }
  const functions: Record<string, FunctionSpec> = {};
  for (const [name, definition] of [...registry.functions].sort(byName)) {
    functions[`oos:index:${name}`] = {
      description: definition.doc,
      inputs: { type: "object", properties: properties(definition.inputs, types, capital(name)), required: required(definition.inputs) },
      outputs: { type: "object", properties: properties(definition.outputs, types, capital(name)), required: required(definition.outputs) },
    };
  }
  return {
    name: "oos",
    displayName: "CTYUN OOS",
    version,
    description: "Object-storage accounts of China Telecom Cloud OOS as code: buckets, policies, IAM and audit trails.",
    keywords: ["pulumi", "oos", "ctyun", "object-storage", "category/cloud"],
    license: "Apache-2.0",
    config: { variables: config },
    provider: {
      description: "An explicit provider: one account, one region, one set of endpoints.",
      inputProperties: config,
      requiredInputs: [],
      properties: {},
      required: [],
    },
    types,
    resources,
    functions,
    language: { nodejs: { packageName: "pulumi-oos" }, python: { packageName: "pulumi_oos" } },
  };
}

function byName(a: readonly [string, unknown], b: readonly [string, unknown]): number {
  return a[0] < b[0] ? -1 : 1;
}

/**
 * @param owner noun or function, put before the names of types that the fields do not name themselves
 * @param resource of a resource's inputs, whose fields not every backend may have
 */
function properties(
  fields: Fields,
  types: Record<string, ObjectTypeSpec>,
  owner: string,
  resource?: ResourceDefinition,
): Record<string, PropertySpec> {
  const out: Record<string, PropertySpec> = {};
  for (const { name, schema, meta } of fieldsOf(fields)) {
    out[name] = {
      ...typeOf(schema, { types, resource, place: name }, meta.typeName ?? owner + capital(name)),
      description: meta.doc + onlyOn(resource, name),
      ...(hasDefault(meta) ? { default: meta.default } : {}),
      ...(meta.secret === true ? { secret: true } : {}),
      ...(meta.typed === undefined ? {} : { language: { nodejs: { type: meta.typed } } }),
      ...namesOf(schema),
      ...(meta.replaces === true ? { willReplaceOnChanges: true } : {}),
    };
  }
  return out;
}

/** A default of some backends only is filled in by check, and is none of the schema's: SDKs would send it to every backend. */
function hasDefault<M extends FieldMeta>(meta: M): meta is M & { readonly default: string | number | boolean } {
  return meta.default !== undefined && meta.defaultOn === undefined;
}

function namesOf(schema: z.core.$ZodType): Pick<PropertySpec, "language"> {
  const names = referenceOf(schema);
  return names === undefined ? {} : { language: { nodejs: { names } } };
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function withoutDefaults(inputs: Record<string, PropertySpec>): Record<string, PropertySpec> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, { default: _default, willReplaceOnChanges: _replaces, ...rest }]) => [name, rest]),
  );
}

/** @param filled true for outputs: fields with a default or a made name always have a value */
function required(fields: Fields, filled = false): string[] {
  return fieldsOf(fields).flatMap(({ name, schema, meta }) => {
    const isFilled = hasDefault(meta) || meta.autoname !== undefined;
    return (filled && isFilled) || (!isFilled && !(schema instanceof z.ZodOptional)) ? [name] : [];
  });
}

/** Where in the inputs of a resource a type is met; `resource` is undefined for everything else. */
interface Place {
  readonly types: Record<string, ObjectTypeSpec>;
  readonly resource: ResourceDefinition | undefined;
  /** As the tables of the backends say it: `rules[].tags`. */
  readonly place: string;
}

function backendsOf(resource: ResourceDefinition): readonly Backend[] {
  return Object.values(backends).flatMap((backend) => (backend !== undefined && isAvailable(resource, backend) ? [backend] : []));
}

function idsOf(list: readonly Backend[]): readonly string[] {
  return list.map(({ id }) => `\`${id}\``);
}

/** A sentence for a field that some backend with the resource lacks. */
function onlyOn(resource: ResourceDefinition | undefined, place: string): string {
  if (resource === undefined) return "";
  const all = backendsOf(resource);
  const having = all.filter((backend) => hasField(backend, resource.noun, place));
  return having.length === all.length ? "" : ` Only on ${idsOf(having).join(", ")}.`;
}

function typeOf(schema: z.core.$ZodType, place: Place, typeName: string): TypeSpec {
  const inner = unwrap(schema);
  const { types } = place;
  if (inner instanceof z.ZodString) return { type: "string" };
  if (inner instanceof z.ZodEnum) {
    const token = `oos:index:${typeName}`;
    types[token] ??= {
      type: "string",
      // A value that is no identifier has a name of its own.
      enum: Object.entries(inner.enum).map(([name, value]) => ({ ...(name === String(value) ? {} : { name }), value: String(value) })),
    };
    return { $ref: `#/types/${token}` };
  }
  if (inner instanceof z.ZodNumber) return { type: inner.format === "safeint" || inner.format === "int32" ? "integer" : "number" };
  if (inner instanceof z.ZodBoolean) return { type: "boolean" };
  if (inner instanceof z.ZodArray)
    return { type: "array", items: typeOf(inner.element, { ...place, place: `${place.place}[]` }, typeName.replace(/s$/, "")) };
  if (inner instanceof z.ZodRecord) return { type: "object", additionalProperties: typeOf(inner.valueType, place, `${typeName}Value`) };
  if (inner instanceof z.ZodUnknown || inner instanceof z.ZodAny) return { $ref: "pulumi.json#/Any" };
  if (inner === assetSchema) return { $ref: "pulumi.json#/Asset" };
  if (inner instanceof z.ZodUnion) return { oneOf: inner.options.map((option) => typeOf(option, place, typeName)) };
  if (inner instanceof z.ZodObject) {
    const token = `oos:index:${typeName}`;
    types[token] ??= { type: "object", properties: nested(inner, place, typeName), required: nestedRequired(inner) };
    return { $ref: `#/types/${token}` };
  }
  throw new TypeError(`the schema of ${typeName} uses a zod type that Pulumi's schema does not have`);
}

function nested(object: z.ZodObject, within: Place, typeName: string): Record<string, PropertySpec> {
  return Object.fromEntries(
    Object.entries(object.shape as Record<string, z.ZodType>).map(([name, schema]) => {
      const place = { ...within, place: `${within.place}.${name}` };
      const description = schema.description === undefined ? undefined : schema.description + onlyOn(place.resource, place.place);
      return [name, { ...typeOf(schema, place, typeName + capital(name)), ...defined({ description }), ...namesOf(schema) }];
    }),
  );
}

function nestedRequired(object: z.ZodObject): string[] {
  return Object.entries(object.shape).flatMap(([name, schema]) => (schema instanceof z.ZodOptional ? [] : [name]));
}
