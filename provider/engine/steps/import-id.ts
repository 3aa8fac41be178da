/**
 * Whether a text can be the ID of an entity, before the service is asked for it: services take an empty name for another question (IAM for one about
 * the caller), and what they say of a wrong one does not name the form.
 */
import { RefusedError, type ResourceDefinition, type RuleContext } from "../../define";
import { printable } from "../../transport/errors/printable";
import { formProblems } from "./form";
import { ruleProblems } from "./rule-problems";
import { pathText, type Properties } from "../values";

const longestShown = 100;
const longestProblem = 200;
const mostProblems = 3;

/** @throws RefusedError that names the form */
export function assertImportId(definition: ResourceDefinition, id: string, context: RuleContext): void {
  const problems = problemsOf(definition, id, context);
  if (problems.length === 0) return;
  const { noun, idForm } = definition;
  const named = `${/^[AEIO]/.test(noun) ? "an" : "a"} ${noun}`;
  const reasons = problems.slice(0, mostProblems).map((problem) => printable(problem, longestProblem));
  throw new RefusedError(
    `${JSON.stringify(printable(id, longestShown))} is not the ID of ${named}: ${reasons.join("; ")}; nothing was read`,
    `the ID of ${named} is ${idForm}`,
  );
}

function problemsOf(definition: ResourceDefinition, id: string, context: RuleContext): readonly string[] {
  if (id.trim() === "") return ["it is empty"];
  const named = namedBy(definition, id);
  if (named === undefined) return ["it has another form"];
  const names = Object.keys(named);
  const form = formProblems(definition.inputs, named).filter(({ path: [first] }) => names.includes(String(first)));
  const rules = form.length > 0 ? [] : ruleProblems({ fields: definition.inputs, olds: undefined, context }, named);
  return [...form, ...rules].map(({ path, message }) => `${pathText(path)} ${message}`);
}

function namedBy(definition: ResourceDefinition, id: string): Properties | undefined {
  if (definition.idInputs !== undefined) return definition.idInputs(id);
  const [only, ...others] = definition.identity;
  if (only === undefined || others.length > 0)
    throw new TypeError("a definition whose ID is not its one identifying field says what it names");
  return { [only]: id };
}
