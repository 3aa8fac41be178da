/** Package schema and error tables -> the generated pages of docs/ and the generated parts of others. Pure: texts in, texts out. */
import { chineseOf } from "./chinese.mjs";
import { codesTable } from "./docs-codes.mjs";
import { operationsPage } from "./docs-operations.mjs";
import { header, table } from "./docs-table.mjs";
import { firstSentence, importId, nameOf } from "./documented.mjs";

/** Pages with generated parts, between `<!-- generated:<part> -->` and `<!-- /generated -->`, and with the numbers of resources and functions. */
export const mixedPages = ["README.md", "docs/configuration.md", "docs/errors.md"].flatMap((name) => [
  name,
  name.replace(".md", ".zh-CN.md"),
]);

/**
 * @param {object} known `schema`, the package schema; `definitions`, the resources by noun; `metaOf`, from a field to its meta;
 *   by backend: `codes`, the error codes; `operations`, with what calls them; `lacked`, what it lacks by name
 * @param {Record<string, string>} pages the {@link mixedPages} as they are
 * @returns {Record<string, string>} file name to text, unformatted
 */
export function docFiles(known, pages) {
  const files = {};
  const { schema } = known;
  for (const [token, resource] of Object.entries(schema.resources))
    files[`docs/reference/${nameOf(token)}.md`] = resourcePage(nameOf(token), resource, known);
  for (const [token, definition] of Object.entries(schema.functions))
    files[`docs/reference/${nameOf(token)}.md`] = functionPage(nameOf(token), definition, known);
  files["docs/reference/capabilities.md"] = capabilitiesPage(known);
  files["docs/reference/README.md"] = indexPage(known, englishWords);
  files["docs/reference/README.zh-CN.md"] = indexPage(known, chineseWords);
  files["docs/reference/operations.md"] = operationsPage(known);
  for (const [name, text] of Object.entries(pages))
    files[name] = counted(fillIn(name, text, partsOf(known, name.includes(".zh-CN") ? chineseWords : englishWords)), schema);
  return files;
}

const englishWords = {
  of: (_key, english) => english,
  configuration: ["key", "type", "default", "environment variable", "meaning"],
  resources: ["resource", "about", "import ID"],
  functions: ["function", "about"],
  language: "en",
  codes: ["code", "service", "kind", "meaning", "next step", "shown by"],
  sources: { documents: "manual", Ceph: "Ceph", AWS: "AWS" },
  index: {
    title: "Reference\n\nEnglish | [简体中文](README.zh-CN.md)",
    resourcesTitle: "Resources",
    functionsTitle: "Functions",
    forms: "Each exists as `getX`, which answers a promise, and as `getXOutput`, which takes and gives outputs.",
    more: "What each backend has: [capabilities](capabilities.md). Every operation of the manuals and what reaches it: [operations](operations.md). Settings of the provider: [configuration](../configuration.md).",
  },
};

const chineseWords = {
  of: (key, english) => chineseOf(key) ?? english,
  configuration: ["键", "类型", "默认值", "环境变量", "含义"],
  resources: ["资源", "说明", "导入 ID"],
  functions: ["函数", "说明"],
  language: "zh",
  codes: ["错误码", "服务", "类别", "含义", "下一步", "出处"],
  sources: { documents: "手册", Ceph: "Ceph", AWS: "AWS" },
  index: {
    title: "参考\n\n[English](README.md) | 简体中文\n\n各资源和函数的页面为英文。",
    resourcesTitle: "资源",
    functionsTitle: "函数",
    forms: "每个函数有两种形式：`getX` 返回 promise，`getXOutput` 接受并返回 output。",
    more: "各后端具备的能力：[能力表](capabilities.md)（英文）。手册中的每个操作及其入口：[操作表](operations.md)（英文）。provider 的设置：[配置](../configuration.zh-CN.md)。",
  },
};

function partsOf(known, words) {
  return {
    configuration: configurationTable(known.schema, words),
    codes: codesTable(known.codes.oos, words),
    zosCodes: codesTable(known.codes.zos, words),
  };
}

/** `28 resources and 42 functions`, in either language, as many as there are. */
function counted(text, { resources, functions }) {
  return text
    .replaceAll(/\d+(?= (?:resources and|种资源和) \d+ )/g, Object.keys(resources).length)
    .replaceAll(/(?<=\d+ (?:resources and|种资源和) )\d+/g, Object.keys(functions).length);
}

function configurationTable(schema, words) {
  const rows = Object.entries(schema.config.variables).map(([name, property]) => [
    `\`${name}\``,
    typeText(property, schema),
    property.default === undefined ? "" : `\`${property.default}\``,
    property.defaultInfo.environment.map((variable) => `\`${variable}\``).join(", "),
    words.of(`Provider.${name}`, property.description),
  ]);
  return table(words.configuration, rows);
}

const notSent =
  "*Not sent*: the service knows nothing of it. It tells pulumi-oos how to go about the resource, so a change of it is noted in the state.\n";

