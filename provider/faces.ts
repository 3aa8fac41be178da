/**
 * The two faces by which a resource reaches Pulumi, as a state shows them: type tokens, provider types, and what the dynamic face adds to the
 * properties of a resource. Pure: the SDK, the provider and the command that moves a stack between the faces all say the same from here.
 */

/** `dynamic` (default): Pulumi's dynamic provider runs this package. `plugin`: the engine starts the `oos` plugin. */
export type Face = "dynamic" | "plugin";

export const faces: readonly Face[] = ["dynamic", "plugin"];

const typePrefix: Readonly<Record<Face, string>> = { dynamic: "pulumi-nodejs:dynamic/oos:", plugin: "oos:index:" };

/** Type of an explicit or default provider. */
export const providerType: Readonly<Record<Face, string>> = {
  dynamic: "pulumi:providers:pulumi-nodejs",
  plugin: "pulumi:providers:oos",
};

export function otherFace(face: Face): Face {
  return face === "dynamic" ? "plugin" : "dynamic";
}

/** The type token of a noun: `oos:index:Bucket`. */
export function typeToken(face: Face, noun: string): string {
  return `${typePrefix[face]}${noun}`;
}

/** Face and noun of a type token; undefined for a type that is not of this package. */
export function parseType(type: string): { readonly face: Face; readonly noun: string } | undefined {
  const face = faces.find((candidate) => type.startsWith(typePrefix[candidate]));
  return face === undefined ? undefined : { face, noun: type.slice(typePrefix[face].length) };
}

export interface UrnParts {
  /** `urn:pulumi:<stack>::<project>` */
  readonly prefix: string;
  /** Types of the parents, outermost first, without the stack's. */
  readonly chain: readonly string[];
  readonly type: string;
  /** May hold `::` itself. */
  readonly name: string;
}

/** @returns undefined for a text that is no URN */
export function parseUrn(urn: string): UrnParts | undefined {
  const [, prefix, types, name] = /^(urn:pulumi:[^:]+::[^:]+)::((?:[^:]|:(?!:))+)::(.*)$/s.exec(urn) ?? [];
  if (prefix === undefined || types === undefined || name === undefined) return undefined;
  const chain = types.split("$");
  return { prefix, chain: chain.slice(0, -1), type: chain.at(-1) ?? "", name };
}

export function urnText({ prefix, chain, type, name }: UrnParts): string {
  return `${prefix}::${[...chain, type].join("$")}::${name}`;
}

/**
 * A URN as it would be in the other face.
 * @param nouns those that differ by face: a component is the same in both
 */
export function swappedUrn(urn: string, nouns: Pick<ReadonlySet<string>, "has">): string {
  const parts = parseUrn(urn);
  if (parts === undefined) return urn;
  const swapped = (type: string): string => {
    const parsed = parseType(type);
    return parsed === undefined || !nouns.has(parsed.noun) ? type : typeToken(otherFace(parsed.face), parsed.noun);
  };
  return urnText({ ...parts, chain: parts.chain.map(swapped), type: swapped(parts.type) });
}

/** The properties that the SDK passes along in the dynamic face, since Pulumi's dynamic provider passes them on to no handler. */
export const passedAlong = {
  /** The text that the dynamic provider evaluates; the one that stays in the state. */
  provider: "__provider",
  resourceName: "__resourceName",
  urn: "__urn",
  replaceOnChanges: "__replaceOnChanges",
  /** Names of the inputs that the program marked as secret: they come without their mark. */
  secretInputs: "__secretInputs",
} as const;

/** The text that the dynamic provider evaluates: constant, without secrets, nothing of the program in it. */
export function providerText(noun: string): string {
  return `exports.handler=()=>require("pulumi-oos/dynamic").handler("${noun}")`;
}

/** The lines of `Pulumi.yaml` by which the engine finds the plugin. @param path of the package, from the project's folder */
export function pluginLines(path = "node_modules/pulumi-oos"): string {
  return `plugins:\n  providers:\n    - name: oos\n      path: ${path}\n`;
}

/** Whether a project file (YAML or JSON) seems to say where the plugin is; in doubt it does. */
export function namesPlugin(projectFile: string): boolean {
  const section = /(?:^|["'{,\s])(?:plugins|packages)["']?\s*:/.exec(projectFile);
  return section !== null && /\boos\b/.test(projectFile.slice(section.index));
}
