/** The values of a setting: as the program says them, as the state has them and as the service shows them. Pure. */
import {
  canonicalOf,
  type FieldEntry,
  type Fields,
  fieldsOf,
  type Replaced,
  type RuleProblem,
  sameMeaning,
  type Values,
} from "../../define";

/** Fields of the setting itself: those that only steer us do not count. */
function ownFields(fields: Fields): readonly FieldEntry[] {
  return fieldsOf(fields).filter(({ name, meta }) => name !== "bucket" && meta.local !== true);
}

/** Every field with its value, also those without one. */
export function allFields<I extends Fields>(fields: I, values: Partial<Values<I>>): Replaced {
  const shown: Readonly<Record<string, unknown>> = values;
  return Object.fromEntries(ownFields(fields).map(({ name }) => [name, shown[name]]));
}

/** What a setting says on the service, in one form for every way to say it; without what it may not show, and without secrets. */
export function meaningOf<I extends Fields>(fields: I, values: Partial<Values<I>>): Readonly<Record<string, unknown>> {
  const said: Readonly<Record<string, unknown>> = values;
  const shown = ownFields(fields).filter(({ meta }) => meta.secret !== true && meta.mayBeHidden !== true);
  return Object.fromEntries(
    shown.map(({ name, meta }) => [name, canonicalOf(meta, said[name] ?? meta.absentMeans ?? meta.default) ?? null]),
  );
}

/** The fields that are not on the service as they were sent. */
export function differences<I extends Fields>(fields: I, wanted: Values<I>, shown: Partial<Values<I>>): RuleProblem[] {
  const [sent, kept] = [wanted, shown] as readonly Readonly<Record<string, unknown>>[];
  return ownFields(fields).flatMap(({ name, meta }) => {
    const value = kept?.[name];
    if (meta.mayBeHidden === true && value === undefined) return [];
    if (sameMeaning(meta, sent?.[name], value)) return [];
    const words = meta.secret === true ? "is another one" : `is ${JSON.stringify(value).slice(0, 200)} there`;
    return [{ path: [name], message: value === undefined ? "was not kept" : words }];
  });
}

/** Every field that is not as it was sent is as the last state has it, or as a write of ours has found it. */
export function isOlder<I extends Fields>(
  fields: I,
  wanted: Values<I>,
  olds: Partial<Values<I>>,
  shown: Partial<Values<I>>,
  isStale: (name: string, value: unknown) => boolean,
): boolean {
  const [last, kept] = [olds, shown] as readonly Readonly<Record<string, unknown>>[];
  const metas = new Map(fieldsOf(fields).map(({ name, meta }) => [name, meta]));
  const differing = differences(fields, wanted, shown).flatMap(({ path: [name] = [] }) => (typeof name === "string" ? [name] : []));
  return (
    differing.length > 0 &&
    differing.every((name) => {
      const meta = metas.get(name);
      const value = kept?.[name];
      return meta !== undefined && (sameMeaning(meta, last?.[name], value) || isStale(name, value));
    })
  );
}

/** What is on the service means the same. */
export function sameSetting<I extends Fields>(fields: I, a: Partial<Values<I>>, b: Partial<Values<I>>): boolean {
  const [before, after] = [a, b] as readonly Readonly<Record<string, unknown>>[];
  return ownFields(fields).every(({ name, meta }) => sameMeaning(meta, before?.[name], after?.[name]));
}
