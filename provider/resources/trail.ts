/** Trail: records the account's management events into a bucket [GUIDE 6.1-6.9]. */
import { z } from "zod";
import { claim } from "./shared/claim";
import { type Context, defineResource, field, RefusedError, type RuleProblem, type Values } from "../define";
import { namesBucket } from "./shared/references";
import { elementOutputs, type Elements, elementsDue, elementsKept, elementsRead, importRefusal } from "./shared/unknown-elements";
import { denialOf } from "../policy/denial";
import { trailNameProblems, trailPrefixProblems } from "../rules/trail-name";
import * as s3 from "../services/s3";
import * as trails from "../services/trail";
import { isKind } from "../transport/errors/errors";
import { ifThere, unlessGone } from "./shared/absence";
import { defined } from "../pure/defined";

const eventSelector = z.strictObject({
  // unverified: the manual shows `All`; the other two are the field's usual values.
  readWriteType: z.enum(["All", "ReadOnly", "WriteOnly"]).describe("Management events to record."),
});

const inputs = z.strictObject({
  name: field(z.string(), {
    doc: "Name, 3-128 characters. Default: the resource's name with a random suffix. A change replaces the trail.",
    replaces: true,
    autoname: { maxLength: 128, plain: true },
    rule: (name: string): RuleProblem[] => trailNameProblems(name).map((message) => ({ message })),
  }),
  s3BucketName: field(namesBucket(z.string().min(1)), {
    doc: "Bucket of this account that receives the logs. It must exist, and its policy must not deny the trail's writes.",
  }),
  s3KeyPrefix: field(z.string().min(1).optional(), {
    doc: "Prefix of the keys of the log objects. Removing the field clears the prefix.",
    rule: (prefix: string): RuleProblem[] => trailPrefixProblems(prefix).map((message) => ({ message })),
  }),
  enableLogging: field(z.boolean(), {
    doc: "Whether the trail records events. The service creates trails stopped; the provider starts them.",
    default: true,
  }),
  eventSelector: field(eventSelector.optional(), {
    doc: "Management events to record. Default: all. A trail has at most one selector. Removing the field records all events again.",
    typeName: "EventSelector",
  }),
  adopt: field(z.boolean().optional(), {
    doc: "Take over an existing trail instead of failing. Default false.",
    local: true,
    createOnly: true,
  }),
});
const outputs = z.strictObject({
  arn: field(z.string().optional(), { doc: "ARN, if the service returns one." }),
  isLogging: field(z.boolean().optional(), { doc: "Whether the trail records events, as of the last update or refresh." }),
  latestDeliveryTime: field(z.string().optional(), { doc: "Time of the last delivery of log objects, ISO 8601, as of the last refresh." }),
  latestDeliveryError: field(z.string().optional(), {
    doc: "Reason why the last delivery failed, as of the last refresh; absent if it succeeded. A refresh warns about it.",
  }),
  ...elementOutputs,
});

type Inputs = Values<typeof inputs>;
type Outputs = Values<typeof outputs>;

/** What the service would only show later, as missing logs: asked before the trail is pointed at a bucket. */
async function assertBucketTakesLogs(
  { client }: Context,
  { s3BucketName: bucket, s3KeyPrefix }: Pick<Inputs, "s3BucketName" | "s3KeyPrefix">,
): Promise<void> {
  try {
    const policy = await s3.getBucketPolicy(client, { bucket });
    const denial = denialOf(policy, { bucket, key: s3KeyPrefix ?? "", action: "PutObject" });
    if (denial !== undefined) {
      throw new RefusedError(
        `the policy of bucket "${bucket}" denies writing log objects (${denial})`,
        "correct the bucket policy first, or choose another bucket for the trail",
      );
    }
  } catch (error) {
    if (isKind(error, "not-configured")) return;
    if (isKind(error, "not-found"))
      throw new RefusedError(
        `bucket "${bucket}", which the trail is to write to, does not exist`,
        "create the bucket first, or let s3BucketName take the bucket resource's output",
      );
    throw error;
  }
}

async function look(context: Context, name: string): Promise<trails.Trail | undefined> {
  const found = await ifThere(trails.describeTrails(context.client, { trailNameList: [name] }), context);
  return found?.find((trail) => trail.name === name);
}

function toArn({ trailArn }: trails.Trail): Pick<Outputs, "arn"> {
  return trailArn === undefined ? {} : { arn: trailArn };
}

