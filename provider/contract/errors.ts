/** Refusals of a definition's own, worded for the person who has to act on them. */

/** The text as one word of a shell. */
export function shellWord(text: string): string {
  return /^[\w./:@%+,=-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** What stands in the way of a creation. */
export interface Existing {
  readonly noun: string;
  /** For messages: `bucket "b"`. */
  readonly subject: string;
  readonly importId: string;
  /** What is there, in a few words: `with the members bob and eve`. */
  readonly detail?: string | undefined;
}

/** A resource that must not be made because something of that name is there already (law 2). */
export class AlreadyExistsError extends Error {
  override readonly name = "AlreadyExistsError";
  /** @param known what is known of who made it, and what to do then; default: nothing */
  constructor(
    readonly existing: Existing,
    readonly known?: { readonly who: string; readonly next: string },
  ) {
    const { noun, subject, importId, detail = "" } = existing;
    const who = known?.who ?? "this stack did not create it";
    const next =
      known?.next ??
      `take it over with \`adopt: true\`, or import it (with the plugin): pulumi import oos:index:${noun} <name> ${shellWord(importId)}`;
    super(`${subject} already exists and ${who}${detail === "" ? "" : ` (${detail})`}; nothing was changed.\n  next: ${next}`);
  }
}

/** A refusal of our own that protects data or explains a precondition (laws 2 and 10). */
export class RefusedError extends Error {
  override readonly name: string = "RefusedError";
  constructor(message: string, next: string, options?: ErrorOptions) {
    super(`${message}\n  next: ${next}`, options);
  }
}

/** What should be removed is still held by others. `holders` names each of them, so that it shows whether they become fewer. */
export class InUseError extends RefusedError {
  override readonly name = "InUseError";
  constructor(
    message: string,
    next: string,
    readonly holders: readonly string[],
    options?: ErrorOptions,
  ) {
    super(message, next, options);
  }
}
