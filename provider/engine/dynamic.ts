/**
 * The dynamic face (`pulumi-nodejs:dynamic/oos:<Noun>`): the handler objects that Pulumi's own dynamic provider calls.
 * A resource's `__provider` text only names its noun; the installed package does the work, so nothing of a program is serialised.
 */
import type { FunctionDefinition, Registry, ResourceDefinition } from "../define";
import type { Failure } from "./check";
import { configFields, configNamespace } from "./config";
import { diff } from "./diff";
import { callFunction } from "./functions";
import { create, HalfMadeError, read, remove, update } from "./lifecycle";
import { shown } from "../transport/printable";
import { suffixFrom } from "./naming";
import { type LogSink, realWorld, Session, type World } from "./session";
import { decode, encode, type Properties } from "./values";

/** The resource's name in the program, passed along by the SDK for names made by us; never kept. */
export const nameProperty = "__resourceName";
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

  /** @param world default: the process's */
  constructor(
    private readonly registry: Registry,
    private readonly world: World = realWorld,
  ) {}

  handler(noun: string): DynamicHandler {
    const definition = this.registry.resources.get(noun);
    if (definition === undefined)
      throw new Error(`pulumi-oos has no resource ${noun}; the program was written for another version of the package`);
    return new Handler(definition, (values) => this.session(values));
  }

  /** Runs a data function inside the program: the dynamic provider has no invoke. */
  async invoke(name: string, args: Properties, config: Properties): Promise<Properties> {
    const definition: FunctionDefinition | undefined = this.registry.functions.get(name);
    if (definition === undefined) throw new Error(`pulumi-oos has no function ${name}`);
    const session = this.session(decode(config).values);
    const answer = await callFunction(definition, session, decode(args).values, { log: toConsole });
    if ("result" in answer) return encode(answer.result);
    throw new Error(shown(`${name}: ${answer.failures.map((failure) => `${failure.property}: ${failure.reason}`).join("\n")}`));
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
    const given = decode(news).values;
    const resourceName = given[nameProperty];
    delete given[nameProperty];
    delete given[providerProperty];
    const before = decode(olds).values;
    const checked = await this.#session.check(this.definition, Object.keys(before).length === 0 ? undefined : before, given, {
      // The engine tells this face no URN: of two components' resources of one name only the service knows that they are two.
      ...(typeof resourceName === "string" ? { name: resourceName, owner: resourceName } : {}),
      suffix: suffixFrom(undefined),
    });
    const failures = checked.failures.map(({ property, reason }) => ({ property, reason: shown(reason) }));
    return { inputs: encode(checked.inputs), failures };
  }

  async diff(
    _id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: readonly string[]; deleteBeforeReplace: boolean; stables: readonly string[] }> {
    const result = diff(this.definition, decode(olds).values, decode(news).values, {
      stateIsInputs: true,
      now: this.#session.now(),
    });
    return {
      changes: result.changes.length > 0,
      replaces: result.replaces,
      deleteBeforeReplace: result.deleteBeforeReplace,
      stables: result.stables,
    };
  }

  create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
    return plainErrors(inputs, async () => {
      const { id, state } = await create(this.definition, await this.#session.scope({ log: toConsole }), this.#inputs(inputs));
      return { id, outs: encode(state) };
    });
  }

  read(id: string, state: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }> {
    return plainErrors(state, async () => {
      const { [providerProperty]: _provider, ...rest } = decode(state).values;
      const found = await read(
        this.definition,
        await this.#session.scope({ log: toConsole }),
        id,
        Object.keys(rest).length === 0 ? undefined : rest,
        undefined,
      );
      return found === undefined ? {} : { id: found.id, props: encode(found.state), inputs: encode(found.inputs) };
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
    return plainErrors(news, async () => ({
      outs: encode(
        await update(this.definition, await this.#session.scope({ log: toConsole }), id, decode(olds).values, this.#inputs(news)),
      ),
    }));
  }

  delete(id: string, state: Properties): Promise<void> {
    return plainErrors(state, async () => remove(this.definition, await this.#session.scope({ log: toConsole }), id, decode(state).values));
  }

  #inputs(wire: Properties): Properties {
    const { [providerProperty]: _provider, [nameProperty]: _name, ...inputs } = decode(wire).values;
    return inputs;
  }
}

/**
 * Shapes errors as the dynamic provider reads them: `id` and `properties` keep a half-made resource; no stack is printed for a failure we worded.
 * @param given the properties of the call: a state without their `__provider` could neither be read nor deleted later
 */
async function plainErrors<T>(given: Properties, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const message = shown(error instanceof Error ? error.message : String(error));
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
    if (environment["OOS_LOG"] === "debug") process.stderr.write(`${level}: ${shown(message)}\n`);
  };
}

/** The dynamic provider forwards its standard error to the person. */
const toConsole: LogSink = (level, message) => {
  if (level === "warn") process.stderr.write(`warning: ${shown(message)}\n`);
  if (level === "info") process.stderr.write(`${shown(message)}\n`);
};
