/** The engine's side of the provider protocol, over the client that Pulumi generates. */
import * as grpc from "@grpc/grpc-js";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import rpc from "@pulumi/pulumi/proto/provider_grpc_pb";
import proto from "@pulumi/pulumi/proto/provider_pb";
import statusProto from "@pulumi/pulumi/proto/status_pb";
import { type DiffResult, type Failure, InitFailed, type Kept, type Properties } from "./results";

export const secretKey = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";
export const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function secret(value: unknown): Properties {
  return { [secretKey]: secretSignature, value };
}

/** Unwraps secrets all the way down. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Properties;
  if (record[secretKey] === secretSignature) return plain(record["value"]);
  return Object.fromEntries(Object.entries(record).map(([key, item]) => [key, plain(item)]));
}

export function isSecret(value: unknown): boolean {
  return typeof value === "object" && value !== null && (value as Properties)[secretKey] === secretSignature;
}

export function struct(values: Properties): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

/** @param name in the program; or the URN itself */
export function urnOf(noun: string, name: string): string {
  return name.startsWith("urn:pulumi:") ? name : `urn:pulumi:test::suite::oos:index:${noun}::${name}`;
}

type Send = (request: unknown, callback: (error: grpc.ServiceError | null, response: unknown) => void) => void;

export interface Checked {
  readonly inputs: Properties;
  readonly failures: readonly Failure[];
  /** As on the wire, secrets wrapped. */
  readonly wire: Properties;
}

export interface DetailedDiff extends DiffResult {
  readonly id: string;
  readonly diffs: readonly string[];
  readonly stables: readonly string[];
  /** Path to the name of its kind: `tags["a b"]` to `ADD`. */
  readonly detailed: Readonly<Record<string, string>>;
}

/** What the engine tells of a resource beside its state. */
export interface Told {
  readonly urn?: string;
  /** The inputs that the engine has stored. */
  readonly inputs?: Properties;
}

export class PluginClient {
  readonly raw: InstanceType<typeof rpc.ResourceProviderClient>;

