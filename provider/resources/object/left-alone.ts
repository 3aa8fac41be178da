/** An object of which the program says no content, such as an imported one: what is there stays. */
import { fieldsOf, type FieldMeta, type RuleProblem, sameMeaning } from "../../define";
import { type Inputs, inputs } from "./fields";

const origins = ["source", "content", "copyFrom"] as const;

/**
 * True if the program says no content, and the state has the print of what is there. A print in the program has to be that one. Without one the state
 * has no content either: what the program had is not taken out of it in silence.
 */
export function isLeftAlone(news: Partial<Inputs>, olds: Partial<Inputs> | undefined): boolean {
  if (olds?.contentHash === undefined || hasOrigin(news)) return false;
  return news.contentHash === undefined ? !hasOrigin(olds) : news.contentHash === olds.contentHash;
}

/** The print of what is there, for a program that has none. */
export function keptPrint(
  known: Partial<Inputs>,
  isUnknown: (name: keyof Inputs) => boolean,
  olds: Partial<Inputs> | undefined,
): Pick<Partial<Inputs>, "contentHash"> {
  const isKnown = !([...origins, "contentHash"] as const).some(isUnknown);
  return isKnown && isSameName(known, olds) && isLeftAlone(known, olds) ? { contentHash: olds?.contentHash } : {};
}

export function isSameName({ bucket, key }: Partial<Inputs>, olds: Partial<Inputs> | undefined): boolean {
  return olds !== undefined && olds.bucket === bucket && olds.key === key;
}

/** Where the content comes from: one place, or what is there. */
export function originProblems(news: Partial<Inputs>, olds: Partial<Inputs> | undefined): RuleProblem[] {
  const [first, ...more] = origins.filter((name) => news[name] !== undefined);
  if (first !== undefined) return more.map((name) => ({ path: [name], message: `cannot be combined with ${first}` }));
  if (isLeftAlone(news, olds)) return [];
  const words = "is required without content and copyFrom";
  const hint = "contentHash alone is enough only for an imported object that has this content";
  return [{ path: ["source"], message: news.contentHash === undefined ? words : `${words}; ${hint}` }];
}

/** Every change stores the whole object, for which the content is needed. */
export function changesWithoutContent(olds: Partial<Inputs>, news: Partial<Inputs>): RuleProblem[] {
  if (!isLeftAlone(news, olds)) return [];
  return fieldsOf(inputs)
    .filter(({ name, meta }) => isStored(name, meta) && name !== "contentHash")
    .filter(({ name, meta }) => !sameMeaning(meta, olds[name as keyof Inputs], news[name as keyof Inputs]))
    .map(({ name }) => ({
      path: [name],
      message:
        "cannot change without the content, since the whole object is stored again: write what is there (`pulumi stack export` shows it), or set source or content as well",
    }));
}

/** True for a field whose change stores the object again. */
export function isStored(name: string, { local = false }: Pick<FieldMeta, "local">): boolean {
  return !local || name === "dataLocation";
}

export const storedFields = fieldsOf(inputs)
  .filter(({ name, meta }) => isStored(name, meta) || name === "source" || name === "content")
  .map(({ name }) => name as keyof Inputs);

function hasOrigin(values: Partial<Inputs>): boolean {
  return origins.some((name) => values[name] !== undefined);
}
