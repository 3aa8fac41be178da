/** What a person is shown: never words about the program inside, never more than can be read. */
import { expect } from "vitest";
import { type Failure, placeOf } from "../support/plugin/results";

/** Words about a program inside. */
export const inner =
  /undefined|\[object |Symbol\(|a symbol\b|is not a function|is not iterable|Cannot (read|convert|set)|TypeError|RangeError|URI malformed|NaN|<nil>|\bat .*\.[jt]s:\d/;

/** More than any answer shows, with its last line on what is not shown. */
const mostFailures = 21;
const longestReason = 1000;
const longestProperty = 300;

/** The one that counts those that are not shown. */
const others = /^and \d+ more problems, not shown here$/;

export function expectWords(what: string, failures: readonly Failure[]): void {
  const strange = failures.filter(
    (failure) =>
      (placeOf(failure) === "" && !others.test(failure.reason)) ||
      placeOf(failure).length > longestProperty ||
      failure.reason === "" ||
      failure.reason.length > longestReason ||
      inner.test(failure.reason),
  );
  expect({ what, strange }).toEqual({ what, strange: [] });
  expect({ what, count: failures.length }).toEqual({ what, count: Math.min(failures.length, mostFailures) });
}
