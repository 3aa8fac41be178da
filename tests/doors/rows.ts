/** docs/operations.tsv: every operation of the manuals, and its doors. */
import { readFileSync } from "node:fs";
import path from "node:path";

export interface OperationDoors {
  readonly backend: string;
  readonly service: string;
  readonly manual: string;
  readonly operation: string;
  readonly wire: string;
  /** Nouns, functions, commands (`pulumi-oos …`) or configuration keys. */
  readonly doors: readonly string[];
  /** The server on which a test goes through the doors: our emulator, or a real Ceph gateway. */
  readonly server: string;
}

const file = path.resolve(__dirname, "..", "..", "docs", "operations.tsv");

export const operationDoors: readonly OperationDoors[] = readFileSync(file, "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [backend = "", service = "", manual = "", operation = "", wire = "", doors = "", server = ""] = line.split("\t");
    return { backend, service, manual, operation, wire, doors: doors === "" ? [] : doors.split(", "), server };
  });