function resourcePage(noun, resource, { schema, definitions, metaOf, permissions }) {
  const [about, importing] = resource.description.split("\n## Import\n");
  const definition = definitions.get(noun);
  const changeOf = (name) => {
    const meta = metaOf(name, definition.inputs.shape[name]);
    if (meta.createOnly) return "read at creation only";
    if (meta.replaces) return "replaces";
    return meta.local ? "not sent" : "in place";
  };
  const required = new Set(resource.requiredInputs);
  const inputs = Object.entries(resource.inputProperties).map(([name, property]) => [
    `\`${name}\`${required.has(name) ? " (required)" : ""}`,
    typeText(property, schema),
    property.default === undefined ? "" : `\`${JSON.stringify(property.default)}\``,
    changeOf(name),
    property.description,
  ]);
  const computed = Object.entries(resource.properties).filter(([name]) => !(name in resource.inputProperties));
  const always = new Set(resource.required);
  const outputs = computed.map(([name, property]) => [
    `\`${name}\`${always.has(name) ? "" : " (may be absent)"}`,
    `${typeText(property, schema)}${property.secret ? ", secret" : ""}`,
    property.description,
  ]);
  return [
    header,
    `# ${noun}\n\n${about.trim()}\n`,
    `## Inputs\n\n${table(["input", "type", "default", "a change", "meaning"], inputs)}\n`,
    ...(inputs.some(([, , , change]) => change === "not sent") ? [notSent] : []),
    `## Outputs\n\nThe inputs as the service shows them${outputs.length === 0 ? "." : `, and:\n\n${table(["output", "type", "meaning"], outputs)}`}\n`,
    typeSections([...Object.values(resource.inputProperties), ...computed.map(([, property]) => property)], schema),
    permissionSection(permissions.get(noun)),
    `## Import\n\n${importing.trim()}\n\n\`\`\`sh\npulumi import oos:index:${noun} <name> <ID>\n\`\`\`\n\n`,
    "Import needs the [plugin](../guide/getting-started.md#2-a-project).\n",
    `\n## Type\n\n\`pulumi-nodejs:dynamic/oos:${noun}\` with the dynamic provider, \`oos:index:${noun}\` with the plugin.\n`,
  ].join("\n");
}

function functionPage(name, definition, { schema, permissions }) {
  const required = new Set(definition.inputs.required);
  const inputs = Object.entries(definition.inputs.properties).map(([key, property]) => [
    `\`${key}\`${required.has(key) ? " (required)" : ""}`,
    typeText(property, schema),
    property.default === undefined ? "" : `\`${JSON.stringify(property.default)}\``,
    property.description,
  ]);
  const always = new Set(definition.outputs.required);
  const outputs = Object.entries(definition.outputs.properties).map(([key, property]) => [
    `\`${key}\`${always.has(key) ? "" : " (may be absent)"}`,
    `${typeText(property, schema)}${property.secret ? ", secret" : ""}`,
    property.description,
  ]);
  return [
    header,
    `# ${name}\n\n${definition.description.trim()}\n\nAs \`${name}\`, which answers a promise, and as \`${name}Output\`, which takes and gives outputs.\n`,
    inputs.length === 0 ? "It takes no arguments.\n" : `## Arguments\n\n${table(["argument", "type", "default", "meaning"], inputs)}\n`,
    `## Result\n\n${table(["field", "type", "meaning"], outputs)}\n`,
    typeSections([...Object.values(definition.inputs.properties), ...Object.values(definition.outputs.properties)], schema),
    permissionSection(permissions.get(name)),
  ].join("\n");
}

function permissionSection(permissions) {
  if (permissions.length === 0) return "";
  const list = (actions) => actions.map((action) => `\`${action}\``).join(", ");
  const rows = permissions.map(({ backend, always, onOccasion }) => [`\`${backend}\``, list(always), list(onOccasion)]);
  return `## Permissions\n\nThe actions that the policies of the caller must allow. How OOS and ZOS name them is [unverified](../unverified.md).\n\n${table(["backend", "always", "on occasion"], rows)}\n`;
}

function indexPage({ schema }, words) {
  const link = (token) => `[\`${nameOf(token)}\`](${nameOf(token)}.md)`;
  const resources = Object.entries(schema.resources).map(([token, resource]) => [
    link(token),
    words.of(nameOf(token), firstSentence(resource.description)),
    words.of(`${nameOf(token)}#import`, importId(resource)),
  ]);
  const functions = Object.entries(schema.functions).map(([token, { description }]) => [
    link(token),
    words.of(nameOf(token), firstSentence(description)),
  ]);
  const { title, resourcesTitle, functionsTitle, forms, more } = words.index;
  return `${header}# ${title}\n\n## ${resourcesTitle}\n\n${table(words.resources, resources)}\n\n## ${functionsTitle}\n\n${forms}\n\n${table(words.functions, functions)}\n\n${more}\n`;
}

