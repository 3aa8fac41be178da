/** The methods of the plugin face that are about a resource: each decodes, calls the shared steps, encodes. */
import empty from "google-protobuf/google/protobuf/empty_pb";
import proto from "@pulumi/pulumi/proto/provider_pb";
import type { ResourceDefinition } from "../../define";
import { printable } from "../../transport/errors/printable";
import type { Session } from "../instance";
import { desired } from "../steps/declared";
import { diff } from "../steps/diff";
import { beforeReplacement, create, predict, read, remove, update } from "../steps/lifecycle";
import { replacing } from "../steps/missing";
import { suffixFrom } from "../steps/naming";
import { decode, hasUnknown, type Properties, UNKNOWN } from "../values";
import { concealer } from "./concealed";
import { type About, isEmpty, knownOf, type PluginCalls, withoutSecrets } from "./plugin-calls";
import { checkResponse, diffResponse, keepingHalfMade, toJs, toStruct } from "./plugin-wire";
import { printed, secretsOf } from "./shown";

export function resourceMethods(plugin: PluginCalls) {
  return {
    check: plugin.method((request: proto.CheckRequest) => checked(plugin, request)),
    diff: plugin.method((request: proto.DiffRequest) => compared(plugin, request)),
    create: plugin.method((request: proto.CreateRequest, isHeard) => created(plugin, request, isHeard)),
    read: plugin.method((request: proto.ReadRequest) => looked(plugin, request)),
    update: plugin.method((request: proto.UpdateRequest, isHeard) => updated(plugin, request, isHeard)),
    delete: plugin.method((request: proto.DeleteRequest) => deleted(plugin, request)),
  };
}

async function checked(plugin: PluginCalls, request: proto.CheckRequest): Promise<proto.CheckResponse> {
  const { session, guard, engine } = plugin;
  const urn = request.getUrn();
  const definition = plugin.resourceOf(urn);
  const news = decode(toJs(request.getNews()));
  const olds = decode(toJs(request.getOlds())).values;
  // The engine sends an empty struct for a new resource.
  const before = isEmpty(olds) ? undefined : olds;
  const refused = before === undefined ? await guard.problem(urn) : undefined;
  const secrets = secretsOf(definition, news.secretNames);
  if (refused !== undefined) return checkResponse(news.values, secrets, [{ property: "", reason: refused }]);
  if (before === undefined) await session.lookBefore(definition, urn);
  // The name is the rest of the URN: it may hold `::` itself.
  const program = { name: urn.split("::").slice(3).join("::"), owner: urn, suffix: suffixFrom(request.getRandomseed_asU8()) };
  const { inputs, failures, warnings = [] } = await session.check(definition, before, news.values, program);
  const concealed = concealer(secrets, news.values, inputs, olds);
  for (const warning of warnings) engine.of(urn)("warn", concealed(warning));
  return checkResponse(inputs, secrets, printed(failures, news.values, secrets, olds));
}

async function compared(plugin: PluginCalls, request: proto.DiffRequest): Promise<proto.DiffResponse> {
  const { session } = plugin;
  const [id, urn] = [request.getId(), request.getUrn()];
  const [olds, news] = [decode(toJs(request.getOlds())), decode(toJs(request.getNews()))];
  const { definition, secrets, concealed, call } = plugin.about(request, id, [olds, news]);
  await session.known(knownOf(request, definition));
  const how = { secrets, ignored: request.getIgnorechangesList(), now: session.now(), subject: { id, urn } };
  const found = diff(definition, olds.values, news.values, how);
  await withoutSecrets(concealed, () => session.assertSameAccount(definition, id, olds.values, found.changes.length > 0, call));
  const isMissing = found.replaces.length === 0 && (await session.isMissing(definition, id, olds.values, plugin.call(urn)));
  const result = isMissing ? replacing(definition, found, `${definition.noun} ${id}`) : found;
  for (const warning of result.warnings) call.log("warn", warning);
  if (found.replaces.length > 0 && definition.beforeReplacement !== undefined)
    await withoutSecrets(concealed, async () => {
      await beforeReplacement(definition, await session.scope(call), id, olds.values, news.values);
    });
  if (result.replaces.length > 0) await session.lookBefore(definition, urn);
  for (const reason of result.reasons) call.log("info", reason);
  return diffResponse(result);
}