  constructor(address: string) {
    // As the engine, which takes messages of 400 MiB.
    this.raw = new rpc.ResourceProviderClient(address, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": 400 * 1024 * 1024,
    });
  }

  /** One unary call; rejects with the gRPC error. */
  call<Response>(method: keyof typeof rpc.ResourceProviderService, request: unknown): Promise<Response> {
    const send = (this.raw as unknown as Readonly<Record<string, Send>>)[method];
    if (send === undefined) throw new Error(`the protocol has no method ${String(method)}`);
    return new Promise((resolve, reject) => {
      send.call(this.raw, request, (error, response) => {
        if (error === null) resolve(response as Response);
        else reject(error);
      });
    });
  }

  async configure(config: Properties): Promise<proto.ConfigureResponse> {
    const request = new proto.ConfigureRequest();
    request.setArgs(struct(config));
    request.setAcceptsecrets(true);
    return this.call("configure", request);
  }

  async check(noun: string, name: string, olds: Properties, news: Properties, seed?: Uint8Array): Promise<Checked> {
    const request = new proto.CheckRequest();
    request.setUrn(urnOf(noun, name));
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    if (seed !== undefined) request.setRandomseed(seed);
    return checked(await this.call<proto.CheckResponse>("check", request));
  }

  async checkConfig(news: Properties): Promise<Checked> {
    const request = new proto.CheckRequest();
    request.setUrn("urn:pulumi:test::suite::pulumi:providers:oos::default");
    request.setNews(struct(news));
    return checked(await this.call<proto.CheckResponse>("checkConfig", request));
  }

  async diffConfig(olds: Properties, news: Properties): Promise<DetailedDiff> {
    return this.#diff("diffConfig", "urn:pulumi:test::suite::pulumi:providers:oos::default", "", olds, news, []);
  }

  async diff(
    noun: string,
    id: string,
    state: Properties,
    news: Properties,
    ignored: readonly string[] = [],
    told: Told = {},
  ): Promise<DetailedDiff> {
    return this.#diff("diff", told.urn ?? urnOf(noun, "r"), id, state, news, ignored, told.inputs);
  }

  async #diff(
    method: "diff" | "diffConfig",
    urn: string,
    id: string,
    olds: Properties,
    news: Properties,
    ignored: readonly string[],
    inputs?: Properties,
  ): Promise<DetailedDiff> {
    const request = new proto.DiffRequest();
    request.setUrn(urn);
    if (inputs !== undefined) request.setOldInputs(struct(inputs));
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    request.setIgnorechangesList([...ignored]);
    const response = await this.call<proto.DiffResponse>(method, request);
    const kinds = Object.entries(proto.PropertyDiff.Kind);
    const detailed: Record<string, string> = {};
    response.getDetaileddiffMap().forEach((detail, path) => {
      detailed[path] = kinds.find(([, kind]) => kind === detail.getKind())?.[0] ?? "unknown";
    });
    return {
      id,
      changes: response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME,
      diffs: response.getDiffsList(),
      replaces: response.getReplacesList(),
      stables: response.getStablesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
      detailed,
    };
  }

  async create(noun: string, name: string, inputs: Properties): Promise<Kept> {
    const response = await this.createWire(noun, name, inputs, false);
    return { id: response.getId(), state: plain(toJs(response.getProperties())) as Properties };
  }

  /** The outputs as a preview tells them. */
  async previewCreate(noun: string, name: string, inputs: Properties): Promise<Properties> {
    return plain(toJs((await this.createWire(noun, name, inputs, true)).getProperties())) as Properties;
  }

  async createWire(noun: string, name: string, inputs: Properties, preview: boolean): Promise<proto.CreateResponse> {
    const request = new proto.CreateRequest();
    request.setUrn(urnOf(noun, name));
    request.setProperties(struct(inputs));
    request.setPreview(preview);
    return half(this.call<proto.CreateResponse>("create", request));
  }

  async read(
    noun: string,
    id: string,
    state: Properties,
    inputs: Properties = {},
    urn = urnOf(noun, "r"),
  ): Promise<(Kept & { readonly inputs: Properties }) | undefined> {
    const request = new proto.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    request.setProperties(struct(state));
    request.setInputs(struct(inputs));
    return this.readWith(request);
  }

  /** As the engine imports: with nothing but the ID. */
  import(noun: string, id: string, urn = urnOf(noun, "r")): Promise<(Kept & { readonly inputs: Properties }) | undefined> {
    const request = new proto.ReadRequest();
    request.setUrn(urn);
    request.setId(id);
    return this.readWith(request);
  }

  private async readWith(request: proto.ReadRequest): Promise<(Kept & { readonly inputs: Properties }) | undefined> {
    const response = await this.call<proto.ReadResponse>("read", request);
    if (response.getId() === "") return undefined;
    return {
      id: response.getId(),
      state: plain(toJs(response.getProperties())) as Properties,
      inputs: plain(toJs(response.getInputs())) as Properties,
    };
  }

  async update(noun: string, id: string, state: Properties, news: Properties, told: Told = {}): Promise<Properties> {
    return plain(toJs((await this.updateWire(noun, id, state, news, false, told)).getProperties())) as Properties;
  }

  async updateWire(
    noun: string,
    id: string,
    state: Properties,
    news: Properties,
    preview: boolean,
    { urn = urnOf(noun, "r"), inputs }: Told = {},
  ): Promise<proto.UpdateResponse> {
    const request = new proto.UpdateRequest();
    request.setUrn(urn);
    if (inputs !== undefined) request.setOldInputs(struct(inputs));
    request.setId(id);
    request.setOlds(struct(state));
    request.setNews(struct(news));
    request.setPreview(preview);
    return half(this.call<proto.UpdateResponse>("update", request));
  }

  async delete(noun: string, id: string, state: Properties, { urn = urnOf(noun, "r"), inputs }: Told = {}): Promise<void> {
    const request = new proto.DeleteRequest();
    request.setUrn(urn);
    if (inputs !== undefined) request.setOldInputs(struct(inputs));
    request.setId(id);
    request.setProperties(struct(state));
    await this.call("delete", request);
  }

  async invoke(token: string, args: Properties): Promise<{ readonly result: Properties; readonly failures: readonly Failure[] }> {
    const request = new proto.InvokeRequest();
    request.setTok(token);
    request.setArgs(struct(args));
    const response = await this.call<proto.InvokeResponse>("invoke", request);
    return { result: toJs(response.getReturn()), failures: response.getFailuresList().map(toFailure) };
  }

  close(): void {
    this.raw.close();
  }
}

export function toJs(value: Struct | undefined): Properties {
  return value === undefined ? {} : value.toJavaScript();
}

function checked(response: proto.CheckResponse): Checked {
  const wire = toJs(response.getInputs());
  return { wire, inputs: plain(wire) as Properties, failures: response.getFailuresList().map(toFailure) };
}

function toFailure(failure: proto.CheckFailure): Failure {
  return { property: failure.getProperty(), reason: failure.getReason() };
}

/** Unpacks the detail by which the engine keeps a half-made resource. */
async function half<T>(task: Promise<T>): Promise<T> {
  try {
    return await task;
  } catch (error) {
    const { metadata } = error as Partial<grpc.ServiceError>;
    const [bytes] = metadata?.get("grpc-status-details-bin") ?? [];
    if (!Buffer.isBuffer(bytes)) throw error;
    const [any] = statusProto.Status.deserializeBinary(bytes).getDetailsList();
    if (any?.getTypeName() !== "pulumirpc.ErrorResourceInitFailed") throw error;
    const detail = proto.ErrorResourceInitFailed.deserializeBinary(any.getValue_asU8());
    throw new InitFailed(detail.getId(), plain(toJs(detail.getProperties())) as Properties, detail.getReasonsList());
  }
}
