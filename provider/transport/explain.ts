/** Adds what only the service client knows to a failure: what the call was about, and what to do next for the service's codes. */
import type { Service } from "../backends/types";
import { defined } from "./classify";
import { ServiceError } from "./errors";
import type { Effect } from "./types";

export interface Explanation {
  /** `user "u"`. */
  readonly subject?: string | undefined;
  /** Next step by error code. */
  readonly hints?: Readonly<Record<string, string>> | undefined;
}

/** The same failure with subject and hint; what it says already stays. Anything that is no ServiceError is given back as it is. */
export function explain(error: unknown, { subject, hints = {} }: Explanation): unknown {
  if (!(error instanceof ServiceError)) return error;
  const hint = error.hint ?? (error.code !== undefined && Object.hasOwn(hints, error.code) ? hints[error.code] : undefined);
  const about = error.subject ?? subject;
  if (hint === error.hint && about === error.subject) return error;
  return new ServiceError({
    kind: error.kind,
    service: error.service,
    operation: error.operation,
    maybeDone: error.maybeDone,
    ...defined({
      status: error.status,
      code: error.code,
      words: error.words,
      requestId: error.requestId,
      retryAfterMs: error.retryAfterMs,
      skewMs: error.skewMs,
      subject: about,
      hint,
      cause: error.cause,
    }),
  });
}

/** A success status with an answer that cannot be read says nothing about the state (law 1); a write may have been done. */
export function foreignSuccess(
  call: { readonly service: Service; readonly action: string; readonly effect: Effect },
  cause: Error,
): ServiceError {
  return new ServiceError({
    kind: "foreign",
    service: call.service,
    operation: call.action,
    words: cause.message,
    maybeDone: call.effect !== "read",
    hint: "check that the endpoint is the one of this service and that no proxy answers in its place",
    cause,
  });
}
