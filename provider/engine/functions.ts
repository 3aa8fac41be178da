/** Data functions, the same behind both faces: arguments checked, then the service asked, or only computed. */
import type { FunctionDefinition } from "../define";
import { missingProblem } from "./availability";
import { check, type Failure } from "./check";
import type { CallOptions, Session } from "./session";
import type { Properties } from "./values";

export type Answer = { readonly result: Properties } | { readonly failures: readonly Failure[] };

/** @param args decoded arguments of the program */
export async function callFunction(definition: FunctionDefinition, session: Session, args: Properties, call: CallOptions): Promise<Answer> {
  const { name: noun, inputs: fields, rules } = definition;
  const { inputs, failures } = check({
    noun,
    fields,
    ...(rules === undefined ? {} : { rules }),
    olds: undefined,
    news: args,
    suffix: () => "",
    context: session.ruleContext,
  });
  const isComputed = "compute" in definition;
  const missing = missingProblem(session.ruleContext.backend, noun, "function");
  const own = missing === undefined ? [] : [{ property: "", reason: missing }];
  const all = isComputed ? failures : [...(await session.failures()), ...own, ...failures];
  if (all.length > 0) return { failures: all };
  if (isComputed) return { result: definition.compute(inputs, session.ruleContext) };
  const { context } = await session.scope(call);
  return { result: await definition.invoke(context, inputs) };
}
