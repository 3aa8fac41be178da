/** IAM users [GUIDE 7.1.1-7.1.4]. There is no UpdateUser: a user cannot be renamed. */
import type { Client } from "../../transport/types";
import { ask, tell } from "./call";
import { allItems, type Paged } from "./paging";
import type { Page, Tag, User } from "./wire";

export interface CreateUserInput {
  readonly userName: string;
  /** At most 10. */
  readonly tags?: readonly Tag[];
}

/** Makes a user. @throws ServiceError `already-exists` also for a name that differs only in case */
export async function createUser(client: Client, input: CreateUserInput): Promise<User> {
  const { user } = await ask(client, "CreateUser", { ...input }, subject(input));
  return user ?? { userName: input.userName, tags: input.tags ?? [] };
}

/** One user; without a name the caller. @throws ServiceError `not-found` */
export async function getUser(client: Client, input: { readonly userName?: string } = {}): Promise<User> {
  const { user } = await ask(
    client,
    "GetUser",
    input,
    input.userName === undefined ? "the caller" : subject({ userName: input.userName }),
  );
  return user;
}

export interface ListUsersInput {
  /** Users whose name holds this text. */
  readonly userName?: string;
  /** Users with a key whose id holds this text; both filters must fit. */
  readonly accessKeyId?: string;
}

/** One page of users. */
export function listUsers(client: Client, input: Paged<ListUsersInput> = {}): Promise<Page<User>> {
  return ask(client, "ListUsers", { ...input });
}

export function listAllUsers(client: Client, input: ListUsersInput = {}): Promise<User[]> {
  return allItems("ListUsers", (page) => listUsers(client, { ...input, ...page }));
}

/** Removes a user. @throws ServiceError `dependency` while keys, policies, groups, a login profile or MFA devices belong to it; `not-found` */
export function deleteUser(client: Client, input: { readonly userName: string }): Promise<void> {
  return tell(client, "DeleteUser", input, subject(input));
}

function subject({ userName }: { readonly userName: string }): string {
  return `user "${userName}"`;
}
