/** A question about something that does not exist is an error with a next step, never an empty answer. */
import { RefusedError } from "../../define";
import { isKind } from "../../transport/errors/errors";

const check = "check the name and the account";

export function doesNotExist(subject: string, next = check, cause?: unknown): RefusedError {
  return new RefusedError(`${subject} does not exist`, next, { cause });
}

/** @param next what the person can do. @throws RefusedError if the service says that `subject` does not exist */
export async function existing<T>(subject: string, look: () => Promise<T>, next = check): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw isKind(error, "not-found") ? doesNotExist(subject, next, error) : error;
  }
}
