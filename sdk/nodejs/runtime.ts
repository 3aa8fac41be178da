/**
 * What every generated class stands on: the choice of the face, and how a resource, a data function or an explicit provider reaches it.
 * The dynamic face needs nothing but this package; the plugin face needs the plugin (`plugins.providers` of Pulumi.yaml, or on PATH).
 */
import * as pulumi from "@pulumi/pulumi";
import { type Face, passedAlong, providerText, typeToken as typeTokenIn } from "../../provider/faces";
import { configKeys as known } from "./generated/config-keys";
import { assertPlugin } from "./plugin-file";
import { type References, withNames } from "./references";

export type { Face } from "../../provider/faces";

/**
 * The face of this program: environment variable `OOS_FACE`, else the stack's `oos:face`, else `dynamic`.
 * @throws Error for any other word
 */
export function face(): Face {
  const chosen = process.env["OOS_FACE"] ?? new pulumi.Config("oos").get("face") ?? "dynamic";
  if (chosen !== "dynamic" && chosen !== "plugin") throw new Error(`oos:face (or OOS_FACE) must be dynamic or plugin, found ${chosen}`);
  return chosen;
}

/** Settings of the stack that were named as unknown: once a process. */
const named = new Set<string>();

/** The dynamic face reads the settings that it knows: a misspelt one would be passed over in silence. */
function tellUnknownSettings(): void {
  const unknown = Object.keys(pulumi.runtime.allConfig() as Readonly<Record<string, unknown>>)
    .flatMap((key) => (key.startsWith(`${packageName}:`) ? [key.slice(packageName.length + 1)] : []))
    .filter((key) => !(known as readonly string[]).includes(key) && key !== "face" && !named.has(key));
  if (unknown.length === 0) return;
  for (const key of unknown) named.add(key);
  const dynamic = require("pulumi-oos/dynamic") as { readonly unknownSettings: (keys: readonly string[]) => readonly string[] };
  for (const words of dynamic.unknownSettings(unknown)) void pulumi.log.warn(words);
}

/** The type token of a noun in the face of this program. */
export function typeToken(noun: string): string {
  return typeTokenIn(face(), noun);
}

/** The URN that the engine will give: Pulumi's dynamic provider passes none on. A plain value, so that no dependency on the parent comes with it. */
function urnOf(noun: string, name: string, parent: pulumi.Resource | undefined): Promise<string> {
  return new Promise((resolve) => {
    pulumi.createUrn(name, typeTokenIn("dynamic", noun), parent).apply(resolve);
  });
}

/**
 * The inputs that are not known although this is no preview, since their source failed and the run goes on (`--continue-on-error`). The engine
 * drops such values before it has a resource checked, which would then find required ones missing.
 */
async function unknownInputs(args: Readonly<Record<string, unknown>>): Promise<readonly string[] | undefined> {
  const names = await Promise.all(
    Object.entries(args).map(async ([name, value]) => {
      const { isKnown } = pulumi.output(value) as unknown as { readonly isKnown: Promise<boolean> };
      // A source that fails as a whole fails the program, in words of its own.
      return (await isKnown.catch(() => true)) ? [] : [name];
    }),
  );
  const unknown = names.flat();
  return unknown.length === 0 ? undefined : unknown;
}

/** The inputs that the program marked as secret, as a whole or in part: Pulumi's dynamic provider takes the marks away. */
async function secretInputs(args: Readonly<Record<string, unknown>>): Promise<readonly string[]> {
  const names = await Promise.all(
    Object.entries(args).map(async ([name, value]) => {
      const { isSecret } = pulumi.output(value) as unknown as { readonly isSecret: Promise<boolean> };
      return (await isSecret.catch(() => false)) ? [name] : [];
    }),
  );
  return names.flat();
}

/** Pulumi's dynamic provider would fail on an import with words about its own code. */
function cannotImport(noun: string, name: string, id: pulumi.ID, canAdopt: boolean): string {
  return [
    `${noun} "${name}" cannot be imported by the dynamic provider`,
    ...(canAdopt ? ["  next: take it over with `adopt: true` instead of the option `import`"] : []),
    `  ${canAdopt ? "or" : "next"}: PATH="$PWD/node_modules/.bin:$PATH" pulumi import ${typeTokenIn("plugin", noun)} ${name} ${id}, then npx pulumi-oos state --to dynamic, and drop the option`,
    "  or, for good: npx pulumi-oos state --to plugin, then pulumi config set oos:face plugin (a stack without resources needs the second only)",
  ].join("\n");
}

