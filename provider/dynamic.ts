/** Entry `pulumi-oos/dynamic`: what the `__provider` text of a dynamic resource requires at run time, and what data functions call in a program. */
import { engineCancel } from "./engine/faces/cancellation";
import { DynamicFace } from "./engine/faces/dynamic";
import type { DynamicHandler } from "./engine/faces/dynamic-wire";
import { endWithEngine } from "./engine/process/ending";
import { engineAddressOf } from "./engine/process/engine-address";
import { isDynamicProvider } from "./engine/process/engine-facts";
import { realWorld } from "./engine/instance";
import type { Properties } from "./engine/values";
import { Work } from "./engine/process/work";
import { registry } from "./registry";

const work = new Work();
// A program that calls data functions is not ours to end.
const address = isDynamicProvider(process.argv) ? engineAddressOf(process.argv) : undefined;
const engine = address === undefined ? undefined : endWithEngine(address, "running", work);
const cancelled = AbortSignal.any([engineCancel(), engine?.gone].filter((signal) => signal !== undefined));
const face = new DynamicFace(registry, { ...realWorld, cancelled, work, ...(engine === undefined ? {} : { engine }) });

/** The handler of one noun; Pulumi's dynamic provider calls it once per process and noun. */
export function handler(noun: string): DynamicHandler {
  return face.handler(noun);
}

export { unknownSettings } from "./engine/config";

/**
 * Runs a data function with the given configuration (namespace `oos` stripped).
 * @param secretArguments names of the arguments whose values no words may repeat
 */
export function invoke(name: string, args: Properties, config: Properties, secretArguments: readonly string[] = []): Promise<Properties> {
  return face.invoke(name, args, config, secretArguments);
}
