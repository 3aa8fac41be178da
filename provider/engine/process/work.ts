/** The calls that this process has under way, so that it can end after them. */
import { setTimeout as delay } from "node:timers/promises";

export class Work {
  readonly #running = new Set<Promise<unknown>>();

  async during<T>(task: () => T | Promise<T>): Promise<T> {
    const running = Promise.resolve().then(task);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  /** Settles when nothing is under way, or at the limit. */
  async ended(limitMs: number): Promise<void> {
    const limit = new AbortController();
    const idle = async (): Promise<void> => {
      while (this.#running.size > 0) await Promise.allSettled(this.#running);
    };
    await Promise.race([idle(), delay(limitMs, undefined, { signal: limit.signal }).catch(() => undefined)]);
    limit.abort();
  }
}