/** The options of a resource as the dynamic face can have them. */
function dynamicOptions(options: pulumi.CustomResourceOptions): pulumi.CustomResourceOptions {
  // The version is the plugin's: with it the engine would look for that version of Pulumi's dynamic provider.
  const { version: _version, pluginDownloadURL: _url, ...rest } = options;
  const provider = options.provider ?? providerOf(options.parent);
  return provider === undefined ? rest : { ...rest, provider };
}

const noTimeouts = "customTimeouts have no effect in the dynamic provider; each request has its own limit, oos:requestTimeoutSeconds";

/** The explicit provider that a component has for this package: `providers: { oos: p }` or `[p]`, in either face. */
function providerOf(parent: pulumi.Resource | undefined): OosProvider | undefined {
  const provider = parent?.getProvider(typeTokenIn("plugin", "Provider"));
  return provider instanceof OosProvider ? provider : undefined;
}

/** What a generated class knows of its resource. */
export interface Form {
  /** Names of all inputs. */
  readonly inputs: readonly string[];
  /** Names of the computed outputs. */
  readonly computed: readonly string[];
  /** Names of the fields that are secrets. */
  readonly secrets: readonly string[];
  readonly references: References;
}

/** Base of all generated resource classes. */
export abstract class OosResource extends pulumi.CustomResource {
  /**
   * @param noun `Bucket`
   * @param args inputs as the program gives them: the provider looks at every one, also of names that no input has
   * @param options with `id`: the resource is read and not made
   */
  protected constructor(
    noun: string,
    name: string,
    args: object,
    { inputs, computed, secrets, references }: Form,
    options: pulumi.CustomResourceOptions = {},
  ) {
    const isRead = options.id !== undefined;
    const given = isRead ? {} : withNames({ ...args }, references, `${noun} "${name}"`);
    const properties: Record<string, unknown> = {};
    for (const output of [...inputs, ...computed]) properties[output] = undefined;
    for (const [key, value] of Object.entries(given))
      properties[key] = secrets.includes(key) && value !== undefined ? pulumi.secret(value) : value;
    if (!pulumi.runtime.isDryRun() && !isRead) properties["__unknownInputs"] = unknownInputs(given);
    const chosen = face();
    if (chosen === "dynamic") {
      tellUnknownSettings();
      if (options.import !== undefined) throw new pulumi.RunError(cannotImport(noun, name, options.import, inputs.includes("adopt")));
      properties[passedAlong.provider] = providerText(noun);
      properties[passedAlong.resourceName] = name;
      properties[passedAlong.secretInputs] = secretInputs(given).then((names) => (names.length === 0 ? undefined : names));
      properties[passedAlong.urn] = urnOf(noun, name, options.parent);
      if (options.replaceOnChanges !== undefined) properties[passedAlong.replaceOnChanges] = [...options.replaceOnChanges];
    } else {
      assertPlugin();
    }
    super(typeTokenIn(chosen, noun), name, properties, {
      ...(chosen === "dynamic" ? dynamicOptions(options) : options),
      additionalSecretOutputs: [...secrets, ...(options.additionalSecretOutputs ?? [])],
    });
    if (chosen === "dynamic" && options.customTimeouts !== undefined) void pulumi.log.warn(noTimeouts, this);
  }
}

const packageName = "oos";

/** Base of the generated `Provider`: one account, one region, one set of endpoints, beside the stack's own configuration. */
export abstract class OosProvider extends pulumi.ProviderResource {
  /** The configuration, for data functions of the dynamic face, which run in the program itself. @internal */
  readonly configuration: Readonly<Record<string, unknown>>;

  protected constructor(
    name: string,
    args: Readonly<Record<string, unknown>>,
    secrets: readonly string[],
    options: pulumi.ResourceOptions = {},
  ) {
    const configuration: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(args)) {
      if (value === undefined) continue;
      configuration[key] = secrets.includes(key) ? pulumi.secret(value) : value;
    }
    const isDynamic = face() === "dynamic";
    const properties = Object.fromEntries(
      Object.entries(configuration).map(([key, value]) => [isDynamic ? `oos:${key}` : key, asText(value)]),
    );
    if (!isDynamic) assertPlugin();
    super(isDynamic ? "pulumi-nodejs" : packageName, name, properties, options);
    this.configuration = configuration;
  }

  /** By this key a component hands it to its children, `{ oos: p }`, whatever the face: Pulumi asks for it. @internal */
  getPackage(): string {
    return packageName;
  }
}

/** Provider properties travel as text; anything else as JSON. */
function asText(value: unknown): pulumi.Output<string> {
  return (pulumi.output(value) as pulumi.Output<unknown>).apply((known) => (typeof known === "string" ? known : JSON.stringify(known)));
}

