/** What somebody asked of the admin URL or by an option cannot be; the message says what is wrong. */
export class InputError extends Error {
  override readonly name = "InputError";
}
