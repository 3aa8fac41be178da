/** The command `pulumi-oos password change`: the caller's own console password, which is neither a resource nor a look-up [GUIDE 7.1.19]. */
import type { Command } from "commander";
import type { World } from "../../provider/engine/session";
import { changePassword } from "../../provider/services/iam";
import { readSecrets, type SecretInput } from "../hidden-input";
import { withContext } from "../provider-context";

/** What the command reads from and writes to; the process by default. */
export interface PasswordSurroundings extends SecretInput {
  readonly out: (text: string) => void;
  readonly world?: World;
}

const PROCESS: PasswordSurroundings = {
  input: process.stdin,
  prompt: (words) => void process.stderr.write(words),
  out: (line) => void process.stdout.write(line),
};

/** Adds the `password` command to `program`. */
export function addPasswordCommand(program: Command, surroundings: PasswordSurroundings = PROCESS): void {
  program
    .command("password")
    .description("the console password of the user whose access key is configured")
    .command("change")
    .description("replace it: the old and the new password are asked for, or read as two lines from standard input")
    .option("--profile <name>", "profile of the shared credentials file (default: as the provider chooses)")
    .action((flags: { readonly profile?: string }) => change(flags, surroundings));
}

async function change({ profile }: { readonly profile?: string }, surroundings: PasswordSurroundings): Promise<void> {
  const isTyped = surroundings.input.isTTY === true;
  const prompts = ["Current password", "New password", ...(isTyped ? ["New password again"] : [])];
  const [oldPassword = "", newPassword = "", again = newPassword] = await readSecrets(surroundings, prompts);
  const problems = [
    ...(oldPassword === "" ? ["the current password is empty"] : []),
    ...(newPassword === "" ? ["the new password is empty"] : []),
    ...(newPassword !== "" && newPassword === oldPassword ? ["the new password is the current one"] : []),
    ...(again === newPassword ? [] : ["the new password was not typed the same twice"]),
  ];
  if (problems.length > 0) throw new Error(`${problems.join("; ")}; nothing was changed`);
  const failed = await send({ oldPassword, newPassword }, profile, surroundings).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
  // A service may repeat in its words what it refuses; the error itself stays behind for the same reason.
  if (failed !== undefined) throw new Error(without(failed, oldPassword, newPassword));
  surroundings.out("the console password was changed\n");
}

function send(
  passwords: { readonly oldPassword: string; readonly newPassword: string },
  profile: string | undefined,
  { world, prompt }: PasswordSurroundings,
): Promise<void> {
  return withContext({ profile, world, log: (_level, message) => prompt(`${message}\n`) }, ({ client }) =>
    changePassword(client, passwords),
  );
}

function without(message: string, ...secrets: readonly string[]): string {
  return [...secrets].sort((a, b) => b.length - a.length).reduce((words, secret) => words.replaceAll(secret, "[secret]"), message);
}