/** Each is named even when the service does not show it, so that a state does not keep what is over. */
function toStatus({ isLogging, latestDeliveryTime, latestDeliveryError }: trails.TrailStatus): Outputs {
  return { isLogging, latestDeliveryTime, latestDeliveryError };
}

/** An account has few trails: which ones they are is what a person needs to know. */
async function tooMany({ client, backend }: Context, cause: Error): Promise<RefusedError> {
  const all = await trails.describeTrails(client);
  return new RefusedError(
    `the account has the maximum of ${String(backend.limits.trails)} trails: ${all.map(({ name }) => name).join(", ")}`,
    "delete one that is not needed any more, or let one trail serve both purposes",
    { cause },
  );
}

type Settings = Pick<Inputs, "s3BucketName" | "s3KeyPrefix" | "enableLogging" | "eventSelector">;

type Selectors = readonly trails.ShownSelector[];

/** What selects events beside the one field of ours: a service that can do more than this version knows. */
function elementsOf(selectors: Selectors): Elements {
  return Object.fromEntries(
    selectors.flatMap(({ selector, unknown }, index) => {
      const place = `EventSelectors[${String(index)}]`;
      const others = unknown.filter(({ isFamiliar }) => !isFamiliar).map(({ name, text }) => [`${place}/${name}`, text] as const);
      return index === 0 ? others : [[`${place}/ReadWriteType`, selector.readWriteType ?? ""] as const, ...others];
    }),
  );
}

/** All of it in the words of the wire, which a write sends back. */
function wholeOf({ selector, unknown }: trails.ShownSelector): trails.WholeSelector {
  return { ...Object.fromEntries(unknown.map(({ name, value }) => [name, value])), ...selector };
}

/**
 * Brings the three aspects from `from` to `to`, one call each where they differ.
 * @param shown the selectors as the service has them
 */
async function sync(context: Context, name: string, from: Partial<Settings>, to: Settings, shown: () => Promise<Selectors>): Promise<void> {
  const { client } = context;
  if (from.s3BucketName !== to.s3BucketName || from.s3KeyPrefix !== to.s3KeyPrefix) {
    await assertBucketTakesLogs(context, to);
    await trails.updateTrail(client, { name, s3BucketName: to.s3BucketName, s3KeyPrefix: to.s3KeyPrefix ?? "" });
  }
  if (from.eventSelector?.readWriteType !== to.eventSelector?.readWriteType) {
    // No selector means all events; an explicit `All` says the same and clears what was there.
    const [first, ...others] = (await shown()).map(wholeOf);
    await trails.putEventSelectors(client, {
      trailName: name,
      eventSelectors: [{ ...first, readWriteType: to.eventSelector?.readWriteType ?? "All" }, ...others],
    });
  }
  if (from.enableLogging !== to.enableLogging) await (to.enableLogging ? trails.startLogging : trails.stopLogging)(client, { name });
}

/** What tells a trail that a cut-off run has made, as it was made or as far as it was brought, from one of somebody else. */
function partsOf({ s3BucketName, s3KeyPrefix, enableLogging, eventSelector: events }: Settings): readonly unknown[] {
  return [
    [s3BucketName, s3KeyPrefix ?? ""],
    ["logging", enableLogging],
    ["events", events?.readWriteType ?? "All"],
  ];
}

interface Seen {
  readonly settings: Settings;
  readonly selectors: Selectors;
  readonly status: trails.TrailStatus;
}

async function see({ client }: Context, trail: trails.Trail): Promise<Seen> {
  const status = await trails.getTrailStatus(client, { name: trail.name });
  const selectors = await trails.showEventSelectors(client, { trailName: trail.name });
  // A word that no program of this version may say is drift all the same.
  const readWriteType = selectors[0]?.selector.readWriteType as NonNullable<Settings["eventSelector"]>["readWriteType"] | undefined;
  const settings: Settings = {
    s3BucketName: trail.s3BucketName ?? "",
    enableLogging: status.isLogging,
    ...(trail.s3KeyPrefix === undefined || trail.s3KeyPrefix === "" ? {} : { s3KeyPrefix: trail.s3KeyPrefix }),
    ...(readWriteType === undefined ? {} : { eventSelector: { readWriteType } }),
  };
  return { settings, selectors, status };
}

