/** BucketNotification: which events of a bucket go to which topic. Entries that it does not name stay. */
import { z } from "zod";
import { isGone } from "./shared/bucket-look";
import { settingFields } from "./shared/bucket-setting";
import { claim } from "./shared/claim";
import { AlreadyExistsError, type Context, defineResource, field, RefusedError, type RuleProblem, type Values } from "../define";
import { topicsQueue } from "./shared/topics-queue";
import { elementOutputs, elementsDue, elementsKept, elementsOf, elementsRead, importRefusal, keeping } from "./shared/unknown-elements";
import { namesTopic } from "./shared/references";
import { deepEqual } from "../pure/semantic";
import { EVENTS } from "../rules/topic";
import * as s3 from "../services/s3";
import { isKind } from "../transport/errors/errors";
import { ifThere } from "./shared/absence";

const entry = z.strictObject({
  id: z.string().describe("Name of the entry, unique in the bucket."),
  topicArn: namesTopic(z.string()).describe("ARN of the topic."),
  events: z.array(z.enum(EVENTS)).min(1).describe("The events. The order does not matter."),
  filterPrefix: z.string().optional().describe("Limit to keys with this prefix."),
  filterSuffix: z.string().optional().describe("Limit to keys with this suffix."),
  filterRegex: z.string().optional().describe("Limit to keys that match this regular expression."),
  filterMetadata: z.record(z.string(), z.string()).optional().describe("Limit to objects with these headers: `x-amz-meta-team`."),
  filterTags: z.record(z.string(), z.string()).optional().describe("Limit to objects with these tags."),
});
type Entry = z.infer<typeof entry>;
const { bucket, adopt } = settingFields("notification");
const inputs = z.strictObject({
  bucket,
  notifications: field(z.array(entry).min(1), {
    doc: "The entries that this resource manages, identified by `id`. Other entries of the bucket are left alone. The order does not matter.",
    typeName: "BucketNotificationRules",
    canonical: (entries: readonly Entry[]) => [...entries].map(canonical).sort((a, b) => (a.id < b.id ? -1 : 1)),
    rule: entryProblems,
  }),
  adopt,
});
const outputs = z.strictObject(elementOutputs);
type Inputs = Values<typeof inputs>;

function entryProblems(entries: readonly Entry[]): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const seen = new Map<string, number>();
  entries.forEach(({ id, topicArn, filterMetadata = {}, ...filters }, index) => {
    const first = seen.get(id);
    if (first === undefined) seen.set(id, index);
    else problems.push({ path: [index, "id"], message: `"${id}" is the id of notifications[${String(first)}] as well` });
    if (!/^[\w.-]{1,255}$/.test(id))
      problems.push({ path: [index, "id"], message: 'must have 1 to 255 letters, digits, ".", "-" and "_"' });
    if (!/^arn:aws:sns:[^:]*:[^:]*:[^:]+$/.test(topicArn))
      problems.push({
        path: [index, "topicArn"],
        message: `must be the ARN of a topic, arn:aws:sns:<zone group>:<tenant>:<name>; found "${topicArn}"`,
      });
    for (const name of ["filterPrefix", "filterSuffix", "filterRegex"] as const)
      if (filters[name] === "") problems.push({ path: [index, name], message: "must not be empty; leave it out" });
    for (const name of Object.keys(filterMetadata))
      if (!/^x-amz-meta-.+/.test(name))
        problems.push({ path: [index, "filterMetadata", name], message: 'the name must start with "x-amz-meta-"' });
  });
  return problems;
}

function canonical({ events, filterMetadata = {}, filterTags = {}, ...rest }: Entry) {
  return { ...rest, events: [...new Set(events)].sort(), filterMetadata, filterTags };
}

const KEY_RULES = { filterPrefix: "prefix", filterSuffix: "suffix", filterRegex: "regex" } as const satisfies Readonly<
  Record<string, (typeof s3.KEY_RULES)[number]>
>;

