/** What the engine does with one registration of a program: check, diff, and the steps that follow. */
import { InitFailed, type Properties } from "../../support/plugin/results";
import { component, hasUnknown, type Program, referencesOf, type Resource, resolve, withIgnored } from "./program";
import { deleteDependents } from "./replaced";
import { EngineKilled, type Run, RunFailed, subjectOf, wordsOf } from "./run";
import { newResource, type StateResource, urnOf } from "./state";

export class Registrations {
  readonly #outputs = new Map<string, Properties>();
  readonly #urns = new Map<string, string>();
  readonly #providers = new Map<string, string>();

  constructor(private readonly run: Run) {}

  async all(program: Program): Promise<void> {
    const root = `pulumi:pulumi:Stack`;
    this.#unmanaged(urnOf(this.run.stack.name, undefined, root, `life-${this.run.stack.name}`), root, {});
    for (const [index, resource] of program.entries()) {
      if (this.run.options.stopAfter === index) throw new RunFailed("", "the program was killed");
      await this.#register(resource);
    }
    if (this.run.options.stopAfter === program.length) throw new RunFailed("", "the program was killed");
  }

  async #register(resource: Resource): Promise<void> {
    const { run } = this;
    const isComponent = resource.noun === component;
    const type = isComponent ? "test:index:Group" : typeOf(run, resource.noun);
    const parent = resource.parent === undefined ? undefined : this.#urns.get(resource.parent);
    const urn = urnOf(run.stack.name, parent, type, resource.name);
    if (run.urns.has(urn)) throw new RunFailed(urn, `duplicate resource URN ${urn}`);
    run.urns.add(urn);
    this.#urns.set(resource.key, urn);
    if (isComponent) {
      this.#unmanaged(urn, type, parent === undefined ? {} : { parent }, resource.aliases);
      return;
    }
    const provider = this.#provider(resource.instance ?? "default");
    const goal = resolve(resource.args, this.#outputs) as Properties;
    const dependencies = this.#urnsOf(referencesOf(resource.args));
    const wanted = newResource({
      urn,
      type,
      custom: true,
      provider,
      ...(parent === undefined ? {} : { parent }),
      dependencies,
      propertyDependencies: Object.fromEntries(
        Object.entries(resource.args).flatMap(([name, value]) => {
          const urns = this.#urnsOf(referencesOf(value));
          return urns.length === 0 ? [] : [[name, urns] as const];
        }),
      ),
      protect: resource.protect === true,
      retainOnDelete: resource.retainOnDelete === true,
      ignoreChanges: resource.ignoreChanges ?? [],
      replaceOnChanges: resource.replaceOnChanges ?? [],
    });
    const old = this.#old(urn, resource.aliases ?? []);
    const state = run.isTargeted(urn) ? await this.#targeted(resource, wanted, goal, old) : this.#untargeted(urn, old, goal);
    this.#outputs.set(resource.key, { ...state.inputs, ...state.outputs, id: state.id });
  }

  #urnsOf(keys: readonly string[]): readonly string[] {
    return keys.flatMap((key) => this.#urns.get(key) ?? []);
  }

