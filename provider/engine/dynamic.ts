/**
 * The dynamic face (`pulumi-nodejs:dynamic/oos:<Noun>`): the handler objects that Pulumi's own dynamic provider calls.
 * A resource's `__provider` text only names its noun; the installed package does the work, so nothing of a program is serialised.
 */
import type { FunctionDefinition, Registry, ResourceDefinition } from "../define";
import type { Failure } from "./check";
import { configFields, configNamespace } from "./config";
import { diff } from "./diff";
import { callFunction } from "./functions";
import { beforeReplacement, create, HalfMadeError, read, remove, type Scope, update } from "./lifecycle";
import { suffixFrom } from "./naming";
import { Registrations } from "./registrations";
import { type LogSink, realWorld, Session, type World } from "./session";
import { covers, decode, encode, type Properties } from "./values";

/** What the SDK passes along because Pulumi's dynamic provider does not: never kept in a state. */
export const nameProperty = "__resourceName";
export const urnProperty = "__urn";
const replaceOnChangesProperty = "__replaceOnChanges";
const providerProperty = "__provider";

interface ConfigureRequest {
  readonly config: { get(key: string): unknown };
}

/** What Pulumi's dynamic provider calls; property values are its plain wire form. */
export interface DynamicHandler {
  configure(request: ConfigureRequest): Promise<void>;
  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: readonly Failure[] }>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: readonly string[]; deleteBeforeReplace: boolean; stables: readonly string[] }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, state: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, state: Properties): Promise<void>;
}

/** Sessions are shared by the handlers of one process: one transport, one queue, whatever the number of nouns. */
export class DynamicFace {
  readonly #sessions = new Map<string, Session>();
  readonly #registrations = new Registrations();

  /** @param world default: the process's */
  constructor(
    private readonly registry: Registry,
    private readonly world: World = realWorld,
  ) {}

  handler(noun: string): DynamicHandler {
    const definition = this.registry.resources.get(noun);
    if (definition === undefined)
      throw new Error(`pulumi-oos has no resource ${noun}; the program was written for another version of the package`);
    return new Handler(definition, (values) => this.session(values), this.#registrations);
  }

  /** Runs a data function inside the program: the dynamic provider has no invoke. */
  async invoke(name: string, args: Properties, config: Properties): Promise<Properties> {
    const definition: FunctionDefinition | undefined = this.registry.functions.get(name);
    if (definition === undefined) throw new Error(`pulumi-oos has no function ${name}`);
    const session = this.session(decode(config).values);
    const answer = await callFunction(definition, session, decode(args).values, { log: toConsole });
    if ("result" in answer) return encode(answer.result);
    throw new Error(`${name}: ${answer.failures.map((failure) => `${failure.property}: ${failure.reason}`).join("\n")}`);
  }

  session(values: Properties): Session {
    const key = JSON.stringify(encode(values));
    let session = this.#sessions.get(key);
    if (session === undefined) {
      session = new Session(this.registry, values, this.world, verbose(this.world));
      this.#sessions.set(key, session);
    }
    return session;
  }
}

class Handler implements DynamicHandler {
  #session: Session;

  constructor(
    private readonly definition: ResourceDefinition,
    private readonly open: (values: Properties) => Session,
    private readonly registrations: Registrations,
  ) {
    this.#session = open({});
  }

  async configure(request: ConfigureRequest): Promise<void> {
    const values: Properties = {};
    for (const key of Object.keys(configFields.shape)) {
      const value = request.config.get(`${configNamespace}:${key}`);
      if (value !== undefined && value !== null) values[key] = value;
    }
    this.#session = this.open(decode(values).values);
  }

