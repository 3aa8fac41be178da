/** The service's cache of bucket configuration: for a while after a write, a read gives what was there before it. */
import type { Clock } from "../clock";

export class StaleReads<T extends object> {
  private readonly previous = new Map<string, { readonly value: T; readonly untilMs: number }>();

  /** `staleMs` 0: every read is fresh. */
  constructor(
    private readonly clock: Clock,
    private readonly staleMs: number,
  ) {}

  /** Remembers `before`, the value that a write is about to replace. */
  remember(id: string, before: T): void {
    if (this.staleMs > 0) this.previous.set(id, { value: before, untilMs: this.clock.now().getTime() + this.staleMs });
  }

  /** The value from before the last write while that write is younger than `staleMs`, else `current`. */
  read(id: string, current: T): T {
    const entry = this.previous.get(id);
    if (entry === undefined) return current;
    if (this.clock.now().getTime() < entry.untilMs) return entry.value;
    this.previous.delete(id);
    return current;
  }

  forget(id: string): void {
    this.previous.delete(id);
  }
}
