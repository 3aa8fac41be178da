#!/usr/bin/env node
/** The `pulumi-oos` command. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { Command, CommanderError } from "commander";
import { addEmulatorCommand } from "../emulator/cli";
import { addPasswordCommand } from "./commands/password";
import { addStateCommand } from "./commands/state";
import { exitCodeOf } from "./exit";
import { shown } from "../provider/transport/errors/printable";
import { addUploadsCommand } from "./commands/uploads";

const { version } = JSON.parse(readFileSync(path.join(__dirname, "..", "..", "package.json"), "utf8")) as { version: string };

const program = new Command("pulumi-oos")
  .description("Object-storage accounts as code: tools around the Pulumi package oos")
  .version(version)
  // Before the commands are added: they inherit it.
  .exitOverride();
addEmulatorCommand(program);
addPasswordCommand(program);
addStateCommand(program);
addUploadsCommand(program);
program.parseAsync().catch((error: unknown) => {
  // Commander has said it.
  if (!(error instanceof CommanderError))
    process.stderr.write(`pulumi-oos: ${shown(error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = exitCodeOf(error);
});