async function created(plugin: PluginCalls, request: proto.CreateRequest, isHeard: () => boolean): Promise<proto.CreateResponse> {
  const inputs = decode(toJs(request.getProperties()));
  const about = plugin.about(request, undefined, [inputs], isHeard);
  const { definition, secrets, concealed, call } = about;
  const response = new proto.CreateResponse();
  if (request.getPreview()) {
    response.setProperties(toStruct(await foreseen(plugin, about, inputs.values, request.getUrn()), secrets));
    return response;
  }
  const scope = () => plugin.session.scope(call);
  const made = await keepingHalfMade(secrets, concealed, async () => create(definition, await scope(), inputs.values));
  response.setId(made.id);
  response.setProperties(toStruct(made.state, secrets));
  return response;
}

/** A creation in a preview. */
async function foreseen({ session }: PluginCalls, { definition, concealed, call }: About, inputs: Properties, urn: string) {
  await session.foretell(definition, inputs, urn, call.log);
  await withoutSecrets(concealed, () => session.lookAhead(definition, inputs, urn, call));
  return previewState(session, definition, inputs);
}

async function looked(plugin: PluginCalls, request: proto.ReadRequest): Promise<proto.ReadResponse> {
  const id = request.getId();
  const [state, inputs] = [decode(toJs(request.getProperties())), decode(toJs(request.getInputs()))];
  const { definition, secrets, concealed, call } = plugin.about(request, id, [state, inputs]);
  // Nothing is known of an import, and of a resource that is only looked up (`get`); for that one the engine sends inputs, without any in them.
  const isBare = isEmpty(state.values);
  const isImport = isBare && !request.hasInputs();
  if (!isBare) await plugin.session.known(knownOf(request, definition));
  const given = [isBare ? undefined : state.values, isEmpty(inputs.values) ? undefined : inputs.values] as const;
  const look = () => withoutSecrets(concealed, async () => read(definition, await plugin.session.scope(call), id, ...given, isImport));
  const what = `${definition.noun} "${printable(id, 60)}" ${isImport ? "is not imported" : "is not read"}`;
  const found = isBare ? await plugin.engine.onceOnly(request.getUrn(), what, look) : await look();
  const response = new proto.ReadResponse();
  if (found === undefined) return response;
  response.setId(found.id);
  response.setProperties(toStruct(found.state, secrets));
  response.setInputs(toStruct(found.inputs, secrets));
  return response;
}

async function updated(plugin: PluginCalls, request: proto.UpdateRequest, isHeard: () => boolean): Promise<proto.UpdateResponse> {
  const { session } = plugin;
  const id = request.getId();
  const [olds, news] = [decode(toJs(request.getOlds())), decode(toJs(request.getNews()))];
  const { definition, secrets, concealed, call } = plugin.about(request, id, [olds, news], isHeard);
  await session.known(knownOf(request, definition));
  const response = new proto.UpdateResponse();
  if (request.getPreview()) {
    await withoutSecrets(concealed, () => session.lookAhead(definition, news.values, undefined, call));
    const wanted = desired(definition, olds.values, {}, news.values).inputs;
    const state = { ...previewState(session, definition, wanted), ...stillThere(session, definition, olds.values, news.values) };
    response.setProperties(toStruct(state, secrets));
    return response;
  }
  const change = async () => update(definition, await session.scope(call), id, olds.values, news.values);
  response.setProperties(toStruct(await keepingHalfMade(secrets, concealed, change), secrets));
  return response;
}

async function deleted(plugin: PluginCalls, request: proto.DeleteRequest): Promise<empty.Empty> {
  const state = decode(toJs(request.getProperties()));
  const { definition, concealed, call } = plugin.about(request, request.getId(), [state]);
  await plugin.session.known(knownOf(request, definition));
  await withoutSecrets(concealed, async () => remove(definition, await plugin.session.scope(call), request.getId(), state.values));
  return new empty.Empty();
}

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
