/** The command `pulumi-oos password change`: the caller's own console password, which is neither a resource nor a look-up [GUIDE 7.1.19]. */
import type { Command } from "commander";
import { changePassword } from "../../provider/services/iam";
import { connected, type ConnectionFlags } from "../connection";
import { UsageError } from "../exit";
import { readSecrets, type SecretInput } from "../hidden-input";
import { type Io, processIo } from "../io";

type Flags = Pick<ConnectionFlags, "profile" | "region">;

/** Adds the `password` command to `program`. @param input where the passwords come from */
export function addPasswordCommand(program: Command, io: Io = processIo, input: SecretInput = process.stdin): Command {
  const password = program.command("password").description("the console password of the user whose access key is configured");
  password
    .command("change")
    .description("replace it: the old and the new password are asked for, or read as two lines from standard input")
    .option("--region <name>", "region (default: OOS_REGION, else cn)")
    .option("--profile <name>", "profile of the shared credentials file (default: as the provider chooses)")
    .action((flags: Flags) => change(flags, io, input));
  return password;
}

async function change(flags: Flags, io: Io, input: SecretInput): Promise<void> {
  const again = input.isTTY === true ? ["New password again"] : [];
  const [oldPassword = "", newPassword = "", repeated = newPassword] = await readSecrets(input, io, [
    "Current password",
    "New password",
    ...again,
  ]);
  const problems = [
    ...(oldPassword === "" ? ["the current password is empty"] : []),
    ...(newPassword === "" ? ["the new password is empty"] : []),
    ...(newPassword !== "" && newPassword === oldPassword ? ["the new password is the current one"] : []),
    ...(repeated === newPassword ? [] : ["the new password was not typed the same twice"]),
  ];
  if (problems.length > 0) throw new UsageError(`${problems.join("; ")}; nothing was changed`);
  await connected(flags, io, ({ client }) => changePassword(client, { oldPassword, newPassword }));
  io.out("the console password was changed\n");
}
