/** What a person is shown: never words about the program inside, never more than can be read. */
import { expect } from "vitest";
import type { Failure } from "../plugin/results";

const inner =
  /undefined|\[object |Symbol\(|a symbol\b|is not a function|is not iterable|Cannot (read|convert|set)|TypeError|RangeError|URI malformed|NaN|<nil>|\bat .*\.[jt]s:\d/;

/** A failure of a secret may have its place in its words alone: `(pushPassword, backend zos)`. */
const namesPlace = /\((?!resource,)\S+, backend \w+\)$/;

/** More than any answer shows, with its last line on what is not shown. */
const mostFailures = 21;
const longestReason = 1000;
const longestProperty = 300;

export function expectWords(what: string, failures: readonly Failure[]): void {
  const strange = failures.filter(
    ({ property, reason }) =>
      (property === "" && !namesPlace.test(reason)) ||
      property.length > longestProperty ||
      reason === "" ||
      reason.length > longestReason ||
      inner.test(reason),
  );
  expect({ what, strange }).toEqual({ what, strange: [] });
  expect({ what, count: failures.length }).toEqual({ what, count: Math.min(failures.length, mostFailures) });
}
