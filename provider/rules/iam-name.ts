/** Names of IAM entities [GUIDE 7] [MIR 916] [MIR 958]: lengths, characters, and equality without regard to case. */

import { problemsAt, type Problem } from "./problem";

export type IamNameKind = "user" | "group" | "policy" | "mfa";

/** Greatest length by kind. `policy` and `mfa` are unverified. */
const MAX_LENGTH: Readonly<Record<IamNameKind, number>> = { user: 64, group: 128, policy: 128, mfa: 128 };

const IN_WORDS: Readonly<Record<IamNameKind, string>> = {
  user: "a user name",
  group: "a group name",
  policy: "a policy name",
  mfa: "the name of an MFA device",
};

/** Every rule that `name` breaks, each in its own words. */
export function iamNameProblems(name: string, kind: IamNameKind): string[] {
  const problems: string[] = [];
  if (name === "") problems.push(`${IN_WORDS[kind]} must not be empty`);
  if (name.length > MAX_LENGTH[kind]) {
    problems.push(`${IN_WORDS[kind]} must have at most ${String(MAX_LENGTH[kind])} characters, has ${String(name.length)}`);
  }
  const strange = [...new Set(name)].filter((character) => !/^[A-Za-z0-9_\-,.+=@]$/.test(character));
  if (strange.length > 0) {
    problems.push(
      `${IN_WORDS[kind]} may contain only letters, digits and _ - , . + = @; found ${strange.map((character) => JSON.stringify(character)).join(", ")}`,
    );
  }
  return problems;
}

/** The name as the service compares it: `Bob` and `bob` are one entity. */
export function iamNameKey(name: string): string {
  return name.toLowerCase();
}

/** The names as a set: each once, as the service compares it, sorted. */
export function iamNameSet(names: readonly string[]): readonly string[] {
  return [...new Set(names.map(iamNameKey))].sort();
}

/** Every problem of a list of names: of each by its position, and of those that name an entity for the second time. */
export function iamNameListProblems(names: readonly string[], kind: IamNameKind): Problem[] {
  const firsts = new Map<string, number>();
  return names.flatMap((name, index) => {
    const first = firsts.get(iamNameKey(name));
    if (first === undefined) firsts.set(iamNameKey(name), index);
    const twice = first !== undefined ? [`"${name}" is listed already, as item ${String(first)} (names have no case)`] : [];
    return problemsAt([index], "iam-name", [...iamNameProblems(name, kind), ...twice]);
  });
}

/** True when the service takes both names for the same entity. */
export function sameIamName(a: string, b: string): boolean {
  return iamNameKey(a) === iamNameKey(b);
}
