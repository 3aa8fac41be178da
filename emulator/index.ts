/** A local OOS server: see `startEmulator`. */
export type { CallCounts } from "./counters";
export type { FaultRule } from "./faults";
export type { FlavourName } from "./contract";
export { startEmulator, type EmulatorOptions, type RunningEmulator } from "./server";
