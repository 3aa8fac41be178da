/** Every operation of a backend, and the resources, functions and commands that say that they call it: its doors. */
import { commandUses } from "../../cli/uses";
import type { Backend, OperationRow } from "../../provider/backends/types";
import { hasOperation } from "../../provider/backends/types";
import type { OperationName } from "../../provider/catalog";
import { isAvailable } from "../../provider/engine/steps/availability";
import { registry } from "../../provider/registry";

export interface Door {
  /** Noun, function, or command (`pulumi-oos …`). */
  readonly name: string;
  /** What it always needs. */
  readonly uses: readonly OperationName[];
  /** What it says that it calls, as far as the backend has it. */
  readonly calls: readonly OperationName[];
}

/** Everything that calls the service on the backend. */
export function doorsOn(backend: Backend): readonly Door[] {
  const definitions = [...registry.resources, ...registry.functions].flatMap(([name, definition]) =>
    "uses" in definition && isAvailable(definition, backend)
      ? [
          {
            name,
            uses: definition.uses,
            calls: [...definition.uses, ...(definition.mayUse ?? [])].filter((operation) => hasOperation(backend, operation)),
          },
        ]
      : [],
  );
  const commands = Object.entries(commandUses)
    .filter(([, calls]) => calls.every((operation) => hasOperation(backend, operation)))
    .map(([name, calls]) => ({ name, uses: calls, calls }));
  return [...definitions, ...commands].filter(({ calls }) => calls.length > 0);
}

export function operationsOn({ services }: Backend): readonly OperationRow[] {
  return Object.values(services).flatMap(({ operations }) => operations);
}
