/** One resource in the dynamic face: each call of Pulumi's dynamic provider becomes a step of the engine, in words that say no secret. */
import { defined } from "../../pure/defined";
import type { ResourceDefinition } from "../../define";
import { shown } from "../../transport/errors/printable";
import { configFields, configNamespace } from "../config";
import type { LogSink, Session } from "../instance";
import type { Work } from "../process/work";
import { diff } from "../steps/diff";
import type { Failure } from "../steps/inputs";
import { beforeReplacement, create, read, remove, type Scope, update } from "../steps/lifecycle";
import { replacing } from "../steps/missing";
import { suffixFrom } from "../steps/naming";
import { covers, decode, encode, type Properties } from "../values";
import { type Conceal, concealedError, concealer, concealerOf, concealing } from "./concealed";
import { type ConfigureRequest, type DynamicHandler, passedAlong, plainErrors } from "./dynamic-wire";
import type { FaceGuard } from "./face-guard";
import type { Registrations } from "./registrations";
import { printed, secretFields, secretsOf } from "./shown";

/** What the handlers of one process share. */
export interface Process {
  readonly open: (values: Properties) => Session;
  readonly registrations: Registrations;
  readonly guard: FaceGuard;
  readonly work: Work;
  readonly log: LogSink;
}

export class ResourceHandler implements DynamicHandler {
  #session: Session;

  constructor(
    private readonly definition: ResourceDefinition,
    private readonly process: Process,
  ) {
    this.#session = process.open({});
  }

  async configure(request: ConfigureRequest): Promise<void> {
    const values: Properties = {};
    for (const key of Object.keys(configFields.shape)) {
      const value = request.config.get(`${configNamespace}:${key}`);
      if (value !== undefined && value !== null) values[key] = value;
    }
    this.#session = this.process.open(decode(values).values);
  }

