/** Tags of IAM users [GUIDE 7.1.5-7.1.7]. */
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import { allItems, type Paged } from "./paging";
import type { Page, Tag } from "./wire";

/** Adds tags; the value of a key that is there is overwritten. @throws ServiceError `quota` above 10 */
export function tagUser(client: Client, input: { readonly userName: string; readonly tags: readonly Tag[] }): Promise<void> {
  return tell(client, "TagUser", { ...input }, subject(input));
}

/** Removes tags; a key that is not there is no error. */
export function untagUser(client: Client, input: { readonly userName: string; readonly tagKeys: readonly string[] }): Promise<void> {
  return tell(client, "UntagUser", { ...input }, subject(input));
}

/** One page of a user's tags. */
export function listUserTags(client: Client, input: Paged<{ readonly userName: string }>): Promise<Page<Tag>> {
  return ask(client, "ListUserTags", { ...input }, subject(input));
}

export function listAllUserTags(client: Client, input: { readonly userName: string }): Promise<Tag[]> {
  return allItems("ListUserTags", (page) => listUserTags(client, { ...input, ...page }));
}

function subject({ userName }: { readonly userName: string }): string {
  return `tags of user "${userName}"`;
}
