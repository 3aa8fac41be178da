/** Data functions, the same behind both faces: arguments checked, then the service asked, or only computed. */
import type { FunctionDefinition } from "../../define";
import { missingProblem } from "./availability";
import { check, type Failure, toFailures } from "./inputs";
import type { Located } from "./form";
import type { CallOptions, Session } from "../instance";
import { type Properties, UNKNOWN } from "../values";
import { defined } from "../../pure/defined";

/** Failures are as they were found: whoever shows them knows what is secret in them. */
export type Answer = { readonly result: Properties } | { readonly failures: readonly Failure[] };

/** @param args decoded arguments of the program */
export async function callFunction(definition: FunctionDefinition, session: Session, args: Properties, call: CallOptions): Promise<Answer> {
  const { name: noun, inputs: fields, rules } = definition;
  const { inputs, failures } = check({
    noun,
    fields,
    ...defined({ rules }),
    olds: undefined,
    news: args,
    suffix: () => "",
    context: session.ruleContext,
  });
  const isComputed = "compute" in definition;
  const missing = missingProblem(session.ruleContext.backend, definition);
  const own = missing === undefined ? [] : [{ property: "", reason: missing }];
  const found = [...failures, ...toFailures(unknownProblems(inputs), session.ruleContext.backend.id)];
  const all = isComputed ? found : [...(await session.failures()), ...own, ...found];
  if (all.length > 0) return { failures: all };
  if (isComputed) return { result: definition.compute(inputs, session.ruleContext) };
  const { context } = await session.scope(call);
  return { result: await definition.invoke(context, inputs) };
}

/** A call has an answer only once its arguments are known: SDKs wait for them, and whoever does not is told which one is missing. */
function unknownProblems(value: unknown, path: readonly PropertyKey[] = []): readonly Located[] {
  if (value === UNKNOWN) return [{ path, message: "is not known yet: call the function when it is (its form for outputs waits for that)" }];
  if (value === null || typeof value !== "object") return [];
  const entries = Array.isArray(value) ? [...(value as unknown[]).entries()] : Object.entries(value);
  return entries.flatMap(([key, item]) => unknownProblems(item, [...path, key]));
}
