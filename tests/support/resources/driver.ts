/** Both faces behind one interface, so that a suite says each expectation once. */
import { DynamicFace } from "../../../provider/engine/faces/dynamic";
import { passedAlong } from "../../../provider/faces";
import type { World } from "../../../provider/engine/instance";
import { registry } from "../../../provider/registry";
import { plain, PluginClient, urnOf } from "../plugin/client";
import { serveEngineLog } from "../plugin/engine-log";
import { type DiffResult, type Failure, InitFailed, type Kept, type Properties, withPlaces } from "../plugin/results";
import { servePlugin } from "../plugin/server";

/** What the engine asks of a provider. Values are plain: secrets unwrapped, as the engine keeps them apart. */
export interface Driver {
  /** The property of a failure is the place that a person reads, also where the face hands no property to the engine. */
  check(
    noun: string,
    name: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ readonly inputs: Properties; readonly failures: readonly Failure[] }>;
  diff(noun: string, id: string, state: Properties, news: Properties): Promise<DiffResult>;
  create(noun: string, name: string, inputs: Properties): Promise<Kept>;
  /** An empty state: a resource that is only looked up. Undefined: gone. */
  read(noun: string, id: string, state: Properties): Promise<Kept | undefined>;
  /** What the engine keeps of an import: the inputs beside the state. The dynamic face has no imports, and looks up. */
  import(noun: string, id: string): Promise<(Kept & { readonly inputs: Properties }) | undefined>;
  update(noun: string, id: string, state: Properties, news: Properties): Promise<Properties>;
  /** In a run of its own, as by a destroy: nothing of the program is known. */
  delete(noun: string, id: string, state: Properties): Promise<void>;
  /** At the end of the run in which the program was checked, created and updated. */
  deleteInRun(noun: string, id: string, state: Properties): Promise<void>;
  /** What the person was told so far: `warn: ...`, `info: ...`. The plugin's lines come a moment after the call that said them. */
  said(): readonly string[];
  close(): Promise<void>;
}

export type Face = "dynamic" | "plugin";
export const faces: readonly Face[] = ["dynamic", "plugin"];

/** @param said hears every line that the person is shown: `warning: ...`, and information as it is */
export function openDriver(face: Face, world: World, config: Properties, said?: (line: string) => void): Promise<Driver> {
  return face === "dynamic" ? dynamicDriver(world, config, said) : pluginDriver(world, config, said);
}

const providerText = { __provider: "the text of the SDK" };

async function dynamicDriver(world: World, config: Properties, said?: (line: string) => void): Promise<Driver> {
  const lines: string[] = [];
  const heard: World = {
    ...plainWorld(world),
    writeError: (text) => {
      said?.(text.trimEnd());
      lines.push(text.startsWith("warning: ") ? text.replace("warning: ", "warn: ").trimEnd() : `info: ${text.trimEnd()}`);
    },
  };
  const { face, handlers } = await dynamicRun(heard, config);
  const of = (noun: string): ReturnType<DynamicFace["handler"]> => {
    const handler = handlers.get(noun);
    if (handler === undefined) throw new Error(`no handler of ${noun}`);
    return handler;
  };
  const kept = (properties: Properties): Properties => {
    const { __provider, ...state } = plain(properties) as Properties;
    return state;
  };
  /** As Pulumi's dynamic provider reads the errors of a handler; a half-made state without `__provider` could not be used again. */
  const half = async <T>(task: Promise<T>): Promise<T> => {
    try {
      return await task;
    } catch (error) {
      const { id, properties = {}, reasons = [] } = error as { id?: string; properties?: Properties; reasons?: string[] };
      if (id === undefined) throw asEngine(error);
      if (properties["__provider"] !== providerText.__provider)
        throw new Error("the half-made state has lost its __provider", { cause: error });
      throw new InitFailed(id, kept(properties), reasons);
    }
  };
  return {
    check: async (noun, name, olds, news) =>
      withPlaces(
        await of(noun).check(
          { ...olds, ...providerText },
          { ...news, ...providerText, [passedAlong.resourceName]: name, [passedAlong.urn]: urnOf(noun, name) },
        ),
      ),
    diff: (noun, id, state, news) =>
      of(noun)
        .diff(id, { ...state, ...providerText }, { ...news, ...providerText })
        .catch(throwAsEngine),
    create: async (noun, _name, inputs) => {
      const { id, outs } = await half(of(noun).create({ ...inputs, ...providerText }));
      return { id, state: kept(outs) };
    },
    read: async (noun, id, state) => {
      const found = await of(noun)
        .read(id, { ...state, ...providerText })
        .catch(throwAsEngine);
      return found.id === undefined ? undefined : { id: found.id, state: kept(found.props ?? {}) };
    },
    import: async (noun, id) => {
      const found = await of(noun).read(id, providerText);
      return found.id === undefined ? undefined : { id: found.id, state: kept(found.props ?? {}), inputs: kept(found.inputs ?? {}) };
    },
    update: async (noun, id, state, news) =>
      kept((await half(of(noun).update(id, { ...state, ...providerText }, { ...news, ...providerText }))).outs),
    delete: async (noun, id, state) => {
      const run = await dynamicRun(heard, config);
      try {
        await run.handlers
          .get(noun)
          ?.delete(id, { ...state, ...providerText })
          .catch(throwAsEngine);
      } finally {
        await run.face.session(config).close();
      }
    },
    deleteInRun: (noun, id, state) =>
      of(noun)
        .delete(id, { ...state, ...providerText })
        .catch(throwAsEngine),
    said: () => lines,
    close: () => face.session(config).close(),
  };
}

