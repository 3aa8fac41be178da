/** The engine's log, as the plugin reaches it: lines for a person, beside the resource that they are about. */
import * as grpc from "@grpc/grpc-js";
import engineRpc from "@pulumi/pulumi/proto/engine_grpc_pb";
import engineProto from "@pulumi/pulumi/proto/engine_pb";
import { shown } from "../../transport/errors/printable";
import type { LogSink } from "../instance";

const severities = {
  debug: engineProto.LogSeverity.DEBUG,
  info: engineProto.LogSeverity.INFO,
  warn: engineProto.LogSeverity.WARNING,
  error: engineProto.LogSeverity.ERROR,
} as const;

export class EngineLog {
  #engine: InstanceType<typeof engineRpc.EngineClient> | undefined;

  /** @param address of the engine's log service; absent until Attach or Handshake */
  constructor(address: string | undefined) {
    if (address !== undefined) this.connect(address);
  }

  connect(address: string): void {
    this.#engine = new engineRpc.EngineClient(address, grpc.credentials.createInsecure());
  }

  /** Says lines and does not wait for them to be heard. @param urn empty: they are about no resource */
  of(urn: string): LogSink {
    return (level, message) => {
      this.#engine?.log(requestOf(urn, level, message), () => undefined);
    };
  }

  /**
   * The engine prints the error of an import, or of a `get`, twice, with the resource and with the stack: the reason is said once, to the resource, and the error
   * points there. Without an engine the error is what it is.
   * @param what `IamUser "bob" is not imported`
   */
  async onceOnly<T>(urn: string, what: string, task: () => Promise<T>): Promise<T> {
    try {
      return await task();
    } catch (error) {
      if (!(await this.#said(urn, error instanceof Error ? error.message : String(error)))) throw error;
      throw new Error(`${what}; the reason is shown with the resource`, { cause: error });
    }
  }

  #said(urn: string, message: string): Promise<boolean> {
    return new Promise((resolve) => {
      if (this.#engine === undefined) resolve(false);
      else this.#engine.log(requestOf(urn, "error", message), (error) => resolve(error === null));
    });
  }
}

function requestOf(urn: string, level: keyof typeof severities, message: string): engineProto.LogRequest {
  const request = new engineProto.LogRequest();
  request.setSeverity(severities[level]);
  request.setMessage(shown(message));
  request.setUrn(urn);
  return request;
}
