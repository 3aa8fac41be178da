/** The parts of a state, by what its fields are. */
import type { ResourceDefinition } from "../../define";
import { fieldsOf } from "../../define";
import { isReadBack } from "./tracking";
import { pick, type Properties } from "../values";

/** The state has a value of each of these inputs, as far as reads can tell about them. */
export function hasAll(definition: ResourceDefinition, state: Properties, names: readonly string[]): boolean {
  return fieldsOf(definition.inputs).every(({ name, meta }) => !names.includes(name) || !isReadBack(meta) || state[name] !== undefined);
}

/** The state as a cut-short update may have left it: of values that are written part by part, every part that may be there. */
export function mayHave(definition: ResourceDefinition, state: Properties, news: Properties | undefined): Properties {
  const merged: Properties = { ...state };
  for (const { name, meta } of fieldsOf(definition.inputs)) {
    const [before, after] = [state[name], news?.[name]];
    if (meta.merge !== undefined && before !== undefined && after !== undefined) merged[name] = meta.merge(before as never, after as never);
  }
  return merged;
}

/** The state with newer inputs in it. */
export function over(definition: ResourceDefinition, state: Properties, news: Properties | undefined): Properties {
  const merging = fieldsOf(definition.inputs).filter(({ meta }) => meta.merge !== undefined);
  const merged = mayHave(definition, state, news);
  return {
    ...state,
    ...news,
    ...pick(
      merged,
      merging.map(({ name }) => name),
    ),
  };
}

/** The part of a state that belongs to the inputs. */
export function managed(definition: ResourceDefinition, state: Properties): Properties {
  return pick(state, Object.keys(definition.inputs.shape));
}

export function computed(definition: ResourceDefinition, state: Properties | undefined): Properties {
  return state === undefined ? {} : pick(state, Object.keys(definition.outputs.shape));
}
