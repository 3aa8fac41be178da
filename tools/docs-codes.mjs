/** The error codes of a backend, as a table. */
import { table } from "./docs-table.mjs";

/** @param rows of `knownFacts().codes` */
export function codesTable(rows, words) {
  const cells = rows.map(({ code, services, kind, meaning, next, source }) => [
    `\`${code}\``,
    services.join(", "),
    `\`${kind}\``,
    meaning[words.language],
    next === undefined ? "" : next[words.language],
    words.sources[source],
  ]);
  return table(words.codes, cells);
}
