/** Rules of tags as data; the row of a service says which numbers hold. */
import type { Problem, PropertyPath } from "./problem";

export interface TagRules {
  readonly maxTags: number;
  /** In characters; a key has at least one. */
  readonly maxKeyLength: number;
  readonly maxValueLength: number;
}

/** Tags of an IAM user: at most 10 [GUIDE 7.1.5]. The two lengths are those of AWS: unverified. */
export const IAM_USER_TAG_RULES: TagRules = { maxTags: 10, maxKeyLength: 128, maxValueLength: 256 };

/** Every problem of a set of tags; a problem of one tag sits at `path` + its key. */
export function tagProblems(tags: Readonly<Record<string, string>>, rules: TagRules, path: PropertyPath = []): Problem[] {
  const problems: Problem[] = [];
  const entries = Object.entries(tags);
  if (entries.length > rules.maxTags) {
    problems.push({ path, rule: "tag-count", message: `at most ${String(rules.maxTags)} tags, ${String(entries.length)} given` });
  }
  for (const [key, value] of entries) {
    problems.push(...partProblems("key", key, rules.maxKeyLength, [...path, key]));
    problems.push(...partProblems("value", value, rules.maxValueLength, [...path, key]));
  }
  return problems;
}

function partProblems(part: "key" | "value", text: string, maxLength: number, path: PropertyPath): Problem[] {
  const problems: Problem[] = [];
  const length = Array.from(text).length;
  const say = (message: string): void => void problems.push({ path, rule: `tag-${part}`, message: `the tag's ${part} ${message}` });
  if (part === "key" && text.trim() === "") say("must not be empty");
  if (length > maxLength) say(`must have at most ${String(maxLength)} characters, has ${String(length)}`);
  if (/\p{Cc}/u.test(text)) say("must not contain control characters");
  return problems;
}
