/** Texts that hold values of others, made fit to be read: nothing invisible, nothing endless. */

/** Quoted values and words that are longer are cut. */
const longestValue = 120;
const keptOfValue = 60;
/** The end of a text says where it belongs. */
const keptEnd = 200;

// Line ends are words' own; the rest is invisible, reorders what stands around it, or steers a terminal.
const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}\ufffe\uffff]/gu;
// Quotes are taken in pairs, short values too, so that the words between two values are not taken for one.
const value = new RegExp(`(?<![\\p{L}\\p{N}])"([^"]*)"(?![\\p{L}\\p{N}])|\\S{${longestValue},}`, "gu");

/** @param limit most characters of the result */
export function legible(text: string, limit: number): string {
  const short = text.replace(value, (whole, quoted?: string) => (quoted === undefined ? cutWord(whole) : `"${cut(quoted)}"`));
  const whole = visible(short);
  return whole.length <= limit ? whole : `${whole.slice(0, limit - keptEnd - 5)} ... ${whole.slice(-keptEnd)}`;
}

/** Invisible characters named. */
export function visible(text: string): string {
  return text.replace(invisible, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/** What ends the word, as in `(path, backend oos)`, is the sentence's. */
function cutWord(word: string): string {
  const [end = ""] = /[,;:)]{0,3}$/.exec(word) ?? [];
  return `${cut(word.slice(0, word.length - end.length))}${end}`;
}

function cut(value: string): string {
  return value.length < longestValue ? value : `${value.slice(0, keptOfValue)}... (${value.length} characters)`;
}
