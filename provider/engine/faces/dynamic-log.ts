/** Lines of the dynamic face for a person: Pulumi's dynamic provider gives its handlers no log, and forwards the standard error of its process. */
import { shown } from "../../transport/errors/printable";
import type { LogSink, World } from "../instance";

/** `OOS_LOG=debug` shows what the transport sends and repeats: this face has no log level of its own. */
export function verbose(world: World): LogSink {
  return (level, message) => {
    if (world.environment["OOS_LOG"] === "debug") write(world, `${level}: ${message}`);
  };
}

/** What a person should know in any case. */
export function toPerson(world: World): LogSink {
  return (level, message) => {
    if (level === "warn") write(world, `warning: ${message}`);
    if (level === "info") write(world, message);
  };
}

function write(world: World, line: string): void {
  if (world.writeError === undefined) process.stderr.write(`${shown(line)}\n`);
  else world.writeError(`${shown(line)}\n`);
}
