/** What a command meets of the world, so that tests can stand in for it. */
import { createInterface } from "node:readline/promises";
import { RefusalError } from "./exit";

export interface Io {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Results, for people and for programs. */
  out(text: string): void;
  /** Notes and questions. */
  err(text: string): void;
  now(): Date;
  /** Whether somebody is there to answer. */
  readonly isInteractive: boolean;
  ask(question: string): Promise<string>;
}

export const processIo: Io = {
  environment: process.env,
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  now: () => new Date(),
  isInteractive: process.stdin.isTTY && process.stderr.isTTY,
  async ask(question) {
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return await lines.question(question);
    } finally {
      lines.close();
    }
  },
};

/** Asks for a yes. @throws RefusalError when nobody can answer */
export async function confirmed(io: Io, question: string): Promise<boolean> {
  if (!io.isInteractive) throw new RefusalError(`${question} Nobody can be asked here: pass --yes to go on, or --dry-run to look only`);
  return /^\s*y(es)?\s*$/i.test(await io.ask(`${question} [y/N] `));
}
