/** How the Node processes of an engine run start: each run has three or four of them, which load the same code. */
import path from "node:path";
import { checkout } from "../checkout";

const compileCache = path.join(checkout, ".cache", "node-compile");
const leanSdk = path.join(__dirname, "lean-sdk.cjs");

/** @param options further ones for Node */
export function nodeEnvironment(options = ""): { readonly NODE_COMPILE_CACHE: string; readonly NODE_OPTIONS: string } {
  return { NODE_COMPILE_CACHE: compileCache, NODE_OPTIONS: `--require=${leanSdk} ${options}`.trim() };
}