type Invoker = (
  name: string,
  args: Record<string, unknown>,
  config: Record<string, unknown>,
  secretArguments: readonly string[],
) => Promise<Record<string, unknown>>;

/**
 * Calls a data function in the face of this program.
 * @param secrets names of the fields that are secrets: each is a secret output, so that it stays one wherever the program puts it
 * @throws Error with every problem of the arguments, or the service's failure
 */
export async function callFunction<T>(
  name: string,
  args: Readonly<Record<string, unknown>>,
  configKeys: readonly string[],
  options: pulumi.InvokeOptions = {},
  secrets: readonly string[] = [],
): Promise<T> {
  const answer = await plainAnswer<Record<string, unknown>>(name, args, configKeys, options);
  const wrapped = secrets.flatMap((key) => (answer[key] === undefined ? [] : [[key, pulumi.secret(answer[key])] as const]));
  return { ...answer, ...Object.fromEntries(wrapped) } as T;
}

async function plainAnswer<T>(
  name: string,
  args: Readonly<Record<string, unknown>>,
  configKeys: readonly string[],
  options: pulumi.InvokeOptions,
  secretArguments: readonly string[] = [],
): Promise<T> {
  if (face() === "plugin") {
    assertPlugin();
    try {
      return (await pulumi.runtime.invoke(`oos:index:${name}`, args, options)) as T;
    } catch (error) {
      throw failed(name, error);
    }
  }
  tellUnknownSettings();
  const explicit = explicitConfiguration(options);
  const config = explicit === undefined ? stackConfiguration(configKeys) : await resolved(name, explicit);
  // By its public name, as a user's program would: the package resolves to its own compiled entry.
  const { invoke } = require("pulumi-oos/dynamic") as { invoke: Invoker };
  try {
    return (await invoke(name, { ...args }, config, secretArguments)) as T;
  } catch (error) {
    throw failed(name, error);
  }
}

/**
 * The failure of a data function, which says once which function it is about. Pulumi shows a RunError as it is worded, without a stack. It looks at
 * results when the program has run, and reports a failure that came before; where nobody listens, Node warns twice of having handled it late.
 */
function failed(name: string, error: unknown): pulumi.RunError {
  if (process.listenerCount("rejectionHandled") === 0) process.on("rejectionHandled", () => undefined);
  const words = ownWords(error);
  return new pulumi.RunError(words.startsWith(`${name} `) ? words : `${name}: ${words}`);
}

/** What went wrong, without what Pulumi's SDK puts around it. */
function ownWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const own = message.replace(/^(?:Invoke of '[^']*' failed: |invocation of \S+ returned an error: )/, "");
  return own.replaceAll(/(, backend \w+\)); /g, "$1\n");
}

/** As {@link callFunction}, for arguments that are outputs. @param isSecret marks the result: something in it must not be shown */
export function callFunctionOutput<T>(
  name: string,
  args: pulumi.Inputs,
  configKeys: readonly string[],
  options: pulumi.InvokeOptions = {},
  isSecret = false,
): pulumi.Output<T> {
  // While the provider's own configuration is not known, neither is the result.
  const configuration = face() === "dynamic" ? explicitConfiguration(options) : undefined;
  const result = pulumi
    .all([pulumi.output<Record<string, unknown>>(args), configuration ?? {}])
    .apply(async ([known]) => plainAnswer<T>(name, known as Record<string, unknown>, configKeys, options, await secretInputs(args)));
  return isSecret ? (pulumi.secret(result) as pulumi.Output<T>) : result;
}

/** What the explicit provider of a call is configured with; its secrets do not make the result one. */
function explicitConfiguration(options: pulumi.InvokeOptions): pulumi.Output<Record<string, unknown>> | undefined {
  const provider = options.provider ?? providerOf(options.parent);
  if (!(provider instanceof OosProvider)) return undefined;
  return pulumi.unsecret(pulumi.output(provider.configuration) as unknown as pulumi.Output<Record<string, unknown>>);
}

function stackConfiguration(keys: readonly string[]): Record<string, unknown> {
  const config = new pulumi.Config("oos");
  return Object.fromEntries(
    keys.flatMap((key) => {
      const value = config.get(key);
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** @throws Error in a preview in which the configuration is not known: a promise cannot stand for that */
async function resolved(name: string, configuration: pulumi.Output<Record<string, unknown>>): Promise<Record<string, unknown>> {
  const { isKnown } = configuration as unknown as { readonly isKnown: Promise<boolean> };
  if (!(await isKnown)) {
    throw new Error(
      `${name}: the configuration of its provider is not known in this preview\n  next: call ${name}Output instead, whose result may be unknown`,
    );
  }
  return new Promise((resolve) => {
    configuration.apply(resolve);
  });
}
