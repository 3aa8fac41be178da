/**
 * Moves an exported stack from one face to the other: types, URNs wherever they stand, providers, and what only the dynamic face keeps among the
 * properties. The service has nothing to do with it; values and encrypted secrets stay as they are. Pure: ids of new providers come in.
 */
import { RefusalError } from "../exit";
import { type Face, faces, otherFace, parseUrn, providerType, swappedUrn, urnText } from "../../provider/faces";
import { type ExportedStack, isMarked, type StoredResource } from "./deployment";
import {
  collisions,
  defaultName,
  isDefault,
  nounOf,
  nounProblems,
  pendingProblems,
  type Plan,
  planOf,
  providerPrefix,
  referenceTo,
  urnsOf,
} from "./plan";
import { movedProvider, movedResource } from "./properties";

export interface Surroundings {
  /** Names of all resources of the package. */
  readonly nouns: ReadonlySet<string>;
  /** An id for a provider that the state has not had so far. */
  readonly newId: () => string;
}

export interface Moved {
  readonly stack: ExportedStack;
  /** Number of moved resources by noun. */
  readonly resources: Readonly<Record<string, number>>;
  /** Number of moved explicit providers. */
  readonly providers: number;
}

/**
 * @returns undefined when nothing of the stack is in the other face
 * @throws Error with everything that stands in the way
 */
export function moveFace(stack: ExportedStack, to: Face, surroundings: Surroundings): Moved | undefined {
  const resources = stack.deployment.resources ?? [];
  const plan = planOf(resources, to);
  if (plan.ours.size === 0 && plan.explicit.size === 0) return undefined;
  const problems = [...pendingProblems(stack), ...plan.problems, ...nounProblems(plan.ours, surroundings.nouns)];
  const urns = urnsOf(resources, plan, to);
  problems.push(...collisions(resources, urns));
  if (problems.length > 0) throw new RefusalError(problems.join("\n"));
  const moved = placed(resources, plan, to, { urns, ...surroundings }).map(({ resource, provider }) =>
    rewritten(resource, provider, { plan, to, urns, nouns: surroundings.nouns }),
  );
  return {
    stack: { ...stack, deployment: { ...stack.deployment, resources: moved } },
    resources: counts([...plan.ours].map((resource) => nounOf(resource))),
    providers: plan.explicit.size,
  };
}

interface Placed {
  readonly resource: StoredResource;
  /** Reference to the provider, where it is another one. */
  readonly provider?: string;
}

/** The resources with the providers that they are to have, each provider before all that use it. */
function placed(resources: readonly StoredResource[], plan: Plan, to: Face, rewriting: Pick<Rewriting, "urns"> & Surroundings): Placed[] {
  const defaults = defaultsOf(resources, plan, to, rewriting);
  const explicit = explicitOf(resources, plan, to, rewriting.urns);
  const list: Placed[] = [];
  let isPlaced = false;
  for (const resource of resources) {
    if (explicit.dropped.has(resource)) continue;
    if (defaults !== undefined && (resource === defaults.target || plan.defaults.includes(resource))) {
      if (defaults.kept.has(resource)) list.push({ resource });
      // It depends on nothing, so it can stand in the place of the first.
      if (!isPlaced) list.push({ resource: defaults.target });
      isPlaced = true;
      continue;
    }
    const reference = resource.provider ?? "";
    const isOfDefault = defaults !== undefined && plan.ours.has(resource) && plan.defaults.some((one) => referenceTo(one) === reference);
    const provider = isOfDefault ? referenceTo(defaults.target) : explicit.references.get(reference);
    list.push({ resource, ...(provider === undefined ? {} : { provider }) });
  }
  return list;
}

interface Defaults {
  /** The one default provider for all resources of this package. */
  readonly target: StoredResource;
  /** Those of the left face that stay for resources of others. */
  readonly kept: ReadonlySet<StoredResource>;
}

