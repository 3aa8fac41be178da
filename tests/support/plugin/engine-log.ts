/** The engine's log service, as a plugin sees it. */
import * as grpc from "@grpc/grpc-js";
import empty from "google-protobuf/google/protobuf/empty_pb";
import engineRpc from "@pulumi/pulumi/proto/engine_grpc_pb";
import engineProto from "@pulumi/pulumi/proto/engine_pb";

export interface LogEntry {
  /** `warn`, `info`, `debug`. */
  readonly level: string;
  readonly urn: string;
  readonly message: string;
}

export interface EngineLog {
  readonly address: string;
  readonly entries: readonly LogEntry[];
  close(): void;
}

const levels: Readonly<Record<number, string>> = {
  [engineProto.LogSeverity.DEBUG]: "debug",
  [engineProto.LogSeverity.INFO]: "info",
  [engineProto.LogSeverity.WARNING]: "warn",
};

/** @param said hears each entry as it comes */
export async function serveEngineLog(said?: (entry: LogEntry) => void): Promise<EngineLog> {
  const entries: LogEntry[] = [];
  const server = new grpc.Server();
  server.addService(engineRpc.EngineService, {
    log: ({ request }: { request: engineProto.LogRequest }, done: (error: null, response: empty.Empty) => void) => {
      const entry = { level: levels[request.getSeverity()] ?? "error", urn: request.getUrn(), message: request.getMessage() };
      entries.push(entry);
      said?.(entry);
      done(null, new empty.Empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { address: `127.0.0.1:${String(port)}`, entries, close: () => server.forceShutdown() };
}
