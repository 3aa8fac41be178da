/** What of a stack goes from one face to the other, under which URNs, and what stands in the way. */
import { type Face, otherFace, parseType, parseUrn, providerType, typeToken, urnText } from "../../provider/faces";
import type { ExportedStack, StoredResource } from "./deployment";
import { hasOwnKeysOnly } from "./properties";

export interface Plan {
  /** Resources of this package in the face that is left. */
  readonly ours: ReadonlySet<StoredResource>;
  /** Instances of `oos.Provider` of that face. */
  readonly explicit: ReadonlySet<StoredResource>;
  /** Default providers of that face, those to be kept for resources of others included. */
  readonly defaults: readonly StoredResource[];
  readonly problems: readonly string[];
}

export function planOf(resources: readonly StoredResource[], to: Face): Plan {
  const from = otherFace(to);
  const ours = new Set(resources.filter(({ custom, type }) => custom === true && parseType(type)?.face === from));
  const providers = resources.filter(({ type }) => type === providerType[from]);
  const defaults = providers.filter(isDefault);
  const explicit = providers.filter((provider) => !isDefault(provider));
  const usersOf = (provider: StoredResource): readonly StoredResource[] =>
    resources.filter((resource) => resource.provider === referenceTo(provider));
  const isOwn = (provider: StoredResource): boolean => {
    const users = usersOf(provider);
    return from === "plugin" || users.some((resource) => ours.has(resource)) || (users.length === 0 && hasOwnKeysOnly(provider));
  };
  // A provider and the one that it replaces have one URN.
  const ownUrns = new Set(explicit.filter(isOwn).map(({ urn }) => urn));
  const own = new Set(explicit.filter(({ urn }) => ownUrns.has(urn)));
  const problems = [...own].flatMap((provider) => {
    const strangers = usersOf(provider).filter((resource) => !ours.has(resource));
    if (strangers.length === 0) return [];
    const names = listed(strangers.map(({ urn }) => urn));
    return [
      `provider ${provider.urn} is used by what is not of this package: ${names}\n  next: give them another provider, then pulumi up`,
    ];
  });
  return { ours, explicit: own, defaults, problems };
}

/** As the engine tells them: they have no parent, and their names begin so. */
export function isDefault({ urn, parent }: StoredResource): boolean {
  return (parent ?? "") === "" && (parseUrn(urn)?.name ?? "").startsWith("default");
}

export function referenceTo({ urn, id }: StoredResource): string {
  return `${urn}::${id ?? ""}`;
}

export function pendingProblems({ deployment }: ExportedStack): string[] {
  const pending = deployment.pending_operations ?? [];
  if (pending.length === 0) return [];
  const operations = listed(pending.map(({ type, resource }) => `${type} ${resource.urn}`));
  return [
    `an earlier run was cut off, and its operations are still pending: ${operations}\n  next: pulumi refresh (it asks what became of them), then this command again`,
  ];
}

export function nounProblems(ours: ReadonlySet<StoredResource>, nouns: ReadonlySet<string>): string[] {
  const strange = [...new Set([...ours].map(nounOf))].filter((noun) => !nouns.has(noun));
  return strange.length === 0
    ? []
    : [`this version of pulumi-oos has no ${listed(strange)}\n  next: install the version that the program uses, and run its command`];
}

export function nounOf({ type }: StoredResource): string {
  return parseType(type)?.noun ?? type;
}

/** How the type of every provider begins. */
export const providerPrefix = "pulumi:providers:";
/** The name of a default provider without a version. */
export const defaultName = "default";

/** New URNs by the old ones, for everything whose URN changes: what is moved, and whatever has one of these as a parent. */
export function urnsOf(resources: readonly StoredResource[], { ours, explicit, defaults }: Plan, to: Face): ReadonlyMap<string, string> {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const urns = new Map<string, string>();
  const moving = new Set([...ours, ...explicit, ...defaults]);
  const moved = (resource: StoredResource): string => {
    const known = urns.get(resource.urn);
    if (known !== undefined) return known;
    const parts = parseUrn(resource.urn);
    if (parts === undefined) return resource.urn;
    const above = byUrn.get(resource.parent ?? "");
    const parent = above === undefined ? undefined : parseUrn(above.urn);
    // The chain of a resource is its parent's with the parent's type, unless that is the stack; a provider's type tells no face.
    const isBelow = parent !== undefined && parts.chain.length > 0 && parts.chain.join("$") === [...parent.chain, parent.type].join("$");
    const next = above !== undefined && isBelow ? parseUrn(moved(above)) : undefined;
    const chain = next === undefined ? parts.chain.map((type) => ownType(type, to)) : [...next.chain, next.type];
    const isProvider = explicit.has(resource) || defaults.includes(resource);
    const type = !moving.has(resource) ? parts.type : isProvider ? providerType[to] : ownType(parts.type, to);
    const name = defaults.includes(resource) ? defaultName : parts.name;
    const urn = urnText({ ...parts, chain, type, name });
    urns.set(resource.urn, urn);
    return urn;
  };
  for (const resource of resources) moved(resource);
  return new Map([...urns].filter(([before, after]) => before !== after));
}

function ownType(type: string, to: Face): string {
  const parsed = parseType(type);
  return parsed === undefined ? type : typeToken(to, parsed.noun);
}

/** What the state has under its new URN already; providers become one. */
export function collisions(resources: readonly StoredResource[], urns: ReadonlyMap<string, string>): string[] {
  const living = resources.filter((one) => one.delete !== true && !one.type.startsWith(providerPrefix));
  const all = new Set(living.map(({ urn }) => urn));
  const twins = living.filter(({ urn }) => all.has(urns.get(urn) ?? "") && !urns.has(urns.get(urn) ?? ""));
  return twins.length === 0
    ? []
    : [
        `the stack has these in both faces: ${listed(twins.map(({ urn }) => urn))}\n  next: take the one that the program does not have out of the state, \`pulumi state delete <URN>\` (nothing of the service is touched; of one with the option \`protect\` it asks for \`--force\`), then this command again`,
      ];
}

const mostListed = 5;

function listed(names: readonly string[]): string {
  const more = names.length - mostListed;
  return `${names.slice(0, mostListed).join(", ")}${more > 0 ? ` and ${String(more)} more` : ""}`;
}
