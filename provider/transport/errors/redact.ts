/** Keeps secrets out of logs and errors (law 9): by the name of the field that holds them and by their value. */

export const REDACTED = "[secret]";
/** In the place of a value that a program may have marked as a secret: nothing here knows. */
const UNSAID = "...";

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  ...["authorization", "proxy-authorization", "x-amz-security-token", "cookie", "set-cookie"],
]);

/** Headers of which the name alone is said: a program may have marked what they hold as a secret, or what they are a digest of. */
const VALUES_OF_PROGRAM =
  /^(?:x-(?:amz|obs|oos)-(?:meta-.*|tagging|website-redirect-location|content-sha256|checksum-.*|.*-key-md5)|(?:x-(?:amz|obs|oos)-copy-source-)?if-(?:none-)?match|content-md5)$/;

/** Form parameters that name things and say how; of all others the name alone is said. */
const SAID_PARAMETERS: ReadonlySet<string> = new Set([
  ...["action", "version", "username", "groupname", "policyname", "policyarn", "accesskeyid", "status", "marker", "maxitems", "name"],
  ...["newusername", "virtualmfadevicename", "serialnumber", "assignmentstatus", "topicarn", "durationseconds", "attachedpolicyname"],
]);

/** Query and form parameters, lower case. */
const SECRET_PARAMETERS: ReadonlySet<string> = new Set([
  ...["x-amz-signature", "signature", "x-amz-security-token", "secretaccesskey", "sessiontoken"],
  ...["password", "oldpassword", "newpassword", "authenticationcode1", "authenticationcode2"],
]);

/** A value shorter than this is no secret of these services, and replacing it would eat ordinary words. */
const SHORTEST_SECRET = 8;
/** A password shorter than this is found as a word of its own, a shorter one only where a value stands: between quotes, or behind an equals sign. */
const WORD_LENGTH = 4;

/** Beyond it they are made again: most are of one call. */
const MOST_PATTERNS = 50;

export interface Redactor {
  /** Replaces every known secret value in `text`, raw, percent-encoded in any way and within JSON; `more`: of this call alone, short ones as well. */
  text(text: string, more?: readonly string[]): string;
  /** Secrets blanked, and what only a program knows whether it is one: metadata and tags. */
  headers(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** The query as text, secret parameters blanked. */
  query(query: Readonly<Record<string, unknown>>): string;
  /** A form body as text: secret parameters blanked, and of a document, a tag or a description the name alone. */
  form(body: string): string;
}

/** A redactor that knows the values that `secrets` gives at the time of each call. */
export function createRedactor(secrets: () => readonly string[]): Redactor {
  // The secrets of a run change once or twice; a pattern is made for each set of them.
  const patterns = new Map<string, RegExp>();
  const patternFor = (known: readonly string[]): RegExp => {
    const name = JSON.stringify(known);
    const pattern = patterns.get(name) ?? patternOf(known);
    if (patterns.size > MOST_PATTERNS) patterns.clear();
    patterns.set(name, pattern);
    return pattern;
  };
  const text = (original: string, more: readonly string[] = []): string => {
    const known = [...secrets().filter((secret) => secret.length >= SHORTEST_SECRET), ...more];
    return known.length === 0 ? original : original.replaceAll(patternFor(known), REDACTED);
  };
  const parameters = (entries: Iterable<readonly [string, unknown]>): string =>
    [...entries]
      .map(([name, value]) => {
        if (SECRET_PARAMETERS.has(name.toLowerCase())) return `${name}=${REDACTED}`;
        return typeof value === "string" && value !== "" ? `${name}=${text(value)}` : name;
      })
      .join("&");
  return {
    text,
    headers: (headers) =>
      Object.fromEntries(
        Object.entries(headers).map(([name, value]) => {
          if (SECRET_HEADERS.has(name.toLowerCase())) return [name, REDACTED];
          return [name, VALUES_OF_PROGRAM.test(name.toLowerCase()) ? UNSAID : text(value)];
        }),
      ),
    query: (query) => parameters(Object.entries(query)),
    form: (body) =>
      parameters(
        [...new URLSearchParams(body)].map(([name, value]) => {
          const isSaid = SAID_PARAMETERS.has(name.toLowerCase()) || SECRET_PARAMETERS.has(name.toLowerCase());
          return [name, isSaid || value === "" ? value : UNSAID] as const;
        }),
      ),
  };
}

/** Secrets that a form body carries, to be kept out of what the service says about it: it may repeat a value that it refuses. */
export function secretsInForm(body: string | Uint8Array | undefined): readonly string[] {
  if (body === undefined) return [];
  return [...new URLSearchParams(Buffer.from(body).toString("utf8"))].flatMap(([name, value]) => {
    if (SECRET_PARAMETERS.has(name.toLowerCase())) return value === "" ? [] : [value];
    return passwordsOf(value);
  });
}

/** The password in an address with a login (`amqp://user:password@host`), as it stands there and decoded: services repeat both. */
function passwordsOf(address: string): readonly string[] {
  const [, password = ""] = /^[a-z][a-z0-9+.-]*:\/\/[^:@/\s]*:([^\s]+)@[^@]*$/i.exec(address) ?? [];
  if (password === "") return [];
  try {
    return [...new Set([password, decodeURIComponent(password)])];
  } catch {
    return [password];
  }
}

/** Every spelling of every secret; the longest first, so that a secret that contains another one is replaced whole. */
function patternOf(secrets: readonly string[]): RegExp {
  const longestFirst = [...new Set(secrets)].sort((a, b) => b.length - a.length);
  return new RegExp(longestFirst.map((secret) => bounded(secret, [...secret].map(spellingsOf).join(""))).join("|"), "gu");
}

/** A short secret is a part of ordinary words. */
function bounded(secret: string, pattern: string): string {
  if (secret.length >= SHORTEST_SECRET) return pattern;
  if (secret.length >= WORD_LENGTH) return `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;
  return `(?<=["'\\x60<=:])(?:${pattern})(?=["'\\x60>&@]|$)`;
}

/**
 * A character as it is, within JSON, or percent-encoded, which is in either case of letters, and more or less of it: by `encodeURIComponent`, by
 * RFC 3986, or as in a form, where a space is a plus sign. A text may mix them.
 */
function spellingsOf(character: string): string {
  const bytes = [...Buffer.from(character, "utf8")].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  const percent = bytes.replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  const inJson = JSON.stringify(character).slice(1, -1);
  const plain = [...new Set([character, inJson, ...(character === " " ? ["+"] : [])])].map((text) => escapeForPattern(text));
  // The longer spelling first: `%` begins its own.
  return `(?:${[percent, ...plain].join("|")})`;
}

function escapeForPattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
