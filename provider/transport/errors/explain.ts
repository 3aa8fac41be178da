/** Failures of a call as only its service client knows them: what the call was about, and answers that it cannot read. */
import { operationNamed, type OperationName } from "../../catalog";
import { defined } from "../../pure/defined";
import { ServiceError } from "./errors";

/** The same failure with its subject; what it says already stays. Anything that is no ServiceError is given back as it is. */
export function explain(error: unknown, subject: string | undefined): unknown {
  if (!(error instanceof ServiceError) || error.subject !== undefined || subject === undefined) return error;
  return new ServiceError({
    kind: error.kind,
    service: error.service,
    operation: error.operation,
    maybeDone: error.maybeDone,
    subject,
    ...defined({
      status: error.status,
      code: error.code,
      words: error.words,
      requestId: error.requestId,
      retryAfterMs: error.retryAfterMs,
      skewMs: error.skewMs,
      hint: error.hint,
      cause: error.cause,
    }),
  });
}

/** A success status with an answer that cannot be read says nothing about the state (law 1); a write may have been done. */
export function foreignSuccess(operation: OperationName, cause: Error): ServiceError {
  const { service, effect } = operationNamed(operation);
  return new ServiceError({
    kind: "foreign",
    service,
    operation,
    words: cause.message,
    maybeDone: effect !== "read",
    hint: "check that the endpoint is the one of this service and that no proxy answers in its place",
    cause,
  });
}