  async check(olds: Properties, news: Properties): Promise<{ inputs: Properties; failures: readonly Failure[] }> {
    const { inputs: given, name, urn = name, replaceOnChanges, secretNames } = passedAlong(news);
    const { inputs: before } = passedAlong(olds);
    const isNew = Object.keys(before).length === 0;
    const refused = isNew ? await this.process.guard.problem(urn) : undefined;
    if (refused !== undefined) return { inputs: encode(given), failures: [{ property: "", reason: refused }] };
    if (urn !== undefined && isNew) await this.#session.lookBefore(this.definition, urn);
    const checked = await this.#session.check(this.definition, isNew ? undefined : before, given, {
      ...(name === undefined || urn === undefined ? {} : { name, owner: urn }),
      suffix: suffixFrom(undefined),
    });
    const marked = new Set([...secretNames, ...secretFields(this.definition.inputs)]);
    const secrets = secretsOf(this.definition, marked);
    const concealed = concealer(secrets, given, checked.inputs, before);
    const ofCalls = concealerOf(this.definition, secrets, undefined, given, checked.inputs, before);
    for (const warning of checked.warnings ?? [])
      this.process.log("warn", `${this.definition.noun} ${JSON.stringify(name ?? "")}: ${concealed(warning)}`);
    // This face has no create in a preview.
    if (isNew && checked.failures.length === 0)
      await this.#session.foretell(this.definition, checked.inputs, urn, concealing(this.process.log, concealed));
    const refusal = isNew && checked.failures.length === 0 ? await this.#lookAhead(checked.inputs, urn ?? name, ofCalls) : undefined;
    if (refusal !== undefined) return { inputs: encode(checked.inputs), failures: [{ property: "", reason: refusal }] };
    this.process.registrations.note(this.definition.noun, checked.inputs, {
      ...defined({ urn }),
      replaceOnChanges,
      secretNames,
    });
    // The engine marks again what it sent, not what is made from it.
    const made = new Set([...secrets].filter((field) => !marked.has(field)));
    return { inputs: encode(checked.inputs, made), failures: printed(checked.failures, given, secrets, before) };
  }

  async diff(
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: readonly string[]; deleteBeforeReplace: boolean; stables: readonly string[] }> {
    await this.#known(id);
    const { inputs } = passedAlong(news);
    const { urn, replaceOnChanges = [] } = this.process.registrations.find(this.definition.noun, inputs) ?? {};
    const { inputs: state } = passedAlong(olds);
    const marked = this.#secretsOf(inputs);
    const concealed = concealerOf(this.definition, marked, id, state, inputs);
    const say = concealing(this.process.log, concealed);
    // Without the marks of the program, as in a refresh, any value may be a secret.
    const isMarked = this.process.registrations.secretsOf(this.definition.noun, inputs) !== undefined;
    const found = diff(this.definition, state, inputs, {
      secrets: isMarked ? marked : new Set(Object.keys(this.definition.inputs.shape)),
      stateIsInputs: true,
      now: this.#session.now(),
      subject: { id, ...defined({ urn }) },
    });
    await plainErrors(this.#subject(id), news, concealed, () =>
      this.#session.assertSameAccount(this.definition, id, state, found.changes.length > 0, { log: say, ...defined({ urn }) }),
    );
    const isMissing = found.replaces.length === 0 && (await this.#session.isMissing(this.definition, id, state, { log: this.process.log }));
    const result = isMissing ? replacing(this.definition, found, this.#subject(id)) : found;
    for (const warning of result.warnings) say("warn", warning);
    // Of a plugin's diff the engine does this itself.
    const asked = result.changes.filter(({ path }) => replaceOnChanges.some((pattern) => covers(pattern, path))).map(({ field }) => field);
    const replaces = [...new Set([...result.replaces, ...asked])];
    if (result.changes.length > 0)
      await plainErrors(this.#subject(id), news, concealed, () =>
        this.#session.lookAhead(this.definition, inputs, undefined, { log: say }),
      );
    if (replaces.length > 0 && urn !== undefined) await this.#session.lookBefore(this.definition, urn);
    if (replaces.length > 0 && !isMissing && this.definition.beforeReplacement !== undefined) {
      const scope = await this.#scope(concealed, inputs);
      await plainErrors(this.#subject(id), news, concealed, () => beforeReplacement(this.definition, scope, id, state, inputs));
    }
    return {
      changes: result.changes.length > 0,
      replaces,
      deleteBeforeReplace: result.deleteBeforeReplace,
      stables: result.stables,
    };
  }

  create(inputs: Properties): Promise<{ id: string; outs: Properties }> {
    const { inputs: wanted } = passedAlong(inputs);
    const secrets = this.#secretsOf(wanted);
    const concealed = concealerOf(this.definition, secrets, undefined, wanted);
    return this.#run(this.#subject(), inputs, { secrets, concealed }, async () => {
      const { id, state } = await create(this.definition, await this.#scope(concealed, wanted), wanted);
      return { id, outs: encode(state, secrets) };
    });
  }

  read(id: string, state: Properties): Promise<{ id?: string; props?: Properties; inputs?: Properties }> {
    // What the program marked, the engine marks again where it had it already.
    const secrets = secretsOf(this.definition);
    const { inputs: rest } = passedAlong(state);
    const concealed = concealerOf(this.definition, secrets, id, rest);
    return this.#run(this.#subject(id), state, { secrets, concealed }, async () => {
      if (Object.keys(rest).length > 0) await this.#known(id);
      const found = await read(
        this.definition,
        await this.#scope(concealed),
        id,
        Object.keys(rest).length === 0 ? undefined : rest,
        undefined,
      );
      return found === undefined ? {} : { id: found.id, props: encode(found.state, secrets), inputs: encode(found.inputs, secrets) };
    });
  }

  update(id: string, olds: Properties, news: Properties): Promise<{ outs: Properties }> {
    const { inputs } = passedAlong(news);
    const secrets = this.#secretsOf(inputs);
    const { inputs: state } = passedAlong(olds);
    const concealed = concealerOf(this.definition, secrets, id, state, inputs);
    return this.#run(this.#subject(id), news, { secrets, concealed }, async () => {
      await this.#known(id);
      return { outs: encode(await update(this.definition, await this.#scope(concealed, inputs), id, state, inputs), secrets) };
    });
  }

  delete(id: string, state: Properties): Promise<void> {
    const { inputs: last } = passedAlong(state);
    const secrets = secretsOf(this.definition);
    const concealed = concealerOf(this.definition, secrets, id, last);
    return this.#run(this.#subject(id), state, { secrets, concealed }, async () => {
      await this.#known(id);
      await remove(this.definition, await this.#scope(concealed), id, last);
    });
  }

  /** Why the update could not go well; undefined when nothing is known against it. */
  async #lookAhead(inputs: Properties, owner: string | undefined, concealed: Conceal): Promise<string | undefined> {
    try {
      await this.#session.lookAhead(this.definition, inputs, owner, { log: concealing(this.process.log, concealed) });
      return undefined;
    } catch (error) {
      return shown(concealedError(error, concealed).message);
    }
  }

  #run<T>(
    subject: string,
    given: Properties,
    { secrets, concealed }: { readonly secrets: ReadonlySet<string>; readonly concealed: Conceal },
    task: () => Promise<T>,
  ): Promise<T> {
    return this.process.work.during(() => plainErrors(subject, given, concealed, task, secrets));
  }

  /** @param inputs as checked: they tell what the program marked */
  #secretsOf(inputs: Properties): ReadonlySet<string> {
    return secretsOf(this.definition, this.process.registrations.secretsOf(this.definition.noun, inputs));
  }

  #subject(id?: string): string {
    return id === undefined ? this.definition.noun : `${this.definition.noun} ${id}`;
  }

  /** A call about an entity that has an ID shows that the engine has stored it. */
  #known(id: string): Promise<void> {
    return this.#session.known({ noun: this.definition.noun, id });
  }

  /** @param inputs as checked, where the call has them: they tell which resource it is about */
  #scope(concealed: Conceal, inputs?: Properties): Promise<Scope> {
    const urn = inputs === undefined ? undefined : this.process.registrations.find(this.definition.noun, inputs)?.urn;
    return this.#session.scope({ log: concealing(this.process.log, concealed), ...defined({ urn }) });
  }
}
