/** Dates of IAM and of the trail have no fractions: `2019-01-31T09:18:00Z`. */
export function wholeSeconds(now: Date): string {
  return now.toISOString().replace(/\.\d+Z$/, "Z");
}
