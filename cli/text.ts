/** Words of the command line: durations, sizes, columns. */
import { InvalidArgumentError } from "commander";

const unitMs: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** `7d`, `12h`, `30m`, `90s`, `2w` or `0`, in milliseconds. @throws InvalidArgumentError */
export function parseDuration(text: string): number {
  const [, amount = "", unit = ""] = /^(\d{1,6})([smhdw]?)$/.exec(text.trim()) ?? [];
  const ms = unit === "" ? undefined : unitMs[unit];
  if (amount === "" || (ms === undefined && Number(amount) !== 0))
    throw new InvalidArgumentError("expected a time such as 7d, 12h, 30m, 90s or 0");
  return Number(amount) * (ms ?? 0);
}

/** The largest unit of which there is one: `3 d`. */
export function ageText(ms: number): string {
  for (const unit of ["d", "h", "m"] as const) {
    const one = unitMs[unit] ?? 1;
    if (ms >= one) return `${String(Math.floor(ms / one))} ${unit}`;
  }
  return `${String(Math.max(0, Math.floor(ms / 1000)))} s`;
}

export function bytesText(bytes: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
  const amount = bytes / 1024 ** power;
  return `${power === 0 || Number.isInteger(amount) ? String(amount) : amount.toFixed(1)} ${units[power] ?? ""}`;
}

/** Rows under a head, each column as wide as its widest cell; control characters of names are escaped. */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows].map((row) => row.map(printable));
  const widths = head.map((_cell, at) => Math.max(...all.map((row) => (row[at] ?? "").length)));
  return all
    .map(
      (row) =>
        `${row
          .map((cell, at) => cell.padEnd(widths[at] ?? 0))
          .join("  ")
          .trimEnd()}\n`,
    )
    .join("");
}

/** A name as it can be shown on a terminal: control characters would steer it. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => {
    const known = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }[character];
    return known ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
  });
}

/** `1 upload`, `2 uploads`. */
export function counted(amount: number, noun: string): string {
  return `${String(amount)} ${noun}${amount === 1 ? "" : "s"}`;
}
