// The import directions of docs: data flows one way down and one way up, and no layer skips another. One row, one folder.
// Cycles count type-only imports too.

const ours = "^(provider|sdk|emulator|cli|tools|tests|bench|examples)/";

/** The contract has one door. */
const contract = "^provider/define\\.ts$";
/** What resources and functions are written over. */
const below = [contract, "^provider/(services|backends|policy|rules|pure)/", "^provider/transport/(types|errors/errors)\\.ts$"];
const catalog = "^provider/catalog/";
const pure = "^provider/pure/";

/** The emulator's floors, each over those before it. */
const wire = "^emulator/wire/";
const stored = "^emulator/(state/|(clock|input-error)\\.ts$)";
const judged = "^emulator/access/";
const agreed = "^emulator/(background/|(contract|limits|locations)\\.ts$)";

/** How the two faces look in a state: pure, and the same for the SDK, the provider and the command line. */
const faces = "^provider/faces\\.ts$";

/** The package by its public name, as sdk/nodejs/runtime.ts asks for the dynamic face; it resolves once the code is compiled. */
const publicName = "^(pulumi-oos(/|$)|dist/)";

/** A folder may import itself and what is listed, nothing else of ours. */
const row = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: { path: ours, pathNot: allowed },
});

/** A folder may import these packages (regular expressions over the resolved path), no others. */
const packages = (name, comment, from, allowed) => ({
  name,
  comment,
  severity: "error",
  from: { path: from },
  to: {
    dependencyTypesNot: ["local", "core", "localmodule", "aliased"],
    pathNot: [ours, publicName, ...allowed.map((pkg) => `^node_modules/${pkg}/`)],
  },
});

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment: "Two files that need each other are one file or three.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "An import that does not resolve breaks at run time.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: publicName },
    },

    row("pure", "helpers that stand everywhere", pure, [pure]),
    row("catalog", "what operations there are", catalog, [catalog]),
    row("backends", "what each service has, and how: tables only", "^provider/backends/", ["^provider/backends/", catalog]),
    {
      name: "backends-apart",
      comment: "One backend never looks at another.",
      severity: "error",
      from: { path: "^provider/backends/([^/]+)/" },
      to: { path: "^provider/backends/[^/]+/", pathNot: "^provider/backends/$1/" },
    },
    row("transport", "sign, send, retry, decode", "^provider/transport/", [
      "^provider/transport/",
      "^provider/backends/types",
      catalog,
      pure,
    ]),
    row("rules", "names and settings: pure knowledge", "^provider/rules/", ["^provider/rules/", "^provider/backends/types", pure]),
    row("policy", "the language of policies", "^provider/policy/", ["^provider/(policy|rules|pure)/", catalog]),
    row("services", "typed clients", "^provider/services/", [
      "^provider/(services|transport|pure)/",
      "^provider/backends/types",
      "^provider/catalog/index",
    ]),
    {
      name: "services-apart",
      comment: "One service never reaches into another.",
      severity: "error",
      from: { path: "^provider/services/([^/]+)/" },
      to: { path: "^provider/services/[^/]+/", pathNot: "^provider/services/$1/" },
    },
    row("contract", "what a definition says; others come in by its door", "^provider/(define\\.ts$|contract/)", [
      "^provider/(contract|rules|pure)/",
      "^provider/backends/types",
      "^provider/catalog/index",
      "^provider/transport/(types|errors/errors)\\.ts$",
    ]),
    row("resources", "what nouns are", "^provider/resources/", ["^provider/resources/", ...below]),
    {
      name: "resources-apart",
      comment: "A noun imports what nouns share and its own folder, never another noun.",
      severity: "error",
      from: { path: "^provider/resources/(?!shared/)([^/]+?)(?:\\.ts$|/)" },
      to: { path: "^provider/resources/", pathNot: "^provider/resources/(shared/|$1(\\.ts$|/))" },
    },
    {
      name: "shared-by-resources",
      comment: "What nouns share knows none of them.",
      severity: "error",
      from: { path: "^provider/resources/shared/" },
      to: { path: "^provider/resources/", pathNot: "^provider/resources/shared/" },
    },
    row("functions", "as resources; never resources", "^provider/functions/", ["^provider/functions/", ...below]),
    row("engine", "the only code that knows Pulumi's wire; it knows no noun", "^provider/engine/", [
      "^provider/engine/",
      contract,
      faces,
      "^provider/(transport|backends|services|policy|rules|pure)/",
      catalog,
    ]),
    {
      name: "steps-below-faces",
      comment: "The steps and what is remembered cannot tell which face called.",
      severity: "error",
      from: { path: "^provider/engine/(steps|memory)/" },
      to: { path: "^provider/engine/faces/(plugin|dynamic|registrations)[a-z-]*\\.ts$" },
    },
    row("registry", "the list of all definitions", "^provider/registry\\.ts$", ["^provider/(resources|functions)/", contract]),
    row("entries", "where the engine comes in", "^provider/(main|bin|dynamic)\\.ts$", ["^provider/(main|engine/|registry)"]),
    row("sdk", "what programs import, one folder for each language", "^sdk/", ["^sdk/nodejs/", faces]),
    row("emulator", "an independent server that shares no code", "^emulator/", ["^emulator/"]),
    row("emulator-wire", "requests, answers and refusals as they travel", wire, [wire]),
    row("emulator-state", "what is stored", "^emulator/state/", [stored]),
    row("emulator-access", "who may do what", judged, [judged, wire, stored]),
    row("emulator-background", "what happens beside the calls", "^emulator/background/", ["^emulator/background/", judged, wire, stored]),
    row("emulator-contract", "what doors, operations and flavours agree on", "^emulator/contract\\.ts$", [agreed, judged, wire, stored]),
    row("emulator-http", "the doors; what an operation does comes to them by the table", "^emulator/http/", [
      "^emulator/(http/|(counters|faults)\\.ts$)",
      ...[agreed, judged, wire, stored],
    ]),
    row("emulator-services", "what operations do; they know no door and no flavour", "^emulator/services/", [
      "^emulator/services/",
      ...[agreed, judged, wire, stored],
    ]),
    {
      name: "emulator-services-apart",
      comment: "One service of the emulator never looks at another, but for what services share.",
      severity: "error",
      from: { path: "^emulator/services/([^/]+)/" },
      to: { path: "^emulator/services/", pathNot: "^emulator/services/(shared|$1)/" },
    },
    row("emulator-flavours", "tables of operations, names, codes, and what only one flavour does", "^emulator/flavours/", [
      "^emulator/(flavours|services)/",
      ...[agreed, judged, wire, stored],
    ]),
    {
      name: "emulator-flavours-apart",
      comment: "One flavour never looks at another.",
      severity: "error",
      from: { path: "^emulator/flavours/([^/]+)/" },
      to: { path: "^emulator/flavours/", pathNot: "^emulator/flavours/$1/" },
    },
    row("cli", "the command", "^cli/", ["^cli/", "^provider/", "^emulator/"]),

    packages("sdk-packages", "programs load nothing but Pulumi through it", "^sdk/", ["@pulumi/pulumi"]),
    packages("emulator-packages", "no cloud SDK, no signer: the emulator checks us independently", "^emulator/", [
      "fast-xml-parser",
      "write-file-atomic",
      "@types/write-file-atomic",
      "async-mutex",
      "commander",
      "uqr",
      "zod",
    ]),
    {
      name: "pulumi-in-engine-only",
      comment: "Pulumi's wire is met in one place.",
      severity: "error",
      from: { path: "^provider/", pathNot: "^provider/(engine/|(main|bin|dynamic)\\.ts$)" },
      to: { path: "^node_modules/@pulumi/" },
    },
    {
      name: "rules-are-pure",
      // `net` is for isIP, which only looks at its argument.
      comment: "Rules work on values: no files, no network, no clock of their own.",
      severity: "error",
      from: { path: "^provider/(rules|policy|pure|catalog|backends)/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(util|buffer|url|crypto|net)$" },
    },
    {
      name: "no-development-packages",
      comment: "What is shipped runs without development packages.",
      severity: "error",
      from: { path: "^(provider|sdk|emulator|cli)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"], pathNot: "^node_modules/@types/" },
    },
    {
      name: "shipped-apart-from-tests",
      comment: "Shipped code never imports tests, tools or benchmarks.",
      severity: "error",
      from: { path: "^(provider|sdk|emulator|cli)/" },
      to: { path: "^(tests|tools|bench|examples)/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|coverage|node_modules/pulumi-oos)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { conditionNames: ["import", "require", "node", "default", "types"], exportsFields: ["exports"] },
  },
};
