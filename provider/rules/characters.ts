/** Characters that cannot travel: half of a surrogate pair has no UTF-8, and XML 1.0, in which the service answers, excludes some more. */

// eslint-disable-next-line no-control-regex -- these are the characters that XML 1.0 excludes
const notXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff\p{Surrogate}]/u;
const notUtf8 = /\p{Surrogate}/u;

/** What is wrong with the text, naming its first such character; undefined when it can travel. @param isFree it never stands in XML */
export function characterProblem(text: string, isFree = false): string | undefined {
  const found = (isFree ? notUtf8 : notXml).exec(text)?.[0];
  if (found === undefined) return undefined;
  const code = `U+${(found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return notUtf8.test(found)
    ? `holds ${code}, half of a character, which has no UTF-8`
    : `holds the character ${code}, which the service's documents (XML) cannot carry`;
}
