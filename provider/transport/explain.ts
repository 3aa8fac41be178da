/** Adds what only the service client knows to a failure: what the call was about, and what to do next for the service's codes. */
import { defined } from "./classify";
import { ServiceError } from "./errors";

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
      subject: about,
      hint,
      cause: error.cause,
    }),
  });
}
