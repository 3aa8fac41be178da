/**
 * The plugin face (`oos:index:<Noun>`): Pulumi's provider protocol over gRPC, complete, on the definitions of the registry.
 * A router: every method decodes, calls the shared engine, encodes.
 */
import * as grpc from "@grpc/grpc-js";
import empty from "google-protobuf/google/protobuf/empty_pb";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb";
import rpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import proto from "@pulumi/pulumi/proto/provider_pb";
import type { FunctionDefinition, Registry, ResourceDefinition } from "../../define";
import { fieldsOf } from "../../define";
import { configFields, secretConfigKeys } from "../config";
import { desired } from "../steps/declared";
import { diff, sameValue } from "../steps/diff";
import { EngineLog } from "./engine-log";
import { FaceGuard } from "./face-guard";
import { callFunction } from "../steps/functions";
import { beforeReplacement, create, predict, read, remove, update } from "../steps/lifecycle";
import {
  checkResponse,
  diffResponse,
  type Handler,
  keepingHalfMade,
  refuse,
  toFailure,
  toJs,
  toStruct,
  unary as unaryIn,
} from "./plugin-wire";
import type { KnownResource } from "../memory/journal";
import { replacing } from "../steps/missing";
import { printable } from "../../transport/errors/printable";
import { packageSchema } from "../schema";
import { type Conceal, concealedError, concealer, concealerOf, concealing } from "./concealed";
import { printed, printedByCaller, secretFields, secretsOf } from "./shown";
import { suffixFrom } from "../steps/naming";
import { type CallOptions, realWorld, Session, type World } from "../instance";
import { decode, type Decoded, hasUnknown, type Properties, UNKNOWN } from "../values";
import { Work } from "../process/work";

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

