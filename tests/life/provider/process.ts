/** One provider process of a run, as the engine starts it for each provider instance. It can be killed at any request. */
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import { passedAlong } from "../../../provider/faces";
import type { World } from "../../../provider/engine/instance";
import { registry } from "../../../provider/registry";
import { type DetailedDiff, plain, PluginClient, unknown } from "../../support/plugin/client";
import { type Failure, InitFailed, type Kept, type Properties } from "../../support/plugin/results";
import { servePlugin } from "../../support/plugin/server";
import type { Face } from "../../support/resources/driver";

/** Which resource a call is about. */
export interface Subject {
  readonly noun: string;
  readonly urn: string;
  readonly name: string;
}

export type Diff = Pick<DetailedDiff, "changes" | "diffs" | "replaces" | "deleteBeforeReplace">;

export interface CheckRequest {
  readonly olds: Properties;
  readonly news: Properties;
  readonly replaceOnChanges: readonly string[];
  readonly seed: Uint8Array;
}

export interface Provider {
  check(subject: Subject, request: CheckRequest): Promise<{ readonly inputs: Properties; readonly failures: readonly Failure[] }>;
  diff(subject: Subject, id: string, old: OldState, news: Properties, ignored: readonly string[]): Promise<Diff>;
  create(subject: Subject, inputs: Properties): Promise<Kept>;
  /** The outputs that a creation will have, as far as the provider can tell. */
  previewCreate(subject: Subject, inputs: Properties): Promise<Properties>;
  read(subject: Subject, id: string, old: OldState): Promise<(Kept & { readonly inputs: Properties }) | undefined>;
  update(subject: Subject, id: string, old: OldState, news: Properties): Promise<Properties>;
  delete(subject: Subject, id: string, old: OldState): Promise<void>;
  close(): Promise<void>;
}

export interface OldState {
  readonly inputs: Properties;
  readonly outputs: Properties;
}

export function startProvider(face: Face, world: World, config: Properties): Promise<Provider> {
  return face === "plugin" ? startPlugin(world, config) : startDynamic(world, config);
}

async function startPlugin(world: World, config: Properties): Promise<Provider> {
  const server = await servePlugin(world);
  const client = new PluginClient(server.address);
  await client.configure(config);
  return {
    check: ({ noun, urn }, { olds, news, seed }) => client.check(noun, urn, olds, news, seed),
    diff: ({ noun, urn }, id, old, news, ignored) => client.diff(noun, id, old.outputs, news, ignored, { urn, inputs: old.inputs }),
    create: ({ noun, urn }, inputs) => client.create(noun, urn, inputs),
    previewCreate: async ({ noun, urn }, inputs) => client.previewCreate(noun, urn, inputs),
    read: ({ noun, urn }, id, old) => client.read(noun, id, old.outputs, old.inputs, urn),
    update: ({ noun, urn }, id, old, news) => client.update(noun, id, old.outputs, news, { urn, inputs: old.inputs }),
    delete: ({ noun, urn }, id, old) => client.delete(noun, id, old.outputs, { urn, inputs: old.inputs }),
    close: async () => {
      client.close();
      await server.close();
    },
  };
}

const providerText = { __provider: "the text of the SDK" };

/** As Pulumi's dynamic provider stands between the engine and the handlers: it tells neither URN nor old inputs, and its diff only what replaces. */
function startDynamic(world: World, config: Properties): Promise<Provider> {
  const face = new DynamicFace(registry, world);
  const handlers = new Map<string, Promise<ReturnType<DynamicFace["handler"]>>>();
  const configured = async (noun: string): Promise<ReturnType<DynamicFace["handler"]>> => {
    const handler = face.handler(noun);
    await handler.configure({ config: { get: (key) => config[key.replace(/^oos:/, "")] } });
    return handler;
  };
  const of = ({ noun }: Subject): Promise<ReturnType<DynamicFace["handler"]>> => {
    const known = handlers.get(noun) ?? configured(noun);
    handlers.set(noun, known);
    return known;
  };
  const added = (properties: Properties): Properties => ({ ...properties, ...providerText });
  return Promise.resolve({
    check: async (subject, { olds, news, replaceOnChanges }) => {
      const along = {
        [passedAlong.resourceName]: subject.name,
        [passedAlong.urn]: subject.urn,
        ...(replaceOnChanges.length === 0 ? {} : { __replaceOnChanges: replaceOnChanges }),
      };
      const before = Object.keys(olds).length === 0 ? {} : added(olds);
      const { inputs, failures } = await (await of(subject)).check(before, { ...added(news), ...along });
      return { inputs: kept(inputs), failures };
    },
    diff: async (subject, id, old, news) => {
      const { changes, replaces, deleteBeforeReplace } = await (await of(subject)).diff(id, added(old.outputs), added(news));
      return { changes, replaces, deleteBeforeReplace, diffs: [] };
    },
    create: async (subject, inputs) => {
      const handler = await of(subject);
      const { id, outs } = await half(handler.create(added(inputs)));
      return { id, state: kept(outs) };
    },
    // The dynamic provider is not asked in a preview.
    previewCreate: ({ noun }, inputs) => {
      const outputs = Object.keys(registry.resources.get(noun)?.outputs.shape ?? {});
      return Promise.resolve({ ...Object.fromEntries(outputs.map((name) => [name, unknown])), ...inputs });
    },
    read: async (subject, id, old) => {
      const { id: found, props = {}, inputs = {} } = await (await of(subject)).read(id, added(old.outputs));
      return found === undefined ? undefined : { id: found, state: kept(props), inputs: kept(inputs) };
    },
    update: async (subject, id, old, news) => {
      const handler = await of(subject);
      return kept((await half(handler.update(id, added(old.outputs), added(news)))).outs);
    },
    delete: async (subject, id, old) => (await of(subject)).delete(id, added(old.outputs)),
    close: () => face.session(config).close(),
  });
}

/** Secrets unwrapped: the engine keeps the marks apart. */
function kept({ __provider: _text, ...rest }: Properties): Properties {
  return plain(rest) as Properties;
}

/** As Pulumi's dynamic provider reads the errors of a handler. */
async function half<T>(task: Promise<T>): Promise<T> {
  try {
    return await task;
  } catch (error) {
    const { id, properties = {}, reasons = [] } = error as { id?: string; properties?: Properties; reasons?: string[] };
    if (id === undefined) throw error;
    throw new InitFailed(id, kept(properties), reasons);
  }
}
