/** getBandwidth: used bandwidth, every five minutes [GUIDE 5.8] [DOC 10027593]. */
import { most } from "../backends/types";
import { z } from "zod";
import { type Context, defineFunction, field, type RuleContext, type RuleProblem, type Values } from "../define";
import { momentProblems, wholeDaysSince } from "../pure/time";
import * as statistics from "../services/statistics";
import { bucketField, statisticsOutputs, toStatisticsResult } from "./shared/statistics";

const stepMs = 300_000;

function timeProblems(text: string): RuleProblem[] {
  const problems = momentProblems(text);
  if (problems.length === 0 && Date.parse(text) % stepMs !== 0) problems.push(`must be a whole multiple of five minutes; found ${text}`);
  return problems.map((message) => ({ message }));
}

const inputs = z.strictObject({
  startTime: field(z.string(), {
    doc: "Start, ISO 8601 with a time zone, at a whole multiple of five minutes; at most a month ago.",
    rule: timeProblems,
  }),
  endTime: field(z.string(), { doc: "End, in the same form; not in the future.", rule: timeProblems }),
  bucket: bucketField,
  netType: field(z.enum(["all", "highqualitynet", "normalqualitynet"]).optional(), {
    doc: "Limit to the premium or the normal network; only in the regions of Hong Kong. Default: both.",
    rule: (_value: string, { backend, region }: RuleContext): RuleProblem[] =>
      backend.regions[region]?.locations === false
        ? []
        : [{ message: `exists in Hong Kong only; region ${region} of ${backend.title} has one network` }],
  }),
});

function orderProblems({ startTime, endTime }: Partial<Values<typeof inputs>>): RuleProblem[] {
  if (startTime === undefined || endTime === undefined || !(Date.parse(endTime) < Date.parse(startTime))) return [];
  return [{ path: ["endTime"], message: `must not be before startTime, ${startTime}; found ${endTime}` }];
}

/** What only the clock can tell. @throws RangeError with every problem */
function assertWithinReach({ startTime, endTime }: Values<typeof inputs>, context: Pick<Context, "backend" | "now">): void {
  const problems: string[] = [];
  const today = context.now();
  const limit = most(context.backend.limits.bandwidthDaysBack);
  const back = wholeDaysSince(new Date(startTime), today);
  if (back > limit) problems.push(`startTime: must not be more than a month ago (${limit} days); ${startTime} is ${back} days ago`);
  if (new Date(endTime) > today) problems.push(`endTime: must not be in the future; found ${endTime}, now is ${today.toISOString()}`);
  if (problems.length > 0) throw new RangeError(problems.join("\n"));
}

export const getBandwidth = defineFunction({
  name: "getBandwidth",
  uses: ["GetBandwidth"],
  doc: "Bandwidth of the account or a bucket by data location, in bytes per second, every five minutes. A sample has `uploadBW`, `downloadBW`, `roamUploadBW`, `roamDownloadBW`, and the same inside the provider's network (`nonInternetUploadBW`, ...). The manual recommends getTraffics instead.",
  inputs,
  outputs: statisticsOutputs,
  rules: [{ on: ["startTime", "endTime"], check: orderProblems }],
  async invoke(context, wanted) {
    assertWithinReach(wanted, context);
    const { startTime, endTime, bucket, netType } = wanted;
    const found = await statistics.getBandwidth(context.client, {
      beginTime: new Date(startTime),
      endTime: new Date(endTime),
      bucket,
      netType,
    });
    return toStatisticsResult(found);
  },
});
