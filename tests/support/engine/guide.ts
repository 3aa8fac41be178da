/** The programs of the guide, as the engine runs them. */
import { writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { codeBlocks, type Page } from "../docs/pages";
import type { Stack } from "./harness";

/** Puts a TypeScript program of a page, by default the first, in the place of the stack's own. */
export function useProgramOf(page: Page, stack: Stack, index = 0): void {
  const block = codeBlocks(page).filter(({ language }) => language === "typescript")[index];
  if (block === undefined) throw new Error(`${page.name} has no program ${String(index)}`);
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 };
  writeFileSync(path.join(stack.programFolder, "index.js"), ts.transpileModule(block.code, { compilerOptions }).outputText);
}
