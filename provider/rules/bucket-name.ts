import type { BucketNameRules } from "../backends/types";

type Rule = (name: string, rules: BucketNameRules) => readonly string[];

/** One rule, one function, one wording; the order is the order of the messages. */
const RULES: readonly Rule[] = [
  (name, { minLength, maxLength }) => {
    const length = Buffer.byteLength(name);
    if (length < minLength) return [`must have at least ${String(minLength)} characters, has ${String(length)}`];
    return length > maxLength ? [`must have at most ${String(maxLength)} characters, has ${String(length)}`] : [];
  },
  (name, { characters, charactersInWords }) => {
    const strange = [...new Set(name)].filter((character) => !characters.includes(character));
    return strange.length === 0 ? [] : [`may contain only ${charactersInWords}; found ${strange.map(quoted).join(", ")}`];
  },
  (name, { alphanumericLabelEnds }) => {
    if (!alphanumericLabelEnds) return [];
    const labels = name.split(".").filter((label) => label !== "" && !(isAlphanumeric(label.at(0)) && isAlphanumeric(label.at(-1))));
    return labels.map((label) => `each part between dots must start and end with a lower-case letter or a digit; "${label}" does not`);
  },
  (name, { alphanumericLabelEnds }) =>
    alphanumericLabelEnds && (name.startsWith(".") || name.endsWith(".")) ? ['must not start or end with "."'] : [],
  (name, { forbiddenPairs }) => forbiddenPairs.filter((pair) => name.includes(pair)).map((pair) => `must not contain "${pair}"`),
  (name, { forbidIpv4 }) => (forbidIpv4 && isIpv4Form(name) ? ["must not have the form of an IPv4 address"] : []),
  (name, { forbidDigitGroups }) =>
    forbidDigitGroups && /^\d+(\.\d+)+$/.test(name) ? ["must not consist only of groups of digits joined by dots"] : [],
  (name, { forbiddenWords }) =>
    forbiddenWords.filter((word) => name.includes(word)).map((word) => `must not contain the reserved word "${word}"`),
];

/** Every rule that `name` breaks, each in its own words; empty when the name is good. */
export function bucketNameProblems(name: string, rules: BucketNameRules): string[] {
  return RULES.flatMap((rule) => rule(name, rules));
}

/** Every character of any bucket's name, whoever made it and when. */
const ANY_NAME = /^(?!\.{1,2}$)[A-Za-z0-9._-]{1,255}$/;

/** Why no bucket, on any service, can have this name; empty when one may. */
export function noBucketProblems(name: string): { message: string }[] {
  return ANY_NAME.test(name) ? [] : [{ message: 'cannot be the name of a bucket: at most 255 letters, digits, ".", "_" and "-"' }];
}

/** Four groups of up to three digits, in range or not. */
export function isIpv4Form(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text);
}

function isAlphanumeric(character: string | undefined): boolean {
  return character !== undefined && /^[a-z0-9]$/.test(character);
}

function quoted(character: string): string {
  return character === " " ? "a space" : JSON.stringify(character);
}
