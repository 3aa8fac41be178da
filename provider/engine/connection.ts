/** From the configuration to the transport: its settings, and what tells one account on one server from another. */
import { createHash } from "node:crypto";
import { defined } from "../pure/defined";
import { createTransport, type Transport } from "../transport/send/client";
import type { Credentials } from "../transport/types";
import type { ProviderConfig } from "./config";
import type { LogSink } from "./world";

export function connect(config: ProviderConfig, credentials: () => Promise<Credentials>, now: () => Date, log: LogSink): Transport {
  const settings = {
    backend: config.table,
    region: config.resolvedRegion,
    endpoints: defined(config.endpoints ?? {}),
    credentials,
    signatureVersion: config.signatureVersion,
    addressing: config.addressing ?? config.table.dialect.defaultAddressing,
    maxRetries: config.maxRetries,
    requestTimeoutMs: config.requestTimeoutSeconds * 1000,
    deadlineMs: Math.max(300_000, config.requestTimeoutSeconds * 5000),
    maxConcurrency: config.maxConcurrency,
    ...defined({ requestsPerSecond: config.requestsPerSecond, proxy: config.proxy, caBundle: config.caText }),
  };
  return createTransport(settings, { now, log: (level, message) => log(level === "error" ? "warn" : level, message) });
}

/** A digest of endpoints and access key id. */
export function accountDigest(config: ProviderConfig, transport: Transport, { accessKeyId }: Credentials): string {
  const iam = config.table.services.iam === undefined ? [] : [transport.endpointOf("iam").href];
  const parts = [config.table.id, transport.endpointOf("s3").href, ...iam, accessKeyId];
  return createHash("sha256").update(parts.join(" ")).digest("hex");
}
