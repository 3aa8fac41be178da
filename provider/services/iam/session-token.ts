/** Temporary credentials of the caller [GUIDE 7.1.14] [DOC 10027434]. */
import type { Client } from "../../transport/types";
import { ask } from "./call";
import type { SessionCredentials } from "./wire";

export interface GetSessionTokenInput {
  /** 900 to 129,600. */
  readonly durationSeconds: number;
  /** JSON text of 1 to 2048 characters: what the credentials may do is what both this and the caller's policies allow. The root user's is ignored. */
  readonly policyDocument?: string;
}

/**
 * Makes credentials that end by themselves; they cannot be listed or taken back.
 * @throws ServiceError `invalid` for a duration out of range; `auth` when the caller's own credentials are temporary
 */
export async function getSessionToken(client: Client, input: GetSessionTokenInput): Promise<SessionCredentials> {
  const { credentials } = await ask(client, "GetSessionToken", { ...input }, "the caller");
  return credentials;
}
