/** Whose keys a provider instance has: asked of the service once, and only where something depends on it. */
import { setTimeout as delay } from "node:timers/promises";
import type { Identity } from "../define";
import { isKind } from "../transport/errors/errors";
import { lookLimitMs } from "./steps/look-ahead";

/** @typeParam Options of a call */
export class Caller<Options> {
  #identity: Promise<Identity> | undefined;
  /** The keys may not ask whose they are. */
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
   * @throws ServiceError of another kind than `auth`
   */
  async accountInArns(options: Options): Promise<string | undefined> {
    if (this.#isHidden) return undefined;
    try {
      return (await this.identity(options)).inArns;
    } catch (error) {
      if (!isKind(error, "auth")) throw error;
      this.#isHidden = true;
      return undefined;
    }
  }

  /** The same for a preview: what is not told, or not in time, is not known, and is not asked again. */
  accountInTime(options: Options): Promise<string | undefined> {
    this.#foreseen ??= Promise.race([
      this.accountInArns(options).catch(() => undefined),
      delay(lookLimitMs, undefined, { ref: false }),
    ]);
    return this.#foreseen;
  }
}
