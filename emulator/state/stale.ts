/** The service's cache of bucket configuration: for a while after a write, a read gives what was there before it. */
import type { Clock } from "../clock";

type Before<T> = Map<keyof T, { readonly value: T[keyof T] | undefined; readonly untilMs: number }>;

/** Every field is a cache entry of its own: a write to one does not make another fresh. */
export class StaleReads<T extends object> {
  private readonly previous = new Map<string, Before<T>>();

  /** `staleMs` 0: every read is fresh. */
  constructor(
    private readonly clock: Clock,
    private readonly staleMs: number,
  ) {}

  /** Remembers what `before` has in the fields that `after` changes, as a write is about to replace it. */
  remember(id: string, before: T, after: T): void {
    if (this.staleMs <= 0) return;
    const entries = this.previous.get(id) ?? (new Map() as Before<T>);
    const untilMs = this.clock.now().getTime() + this.staleMs;
    for (const field of Object.keys({ ...before, ...after }) as (keyof T)[]) {
      if (before[field] !== after[field]) entries.set(field, { value: before[field], untilMs });
    }
    this.previous.set(id, entries);
  }

  /** `current` with the fields from before their last write where that write is younger than `staleMs`. */
  read(id: string, current: T): T {
    const entries = this.previous.get(id);
    if (entries === undefined) return current;
    const seen = { ...current };
    for (const [field, { value, untilMs }] of entries) {
      if (this.clock.now().getTime() >= untilMs) entries.delete(field);
      else if (value === undefined) delete seen[field];
      else seen[field] = value;
    }
    return seen;
  }

  forget(id: string): void {
    this.previous.delete(id);
  }
}
