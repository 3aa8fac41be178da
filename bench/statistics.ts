/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError("no values");
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

export interface Pair {
  readonly value: number;
  readonly base: number;
}

/** Of pairs that were measured side by side, the one whose ratio is the median (of an even number: the lower of the two middle ones). */
export function medianPair(pairs: readonly Pair[]): Pair {
  const sorted = pairs.toSorted((a, b) => a.value / a.base - b.value / b.base);
  const found = sorted[(sorted.length - 1) >> 1];
  if (found === undefined) throw new RangeError("no pairs");
  return found;
}
