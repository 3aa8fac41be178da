/**
 * Writes provider/registry.ts: the definitions that the files of provider/resources and provider/functions export. `--check` writes nothing and
 * fails when it is stale. It reads the sources, before the build: a registry that names a file that is gone does not compile.
 */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import ts from "typescript";
import { check, refresh, reportStale, root } from "./generated-files.mjs";

const resources = await definitionsIn("resources");
const functions = await definitionsIn("functions");
const stale = await refresh({ "provider/registry.ts": registryText() });
if (check && stale.length > 0) {
  reportStale(stale);
  process.exit(1);
}

/** Every `export const bucket = defineResource(...)` of the folder, with its module, in the order of the names. */
async function definitionsIn(folder) {
  const files = (await readdir(path.join(root, "provider", folder), { recursive: true })).filter((name) => name.endsWith(".ts"));
  const found = files.map(async (name) => {
    const text = await readFile(path.join(root, "provider", folder, name), "utf8");
    const module = `./${folder}/${name.replaceAll(path.sep, "/").slice(0, -".ts".length)}`;
    return definedIn(ts.createSourceFile(name, text, ts.ScriptTarget.Latest)).map((definition) => ({ definition, module }));
  });
  return (await Promise.all(found)).flat().sort((a, b) => (a.definition < b.definition ? -1 : 1));
}

/** The names of the exported constants that a function `define...` makes. */
function definedIn(source) {
  return source.statements
    .filter((statement) => ts.isVariableStatement(statement))
    .filter(({ modifiers = [] }) => modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .filter(({ initializer }) => initializer !== undefined && ts.isCallExpression(initializer))
    .filter(({ initializer: { expression } }) => ts.isIdentifier(expression) && /^define[A-Z]/.test(expression.text))
    .map(({ name }) => name.text);
}

function registryText() {
  const modules = Map.groupBy([...resources, ...functions], ({ module }) => module);
  const imports = [...modules]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([module, found]) => `import { ${found.map(({ definition }) => definition).join(", ")} } from "${module}";`);
  const list = (definitions) => `[\n${definitions.map(({ definition }) => `  ${definition},\n`).join("")}]`;
  return `// Generated from the files of resources/ and functions/ by \`npm run generate\`; edits are overwritten.

/** All definitions. A test proves that every file of resources/ and functions/ is in it. */
import type { FunctionDefinition, Registry, ResourceDefinition } from "./define";
import { identityOf, surveyOf } from "./functions/shared/account";
${imports.join("\n")}

const resources: readonly ResourceDefinition[] = ${list(resources)};
const functions: readonly FunctionDefinition[] = ${list(functions)};

export const registry: Registry = {
  resources: new Map(resources.map((definition) => [definition.noun, definition])),
  functions: new Map(functions.map((definition) => [definition.name, definition])),
  identity: identityOf,
  survey: surveyOf,
};
`;
}
