/** Repeats what is safe to repeat: full jitter, Retry-After, one deadline over all attempts (law 8). */
import type { Effect, ErrorKind } from "../../catalog/types";
import { ServiceError } from "../errors/errors";
import type { Environment } from "../types";

export interface RetrySettings {
  readonly maxRetries: number;
  readonly deadlineMs: number;
  readonly effect: Effect;
  readonly environment: Pick<Environment, "now" | "random" | "sleep">;
  readonly signal?: AbortSignal | undefined;
  /** Told before each pause. */
  readonly onRetry?: (error: ServiceError, pauseMs: number, retry: number) => void;
}

export interface AttemptClock {
  /** Starts the deadline on the first call: time in the queue before the first attempt does not count. */
  start(): void;
  /** What is left of the deadline. */
  remainingMs(): number;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 20_000;

/** Kinds that may pass by themselves. */
const TRANSIENT: ReadonlySet<ErrorKind> = new Set<ErrorKind>(["throttled", "server", "network", "conflict"]);

/** Failures of kind network that no repetition repairs; they carry the code of the TLS library. */
function isCertificateFailure(error: ServiceError): boolean {
  return error.kind === "network" && error.code === "TlsRefused";
}

/** A request may be repeated when the failure may pass, and when doing it twice does no harm or it was provably not done. */
export function isWorthRepeating(error: unknown, effect: Effect): error is ServiceError {
  if (!(error instanceof ServiceError) || !TRANSIENT.has(error.kind) || isCertificateFailure(error)) return false;
  return effect !== "create" || !error.maybeDone;
}

/** Full jitter: a random part of 200 ms doubled with every retry, at most 20 s; never less than what Retry-After asks for. */
export function pauseBefore(retryNumber: number, error: ServiceError, random: () => number): number {
  const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (retryNumber - 1));
  return Math.max(Math.floor(random() * ceiling), error.retryAfterMs ?? 0);
}

/**
 * Runs `attempt` until it succeeds, fails for good, or the next pause would end after the deadline; then throws the last failure.
 * The pause is our own (cockatiel's knows neither a clock nor a signal); cockatiel counts and decides.
 */
export async function withRetries<T>(attempt: (clock: AttemptClock) => Promise<T>, settings: RetrySettings): Promise<T> {
  const { environment, signal } = settings;
  let deadlineAt: number | undefined;
  let retries = 0;
  let pauseMs = 0;
  const clock: AttemptClock = {
    start: () => (deadlineAt ??= environment.now().getTime() + settings.deadlineMs),
    remainingMs: () => (deadlineAt === undefined ? settings.deadlineMs : deadlineAt - environment.now().getTime()),
  };
  const plan = (error: unknown): boolean => {
    if (!isWorthRepeating(error, settings.effect) || retries >= settings.maxRetries) return false;
    const next = pauseBefore(retries + 1, error, () => environment.random());
    if (next >= clock.remainingMs()) return false;
    retries += 1;
    pauseMs = next;
    settings.onRetry?.(error, pauseMs, retries);
    return true;
  };
  const { ConstantBackoff, handleWhen, retry } = await import("cockatiel");
  const policy = retry(handleWhen(plan), { maxAttempts: settings.maxRetries, backoff: new ConstantBackoff(0) });
  return policy.execute(async () => {
    if (retries > 0) await environment.sleep(pauseMs, signal);
    return attempt(clock);
  });
}
