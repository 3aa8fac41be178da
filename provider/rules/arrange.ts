/**
 * What the service shows, written as the program writes it: in its order, in its spelling, without the defaults that it leaves out. So one rule that was
 * changed by hand is shown as that rule, and not as a change of all. The meaning stays what was shown. Pure.
 */
import { isRecord } from "../pure/semantic";

/** Same meaning of two values of the field. */
type Same = (a: unknown, b: unknown) => boolean;

/** @param like the value as the program, or the last state, has it */
export function arranged(like: unknown, shown: unknown, same: Same): unknown {
  const safe: Same = (a, b) => {
    try {
      return same(a, b);
    } catch {
      // A part that stands alone may be none of the field's values.
      return false;
    }
  };
  const result = arrange(like, shown, safe);
  return safe(result, shown) ? result : shown;
}

function arrange(like: unknown, shown: unknown, same: Same): unknown {
  if (same(like, shown)) return like;
  if (typeof shown === "string") return arrangeText(like, shown, same);
  if (Array.isArray(like) && Array.isArray(shown)) return arrangeList(like, shown, same);
  return isRecord(like) && isRecord(shown) ? arrangeRecord(like, shown, same) : shown;
}

/** A document that the program has as an object, or as a text of its own form. */
function arrangeText(like: unknown, shown: string, same: Same): unknown {
  const document = documentIn(shown);
  if (document === undefined) return shown;
  if (isRecord(like)) return arrange(like, document, same);
  const before = typeof like === "string" ? documentIn(like) : undefined;
  return before === undefined ? shown : JSON.stringify(arrange(before, document, same));
}

function documentIn(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function arrangeList(like: readonly unknown[], shown: readonly unknown[], same: Same): unknown {
  const alone: Same = (a, b) => same([a], [b]);
  const partners = partnersOf(like, shown, alone);
  const items = shown.map((item, index) => {
    const partner = partners.get(index);
    return partner === undefined ? item : arrange(like[partner], item, alone);
  });
  const places = new Map([...partners].map(([index, partner]) => [partner, index]));
  const paired = like.flatMap((_, partner) => {
    const index = places.get(partner);
    return index === undefined ? [] : [items[index]];
  });
  const inOrder = [...paired, ...items.filter((_, index) => !partners.has(index))];
  return [inOrder, items].find((list) => same(list, shown)) ?? shown;
}

/** Which item of the program is meant by each that is shown: one of the same meaning, else of the same name, else one in the same place. */
function partnersOf(like: readonly unknown[], shown: readonly unknown[], alone: Same): ReadonlyMap<number, number> {
  const partners = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (isPartner: (partner: number, index: number) => boolean): void => {
    shown.forEach((_, index) => {
      if (partners.has(index)) return;
      const partner = like.findIndex((_item, at) => !taken.has(at) && isPartner(at, index));
      if (partner < 0) return;
      partners.set(index, partner);
      taken.add(partner);
    });
  };
  pair((partner, index) => nameOf(like[partner]) !== undefined && nameOf(like[partner]) === nameOf(shown[index]));
  const isFree = (item: unknown): boolean => nameOf(item) === undefined;
  pair((partner, index) => (isFree(like[partner]) || isFree(shown[index])) && alone(like[partner], shown[index]));
  pair((partner, index) => partner === index && isRecord(like[partner]) && isFree(like[partner]) && isFree(shown[index]));
  return partners;
}

/** What tells an item of a list from the others: the id of a rule, the Sid of a statement. */
export function nameOf(item: unknown): string | undefined {
  if (!isRecord(item)) return undefined;
  const name = item["id"] ?? item["Sid"];
  return typeof name === "string" && name !== "" ? name : undefined;
}

function arrangeRecord(like: Readonly<Record<string, unknown>>, shown: Readonly<Record<string, unknown>>, same: Same): unknown {
  let result: Readonly<Record<string, unknown>> = shown;
  const keep = (next: Readonly<Record<string, unknown>>): void => {
    if (same(next, result)) result = next;
  };
  for (const key of Object.keys(like)) {
    const at = result;
    if (Object.hasOwn(shown, key))
      keep({ ...at, [key]: arrange(like[key], shown[key], (a, b) => same({ ...at, [key]: a }, { ...at, [key]: b })) });
    else keep({ ...at, [key]: like[key] });
  }
  for (const key of Object.keys(shown).filter((each) => !Object.hasOwn(like, each))) {
    const { [key]: _default, ...without } = result;
    keep(without);
  }
  const order = [...Object.keys(like), ...Object.keys(result)].filter((key) => Object.hasOwn(result, key));
  return Object.fromEntries([...new Set(order)].map((key) => [key, result[key]]));
}
