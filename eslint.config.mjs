import js from "@eslint/js";
import tseslint from "typescript-eslint";

/** The names that plain Node scripts may use without import. */
const nodeNames = [
  "process",
  "console",
  "URL",
  "Buffer",
  "setTimeout",
  "clearTimeout",
  "setInterval",
  "clearInterval",
  "setImmediate",
  "fetch",
  "AbortSignal",
  "crypto",
];
const readonly = (names) => Object.fromEntries(names.map((name) => [name, "readonly"]));

export default tseslint.config(
  { ignores: ["dist/**", "coverage/**", ".cache/**", ".venv/**", "**/node_modules/**"] },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.mjs"],
    languageOptions: { globals: readonly(nodeNames) },
  },
  {
    files: ["**/*.cjs", "**/*.js"],
    languageOptions: { sourceType: "commonjs", globals: readonly([...nodeNames, "require", "module", "exports", "__dirname"]) },
  },
  {
    files: ["**/*.ts"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-console": "error",
      eqeqeq: "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_", caughtErrors: "all", ignoreRestSiblings: true },
      ],
      // Numbers and booleans have one obvious text; objects do not and stay forbidden.
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      // `() => void call()` in arrow shorthand reads well; assigning a void result is what goes wrong.
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      // Names and ids are spread into characters; the rule's worry is emoji.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // Property bags from the wire are dictionaries, and leaving a key out differs from setting it to undefined.
      "@typescript-eslint/no-dynamic-delete": "off",
      // Handlers are asynchronous by contract, also the ones that happen to need no wait.
      "@typescript-eslint/require-await": "off",
      "no-restricted-syntax": [
        "error",
        { selector: "ExportDefaultDeclaration", message: "Export by name: a default export has a different name at every import." },
      ],
    },
  },
  {
    // The one place that loads the dynamic face, by its public name and on first use only.
    files: ["sdk/nodejs/runtime.ts"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
);
