/** How Pulumi's dynamic provider meets this package: its calls, the properties in them, and how it reads errors and half-made resources. */
import { passedAlong as property } from "../../faces";
import { shown } from "../../transport/errors/printable";
import type { Failure } from "../steps/inputs";
import { HalfMadeError } from "../steps/lifecycle";
import { decode, encode, type Properties, textsIn } from "../values";
import { type Conceal, concealedError } from "./concealed";

export interface ConfigureRequest {
  readonly config: { get(key: string): unknown };
}

/** What Pulumi's dynamic provider calls; property values are its plain wire form. */
export interface DynamicHandler {
  configure(request: ConfigureRequest): Promise<void>;
  check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: readonly Failure[] }>;
  diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: readonly string[]; deleteBeforeReplace: boolean; stables: readonly string[] }>;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, state: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }>;
  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }>;
  delete(id: string, state: Properties): Promise<void>;
}

interface PassedAlong {
  readonly name?: string;
  readonly urn?: string;
  readonly replaceOnChanges: readonly string[];
  /** Inputs that the program marked as secret. */
  readonly secretNames: readonly string[];
  /** The properties without what the SDK and the dynamic provider add to them. */
  readonly inputs: Properties;
}

/** Properties as they came in, and what passes along with them. */
export function passedAlong(wire: Properties): PassedAlong {
  const {
    [property.provider]: _provider,
    [property.resourceName]: name,
    [property.urn]: urn,
    [property.replaceOnChanges]: paths,
    [property.secretInputs]: secrets,
    ...inputs
  } = decode(wire).values;
  return {
    ...(typeof name === "string" ? { name } : {}),
    ...(typeof urn === "string" ? { urn } : {}),
    replaceOnChanges: textsIn(paths),
    secretNames: textsIn(secrets),
    inputs,
  };
}

/**
 * An error as the dynamic provider prints it, `<the error>: <its stack>`, before it hands the message to the engine, which shows it with the
 * resource: the words would stand there twice, with a stack that helps nobody.
 */
class PlainError extends Error {
  constructor(
    message: string,
    private readonly subject: string,
    options: ErrorOptions,
  ) {
    super(message, options);
    this.stack = "failed; its error is shown with the resource";
  }

  override toString(): string {
    return this.subject;
  }
}

/**
 * Shapes errors as the dynamic provider reads them: `id` and `properties` keep a half-made resource.
 * @param subject what the call is about: `Bucket b-one`
 * @param given the properties of the call: a state without their `__provider` could neither be read nor deleted later
 * @param concealed takes secrets out of the words
 * @param secrets of a half-made state
 */
export async function plainErrors<T>(
  subject: string,
  given: Properties,
  concealed: Conceal,
  task: () => Promise<T>,
  secrets?: ReadonlySet<string>,
): Promise<T> {
  try {
    return await task();
  } catch (error) {
    const cause = concealedError(error, concealed);
    const message = shown(cause.message);
    const plain = new PlainError(message, subject, { cause });
    if (error instanceof HalfMadeError) {
      const properties = { ...encode(error.state, secrets), [property.provider]: given[property.provider] };
      throw Object.assign(plain, { id: error.id, properties, reasons: [message] });
    }
    throw plain;
  }
}
