/** What a face answers, in the form in which the suites look at it. */
export type Properties = Record<string, unknown>;

export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** The place of a failure: its property, else the path in its words. A face names a property only where the engine may print its value. */
export function placeOf({ property, reason }: Failure): string {
  const [, inWords = ""] = /.* \((.+)[,)] backend \w+\)$/s.exec(reason) ?? / \(([^ ()]+)\)$/.exec(reason) ?? [];
  return inWords === "" ? property : inWords;
}

export function withPlaces<T extends { readonly failures: readonly Failure[] }>(checked: T): T {
  return { ...checked, failures: checked.failures.map((failure) => ({ ...failure, property: placeOf(failure) })) };
}

/** Puts the place of each problem, which ends its line, before its words. */
export async function placeFirst<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(error.message.replaceAll(/^(.*) \((\S+), backend \w+\)$/gm, "$2: $1"), { cause: error });
  }
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
