/** How a command ends, for scripts: one table for all commands (docs/command-line.md). */
import { CommanderError } from "commander";
import { RefusedError } from "../provider/define";

export const exitCodes = {
  /** It did what it was asked, or there was nothing to do. */
  done: 0,
  /** The service, the network or a file was in the way. */
  failed: 1,
  /** Options, arguments, settings or credentials are wrong: nothing was tried. */
  usage: 2,
  /** Not confirmed, or not safe: nothing was changed. */
  refused: 3,
  /** Ctrl+C at a question: nothing was changed. */
  interrupted: 130,
} as const;

/** What the person asked for cannot be asked for like this. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** Nobody said yes, or something is not as it was when it was asked. */
export class RefusalError extends Error {
  override readonly name = "RefusalError";
}

/** Ctrl+C at a question. */
export class InterruptedError extends Error {
  override readonly name = "InterruptedError";
}

export function exitCodeOf(error: unknown): number {
  // Commander ends with an error after help and version as well.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof RefusalError || error instanceof RefusedError) return exitCodes.refused;
  return error instanceof InterruptedError ? exitCodes.interrupted : exitCodes.failed;
}
