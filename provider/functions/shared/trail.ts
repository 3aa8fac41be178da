/** What the functions about trails share: the fields of results. */
import { z } from "zod";
import { field, type RuleProblem } from "../../define";
import { trailNameProblems } from "../../rules/trail-name";

export const trailNameField = field(z.string(), {
  doc: "Name of the trail.",
  rule: (name: string): RuleProblem[] => trailNameProblems(name).map((message) => ({ message })),
});

const docs = {
  name: "Name of the trail.",
  s3BucketName: "Bucket that receives the log objects.",
  s3KeyPrefix: "Prefix of the keys of the log objects.",
  trailArn: "ARN, if the service returns one.",
  homeRegion: "Region in which the trail was created, if the service returns it.",
} as const;

/** A trail in a list. */
export const trailShape = z.strictObject({
  name: z.string().describe(docs.name),
  s3BucketName: z.string().optional().describe(docs.s3BucketName),
  s3KeyPrefix: z.string().optional().describe(docs.s3KeyPrefix),
  trailArn: z.string().optional().describe(docs.trailArn),
  homeRegion: z.string().optional().describe(docs.homeRegion),
});

/** The same as fields of a result. */
export const trailFields = {
  name: field(z.string(), { doc: docs.name }),
  s3BucketName: field(z.string().optional(), { doc: docs.s3BucketName }),
  s3KeyPrefix: field(z.string().optional(), { doc: docs.s3KeyPrefix }),
  trailArn: field(z.string().optional(), { doc: docs.trailArn }),
  homeRegion: field(z.string().optional(), { doc: docs.homeRegion }),
} as const;

export const trailStatusFields = {
  isLogging: field(z.boolean(), { doc: "Whether the trail records events." }),
  latestDeliveryTime: field(z.string().optional(), { doc: "Time of the last delivery of log objects, ISO 8601. Absent: never." }),
  latestDeliveryError: field(z.string().optional(), { doc: "Reason why the last delivery failed. Absent: it succeeded." }),
  startLoggingTime: field(z.string().optional(), { doc: "Time at which recording was last started, ISO 8601." }),
  stopLoggingTime: field(z.string().optional(), { doc: "Time at which recording was last stopped, ISO 8601." }),
} as const;
