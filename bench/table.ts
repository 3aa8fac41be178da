/** The one table: every measured value, what it is compared with, and the ratio. */

export type Unit = "bytes" | "calls" | "ms" | "s" | "MiB";

export interface Row {
  readonly group: string;
  readonly what: string;
  readonly value: number;
  readonly unit: Unit;
  /** What it is compared with. */
  readonly against: string;
  readonly base: number;
  /** Largest ratio that is acceptable; for counts only, since times depend on the machine. */
  readonly limit?: number;
}

/** Nothing against nothing is 1: as good as it gets. */
export function ratioOf({ value, base }: Pick<Row, "value" | "base">): number {
  return value === base ? 1 : value / base;
}

export function isOverLimit(row: Row): boolean {
  return row.limit !== undefined && ratioOf(row) > row.limit;
}

const decimals: Readonly<Record<Unit, number>> = { bytes: 0, calls: 0, ms: 0, s: 2, MiB: 0 };
const titles = ["what", "measured", "against", "", "ratio", ""] as const;

/** Plain text; numbers stand on the right. */
export function renderTable(rows: readonly Row[]): string {
  const lines = rows.map(cells);
  const widths = titles.map((title, column) => Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)));
  const isNumber = (column: number): boolean => column === 1 || column === 3 || column === 4;
  const draw = (line: readonly string[]): string =>
    line
      .map((cell, column) => (isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join("  ")
      .trimEnd();
  const out = [draw(titles)];
  let group = "";
  for (const [index, row] of rows.entries()) {
    if (row.group !== group) out.push("", row.group);
    group = row.group;
    out.push(draw(lines[index] ?? []));
  }
  return `${out.join("\n")}\n`;
}

function cells(row: Row): string[] {
  const number = (value: number): string => `${value.toFixed(decimals[row.unit])} ${row.unit}`;
  return [
    `  ${row.what}`,
    number(row.value),
    row.against,
    number(row.base),
    ratioOf(row).toFixed(2),
    isOverLimit(row) ? "over the limit" : "",
  ];
}
