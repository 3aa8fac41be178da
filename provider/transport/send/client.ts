/** The transport of one provider instance: endpoints, and clients that send operations of the backend's table. */
import { setTimeout as delay } from "node:timers/promises";
import { regionOf, rowOf, signedV2Keys } from "../../backends/types";
import { operationNamed } from "../../catalog";
import type { Service } from "../../catalog/types";
import { allowedOperation, operationOnWire } from "./allow-list";
import { createS3Client } from "./aws-sdk";
import { ServiceError } from "../errors/errors";
import { createExchange, signatureVersionOf, type Exchange } from "./exchange";
import { Pacer } from "./pace";
import { presignV2, presignV4 } from "../sign/presign";
import { createRedactor } from "../errors/redact";
import { createSender } from "./send";
import { scopeRegion } from "../sign/sign-v4";
import type { Client, Credentials, Environment, PresignRequest, ServiceRequest, TransportSettings } from "../types";
import { subjectOf, toWire } from "./wire";

export interface Transport {
  /** A client whose requests end when `signal` does. */
  client(signal?: AbortSignal): Client;
  /**
   * Base URL of a service: the configured endpoint, else the host of the region.
   * @throws ServiceError `unsupported` when the backend lacks the service, `invalid` for an unknown region
   */
  endpointOf(service: Service): URL;
  /**
   * A URL that carries its own signature.
   * @throws RangeError when the life is out of range; ServiceError `unsupported` for an operation that the backend lacks
   */
  presign(request: PresignRequest): Promise<string>;
  /** Closes idle connections and waits for the requests in flight. */
  close(): Promise<void>;
}

const systemEnvironment: Environment = {
  now: () => new Date(),
  random: () => Math.random(),
  sleep: async (ms, signal) => {
    await delay(ms, undefined, signal === undefined ? {} : { signal });
  },
  log: () => undefined,
};

/** Builds the transport; nothing is read or sent before the first request. Absent parts of `environment` are the system's, its log is silent. */
export function createTransport(settings: TransportSettings, environment: Partial<Environment> = {}): Transport {
  const surroundings: Environment = { ...systemEnvironment, ...environment };
  const secrets = new Set(proxySecrets(settings.proxy));
  const credentials = async (): Promise<Credentials> => {
    const found = await settings.credentials();
    secrets.add(found.secretAccessKey);
    if (found.sessionToken !== undefined) secrets.add(found.sessionToken);
    return found;
  };
  const sender = createSender({ connections: settings.maxConcurrency, proxy: settings.proxy, caBundle: settings.caBundle });
  const pacer = new Pacer({
    maxConcurrency: settings.maxConcurrency,
    requestsPerSecond: settings.requestsPerSecond,
    sleep: (ms, signal) => surroundings.sleep(ms, signal),
  });
  const redactor = createRedactor(() => [...secrets]);
  const signedSubresources = signedV2Keys(settings.backend);
  const exchange = createExchange({ settings, signedSubresources, environment: surroundings, sender, pacer, redactor, credentials });
  const endpointOf = (service: Service): URL => endpoint(settings, service);
  // Building the AWS SDK's client costs as much as a call through it, and most calls share one signal or have none.
  const clients = new WeakMap<object, Client>();
  const clientOf = (signal: AbortSignal | undefined): Client => {
    const known = clients.get(signal ?? settings);
    if (known !== undefined) return known;
    const made = createClient({ settings, exchange, endpointOf, credentials, signal });
    clients.set(signal ?? settings, made);
    return made;
  };
  return {
    client: clientOf,
    endpointOf,
    presign: (request) => presign(settings, signedSubresources, endpointOf("s3"), credentials, surroundings.now(), request),
    close: () => sender.close(),
  };
}

function proxySecrets(proxy: string | undefined): readonly string[] {
  const password = proxy === undefined ? "" : new URL(proxy).password;
  return password === "" ? [] : [password, decodeURIComponent(password)];
}

function endpoint(settings: TransportSettings, service: Service): URL {
  const { backend, region, endpoints } = settings;
  const table = backend.services[service];
  const about = { service, operation: "endpoint" } as const;
  if (table === undefined) {
    throw new ServiceError({ ...about, kind: "unsupported", words: `${backend.title} has no ${service} service` });
  }
  const configured = endpoints[service];
  if (configured !== undefined) return new URL(configured);
  if (table.sharesEndpointOf !== undefined) return endpoint(settings, table.sharesEndpointOf);
  const host = regionOf(backend, region)?.hosts[service];
  if (host !== undefined) return new URL(`${table.schemes[0] ?? "https"}://${host}`);
  throw new ServiceError({
    ...about,
    kind: "invalid",
    words: `no ${service} host is known for region "${region}" of ${backend.title}`,
    hint: `use one of the regions ${Object.keys(backend.regions).join(", ")}, or set oos:endpoints`,
  });
}

interface ClientParts {
  readonly settings: TransportSettings;
  readonly exchange: Exchange;
  readonly signal: AbortSignal | undefined;
  readonly endpointOf: (service: Service) => URL;
  readonly credentials: () => Promise<Credentials>;
}

function createClient({ settings, exchange, endpointOf, credentials, signal }: ClientParts): Client {
  const { backend, region, addressing } = settings;
  let s3: ReturnType<Client["s3"]> | undefined;
  return {
    backend,
    signal,
    send: async (request) => {
      const { operation, bucket } = request;
      const { service, method, subresource } = rowOf(backend, operation) ?? operationNamed(operation);
      const url = endpointOf(service);
      const wire = toWire(url, { ...request, method, subresource }, addressing);
      const row = allowedOperation(backend, {
        service,
        method,
        bucket,
        key: request.key,
        queryKeys: Object.keys(wire.query),
        copySource: wire.headers[`${backend.dialect.headerPrefix}copy-source`] !== undefined,
        operation: operationOnWire(service, wire) ?? operation,
      });
      assertNamed(request, row.operation);
      const subject = request.subject ?? subjectOf(request);
      return exchange({ service, endpoint: url, row, wire, bucket, subject }, signal);
    },
    s3: async () => (s3 ??= createS3Client({ backend, endpoint: endpointOf("s3"), region, addressing, exchange, signal, credentials })),
  };
}

/** What a request calls itself must be what it does on the wire, or retries and errors would follow the wrong row. */
function assertNamed({ operation }: ServiceRequest, row: string): void {
  if (operation === row) return;
  throw new ServiceError({
    kind: "unsupported",
    service: operationNamed(operation).service,
    operation,
    words: `the request is named ${operation} but asks for ${row}; it was not sent`,
  });
}

async function presign(
  settings: TransportSettings,
  signedSubresources: readonly string[],
  url: URL,
  credentials: () => Promise<Credentials>,
  now: Date,
  request: PresignRequest,
): Promise<string> {
  const { backend, region, addressing } = settings;
  const { method, bucket, key, expiresInSeconds } = request;
  const wire = toWire(url, request, addressing);
  allowedOperation(backend, { service: "s3", method, bucket, key, queryKeys: Object.keys(wire.query), copySource: false });
  const version = request.signatureVersion ?? signatureVersionOf(settings, "s3");
  const life = { expiresInSeconds, maxSeconds: backend.dialect.maxPresignSeconds[version], now };
  if (version === "v2") {
    const virtualBucket = wire.hostname === url.hostname ? undefined : bucket;
    return presignV2(wire, await credentials(), { virtualBucket, signedSubresources }, life);
  }
  const scope = { region: scopeRegion(backend, "s3", url.hostname, region), service: backend.services.s3?.signingName ?? "s3" };
  return presignV4(wire, await credentials(), scope, life);
}
