import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Tests that reach the emulator through Python software which is not ours. */
export const pythonTests = "tests/emulator/python";

/** Makes `.venv` with what the tests' requirements.txt names, unless it is there already. Answers `{executable}` or `{problem}`. */
export function preparePython(root) {
  const requirements = `${root}${pythonTests}/requirements.txt`;
  if (!existsSync(requirements)) return { problem: `${pythonTests}/requirements.txt is missing` };
  const stamp = `${root}.venv/installed`;
  const executable = `${root}.venv/bin/python`;
  const wanted = createHash("sha256").update(readFileSync(requirements)).digest("hex");
  if (existsSync(executable) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return { executable };
  process.stderr.write("preparing .venv for the Python tests ...\n");
  const steps = [
    ["python3", ["-m", "venv", "--clear", `${root}.venv`]],
    [executable, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements]],
  ];
  for (const [command, args] of steps) {
    const { status, error } = spawnSync(command, args, { stdio: ["ignore", 2, 2] });
    if (error || status !== 0) {
      return {
        problem: `${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""} (Python 3.9+ with venv and PyPI are needed)`,
      };
    }
  }
  writeFileSync(stamp, wanted);
  return { executable };
}
