/** Faults that tests ask for on the admin URL. Rules are tried in the order in which they were added; the first that fits acts. */
import { InputError } from "./input-error";

const KINDS = [
  "error",
  "foreign",
  "delay",
  "reset",
  "truncate",
  "hang-before-execute",
  "hang-after-execute",
  "reset-after-execute",
  "reset-unlisted",
] as const;

/**
 * - `error`: answers `status` and `code` without executing;
 * - `foreign`: answers `status` and `body` as a proxy or a login page would, without executing and without the service's headers;
 * - `delay`: waits `delayMs`, then goes on;
 * - `reset`, `hang-before-execute`: the connection breaks, or no answer comes, and nothing is executed;
 * - `truncate`: executes and breaks the connection in the middle of the answer's body;
 * - `hang-after-execute`, `reset-after-execute`: executes, stores, and the answer never comes;
 * - `reset-unlisted`: as `reset-after-execute`, and the bucket stays out of its account's list until it is made once more, as from a Ceph gateway
 *   that ends in the middle of a creation.
 */
export type FaultKind = (typeof KINDS)[number];

export interface FaultRule {
  readonly kind: FaultKind;
  /** Absent fields fit everything. */
  readonly service?: string;
  readonly operation?: string;
  readonly bucket?: string;
  /** How often it acts; absent: until removed. */
  readonly times?: number;
  /** Of kind error, default 503; of kind foreign, default 200. */
  readonly status?: number;
  /** Of kind error; default ServiceUnavailable. */
  readonly code?: string;
  readonly message?: string;
  /** Sent as `Retry-After` with kind error. */
  readonly retryAfterSeconds?: number;
  /** Of kind foreign; default a web page that asks to sign in. */
  readonly body?: string;
  /** Of kind foreign; default `text/html`. */
  readonly contentType?: string;
  /** How long it waits before it acts; default 1,000 with kind delay, else 0. */
  readonly delayMs?: number;
}

const TEXTS = ["service", "operation", "bucket", "code", "message", "body", "contentType"] as const;
/** The least and the most of each number: a status that ends an exchange, a delay that a timer can wait. */
const NUMBERS = {
  times: [0, Number.MAX_SAFE_INTEGER],
  status: [200, 599],
  retryAfterSeconds: [0, Number.MAX_SAFE_INTEGER],
  delayMs: [0, 2 ** 31 - 1],
} as const;

/** A rule from JSON. Throws an InputError that says which field is wrong. */
export function parseFaultRule(value: unknown): FaultRule {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new InputError("a fault rule is an object");
  const fields = value as Readonly<Record<string, unknown>>;
  const kind = KINDS.find((known) => known === fields["kind"]);
  if (kind === undefined) throw new InputError(`kind must be one of ${KINDS.join(", ")}`);
  const known: readonly string[] = ["kind", ...TEXTS, ...Object.keys(NUMBERS)];
  const strange = Object.keys(fields).find((name) => !known.includes(name));
  if (strange !== undefined) throw new InputError(`${strange} is not a field of a fault rule`);
  for (const name of TEXTS)
    if (fields[name] !== undefined && typeof fields[name] !== "string") throw new InputError(`${name} must be a text`);
  for (const [name, [least, most]] of Object.entries(NUMBERS)) {
    const number = fields[name];
    if (number !== undefined && !(Number.isInteger(number) && (number as number) >= least && (number as number) <= most))
      throw new InputError(`${name} must be a whole number of ${least} to ${most}`);
  }
  const { contentType = "text/html" } = fields as Partial<FaultRule>;
  if (!/^[\x20-\x7e]+$/.test(contentType)) throw new InputError("contentType must be printable ASCII");
  return { ...(fields as Partial<FaultRule>), kind };
}

/** What a rule is matched against. */
export interface FaultSubject {
  readonly service: string;
  readonly operation: string;
  readonly bucket: string;
}

export class Faults {
  private rules: { readonly rule: FaultRule; left: number }[] = [];

  add(rule: FaultRule): void {
    this.rules.push({ rule, left: rule.times ?? Number.POSITIVE_INFINITY });
  }

  clear(): void {
    this.rules = [];
  }

  list(): readonly (FaultRule & { readonly left?: number })[] {
    return this.rules.map(({ rule, left }) => (Number.isFinite(left) ? { ...rule, left } : rule));
  }

  /** The rule that acts on this request, used up by one. */
  take(subject: FaultSubject): FaultRule | undefined {
    const entry = this.rules.find(
      ({ rule, left }) =>
        left > 0 &&
        (["service", "operation", "bucket"] as const).every((field) => rule[field] === undefined || rule[field] === subject[field]),
    );
    if (entry === undefined) return undefined;
    entry.left -= 1;
    this.rules = this.rules.filter(({ left }) => left > 0);
    return entry.rule;
  }
}
