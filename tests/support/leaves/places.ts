/** Every place of a schema, every place of a value, and values with something else in one place. */
import { z } from "zod";
import { unwrap } from "../../../provider/engine/steps/form";

export type Path = readonly (string | number)[];

/** Places as a schema has them: `rules[].tags{}`. */
export function placesOf(schema: z.core.$ZodType, at = ""): readonly string[] {
  const inner = unwrap(schema);
  const own = at === "" ? [] : [at];
  if (inner instanceof z.ZodObject)
    return [
      ...own,
      ...Object.entries(inner.shape as Record<string, z.ZodType>).flatMap(([name, field]) =>
        placesOf(field, at === "" ? name : `${at}.${name}`),
      ),
    ];
  if (inner instanceof z.ZodArray) return [...own, ...placesOf(inner.element, `${at}[]`)];
  if (inner instanceof z.ZodRecord && !(inner.valueType instanceof z.ZodUnknown)) return [...own, ...placesOf(inner.valueType, `${at}{}`)];
  return own;
}

/** The place of the schema at which a path of a value is. */
export function placeAt(schema: z.core.$ZodType, path: Path): string {
  let [here, text]: [z.core.$ZodType | undefined, string] = [schema, ""];
  for (const step of path) {
    const inner: z.core.$ZodType | undefined = here === undefined ? undefined : unwrap(here);
    if (inner instanceof z.ZodObject)
      [here, text] = [inner.shape[step] as z.ZodType | undefined, text === "" ? String(step) : `${text}.${step}`];
    else if (inner instanceof z.ZodArray) [here, text] = [inner.element, `${text}[]`];
    else if (inner instanceof z.ZodRecord && !(inner.valueType instanceof z.ZodUnknown)) [here, text] = [inner.valueType, `${text}{}`];
    else return text;
  }
  return text;
}

/** The paths of all parts of a value, leaves and what holds them. */
export function pathsOf(value: unknown, at: Path = []): readonly Path[] {
  if (value === null || typeof value !== "object") return [at];
  const inner = Array.isArray(value) ? [...(value as readonly unknown[]).entries()] : Object.entries(value);
  return [...(at.length === 0 ? [] : [at]), ...inner.flatMap(([key, item]) => pathsOf(item, [...at, key]))];
}

/** A copy with something else in one place. */
export function withAt<T>(value: T, path: Path, other: unknown): T {
  const [step, ...rest] = path;
  if (step === undefined) return other as T;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? withAt(item, rest, other) : item)) as T;
  return { ...value, [step]: withAt((value as Readonly<Record<string, unknown>>)[step], rest, other) };
}

export function valueAtPath(value: unknown, path: Path): unknown {
  return path.reduce((here, step) => (here as Readonly<Record<string | number, unknown>> | undefined)?.[step], value);
}
