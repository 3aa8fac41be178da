/** How fast requests go out: bounded concurrency, a rate, and one queue a key. */
import { Mutex, Semaphore } from "async-mutex";
import { TokenBucket } from "limiter";

export interface PaceSettings {
  /** Tasks running at once. */
  readonly maxConcurrency: number;
  /** Tasks started per second, evenly spaced; absent: unlimited. */
  readonly requestsPerSecond?: number | undefined;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Runs tasks under the limits, first come first served. */
export class Pacer {
  private readonly slots: Semaphore;
  private readonly turn = new Mutex();
  private readonly bucket: TokenBucket | undefined;
  private readonly sleep: PaceSettings["sleep"];

  constructor(settings: PaceSettings) {
    this.slots = new Semaphore(settings.maxConcurrency);
    this.sleep = (ms, signal) => settings.sleep(ms, signal);
    if (settings.requestsPerSecond !== undefined) {
      this.bucket = new TokenBucket({ bucketSize: 1, tokensPerInterval: settings.requestsPerSecond, interval: "second" });
      this.bucket.content = 1;
    }
  }

  /** Runs `task` when its turn comes. Rejects with the signal's reason when that comes first; the task then never starts. */
  async run<T>(task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const release = await acquire(async () => (await this.slots.acquire())[1], signal);
    try {
      await this.takeToken(signal);
      return await task();
    } finally {
      release();
    }
  }

  private async takeToken(signal: AbortSignal | undefined): Promise<void> {
    const { bucket } = this;
    if (bucket === undefined) return;
    const release = await acquire(() => this.turn.acquire(), signal);
    try {
      while (!bucket.tryRemoveTokens(1)) await this.sleep(Math.max(1, bucket.getWaitTime(1)), signal);
    } finally {
      release();
    }
  }
}

interface Lane {
  readonly mutex: Mutex;
  users: number;
}

/**
 * One first-in-first-out queue a key (law 8: one a bucket, one an IAM entity): tasks of one key run one after the other, tasks of
 * different keys together. A key without tasks takes no memory.
 */
export class KeyedQueue {
  private readonly lanes = new Map<string, Lane>();

  /** Keys that have a running or waiting task. */
  get size(): number {
    return this.lanes.size;
  }

  /**
   * Runs `task` after every earlier task of these keys. Rejects with the signal's reason when that comes first; the task then never starts.
   * Several keys are waited for in one order everywhere, so that no two tasks wait for each other.
   */
  async run<T>(keys: string | readonly string[], task: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const ordered = [...new Set([keys].flat())].sort();
    return ordered.reduceRight<() => Promise<T>>((inner, key) => () => this.runAlone(key, inner, signal), task)();
  }

  private async runAlone<T>(key: string, task: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    signal?.throwIfAborted();
    const lane = this.lanes.get(key) ?? { mutex: new Mutex(), users: 0 };
    this.lanes.set(key, lane);
    lane.users += 1;
    try {
      const release = await acquire(() => lane.mutex.acquire(), signal);
      try {
        return await task();
      } finally {
        release();
      }
    } finally {
      lane.users -= 1;
      if (lane.users === 0) this.lanes.delete(key);
    }
  }
}

/** Waits for a lock; when the signal comes first, the lock is given back as soon as it arrives. */
async function acquire(lock: () => Promise<() => void>, signal: AbortSignal | undefined): Promise<() => void> {
  signal?.throwIfAborted();
  const pending = lock();
  if (signal === undefined) return pending;
  return new Promise((resolve, reject) => {
    const onAbort = (): void => {
      void pending.then((release) => {
        release();
      });
      reject(signal.reason as Error);
    };
    signal.addEventListener("abort", onAbort, { once: true });
    pending.then((release) => {
      signal.removeEventListener("abort", onAbort);
      resolve(release);
    }, reject);
  });
}
