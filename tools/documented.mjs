/** What the package schema says in words, by name: the keys under which translations stand. */

/**
 * Every documented text of a schema and its key: `Provider.region` (a setting), `Bucket` (what it is), `Bucket#import` (its import ID), `getBucket`.
 * @returns {Map<string, string>} key to English
 */
export function documentedTexts(schema) {
  const texts = new Map();
  for (const [name, { description }] of Object.entries(schema.config.variables)) texts.set(`Provider.${name}`, description);
  for (const [token, resource] of Object.entries(schema.resources)) {
    texts.set(nameOf(token), firstSentence(resource.description));
    texts.set(`${nameOf(token)}#import`, importId(resource));
  }
  for (const [token, { description }] of Object.entries(schema.functions)) texts.set(nameOf(token), firstSentence(description));
  return texts;
}

/** `oos:index:Bucket`: `Bucket`. */
export function nameOf(token) {
  return token.slice(token.lastIndexOf(":") + 1);
}

export function importId(resource) {
  return /\n## Import\n\nThe ID is (.*)\.\n/.exec(resource.description)[1];
}

/** Up to the first full stop that ends a sentence, without the stop. */
export function firstSentence(text) {
  return text
    .trim()
    .split("\n")[0]
    .replace(/\.(?:\s.*)?$/, "");
}
