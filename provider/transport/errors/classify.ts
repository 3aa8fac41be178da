/** From an answer of the service to a ServiceError: parse the body in every shape that occurs, then decide the kind by tables. */
import type { Backend, ErrorRows, OperationRow } from "../../backends/types";
import type { ErrorKind, ErrorMatch, Service } from "../../catalog/types";
import { defined } from "../../pure/defined";
import { ServiceError, type ServiceErrorDetails } from "./errors";
import { hintFor, orFromState } from "./hints";
import type { RawAnswer } from "../send/send";
import { parseXml, textAt, XmlError, type XmlNode } from "../protocol/xml";

/** What the request was, for the words and tables of its errors. */
export interface CallContext {
  readonly backend: Backend;
  readonly service: Service;
  readonly row: OperationRow;
  readonly subject: string | undefined;
  readonly signatureVersion?: string;
  readonly scopeRegion?: string;
  now(): Date;
  /** Removes secrets from words of the service. */
  redact(text: string): string;
}

/** `flat`: `<Error>`; `wrapped`: `<ErrorResponse>` or `<Response>` around it; `json`. */
type ErrorForm = "flat" | "wrapped" | "json";

/** The forms in which a service may say that something is gone. unverified: those of IAM and trail, which no manual shows. */
const OWN_FORMS: Readonly<Record<Service, readonly ErrorForm[]>> = {
  s3: ["flat"],
  statistics: ["flat"],
  iam: ["flat", "wrapped"],
  sts: ["flat", "wrapped"],
  topic: ["flat", "wrapped"],
  trail: ["flat", "json"],
};

interface ErrorBody {
  /** Absent: no form of an error, or no body. */
  readonly form?: ErrorForm;
  readonly code?: string | undefined;
  readonly words?: string | undefined;
  readonly requestId?: string | undefined;
  /** False: the body is not an error of the service in any known shape. */
  readonly known: boolean;
}

const WORDS_LIMIT = 600;

export function requestIdOf(headers: Readonly<Record<string, string>>, { dialect }: Pick<Backend, "dialect">): string | undefined {
  const id = dialect.requestIdHeaders.map((name) => headers[name]).find((value) => value !== undefined);
  // Sent twice, by the service and by what stands before it, it is joined.
  return id === undefined ? undefined : [...new Set(id.split(/\s*,\s*/))].join(", ");
}

/** The error for an answer outside 2xx, or for a 2xx answer whose body is an error document. */
export function classify(answer: RawAnswer, context: CallContext): ServiceError {
  const body = readErrorBody(answer);
  const kind = kindOf(answer, body, context);
  const retryAfterMs = retryAfter(answer.headers["retry-after"], context.now());
  const skewMs = clockSkew(answer.headers.date, context.now());
  const hint = hintFor({
    operation: context.row.operation,
    code: body.code,
    kind,
    skewMs,
    signatureVersion: context.signatureVersion,
    scopeRegion: context.scopeRegion,
    errors: context.backend.services[context.service]?.errors ?? {},
  });
  const words = kind === "foreign" ? foreignWords(answer, body, context) : (body.words ?? unknownWords(answer, body, context));
  return new ServiceError({
    ...about(context),
    kind,
    status: answer.status,
    ...defined({
      code: body.code,
      words: words === undefined ? undefined : context.redact(words),
      requestId: requestIdOf(answer.headers, context.backend) ?? body.requestId,
      hint: hint === undefined ? undefined : orFromState(hint),
      retryAfterMs,
      skewMs,
    }),
    // A service that failed inside may have done the work before; a refusal has not.
    maybeDone: kind === "server" || (kind === "foreign" && answer.status < 400),
  });
}

/** An answer with a good status that is not the expected document (law 1). */
export function foreignAnswer(answer: RawAnswer, context: CallContext, words: string, cause?: unknown): ServiceError {
  return new ServiceError({
    ...about(context),
    kind: "foreign",
    status: answer.status,
    words: context.redact(words),
    ...defined({ requestId: requestIdOf(answer.headers, context.backend) }),
    hint: orFromState("something else answered: check oos:endpoints, and that no proxy or login page stands in between"),
    maybeDone: true,
    cause,
  });
}

function about(context: CallContext): Pick<ServiceErrorDetails, "service" | "operation" | "subject"> {
  return { service: context.service, operation: context.row.operation, ...defined({ subject: context.subject }) };
}

function kindOf(answer: RawAnswer, body: ErrorBody, { backend, service, row }: CallContext): ErrorKind {
  const { status } = answer;
  const { code } = body;
  // An answer to HEAD has no code, so the service's request id must show that the service sent it.
  const bodiless = row.method === "HEAD";
  if (bodiless && status === 404 && requestIdOf(answer.headers, backend) === undefined) return "foreign";
  const isOwn = bodiless || hasOwnForm(body, service);
  if (matches(row.notFound, status, code, bodiless)) return isOwn ? "not-found" : "foreign";
  if (matches(row.notConfigured, status, code, bodiless)) return isOwn ? "not-configured" : "foreign";
  const listed = listedKind(backend.services[service]?.errors ?? {}, code);
  // A 5xx stays a server error whatever its code says, except for the codes of throttling and of missing features.
  if (listed !== undefined && (status < 500 || listed === "throttled" || listed === "unsupported")) return listed;
  if (!body.known && !bodiless && status < 500 && status !== 401 && status !== 403 && status !== 429) return "foreign";
  if (!body.known && answer.body.length > 0 && status < 500) return "foreign";
  return kindOfStatus(status);
}

