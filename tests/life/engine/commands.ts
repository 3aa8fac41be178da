/** `pulumi up`, `preview`, `refresh` and `destroy` of the model. */
import type { Program } from "./program";
import { Registrations } from "./register";
import { deleteAtTheEnd } from "./replaced";
import { type Failed, type Host, isManaged, type Outcome, Run, RunFailed, type RunOptions, type Step, subjectOf, wordsOf } from "./run";
import type { Stack, StateResource } from "./state";

/** Throws {@link EngineKilled} when the run is cut off. */
export async function up(stack: Stack, host: Host, program: Program, options: RunOptions = {}): Promise<Outcome> {
  const run = new Run(stack, host, options);
  try {
    await new Registrations(run).all(program);
    await deleteAtTheEnd(run);
    return { steps: run.steps, failures: [] };
  } catch (error) {
    if (!(error instanceof RunFailed)) throw error;
    return {
      steps: run.steps,
      failures: [{ urn: error.urn, message: error.message, ...(error.inputs === undefined ? {} : { inputs: error.inputs }) }],
    };
  }
}

export function preview(stack: Stack, host: Host, program: Program, options: RunOptions = {}): Promise<Outcome> {
  return up(stack, host, program, { ...options, isDry: true });
}

export function destroy(stack: Stack, host: Host): Promise<Outcome> {
  return up(stack, host, []);
}

/** The steps are what has changed or is gone. */
export async function refresh(stack: Stack, host: Host): Promise<Outcome> {
  const steps: Step[] = [];
  const failures: Failed[] = [];
  const refreshed: StateResource[] = [];
  for (const resource of stack.load()) {
    if (!isManaged(resource) || resource.pendingReplacement) {
      refreshed.push(resource);
      continue;
    }
    const subject = subjectOf(resource);
    try {
      const provider = await host.provider(resource.provider ?? "");
      const found = await provider.read(subject, resource.id ?? "", resource);
      if (found === undefined) {
        steps.push({ op: "delete", urn: resource.urn });
        continue;
      }
      const next = { ...resource, id: found.id, inputs: found.inputs, outputs: found.state, initErrors: [] };
      // What the engine shows is the way back: from what was found to what the state says.
      const diff = await provider.diff(subject, found.id, next, resource.inputs, resource.ignoreChanges);
      if (diff.changes) steps.push({ op: "refresh", urn: resource.urn });
      refreshed.push(next);
    } catch (error) {
      failures.push({ urn: resource.urn, message: wordsOf(error) });
      refreshed.push(resource);
    }
  }
  const urns = new Set(refreshed.map(({ urn }) => urn));
  stack.store(
    refreshed.map((resource) => ({ ...resource, dependencies: resource.dependencies.filter((urn) => urns.has(urn)) })),
    stack.loadPending().filter(({ type }) => type === "creating"),
  );
  return { steps, failures };
}
