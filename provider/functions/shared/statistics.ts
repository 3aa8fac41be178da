/** What the statistics functions share: the bucket and the span of days that they ask about, and the form of their result. */
import type { Limits } from "../../backends/types";
import { z } from "zod";
import {
  type Context,
  type CrossRule,
  defineFunction,
  field,
  type FunctionDefinition,
  type QueryDefinition,
  type RuleProblem,
  type Values,
} from "../../define";
import { bucketNameProblems } from "../../rules/bucket-name";
import { dayProblems, daysFrom } from "../../pure/time";
import type { Frequency, Statistics } from "../../services/statistics";
import { defined } from "../../pure/defined";

const point = z.strictObject({
  time: z.string().describe("A day (`2023-07-20`), or a moment with its time zone (`2023-07-20T08:05:00+08:00`). Days are in UTC+8."),
  location: z.string().optional().describe("Data location, if the answer is by location."),
  values: z
    .record(z.string(), z.number())
    .describe("The numbers, by their path in the service's answer: `uploadBW`, `standard.billedStorage.billedStorageUsage`."),
});

/** Outputs of every statistics function. */
export const statisticsOutputs = z.strictObject({
  points: field(z.array(point), { doc: "The samples, in the order of the service.", typeName: "StatisticsPoints" }),
  userName: field(z.string(), { doc: "User who made the request; `root` for the root user." }),
  account: field(z.string().optional(), { doc: "Account, if the service returns it." }),
  timeZone: field(z.string().optional(), { doc: "Time zone of the answer, if the service returns it: `UTC +0800`." }),
});

export function toStatisticsResult({ points, userName, account, timeZone }: Statistics): z.infer<typeof statisticsOutputs> {
  return {
    points: points.map(({ time, location, values }) => ({ time, ...defined({ location }), values: { ...values } })),
    userName,
    ...defined({ account, timeZone }),
  };
}

/** Limits an answer to one bucket. */
export const bucketField = field(z.string().optional(), {
  doc: "Limit to this bucket. Default: all buckets of the account together.",
  rule: (name: string, { backend }): RuleProblem[] => bucketNameProblems(name, backend.bucketName).map((message) => ({ message })),
});

/** A function that asks about a span of days. */
interface DaysDefinition<I extends SpanFields> extends Pick<QueryDefinition, "name" | "uses" | "doc"> {
  /** The {@link spanFields}, and what the answer can be limited to. */
  readonly inputs: I;
  readonly ask: (client: Context["client"], wanted: Values<I>) => Promise<Statistics>;
}

type SpanFields = z.ZodObject<{ beginDate: z.ZodString; endDate: z.ZodString; frequency: z.ZodType<Frequency> }>;

export function defineStatistics<I extends SpanFields>({ ask, ...definition }: DaysDefinition<I>): FunctionDefinition {
  return defineFunction<I, typeof statisticsOutputs>({
    ...definition,
    outputs: statisticsOutputs,
    rules: [spanRule],
    invoke: async ({ client }, wanted) => toStatisticsResult(await ask(client, wanted)),
  });
}

/** The span of a question. The operations take different frequencies; `preferred` is the default. */
export function spanFields<const F extends readonly [Frequency, ...Frequency[]]>(frequencies: F, preferred: F[number]) {
  const day = (text: string): RuleProblem[] => dayProblems(text).map((message) => ({ message }));
  return {
    beginDate: field(z.string(), { doc: "First day, `yyyy-MM-dd`, in UTC+8.", rule: day }),
    endDate: field(z.string(), { doc: "Last day, `yyyy-MM-dd`, in UTC+8; it is included.", rule: day }),
    frequency: field(z.enum(frequencies), {
      doc: "Interval of the samples. A request covers at most 1 day with `by5min`, 7 days with `byHour`, 30 days with `byDay`.",
      default: preferred,
    }),
    bucket: bucketField,
  };
}

/** Days that a question may span, by frequency: a limit of the backend's table. */
const spanLimits = {
  by5min: "statisticsDaysBy5min",
  byHour: "statisticsDaysByHour",
  byDay: "statisticsDaysByDay",
} as const satisfies Readonly<Record<Frequency, keyof Limits>>;

const spanRule: CrossRule<SpanFields> = {
  on: ["beginDate", "endDate", "frequency"],
  check({ beginDate, endDate, frequency }, { backend }) {
    if (beginDate === undefined || endDate === undefined || frequency === undefined) return [];
    if (!isDay(beginDate) || !isDay(endDate)) return [];
    const days = daysFrom(beginDate, endDate);
    if (days < 1) return [{ path: ["endDate"], message: `must not be before beginDate, ${beginDate}; found ${endDate}` }];
    const most = backend.limits[spanLimits[frequency]];
    if (most === undefined || days <= most) return [];
    const allowed = most === 1 ? "one day" : `${most} days, both ends included`;
    return [{ path: ["endDate"], message: `with frequency ${frequency} a request covers at most ${allowed}; found ${days} days` }];
  },
};

function isDay(text: unknown): text is string {
  return typeof text === "string" && dayProblems(text).length === 0;
}
