/** The package that programs import: resources, data functions, explicit providers, the policy builder. */
export * from "./generated";
export * from "./policy/builder";
export type * from "./policy/documents";
export * as statements from "./policy/statements";
export type { ResourceOf } from "./references";
export type { Face } from "./runtime";
