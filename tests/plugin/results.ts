/** What a face answers, in the form in which the suites look at it. */
export type Properties = Record<string, unknown>;

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

export interface Kept {
  readonly id: string;
  readonly state: Properties;
}

export interface DiffResult {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}

/** A resource that was made and then failed, as the engine receives it. */
export class InitFailed extends Error {
  constructor(
    readonly id: string,
    readonly state: Properties,
    readonly reasons: readonly string[],
  ) {
    super(reasons.join("\n"));
  }
}