  #old(urn: string, aliases: readonly string[]): StateResource | undefined {
    const { run } = this;
    for (const each of [urn, ...aliases]) {
      const old = run.snapshot.base.find((resource) => resource.urn === each && !resource.delete);
      if (old === undefined) continue;
      if (each !== urn) {
        if (run.urns.has(each) || run.aliased.has(each)) throw new RunFailed(urn, `duplicate resource alias ${each}`);
        run.aliased.set(each, urn);
      }
      return old;
    }
    return undefined;
  }

  /** A component or the stack itself: only the state knows of it. */
  #unmanaged(urn: string, type: string, more: Partial<StateResource>, aliases: readonly string[] = []): void {
    this.run.urns.add(urn);
    const old = this.#old(urn, aliases);
    const wanted = newResource({ ...old, urn, type, custom: false, ...more });
    this.run.operated.add(urn);
    this.run.snapshot.end(wanted, { done: old, made: wanted });
  }

  #provider(instance: string): string {
    const { run } = this;
    const known = this.#providers.get(instance);
    if (known !== undefined) return known;
    const type = `pulumi:providers:${run.host.face === "plugin" ? "oos" : "pulumi-nodejs"}`;
    const urn = urnOf(run.stack.name, undefined, type, instance);
    const old = run.snapshot.base.find((resource) => resource.urn === urn);
    const made = newResource({ ...old, urn, type, custom: true, id: `id-of-${instance}` });
    run.urns.add(urn);
    run.operated.add(urn);
    run.snapshot.end(made, { done: old, made });
    const reference = `${urn}::id-of-${instance}`;
    this.#providers.set(instance, reference);
    return reference;
  }

  #untargeted(urn: string, old: StateResource | undefined, goal: Properties): StateResource {
    const { run } = this;
    run.operated.add(urn);
    if (old === undefined) {
      run.skipped.add(urn);
      return newResource({ urn, type: "", custom: true, inputs: goal });
    }
    // It keeps its old URN, also where an alias has led to it.
    run.operated.add(old.urn);
    run.urns.add(old.urn);
    return old;
  }

  async #targeted(resource: Resource, wanted: StateResource, goal: Properties, old: StateResource | undefined): Promise<StateResource> {
    const { run } = this;
    const { urn } = wanted;
    if (wanted.dependencies.some((dependency) => run.skipped.has(dependency)))
      throw new RunFailed(urn, "it depends on a resource that is not in the list of targets");
    const isRecreated = run.deleted.has(urn);
    const isAsked = run.isAskedToReplace(urn, old);
    const news = withIgnored(goal, old, wanted.ignoreChanges);
    wanted.inputs =
      isRecreated || isAsked || old === undefined ? await this.#check(wanted, {}, goal) : await this.#check(wanted, old.inputs, news);
    if (isRecreated && old !== undefined) {
      run.deleted.delete(urn);
      return this.#create(wanted, "create-replacement", old);
    }
    if (old === undefined) return this.#create(wanted, "create");
    const diff = await this.#diff(wanted, old, isAsked);
    const mustReplace = diff.replaces || old.pendingReplacement;
    if (mustReplace) return this.#replace(resource, wanted, goal, old, { ...diff, isAsked });
    if (diff.changes || old.initErrors.length > 0) return this.#update(wanted, old);
    run.operated.add(urn);
    const same = Object.assign(wanted, { id: old.id, outputs: old.outputs });
    run.snapshot.end(same, { done: old, made: same });
    return same;
  }

  async #check(wanted: StateResource, olds: Properties, news: Properties): Promise<Properties> {
    const seed = this.run.host.random(32);
    const request = { olds, news, seed, replaceOnChanges: wanted.replaceOnChanges };
    const { inputs, failures } = await this.run.ask(wanted, (provider) => provider.check(subjectOf(wanted), request));
    if (failures.length > 0) throw new RunFailed(wanted.urn, failures.map(({ property, reason }) => `${property}: ${reason}`).join("\n"));
    return inputs;
  }

  async #diff(
    wanted: StateResource,
    old: StateResource,
    isAsked: boolean,
  ): Promise<{ readonly changes: boolean; readonly replaces: boolean; readonly deletesFirst: boolean }> {
    if (isAsked) return { changes: true, replaces: true, deletesFirst: false };
    // The other instance is asked: no configuration of ours replaces a resource.
    const diff = await this.run.ask(wanted, (provider) =>
      provider.diff(subjectOf(wanted), old.id ?? "", old, wanted.inputs, wanted.ignoreChanges),
    );
    return {
      changes: diff.changes,
      replaces: diff.changes && (diff.replaces.length > 0 || diff.diffs.some((name) => covered(wanted.replaceOnChanges, name))),
      deletesFirst: diff.deleteBeforeReplace,
    };
  }

  async #replace(
    resource: Resource,
    wanted: StateResource,
    goal: Properties,
    old: StateResource,
    how: { readonly deletesFirst: boolean; readonly isAsked: boolean },
  ): Promise<StateResource> {
    const { run } = this;
    if (wanted.protect && old.protect) throw new RunFailed(wanted.urn, "unable to replace resource: it is protected");
    if (!how.isAsked) wanted.inputs = await this.#check(wanted, {}, goal);
    run.note("replace", wanted.urn);
    if (!(resource.deleteBeforeReplace ?? how.deletesFirst)) return this.#create(wanted, "create-replacement", old, true);
    await deleteDependents(run, old);
    if (!old.pendingReplacement) await run.delete(old, "delete-replaced", true);
    run.condemned.add(old);
    return this.#create(wanted, "create-replacement", old);
  }

  async #create(
    wanted: StateResource,
    op: "create" | "create-replacement",
    old?: StateResource,
    oldIsDeletedLater = false,
  ): Promise<StateResource> {
    const { run } = this;
    const step = run.note(op, wanted.urn);
    run.operated.add(wanted.urn);
    const subject = subjectOf(wanted);
    if (run.isDry) {
      wanted.outputs = await run.ask(wanted, (provider) => provider.previewCreate(subject, wanted.inputs));
      if (oldIsDeletedLater && old !== undefined) old.delete = true;
      run.snapshot.end(wanted, { made: wanted, done: old?.pendingReplacement === true ? old : undefined });
      return wanted;
    }
    if (hasUnknown(wanted.inputs)) throw new RunFailed(wanted.urn, "an input is unknown in an update");
    run.snapshot.begin(wanted, "creating");
    const finish = (id: string, outputs: Properties): void => {
      Object.assign(wanted, { id, outputs });
      if (oldIsDeletedLater && old !== undefined) old.delete = true;
      run.snapshot.end(wanted, { made: wanted, done: old?.pendingReplacement === true ? old : undefined });
    };
    await this.#keepingHalfMade(wanted, finish, async () => {
      const { id, state } = await run.host.change(step, wanted.provider ?? "", (provider) => provider.create(subject, wanted.inputs));
      finish(id, state);
    });
    return wanted;
  }

  async #update(wanted: StateResource, old: StateResource): Promise<StateResource> {
    const { run } = this;
    const step = run.note("update", wanted.urn);
    run.operated.add(wanted.urn);
    Object.assign(wanted, { id: old.id });
    if (run.isDry) {
      wanted.outputs = { ...old.outputs, ...wanted.inputs };
      run.snapshot.end(wanted, { made: wanted, done: old });
      return wanted;
    }
    run.snapshot.begin(wanted, "updating");
    const finish = (outputs: Properties, inputs: Properties): void => {
      Object.assign(wanted, { outputs, inputs });
      run.snapshot.end(wanted, { made: wanted, done: old });
    };
    // Of an update that was cut short the old inputs are kept.
    await this.#keepingHalfMade(
      wanted,
      (_id, outputs) => finish(outputs, old.inputs),
      async () => {
        const task = run.host.change(step, wanted.provider ?? "", (provider) =>
          provider.update(subjectOf(wanted), old.id ?? "", old, wanted.inputs),
        );
        finish(await task, wanted.inputs);
      },
    );
    return wanted;
  }

  async #keepingHalfMade(wanted: StateResource, keep: (id: string, outputs: Properties) => void, task: () => Promise<void>): Promise<void> {
    try {
      await task();
    } catch (error) {
      if (error instanceof EngineKilled) throw error;
      if (error instanceof InitFailed) {
        wanted.initErrors = error.reasons;
        keep(error.id, error.state);
      } else this.run.snapshot.end(wanted);
      throw new RunFailed(wanted.urn, wordsOf(error), { cause: error }, wanted.inputs);
    }
  }
}

function typeOf(run: Run, noun: string): string {
  return run.host.face === "plugin" ? `oos:index:${noun}` : `pulumi-nodejs:dynamic/oos:${noun}`;
}

/** Whole inputs, or everything. */
function covered(patterns: readonly string[], name: string): boolean {
  return patterns.includes("*") || patterns.includes(name);
}