/** The target is the one that the state has, else the first of the left face, or a new one where others need that. */
function defaultsOf(
  resources: readonly StoredResource[],
  { ours, defaults }: Plan,
  to: Face,
  { newId }: Surroundings,
): Defaults | undefined {
  const isUsed = (provider: StoredResource, byOurs: boolean): boolean =>
    resources.some((one) => ours.has(one) === byOurs && one.provider === referenceTo(provider));
  const kept = new Set(defaults.filter((provider) => isUsed(provider, false)));
  const [first] = defaults.filter((provider) => !kept.has(provider) || isUsed(provider, true)).sort((a, b) => rank(a) - rank(b));
  if (first === undefined) return undefined;
  const present = resources.find((one) => one.type === providerType[to] && isDefault(one) && one.delete !== true);
  return { target: present ?? { ...movedDefault(first, to), ...(kept.has(first) ? { id: newId() } : {}) }, kept };
}

interface Explicit {
  /** References to providers, by the old ones. */
  readonly references: ReadonlyMap<string, string>;
  /** Of a provider that the state has in both faces (a refused run makes providers before it meets a resource) the first is enough. */
  readonly dropped: ReadonlySet<StoredResource>;
}

function explicitOf(resources: readonly StoredResource[], { explicit }: Plan, to: Face, urns: ReadonlyMap<string, string>): Explicit {
  const references = new Map<string, string>();
  const dropped = new Set<StoredResource>();
  for (const provider of explicit) {
    const urn = urns.get(provider.urn) ?? provider.urn;
    const twin = resources.find((one) => one.urn === urn && one.type === providerType[to] && one.delete !== true);
    const isSecond = twin !== undefined && provider.delete !== true && resources.indexOf(twin) < resources.indexOf(provider);
    const stays = isSecond ? referenceTo(twin) : referenceTo({ ...provider, urn });
    references.set(referenceTo(provider), stays);
    if (twin === undefined || provider.delete === true) continue;
    references.set(referenceTo(twin), stays);
    dropped.add(isSecond ? provider : twin);
  }
  return { references, dropped };
}

/** The living one without a version in its name first. */
function rank(provider: StoredResource): number {
  return (provider.delete === true ? 2 : 0) + (parseUrn(provider.urn)?.name === defaultName ? 0 : 1);
}

function movedDefault(provider: StoredResource, to: Face): StoredResource {
  const parts = parseUrn(provider.urn);
  const moved = movedProvider(provider, to);
  return parts === undefined ? moved : { ...moved, urn: urnText({ ...parts, type: providerType[to], name: defaultName }) };
}

interface Rewriting {
  readonly plan: Plan;
  readonly to: Face;
  readonly urns: ReadonlyMap<string, string>;
  readonly nouns: ReadonlySet<string>;
}

function rewritten(resource: StoredResource, provider: string | undefined, { plan, to, urns, nouns }: Rewriting): StoredResource {
  // A default provider stands where it is to be, or stays as it is for others.
  if (resource.type.startsWith(providerPrefix) && isDefault(resource)) return resource;
  const isOurs = plan.ours.has(resource);
  const isProvider = plan.explicit.has(resource);
  const moved = isOurs ? movedResource(resource, to) : isProvider ? movedProvider(resource, to) : resource;
  const { provider: reference, aliases, ...rest } = moved;
  const movedAlias = (alias: string): string => urns.get(alias) ?? (isProvider ? otherProvider(alias) : swappedUrn(alias, nouns));
  return {
    ...(replaced(rest, urns) as StoredResource),
    ...(typeof reference === "string" ? { provider: provider ?? reference } : {}),
    ...(Array.isArray(aliases) ? { aliases: aliases.map(movedAlias) } : {}),
  };
}

/** The URN of a provider under the other of its two types. */
function otherProvider(urn: string): string {
  const parts = parseUrn(urn);
  const face = faces.find((candidate) => providerType[candidate] === parts?.type);
  return parts === undefined || face === undefined ? urn : urnText({ ...parts, type: providerType[otherFace(face)] });
}

/** Every text that is one of the URNs; what is encrypted is not looked into. */
function replaced(value: unknown, urns: ReadonlyMap<string, string>): unknown {
  if (typeof value === "string") return urns.get(value) ?? value;
  if (Array.isArray(value)) return value.map((item) => replaced(item, urns));
  if (value === null || typeof value !== "object" || isMarked(value as Readonly<Record<string, unknown>>)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, replaced(item, urns)]));
}

function counts(nouns: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {};
  for (const noun of [...nouns].sort()) found[noun] = (found[noun] ?? 0) + 1;
  return found;
}
