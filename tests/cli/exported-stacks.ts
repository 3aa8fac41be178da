/** Stacks as `pulumi stack export` writes them in each face, rendered from one description, and the engine's own rules for a state. */
import fc from "fast-check";
import { registry } from "../../provider/registry";

export type Face = "dynamic" | "plugin";

export interface Stored {
  readonly urn: string;
  readonly type: string;
  readonly custom: boolean;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly dependencies?: readonly string[];
  readonly [more: string]: unknown;
}

export interface Exported {
  readonly version: number;
  readonly deployment: { readonly resources?: readonly Stored[]; readonly [more: string]: unknown };
  readonly [more: string]: unknown;
}

type Kind = "ours" | "component" | "foreignDynamic" | "aws" | "provider";

/** One resource of a program; numbers are places of earlier ones, taken modulo their count. */
export interface Item {
  readonly kind: Kind;
  readonly noun: string;
  readonly name: string;
  readonly parent?: number;
  /** An earlier `oos.Provider`; absent: the default one. */
  readonly provider?: number;
  readonly dependencies: readonly number[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly deletedWith?: number;
  readonly replaced: boolean;
  readonly aliases: readonly string[];
  readonly values: Readonly<Record<string, unknown>>;
}

const prefix = "urn:pulumi:test::suite::";
const stackUrn = `${prefix}pulumi:pulumi:Stack::suite-test`;
const secretOf = (text: string): object => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: `v1:${text}`,
});

const ownType = (face: Face, noun: string): string => (face === "dynamic" ? `pulumi-nodejs:dynamic/oos:${noun}` : `oos:index:${noun}`);
const providerTypeOf = (face: Face): string => `pulumi:providers:${face === "dynamic" ? "pulumi-nodejs" : "oos"}`;

function typeOf({ kind, noun }: Item, face: Face): string {
  switch (kind) {
    case "ours":
      return ownType(face, noun);
    case "provider":
      return providerTypeOf(face);
    case "component":
      return "suite:index:Component";
    case "foreignDynamic":
      return "pulumi-nodejs:dynamic:Resource";
    case "aws":
      return "aws:s3/bucket:Bucket";
  }
}

const textOf = (noun: string): string => `exports.handler=()=>require("pulumi-oos/dynamic").handler("${noun}")`;

/**
 * The stack of these items in a face.
 * @param newId of the plugin's default provider where the dynamic one stays for other dynamic resources
 */
