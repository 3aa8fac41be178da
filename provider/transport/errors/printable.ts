/** Text of others as a person may be shown it: nothing in it steers a terminal, hides or turns around what stands beside it, or fills the screen. */

/** Control characters, separators of lines that are none, marks that turn the direction of writing, halves of characters. */
const UNSEEN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** One line of at most `most` characters and a word on the rest; white space is folded. */
export function printable(text: string, most: number): string {
  // What is cut off is not looked at: it may be megabytes.
  const line = text
    .slice(0, most + 1)
    .replaceAll(/[\t\n\r ]+/g, " ")
    .replaceAll(UNSEEN, escaped);
  return text.length <= most ? line : `${cut(line, most)}... (${String(text.length)} characters)`;
}

/** A message of ours, which may have lines and hold names of others, on its way out. */
export function shown(message: string, most = 65_536): string {
  const safe = message.slice(0, most + 1).replaceAll(UNSEEN, (character) => (character === "\n" ? "\n" : escaped(character)));
  return message.length <= most ? safe : `${cut(safe, most)}... (${String(message.length)} characters)`;
}

/** Not in the middle of a character. */
function cut(text: string, most: number): string {
  const at = /[\ud800-\udbff]/.test(text.charAt(most - 1)) ? most - 1 : most;
  return text.slice(0, at);
}
