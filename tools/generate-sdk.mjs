/** Pulumi package schema and the table of policy actions -> the generated files of sdk/nodejs/. Pure: facts in, file texts out. */

const header = "// Generated from the resource definitions by `npm run generate`; edits are overwritten.\n";

/** Nothing else stands in it. */
export const sdkFolder = "sdk/nodejs/generated";

/** From a generated file to the other ones and to those written by hand: from `resources/` and `functions/`, and from beside them. */
const fromFolder = { generated: "..", byHand: "../.." };
const fromTop = { generated: ".", byHand: ".." };

/**
 * @param known `schema`, the package schema; `policyWords`, the actions by service, and operators and keys of conditions
 * @returns {Record<string, string>} file name to text, unformatted
 */
export function sdkFiles({ schema: packageSchema, policyWords }) {
  const schema = markEnums(packageSchema);
  const files = {
    "types.ts": typesFile(schema),
    "config-keys.ts": configKeysFile(schema),
    "provider.ts": providerFile(schema),
    "policy-words.ts": policyWordsFile(policyWords),
  };
  for (const [token, resource] of Object.entries(schema.resources))
    files[`resources/${kebab(nameOf(token))}.ts`] = resourceFile(nameOf(token), resource, schema.types);
  for (const [token, definition] of Object.entries(schema.functions))
    files[`functions/${kebab(nameOf(token))}.ts`] = functionFile(nameOf(token), definition);
  files["index.ts"] = [header, ...Object.keys(files).map((file) => `export * from "./${file.slice(0, -".ts".length)}";`)].join("\n");
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`${sdkFolder}/${file}`, text]));
}

/** A copy in which every reference to an enumeration says so: its input form has no name of its own. */
function markEnums(schema) {
  const enums = new Set(Object.entries(schema.types).flatMap(([token, type]) => (type.enum ? [`#/types/${token}`] : [])));
  return JSON.parse(JSON.stringify(schema), (_key, node) => (enums.has(node?.$ref) ? { ...node, isEnum: true } : node));
}

function resourceFile(noun, resource, types) {
  const inputs = Object.entries(resource.inputProperties);
  const names = new Set(Object.keys(resource.inputProperties));
  const computed = Object.keys(resource.properties).filter((name) => !names.has(name));
  const isSecret = ([, property]) => property.secret === true;
  const secrets = [...new Set([...inputs, ...Object.entries(resource.properties)].filter(isSecret).map(([name]) => name))];
  const required = new Set(resource.requiredInputs);
  const always = new Set(resource.required);
  const needsArgs = required.size > 0;
  return `${header}
import * as pulumi from "@pulumi/pulumi";
import { OosResource, typeToken } from "../../runtime";
${typeImports([...inputs, ...Object.entries(resource.properties)].map(([, property]) => property))}

/** Inputs of {@link ${noun}}. */
export interface ${noun}Args {
${inputs.map(([name, property]) => `${doc(inputDoc(property))}readonly ${name}${required.has(name) ? "" : "?"}: ${optional(inputType(property), required.has(name))};`).join("\n")}
}

${doc(resource.description)}export class ${noun} extends OosResource {
  /** Tells the classes apart where one stands for its name; it has no value. @internal */
  declare readonly __noun?: "${noun}";
${Object.entries(resource.properties)
  .map(
    ([name, property]) =>
      `${doc(property.description)}declare readonly ${name}: pulumi.Output<${outputType(property)}${always.has(name) ? "" : " | undefined"}>;`,
  )
  .join("\n")}

  /**
   * @param name name of the resource in the stack
   * @param args inputs
   * @param options Pulumi's resource options
   */
  constructor(name: string, args: ${noun}Args${needsArgs ? "" : " = {}"}, options?: pulumi.CustomResourceOptions) {
    super(
      "${noun}",
      name,
      args,
      {
        inputs: ${JSON.stringify(inputs.map(([property]) => property))},
        computed: ${JSON.stringify(computed)},
        secrets: ${JSON.stringify(secrets)},
        references: ${JSON.stringify(Object.fromEntries(referencesOf(inputs, types)))},
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
  static get(name: string, id: pulumi.Input<pulumi.ID>, options?: pulumi.CustomResourceOptions): ${noun} {
    return new ${noun}(name, {}${needsArgs ? ` as ${noun}Args` : ""}, { ...options, id });
  }

  /** True for an instance of this class, also one of another copy of the package. */
  static override isInstance(value: unknown): value is ${noun} {
    return pulumi.CustomResource.isInstance(value) && (value as unknown as { readonly __pulumiType?: string }).__pulumiType === typeToken("${noun}");
  }
}
`;
}