/** Resource x backend, function x backend, and each field that not every backend has, from the tables of the backends. */
function capabilitiesPage({ schema, definitions, functionNames, backends, lacked }) {
  const titles = backends.map(({ id }) => `\`${id}\``);
  const why = ({ reason, instead }) => `no: ${reason}; ${instead}`;
  const has = ({ id }, name) => !lacked[id].has(name);
  const yesOrNo = (name) => backends.map((backend) => (has(backend, name) ? "yes" : why(lacked[backend.id].get(name))));
  const nouns = Object.keys(schema.resources).map(nameOf);
  const resources = nouns.map((noun) => [`[${noun}](${noun}.md)`, ...yesOrNo(noun)]);
  const functions = functionNames
    .filter((name) => !backends.every((backend) => has(backend, name)))
    .sort()
    .map((name) => [`[${name}](${name}.md)`, ...yesOrNo(name)]);
  const fields = nouns.flatMap((noun) => {
    const having = backends.filter((backend) => has(backend, noun));
    const own = Object.keys(definitions.get(noun).inputs.shape);
    const special = new Set(
      having.flatMap(({ lacks }) => [...Object.keys(lacks.fields[noun] ?? {}), ...Object.keys(lacks.words[noun] ?? {})]),
    );
    const order = (place) => own.indexOf(place.split(/[.[]/)[0]);
    return [...special]
      .sort((a, b) => order(a) - order(b))
      .map((place) => [
        `[${noun}](${noun}.md) \`${place}\``,
        ...backends.map((backend) => {
          const missing = backend.lacks.fields[noun]?.[place];
          const words = backend.lacks.words[noun]?.[place];
          if (!has(backend, noun)) return "no";
          if (missing !== undefined) return why(missing);
          return words === undefined ? "yes" : `only ${words.map((word) => `\`${word}\``).join(", ")}`;
        }),
      ]);
  });
  const sources = backends.map(({ id, title, source }) => `- \`${id}\`, ${title}: ${source.documents}. As of ${source.asOf}.`).join("\n");
  return [
    `${header}# Capabilities\n\nWhat each backend (\`oos:backend\`) has. What it lacks is refused in preview, with these words. In a program: [getCapabilities](getCapabilities.md).\n`,
    `${sources}\n`,
    `## Resources\n\n${table(["resource", ...titles], resources)}\n`,
    `## Functions that not every backend has\n\n${table(["function", ...titles], functions)}\n`,
    `## Fields that not every backend has, or not with every word\n\n${table(["field", ...titles], fields)}\n`,
    "Every other field of a resource is there on every backend that has the resource.\n",
  ].join("\n");
}

/** The object types that the properties use, and those inside them, each with its fields. */
function typeSections(properties, schema) {
  const tokens = [...new Set(properties.flatMap((property) => objectRefs(property, schema)))];
  const sections = tokens.map((token) => {
    const { properties: fields, required } = schema.types[token];
    const always = new Set(required);
    const rows = Object.entries(fields).map(([name, property]) => [
      `\`${name}\`${always.has(name) ? " (required)" : ""}`,
      typeText(property, schema),
      property.description ?? "",
    ]);
    return `### ${nameOf(token)}\n\n${table(["field", "type", "meaning"], rows)}\n`;
  });
  return sections.length === 0 ? "" : `## Types\n\n${sections.join("\n")}`;
}

function objectRefs(property, schema) {
  if (property === undefined) return [];
  const token = tokenOf(property);
  const own =
    token !== undefined && schema.types[token].enum === undefined
      ? [token, ...Object.values(schema.types[token].properties).flatMap((inner) => objectRefs(inner, schema))]
      : [];
  return [
    ...own,
    ...objectRefs(property.items, schema),
    ...objectRefs(property.additionalProperties, schema),
    ...(property.oneOf ?? []).flatMap((option) => objectRefs(option, schema)),
  ];
}

function typeText(property, schema) {
  if (property.oneOf) return property.oneOf.map((option) => typeText(option, schema)).join(" or ");
  if (property.$ref === "pulumi.json#/Any") return "any";
  if (property.$ref === "pulumi.json#/Asset") return "asset";
  const token = tokenOf(property);
  if (token !== undefined) {
    const { enum: values } = schema.types[token];
    if (values) return values.map(({ value }) => `\`${value}\``).join(", ");
    return property.defaultInfo ? "object" : `[${nameOf(token)}](#${nameOf(token).toLowerCase()})`;
  }
  if (property.type === "array") return `list of ${typeText(property.items, schema)}`;
  if (property.type === "object")
    return property.additionalProperties.$ref === "pulumi.json#/Any"
      ? "object"
      : `map of ${typeText(property.additionalProperties, schema)}`;
  return property.type;
}

function tokenOf(property) {
  return property.$ref?.startsWith("#/types/") ? property.$ref.slice("#/types/".length) : undefined;
}

/** Replaces the text between the marks. A mark without a part, or without its end, is a mistake. */
function fillIn(page, text, parts) {
  return text.replace(/<!-- generated:(\w+) -->\n[\s\S]*?(<!-- \/generated -->|<!-- generated:|$)/g, (_all, part, end) => {
    if (end !== "<!-- /generated -->") throw new Error(`${page}: the generated part ${part} has no end`);
    if (!Object.hasOwn(parts, part))
      throw new Error(`${page}: there is no generated part ${part}; known: ${Object.keys(parts).join(", ")}`);
    return `<!-- generated:${part} -->\n\n${parts[part]}\n\n<!-- /generated -->`;
  });
}
