/** One operation from request to checked answer: retry - pace - sign - send - classify - check. Both routes (our own and the AWS SDK's) end here. */
import { createHash } from "node:crypto";
import type { OperationRow, SignatureVersion } from "../../backends/types";
import type { Service } from "../../catalog/types";
import { checkAnswer, failureOf } from "./answer";
import { classify, requestIdOf, type CallContext } from "../errors/classify";
import { ServiceError } from "../errors/errors";
import type { Pacer } from "./pace";
import { secretsInForm, type Redactor } from "../errors/redact";
import { withRetries, type AttemptClock } from "./retry";
import { type RawAnswer, type Sender, SHORT_ANSWER_BYTES } from "./send";
import { signV2 } from "../sign/sign-v2";
import { scopeRegion, signV4 } from "../sign/sign-v4";
import type { Credentials, Environment, ServiceResponse, TransportSettings } from "../types";
import { hostHeader, requestTarget, type WireRequest } from "./wire";

/** One operation that the allow-list has let through. */
export interface Call {
  readonly service: Service;
  readonly endpoint: URL;
  readonly row: OperationRow;
  readonly wire: WireRequest;
  readonly bucket: string | undefined;
  readonly subject: string | undefined;
}

export interface ExchangeParts {
  readonly settings: TransportSettings;
  /** Query keys that Signature V2 signs. */
  readonly signedSubresources: readonly string[];
  readonly environment: Environment;
  readonly sender: Sender;
  readonly pacer: Pacer;
  readonly redactor: Redactor;
  /** Resolves the credentials and makes them known to the redactor. */
  credentials(): Promise<Credentials>;
}

export type Exchange = (call: Call, signal: AbortSignal | undefined) => Promise<ServiceResponse>;

const USER_AGENT = "pulumi-oos";

export function createExchange(parts: ExchangeParts): Exchange {
  const { settings, environment, pacer, redactor } = parts;
  return async (call, signal) => {
    const context = contextOf(call, parts);
    const prepared = prepare(call);
    try {
      return await withRetries((clock) => pacer.run(() => attempt(parts, call, prepared, context, clock, signal), signal), {
        maxRetries: settings.maxRetries,
        deadlineMs: settings.deadlineMs,
        effect: call.row.effect,
        environment,
        signal,
        onRetry: (error, pauseMs, retry) => {
          const why = [error.status, error.code ?? error.kind].filter((part) => part !== undefined).join(" ");
          environment.log("info", redactor.text(`${titleOf(call)}: ${why}; retry ${String(retry)} in ${String(pauseMs)} ms`));
        },
      });
    } catch (error) {
      throw failureOf(error, context, signal);
    }
  };
}

/** The version that the service verifies: the configured one where it can. */
export function signatureVersionOf(settings: TransportSettings, service: Service): SignatureVersion {
  const versions = settings.backend.services[service]?.signatureVersions ?? ["v4"];
  return versions.includes(settings.signatureVersion) ? settings.signatureVersion : versions[0];
}

function contextOf(call: Call, { settings, environment, redactor }: ExchangeParts): CallContext {
  const own = isForm(call.service) ? secretsInForm(call.wire.body) : [];
  return {
    backend: settings.backend,
    service: call.service,
    row: call.row,
    subject: call.subject,
    signatureVersion: signatureVersionOf(settings, call.service),
    scopeRegion: scopeRegion(settings.backend, call.service, call.endpoint.hostname, settings.region),
    now: () => environment.now(),
    redact: (text) => redactor.text(text, own),
  };
}

function prepare(call: Call): WireRequest {
  const { wire, service } = call;
  const headers: Record<string, string> = { ...wire.headers, "user-agent": USER_AGENT };
  // Both SDKs of the vendor send it with every S3 body; some operations demand it.
  if (service === "s3" && wire.body !== undefined) headers["content-md5"] = createHash("md5").update(wire.body).digest("base64");
  return { ...wire, headers };
}

async function attempt(
  parts: ExchangeParts,
  call: Call,
  request: WireRequest,
  context: CallContext,
  clock: AttemptClock,
  signal: AbortSignal | undefined,
): Promise<ServiceResponse> {
  const { settings, environment, sender } = parts;
  const signed = await sign(parts, call, request, context);
  clock.start();
  const startedAt = environment.now().getTime();
  const timeoutMs = Math.max(1, Math.min(settings.requestTimeoutMs, clock.remainingMs()));
  let answer: RawAnswer | undefined;
  try {
    answer = await sender.send(signed, { timeoutMs, maxBytes: mostBytes(call.row) }, signal);
  } catch (error) {
    throw failureOf(error, context, signal);
  } finally {
    const result =
      answer === undefined ? "no answer" : `${String(answer.status)} ${requestIdOf(answer.headers, settings.backend) ?? ""}`.trimEnd();
    environment.log(
      "debug",
      `${describe(parts.redactor, call, signed)} -> ${result} after ${String(environment.now().getTime() - startedAt)} ms`,
    );
  }
  if (answer.status < 200 || answer.status > 299) throw classify(answer, context);
  checkAnswer(answer, context);
  return { status: answer.status, headers: answer.headers, body: answer.body, requestId: requestIdOf(answer.headers, settings.backend) };
}

/** A page of a thousand keys has less than 8 MiB; of an object, 32 MiB are read at most. */
function mostBytes({ answer, long }: OperationRow): number {
  return answer === "bytes" ? 32 * SHORT_ANSWER_BYTES : long === true ? 8 * SHORT_ANSWER_BYTES : SHORT_ANSWER_BYTES;
}

async function sign(parts: ExchangeParts, call: Call, request: WireRequest, context: CallContext): Promise<WireRequest> {
  const { settings, environment } = parts;
  const credentials = await parts.credentials().catch((cause: unknown) => {
    throw new ServiceError({
      kind: "auth",
      service: call.service,
      operation: call.row.operation,
      words: cause instanceof Error ? cause.message : "the credentials could not be read",
      hint: "set oos:accessKeyId and oos:secretAccessKey (with --secret), or OOS_ACCESS_KEY_ID and OOS_SECRET_ACCESS_KEY",
      cause,
    });
  });
  const table = settings.backend.services[call.service];
  if (context.signatureVersion === "v2") {
    const virtualBucket = request.hostname === call.endpoint.hostname ? undefined : call.bucket;
    return signV2(request, credentials, { virtualBucket, signedSubresources: parts.signedSubresources }, environment.now());
  }
  const scope = { region: context.scopeRegion ?? settings.region, service: table?.signingName ?? call.service };
  return signV4(request, credentials, scope, environment.now());
}

function titleOf(call: Call): string {
  return `${call.service} ${call.row.operation}${call.subject === undefined ? "" : ` of ${call.subject}`}`;
}

/** Its calls are form bodies. */
function isForm(service: Service): boolean {
  return service === "iam" || service === "topic" || service === "sts";
}

function describe(redactor: Redactor, call: Call, signed: WireRequest): string {
  const query = Object.keys(signed.query).length === 0 ? "" : `?${redactor.query(signed.query)}`;
  const url = `${signed.protocol}//${hostHeader(signed)}${redactor.text(requestTarget({ path: signed.path, query: {} }))}${query}`;
  const form = isForm(call.service) && signed.body !== undefined ? ` form ${redactor.form(Buffer.from(signed.body).toString("utf8"))}` : "";
  return `${titleOf(call)}: ${signed.method} ${url} headers ${JSON.stringify(redactor.headers(signed.headers))}${form}`;
}
