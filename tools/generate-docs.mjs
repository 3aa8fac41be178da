/** Package schema and error tables -> the generated pages of docs/ and the generated parts of README and guides. Pure: texts in, texts out. */
import { chinese } from "./docs-zh.mjs";

const header = "<!-- Generated from the definitions by `npm run generate`; edits are overwritten. -->\n\n";

/** Pages with generated parts, between `<!-- generated:<part> -->` and `<!-- /generated -->`. */
export const mixedPages = ["README.md", "README.zh-CN.md", "docs/configuration.md", "docs/errors.md", "docs/errors.zh-CN.md"];

/**
 * @param {object} known `schema`, the package schema; `definitions`, the resources by noun; `metaOf`, from a field to its meta;
 *   `errorKinds`, code to kind by service; `hintOf(service, code, kind)`, the next step or undefined
 * @param {Record<string, string>} pages the {@link mixedPages} as they are
 * @param {string} operations docs/operations.tsv: the operations of the manuals, and the doors to each
 * @returns {Record<string, string>} file name to text, unformatted
 */
export function docFiles(known, pages, operations) {
  const files = {};
  const { schema } = known;
  for (const [token, resource] of Object.entries(schema.resources))
    files[`docs/reference/${nameOf(token)}.md`] = resourcePage(nameOf(token), resource, known);
  for (const [token, definition] of Object.entries(schema.functions))
    files[`docs/reference/${nameOf(token)}.md`] = functionPage(nameOf(token), definition, schema);
  files["docs/reference/capabilities.md"] = capabilitiesPage(known);
  files["docs/reference/README.md"] = indexPage(schema);
  files["docs/reference/operations.md"] = operationsPage(known, operations);
  for (const [name, text] of Object.entries(pages))
    files[name] = fillIn(name, text, partsOf(known, name.includes(".zh-CN") ? chineseWords : englishWords, name));
  return files;
}

/** Every text that the Chinese pages need and the dictionary lacks. */
export function untranslated(known) {
  const missing = [];
  const words = { ...chineseWords, say: (text) => (chinese.has(text) ? chinese.get(text) : missing.push(text) && text) };
  partsOf(known, words, "README.zh-CN.md");
  return [...new Set(missing)];
}

const englishWords = {
  say: (text) => text,
  configuration: ["key", "type", "default", "environment variable", "meaning"],
  resources: ["resource", "about", "import ID"],
  functions: ["function", "about"],
  codes: ["code", "service", "kind", "next step"],
};

const chineseWords = {
  say: (text) => chinese.get(text) ?? text,
  configuration: ["键", "类型", "默认值", "环境变量", "含义"],
  resources: ["资源", "说明", "导入 ID"],
  functions: ["函数", "说明"],
  codes: ["错误码", "服务", "类别", "下一步"],
};

function partsOf(known, words, page) {
  const { schema } = known;
  const reference = page.startsWith("docs/") ? "reference" : "docs/reference";
  return {
    configuration: configurationTable(schema, words),
    resources: table(
      words.resources,
      Object.entries(schema.resources).map(([token, resource]) => {
        return [
          `[\`${nameOf(token)}\`](${reference}/${nameOf(token)}.md)`,
          words.say(firstSentence(resource.description)),
          words.say(importId(resource)),
        ];
      }),
    ),
    functions: table(
      words.functions,
      Object.entries(schema.functions).map(([token, definition]) => {
        return [`[\`${nameOf(token)}\`](${reference}/${nameOf(token)}.md)`, words.say(firstSentence(definition.description))];
      }),
    ),
    codes: codesTable(known, words),
  };
}

function configurationTable(schema, words) {
  const rows = Object.entries(schema.config.variables).map(([name, property]) => [
    `\`${name}\``,
    typeText(property, schema),
    property.default === undefined ? "" : `\`${property.default}\``,
    property.defaultInfo.environment.map((variable) => `\`${variable}\``).join(", "),
    words.say(property.description),
  ]);
  return table(words.configuration, rows);
}

