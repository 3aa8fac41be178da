/**
 * What a preview can know of the account without making anything: keys that the service does not take, an account that is not the right one, more
 * entities than an account has by default. Asked once a provider instance; what cannot be asked stops nothing.
 */
import { type Context, fieldsOf, type Registry, type ResourceDefinition, type Survey } from "../../define";
import { isKind } from "../../transport/errors/errors";
import type { ProviderConfig } from "../config";
import { hasUnknown, type Properties } from "../values";

/** A preview waits no longer for the answer. */
export const lookLimitMs = 10_000;

const switchOff =
  "\n  next: or, if the keys may not list buckets on purpose, set oos:skipCredentialsValidation to true, which skips this check";

/** Codes that say: with this key, secret or clock nothing is accepted. Others may only say that the list of buckets is not for this key. */
const UNACCEPTED: ReadonlySet<string> = new Set([
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "RequestTimeTooSkewed",
  "RequestExpired",
  "ExpiredToken",
  "InvalidToken",
]);

function isKeyRefused(error: unknown): boolean {
  return isKind(error, "auth") && error.code !== undefined && UNACCEPTED.has(error.code);
}

interface Asked {
  readonly survey: Survey;
  readonly refusal?: Error;
  /** Why it could not be asked. */
  readonly silence?: string;
}

export class LookAhead {
  #asked: Promise<Asked> | undefined;
  #isSilenceSaid = false;
  /** The new resources of the program, by noun. */
  readonly #announced = new Map<string, Set<string>>();

  /** @param assertAccount throws when the keys belong to an account that the configuration does not allow */
  constructor(
    private readonly registry: Pick<Registry, "survey">,
    private readonly assertAccount: (context: Context) => Promise<void>,
  ) {}

  /**
   * @param owner of a new resource: its URN or name; undefined for one that is there
   * @throws Error for keys and accounts with which the update cannot go well
   */
  async look(
    definition: ResourceDefinition,
    inputs: Properties,
    owner: string | undefined,
    context: Context,
    log: Context["log"],
  ): Promise<void> {
    this.#asked ??= this.#ask(context);
    const { survey, refusal, silence } = await this.#asked;
    if (refusal !== undefined) throw refusal;
    if (silence !== undefined && !this.#isSilenceSaid) {
      this.#isSilenceSaid = true;
      log("info", `the service could not be asked about the keys; the preview continues without this check: ${silence}`);
    }
    if (owner !== undefined) this.#count(definition, inputs, owner, survey, log);
  }

  async #ask(context: Context): Promise<Asked> {
    try {
      const survey = await this.registry.survey(context);
      await this.assertAccount(context);
      return { survey };
    } catch (error) {
      const failure = error instanceof Error ? error : new Error(String(error));
      if (failure instanceof WrongAccountError) return { survey: {}, refusal: failure };
      if (isKeyRefused(error)) return { survey: {}, refusal: new Error(`${failure.message}${switchOff}`, { cause: error }) };
      return { survey: {}, silence: failure.message.split("\n", 1)[0] ?? "" };
    }
  }

  #count(
    { noun, inputs: fields, identity }: ResourceDefinition,
    inputs: Properties,
    owner: string,
    survey: Survey,
    log: Context["log"],
  ): void {
    const found = survey[noun];
    const [key] = fieldsOf(fields).filter(({ name }) => identity.includes(name));
    const name = key === undefined ? undefined : inputs[key.name];
    if (found === undefined || (typeof name === "string" && !hasUnknown(name) && found.names.has(name))) return;
    const announced = this.#announced.get(noun) ?? new Set();
    this.#announced.set(noun, announced.add(owner));
    const number = found.names.size + announced.size;
    if (number > found.most)
      log(
        "warn",
        `this would be ${noun} number ${String(number)} of the account, which has ${String(found.most)} by default\n  next: delete one, or ask the provider's support for more; if the account has a higher quota, skipCredentialsValidation: true skips this check`,
      );
  }
}

/** The keys belong to an account that the configuration does not allow. */
class WrongAccountError extends Error {
  override readonly name = "WrongAccountError";
}

/** @throws WrongAccountError if the credentials belong to an account that the configuration does not list */
export async function assertAccount(
  { allowedAccountIds: allowed }: Pick<ProviderConfig, "allowedAccountIds">,
  context: Pick<Context, "accountId">,
): Promise<void> {
  if (allowed === undefined) return;
  const accountId = await context.accountId();
  if (!allowed.includes(accountId)) {
    throw new WrongAccountError(
      `the credentials belong to account ${accountId}, which allowedAccountIds (${allowed.join(", ")}) does not list; nothing was done`,
    );
  }
}
