/**
 * The contract of a resource and of a data function: what a definition says, what its handlers receive and return.
 * The one door to it; the behaviour behind it is in `engine/`, which runs every definition behind both faces.
 */
export * from "./contract/contexts";
export * from "./contract/definitions";
export * from "./contract/errors";
export * from "./contract/fields";
