/** Which resources a backend has. */
import type { Backend } from "../../../provider/backends/types";
import { isAvailable } from "../../../provider/engine/steps/availability";
import { registry } from "../../../provider/registry";

export function nounsOf(backend: Backend): ReadonlySet<string> {
  return new Set([...registry.resources].flatMap(([noun, definition]) => (isAvailable(definition, backend) ? [noun] : [])));
}
