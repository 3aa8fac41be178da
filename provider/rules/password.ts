/** Console passwords: making one that fits whatever the account asks for [GUIDE 7.3.12]. */

/** Characters by kind; look-alikes are left out. Which symbols the service counts is unverified: the ones here are symbols everywhere. */
const KINDS = ["abcdefghijkmnpqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!#$%*+-=?@_"] as const;
const ALL = KINDS.join("");

/** A whole number from 0 to `below` - 1, each as likely as the others. */
type Choose = (below: number) => number;

/**
 * A password of `length` characters, at least four, with one of each kind, so that every rule about characters is met.
 * @param randomBytes bytes fit for secrets
 */
export function makePassword(length: number, randomBytes: (size: number) => Uint8Array): string {
  const choose = chooser(randomBytes);
  const pick = (characters: string): string => characters.charAt(choose(characters.length));
  const made = KINDS.map(pick);
  while (made.length < length) made.push(pick(ALL));
  // One of each kind, but not in the first four places.
  for (let last = made.length - 1; last > 0; last -= 1) {
    const other = choose(last + 1);
    [made[last], made[other]] = [made[other] ?? "", made[last] ?? ""];
  }
  return made.join("");
}

/** Bytes above the last whole multiple are thrown away: the rest would make some choices likelier. */
function chooser(randomBytes: (size: number) => Uint8Array): Choose {
  return (below) => {
    const end = 256 - (256 % below);
    for (;;) for (const byte of randomBytes(16)) if (byte < end) return byte % below;
  };
}
