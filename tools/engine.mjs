// Finds or makes the Pulumi engine and prints the directories to put first on PATH, joined by ":" (an empty line: PATH is right as it is).
// Progress and errors go to stderr. PULUMI_OOS_ENGINE=path|download|build forces one way.
import { EngineUnavailable, findEngine } from "./engine/find.mjs";

try {
  const directories = await findEngine({
    env: process.env,
    report: (line) => process.stderr.write(`${process.env.PULUMI_OOS_STEP ?? ""}${line}\n`),
  });
  process.stdout.write(`${directories.join(":")}\n`);
} catch (error) {
  process.stderr.write(`error: ${error instanceof EngineUnavailable ? error.message : (error.stack ?? error)}\n`);
  process.exitCode = 1;
}