/** The engine gets the message of an error; how the dynamic provider prints it is another matter. */
function asEngine(error: unknown): unknown {
  return error instanceof Error ? new Error(error.message, { cause: error }) : error;
}

function throwAsEngine(error: unknown): never {
  throw asEngine(error);
}

/** The world of one run, whose members can be spread: a test's world is an object of a class. */
function plainWorld(world: World): World {
  return {
    environment: world.environment,
    now: () => world.now(),
    ...(world.sleep === undefined ? {} : { sleep: world.sleep.bind(world) }),
    ...(world.randomBytes === undefined ? {} : { randomBytes: world.randomBytes.bind(world) }),
    ...(world.cancelled === undefined ? {} : { cancelled: world.cancelled }),
    // A test may give the stack another state meanwhile.
    stackState: async (urn) => world.stackState?.(urn),
    ...(world.stateBackend === undefined ? {} : { stateBackend: world.stateBackend.bind(world) }),
    ...(world.engine === undefined ? {} : { engine: world.engine }),
    ...(world.work === undefined ? {} : { work: world.work }),
    ...(world.journals === undefined ? {} : { journals: world.journals }),
    ...(world.writeError === undefined ? {} : { writeError: world.writeError.bind(world) }),
  };
}

/** The dynamic provider of one engine run. */
async function dynamicRun(world: World, config: Properties) {
  const face = new DynamicFace(registry, plainWorld(world));
  const handlers = new Map<string, ReturnType<DynamicFace["handler"]>>();
  for (const noun of registry.resources.keys()) {
    const handler = face.handler(noun);
    await handler.configure({ config: { get: (key) => config[key.replace(/^oos:/, "")] } });
    handlers.set(noun, handler);
  }
  return { face, handlers };
}

async function pluginDriver(world: World, config: Properties, said?: (line: string) => void): Promise<Driver> {
  const engine = await serveEngineLog(({ urn, level, message }) => {
    if (urn !== "" && level !== "debug") said?.(level === "warn" ? `warning: ${message}` : message);
  });
  const server = await servePlugin(plainWorld(world), engine.address);
  const client = new PluginClient(server.address);
  await client.configure(config);
  /** What a person reads: the error of an import or a look-up points at the resource, where the reason is. */
  const throwReason = (error: unknown): never => {
    const reason = engine.entries.findLast(({ level }) => level === "error")?.message;
    throw reason !== undefined && String(error).includes("the reason is shown with the resource") ? new Error(reason) : error;
  };
  return {
    check: async (noun, name, olds, news) => withPlaces(await client.check(noun, name, olds, news)),
    diff: (noun, id, state, news) => client.diff(noun, id, state, news),
    create: (noun, name, inputs) => client.create(noun, name, inputs),
    read: async (noun, id, state) => {
      const found = await client.read(noun, id, state).catch(throwReason);
      return found === undefined ? undefined : { id: found.id, state: found.state };
    },
    import: (noun, id) => client.import(noun, id).catch(throwReason),
    update: (noun, id, state, news) => client.update(noun, id, state, news),
    delete: async (noun, id, state) => {
      const run = await servePlugin(plainWorld(world), engine.address);
      const other = new PluginClient(run.address);
      try {
        await other.configure(config);
        await other.delete(noun, id, state);
      } finally {
        other.close();
        await run.close();
      }
    },
    deleteInRun: (noun, id, state) => client.delete(noun, id, state),
    said: () => engine.entries.flatMap(({ urn, level, message }) => (urn === "" || level === "debug" ? [] : [`${level}: ${message}`])),
    close: async () => {
      client.close();
      await server.close();
      engine.close();
    },
  };
}