  async check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: readonly Failure[] }> {
    const { inputs: given, name, urn = name, replaceOnChanges } = passedAlong(news);
    const { inputs: before } = passedAlong(olds);
    if (urn !== undefined && Object.keys(before).length > 0) await this.#session.known({ urn, noun: this.definition.noun });
    const checked = await this.#session.check(this.definition, Object.keys(before).length === 0 ? undefined : before, given, {
      ...(name === undefined || urn === undefined ? {} : { name, owner: urn }),
      suffix: suffixFrom(undefined),
      log: toConsole,
    });
    this.registrations.note(this.definition.noun, checked.inputs, { ...(urn === undefined ? {} : { urn }), replaceOnChanges });
    return { inputs: encode(checked.inputs), failures: checked.failures };
  }

  async diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: readonly string[]; deleteBeforeReplace: boolean; stables: readonly string[] }> {
    await this.#known(id);
    const { inputs } = passedAlong(news);
    const result = diff(this.definition, decode(olds).values, inputs, { stateIsInputs: true, now: this.#session.now() });
    // Of a plugin's diff the engine does this itself.
    const { replaceOnChanges = [] } = this.registrations.find(this.definition.noun, inputs) ?? {};
    const asked = result.changes.filter(({ path }) => replaceOnChanges.some((pattern) => covers(pattern, path))).map(({ field }) => field);
    const replaces = [...new Set([...result.replaces, ...asked])];
    if (replaces.length > 0 && this.definition.beforeReplacement !== undefined) {
      const { context } = await this.#scope(inputs);
      await plainErrors(news, () => beforeReplacement(this.definition, context, id, passedAlong(olds).inputs, inputs));
    }
    return {
      changes: result.changes.length > 0,
      replaces,
      deleteBeforeReplace: result.deleteBeforeReplace,
      stables: result.stables,
    };
  }

  create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
    return plainErrors(inputs, async () => {
      const { inputs: wanted } = passedAlong(inputs);
      const { id, state } = await create(this.definition, await this.#scope(wanted), wanted);
      return { id, outs: encode(state) };
    });
  }

  read(id: string, state: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }> {
    return plainErrors(state, async () => {
      const { inputs: rest } = passedAlong(state);
      if (Object.keys(rest).length > 0) await this.#known(id);
      const found = await read(this.definition, await this.#scope(), id, Object.keys(rest).length === 0 ? undefined : rest, undefined);
      return found === undefined ? {} : { id: found.id, props: encode(found.state), inputs: encode(found.inputs) };
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
    return plainErrors(news, async () => {
      await this.#known(id);
      const { inputs } = passedAlong(news);
      return { outs: encode(await update(this.definition, await this.#scope(inputs), id, passedAlong(olds).inputs, inputs)) };
    });
  }

  delete(id: string, state: Properties): Promise<void> {
    return plainErrors(state, async () => {
      await this.#known(id);
      await remove(this.definition, await this.#scope(), id, passedAlong(state).inputs);
    });
  }

  /** A call about an entity that has an ID shows that the engine has stored it. */
  #known(id: string): Promise<void> {
    return this.#session.known({ noun: this.definition.noun, id });
  }

  /** @param inputs as checked, where the call has them: they tell which resource it is about */
  #scope(inputs?: Properties): Promise<Scope> {
    const urn = inputs === undefined ? undefined : this.registrations.find(this.definition.noun, inputs)?.urn;
    return this.#session.scope({ log: toConsole, ...(urn === undefined ? {} : { urn }) });
  }
}

interface PassedAlong {
  readonly name?: string;
  readonly urn?: string;
  readonly replaceOnChanges: readonly string[];
  /** The properties without what the SDK and the dynamic provider add to them. */
  readonly inputs: Properties;
}

function passedAlong(wire: Properties): PassedAlong {
  const {
    [providerProperty]: _provider,
    [nameProperty]: name,
    [urnProperty]: urn,
    [replaceOnChangesProperty]: paths,
    ...inputs
  } = decode(wire).values;
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof urn === "string" ? { urn } : {}),
    replaceOnChanges: Array.isArray(paths) ? paths.filter((path) => typeof path === "string") : [],
    inputs,
  };
}

/**
 * Shapes errors as the dynamic provider reads them: `id` and `properties` keep a half-made resource; no stack is printed for a failure we worded.
 * @param given the properties of the call: a state without their `__provider` could neither be read nor deleted later
 */
async function plainErrors<T>(given: Properties, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const plain = new Error(message);
    plain.stack = "";
    if (error instanceof HalfMadeError) {
      const properties = { ...encode(error.state), [providerProperty]: given[providerProperty] };
      throw Object.assign(plain, { id: error.id, properties, reasons: [message] });
    }
    throw plain;
  }
}

/** `OOS_LOG=debug` shows what the transport sends and repeats: this face has no log level of its own. */
function verbose({ environment }: World): LogSink {
  return (level, message) => {
    if (environment["OOS_LOG"] === "debug") process.stderr.write(`${level}: ${message}\n`);
  };
}

/** The dynamic provider forwards its standard error to the person. */
const toConsole: LogSink = (level, message) => {
  if (level === "warn") process.stderr.write(`warning: ${message}\n`);
  if (level === "info") process.stderr.write(`${message}\n`);
};
