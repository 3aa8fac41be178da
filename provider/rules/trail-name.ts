/** Names and log prefixes of trails [DOC 10027670] [GUIDE 6.1]. */
import { isIpv4Form } from "./bucket-name";

const MIN_LENGTH = 3;
const MAX_LENGTH = 128;
/** unverified: the limit of the same field on AWS. */
const MAX_PREFIX_LENGTH = 200;

/** Every rule that a trail's `name` breaks, each in its own words. */
export function trailNameProblems(name: string): string[] {
  const problems: string[] = [];
  if (name.length < MIN_LENGTH) problems.push(`must have at least ${String(MIN_LENGTH)} characters, has ${String(name.length)}`);
  if (name.length > MAX_LENGTH) problems.push(`must have at most ${String(MAX_LENGTH)} characters, has ${String(name.length)}`);
  const strange = [...new Set(name)].filter((character) => !/^[A-Za-z0-9._-]$/.test(character));
  if (strange.length > 0) {
    problems.push(
      `may contain only letters, digits, ".", "_" and "-"; found ${strange.map((character) => JSON.stringify(character)).join(", ")}`,
    );
  }
  if (name !== "" && !(isAlphanumeric(name.at(0)) && isAlphanumeric(name.at(-1))))
    problems.push("must start and end with a letter or a digit");
  const neighbours = /[._-]{2,}/.exec(name)?.[0];
  if (neighbours !== undefined) problems.push(`must not have ".", "_" or "-" next to each other; found "${neighbours}"`);
  if (isIpv4Form(name)) problems.push("must not have the form of an IPv4 address");
  return problems;
}

/** Every rule that the prefix of a trail's log objects breaks. An empty prefix means none. */
export function trailPrefixProblems(prefix: string): string[] {
  const problems: string[] = [];
  if (prefix.length > MAX_PREFIX_LENGTH) {
    problems.push(`must have at most ${String(MAX_PREFIX_LENGTH)} characters, has ${String(prefix.length)}`);
  }
  if (/\p{Cc}/u.test(prefix)) problems.push("must not contain control characters");
  return problems;
}

function isAlphanumeric(character: string | undefined): boolean {
  return character !== undefined && /^[A-Za-z0-9]$/.test(character);
}
