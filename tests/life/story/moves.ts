/** What a story does to the program, to the state and to the service between two runs. */

import { canDeleteByHand, canPlant } from "./hand";
import type { Draft, Item } from "./draft";
import type { Plan } from "./plan";
import type { Move, MoveKind } from "./story";

type Applied = string | undefined;

/** Changes the draft. @returns in words what was done; undefined where there was nothing to do it to */
export function apply(move: Move, draft: Draft, plan: Plan): Applied {
  return moves[move.kind](draft, move, plan);
}

type Mover = (draft: Draft, move: Move, plan: Plan) => Applied;

function choose(items: readonly Item[], pick: number): Item | undefined {
  return items[pick % Math.max(1, items.length)];
}

/** Runs `task` on the picked one of the items that fit. */
const on =
  (fits: (item: Item, draft: Draft, plan: Plan) => boolean, task: (item: Item, draft: Draft, move: Move, plan: Plan) => string): Mover =>
  (draft, move, plan) => {
    const item = choose(
      // A person means one thing at a time.
      draft.items.filter((each) => !plan.subjects.includes(each.key) && fits(each, draft, plan)),
      move.pick,
    );
    if (item === undefined) return undefined;
    plan.subjects.push(item.key);
    return task(item, draft, move, plan);
  };

/** Whose value on the service is the program's. */
const isSteady = ({ ignoring }: Item): boolean => ignoring === undefined;
/** Nobody can find what a run that was cut off has made unless the program names it. */
const canBeRenamed = (item: Item, draft: Draft): boolean =>
  isSteady(item) &&
  (draft.isSettled || (item.noun.nameless !== true && !(item.noun.mayBeUnnamed === true && item.serviceName === undefined)));
const changes = (item: Item): boolean => item.noun.changing !== undefined && isSteady(item);
const isNamed = ({ noun, serviceName }: Item): boolean =>
  noun.nameless !== true && (noun.mayBeUnnamed !== true || serviceName !== undefined);
const isPartOfPlan = ({ roles }: Item, plan: Plan): boolean => Object.values(roles).some((key) => plan.subjects.includes(key));
const isLeaf = (item: Item, draft: Draft): boolean =>
  draft.isSettled &&
  isSteady(item) &&
  item.protect !== true &&
  draft.usersOf(item).length === 0 &&
  !draft.items.some(({ parent }) => parent === item.key) &&
  item.noun.stays !== true;
/** A replacement of a bucket takes what is in it, and what is retained stays in the way of every deletion. */
const isReplaceable = (item: Item, draft: Draft): boolean =>
  draft.isSettled &&
  item.noun.stays !== true &&
  !draft.isNeededElsewhere(item) &&
  [item, ...draft.allUsersOf(item)].every((each) => isSteady(each) && each.protect !== true && each.retain !== true) &&
  (draft.usersOf(item).length === 0 || (item.noun.noun !== "Bucket" && !draft.replacesOnlyLeaves));

/**
 * As it is: a member of a group stays one while the membership is not deleted, and a device stays with its user, whose change replaces nothing. The
 * service keeps what it has members, groups or devices of.
 */
const isReplaceableAsItIs = (item: Item, draft: Draft): boolean =>
  isReplaceable(item, draft) &&
  !draft.usersOf(item).some(({ noun }) => noun.noun.startsWith("GroupMember") || noun.noun === "VirtualMfaDevice");

const renamed = (hasAlias: boolean): Mover =>
  on(canBeRenamed, (item, draft, _move, plan) => {
    const before = item.name;
    if (!draft.isSettled) plan.unknown.push(item.key);
    if (hasAlias) plan.alias(item);
    item.name = `${item.name}x`;
    return `${before} is called ${item.name} now${hasAlias ? ", with an alias" : ""}`;
  });

const reparented = (hasAlias: boolean): Mover =>
  on(canBeRenamed, (item, draft, move, plan) => {
    if (!draft.isSettled) plan.unknown.push(item.key);
    if (hasAlias) plan.alias(item);
    const bucket = item.roles["bucket"];
    const next = item.parent !== undefined ? undefined : move.way && bucket !== undefined ? bucket : "group";
    if (next === "group") draft.components.add("group");
    item.parent = next;
    return `${item.name} lies under ${next === undefined ? "the stack" : next} now${hasAlias ? ", with an alias" : ""}`;
  });

function flip(item: Item): void {
  item.value = item.value === 0 ? 1 : 0;
}

