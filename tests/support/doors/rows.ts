/** Every operation of a backend, and the resources, functions and commands that say that they call it: its doors. */
import { commandUses } from "../../../cli/uses";
import type { Backend, OperationRow } from "../../../provider/backends/types";
import { allCallers, type Caller, callersOn } from "../../../provider/engine/callers";
import { registry } from "../../../provider/registry";

/** Everything that calls the service on the backend. */
export function doorsOn(backend: Backend): readonly Caller[] {
  return callersOn(backend, allCallers(registry, commandUses));
}

export function operationsOn({ services }: Backend): readonly OperationRow[] {
  return Object.values(services).flatMap(({ operations }) => operations);
}