/** One row a code and kind: the services that share both stand together. */
function codesTable({ errorKinds, hintOf }, words) {
  const rows = new Map();
  for (const [service, kinds] of Object.entries(errorKinds)) {
    for (const [code, kind] of Object.entries(kinds)) {
      const hint = hintOf(service, code, kind);
      const key = JSON.stringify([code, kind, hint]);
      const row = rows.get(key) ?? { code, kind, hint, services: [] };
      row.services.push(service);
      rows.set(key, row);
    }
  }
  const order = (a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  return table(
    words.codes,
    [...rows.values()]
      .sort(order)
      .map(({ code, kind, hint, services }) => [
        `\`${code}\``,
        services.join(", "),
        `\`${kind}\``,
        hint === undefined ? "" : words.say(hint),
      ]),
  );
}

function resourcePage(noun, resource, { schema, definitions, metaOf }) {
  const [about, importing] = resource.description.split("\n## Import\n");
  const definition = definitions.get(noun);
  const changeOf = (name) => {
    const meta = metaOf(name, definition.inputs.shape[name]);
    if (meta.createOnly) return "read at creation only";
    if (meta.local) return "provider only";
    return meta.replaces ? "replaces" : "in place";
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
    `## Outputs\n\nThe inputs as the service shows them${outputs.length === 0 ? "." : `, and:\n\n${table(["output", "type", "meaning"], outputs)}`}\n`,
    typeSections([...Object.values(resource.inputProperties), ...computed.map(([, property]) => property)], schema),
    `## Import\n\n${importing.trim()}\n\n\`\`\`sh\npulumi import oos:index:${noun} <name> <ID>\n\`\`\`\n\n`,
    "Import needs the [plugin face](../../README.md#two-faces).\n",
    `\n## Type\n\n\`pulumi-nodejs:dynamic/oos:${noun}\` in the dynamic face, \`oos:index:${noun}\` in the plugin face.\n`,
  ].join("\n");
}

function functionPage(name, definition, schema) {
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
  ].join("\n");
}

function indexPage(schema) {
  const list = (entries) =>
    entries.map(([token, { description }]) => `- [${nameOf(token)}](${nameOf(token)}.md): ${firstSentence(description)}`).join("\n");
  return `${header}# Reference\n\n## Resources\n\n${list(Object.entries(schema.resources))}\n\n## Functions\n\n${list(Object.entries(schema.functions))}\n\nWhat each backend has: [capabilities](capabilities.md). Every operation of the manuals and what reaches it: [operations](operations.md). Settings of the provider: [configuration](../configuration.md).\n`;
}

