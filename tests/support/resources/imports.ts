/** An import as the engine does it, in a run of its own: what was read passes the provider's own check, and nothing differs afterwards. */
import { expect } from "vitest";
import type { World } from "../../../provider/engine/instance";
import type { Properties } from "../plugin/results";
import { type Face, openDriver } from "./driver";

/** What is imported, in the order of one import file: noun to ID. */
export type Imports = readonly (readonly [noun: string, id: string])[];

export async function importsPass(face: Face, world: World, config: Properties, imports: Imports): Promise<void> {
  // The run that imports, then a preview of the program that it has written.
  for (const run of ["import", "preview"]) {
    const driver = await openDriver(face, world, config);
    try {
      for (const [noun, id] of imports) {
        const found = await driver.import(noun, id);
        if (found === undefined) throw new Error(`${noun} ${id} is not there`);
        const { inputs, failures } = await driver.check(noun, `${noun} ${id}`, found.inputs, found.inputs);
        const { changes } = await driver.diff(noun, id, found.state, inputs);
        expect({ run, noun, failures, inputs, changes }).toEqual({ run, noun, failures: [], inputs: found.inputs, changes: false });
      }
    } finally {
      await driver.close();
    }
  }
}
