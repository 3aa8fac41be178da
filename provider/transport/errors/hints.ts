/** What a person can do next: the step of the error's code, else that of its kind (law 11). */
import type { ErrorRows } from "../../backends/types";
import { NEXT_STEPS, type NextStep } from "../../catalog/next-steps";
import type { ErrorKind } from "../../catalog/types";

export interface HintContext {
  readonly operation: string;
  readonly code: string | undefined;
  readonly kind: ErrorKind;
  /** Our clock minus the service's, in milliseconds, when the answer had a Date header. */
  readonly skewMs: number | undefined;
  readonly signatureVersion: string | undefined;
  readonly scopeRegion: string | undefined;
  /** The codes of the service. */
  readonly errors: ErrorRows;
}

const NOTABLE_SKEW_MS = 300_000;

/** For failures without a code, and for codes that have no step of their own. */
const BY_KIND: Readonly<Partial<Record<ErrorKind, NextStep>>> = {
  auth: "check-keys",
  throttled: "slow-down",
  server: "try-later",
  network: "check-network",
  foreign: "check-answerer",
  unsupported: "not-offered",
};

/** Codes that mean something else in an answer to one operation. */
const BY_OPERATION: Readonly<Record<string, Readonly<Record<string, NextStep>>>> = {
  ChangePassword: { AccessDenied: "check-current-password" },
};

const ofLastUp = (what: string): string =>
  `or, in \`pulumi refresh\` and \`pulumi destroy\`: they use the ${what} of the last \`pulumi up\`; if you have changed them since, add --run-program`;

/**
 * The next step of a failure that may come from settings of before: without the program, the engine starts the provider with those in the state.
 * @param hint the next step where the settings are those of now
 */
export function orFromState(hint: string): string {
  if (/oos:accessKeyId|temporary credentials/.test(hint)) return `${hint}\n  ${ofLastUp("keys")}`;
  return hint.includes("oos:endpoints") ? `${hint}\n  ${ofLastUp("endpoints")}` : hint;
}

/** The next step for this failure in words, or undefined when there is nothing useful to say. */
export function hintFor(context: HintContext): string | undefined {
  const step = stepFor(context);
  return step === undefined ? undefined : inWords(NEXT_STEPS[step].en, context);
}

/** The next step of a code, as the catalog of errors shows it. */
export function stepOfCode(errors: ErrorRows, code: string, kind: ErrorKind): NextStep | undefined {
  const row = Object.hasOwn(errors, code) ? errors[code] : undefined;
  return row === undefined ? undefined : (row.next ?? BY_KIND[kind]);
}

function stepFor({ operation, code, kind, skewMs, errors }: HintContext): NextStep | undefined {
  if (code !== undefined) return BY_OPERATION[operation]?.[code] ?? stepOfCode(errors, code, kind);
  // An answer to HEAD has no code: a clock that is far off is then the likely reason of a refusal, and it says no more than 403.
  if (kind === "auth" && skewMs !== undefined && Math.abs(skewMs) > NOTABLE_SKEW_MS) return "set-clock";
  return kind === "auth" && operation === "HeadBucket" ? "check-head-bucket" : BY_KIND[kind];
}

function inWords(step: string, { signatureVersion, scopeRegion, skewMs }: HintContext): string {
  const values: Readonly<Record<string, string>> = {
    signed: `${signatureVersion ?? "v4"}${scopeRegion === undefined ? "" : ` for region ${scopeRegion}`}`,
    region: scopeRegion ?? "?",
    clock: skewInWords(skewMs),
  };
  return step.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

function skewInWords(skewMs: number | undefined): string {
  if (skewMs === undefined) return "this machine's clock and the service's differ too much";
  const seconds = Math.round(Math.abs(skewMs) / 1000);
  const amount = seconds < 120 ? `${String(seconds)} seconds` : `${String(Math.round(seconds / 60))} minutes`;
  return `this machine's clock is ${amount} ${skewMs < 0 ? "behind" : "ahead of"} the service's`;
}
