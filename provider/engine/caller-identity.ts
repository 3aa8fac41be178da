/** Whose keys a provider instance has: asked of the service once, and only where something depends on it. */
import { setTimeout as delay } from "node:timers/promises";
import type { Identity } from "../define";
import { type ErrorKind, isKind, ServiceError } from "../transport/errors/errors";
import { lookLimitMs } from "./steps/look-ahead";

/** By these the service says that it does not tell. Anything else is no answer. */
const ANSWERS: readonly ErrorKind[] = ["auth", "invalid", "unsupported", "not-found"];

/** @typeParam Options of a call */
export class CallerIdentity<Options> {
  #identity: Promise<Identity> | undefined;
  /** The service does not say whose the keys are. */
  #isHidden = false;
  #foreseen: Promise<string | undefined> | undefined;

  constructor(private readonly ask: (options: Options) => Promise<Identity>) {}

  /** Asked once; a failure is not remembered. */
  identity(options: Options): Promise<Identity> {
    this.#identity ??= this.ask(options).catch((error: unknown) => {
      this.#identity = undefined;
      throw error;
    });
    return this.#identity;
  }

  /**
   * What the ARNs of the account name; undefined where the service does not say, or not to these keys.
   * @throws ServiceError when the service could not be asked
   */
  async accountInArns(options: Options): Promise<string | undefined> {
    if (this.#isHidden) return undefined;
    try {
      return (await this.identity(options)).inArns;
    } catch (error) {
      if (error instanceof ServiceError && !isKind(error, ...ANSWERS)) throw error;
      this.#isHidden = true;
      return undefined;
    }
  }

  /** The same for a preview: what is not told, or not in time, is not known, and is not asked again. */
  accountInTime(options: Options): Promise<string | undefined> {
    this.#foreseen ??= Promise.race([this.accountInArns(options).catch(() => undefined), delay(lookLimitMs, undefined, { ref: false })]);
    return this.#foreseen;
  }
}
