/** The caller's own console password [GUIDE 7.1.19]. That of another user is its login profile. */
import type { Client } from "../../transport/types";
import { tell } from "./call";

/**
 * Replaces the password of the user whose key signs. Repeated after it was done it would fail, since the old one is the new one by then:
 * so it is sent once when its answer is lost.
 * @throws ServiceError `invalid` when the password policy refuses the new one; `auth` when the old one is wrong or users may not change theirs
 */
export function changePassword(client: Client, input: { readonly oldPassword: string; readonly newPassword: string }): Promise<void> {
  return tell(client, "ChangePassword", { ...input }, "the caller's password");
}