function toWire({ id, topicArn, events, filterMetadata = {}, filterTags = {}, ...filters }: Entry): s3.BucketNotification {
  const rules = (record: Readonly<Record<string, string>>) => Object.entries(record).map(([name, value]) => ({ name, value }));
  const keyRules = (Object.keys(KEY_RULES) as (keyof typeof KEY_RULES)[]).flatMap((name) => {
    const value = filters[name];
    return value === undefined ? [] : [{ name: KEY_RULES[name], value }];
  });
  return { id, topicArn, events, keyRules, metadataRules: rules(filterMetadata), tagRules: rules(filterTags) };
}

/** Events and rules that are not known are shown as they are, so that they are seen as a difference. */
function fromWire({ id, topicArn, events, keyRules, metadataRules, tagRules }: s3.BucketNotification): Entry {
  const record = (rules: readonly s3.FilterRule[]) => Object.fromEntries(rules.map(({ name, value }) => [name, value]));
  const valueOf = (rule: string): string | undefined => keyRules.find(({ name }) => name === rule)?.value;
  return {
    id,
    topicArn,
    events: [...events] as Entry["events"],
    ...Object.fromEntries(
      Object.entries(KEY_RULES).flatMap(([name, rule]) => (valueOf(rule) === undefined ? [] : [[name, valueOf(rule)]])),
    ),
    ...(metadataRules.length === 0 ? {} : { filterMetadata: record(metadataRules) }),
    ...(tagRules.length === 0 ? {} : { filterTags: record(tagRules) }),
  };
}

type Shown = Awaited<ReturnType<typeof s3.getBucketNotifications>>;

function look({ client }: Context, name: string): Promise<Shown> {
  return s3.getBucketNotifications(client, { bucket: name });
}

/** The entries of these ids. */
function entriesOf({ value }: Shown, ids: ReadonlySet<string> | undefined): Entry[] {
  return value.filter(({ id }) => ids?.has(id) !== false).map(fromWire);
}

function subjectOf(name: string): string {
  return `a notification of bucket "${name}"`;
}

/**
 * Brings the bucket from `olds` to `news`. An entry whose topic changes is taken away first: put alone, it would be there twice.
 * @param there what the bucket has; undefined: nothing of these ids
 * @returns what of it is unknown and was kept
 */
async function sync(
  { client }: Context,
  name: string,
  news: readonly Entry[],
  olds: readonly Entry[],
  there: Shown | undefined,
): Promise<readonly s3.UnknownElement[]> {
  const wanted = new Map(news.map((each) => [each.id, each]));
  const before = new Map(olds.map((each) => [each.id, each]));
  const changed = news.filter((each) => {
    const old = before.get(each.id);
    return old === undefined || !deepEqual(canonical(old), canonical(each));
  });
  const document = await keeping(subjectOf(name), () => Promise.resolve(s3.notificationDocument(changed.map(toWire), there?.unknown)));
  for (const { id, topicArn } of olds) if (wanted.get(id)?.topicArn !== topicArn) await removeEntry(client, name, id);
  if (changed.length > 0) await s3.putBucketNotifications(client, { bucket: name, document });
  const untouched = new Set(news.filter((each) => !changed.includes(each)).map(({ id }) => id));
  return [...document.kept, ...(there === undefined ? [] : s3.unknownOf(there, untouched))];
}

async function removeEntry(client: Context["client"], name: string, id: string): Promise<void> {
  try {
    await s3.deleteBucketNotification(client, { bucket: name, id });
  } catch (error) {
    if (!isKind(error, "not-found", "not-configured")) throw error;
  }
}

function idsOf(entries: readonly Entry[] = []): ReadonlySet<string> {
  return new Set(entries.map(({ id }) => id));
}

