/** Lists that come in pages: each page leads to the next by a marker, and must lead on. */
import type { Service } from "../../catalog/types";
import { ServiceError } from "../errors/errors";

export interface ListOperation {
  readonly service: Service;
  readonly operation: string;
  /** `bucket "b"`. */
  readonly subject?: string | undefined;
}

/** A service may skip much that was deleted, but not for ever. */
const MOST_EMPTY_PAGES = 1000;

/** Follows one list. */
export class PageTurner {
  readonly #seen = new Set<string>();
  #emptyPages = 0;

  /** `marker`: what the answer calls where the next page begins; `start`: where the first one began. */
  constructor(
    private readonly list: ListOperation,
    private readonly marker: string,
    start?: string,
  ) {
    if (start !== undefined) this.#seen.add(start);
  }

  /**
   * Notes that after a page of so many entries more follows, from `next` on.
   * @throws ServiceError `foreign` when that leads nowhere: no marker, one that was there before, or page after page without an entry
   */
  turn(next: string | undefined, entries: number): void {
    if (next === undefined || next === "") throw endless(this.list, `says that more follows and gives no ${this.marker}`);
    if (this.#seen.has(next)) throw endless(this.list, `repeats the ${this.marker} ${next}: the list has no end`);
    this.#seen.add(next);
    this.#emptyPages = entries === 0 ? this.#emptyPages + 1 : 0;
    if (this.#emptyPages > MOST_EMPTY_PAGES) throw endless(this.list, `leads on for ever: ${String(MOST_EMPTY_PAGES)} pages have no entry`);
  }
}

/** The answer says that there is more, and not where. */
export function endless({ service, operation, subject }: ListOperation, what: string): ServiceError {
  const about = subject === undefined ? {} : { subject };
  return new ServiceError({ kind: "foreign", service, operation, ...about, words: `the answer ${what}` });
}
