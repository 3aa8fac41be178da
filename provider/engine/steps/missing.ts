/** What the engine has and the service does not, since a deletion was cut off or never stored: it is made again, as the program says. */
import type { ResourceDefinition } from "../../define";
import { fieldsOf } from "../../define";
import { programInputs } from "./declared";
import { diff, type Diff } from "./diff";
import { read } from "./lifecycle";
import type { Scope } from "./scope";
import { managed } from "./state-parts";
import type { Properties } from "../values";

/** True when the service has nothing of it, or not all. */
export async function isMissing(definition: ResourceDefinition, scope: Scope, id: string, state: Properties): Promise<boolean> {
  const quiet: Scope = { ...scope, context: { ...scope.context, log: () => undefined } };
  const found = await read(definition, quiet, id, state, undefined);
  return found === undefined || diff(definition, found.state, programInputs(managed(definition, state), state)).changes.length > 0;
}

/** A diff of what is missing. The engine first deletes what depends on it and is gone with it, and makes all of that again. */
export function replacing(definition: ResourceDefinition, { warnings }: Diff, subject: string): Diff {
  const fields = fieldsOf(definition.inputs).map(({ name }) => name);
  const [field = ""] = definition.identity.length > 0 ? definition.identity : fields;
  return {
    changes: [{ field, path: field, kind: "update", replaces: true }],
    replaces: [field],
    deleteBeforeReplace: true,
    stables: [],
    reasons: [],
    warnings: [
      ...warnings,
      `${subject} is not on the service as it was made: a run that deleted it was cut off, or its end was never stored; it is made again`,
    ],
  };
}