/** The places of the inputs at which another resource is named. */
function referencesOf(properties, types, base = "") {
  return properties.flatMap(([name, property]) => {
    const place = base === "" ? name : `${base}.${name}`;
    const names = property.language?.nodejs?.names;
    if (names !== undefined) return [[property.type === "array" ? `${place}[]` : place, names]];
    const [at, ref] = property.type === "array" ? [`${place}[]`, property.items.$ref] : [place, property.$ref];
    const type = ref?.startsWith("#/types/") ? types[ref.slice("#/types/".length)] : undefined;
    return type?.properties === undefined ? [] : referencesOf(Object.entries(type.properties), types, at);
  });
}

function functionFile(name, definition) {
  const type = name.charAt(0).toUpperCase() + name.slice(1);
  const inputs = Object.entries(definition.inputs.properties);
  const required = new Set(definition.inputs.required);
  const always = new Set(definition.outputs.required);
  const emptyArgs = inputs.length === 0;
  const secrets = Object.entries(definition.outputs.properties).flatMap(([key, property]) => (property.secret === true ? [key] : []));
  const isSecret = secrets.length > 0;
  // Where the whole answer is one output, what is inside is plain.
  const inOutput = isSecret ? `pulumi.Unwrap<${type}Result>` : `${type}Result`;
  const shown = (property) => (property.secret === true ? `pulumi.Output<${outputType(property)}>` : outputType(property));
  const argument = (kind) => (emptyArgs ? "" : `args: ${type}${kind}${required.size === 0 ? " = {}" : ""}, `);
  // Every argument, also of names that no input has: the provider says what they should be.
  const pass = emptyArgs ? "{}" : "{ ...args }";
  const fields = (wrap) =>
    inputs
      .map(
        ([key, property]) =>
          `${doc(inputDoc(property))}readonly ${key}${required.has(key) ? "" : "?"}: ${optional(wrap(property), required.has(key))};`,
      )
      .join("\n");
  return `${header}
import type * as pulumi from "@pulumi/pulumi";
import { configKeys } from "../config-keys";
import { callFunction, callFunctionOutput } from "../../runtime";
${functionTypeImports(definition)}

${emptyArgs ? "" : `/** Arguments of {@link ${name}}. */\nexport interface ${type}Args {\n${fields(outputType)}\n}\n\n/** Arguments of {@link ${name}Output}. */\nexport interface ${type}OutputArgs {\n${fields(inputType)}\n}\n`}
/** Result of {@link ${name}}. */
export interface ${type}Result {
${Object.entries(definition.outputs.properties)
  .map(([key, property]) => `${doc(property.description)}readonly ${key}${always.has(key) ? "" : "?"}: ${shown(property)};`)
  .join("\n")}
}

${doc(definition.description)}export function ${name}(${argument("Args")}options?: pulumi.InvokeOptions): Promise<${type}Result> {
  return callFunction<${type}Result>("${name}", ${pass}, configKeys, options${isSecret ? `, ${JSON.stringify(secrets)}` : ""});
}

${doc(`As {@link ${name}}, with outputs for arguments and result.`)}export function ${name}Output(${argument("OutputArgs")}options?: pulumi.InvokeOptions): pulumi.Output<${inOutput}> {
  return callFunctionOutput<${inOutput}>("${name}", ${pass}, configKeys, options${isSecret ? ", true" : ""});
}
`;
}