const moves: Readonly<Record<MoveKind, Mover>> = {
  rename: renamed(false),
  "rename with alias": renamed(true),
  "re-parent": reparented(false),
  "re-parent with alias": reparented(true),
  "swap names": (draft, { pick }, plan) => {
    const pairs = draft.items.flatMap((a, index) =>
      draft.items
        .slice(index + 1)
        .flatMap((b) =>
          ![a.key, b.key].some((key) => plan.subjects.includes(key)) &&
          a.noun === b.noun &&
          a.parent === b.parent &&
          isReplaceable(a, draft) &&
          isReplaceable(b, draft)
            ? [[a, b] as const]
            : [],
        ),
    );
    const pair = pairs[pick % Math.max(1, pairs.length)];
    if (pair === undefined) return undefined;
    const [a, b] = pair;
    plan.subjects.push(a.key, b.key);
    [a.name, b.name] = [b.name, a.name];
    // Who had an alias has it no more: it would lead to the other one.
    for (const each of pair) each.aliases = [];
    return `${b.name} and ${a.name} have changed names`;
  },
  "change value": on(changes, (item) => {
    flip(item);
    return `${item.name} has another value`;
  }),
  replaceOnChanges: on(
    (item, draft) => changes(item) && isReplaceableAsItIs(item, draft),
    (item) => {
      flip(item);
      item.replaceOnChanges = true;
      return `${item.name} has another value and replaceOnChanges`;
    },
  ),
  replace: on(isReplaceableAsItIs, (item, _draft, _move, plan) => {
    plan.replace.push(item.key);
    return `up --replace ${item.name}`;
  }),
  taint: on(isReplaceableAsItIs, (item, _draft, _move, plan) => {
    plan.taint.push(item.key);
    return `pulumi state taint ${item.name}`;
  }),
  deleteBeforeReplace: on(isReplaceableAsItIs, (item, _draft, { way }, plan) => {
    item.deleteBeforeReplace = way;
    plan.replace.push(item.key);
    return `${item.name} has deleteBeforeReplace: ${String(way)}, and up --replace`;
  }),
  "another name on the service": on(
    (item, draft) => item.noun.nameField !== undefined && item.serviceName !== undefined && isReplaceable(item, draft),
    (item) => {
      item.serviceName = `${item.serviceName ?? ""}n`;
      return `${item.name} has another name on the service`;
    },
  ),
  protect: on(isSteady, (item) => {
    item.protect = item.protect !== true;
    return `${item.name} is ${item.protect ? "" : "no longer "}protected`;
  }),
  retain: on(
    (item, draft) => isLeaf(item, draft) && isNamed(item),
    (item) => {
      item.retain = item.retain !== true;
      return `${item.name} is ${item.retain ? "" : "no longer "}retained on deletion`;
    },
  ),
  ignoreChanges: on(
    (item, draft) => draft.isSettled && changes(item),
    (item) => {
      item.ignoring = item.value;
      flip(item);
      return `${item.name} has another value, and ignoreChanges`;
    },
  ),
  remove: on(isLeaf, (item, draft, _move, plan) => {
    plan.removed.push(item);
    draft.remove(item);
    return `${item.name} leaves the program`;
  }),
  add: (draft, { pick, way }, plan) => {
    const nouns = [...draft.nouns.values()];
    const noun = nouns[pick % nouns.length];
    const item = noun === undefined ? undefined : draft.add(noun, { adopt: way, value: 0, unnamed: false, shares: true });
    if (item === undefined) return undefined;
    plan.subjects.push(item.key);
    return `${item.name} comes into the program`;
  },
  "add what is there": (draft, { pick, way }, plan) => {
    const nouns = [...draft.nouns.values()].filter(({ noun }) => canPlant(noun));
    const noun = nouns[pick % Math.max(1, nouns.length)];
    const item = noun === undefined ? undefined : draft.add(noun, { adopt: way, value: 0, unnamed: false, shares: true });
    if (item === undefined) return undefined;
    plan.subjects.push(item.key);
    plan.planted.push(item.key);
    return `${item.name} comes into the program, after somebody has made it by hand`;
  },
  "delete by hand": on(
    (item, draft) => isLeaf(item, draft) && item.serviceName !== undefined && canDeleteByHand(item.noun.noun),
    (item, _draft, { way }, plan) => {
      plan.deletedByHand.push({ item, waits: !way });
      return `somebody deletes ${item.name} by hand${way ? "" : ", long after it was made"}; up --refresh`;
    },
  ),
  "other instance": on(isSteady, (item) => {
    item.instance = item.instance === undefined ? "second" : undefined;
    return `${item.name} is in ${item.instance === undefined ? "the first" : "another"} provider instance`;
  }),
  "other stack": on(
    (item, draft, plan) => isLeaf(item, draft) && isNamed(item) && !isPartOfPlan(item, plan),
    (item, _draft, { way }, plan) => {
      plan.otherStack.push({ item, adopts: way });
      // What it is part of stays: the other stack needs it.
      plan.subjects.push(...Object.values(item.roles));
      return `another stack declares ${item.name} as well, ${way ? "with" : "without"} adopt`;
    },
  ),
  "other face": (draft, _move, plan) => {
    if (!draft.isSettled || plan.changesFace) return undefined;
    plan.changesFace = true;
    return "the stack moves to the other face: pulumi-oos state --to";
  },
  forget: on(
    (item, draft, plan) => isLeaf(item, draft) && isNamed(item) && !isPartOfPlan(item, plan),
    (item, _draft, _move, plan) => {
      plan.forgotten.push(item.key);
      // What it is part of stays: nobody knows of the part any more.
      plan.subjects.push(...Object.values(item.roles));
      return `pulumi state delete ${item.name}`;
    },
  ),
};
