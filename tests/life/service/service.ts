/** The service that a story happens on, and the machine that the runs happen on: its clock and its journal. */
import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Properties } from "../../support/plugin/results";

export type BackendId = "oos" | "zos";

/** What the service holds, as text by place: `buckets/data/policy`. Read without our provider. */
export type Holdings = Readonly<Record<string, unknown>>;

export abstract class Service {
  readonly journal = mkdtempSync(path.join(tmpdir(), "oos-life-"));
  readonly environment = { OOS_JOURNAL_DIR: this.journal };
  readonly #afterwards: (() => Promise<void>)[] = [];
  protected offsetMs = 0;

  abstract readonly backend: BackendId;
  /** Settings of the provider. */
  abstract config(more: Properties): Properties;
  abstract holdings(): Promise<Holdings>;
  /** A signed request to the object service, by hand; rejects unless it succeeds. @returns the body */
  abstract send(method: string, target: string, body?: string): Promise<string>;
  abstract iam(action: string, params: Readonly<Record<string, string>>): Promise<unknown>;
  protected abstract stop(): Promise<void>;

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  async pass(ms: number): Promise<void> {
    this.offsetMs += ms;
    return Promise.resolve();
  }

  /** What is to be cleared away when the service is gone. */
  afterwards(task: () => Promise<void>): void {
    this.#afterwards.push(task);
  }

  async loseJournal(): Promise<void> {
    await rm(this.journal, { recursive: true, force: true });
  }

  async close(): Promise<void> {
    await this.stop();
    for (const task of this.#afterwards) await task();
    await this.loseJournal();
  }
}
