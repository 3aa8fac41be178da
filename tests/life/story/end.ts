/** What must be true at the end of every story. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { preview, up } from "../engine/commands";
import type { Outcome } from "../engine/run";
import { isManaged } from "../engine/run";
import { nounOf, Stack } from "../engine/state";
import { RunHost } from "../provider/host";
import type { Holdings, Service } from "../service/service";
import { plantStrangers } from "./hand";
import type { Draft } from "./draft";
import type { Play } from "./play";

/**
 * @param before what was there before the first run
 * @param fresh an empty service of the same kind
 */
export async function mustBeRight(play: Play, before: Holdings, fresh: () => Promise<Service>): Promise<void> {
  await mustBeQuiet(play);
  mustBeOneToOne(play);
  await mustHoldWhatIsDeclared(play, fresh);
  await mustHaveTheKeysOfTheState(play);
  mustHaveSettled(play);
  mustBeUntouched(before, await play.service.holdings());
  await mustLeaveNothing(play, before);
}

async function mustBeQuiet(play: Play): Promise<void> {
  none("preview", await play.preview());
  none("refresh", await play.refresh());
  none("preview after the refresh", await play.preview());
  if (play.otherProgram.length === 0) return;
  none("refresh of the other stack", await play.refresh(play.other));
  none("preview of the other stack", await play.run((host) => preview(play.other, host, play.otherProgram), undefined, play.other));
}

function none(what: string, { steps, failures }: Outcome): void {
  const found = [...failures.map(({ urn, message }) => `${urn}: ${message}`), ...steps.map(({ op, urn }) => `${op} ${urn}`)];
  if (found.length > 0) throw new Error(`${what} says:\n${found.join("\n")}`);
}

/** The state has each declared resource once, and nothing else. */
function mustBeOneToOne(play: Play): void {
  const stored = play.stack.load().filter(isManaged);
  const urns = stored.map(({ urn }) => urn).sort();
  const declared = play.draft.items.map((item) => play.urn(item)).sort();
  if (urns.join() !== declared.join()) throw new Error(`the state has\n${urns.join("\n")}\nthe program declares\n${declared.join("\n")}`);
  const odd = stored.find((resource) => resource.delete || resource.pendingReplacement || resource.initErrors.length > 0);
  if (odd !== undefined) throw new Error(`${odd.urn} is still to be deleted, replaced or repaired`);
}

/** The same program in one run on an empty service makes the same. */
async function mustHoldWhatIsDeclared(play: Play, fresh: () => Promise<Service>): Promise<void> {
  const service = await fresh();
  const stack = new Stack("main");
  const host = new RunHost(play.face, service, stack, (size) => new Uint8Array(size));
  try {
    await plantStrangers(service);
    const { failures } = await up(stack, host, play.draft.reference());
    if (failures.length > 0) throw new Error(`the reference cannot be made: ${failures.map(({ message }) => message).join("\n")}`);
    const wanted = comparable(await service.holdings(), namesMade(play.draft, stack.load()));
    const found = comparable(await play.service.holdings(), namesMade(play.draft, play.stack.load()));
    const differences = [...new Set([...Object.keys(wanted), ...Object.keys(found)])].filter((place) => wanted[place] !== found[place]);
    if (differences.length > 0)
      throw new Error(
        `the service does not hold what is declared:\n${differences.map((place) => `${place}\n  declared: ${wanted[place] ?? "nothing"}\n  held: ${found[place] ?? "nothing"}`).join("\n")}`,
      );
  } finally {
    await host.close();
    await service.close();
  }
}

/** What is not the same twice, though it means the same. */
const volatile = new Set(
  [
    ["uid", "id", "secret", "createDate", "updateDate", "lastModified", "bytes", "lastUsed", "since", "seed", "enableDate"],
    ["passwordHash", "passwordDate", "earlierHashes", "startLoggingTime", "stopLoggingTime", "latestDeliveryTime"],
  ].flat(),
);

/** The id of a rule is the program's. */
function isVolatile(place: string, name: string): boolean {
  return volatile.has(name) && !(name === "id" && /^(?:lifecycle|cors) /.test(place));
}

