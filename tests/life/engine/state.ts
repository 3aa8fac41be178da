/** What the engine keeps of a stack, and how a run changes it: step by step, each stored before the next one begins. */
import type { Properties } from "../../support/plugin/results";

/** A resource as the engine has it. Two of one URN can be there: the old one of a replacement waits for its deletion. */
export interface StateResource {
  urn: string;
  type: string;
  /** False: a component or a provider, of which no provider of ours is asked. */
  readonly custom: boolean;
  id?: string;
  inputs: Properties;
  outputs: Properties;
  parent?: string;
  /** `<URN of the provider>::<its id>`. */
  provider?: string;
  dependencies: readonly string[];
  /** Input to the resources that its value comes from. */
  propertyDependencies: Readonly<Record<string, readonly string[]>>;
  delete: boolean;
  /** Deleted already; its replacement is still to be made. */
  pendingReplacement: boolean;
  protect: boolean;
  retainOnDelete: boolean;
  taint: boolean;
  initErrors: readonly string[];
  ignoreChanges: readonly string[];
  replaceOnChanges: readonly string[];
}

export type OperationType = "creating" | "updating" | "deleting";

interface Operation {
  readonly resource: StateResource;
  readonly type: OperationType;
}

export const projectName = "life";

/** How the URNs of a stack begin. */
export function urnPrefix(stack: string): string {
  return `urn:pulumi:${stack}::${projectName}::`;
}

export function urnOf(stack: string, parent: string | undefined, type: string, name: string): string {
  const above = parent === undefined ? "" : `${typesOf(parent)}$`;
  return `${urnPrefix(stack)}${above}${type}::${name}`;
}

/** The qualified type of a URN: `test:index:Group$oos:index:Bucket`. */
function typesOf(urn: string): string {
  return urn.split("::")[2] ?? "";
}

export function nounOf(resource: Pick<StateResource, "type">): string {
  return resource.type.split(":").at(-1) ?? "";
}

/** The name in the program. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

/** What outlives a run: the stored checkpoint. */
export class Stack {
  #stored = "[]";
  #pending = "[]";

  constructor(readonly name: string) {}

  /** The resources as stored, as new objects. */
  load(): StateResource[] {
    return JSON.parse(this.#stored) as StateResource[];
  }

  loadPending(): Operation[] {
    return JSON.parse(this.#pending) as Operation[];
  }

  store(resources: readonly StateResource[], pending: readonly Operation[]): void {
    this.#stored = JSON.stringify(resources);
    this.#pending = JSON.stringify(pending);
  }

  /** Rewrites the stored state, as `pulumi state` does. */
  edit(change: (resources: StateResource[]) => readonly StateResource[]): void {
    this.store(change(this.load()), this.loadPending());
  }

  /** As `pulumi stack export` prints it. */
  exported(): string {
    return JSON.stringify({
      version: 3,
      deployment: {
        manifest: { time: "2026-01-01T00:00:00Z", magic: "", version: "v3.220.0" },
        resources: this.load().map(exportedForm),
        pending_operations: this.loadPending().map(({ resource, type }) => ({ resource: exportedForm(resource), type })),
      },
    });
  }

  /** As `pulumi stack import` reads it. */
  import(text: string): void {
    const { deployment } = JSON.parse(text) as {
      readonly deployment: { readonly resources?: Exported[]; readonly pending_operations?: { resource: Exported; type: OperationType }[] };
    };
    this.store(
      (deployment.resources ?? []).map(importedForm),
      (deployment.pending_operations ?? []).map(({ resource, type }) => ({ resource: importedForm(resource), type })),
    );
  }
}

/** Absent means false or empty there. */
type Exported = Partial<StateResource> & Pick<StateResource, "urn" | "type" | "custom">;

function exportedForm(resource: StateResource): Exported {
  return Object.fromEntries(
    Object.entries(resource).filter(
      ([name, value]) => name === "custom" || (value !== false && !(Array.isArray(value) && value.length === 0)),
    ),
  ) as unknown as Exported;
}

function importedForm(stored: Exported): StateResource {
  return newResource(stored);
}

export function newResource(given: Exported): StateResource {
  return {
    inputs: {},
    outputs: {},
    dependencies: [],
    propertyDependencies: {},
    delete: false,
    pendingReplacement: false,
    protect: false,
    retainOnDelete: false,
    taint: false,
    initErrors: [],
    ignoreChanges: [],
    replaceOnChanges: [],
    ...given,
  };
}

/** The snapshot manager: what was there before the run, what the run has made of it, and what is under way. */
export class Snapshot {
  readonly base: readonly StateResource[];
  readonly #basePending: readonly Operation[];
  readonly #made: StateResource[] = [];
  readonly #done = new Set<StateResource>();
  #operations: Operation[] = [];

  /** @param isDry nothing is stored */
  constructor(
    private readonly stack: Stack,
    private readonly isDry: boolean,
  ) {
    this.base = stack.load();
    this.#basePending = stack.loadPending().filter(({ type }) => type === "creating");
  }

  /** Before the provider is asked. */
  begin(resource: StateResource, type: OperationType): void {
    this.#operations.push({ resource, type });
    this.#store();
  }

  /** After the provider has answered: what goes, and what is there instead. A failed step changes nothing. */
  end(
    resource: StateResource,
    change: { readonly done?: StateResource | undefined; readonly made?: StateResource | undefined } = {},
  ): void {
    this.#operations = this.#operations.filter((operation) => operation.resource !== resource);
    if (change.done !== undefined) this.#done.add(change.done);
    if (change.made !== undefined) this.#made.push(change.made);
    this.#store();
  }

  get resources(): readonly StateResource[] {
    return [...this.#made, ...this.base].filter((resource) => !this.#done.has(resource));
  }

  #store(): void {
    // An interrupted creation stays on record until a person has looked at it.
    if (!this.isDry) this.stack.store(this.resources, [...this.#operations, ...this.#basePending]);
  }
}