/** Resource x backend, function x backend, and each field that not every backend has, from the tables of the backends. */
function capabilitiesPage({ schema, definitions, functionNames, backends }) {
  const titles = backends.map(({ id }) => `\`${id}\``);
  const why = ({ reason, instead }) => `no: ${reason}; ${instead}`;
  const nouns = Object.keys(schema.resources).map(nameOf);
  const resources = nouns.map((noun) => [
    `[${noun}](${noun}.md)`,
    ...backends.map((backend) => (backend.resources.has(noun) ? "yes" : why(backend.missingResources[noun]))),
  ]);
  const functions = functionNames
    .filter((name) => backends.some(({ missingResources }) => name in missingResources))
    .sort()
    .map((name) => [
      `[${name}](${name}.md)`,
      ...backends.map(({ missingResources }) => (name in missingResources ? why(missingResources[name]) : "yes")),
    ]);
  const fields = nouns.flatMap((noun) => {
    const having = backends.filter(({ resources: has }) => has.has(noun));
    const own = Object.keys(definitions.get(noun).inputs.shape);
    const special = new Set(
      having.flatMap((backend) => [...Object.keys(backend.missingFields[noun] ?? {}), ...Object.keys(backend.fieldWords[noun] ?? {})]),
    );
    const order = (place) => own.indexOf(place.split(/[.[]/)[0]);
    return [...special]
      .sort((a, b) => order(a) - order(b))
      .map((place) => [
        `[${noun}](${noun}.md) \`${place}\``,
        ...backends.map((backend) => {
          const missing = backend.missingFields[noun]?.[place];
          const words = backend.fieldWords[noun]?.[place];
          if (!backend.resources.has(noun)) return "no";
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

const chapters = {
  oos: {
    "s3 GUIDE": "Buckets and objects",
    "s3 OLD": "Buckets and objects, beyond it",
    "statistics GUIDE": "Statistics",
    "statistics DOC": "Statistics, only in the online documentation",
    "trail GUIDE": "Trails",
    "iam GUIDE": "IAM",
    "iam OLD": "Access keys in the form of the manual of 6.0",
  },
  zos: {
    "s3 ZOS": "Buckets",
    "topic ZOS": "Topics",
    "s3 CEPH": "Beyond the guide",
  },
};

const manuals = {
  oos: "Every operation of the Python SDK guide 6.5.3 (GUIDE) and of what the manual of 6.0 (OLD) has beyond it, and the resources, functions, commands and settings that reach it. A test goes through each of them on the emulator and looks whether the operation arrives.",
  zos: "Every bucket and topic operation of the Python SDK guide of ZOS (ZOS), what a Ceph gateway has beyond it (CEPH), and the resources and functions that reach it. A test goes through each of them and looks whether the operation arrives and is granted: on a real Ceph gateway, or on the emulator where Ceph 16 lacks the operation.",
};

const servers = { emulator: "emulator", gateway: "Ceph 16.2.15" };

/** One part a backend, one section a chapter, one row an operation. */
function operationsPage({ schema, backends }, operations) {
  const [, ...lines] = operations.trimEnd().split("\n");
  const rows = lines.map((line) => line.split("\t"));
  const chapterOf = ([, service, manual]) => `${service} ${manual.split(" ")[0]}`;
  const strange = rows.find((row) => chapters[row[0]]?.[chapterOf(row)] === undefined || !(row[6] in servers));
  if (strange !== undefined) throw new Error(`docs/operations.tsv: ${strange.join(" ")} belongs to no chapter or server of the page`);
  const doorsText = (doors) =>
    doors
      .split(", ")
      .map((door) => doorText(door, schema))
      .join(", ");
  const parts = Object.entries(chapters).map(([backend, titles]) => {
    const hasServers = backend !== "oos";
    const columns = ["manual", "operation", "on the wire", "reached by", ...(hasServers ? ["tested on"] : [])];
    const sections = Object.entries(titles).map(([chapter, title]) => {
      const cells = rows
        .filter((row) => row[0] === backend && chapterOf(row) === chapter)
        .map(([, , manual, operation, wire, doors, server]) => [
          ...[manual, operation, `\`${wire}\``, doorsText(doors)],
          ...(hasServers ? [servers[server]] : []),
        ]);
      return `### ${title}\n\n${table(columns, cells)}\n`;
    });
    const { title } = backends.find(({ id }) => id === backend);
    return `## ${title}\n\n${manuals[backend]}\n\n${sections.join("\n")}`;
  });
  return `${header}# Operations\n\n${parts.join("\n")}`;
}

function doorText(door, schema) {
  if (door.startsWith("pulumi-oos ")) return `\`${door}\``;
  const token = `oos:index:${door}`;
  if (token in schema.resources || token in schema.functions) return `[${door}](${door}.md)`;
  if (door in schema.config.variables) return `[\`${door}\`](../configuration.md)`;
  throw new Error(`docs/operations.tsv names ${door}, which is neither a resource, a function, a command nor a setting`);
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

function importId(resource) {
  return /\n## Import\n\nThe ID is (.*)\.\n/.exec(resource.description)[1];
}

/** Up to the first full stop that ends a sentence, without the stop. */
function firstSentence(text) {
  return text
    .trim()
    .split("\n")[0]
    .replace(/\.(?:\s.*)?$/, "");
}

function table(columns, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
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

function nameOf(token) {
  return token.slice(token.lastIndexOf(":") + 1);
}
