/** gRPC and protobuf shapes of the plugin face: how answers, failures and half-made resources look on the wire. */
import * as grpc from "@grpc/grpc-js";
import { Any } from "google-protobuf/google/protobuf/any_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import proto from "@pulumi/pulumi/proto/provider_pb";
import statusProto from "@pulumi/pulumi/proto/status_pb";
import { type Conceal, concealedError } from "./concealed";
import type { Diff } from "../steps/diff";
import { shown } from "../../transport/errors/printable";
import { HalfMadeError } from "../steps/lifecycle";
import { encode, type Properties } from "../values";
import type { Work } from "../process/work";
import { defined } from "../../pure/defined";

/** @param isHeard false once the caller has given the call up, or its connection has ended */
export type Handler<Request, Response> = (request: Request, isHeard: () => boolean) => Response | Promise<Response>;

/** Wraps a handler as a unary gRPC method: thrown errors become statuses with their message, never a stack. */
export function unary<Request, Response>(work: Work, handler: Handler<Request, Response>): grpc.handleUnaryCall<Request, Response> {
  return (call, callback) => {
    work
      .during(() => handler(call.request, () => !call.cancelled))
      .then(
        (response) => callback(null, response),
        (error: unknown) => callback(toStatus(error), null),
      );
  };
}

class StatusError extends Error {
  constructor(
    readonly code: grpc.status,
    message: string,
    readonly metadata?: grpc.Metadata,
  ) {
    super(message);
  }
}

export function refuse(code: grpc.status, message: string): never {
  throw new StatusError(code, message);
}

function toStatus(error: unknown): Partial<grpc.StatusObject> {
  const message = shown(error instanceof Error ? error.message : String(error));
  if (error instanceof StatusError) return { code: error.code, details: message, ...defined({ metadata: error.metadata }) };
  return { code: grpc.status.UNKNOWN, details: message };
}

/**
 * Turns a half-made resource into the detail by which the engine keeps its id and state.
 * @param concealed takes secrets out of the words of any error
 */
export async function keepingHalfMade<T>(secrets: ReadonlySet<string>, concealed: Conceal, task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (!(error instanceof HalfMadeError)) throw concealedError(error, concealed);
    const message = shown(concealed(error.message));
    const detail = new proto.ErrorResourceInitFailed();
    detail.setId(error.id);
    detail.setProperties(toStruct(error.state, secrets));
    detail.setReasonsList([message]);
    const any = new Any();
    any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
    const status = new statusProto.Status();
    status.setCode(grpc.status.UNKNOWN);
    status.setMessage(message);
    status.addDetails(any);
    const metadata = new grpc.Metadata();
    metadata.add("grpc-status-details-bin", Buffer.from(status.serializeBinary()));
    throw new StatusError(grpc.status.UNKNOWN, message, metadata);
  }
}

const kinds = {
  add: [proto.PropertyDiff.Kind.ADD, proto.PropertyDiff.Kind.ADD_REPLACE],
  delete: [proto.PropertyDiff.Kind.DELETE, proto.PropertyDiff.Kind.DELETE_REPLACE],
  update: [proto.PropertyDiff.Kind.UPDATE, proto.PropertyDiff.Kind.UPDATE_REPLACE],
} as const;

export function checkResponse(
  inputs: Properties,
  secrets: ReadonlySet<string>,
  failures: readonly { property: string; reason: string }[],
): proto.CheckResponse {
  const response = new proto.CheckResponse();
  response.setInputs(toStruct(inputs, secrets));
  response.setFailuresList(failures.map(toFailure));
  return response;
}

export function toFailure(failure: { readonly property: string; readonly reason: string }): proto.CheckFailure {
  const out = new proto.CheckFailure();
  out.setProperty(failure.property);
  out.setReason(shown(failure.reason));
  return out;
}

export function toJs(struct: Struct | undefined): Record<string, unknown> {
  return struct === undefined ? {} : struct.toJavaScript();
}

export function toStruct(values: Properties, secrets: ReadonlySet<string>): Struct {
  return Struct.fromJavaScript(encode(values, secrets));
}

/** A diff with its details: property paths, kinds, replacements. */
export function diffResponse(result: Diff): proto.DiffResponse {
  const response = new proto.DiffResponse();
  response.setChanges(result.changes.length === 0 ? proto.DiffResponse.DiffChanges.DIFF_NONE : proto.DiffResponse.DiffChanges.DIFF_SOME);
  response.setDiffsList([...new Set(result.changes.map((change) => change.field))]);
  response.setReplacesList([...result.replaces]);
  response.setStablesList([...result.stables]);
  response.setDeletebeforereplace(result.deleteBeforeReplace);
  response.setHasdetaileddiff(true);
  for (const change of result.changes) {
    const detail = new proto.PropertyDiff();
    detail.setKind(kinds[change.kind][change.replaces ? 1 : 0]);
    detail.setInputdiff(change.ofInputs === true);
    response.getDetaileddiffMap().set(change.path, detail);
  }
  return response;
}
