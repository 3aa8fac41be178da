/** The package schema against what Pulumi's schema demands of one: every reference resolves, every token and default is well formed. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { field, type ResourceDefinition } from "../../../provider/define";
import { configFields } from "../../../provider/engine/config";
import { packageSchema, type PropertySpec, type TypeSpec } from "../../../provider/engine/schema";
import { registry } from "../../../provider/registry";

const schema = packageSchema(registry, "1.2.3");
const primitives = ["string", "integer", "number", "boolean"];

/** Everything that Pulumi's loader would refuse in a type. */
function typeProblems(spec: TypeSpec, at: string): string[] {
  if (spec.$ref !== undefined) {
    if (spec.$ref === "pulumi.json#/Any" || spec.$ref === "pulumi.json#/Asset") return [];
    const [, token] = /^#\/types\/(.+)$/.exec(spec.$ref) ?? [];
    return token !== undefined && token in schema.types ? [] : [`${at}: ${spec.$ref} is not defined`];
  }
  if (spec.oneOf !== undefined)
    return spec.oneOf.length < 2 ? [`${at}: a union of one`] : spec.oneOf.flatMap((option) => typeProblems(option, at));
  if (spec.type === "array") return spec.items === undefined ? [`${at}: a list without items`] : typeProblems(spec.items, `${at}[]`);
  if (spec.type === "object")
    return spec.additionalProperties === undefined
      ? [`${at}: an object without values`]
      : typeProblems(spec.additionalProperties, `${at}{}`);
  return primitives.includes(spec.type ?? "") ? [] : [`${at}: no type`];
}

function propertyProblems(properties: Readonly<Record<string, PropertySpec>>, required: readonly string[], at: string): string[] {
  const problems = Object.entries(properties).flatMap(([name, spec]) => {
    const where = `${at}.${name}`;
    const own = typeProblems(spec, where);
    // Only a resource's own properties stand beside Pulumi's id and urn; a rule in a list may well have an id.
    const isTaken = !at.endsWith("Rule") && ["id", "urn", "pulumi"].includes(name);
    if (isTaken || !/^[a-z][A-Za-z0-9]*$/.test(name)) own.push(`${where}: reserved or malformed name`);
    if (spec.default !== undefined) {
      const options =
        spec.$ref === undefined ? undefined : schema.types[spec.$ref.slice("#/types/".length)]?.enum?.map(({ value }) => value);
      const fits =
        options === undefined
          ? typeof spec.default === (spec.type === "integer" ? "number" : spec.type)
          : options.includes(String(spec.default));
      if (!fits) own.push(`${where}: the default ${String(spec.default)} is no ${spec.type ?? "value"}`);
    }
    return own;
  });
  return [...problems, ...required.filter((name) => !(name in properties)).map((name) => `${at}: requires ${name}, which it has not`)];
}

describe("the schema", () => {
  test("has only types that are defined, names that are free, defaults that fit", () => {
    const problems = [
      ...propertyProblems(schema.config.variables, [], "config"),
      ...propertyProblems(schema.provider.inputProperties, schema.provider.requiredInputs, "provider"),
      ...Object.entries(schema.resources).flatMap(([token, resource]) => [
        ...propertyProblems(resource.inputProperties, resource.requiredInputs, `${token} inputs`),
        ...propertyProblems(resource.properties ?? {}, resource.required ?? [], token),
      ]),
      ...Object.entries(schema.functions).flatMap(([token, definition]) => [
        ...propertyProblems(definition.inputs.properties ?? {}, definition.inputs.required ?? [], `${token} inputs`),
        ...propertyProblems(definition.outputs.properties ?? {}, definition.outputs.required ?? [], `${token} outputs`),
      ]),
      ...Object.entries(schema.types).flatMap(([token, type]) => propertyProblems(type.properties ?? {}, type.required ?? [], token)),
    ];
    expect(problems).toEqual([]);
  });

  test("has tokens of the form package:module:Name, one for each definition", () => {
    for (const token of [...Object.keys(schema.resources), ...Object.keys(schema.types)])
      expect(token).toMatch(/^oos:index:[A-Z][A-Za-z0-9]*$/);
    for (const token of Object.keys(schema.functions)) expect(token).toMatch(/^oos:index:[a-z][A-Za-z0-9]*$/);
    expect(Object.keys(schema.resources)).toHaveLength(registry.resources.size);
    expect(Object.keys(schema.functions)).toHaveLength(registry.functions.size);
    expect(schema.version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test("says which fields replace, which are secrets, which have defaults, and where configuration comes from", () => {
    const bucket = schema.resources["oos:index:Bucket"];
    expect(bucket?.inputProperties["bucket"]).toMatchObject({ type: "string", willReplaceOnChanges: true });
    expect(bucket?.inputProperties["acl"]).toMatchObject({ $ref: "#/types/oos:index:BucketCannedAcl" });
    // A default of one backend only is none of the schema's: SDKs would send it to every backend.
    expect(bucket?.inputProperties["acl"]).not.toHaveProperty("default");
    expect(bucket?.requiredInputs).toEqual([]);
    expect(bucket?.required).toEqual(expect.arrayContaining(["bucket", "forceDestroy", "arn"]));
    expect(schema.resources["oos:index:AccessKey"]?.properties?.["secretAccessKey"]).toMatchObject({ secret: true });
    expect(schema.types["oos:index:BucketCannedAcl"]?.enum?.map(({ value }) => value)).toEqual([
      ...["private", "public-read", "public-read-write", "authenticated-read"],
    ]);
    expect(schema.types["oos:index:DataLocation"]?.required).toEqual(["type"]);
    expect(schema.config.variables["secretAccessKey"]).toMatchObject({
      secret: true,
      defaultInfo: { environment: ["OOS_SECRET_ACCESS_KEY"] },
    });
    expect(Object.keys(schema.config.variables)).toEqual(Object.keys(configFields.shape));
  });

  test("is the same for the same registry, whatever the order of the definitions", () => {
    const reversed = { resources: new Map([...registry.resources].reverse()), functions: new Map([...registry.functions].reverse()) };
    expect(JSON.stringify(packageSchema(reversed, "1.2.3").resources)).toBe(JSON.stringify(schema.resources));
  });

  test("refuses a zod type that it cannot say", () => {
    const [some] = registry.resources.values();
    if (some === undefined) throw new Error("no resource");
    const thing: ResourceDefinition = { ...some, noun: "Thing", inputs: z.strictObject({ when: field(z.date(), { doc: "" }) }) };
    expect(() => packageSchema({ resources: new Map([["Thing", thing]]), functions: new Map() }, "1.0.0")).toThrow(
      "the schema of ThingWhen uses a zod type that Pulumi's schema does not have",
    );
  });
});