export const bucketNotification = defineResource({
  noun: "BucketNotification",
  uses: ["PutBucketNotification", "GetBucketNotification", "DeleteBucketNotification"],
  mayUse: ["GetTopic", "ListTopics"],
  elsewhere: { topics: "notifications" },
  doc: `Events of a bucket that are pushed to topics: objects that are created, overwritten or removed. The topics must exist.

This resource manages the entries that it names and leaves other entries of the bucket alone. Deleting it removes its entries.

\`\`\`typescript
import * as oos from "pulumi-oos";

const data = new oos.Bucket("data", {});
const uploads = new oos.Topic("uploads", { pushEndpoint: "https://hooks.example.com/uploads" });
new oos.BucketNotification("data", {
    bucket: data.bucket,
    notifications: [{ id: "images", topicArn: uploads.arn, events: ["s3:ObjectCreated:*"], filterPrefix: "images/" }],
});
\`\`\``,
  idForm: "`<bucket name>`",
  inputs,
  outputs,
  identity: ["bucket"],
  cachedReads: true,
  // A notification keeps a copy of its topic, which is a topic too.
  queue: ({ bucket: name }) => [`bucket/${name ?? ""}`, topicsQueue],

  due: ({ outputs: last }) => elementsDue(last),

  async create(context, wanted, made) {
    const { bucket: name, notifications } = wanted;
    let there: Shown | undefined;
    const { entity, found, replaced } = await claim(context, {
      noun: "BucketNotification",
      name,
      subject: `${subjectOf(name)} with one of the ids ${notifications.map(({ id }) => `"${id}"`).join(", ")}`,
      importId: name,
      adopt: wanted.adopt === true,
      look: async () => {
        there = await look(context, name);
        const shown = entriesOf(there, idsOf(notifications));
        return shown.length === 0 ? undefined : shown;
      },
      parts: { made: () => notifications.map(canonical), shown: (shown) => shown.map(canonical) },
      make: async () => {
        await sync(context, name, notifications, [], undefined);
        return notifications;
      },
    });
    let kept: readonly s3.UnknownElement[] = [];
    try {
      if (found) kept = await sync(context, name, notifications, entity, there);
    } catch (error) {
      if (!(error instanceof RefusedError)) made(name, {}, replaced);
      throw error;
    }
    made(name, {}, replaced);
    const outputs = elementsKept(elementsOf(kept));
    return { id: name, outputs, replaced: { ...replaced, ...(found ? { notifications: entity } : {}) } };
  },
  async observe(context, id, known, last) {
    const there = await ifThere(look(context, id), context);
    if (there === undefined) return undefined;
    const ids = known === undefined ? undefined : idsOf(known.notifications);
    const notifications = entriesOf(there, ids);
    if (notifications.length === 0) return undefined;
    const found = elementsOf(s3.unknownOf(there, ids ?? idsOf(notifications)));
    return {
      inputs: { bucket: id, notifications },
      outputs: elementsRead(context, subjectOf(id), found, last),
      importRefusal: importRefusal(subjectOf(id), found),
    };
  },
  confirmAbsent: isGone,
  async update(context, id, news, olds, last) {
    const before = olds.notifications ?? [];
    const isOther = !deepEqual(before.map(canonical), news.notifications.map(canonical));
    if (!isOther && elementsDue(last.outputs).length === 0) return {};
    const there = await look(context, id);
    assertNotTaken(id, news, olds, there);
    return elementsKept(elementsOf(await sync(context, id, news.notifications, before, there)));
  },
  async delete({ client }, id, { notifications = [] }) {
    for (const each of notifications) await removeEntry(client, id, each.id);
  },
});

/** An id that is new in the program may be somebody else's (law 2). */
function assertNotTaken(name: string, news: Inputs, olds: Partial<Inputs>, there: Shown): void {
  const ours = idsOf(olds.notifications);
  const added = news.notifications.filter(({ id }) => !ours.has(id));
  if (added.length === 0 || news.adopt === true) return;
  const taken = entriesOf(there, idsOf(added)).filter((shown) => !added.some((each) => deepEqual(canonical(each), canonical(shown))));
  const [first] = taken;
  if (first !== undefined)
    throw new AlreadyExistsError({ noun: "BucketNotification", subject: `notification "${first.id}" of bucket "${name}"`, importId: name });
}