export function rendered(items: readonly Item[], face: Face, newId: string): Exported {
  const urns: string[] = [];
  const typeChains: string[] = [];
  const ids = items.map((_item, index) => `id-${String(index)}`);
  const earlier = (index: number, place: number | undefined, kinds: readonly Kind[]): number | undefined => {
    const candidates = items.slice(0, index).flatMap(({ kind }, at) => (kinds.includes(kind) ? [at] : []));
    return place === undefined || candidates.length === 0 ? undefined : candidates[place % candidates.length];
  };
  const hasForeign = items.some(({ kind }) => kind === "foreignDynamic");
  const isShared =
    hasForeign && items.some((item, index) => item.kind === "ours" && earlier(index, item.provider, ["provider"]) === undefined);
  const hasDefault = items.some((item, index) => item.kind === "ours" && earlier(index, item.provider, ["provider"]) === undefined);
  const nodejs = `${prefix}pulumi:providers:pulumi-nodejs::default`;
  const ownDefault = face === "dynamic" ? nodejs : `${prefix}pulumi:providers:oos::default`;
  const ownDefaultId = face === "plugin" && isShared ? newId : "default-id";
  const settings = (under: string, more: object = {}): object => ({
    [`${under}region`]: "cn",
    [`${under}secretAccessKey`]: secretOf("key"),
    ...more,
  });
  const provider = (urn: string, type: string, id: string, values: object): Stored => ({
    urn,
    type,
    custom: true,
    id,
    inputs: values,
    outputs: values,
  });
  const defaults: Stored[] = [];
  if (hasForeign || (face === "dynamic" && hasDefault)) {
    const more = hasForeign ? { "suite:other": "x", "aws:region": "y" } : {};
    defaults.push(provider(nodejs, "pulumi:providers:pulumi-nodejs", "default-id", settings("oos:", more)));
  }
  if (face === "plugin" && hasDefault) defaults.push(provider(ownDefault, "pulumi:providers:oos", ownDefaultId, settings("")));

  const resources = items.map((item, index): Stored => {
    const { kind, noun, name, options, replaced, values } = item;
    const parent = earlier(index, item.parent, ["component", "ours", "aws"]);
    const type = typeOf(item, face);
    const chain = parent === undefined ? type : `${typeChains[parent] ?? ""}$${type}`;
    typeChains.push(chain);
    const urn = `${prefix}${chain}::${name}-${String(index)}`;
    urns.push(urn);
    const dependencies = [...new Set(item.dependencies.map((place) => urns[place % index] ?? ""))].filter(
      (one) => one !== "" && one !== urn,
    );
    const explicit = earlier(index, item.provider, ["provider"]);
    const reference =
      kind === "ours"
        ? explicit === undefined
          ? `${ownDefault}::${ownDefaultId}`
          : `${urns[explicit] ?? ""}::${ids[explicit] ?? ""}`
        : kind === "foreignDynamic"
          ? `${nodejs}::default-id`
          : kind === "aws"
            ? `${prefix}pulumi:providers:aws::default_6_0_0::aws-id`
            : undefined;
    const deletedWith = item.deletedWith === undefined || index === 0 ? undefined : urns[item.deletedWith % index];
    const hidden = kind === "ours" && face === "dynamic" ? { __provider: textOf(noun) } : {};
    const given = kind === "provider" ? settings(face === "dynamic" ? "oos:" : "") : { ...hidden, ...values };
    return {
      urn,
      type,
      custom: kind !== "component",
      ...(kind === "component" ? {} : { id: ids[index] ?? "", inputs: given }),
      outputs: kind === "provider" ? given : { ...given, made: urns[0], __settling: { "*": [] }, secret: secretOf(name) },
      parent: parent === undefined ? stackUrn : (urns[parent] ?? stackUrn),
      ...(reference === undefined ? {} : { provider: reference }),
      ...(dependencies.length === 0
        ? {}
        : { dependencies, propertyDependencies: { [kind === "provider" && face === "dynamic" ? "oos:region" : "region"]: dependencies } }),
      ...(deletedWith === undefined ? {} : { deletedWith, replaceWith: [deletedWith] }),
      ...(replaced && kind === "ours" ? { delete: true } : {}),
      ...(item.aliases.length === 0 || kind !== "ours"
        ? {}
        : { aliases: item.aliases.map((alias) => `${prefix}suite:index:Component$${ownType(face, noun)}::${alias}`) }),
      ...options,
    };
  });
  const aws = provider(`${prefix}pulumi:providers:aws::default_6_0_0`, "pulumi:providers:aws", "aws-id", { region: "x" });
  const stack: Stored = { urn: stackUrn, type: "pulumi:pulumi:Stack", custom: false, outputs: { first: urns[0] ?? "none", all: urns } };
  return {
    version: 3,
    deployment: {
      manifest: { time: "2026-11-29T22:24:06Z", magic: "x", version: "v3.220.0" },
      secrets_providers: { type: "passphrase", state: { salt: "v1:x" } },
      resources: [stack, ...defaults, aws, ...resources],
      metadata: {},
    },
  };
}

const nouns = [...registry.resources.keys()];
const place = fc.nat({ max: 40 });
/** JSON has no -0. */
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);

export const items: fc.Arbitrary<readonly Item[]> = fc.array(
  fc.record(
    {
      kind: fc.constantFrom<Kind>("ours", "ours", "ours", "component", "foreignDynamic", "aws", "provider"),
      noun: fc.constantFrom(...nouns),
      name: fc.constantFrom("logs", "a b", "with::colons", "a$b", "名", "default"),
      parent: place,
      provider: place,
      dependencies: fc.array(place, { maxLength: 3 }),
      deletedWith: place,
      replaced: fc.boolean(),
      aliases: fc.array(fc.constantFrom("old", "older::one"), { maxLength: 2 }),
      options: fc.record(
        {
          protect: fc.constant(true),
          additionalSecretOutputs: fc.constant(["secret"]),
          initErrors: fc.constant(["broken"]),
          external: fc.constant(true),
        },
        { requiredKeys: [] },
      ),
      values: fc.dictionary(fc.constantFrom("bucket", "tags", "rules", "policy"), json, { maxKeys: 3 }),
    },
    { requiredKeys: ["kind", "noun", "name", "dependencies", "replaced", "aliases", "options", "values"] },
  ),
  { minLength: 1, maxLength: 25 },
);

/** What the engine asks of a state before it takes it: whatever a resource names stands before it. */
export function assertIntact({ deployment: { resources = [] } }: Exported): void {
  const urns = new Set<string>();
  const references = new Set<string>();
  for (const { urn, type, id, parent, provider, dependencies = [], ...rest } of resources) {
    const named = [parent, ...dependencies, rest["deletedWith"]].filter((one) => typeof one === "string");
    for (const one of named) if (!urns.has(one)) throw new Error(`${urn} names ${one}, which is not before it`);
    if (provider !== undefined && !references.has(provider)) throw new Error(`the provider of ${urn} is not before it: ${provider}`);
    if (urns.has(urn)) throw new Error(`${urn} is there twice`);
    urns.add(urn);
    if (type.startsWith("pulumi:providers:")) references.add(`${urn}::${id ?? ""}`);
  }
}