export const trail = defineResource({
  noun: "Trail",
  uses: [
    "CreateTrail",
    "DescribeTrails",
    "GetTrailStatus",
    "UpdateTrail",
    "PutEventSelectors",
    "GetEventSelectors",
    "StartLogging",
    "StopLogging",
    "DeleteTrail",
  ],
  mayUse: ["GetBucketPolicy"],
  elsewhere: { eventSelectors: "eventSelector, one" },
  doc: `A trail: it writes the account's management events as log objects into a bucket of the account.

An account has at most 10 trails. The bucket must exist and its policy must not deny the trail's writes; both are checked before the trail is
created or moved. If the same program sets the bucket's policy, let the trail depend on it (\`dependsOn\`). Deleting the trail stops the recording;
the log objects stay.

\`\`\`typescript
import * as oos from "pulumi-oos";

const logs = new oos.Bucket("audit", {});
const audit = new oos.Trail("audit", { s3BucketName: logs.bucket, s3KeyPrefix: "audit/" });
\`\`\``,
  idForm: "`<trail name>`",
  inputs,
  outputs,
  identity: ["name"],
  arn: "arn",
  stable: ["arn"],
  queue: ({ name }) => `trail/${name ?? ""}`,
  due: ({ outputs: last }) => elementsDue(last),

  async create(context, wanted, made) {
    const { name, s3BucketName, s3KeyPrefix } = wanted;
    const { entity, found } = await claim<trails.Trail>(context, {
      noun: "Trail",
      name,
      subject: `trail "${name}"`,
      importId: name,
      adopt: wanted.adopt === true,
      look: () => look(context, name),
      prepare: () => assertBucketTakesLogs(context, wanted),
      parts: {
        made: () => [...partsOf({ s3BucketName, s3KeyPrefix, enableLogging: false }), ...partsOf(wanted)],
        shown: async (shown) => partsOf((await see(context, shown)).settings),
      },
      make: async () => {
        const prefix = s3KeyPrefix === undefined ? {} : { s3KeyPrefix };
        const trailArn = await trails.createTrail(context.client, { name, s3BucketName, ...prefix });
        return { name, ...defined({ trailArn }) };
      },
    }).catch(async (error: unknown) => {
      throw isKind(error, "quota") ? await tooMany(context, error) : error;
    });
    made(name, toArn(entity));
    const fresh: Partial<Settings> = { s3BucketName, enableLogging: false, ...defined({ s3KeyPrefix }) };
    const there = found ? await see(context, entity) : undefined;
    const selectors = there?.selectors ?? [];
    await sync(context, name, there?.settings ?? fresh, wanted, () => Promise.resolve(selectors));
    const status = { ...(there === undefined ? {} : toStatus(there.status)), isLogging: wanted.enableLogging };
    return { id: name, outputs: { ...toArn(entity), ...status, ...elementsKept(elementsOf(selectors)) } };
  },
  async observe(context, id, known, last) {
    const found = await look(context, id);
    if (found === undefined) return undefined;
    const { settings, selectors, status } = await see(context, found);
    const subject = `trail "${id}"`;
    const elements = elementsOf(selectors);
    if (status.latestDeliveryError !== undefined)
      context.log("warn", `trail "${id}": the last delivery of log objects failed: ${status.latestDeliveryError}`);
    // `All` is what the service does without a selector: shown only where the program says it, or where it differs.
    const { eventSelector: selector, ...rest } = settings;
    const implied = selector?.readWriteType === "All" && known?.eventSelector === undefined;
    const spoken = selector === undefined && known?.eventSelector?.readWriteType === "All" ? known.eventSelector : selector;
    return {
      inputs: { name: id, ...rest, ...(implied || spoken === undefined ? {} : { eventSelector: spoken }) },
      outputs: { ...toArn(found), ...toStatus(status), ...elementsRead(context, subject, elements, last) },
      importRefusal: importRefusal(subject, elements),
    };
  },
  async update(context, id, news, olds, last) {
    let seen: Selectors | undefined;
    const shown = async (): Promise<Selectors> => (seen ??= await trails.showEventSelectors(context.client, { trailName: id }));
    await sync(context, id, olds, news, shown);
    if (elementsDue(last.outputs).length > 0) await shown();
    return { isLogging: news.enableLogging, ...(seen === undefined ? {} : elementsKept(elementsOf(seen))) };
  },
  async delete({ client }, id) {
    await unlessGone(trails.deleteTrail(client, { name: id }));
  },
});