export function comparable(holdings: Holdings, names: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const named = (text: string): string => [...names].reduce((all, [name, key]) => all.replaceAll(new RegExp(name, "gi"), key), text);
  return Object.fromEntries(
    Object.entries(holdings).map(([place, value]) => [
      named(place),
      named(JSON.stringify(value, (name, part: unknown) => (isVolatile(place, name) ? undefined : inOrder(part)))),
    ]),
  );
}

/** A text that is a JSON object in the order of its keys, which the faces send in orders of their own. */
function inOrder(part: unknown): unknown {
  if (typeof part !== "string" || !part.startsWith("{")) return part;
  try {
    return JSON.stringify(sorted(JSON.parse(part)));
  } catch {
    return part;
  }
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, sorted(item)]),
  );
}

/** Names that we made, to the keys of their resources. */
export function namesMade(
  draft: Draft,
  resources: readonly { readonly urn: string; readonly outputs?: Readonly<Record<string, unknown>> }[],
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const item of [...draft.items, ...draft.leftovers]) {
    if (item.serviceName !== undefined || item.noun.nameField === undefined) continue;
    const found = resources.find(({ urn }) => urn.endsWith(`::${item.name}`));
    names.set(String(found?.outputs?.[item.noun.nameField]), `made-for-${item.key}`);
  }
  return names;
}

/** A key that nobody knows is a key that nobody can take away. */
async function mustHaveTheKeysOfTheState(play: Play): Promise<void> {
  const known = play.stack
    .load()
    .filter((resource) => nounOf(resource).endsWith("AccessKey"))
    .flatMap(({ outputs }) => [outputs["accessKeyId"], outputs["previousAccessKeyId"]].filter((id) => id !== undefined).map(String))
    .sort();
  const holdings = await play.service.holdings();
  const live = Object.entries(holdings)
    .filter(([place]) => place.startsWith("keys of user ") && !place.endsWith(" stranger"))
    .flatMap(([, keys]) => (keys as readonly { readonly id: string }[]).map(({ id }) => id))
    .sort();
  if (known.join() !== live.join()) throw new Error(`the state has the keys ${known.join(", ")}, the service ${live.join(", ")}`);
}

/** No creation is under way, or answered and not known. Deletions are on record for a day. */
function mustHaveSettled(play: Play): void {
  const left = filesIn(play.service.journal)
    .filter((file) => file.endsWith(".json"))
    .map((file) => readFileSync(path.join(play.service.journal, file), "utf8"))
    .filter((text) => !text.includes('"isRemoval"'));
  if (left.length > 0) throw new Error(`the journal still has\n${left.join("\n")}`);
}

function filesIn(folder: string): readonly string[] {
  return existsSync(folder)
    ? readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => !file.startsWith("taken-over"))
    : [];
}

function mustBeUntouched(before: Holdings, after: Holdings): void {
  for (const [place, value] of Object.entries(before))
    if (place !== "passwordPolicy" && JSON.stringify(after[place]) !== JSON.stringify(value))
      throw new Error(`${place} was there before and is not as it was:\n${JSON.stringify(value)}\n${JSON.stringify(after[place])}`);
}

function hasVersions({ draft }: Play): boolean {
  const bucketsOf = (noun: string): readonly unknown[] =>
    draft.items.filter((item) => item.noun.noun === noun).map(({ roles }) => roles["bucket"]);
  const versioned = bucketsOf("BucketVersioning");
  return bucketsOf("BucketObject").some((bucket) => versioned.includes(bucket));
}

/** `pulumi destroy` takes all that the program made, and nothing else. */
async function mustLeaveNothing(play: Play, before: Holdings): Promise<void> {
  if (play.draft.leftovers.length > 0) return;
  const { failures } = await play.destroy();
  // What a deletion leaves of an object under versions keeps its bucket.
  if (hasVersions(play) && failures.every(({ message }) => /^bucket "[^"]+" holds objects/.test(message))) return;
  if (failures.length > 0) throw new Error(`destroy fails: ${failures.map(({ urn, message }) => `${urn}: ${message}`).join("\n")}`);
  const after = await play.service.holdings();
  const left = Object.keys(after).filter((place) => !(place in before) && place !== "passwordPolicy");
  if (left.length > 0) throw new Error(`destroy leaves ${left.join(", ")}`);
  mustBeUntouched(before, after);
}
