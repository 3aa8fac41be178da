/**
 * What a program says of a resource beside its inputs. Pulumi's dynamic provider names no resource in diff and create: it is found again there by
 * the noun and the checked inputs.
 */
import { printOf } from "../memory/stale-reads";
import type { Properties } from "../values";

export interface Registration {
  readonly urn?: string;
  /** Property paths of the option `replaceOnChanges`. */
  readonly replaceOnChanges: readonly string[];
  /** Inputs that the program marked as secret. */
  readonly secretNames: readonly string[];
}

export class Registrations {
  /** Undefined: several resources have these inputs, so that they tell nothing (two access keys of one user). */
  readonly #byInputs = new Map<string, Registration | undefined>();
  /** Of all resources with these inputs: what one of them keeps is kept of each. */
  readonly #secrets = new Map<string, ReadonlySet<string>>();

  /** @param inputs as checked */
  note(noun: string, inputs: Properties, registration: Registration): void {
    const key = keyOf(noun, inputs);
    const known = this.#byInputs.get(key);
    const isOther = this.#byInputs.has(key) && known?.urn !== registration.urn;
    this.#byInputs.set(key, isOther ? undefined : registration);
    this.#secrets.set(key, new Set([...(this.#secrets.get(key) ?? []), ...registration.secretNames]));
  }

  /** Inputs that the program marked as secret; undefined: it has registered nothing with these inputs, as in a refresh. */
  secretsOf(noun: string, inputs: Properties): ReadonlySet<string> | undefined {
    return this.#secrets.get(keyOf(noun, inputs));
  }

  find(noun: string, inputs: Properties): Registration | undefined {
    return this.#byInputs.get(keyOf(noun, inputs));
  }
}

function keyOf(noun: string, inputs: Properties): string {
  return printOf([noun, inputs]);
}
