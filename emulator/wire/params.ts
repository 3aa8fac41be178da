/** Parameters of an IAM call (`Action=...&UserName=...`), checked with the words of the service [MIR 958]. */
import { refuse } from "./errors";
import { parseQuery } from "./request";

export class Params {
  private constructor(private readonly values: ReadonlyMap<string, string>) {}

  static parse(body: string): Params {
    return new Params(new Map(parseQuery(body).map((item) => [item.name, item.value])));
  }

  get action(): string | undefined {
    return this.values.get("Action");
  }

  /** Throws InvalidAction for another version of the service than the only one [MIR 958]. */
  checkVersion(): void {
    const version = this.values.get("Version") ?? "2010-05-08";
    if (version !== "2010-05-08") throw refuse("InvalidAction", `Could not find operation ${this.action ?? ""} for version ${version}.`);
  }

  /** Throws ValidationError for a parameter that is not of `allowed` (`Tags.member.N.Key`): what is not understood is not dropped. */
  only(allowed: readonly string[]): void {
    for (const name of this.values.keys()) {
      const general = generalName(name);
      if (general === "Action" || general === "Version" || allowed.includes(general)) continue;
      throw refuse(
        "ValidationError",
        `1 validation errors detected: the parameter '${name}' is not known to ${this.action ?? "this action"}.`,
      );
    }
  }

  /** Names and values of the parameters that are of `allowed` (`Tags.member.N.Key`). */
  known(allowed: readonly string[]): readonly (readonly [string, string])[] {
    return [...this.values].filter(([name]) => allowed.includes(generalName(name)));
  }

  optional(name: string): string | undefined {
    const value = this.values.get(name);
    return value === "" ? undefined : value;
  }

  required(name: string): string {
    const value = this.optional(name);
    return value ?? missing(name);
  }

  /** A name of letters, digits and `_-,.+=@`, at most `most` long. */
  name(name: string, most: number): string {
    return checkName(this.required(name), name, most);
  }

  optionalName(name: string, most: number): string | undefined {
    const value = this.optional(name);
    return value === undefined ? undefined : checkName(value, name, most);
  }

  oneOf<T extends string>(name: string, choices: readonly T[]): T | undefined {
    const value = this.optional(name);
    const choice = choices.find((item) => item === value);
    if (value !== undefined && choice === undefined) {
      throw invalid(`'${value}'`, name, `Member must satisfy enum value set: [${choices.join(", ")}]`);
    }
    return choice;
  }

  requiredOneOf<T extends string>(name: string, choices: readonly T[]): T {
    return this.oneOf(name, choices) ?? missing(name);
  }

  boolean(name: string): boolean | undefined {
    const value = this.oneOf(name, ["true", "false"]);
    return value === undefined ? undefined : value === "true";
  }

  integer(name: string, least: number, most: number, byDefault: number): number {
    const value = this.optional(name);
    if (value === undefined) return byDefault;
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < least || number > most) {
      throw invalid(`'${value}'`, name, `Member must have value between ${least} and ${most}`);
    }
    return number;
  }

  /** The indexes N of `prefix.member.N...`, in order. */
  members(prefix: string): readonly number[] {
    const pattern = new RegExp(`^${prefix}\\.member\\.(\\d+)(\\.|$)`);
    const found = new Set<number>();
    for (const key of this.values.keys()) {
      const index = pattern.exec(key)?.[1];
      if (index !== undefined) found.add(Number(index));
    }
    return [...found].sort((a, b) => a - b);
  }

  /** A member's value as sent; an empty text stays one. */
  raw(name: string): string | undefined {
    return this.values.get(name);
  }
}

/** `Tags.member.3.Key` -> `Tags.member.N.Key`. */
function generalName(name: string): string {
  return name.replace(/\.\d+(?=\.|$)/g, ".N");
}

function checkName(value: string, name: string, most: number): string {
  if (value.length > most) throw invalid(`'${value}'`, name, `Member must have length less than or equal to ${most}`);
  if (!/^[A-Za-z0-9_\-,.+=@]+$/.test(value)) {
    const member = name.charAt(0).toLowerCase() + name.slice(1);
    const words = "It must contain only alphanumeric characters and/or the following: +=,.@_-";
    throw refuse("ValidationError", `The specified value for ${member} is invalid. ${words}`);
  }
  return value;
}

function missing(name: string): never {
  throw invalid("null", name, "Member must not be null");
}

/** `1 validation errors detected: Value 'v' at 'groupName' failed to satisfy constraint: ...` */
export function invalid(value: string, name: string, constraint: string): Error {
  const member = name.charAt(0).toLowerCase() + name.slice(1);
  return refuse(
    "ValidationError",
    `1 validation errors detected: Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}

/** One page of `items`, sorted by name: MaxItems 1..1000 (default 100), Marker as the page before gave it [DOC 10027454]. */
export function paginate<T>(
  params: Params,
  items: readonly T[],
  nameOf: (item: T) => string,
): { readonly page: readonly T[]; readonly next: { readonly IsTruncated: boolean; readonly Marker?: string } } {
  const most = params.integer("MaxItems", 1, 1000, 100);
  const marker = params.optional("Marker");
  const after = marker === undefined ? undefined : Buffer.from(marker, "base64url").toString("utf8");
  const fold = (item: T): string => nameOf(item).toLowerCase();
  const sorted = [...items].sort((a, b) => (fold(a) < fold(b) ? -1 : 1)).filter((item) => after === undefined || fold(item) > after);
  const page = sorted.slice(0, most);
  const last = page.at(-1);
  if (sorted.length <= most || last === undefined) return { page, next: { IsTruncated: false } };
  return { page, next: { IsTruncated: true, Marker: Buffer.from(fold(last), "utf8").toString("base64url") } };
}
