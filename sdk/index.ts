/** The package that programs import: resources, data functions, explicit providers. */
export * from "./generated";
export type { Face } from "./runtime";
