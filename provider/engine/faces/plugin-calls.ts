/** What the methods of the plugin face share: the provider instance at work, the engine's log, and what one request is about. */
import * as grpc from "@grpc/grpc-js";
import type { Registry, ResourceDefinition } from "../../define";
import { defined } from "../../pure/defined";
import { type CallOptions, realWorld, Session, type World } from "../instance";
import type { KnownResource } from "../memory/journal";
import { Work } from "../process/work";
import type { Decoded, Properties } from "../values";
import { type Conceal, concealedError, concealerOf, concealing } from "./concealed";
import { EngineLog } from "./engine-log";
import { FaceGuard } from "./face-guard";
import { type Handler, refuse, unary } from "./plugin-wire";
import { secretsOf } from "./shown";

export interface PluginOptions {
  readonly registry: Registry;
  readonly version: string;
  /** Address of the engine's log service; absent until Attach or Handshake. */
  readonly engineAddress?: string;
  /** Default: the process's. */
  readonly world?: World;
  /** Aborts when the process is to end: as the engine's Cancel. */
  readonly ending?: AbortSignal;
}

export class PluginCalls {
  readonly registry: Registry;
  readonly version: string;
  readonly world: World;
  readonly guard: FaceGuard;
  readonly engine: EngineLog;
  session: Session;
  readonly #cancel = new AbortController();
  readonly #cancelled: AbortSignal;
  readonly #work: Work;

  constructor({ registry, version, engineAddress, world = realWorld, ending }: PluginOptions) {
    this.registry = registry;
    this.version = version;
    this.world = world;
    this.guard = new FaceGuard("plugin", world, registry.resources);
    this.engine = new EngineLog(engineAddress);
    this.session = new Session(registry, {}, world);
    this.#work = world.work ?? new Work();
    this.#cancelled = AbortSignal.any([this.#cancel.signal, ending, world.engine?.gone].filter((signal) => signal !== undefined));
  }

  method<Request, Response>(handler: Handler<Request, Response>): grpc.handleUnaryCall<Request, Response> {
    return unary(this.#work, handler);
  }

  cancel(): void {
    this.#cancel.abort(new Error("cancelled by the engine"));
  }

  call(urn: string, timeoutSeconds = 0, isHeard = () => true): CallOptions {
    const signal = timeoutSeconds > 0 ? AbortSignal.any([this.#cancelled, AbortSignal.timeout(timeoutSeconds * 1000)]) : this.#cancelled;
    return { log: this.engine.of(urn), isHeard, ...defined({ urn: urn === "" ? undefined : urn }), signal };
  }

  resourceOf(urn: string): ResourceDefinition {
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const { resources } = this.registry;
    const known = (): string => [...resources.keys()].join(", ");
    return (
      resources.get(type.split(":")[2] ?? "") ?? refuse(grpc.status.INVALID_ARGUMENT, `unknown resource type ${type}; known: ${known()}`)
    );
  }

  /**
   * What a request about a resource needs.
   * @param id undefined of a resource that is to be made
   * @param parts its properties: the first ones are the state, if the request has one
   */
  about(request: AboutResource, id: string | undefined, parts: readonly Decoded[], isHeard?: () => boolean): About {
    const definition = this.resourceOf(request.getUrn());
    const secrets = secretsOf(
      definition,
      parts.flatMap(({ secretNames }) => [...secretNames]),
    );
    const concealed = concealerOf(definition, secrets, id, ...parts.map(({ values }) => values));
    const call = quietly(this.call(request.getUrn(), request.getTimeout?.(), isHeard), concealed);
    return { definition, secrets, concealed, call };
  }
}

interface AboutResource {
  getUrn(): string;
  getTimeout?(): number;
}

/** One resource, as a request is about it. */
export interface About {
  readonly definition: ResourceDefinition;
  /** The properties that are secret. */
  readonly secrets: ReadonlySet<string>;
  readonly concealed: Conceal;
  /** It says no secret. */
  readonly call: CallOptions;
}

/** A call whose lines say no secret. */
export function quietly(options: CallOptions, concealed: Conceal): CallOptions {
  return { ...options, log: concealing(options.log, concealed) };
}

/** A task whose errors say no secret. */
export function withoutSecrets<T>(concealed: Conceal, task: () => Promise<T>): Promise<T> {
  return task().catch((error: unknown) => {
    throw concealedError(error, concealed);
  });
}

/** A request about an entity that has an ID shows that the engine has stored it. */
export function knownOf(request: { getId(): string }, { noun }: ResourceDefinition): KnownResource {
  return { noun, id: request.getId() };
}

export function isEmpty(values: Properties): boolean {
  return Object.keys(values).length === 0;
}
