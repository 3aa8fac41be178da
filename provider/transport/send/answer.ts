/** Is the answer what the operation promises (law 1), and what does a failure to get one mean? */
import type { ErrorKind } from "../../catalog/types";
import { defined } from "../../pure/defined";
import { classify, foreignAnswer, requestIdOf, type CallContext } from "../errors/classify";
import { ServiceError } from "../errors/errors";
import { orFromState } from "../errors/hints";
import { SendError, type RawAnswer, type SendFailure } from "./send";
import { parseXml, XmlError } from "../protocol/xml";

/** @throws ServiceError `foreign`, or the kind of the error document that came with a good status */
export function checkAnswer(answer: RawAnswer, context: CallContext): void {
  const { answer: expected } = context.row;
  // An answer to HEAD has no body to look at: the service's request id must show that the service sent it.
  if (context.row.method === "HEAD" && requestIdOf(answer.headers, context.backend) === undefined) {
    throw foreignAnswer(answer, context, "the answer carries no request id of the service");
  }
  if (expected === "bytes" || expected === "caller") return;
  const text = answer.body.toString("utf8").trim();
  if (expected === "empty") checkEmpty(answer, text, context);
  else if (expected === "json") checkJson(answer, text, context);
  else checkRoot(answer, expected.root, text, context);
}

function checkRoot(answer: RawAnswer, root: string, text: string, context: CallContext): void {
  if (text === "") throw foreignAnswer(answer, context, `the answer is empty where a <${root}> is expected`);
  const found = rootOf(answer, context);
  if (found === root) return;
  // A copy, for example, answers 200 before it knows how it ends [GUIDE 4.3.4].
  if (found === "Error") throw classify(answer, context);
  throw foreignAnswer(answer, context, `the answer's root element is <${found}>, not <${root}>`);
}

function checkJson(answer: RawAnswer, text: string, context: CallContext): void {
  if (text === "") throw foreignAnswer(answer, context, "the answer is empty where JSON is expected");
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw foreignAnswer(answer, context, "the answer is not JSON", cause);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw foreignAnswer(answer, context, "the answer is not a JSON object");
  }
}

/** Nothing is read from it, yet a web page or a document in its place is no success; after a DELETE, which drops state, neither is any other text, nor JSON after a PUT of a sub-resource, which may be a removal. */
function checkEmpty(answer: RawAnswer, text: string, context: CallContext): void {
  if (text === "") return;
  if (answer.headers["content-type"]?.includes("html") === true) throw foreignAnswer(answer, context, "the answer is a web page");
  if (text.startsWith("<")) {
    const root = rootOf(answer, context);
    if (root === "Error") throw classify(answer, context);
    throw foreignAnswer(answer, context, `the answer is a document <${root}> where none is expected`);
  }
  if (context.row.subresource !== undefined && text.startsWith("{"))
    throw foreignAnswer(answer, context, "the answer is JSON where none is expected");
  if (context.row.method === "DELETE") throw foreignAnswer(answer, context, "the answer has a body where none is expected");
}

function rootOf(answer: RawAnswer, context: CallContext): string {
  try {
    return parseXml(answer.body).root;
  } catch (error) {
    if (!(error instanceof XmlError)) throw error;
    throw foreignAnswer(answer, context, `the answer is not the XML that was expected: ${error.message}`, error);
  }
}

const KIND_OF_FAILURE: Readonly<Record<SendFailure, ErrorKind>> = {
  connect: "network",
  certificate: "network",
  timeout: "network",
  broken: "network",
  "too-large": "foreign",
  aborted: "cancelled",
};

const HINT_OF_FAILURE: Readonly<Partial<Record<SendFailure, string>>> = {
  connect: "check the network, oos:endpoints and oos:proxy",
  certificate:
    "if the endpoint's certificate is signed by a private authority, give its PEM text in oos:caBundle; else check oos:endpoints",
  timeout: "check the network and oos:endpoints; a larger oos:requestTimeoutSeconds waits longer",
  broken: "check the network and oos:proxy",
  "too-large": "something else answered: check oos:endpoints",
};

/** Any failure of an exchange as a ServiceError. */
export function failureOf(error: unknown, context: CallContext, signal: AbortSignal | undefined): ServiceError {
  if (error instanceof ServiceError) return error;
  const about = { service: context.service, operation: context.row.operation, ...defined({ subject: context.subject }), cause: error };
  if (error instanceof SendError) {
    const hint = HINT_OF_FAILURE[error.failure];
    const code = error.failure === "certificate" ? "TlsRefused" : error.code;
    return new ServiceError({
      ...about,
      kind: KIND_OF_FAILURE[error.failure],
      words: context.redact(error.message),
      maybeDone: error.maybeDone,
      ...defined({ code, hint: hint === undefined ? undefined : orFromState(hint) }),
    });
  }
  if (signal?.aborted === true) return new ServiceError({ ...about, kind: "cancelled", words: "cancelled before the request was sent" });
  const words = error instanceof Error ? error.message : String(error);
  return new ServiceError({ ...about, kind: "invalid", words: context.redact(words) });
}
