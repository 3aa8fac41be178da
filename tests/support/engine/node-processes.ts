/** How the Node processes of an engine run start: each run has three or four of them, which load the same code. */
import path from "node:path";
import { checkout } from "../checkout";

const compileCache = path.join(checkout, ".cache", "node-compile");
const leanSdk = path.join(__dirname, "lean-sdk.cjs");

interface Loading {
  readonly wholeSdk?: boolean;
  /** Further options for Node. */
  readonly options?: string;
}

export function nodeEnvironment({ wholeSdk = false, options = "" }: Loading = {}): Readonly<Record<string, string>> {
  const all = wholeSdk ? options : `--require=${leanSdk} ${options}`.trim();
  return { NODE_COMPILE_CACHE: compileCache, ...(all === "" ? {} : { NODE_OPTIONS: all }) };
}