function configKeysFile(schema) {
  return `${header}

/** Keys of the configuration namespace \`oos\`. */
export const configKeys = ${JSON.stringify(Object.keys(schema.provider.inputProperties))} as const;
`;
}

function providerFile(schema) {
  const inputs = Object.entries(schema.provider.inputProperties);
  const secrets = inputs.filter(([, property]) => property.secret === true).map(([name]) => name);
  const describe = (property) => `${inputDoc(property)}\nEnvironment: \`${property.defaultInfo.environment.join("`, `")}\`.`;
  return `${header}
import type * as pulumi from "@pulumi/pulumi";
import { OosProvider } from "../runtime";
${typeImports(
  inputs.map(([, property]) => property),
  fromTop,
)}

/** Settings of {@link Provider}; the same keys exist as stack configuration \`oos:<key>\`. */
export interface ProviderArgs {
${inputs.map(([name, property]) => `${doc(describe(property))}readonly ${name}?: ${optional(inputType(property), false)};`).join("\n")}
}

${doc(schema.provider.description)}export class Provider extends OosProvider {
  /**
   * @param name name of the provider in the stack
   * @param args settings; what is left out comes from the environment, never from the stack's configuration
   */
  constructor(name: string, args: ProviderArgs = {}, options?: pulumi.ResourceOptions) {
    super(name, { ...args }, ${JSON.stringify(secrets)}, options);
  }
}
`;
}

function typesFile(schema) {
  const types = Object.entries(schema.types).map(([token, type]) => {
    const name = nameOf(token);
    if (type.enum)
      return `${doc(type.description)}export type ${name} = ${type.enum.map(({ value }) => JSON.stringify(value)).join(" | ")};\n`;
    const required = new Set(type.required);
    const fields = (wrap) =>
      Object.entries(type.properties)
        .map(
          ([key, property]) =>
            `${doc(property.description)}readonly ${key}${required.has(key) ? "" : "?"}: ${optional(wrap(property), required.has(key))};`,
        )
        .join("\n");
    return `/** Input form of {@link ${name}}. */\nexport interface ${name}Args {\n${fields(inputType)}\n}\n\nexport interface ${name} {\n${fields(outputType)}\n}\n`;
  });
  const named = namedImports(
    Object.values(schema.types).flatMap((type) => Object.values(type.properties ?? {})),
    fromTop,
  );
  return `${header}\nimport type * as pulumi from "@pulumi/pulumi";\n${named}\n${types.join("\n")}`;
}

/** The words of policies as types: what is known, completed by the editor; which words are taken, the types of sdk/nodejs/policy/ say. */
function policyWordsFile({ actions, operators, keys }) {
  const union = (name, text, words) => `/** ${text} */\nexport type ${name} = ${words.map((word) => JSON.stringify(word)).join(" | ")};\n`;
  const { oos, s3, ...others } = actions;
  const named = (service, names) => names.map((name) => `${service}:${name}`);
  return [
    header,
    union("StorageAction", "Actions on buckets and objects, in both spellings.", [...named("oos", oos), ...named("s3", s3)]),
    union(
      "AccountAction",
      "Actions on the account: users, trails, statistics.",
      Object.entries(others).flatMap(([service, names]) => named(service, names)),
    ),
    union("ConditionOperator", "Operators of conditions. The manual shows `StringLike`, `IpAddress` and `NotIpAddress`.", operators),
    union("ConditionKey", "Keys of conditions. The manual shows `SourceIp` and `Referer`.", keys),
  ].join("\n");
}

function optional(type, required) {
  return required ? type : `${type} | undefined`;
}

function inputDoc(property) {
  return property.default === undefined ? property.description : `${property.description}\n@default ${property.default}`;
}

