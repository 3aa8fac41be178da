/** The error codes of each backend, as tables. */
import { table } from "./docs-table.mjs";
import { zosCodes } from "./zos-codes.mjs";

/** OOS. One row a code and kind: the services that share both stand together. */
export function codesTable({ errorKinds, hintOf }, words) {
  const rows = new Map();
  for (const [service, kinds] of Object.entries(errorKinds.oos)) {
    for (const [code, kind] of kinds) {
      const hint = hintOf("oos", service, code, kind);
      const key = JSON.stringify([code, kind, hint]);
      const row = rows.get(key) ?? { code, kind, hint, services: [] };
      row.services.push(service);
      rows.set(key, row);
    }
  }
  const order = (a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0);
  return table(
    words.codes,
    [...rows.values()]
      .sort(order)
      .map(({ code, kind, hint, services }) => [
        `\`${code}\``,
        services.join(", "),
        `\`${kind}\``,
        hint === undefined ? "" : words.say(hint),
      ]),
  );
}

/** ZOS. One row a code and kind: buckets and topics share the codes and the next steps. */
export function zosCodesTable({ errorKinds, hintOf }, words) {
  const pairs = new Map(Object.values(errorKinds.zos).flatMap((kinds) => kinds.map((pair) => [pair.join(" "), pair])));
  const rank = ([code, kind]) => `${code} ${kind}`;
  const sorted = [...pairs.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const rows = sorted.map(([code, kind]) => {
    const known = zosCodes[code];
    if (known === undefined) throw new Error(`tools/zos-codes.mjs does not say what ${code} means`);
    const hint = hintOf("zos", "s3", code, kind);
    if (hint === undefined) throw new Error(`provider/backends/zos-hints.ts has no next step for ${code}`);
    return [`\`${code}\``, `\`${kind}\``, words.meaning(known), words.say(hint), words.sources[known[0]]];
  });
  return table(words.zosCodes, rows);
}
