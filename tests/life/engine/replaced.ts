/** Deletions: those that a replacement needs first, and those at the end of a run. */
import { unknown } from "../../support/plugin/client";
import { isManaged, isProvider, type Run, RunFailed, subjectOf } from "./run";
import { nounOf, type StateResource } from "./state";

/** Before `root` is deleted for its replacement: everything that a change of what it takes from it would replace as well, the last first. */
export async function deleteDependents(run: Run, root: StateResource): Promise<void> {
  const replaced = new Set([root.urn]);
  const found: StateResource[] = [];
  for (const resource of dependents(run, root)) {
    if (!isManaged(resource) || !(await isReplacedWith(run, resource, replaced))) continue;
    replaced.add(resource.urn);
    found.push(resource);
  }
  for (const resource of found.toReversed()) {
    if (run.condemned.has(resource)) continue;
    if (!resource.delete && resource.protect) throw new RunFailed(root.urn, `unable to replace ${resource.urn}: it is protected`);
    await run.delete(resource, resource.delete ? "delete" : "delete-replaced", !resource.delete);
    run.deleted.add(resource.urn);
    run.condemned.add(resource);
  }
}

/** In the order of the state; what the program has registered already cannot depend on it any more. */
function dependents(run: Run, root: StateResource): readonly StateResource[] {
  const reached = new Set([root.urn]);
  const base = run.snapshot.base.slice(run.snapshot.base.indexOf(root) + 1);
  return base.filter((resource) => {
    if (run.operated.has(resource.urn) || run.deleted.has(resource.urn)) return false;
    if (![...resource.dependencies, ...(resource.parent === undefined ? [] : [resource.parent])].some((urn) => reached.has(urn)))
      return false;
    reached.add(resource.urn);
    return true;
  });
}

async function isReplacedWith(run: Run, resource: StateResource, replaced: ReadonlySet<string>): Promise<boolean> {
  const changed = Object.entries(resource.propertyDependencies)
    .filter(([, urns]) => urns.some((urn) => replaced.has(urn)))
    .map(([name]) => name);
  const named = changed.filter((name) => name in resource.inputs);
  if (named.length === 0) return false;
  const inputs = { ...resource.inputs, ...Object.fromEntries(named.map((name) => [name, unknown])) };
  const diff = await run.ask(resource, (provider) =>
    provider.diff(subjectOf(resource), resource.id ?? "", resource, inputs, resource.ignoreChanges),
  );
  const asked = resource.replaceOnChanges;
  return diff.changes && (diff.replaces.length > 0 || diff.diffs.some((name) => asked.includes("*") || asked.includes(name)));
}

/** At the end of a run: what waits for its deletion, and what the program does not say any more. */
export async function deleteAtTheEnd(run: Run): Promise<void> {
  const allowed = targetsOf(run);
  const steps = new Map<StateResource, "delete" | "delete-replaced" | "discard">();
  for (const resource of run.snapshot.base) {
    if (allowed?.has(resource.urn) === false) continue;
    if (resource.delete) {
      if (!run.condemned.has(resource)) steps.set(resource, "delete-replaced");
    } else if (!run.operated.has(run.aliased.get(resource.urn) ?? resource.urn)) {
      if (run.condemned.has(resource) && !resource.pendingReplacement) continue;
      steps.set(resource, resource.pendingReplacement ? "discard" : "delete");
    }
  }
  const unasked =
    run.options.targets === undefined ? [] : [...steps.keys()].filter(({ urn }) => run.options.targets?.includes(urn) !== true);
  for (const { urn } of unasked) throw new RunFailed(urn, "it would be destroyed, but is not in the list of targets");
  for (const resource of inOrder([...steps.keys()])) {
    const step = steps.get(resource);
    if (step === "delete" || step === "delete-replaced") await run.delete(resource, step);
    else {
      run.note("discard", resource.urn);
      run.snapshot.end(resource, { done: resource });
    }
  }
}

/** The targets and what depends on them. */
function targetsOf(run: Run): ReadonlySet<string> | undefined {
  const { targets } = run.options;
  if (targets === undefined) return undefined;
  const reached = new Set(targets);
  for (const { urn, dependencies, parent } of run.snapshot.base)
    if ([...dependencies, ...(parent === undefined ? [] : [parent])].some((each) => reached.has(each))) reached.add(urn);
  return reached;
}

/** What depends on others goes before them; within a rank, by noun, so that no order of the program is relied on. */
function inOrder(condemned: readonly StateResource[]): readonly StateResource[] {
  const left = new Set(condemned);
  const ranks: StateResource[][] = [];
  while (left.size > 0) {
    const urns = new Set([...left].map(({ urn }) => urn));
    const rank = [...left].filter((resource) => edgesOf(resource).every((urn) => urn === resource.urn || !urns.has(urn)));
    if (rank.length === 0) throw new Error("the state has a ring of dependencies");
    for (const resource of rank) left.delete(resource);
    ranks.push(rank.sort((a, b) => (nounOf(a) + a.urn < nounOf(b) + b.urn ? -1 : 1)));
  }
  return ranks.reverse().flat();
}

function edgesOf({ dependencies, parent, provider, type }: StateResource): readonly string[] {
  const reference = provider === undefined || isProvider(type) ? [] : [provider.slice(0, provider.lastIndexOf("::"))];
  return [...dependencies, ...reference, ...(parent === undefined ? [] : [parent])];
}