/** The kind that the code has wherever it comes; those of the closed tables have none. */
function listedKind(errors: ErrorRows, code: string | undefined): ErrorKind | undefined {
  const kind = code !== undefined && Object.hasOwn(errors, code) ? errors[code]?.kind : undefined;
  return kind === "closed" ? undefined : kind;
}

/** The code may stand in a header alone. */
function hasOwnForm({ form }: ErrorBody, service: Service): boolean {
  return form === undefined || OWN_FORMS[service].includes(form);
}

function kindOfStatus(status: number): ErrorKind {
  if (status === 401 || status === 403) return "auth";
  if (status === 405 || status === 501) return "unsupported";
  if (status === 408) return "network";
  if (status === 429) return "throttled";
  return status >= 500 ? "server" : "invalid";
}

function matches(table: readonly ErrorMatch[] | undefined, status: number, code: string | undefined, bodiless: boolean): boolean {
  return (
    table?.some((row) => row.status === status && (bodiless ? row.code === undefined : row.code !== undefined && row.code === code)) ??
    false
  );
}

/** Flat `<Error>`, `<ErrorResponse><Error>`, and the JSON shapes of the trail service. */
function readErrorBody({ body, headers }: RawAnswer): ErrorBody {
  const text = body.toString("utf8").trim();
  if (text === "") return { known: false, ...noBody(headers) };
  return text.startsWith("{") ? readJson(text, headers) : readXml(text);
}

function readXml(text: string): ErrorBody {
  try {
    const { root, value } = parseXml(text);
    const error = errorElement(root, value);
    if (error === undefined) return { known: false };
    const code = textAt(error, "Code");
    return {
      form: root === "Error" ? "flat" : "wrapped",
      known: code !== undefined && code !== "",
      code: code === "" ? undefined : code,
      words: textAt(error, "Message"),
      requestId: textAt(error, "RequestId") ?? textAt(value, "RequestId") ?? textAt(value, "RequestID"),
    };
  } catch (error) {
    if (error instanceof XmlError) return { known: false };
    throw error;
  }
}

function errorElement(root: string, value: XmlNode): XmlNode | undefined {
  if (root === "Error") return value;
  if (root !== "ErrorResponse" && root !== "Response") return undefined;
  const inner = value.Error ?? (value.Errors as XmlNode | undefined)?.Error;
  return typeof inner === "object" && !Array.isArray(inner) ? (inner as XmlNode) : value;
}

function readJson(text: string, headers: Readonly<Record<string, string>>): ErrorBody {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return { known: false };
  }
  if (typeof parsed !== "object" || parsed === null) return { known: false };
  const fields = parsed as Readonly<Record<string, unknown>>;
  const string = (...names: readonly string[]): string | undefined =>
    names.map((name) => fields[name]).find((value): value is string => typeof value === "string" && value !== "");
  const code = string("__type", "code", "Code", "errorCode") ?? headerCode(headers);
  return {
    form: "json",
    known: code !== undefined,
    code: code === undefined ? undefined : localCode(code),
    words: string("message", "Message", "errorMessage"),
    requestId: string("RequestId", "requestId"),
  };
}

function noBody(headers: Readonly<Record<string, string>>): Pick<ErrorBody, "form" | "code"> {
  const code = headerCode(headers);
  return code === undefined ? {} : { form: "json", code };
}

function headerCode(headers: Readonly<Record<string, string>>): string | undefined {
  const code = headers["x-amzn-errortype"];
  return code === undefined ? undefined : localCode(code);
}

/** `com.example#TrailNotFoundException:http://...` to `TrailNotFoundException`. */
function localCode(code: string): string {
  return code.slice(code.lastIndexOf("#") + 1).replace(/:.*$/s, "");
}

/** Why the answer is taken for one of something else. */
function foreignWords(answer: RawAnswer, body: ErrorBody, context: CallContext): string | undefined {
  if (context.row.method === "HEAD")
    return requestIdOf(answer.headers, context.backend) === undefined
      ? `the answer has no request id of the service (${context.backend.dialect.requestIdHeaders[0] ?? "none"}), so something else may have sent it`
      : undefined;
  if (body.known && !hasOwnForm(body, context.service)) return `the answer has the form of another service's errors${quoted(body.words)}`;
  return body.words ?? unknownWords(answer, body, context);
}

function quoted(words: string | undefined): string {
  return words === undefined ? "" : `: ${words}`;
}

function unknownWords({ body, headers }: RawAnswer, { known }: ErrorBody, { row }: CallContext): string | undefined {
  if (known || row.method === "HEAD") return undefined;
  if (body.length === 0) return "the answer has no body that says why";
  const start = body.subarray(0, WORDS_LIMIT).toString("utf8").replaceAll(/\s+/g, " ").slice(0, 120);
  return `the answer (${headers["content-type"] ?? "no content type"}) is not an error of this service and begins with: ${start}`;
}

/** Seconds or an HTTP date, to milliseconds from now. */
export function retryAfter(value: string | undefined, now: Date): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value.trim())) return Number(value.trim()) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

function clockSkew(date: string | undefined, now: Date): number | undefined {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(theirs) ? undefined : now.getTime() - theirs;
}
