/** What the generated pages share. */
export const header = "<!-- Generated from the definitions by `npm run generate`; edits are overwritten. -->\n\n";

/** A table of Markdown. @param {string[]} columns @param {string[][]} rows */
export function table(columns, rows) {
  const line = (cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
  return [line(columns), line(columns.map(() => "---")), ...rows.map(line)].join("\n");
}
