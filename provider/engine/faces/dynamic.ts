/**
 * The dynamic face (`pulumi-nodejs:dynamic/oos:<Noun>`): the handler objects that Pulumi's own dynamic provider calls.
 * A resource's `__provider` text only names its noun; the installed package does the work, so nothing of a program is serialised.
 */
import type { FunctionDefinition, Registry } from "../../define";
import { realWorld, Session, type World } from "../instance";
import { Work } from "../process/work";
import { callFunction } from "../steps/functions";
import { decode, encode, type Properties } from "../values";
import { concealedError, concealer, concealing } from "./concealed";
import { ResourceHandler } from "./dynamic-handler";
import { toPerson, verbose } from "./dynamic-log";
import type { DynamicHandler } from "./dynamic-wire";
import { FaceGuard } from "./face-guard";
import { Registrations } from "./registrations";
import { printed, secretFields } from "./shown";

/** Sessions are shared by the handlers of one process: one transport, one queue, whatever the number of nouns. */
export class DynamicFace {
  readonly #sessions = new Map<string, Session>();
  readonly #registrations = new Registrations();
  readonly #guard: FaceGuard;

  /** @param world default: the process's */
  constructor(
    private readonly registry: Registry,
    private readonly world: World = realWorld,
  ) {
    this.#guard = new FaceGuard("dynamic", world, registry.resources);
  }

  handler(noun: string): DynamicHandler {
    const definition = this.registry.resources.get(noun);
    if (definition === undefined)
      throw new Error(`pulumi-oos has no resource ${noun}; the program was written for another version of the package`);
    return new ResourceHandler(definition, {
      open: (values) => this.session(values),
      registrations: this.#registrations,
      guard: this.#guard,
      work: this.world.work ?? new Work(),
      log: toPerson(this.world),
    });
  }

  /** Runs a data function inside the program: the dynamic provider has no invoke. */
  async invoke(name: string, args: Properties, config: Properties, secrets: readonly string[] = []): Promise<Properties> {
    const definition: FunctionDefinition | undefined = this.registry.functions.get(name);
    if (definition === undefined) throw new Error(`pulumi-oos has no function ${name}`);
    const session = this.session(decode(config).values);
    const { values } = decode(args);
    const marked = new Set([...secrets, ...secretFields(definition.inputs)]);
    const concealed = concealer(marked, values);
    const answer = await callFunction(definition, session, values, { log: concealing(toPerson(this.world), concealed) }).catch(
      (error: unknown) => {
        throw concealedError(error, concealed);
      },
    );
    if ("result" in answer) return encode(answer.result);
    throw new Error(
      printed(answer.failures, values, marked)
        .map(({ reason }) => reason)
        .join("\n"),
    );
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
