/** When a failed run is right, and what a person does about it. */
import type { Failed, RunOptions } from "../engine/run";
import { nounOf, type StateResource } from "../engine/state";
import type { Item } from "./draft";
import type { Play } from "./play";

export type Advice =
  | { readonly kind: "alias"; readonly item: Item; readonly urn: string }
  | { readonly kind: "adopt"; readonly item: Item }
  | { readonly kind: "deleteBeforeReplace"; readonly item: Item }
  | { readonly kind: "unprotect"; readonly urn: string }
  /** What nothing proves to be ours, and nobody has: a person removes it. */
  | { readonly kind: "remove what is there"; readonly item: Item; readonly ids: readonly string[] }
  | { readonly kind: "remove planted keys" }
  /** One that had a name on the service without saying so gets one of its own. */
  | { readonly kind: "name"; readonly item: Item }
  | { readonly kind: "not targeted" };

/** @returns undefined for a failure that must not be */
export async function adviseOn(play: Play, failure: Failed, { targets }: RunOptions): Promise<Advice | undefined> {
  const { urn, message } = failure;
  if (targets !== undefined && /list of targets/.test(message)) return { kind: "not targeted" };
  if (/is protected/.test(message) && play.stack.load().some((resource) => resource.urn === urn && resource.protect))
    return { kind: "unprotect", urn };
  const item = play.draft.items.find((each) => play.urn(each) === urn);
  if (item === undefined) return undefined;
  if (
    /(?:still has|is still attached to) .*; it was not deleted/.test(message) &&
    play.draft.usersOf(item).length > 0 &&
    item.deleteBeforeReplace !== true
  ) {
    // Only the engine can take away first what others of the program have in it.
    if (!message.includes("deleteBeforeReplace")) throw new Error(`the refusal does not offer deleteBeforeReplace:\n${message}`);
    return { kind: "deleteBeforeReplace", item };
  }
  const unnamed = play.draft.items.find(
    (each) => each.serviceName === undefined && each.noun === item.noun && message.includes(`"${each.name}" gives no `),
  );
  if (unnamed !== undefined) return { kind: "name", item: unnamed };
  if (play.plantedKeys.size > 0 && /has as many access keys|access keys? .*was not deleted/.test(message))
    return { kind: "remove planted keys" };
  if (
    /cannot be told whether it made what is there|cannot be told whether a state has it|cannot be told whether this stack made it|the seed of MFA device \S+ is not known/.test(
      message,
    )
  )
    return doubt(play, item, message);
  if (!isRefusal(message)) return undefined;
  await mustBeUntouched(play, item);
  const twin = twinOf(play, item, failure);
  // Of one that was deleted for a replacement that was cut off, an alias says nothing about what is there now.
  if (twin !== undefined && !item.aliases.includes(twin.urn)) {
    const isDeclared = play.draft.items.some((each) => play.urn(each) === twin.urn);
    if (isDeclared) return item.adopt ? undefined : { kind: "adopt", item };
    if (!message.includes("alias")) throw new Error(`the refusal does not offer an alias, though the state has ${twin.urn}:\n${message}`);
    return { kind: "alias", item, urn: twin.urn };
  }
  if (play.adoptable.has(item.key) && !item.adopt) return { kind: "adopt", item };
  return undefined;
}

/** A person knows what they have made by hand themselves. */
async function doubt(play: Play, item: Item, message: string): Promise<Advice | undefined> {
  await mustBeUntouched(play, item);
  const named =
    /what is there: (.*), never used/.exec(message) ?? /access key (\w+) of .* cannot be told whether a state has it/.exec(message);
  const keys = named?.[1]?.split(", ").map((key) => key.split(" ")[0] ?? "");
  if (keys !== undefined) return { kind: "remove what is there", item, ids: keys.filter((id) => !play.plantedKeys.has(id)) };
  if (item.noun.noun !== "VirtualMfaDevice" && play.planted.has(item.key)) return item.adopt ? undefined : { kind: "adopt", item };
  return { kind: "remove what is there", item, ids: [item.serviceName ?? ""] };
}

function isRefusal(message: string): boolean {
  return message.includes("adopt: true");
}

/** The same thing in the state, under another URN. */
function twinOf(play: Play, item: Item, { urn, inputs }: Failed): StateResource | undefined {
  const { noun, nameField, identity = nameField === undefined ? [] : [nameField] } = item.noun;
  const same = (a: unknown, b: unknown): boolean => String(a).toLowerCase() === String(b).toLowerCase();
  return play.stack.load().find(
    (resource) =>
      nounOf(resource) === noun &&
      resource.urn !== urn &&
      // Deleted already.
      !resource.pendingReplacement &&
      identity.every((name) => same(resource.inputs[name], inputs?.[name])),
  );
}

/** Law 2: what somebody made by hand is as it was. */
async function mustBeUntouched(play: Play, item: Item): Promise<void> {
  const planted = play.planted.get(item.key);
  if (planted === undefined) return;
  const now = await play.service.holdings();
  for (const [place, value] of Object.entries(planted))
    if (JSON.stringify(now[place]) !== JSON.stringify(value)) throw new Error(`${place} was made by hand, and is not as it was made`);
}