/** The service implementation; hand it to `grpc.Server.addService` with {@link pluginService}. */
export function createPlugin(options: PluginOptions): grpc.UntypedServiceImplementation {
  const { registry, world = realWorld } = options;
  const guard = new FaceGuard("plugin", world, registry.resources);
  const cancel = new AbortController();
  const cancelled = AbortSignal.any([cancel.signal, options.ending, world.engine?.gone].filter((signal) => signal !== undefined));
  const work = world.work ?? new Work();
  const unary = <Request, Response>(handler: Handler<Request, Response>): grpc.handleUnaryCall<Request, Response> => unaryIn(work, handler);
  const engine = new EngineLog(options.engineAddress);
  let session = new Session(registry, {}, world);

  const log = (urn: string) => engine.of(urn);
  const call = (urn: string, timeoutSeconds = 0, isHeard = () => true): CallOptions => ({
    log: log(urn),
    isHeard,
    ...(urn === "" ? {} : { urn }),
    signal: timeoutSeconds > 0 ? AbortSignal.any([cancelled, AbortSignal.timeout(timeoutSeconds * 1000)]) : cancelled,
  });
  /** A call whose lines and errors say no secret. */
  const quietly = (options: CallOptions, concealed: Conceal): CallOptions => ({ ...options, log: concealing(options.log, concealed) });
  const withoutSecrets = <T>(concealed: Conceal, task: () => Promise<T>): Promise<T> =>
    task().catch((error: unknown) => {
      throw concealedError(error, concealed);
    });
  const resourceOf = (urn: string): ResourceDefinition => {
    const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const definition = registry.resources.get(type.split(":")[2] ?? "");
    return (
      definition ??
      refuse(grpc.status.INVALID_ARGUMENT, `unknown resource type ${type}; known: ${[...registry.resources.keys()].join(", ")}`)
    );
  };

  return {
    handshake: unary((request: proto.ProviderHandshakeRequest) => {
      if (request.getEngineAddress() !== "") engine.connect(request.getEngineAddress());
      const response = new proto.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(false);
      response.setAcceptOutputs(false);
      return response;
    }),
    attach: unary((request: pluginProto.PluginAttach) => {
      engine.connect(request.getAddress());
      return new empty.Empty();
    }),
    getPluginInfo: unary(() => {
      const info = new pluginProto.PluginInfo();
      info.setVersion(options.version);
      return info;
    }),
    getSchema: unary(() => {
      const response = new proto.GetSchemaResponse();
      response.setSchema(JSON.stringify(packageSchema(registry, options.version)));
      return response;
    }),
    parameterize: unary(() =>
      refuse(
        grpc.status.UNIMPLEMENTED,
        "package oos takes no parameters: it has one fixed schema; remove the parameters from `pulumi package add`",
      ),
    ),
    getMapping: unary(() => new proto.GetMappingResponse()),
    getMappings: unary(() => new proto.GetMappingsResponse()),
    call: unary((request: proto.CallRequest) => refuse(grpc.status.UNIMPLEMENTED, `package oos has no method ${request.getTok()}`)),
    construct: unary((request: proto.ConstructRequest) =>
      refuse(grpc.status.UNIMPLEMENTED, `package oos has no component ${request.getType()}`),
    ),
    cancel: unary(() => {
      cancel.abort(new Error("cancelled by the engine"));
      return new empty.Empty();
    }),

    checkConfig: unary(async (request: proto.CheckRequest) => {
      const news = decode(toJs(request.getNews()));
      const failures = await new Session(registry, news.values, world).failures();
      const secrets = new Set([...news.secretNames, ...secretConfigKeys]);
      const ofProvider = failures.map(({ property, reason }) => ({
        property: property.replace(/^oos:/, ""),
        reason: reason.replace(/ \(oos:(.+, backend \w+\))$/, " ($1"),
      }));
      return checkResponse(news.values, secrets, printed(ofProvider, news.values, secrets));
    }),
    // New keys or another endpoint never replace a resource: the provider instance is updated in place.
    diffConfig: unary((request: proto.DiffRequest) => {
      const olds = decode(toJs(request.getOlds() ?? request.getOldInputs())).values;
      const news = decode(toJs(request.getNews())).values;
      const changed = fieldsOf(configFields).flatMap(({ name, meta }) => (sameValue(meta, olds[name], news[name]) ? [] : [name]));
      const response = new proto.DiffResponse();
      response.setChanges(changed.length === 0 ? proto.DiffResponse.DiffChanges.DIFF_NONE : proto.DiffResponse.DiffChanges.DIFF_SOME);
      response.setDiffsList(changed);
      return response;
    }),
    configure: unary(async (request: proto.ConfigureRequest) => {
      const fromVariables = Object.fromEntries(
        request
          .getVariablesMap()
          .toArray()
          .map(([key, value]) => [key.replace(/^oos:config:/, ""), value]),
      );
      const args = request.getArgs();
      const previous = session;
      session = new Session(registry, decode(args === undefined ? fromVariables : toJs(args)).values, world, log(""));
      await previous.close();
      const response = new proto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setAcceptresources(false);
      response.setAcceptoutputs(false);
      return response;
    }),

    check: unary(async (request: proto.CheckRequest) => {
      const definition = resourceOf(request.getUrn());
      const news = decode(toJs(request.getNews()));
      // The engine sends an empty struct for a new resource.
      const olds = decode(toJs(request.getOlds())).values;
      const before = Object.keys(olds).length === 0 ? undefined : olds;
      const refused = before === undefined ? await guard.problem(request.getUrn()) : undefined;
      const secrets = secretsOf(definition, news.secretNames);
      if (refused !== undefined) return checkResponse(news.values, secrets, [{ property: "", reason: refused }]);
      if (before === undefined) await session.lookBefore(definition, request.getUrn());
      const checked = await session.check(definition, before, news.values, {
        // The name is the rest of the URN: it may hold `::` itself.
        name: request.getUrn().split("::").slice(3).join("::"),
        owner: request.getUrn(),
        suffix: suffixFrom(request.getRandomseed_asU8()),
      });
      const concealed = concealer(secrets, news.values, checked.inputs, olds);
      for (const warning of checked.warnings ?? []) log(request.getUrn())("warn", concealed(warning));
      return checkResponse(checked.inputs, secrets, printed(checked.failures, news.values, secrets, olds));
    }),
    diff: unary(async (request: proto.DiffRequest) => {
      const definition = resourceOf(request.getUrn());
      await session.known(knownOf(request, definition));
      const { values: state, secretNames: oldSecrets } = decode(toJs(request.getOlds()));
      const { values: news, secretNames: newSecrets } = decode(toJs(request.getNews()));
      const secrets = secretsOf(definition, [...oldSecrets, ...newSecrets]);
      const concealed = concealerOf(definition, secrets, request.getId(), state, news);
      const say = concealing(log(request.getUrn()), concealed);
      const found = diff(definition, state, news, {
        secrets,
        ignored: request.getIgnorechangesList(),
        now: session.now(),
        subject: { id: request.getId(), urn: request.getUrn() },
      });
      const isMissing =
        found.replaces.length === 0 && (await session.isMissing(definition, request.getId(), state, call(request.getUrn())));
      const result = isMissing ? replacing(definition, found, `${definition.noun} ${request.getId()}`) : found;
      for (const warning of result.warnings) say("warn", warning);
      if (found.replaces.length > 0 && definition.beforeReplacement !== undefined)
        await withoutSecrets(concealed, async () => {
          const scope = await session.scope(quietly(call(request.getUrn()), concealed));
          await beforeReplacement(definition, scope, request.getId(), state, news);
        });
      if (result.replaces.length > 0) await session.lookBefore(definition, request.getUrn());
      for (const reason of result.reasons) say("info", reason);
      return diffResponse(result);
    }),
    create: unary(async (request: proto.CreateRequest, isHeard) => {
      const definition = resourceOf(request.getUrn());
      const inputs = decode(toJs(request.getProperties()));
      const secrets = secretsOf(definition, inputs.secretNames);
      const response = new proto.CreateResponse();
      const concealed = concealerOf(definition, secrets, undefined, inputs.values);
      const asked = quietly(call(request.getUrn(), request.getTimeout(), isHeard), concealed);
      if (request.getPreview()) {
        await session.foretell(definition, inputs.values, request.getUrn(), asked.log);
        await withoutSecrets(concealed, () => session.lookAhead(definition, inputs.values, request.getUrn(), asked));
        response.setProperties(toStruct(previewState(session, definition, inputs.values), secrets));
        return response;
      }
      const made = await keepingHalfMade(secrets, concealed, async () => create(definition, await session.scope(asked), inputs.values));
      response.setId(made.id);
      response.setProperties(toStruct(made.state, secrets));
      return response;
    }),
    read: unary(async (request: proto.ReadRequest) => {
      const definition = resourceOf(request.getUrn());
      const properties = decode(toJs(request.getProperties()));
      const inputs = decode(toJs(request.getInputs()));
      // Nothing is known of an import, and of a resource that is only looked up (`get`); for that one the engine sends inputs, without any in them.
      const isBare = Object.keys(properties.values).length === 0;
      const isImport = isBare && !request.hasInputs();
      if (!isBare) await session.known(knownOf(request, definition));
      const secrets = secretsOf(definition, [...properties.secretNames, ...inputs.secretNames]);
      const concealed = concealerOf(definition, secrets, request.getId(), properties.values, inputs.values);
      const look = () =>
        withoutSecrets(concealed, async () =>
          read(
            definition,
            await session.scope(quietly(call(request.getUrn(), request.getTimeout()), concealed)),
            request.getId(),
            isBare ? undefined : properties.values,
            Object.keys(inputs.values).length === 0 ? undefined : inputs.values,
            isImport,
          ),
        );
      const what = `${definition.noun} "${printable(request.getId(), 60)}"`;
      const end = isImport ? "is not imported" : "is not read";
      const found = isBare ? await engine.onceOnly(request.getUrn(), `${what} ${end}`, look) : await look();
      const response = new proto.ReadResponse();
      if (found === undefined) return response;
      response.setId(found.id);
      response.setProperties(toStruct(found.state, secrets));
      response.setInputs(toStruct(found.inputs, secrets));
      return response;
    }),
    update: unary(async (request: proto.UpdateRequest, isHeard) => {
      const definition = resourceOf(request.getUrn());
      const olds = decode(toJs(request.getOlds()));
      const news = decode(toJs(request.getNews()));
      const secrets = secretsOf(definition, [...news.secretNames, ...olds.secretNames]);
      const response = new proto.UpdateResponse();
      await session.known(knownOf(request, definition));
      const concealed = concealerOf(definition, secrets, request.getId(), olds.values, news.values);
      const asked = quietly(call(request.getUrn(), request.getTimeout(), isHeard), concealed);
      if (request.getPreview()) await withoutSecrets(concealed, () => session.lookAhead(definition, news.values, undefined, asked));
      const state = request.getPreview()
        ? {
            ...previewState(session, definition, desired(definition, olds.values, {}, news.values).inputs),
            ...stillThere(session, definition, olds.values, news.values),
          }
        : await keepingHalfMade(secrets, concealed, async () =>
            update(definition, await session.scope(asked), request.getId(), olds.values, news.values),
          );
      response.setProperties(toStruct(state, secrets));
      return response;
    }),
    delete: unary(async (request: proto.DeleteRequest) => {
      const definition = resourceOf(request.getUrn());
      await session.known(knownOf(request, definition));
      const { values, secretNames } = decode(toJs(request.getProperties()));
      const concealed = concealerOf(definition, secretsOf(definition, secretNames), request.getId(), values);
      const asked = quietly(call(request.getUrn(), request.getTimeout()), concealed);
      await withoutSecrets(concealed, async () => remove(definition, await session.scope(asked), request.getId(), values));
      return new empty.Empty();
    }),
    invoke: unary(async (request: proto.InvokeRequest) => {
      const definition = functionOf(registry, request.getTok());
      const args = decode(toJs(request.getArgs()));
      const concealed = concealer(secretArguments(definition, args), args.values);
      const answer = await withoutSecrets(concealed, () => callFunction(definition, session, args.values, quietly(call(""), concealed)));
      const response = new proto.InvokeResponse();
      if ("result" in answer) response.setReturn(toStruct(answer.result, secretFields(definition.outputs)));
      else response.setFailuresList(printedByCaller(answer.failures, args.values, secretArguments(definition, args)).map(toFailure));
      return response;
    }),
  };
}

