/** The provider as commands use it: set by the same environment variables and profiles, without a stack. */
import type { Context } from "../provider/define";
import { type LogSink, realWorld, Session, type World } from "../provider/engine/session";
import { registry } from "../provider/registry";

/** What a command says of the configuration itself. */
export interface ContextOptions {
  /** Profile of the shared credentials file. */
  readonly profile?: string | undefined;
  /** Default: the process's. */
  readonly world?: World | undefined;
  readonly log: LogSink;
}

/**
 * Runs `task` with a client of the configured account and closes its connections.
 * @throws Error with every problem of the configuration
 */
export async function withContext<T>(
  { profile, world = realWorld, log }: ContextOptions,
  task: (context: Context) => Promise<T>,
): Promise<T> {
  const session = new Session(registry, profile === undefined ? {} : { profile }, world);
  try {
    const { context } = await session.scope({ log });
    return await task(context);
  } finally {
    await session.close();
  }
}