function inputType(property) {
  return `pulumi.Input<${shape(property, true)}>`;
}

function outputType(property) {
  return shape(property, false);
}

/** @param typed the interface of sdk/nodejs/policy/ that stands for objects of any form */
function shape(property, isInput, typed = typedAs(property), named = property.language?.nodejs?.names) {
  const wrap = (inner) => (isInput ? `pulumi.Input<${inner}>` : inner);
  if (property.oneOf) return property.oneOf.map((option) => shape(option, isInput, typed)).join(" | ");
  if (property.$ref === "pulumi.json#/Any") return "unknown";
  if (property.$ref === "pulumi.json#/Asset") return "pulumi.asset.Asset";
  if (property.$ref) return `${nameOf(property.$ref)}${isInput && !property.isEnum ? "Args" : ""}`;
  if (property.type === "array") {
    const item = shape(property.items, isInput, typed, named);
    return `${isInput ? "" : "readonly "}${isInput || !item.includes("|") ? wrap(item) : `(${item})`}[]`;
  }
  if (property.type === "object" && typed !== undefined) return `${typed}${isInput ? "Args" : ""}`;
  if (property.type === "object") return `Record<string, ${wrap(shape(property.additionalProperties, isInput))}>`;
  if (isInput && named !== undefined) return `${property.type} | ResourceOf<"${named.noun}">`;
  return property.type === "integer" || property.type === "number" ? "number" : property.type;
}

function typedAs(property) {
  return property.language?.nodejs?.type;
}

/** Of the interfaces that are written by hand, in both forms. */
function typedImports(properties, from = fromFolder) {
  const names = [...new Set(properties.map(typedAs).filter((name) => name !== undefined))].flatMap((name) => [name, `${name}Args`]);
  return names.length === 0 ? "" : `import type { ${names.join(", ")} } from "${from.byHand}/policy/documents";\n`;
}

/** Where a resource may stand for its name. */
function namedImports(properties, from) {
  const isNamed = properties.some((property) => property.language?.nodejs?.names !== undefined);
  return isNamed ? `import type { ResourceOf } from "${from.byHand}/references";\n` : "";
}

function typeImports(properties, from = fromFolder) {
  const typed = typedImports(properties, from) + namedImports(properties, from);
  const found = new Map(properties.flatMap(refs));
  const used = [...found].flatMap(([name, isEnum]) => (isEnum ? [name] : from === fromTop ? [`${name}Args`] : [name, `${name}Args`]));
  return typed + (used.length === 0 ? "" : `import type { ${used.join(", ")} } from "${from.generated}/types";`);
}

/** Results have no input form. */
function functionTypeImports({ inputs, outputs }) {
  const given = new Map(Object.values(inputs.properties).flatMap(refs));
  const shown = Object.values(outputs.properties)
    .flatMap(refs)
    .map(([name]) => name);
  const names = new Set([...[...given].flatMap(([name, isEnum]) => (isEnum ? [name] : [name, `${name}Args`])), ...shown]);
  const typed = typedImports(Object.values(inputs.properties));
  return typed + (names.size === 0 ? "" : `import type { ${[...names].join(", ")} } from "../types";`);
}

function refs(property) {
  if (property === undefined) return [];
  const own = property.$ref?.startsWith("#/types/") ? [[nameOf(property.$ref), property.isEnum === true]] : [];
  return [...own, ...refs(property.items), ...refs(property.additionalProperties), ...(property.oneOf ?? []).flatMap(refs)];
}

function doc(text) {
  if (text === undefined || text === "") return "";
  const lines = text.trim().replaceAll("*/", "*\u200b/").split("\n");
  return lines.length === 1 ? `/** ${lines[0]} */\n` : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */\n`;
}

function nameOf(token) {
  return token.slice(token.lastIndexOf(":") + 1);
}

function kebab(name) {
  return name.replace(/[A-Z]/g, (letter, at) => (at === 0 ? "" : "-") + letter.toLowerCase());
}
