/**
 * The plugin face (`oos:index:<Noun>`): Pulumi's provider protocol over gRPC, complete, on the definitions of the registry.
 * A router: every method decodes, calls the shared engine, encodes. Here the methods of the provider; those of a resource are in
 * {@link resourceMethods}.
 */
import * as grpc from "@grpc/grpc-js";
import empty from "google-protobuf/google/protobuf/empty_pb";
import pluginProto from "@pulumi/pulumi/proto/plugin_pb";
import rpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import proto from "@pulumi/pulumi/proto/provider_pb";
import type { FunctionDefinition, Registry } from "../../define";
import { fieldsOf } from "../../define";
import { configFields, secretConfigKeys } from "../config";
import { Session } from "../instance";
import { packageSchema } from "../schema";
import { sameValue } from "../steps/diff";
import { callFunction } from "../steps/functions";
import { decode, type Decoded } from "../values";
import { concealer } from "./concealed";
import { PluginCalls, type PluginOptions, quietly, withoutSecrets } from "./plugin-calls";
import { resourceMethods } from "./plugin-resources";
import { checkResponse, refuse, toFailure, toJs, toStruct } from "./plugin-wire";
import { printed, printedByCaller, secretFields } from "./shown";

export type { PluginOptions } from "./plugin-calls";

export const pluginService = rpc.ResourceProviderService;

/** The service implementation; hand it to `grpc.Server.addService` with {@link pluginService}. */
export function createPlugin(options: PluginOptions): grpc.UntypedServiceImplementation {
  const plugin = new PluginCalls(options);
  return { ...packageMethods(plugin), ...refusals(plugin), ...configMethods(plugin), ...resourceMethods(plugin), invoke: invoke(plugin) };
}

/** Of the package, whatever its configuration. */
function packageMethods(plugin: PluginCalls) {
  return {
    handshake: plugin.method((request: proto.ProviderHandshakeRequest) => {
      if (request.getEngineAddress() !== "") plugin.engine.connect(request.getEngineAddress());
      const response = new proto.ProviderHandshakeResponse();
      response.setAcceptSecrets(true);
      response.setAcceptResources(false);
      response.setAcceptOutputs(false);
      return response;
    }),
    attach: plugin.method((request: pluginProto.PluginAttach) => {
      plugin.engine.connect(request.getAddress());
      return new empty.Empty();
    }),
    getPluginInfo: plugin.method(() => {
      const info = new pluginProto.PluginInfo();
      info.setVersion(plugin.version);
      return info;
    }),
    getSchema: plugin.method(() => {
      const response = new proto.GetSchemaResponse();
      response.setSchema(JSON.stringify(packageSchema(plugin.registry, plugin.version)));
      return response;
    }),
    getMapping: plugin.method(() => new proto.GetMappingResponse()),
    getMappings: plugin.method(() => new proto.GetMappingsResponse()),
    cancel: plugin.method(() => {
      plugin.cancel();
      return new empty.Empty();
    }),
  };
}

/** What the package does not have. */
function refusals(plugin: PluginCalls) {
  return {
    parameterize: plugin.method(() =>
      refuse(
        grpc.status.UNIMPLEMENTED,
        "package oos takes no parameters: it has one fixed schema; remove the parameters from `pulumi package add`",
      ),
    ),
    call: plugin.method((request: proto.CallRequest) => refuse(grpc.status.UNIMPLEMENTED, `package oos has no method ${request.getTok()}`)),
    construct: plugin.method((request: proto.ConstructRequest) =>
      refuse(grpc.status.UNIMPLEMENTED, `package oos has no component ${request.getType()}`),
    ),
  };
}

function configMethods(plugin: PluginCalls) {
  return {
    checkConfig: plugin.method(async (request: proto.CheckRequest) => {
      const news = decode(toJs(request.getNews()));
      const failures = await new Session(plugin.registry, news.values, plugin.world).failures();
      const secrets = new Set([...news.secretNames, ...secretConfigKeys]);
      const ofProvider = failures.map(({ property, reason }) => ({
        property: property.replace(/^oos:/, ""),
        reason: reason.replace(/ \(oos:(.+, backend \w+\))$/, " ($1"),
      }));
      return checkResponse(news.values, secrets, printed(ofProvider, news.values, secrets));
    }),
    // New keys or another endpoint never replace a resource: the provider instance is updated in place.
    diffConfig: plugin.method((request: proto.DiffRequest) => {
      const olds = decode(toJs(request.getOlds() ?? request.getOldInputs())).values;
      const news = decode(toJs(request.getNews())).values;
      const changed = fieldsOf(configFields).flatMap(({ name, meta }) => (sameValue(meta, olds[name], news[name]) ? [] : [name]));
      const response = new proto.DiffResponse();
      response.setChanges(changed.length === 0 ? proto.DiffResponse.DiffChanges.DIFF_NONE : proto.DiffResponse.DiffChanges.DIFF_SOME);
      response.setDiffsList(changed);
      return response;
    }),
    configure: plugin.method(async (request: proto.ConfigureRequest) => {
      const fromVariables = Object.fromEntries(
        request
          .getVariablesMap()
          .toArray()
          .map(([key, value]) => [key.replace(/^oos:config:/, ""), value]),
      );
      const args = request.getArgs();
      const previous = plugin.session;
      const { values } = decode(args === undefined ? fromVariables : toJs(args));
      plugin.session = new Session(plugin.registry, values, plugin.world, plugin.engine.of(""));
      await previous.close();
      const response = new proto.ConfigureResponse();
      response.setAcceptsecrets(true);
      response.setSupportspreview(true);
      response.setAcceptresources(false);
      response.setAcceptoutputs(false);
      return response;
    }),
  };
}

function invoke(plugin: PluginCalls) {
  return plugin.method(async (request: proto.InvokeRequest) => {
    const definition = functionOf(plugin.registry, request.getTok());
    const args = decode(toJs(request.getArgs()));
    const concealed = concealer(secretArguments(definition, args), args.values);
    const answer = await withoutSecrets(concealed, () =>
      callFunction(definition, plugin.session, args.values, quietly(plugin.call(""), concealed)),
    );
    const response = new proto.InvokeResponse();
    if ("result" in answer) response.setReturn(toStruct(answer.result, secretFields(definition.outputs)));
    else response.setFailuresList(printedByCaller(answer.failures, args.values, secretArguments(definition, args)).map(toFailure));
    return response;
  });
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
