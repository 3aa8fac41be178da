/** Keeps secrets out of logs and errors (law 9): by the name of the field that holds them and by their value. */

export const REDACTED = "[secret]";

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  ...["authorization", "proxy-authorization", "x-amz-security-token", "cookie", "set-cookie"],
]);

/** Query and form parameters, lower case. */
const SECRET_PARAMETERS: ReadonlySet<string> = new Set([
  ...["x-amz-signature", "signature", "x-amz-security-token", "secretaccesskey", "sessiontoken"],
  ...["password", "oldpassword", "newpassword", "authenticationcode1", "authenticationcode2"],
]);

/** A value shorter than this is no secret of these services, and replacing it would eat ordinary words. */
const SHORTEST_SECRET = 8;

export interface Redactor {
  /** Replaces every known secret value in `text`, raw and percent-encoded; `more`: of this call alone, short ones as well. */
  text(text: string, more?: readonly string[]): string;
  headers(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
  /** The query as text, secret parameters blanked. */
  query(query: Readonly<Record<string, unknown>>): string;
  /** A form body as text, secret parameters blanked. */
  form(body: string): string;
}

/** A redactor that knows the values that `secrets` gives at the time of each call. */
export function createRedactor(secrets: () => readonly string[]): Redactor {
  const text = (original: string, more: readonly string[] = []): string => {
    let redacted = original;
    const long = secrets().filter((secret) => secret.length >= SHORTEST_SECRET);
    for (const spelling of spellings([...long, ...more])) redacted = redacted.replaceAll(spelling, REDACTED);
    return redacted;
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
        Object.entries(headers).map(([name, value]) => [name, SECRET_HEADERS.has(name.toLowerCase()) ? REDACTED : text(value)]),
      ),
    query: (query) => parameters(Object.entries(query)),
    form: (body) => parameters(new URLSearchParams(body)),
  };
}

/** Secrets that a form body carries, to be kept out of what the service says about it: it may repeat a value that it refuses. */
export function secretsInForm(body: string | Uint8Array | undefined): readonly string[] {
  if (body === undefined) return [];
  return [...new URLSearchParams(Buffer.from(body).toString("utf8"))].flatMap(([name, value]) =>
    SECRET_PARAMETERS.has(name.toLowerCase()) && value !== "" ? [value] : [],
  );
}

/** Longest first, so that a secret that contains another one is replaced whole. */
function spellings(secrets: readonly string[]): readonly string[] {
  const all = new Set(secrets.flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]));
  return [...all].sort((a, b) => b.length - a.length);
}
