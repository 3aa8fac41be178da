/** Who calls an operation: the page of operations, the permissions in the reference and the tests that go through each caller follow from it. */
import { type Backend, hasOperation } from "../backends/types";
import type { OperationName } from "../catalog";
import type { Registry, Uses } from "../define";
import { isAvailable } from "./steps/availability";

export interface Caller extends Pick<Uses, "uses"> {
  /** Noun, function, or command (`pulumi-oos …`). */
  readonly name: string;
  /** What it says that it calls: what it needs, and what it calls on occasion. */
  readonly calls: readonly OperationName[];
}

/**
 * Every resource, function and command that calls a service, in this order.
 * @param commands the operations that each command calls
 */
export function allCallers(
  { resources, functions }: Pick<Registry, "resources" | "functions">,
  commands: Readonly<Record<string, readonly OperationName[]>>,
): readonly Caller[] {
  const definitions = [...resources, ...functions].flatMap(([name, definition]) =>
    "uses" in definition ? [{ name, uses: definition.uses, calls: [...definition.uses, ...(definition.mayUse ?? [])] }] : [],
  );
  return [...definitions, ...Object.entries(commands).map(([name, calls]) => ({ name, uses: calls, calls }))];
}

/** Those that the backend has, with what they call there. */
export function callersOn(backend: Pick<Backend, "services">, callers: readonly Caller[]): readonly Caller[] {
  const has = (operation: OperationName): boolean => hasOperation(backend, operation);
  return callers
    .filter((caller) => isAvailable(caller, backend))
    .map((caller) => ({ ...caller, calls: caller.calls.filter(has) }))
    .filter(({ calls }) => calls.length > 0);
}
