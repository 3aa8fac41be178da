/** A local OOS server: see `startEmulator`. */
export { addEmulatorCommand, type EmulatorOutput } from "./cli";
export type { CallCounts } from "./counters";
export type { Locations } from "./core";
export type { FaultKind, FaultRule } from "./faults";
export { DEFAULT_LIMITS, type Limits } from "./limits";
export { startEmulator, type EmulatorOptions, type RunningEmulator } from "./server";
