/** Lists, page by page to their end. */
import { PageTurner } from "../../transport/protocol/paging";
import type { Page } from "./wire";

/** Largest page that the service gives [ListAccessKeys page]. */
export const MAX_ITEMS = 1000;

/** Where a page starts and how long it may be. */
export interface PageInput {
  /** The `marker` of the page before; absent: the first page. */
  readonly marker?: string;
  /** 1 to 1000; the service's default is 100. */
  readonly maxItems?: number;
}

/** A page of a list with its own bounds. */
export type Paged<I> = I & PageInput;

/**
 * All items of a list. Pages are of the largest size.
 * @throws ServiceError `foreign` when the service says that more follows and gives no marker, or one that it gave before: the list would have no end
 */
export async function allItems<T>(operation: string, next: (page: PageInput) => Promise<Page<T>>): Promise<T[]> {
  const turner = new PageTurner({ service: "iam", operation }, "Marker");
  const items: T[] = [];
  let page = await next({ maxItems: MAX_ITEMS });
  for (;;) {
    items.push(...page.items);
    if (!page.isTruncated) return items;
    const { marker = "" } = page;
    turner.turn(marker, page.items.length);
    page = await next({ marker, maxItems: MAX_ITEMS });
  }
}
