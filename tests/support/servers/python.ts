/** The Python in which the tests' requirements are installed, for software that is not ours. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { plainEnvironment, run } from "../package/run";
import { checkout } from "../checkout";

/** Path of the interpreter. `make test` has prepared it; without that it is made by the first who asks. */
async function python(): Promise<string> {
  const tools = (await import(pathToFileURL(path.join(checkout, "tools", "python.mjs")).href)) as {
    readonly preparePython: (root: string) => { readonly executable?: string; readonly problem?: string };
  };
  const { executable, problem } = tools.preparePython(`${checkout}/`);
  if (executable === undefined) throw new Error(problem);
  return executable;
}

/** What a script answers, which is JSON. @throws with its words when it fails or warns */
export async function askPython(script: string, environment: Readonly<Record<string, string>>): Promise<unknown> {
  const { code, stdout, stderr } = await run(await python(), ["-B", script], { cwd: checkout, env: plainEnvironment(environment) });
  if (code !== 0 || stderr !== "") throw new Error(`${script} ended with code ${String(code)}: ${stderr}`);
  return JSON.parse(stdout);
}
