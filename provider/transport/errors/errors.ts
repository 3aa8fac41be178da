/** The one error type of everything below the engine, and the kinds on which handlers decide. */
import type { ErrorKind, Service } from "../../catalog/types";
import { printable } from "./printable";

export type { ErrorKind } from "../../catalog/types";

export interface ServiceErrorDetails {
  readonly kind: ErrorKind;
  readonly service: Service;
  readonly operation: string;
  /** What the operation was about: `bucket "b"`, `user "u"`. */
  readonly subject?: string;
  readonly status?: number;
  /** The service's error code as sent. */
  readonly code?: string;
  /** The service's words. */
  readonly words?: string;
  readonly requestId?: string;
  /** What the person can do next. */
  readonly hint?: string;
  readonly retryAfterMs?: number;
  /** Our clock minus the service's, where its answer told the time. */
  readonly skewMs?: number;
  /** True when the request may have been executed although no answer says so (reset, time-out, 5xx). */
  readonly maybeDone?: boolean;
  readonly cause?: unknown;
}

/** A failed service call, worded for a person: operation, subject, code, words, request id, next step (law 11). */
export class ServiceError extends Error implements ServiceErrorDetails {
  override readonly name = "ServiceError";
  readonly kind: ErrorKind;
  readonly service: Service;
  readonly operation: string;
  readonly subject?: string;
  readonly status?: number;
  readonly code?: string;
  readonly words?: string;
  readonly requestId?: string;
  readonly hint?: string;
  readonly retryAfterMs?: number;
  readonly skewMs?: number;
  readonly maybeDone: boolean;

  constructor(given: ServiceErrorDetails) {
    const details = { ...given, ...bounded(given) };
    super(sentence(details), details.cause === undefined ? undefined : { cause: details.cause });
    const { cause: _cause, ...rest } = details;
    Object.assign(this, rest);
    this.kind = details.kind;
    this.service = details.service;
    this.operation = details.operation;
    this.maybeDone = details.maybeDone ?? false;
  }
}

/** Longer than any of them is where the service means well: a key has 1024 bytes at most. */
const LENGTHS = { subject: 1200, code: 128, words: 600, requestId: 128 } as const;

/** What others have written, as it can be shown. */
function bounded(details: ServiceErrorDetails): Partial<ServiceErrorDetails> {
  return Object.fromEntries(
    Object.entries(LENGTHS).flatMap(([name, most]) => {
      const text = details[name as keyof typeof LENGTHS];
      return text === undefined ? [] : [[name, printable(text, most)]];
    }),
  );
}

function sentence(d: ServiceErrorDetails): string {
  const about = d.subject === undefined ? "" : ` of ${d.subject}`;
  const answer = [d.status === undefined ? undefined : String(d.status), d.code].filter((part) => part !== undefined).join(" ");
  const words = d.words === undefined || d.words === "" ? "" : `: ${d.words}`;
  const request = d.requestId === undefined ? "" : ` (request id ${d.requestId})`;
  const next = d.hint === undefined ? "" : `\n  next: ${d.hint}`;
  return `${d.service} ${d.operation}${about} failed${answer === "" ? "" : ` with ${answer}`}${words}${request}${next}`;
}

/** True when `error` is a ServiceError of one of `kinds`. */
export function isKind(error: unknown, ...kinds: readonly ErrorKind[]): error is ServiceError {
  return error instanceof ServiceError && kinds.includes(error.kind);
}
