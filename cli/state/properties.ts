/** The properties of resources and providers as the other face keeps them. */
import { type Face, parseType, passedAlong, providerText, providerType, typeToken } from "../../provider/faces";
import type { StoredResource } from "./deployment";

type Values = Readonly<Record<string, unknown>>;

/** A resource of this package with the type and the hidden properties of the other face. */
export function movedResource(resource: StoredResource, to: Face): StoredResource {
  const { inputs, outputs, propertyDependencies, ...rest } = resource;
  const noun = parseType(resource.type)?.noun ?? "";
  const given = to === "dynamic" ? { [passedAlong.provider]: providerText(noun) } : {};
  const dependencies = Object.entries(propertyDependencies ?? {}).filter(([key]) => !hidden.has(key));
  return {
    ...rest,
    type: typeToken(to, noun),
    inputs: { ...given, ...visible(inputs ?? {}) },
    outputs: { ...given, ...visible(outputs ?? {}) },
    ...(dependencies.length === 0 ? {} : { propertyDependencies: Object.fromEntries(dependencies) }),
  };
}

const hidden: ReadonlySet<string> = new Set(Object.values(passedAlong));

function visible(values: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => !hidden.has(key)));
}

const configPrefix = "oos:";
/** What the engine keeps beside the configuration of a provider: it is about the plugin of one face. */
const engineKeys: ReadonlySet<string> = new Set(["version", "pluginDownloadURL", "pluginChecksums", "__internal"]);

/** In the dynamic face the settings stand under the package's namespace, since that provider has the whole configuration of the stack. */
export function movedProvider(provider: StoredResource, to: Face): StoredResource {
  const { inputs, outputs, propertyDependencies, ...rest } = provider;
  const renamed = <T>(values: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(values).flatMap(([key, value]): [string, T][] => {
        if (engineKeys.has(key)) return [];
        if (to === "dynamic") return [[`${configPrefix}${key}`, value]];
        return key.startsWith(configPrefix) ? [[key.slice(configPrefix.length), value]] : [];
      }),
    );
  return {
    ...rest,
    type: providerType[to],
    ...(inputs === undefined || inputs === null ? {} : { inputs: renamed(inputs) }),
    ...(outputs === undefined || outputs === null ? {} : { outputs: renamed(outputs) }),
    ...(propertyDependencies === undefined || propertyDependencies === null ? {} : { propertyDependencies: renamed(propertyDependencies) }),
  };
}

/** True for the inputs of a provider of the dynamic face that say nothing but what an `oos.Provider` says. */
export function hasOwnKeysOnly({ inputs }: StoredResource): boolean {
  return Object.keys(inputs ?? {}).every((key) => key.startsWith(configPrefix) || engineKeys.has(key));
}
