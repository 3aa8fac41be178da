/** Secrets from a person or a pipe: never from the command line, which every process of the machine can read. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { InterruptedError, UsageError } from "./exit";
import type { Io } from "./io";

/** Standard input of the process, or what stands for it. */
export type SecretInput = NodeJS.ReadableStream & { readonly isTTY?: boolean };

/**
 * Asks for one secret after the other, in the order of `prompts`. At a terminal each is typed without being shown; from a pipe each is one line.
 * @throws UsageError when the input ends too early, InterruptedError on Ctrl+C
 */
export async function readSecrets(input: SecretInput, io: Pick<Io, "err">, prompts: readonly string[]): Promise<string[]> {
  return input.isTTY === true ? typed(input, io, prompts) : piped(input, prompts);
}

async function piped(input: SecretInput, prompts: readonly string[]): Promise<string[]> {
  const lines = (await text(input)).replace(/\r?\n$/, "").split(/\r?\n/);
  if (lines.length !== prompts.length) {
    const names = prompts.map((words) => words.toLowerCase()).join(", ");
    throw new UsageError(`standard input must have ${prompts.length} lines (${names}), found ${lines.length}`);
  }
  return lines;
}

async function typed(input: SecretInput, io: Pick<Io, "err">, prompts: readonly string[]): Promise<string[]> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Without a history no earlier answer comes back with the arrow keys.
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  const answers: string[] = [];
  try {
    for (const words of prompts) {
      io.err(`${words}: `);
      answers.push(
        await new Promise<string>((resolve, reject) => {
          lines.once("line", resolve);
          lines.once("SIGINT", () => reject(new InterruptedError("interrupted; nothing was changed")));
          lines.once("close", () => reject(new UsageError("the input ended; nothing was changed")));
        }),
      );
      lines.removeAllListeners("SIGINT").removeAllListeners("close");
      io.err("\n");
    }
    return answers;
  } finally {
    lines.close();
  }
}
