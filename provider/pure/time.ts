/** Days and moments as texts: forms, spans, order. */

const DAY_MS = 86_400_000;

/** What is wrong with `text` as a day, `2023-07-20`. */
export function dayProblems(text: string): string[] {
  const expected = "must be a day, yyyy-MM-dd";
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return [`${expected}; found ${JSON.stringify(text)}`];
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text) ? [] : [`${expected}; there is no ${text}`];
}

/** What is wrong with `text` as a moment in ISO 8601 with its zone, `2023-07-20T08:05:00+08:00`. */
export function momentProblems(text: string): string[] {
  const form = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text);
  if (form === null) return [`must be a time in ISO 8601 with its zone, such as 2023-07-20T08:05:00+08:00; found ${JSON.stringify(text)}`];
  const wrongDay = dayProblems(form[1] ?? "");
  if (wrongDay.length > 0) return wrongDay;
  return Number.isNaN(Date.parse(text)) ? [`there is no such time: ${text}`] : [];
}

/** How many days lie from one to the other, both counted; not positive when the second is before the first. Both must be well formed. */
export function daysFrom(first: string, last: string): number {
  return Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1;
}

/** Whole days from `then` to `now`; negative for a moment to come. */
export function wholeDaysSince(then: Date, now: Date): number {
  return Math.floor((now.getTime() - then.getTime()) / DAY_MS);
}