/** A request about an entity that has an ID shows that the engine has stored it. */
function knownOf(request: { getId(): string }, { noun }: ResourceDefinition): KnownResource {
  return { noun, id: request.getId() };
}

export const pluginService = rpc.ResourceProviderService;

function previewState(session: Session, definition: ResourceDefinition, inputs: Properties): Properties {
  const unknowns = Object.fromEntries(Object.keys(definition.outputs.shape).map((name) => [name, UNKNOWN]));
  const context = session.preview();
  const known = definition.identity.every((name) => !hasUnknown(inputs[name]));
  return { ...unknowns, ...(context === undefined || !known ? inputs : predict(definition, context, inputs)) };
}

/** The outputs that an update leaves as they are. */
function stillThere(session: Session, definition: ResourceDefinition, state: Properties, news: Properties): Properties {
  const { stables } = diff(definition, state, news, { now: session.now() });
  const outputs = stables.filter((name) => name in definition.outputs.shape);
  return Object.fromEntries(outputs.map((name) => [name, state[name]]));
}

function functionOf(registry: Registry, token: string): FunctionDefinition {
  const definition = registry.functions.get(token.split(":")[2] ?? "");
  if (definition === undefined)
    return refuse(grpc.status.INVALID_ARGUMENT, `unknown function ${token}; known: ${[...registry.functions.keys()].join(", ")}`);
  return definition;
}

function secretArguments({ inputs }: FunctionDefinition, { secretNames }: Decoded): ReadonlySet<string> {
  return new Set([...secretNames, ...secretFields(inputs)]);
}
