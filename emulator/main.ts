/** The emulator as a program of its own: `node dist/emulator/main.js --port 0`. */
import { Command } from "commander";
import { configureEmulatorCommand } from "./cli";

configureEmulatorCommand(new Command("emulator"))
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parseAsync()
  .catch((error: unknown) => {
    process.stderr.write(`emulator: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
