/** One provider instance at work: its configuration, its transport, and the contexts in which handlers run. Shared by both faces. */
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { type Context, fieldsOf, type Registry, type ResourceDefinition, type RuleContext } from "../define";
import { defaultBackend } from "../backends";
import { defined } from "../pure/defined";
import type { Transport } from "../transport/send/client";
import { createCredentialProvider } from "../transport/sign/credentials";
import { KeyedQueue } from "../transport/send/pace";
import type { Credentials } from "../transport/types";
import { CallerIdentity } from "./caller-identity";
import { accountDigest, connect } from "./connection";
import { assertSameAccount } from "./steps/account";
import { availabilityOf } from "./steps/availability";
import { bounded, type Checked, type Failure, toFailures } from "./steps/inputs";
import { checkResource, type ProgramResource } from "./steps/check-pipeline";
import { configNamespace, credentialSettings, parseConfig, type ParsedConfig, type ProviderConfig } from "./config";
import { Accounts, byArn, isOfBucket } from "./memory/accounts";
import type { Journal, KnownResource } from "./memory/journal";
import { heardJournal, openJournal } from "./memory/instance-journal";
import { folderProblem, journalFolder } from "./memory/journal-files";
import { assertAccount, LookAhead, lookLimitMs } from "./steps/look-ahead";
import { Owners } from "./memory/owners";
import { isMissing } from "./steps/missing";
import type { Scope } from "./steps/scope";
import { StackEntities } from "./memory/stack-entities";
import { isUnknown, type Properties } from "./values";
import { type LogSink, realWorld, stateAtStart, type World } from "./world";

export { type ProgramResource, unknownInputsProperty } from "./steps/check-pipeline";
export type { Engine, LogSink, World } from "./world";
export { realWorld } from "./world";

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly log: LogSink;
  /** The resource that the call is about, where it is known. */
  readonly urn?: string;
  /** Whether somebody waits for the answer still; default: as long as the engine is there. */
  readonly isHeard?: () => boolean;
}

export class Session {
  readonly #parsed: ParsedConfig;
  readonly #queue = new KeyedQueue();
  readonly #owners: Owners;
  readonly #ahead: LookAhead;
  #transport: Transport | undefined;
  #journal: Journal | undefined;
  readonly #credentials: () => Promise<Credentials>;
  readonly #caller: CallerIdentity<CallOptions>;
  readonly #provenAccounts = new Set<string>();
  readonly #entities: StackEntities;

  constructor(
    private readonly registry: Registry,
    values: Properties,
    private readonly world: World = realWorld,
    /** Where the transport says what it sends and repeats, redacted; default: nowhere. */
    private readonly log: LogSink = () => undefined,
  ) {
    this.#parsed = parseConfig(values, world.environment);
    this.#owners = new Owners(registry.resources);
    this.#ahead = new LookAhead(registry, async (context) => {
      if (this.#parsed.config !== undefined) await assertAccount(this.#parsed.config, context);
    });
    this.#entities = new StackEntities({
      world,
      owners: this.#owners,
      definitions: registry.resources,
      place: async (definition, properties) => {
        const { config } = this.#parsed;
        return config === undefined || (await this.failures()).length > 0 ? undefined : this.#place(config, definition, properties);
      },
    });
    this.#caller = new CallerIdentity(async (options) => {
      const { config } = this.#parsed;
      if (config === undefined) throw new Error("the provider's configuration is not known yet");
      return registry.identity(this.#context(config, options));
    });
    this.#credentials = createCredentialProvider(credentialSettings(this.#parsed.config), {
      env: world.environment,
      home: homedir(),
      readFile: (file) => readFile(file, "utf8"),
    });
  }

  /** Everything that is wrong with configuration and credentials, as it was found; looked up before the first resource is checked. */
  async failures(): Promise<readonly Failure[]> {
    const { config, failures } = this.#parsed;
    if (config === undefined) return failures;
    try {
      await this.#credentials();
      return [];
    } catch (error) {
      return [{ property: `${configNamespace}:accessKeyId`, reason: error instanceof Error ? error.message : String(error) }];
    }
  }

  get ruleContext(): RuleContext {
    const config = this.#parsed.config;
    const backend = config?.table ?? defaultBackend;
    return { backend, region: config?.resolvedRegion ?? backend.defaultRegion, isUnknown };
  }

  /** As {@link checkResource}, with this configuration and what the run knows. */
  check(definition: ResourceDefinition, olds: Properties | undefined, news: Properties, program: ProgramResource): Promise<Checked> {
    const surroundings = {
      rules: this.ruleContext,
      defaultTags: this.#parsed.config?.defaultTags,
      failures: () => this.#checkFailures(),
      lostNames: (owner: string | undefined) => this.#lostNames(definition, olds, news, owner),
      give: (name: string, owner: string | undefined) => this.#journal?.give(name, owner),
      owners: this.#owners,
      entities: this.#entities,
      guard: (inputs: Properties) => this.#guard(definition, olds, inputs),
    };
    return checkResource(surroundings, definition, olds, news, program);
  }

  async #checkFailures(): Promise<readonly Failure[]> {
    const unkept = await folderProblem(journalFolder(this.world.environment));
    return [...(await this.failures()), ...(unkept === undefined ? [] : [{ property: "", reason: unkept }])];
  }

  /** A new resource that is another one of the stack by its name: the person is told before anything happens. */
  async foretell(definition: ResourceDefinition, inputs: Properties, owner: string | undefined, log: LogSink): Promise<void> {
    const config = await this.#askable();
    const accounts = config === undefined ? undefined : this.#accounts(config, { log, ...defined({ urn: owner }) }, "in time");
    await this.#entities.foretell(definition, inputs, owner, accounts, log);
  }

  /**
   * Refuses to plan with what the state has in another account. The state of the stack is asked for changes only, and for what an account has once.
   * @throws RefusedError
   */
  async assertSameAccount(
    definition: ResourceDefinition,
    id: string,
    state: Properties,
    isChanged: boolean,
    call: CallOptions,
  ): Promise<void> {
    const config = await this.#askable();
    if (config === undefined) return;
    if (byArn(definition, id, state) === undefined && !isChanged && definition.single !== true) return;
    const options: CallOptions = { ...call, ...defined({ signal: call.signal ?? this.world.cancelled }) };
    const accounts = this.#accounts(config, options, "in time");
    await assertSameAccount(definition, { context: this.#context(config, options), accounts, ...defined({ urn: call.urn }) }, id, state);
  }

  /**
   * Looks ahead in a preview at what an update would meet: keys, account, room for more.
   * @param owner of a new resource
   * @throws Error when the update could not go well
   */
  async lookAhead(definition: ResourceDefinition, inputs: Properties, owner: string | undefined, call: CallOptions): Promise<void> {
    const config = await this.#askable();
    if (config === undefined) return;
    const signals = [call.signal ?? this.world.cancelled, AbortSignal.timeout(lookLimitMs)].filter((signal) => signal !== undefined);
    await this.#ahead.look(definition, inputs, owner, this.#context(config, { log: call.log, signal: AbortSignal.any(signals) }), call.log);
  }

  /** The configuration, where a preview may ask the service about the account. */
  async #askable(): Promise<ProviderConfig | undefined> {
    const { config } = this.#parsed;
    return config?.skipCredentialsValidation === true || (await this.failures()).length > 0 ? undefined : config;
  }

  /** The engine is seen to have stored a resource: what the journal holds of its creation is settled. */
  async known(resource: KnownResource): Promise<void> {
    const { config } = this.#parsed;
    if (config !== undefined) await this.#openJournal(config).known(resource);
  }

  /** Whether the service lacks an entity that the engine has, as far as the deletions of this machine tell: one that was cut off, or never stored. */
  async isMissing(definition: ResourceDefinition, id: string, state: Properties, call: CallOptions): Promise<boolean> {
    const { config } = this.#parsed;
    const resource = { noun: definition.noun, id };
    if (config === undefined || !(await this.#openJournal(config).mayBeGone(resource))) return false;
    return isMissing(definition, await this.scope(call), id, state);
  }

  /** Before the creation of a resource: what tells afterwards whether an earlier one was cut off. */
  async lookBefore(definition: ResourceDefinition, urn: string): Promise<void> {
    const { config } = this.#parsed;
    if (config === undefined) return;
    if (definition.deletesLost === true || (await this.#openJournal(config).hasAnswer(urn))) await this.#entities.lookBefore(urn);
  }

  async #guard(definition: ResourceDefinition, olds: Properties | undefined, news: Properties): Promise<readonly Failure[]> {
    const { config } = this.#parsed;
    if (definition.guard === undefined || config === undefined) return [];
    const options: CallOptions = { log: this.log, ...defined({ signal: this.world.cancelled }) };
    const problems = await definition.guard(news, olds, {
      ...this.ruleContext,
      endpoint: (service) => this.#open(config).endpointOf(service),
      caller: async () => (config.table.services.iam === undefined ? undefined : (await this.#caller.identity(options)).arn),
      now: () => this.world.now(),
    });
    return toFailures(problems, config.table.id);
  }

  /** The scope of one call; throws what {@link Session.failures} lists, as one error. */
  async scope(call: CallOptions): Promise<Scope> {
    const signal = call.signal ?? this.world.cancelled;
    const options: CallOptions = { log: call.log, ...defined({ signal }) };
    const failures = bounded(await this.failures());
    if (failures.length > 0) throw new Error(failures.map((failure) => `${failure.property}: ${failure.reason}`).join("\n"));
    const { config } = this.#parsed;
    if (config === undefined) throw new Error("the provider's configuration is not known yet");
    const context = this.#context(config, options);
    await assertAccount(config, context);
    const accounts = this.#accounts(config, { ...options, ...defined({ urn: call.urn }) }, "surely");
    return {
      context,
      accounts,
      journal: heardJournal(this.#openJournal(config), this.world, call),
      settleMs: config.settleSeconds * 1000,
      queued: (keys, task) => this.#queue.run(keys, task, options.signal),
      owners: this.#owners,
      takeovers: this.#entities.notes(call.urn, accounts),
      stackState: async (urn) => this.world.stackState?.(urn),
      ...defined({ urn: call.urn }),
    };
  }

  /** What tells services and accounts apart: a bucket has one name over all accounts of an endpoint. */
  async #place(config: ProviderConfig, definition: ResourceDefinition, properties: Properties): Promise<string> {
    return isOfBucket(definition, properties) ? this.#open(config).endpointOf("s3").href : this.#account(config);
  }

  now(): Date {
    return this.world.now();
  }

  /** What `predict` may use: no call is made. Undefined while the configuration is not known. */
  preview(): Pick<Context, "backend" | "region" | "endpoint"> | undefined {
    const { config } = this.#parsed;
    if (config === undefined) return undefined;
    const transport = this.#open(config);
    return { backend: config.table, region: config.resolvedRegion, endpoint: (service) => transport.endpointOf(service) };
  }

  async close(): Promise<void> {
    this.#journal?.close();
    await this.#transport?.close();
  }

  #open(config: ProviderConfig): Transport {
    return (this.#transport ??= connect(config, this.#credentials, () => this.world.now(), this.log));
  }

  #context(config: ProviderConfig, options: CallOptions): Context {
    const transport = this.#open(config);
    return {
      client: transport.client(options.signal),
      afterwards: (limitMs) => transport.client(AbortSignal.timeout(limitMs)),
      backend: config.table,
      available: () => availabilityOf(config.table, this.registry),
      region: config.resolvedRegion,
      endpoint: (service) => transport.endpointOf(service),
      presign: (request) => transport.presign(request),
      intents: this.#openJournal(config),
      settleMs: config.settleSeconds * 1000,
      stateBackend: async () => this.world.stateBackend?.(),
      accountId: async () => (await this.#caller.identity(options)).accountId,
      now: () => this.now(),
      sleep: (ms) => this.#sleep(ms, options.signal),
      signer: async () => (await this.#credentials()).accessKeyId,
      randomBytes: (size) => this.world.randomBytes?.(size) ?? randomBytes(size),
      log: options.log,
    };
  }

  async #sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.world.sleep !== undefined) return this.world.sleep(ms, signal);
    await delay(ms, undefined, defined({ signal }));
  }

  async #lostNames(
    definition: ResourceDefinition,
    olds: Properties | undefined,
    news: Properties,
    urn: string | undefined,
  ): Promise<readonly string[]> {
    const { config } = this.#parsed;
    const makesName = fieldsOf(definition.inputs).some(
      ({ name, meta }) => meta.autoname !== undefined && (news[name] ?? olds?.[name]) === undefined,
    );
    if (!makesName || config === undefined || (await this.failures()).length > 0) return [];
    return this.#openJournal(config).lostNames(definition.noun, urn);
  }

  #openJournal(config: ProviderConfig): Journal {
    return (this.#journal ??= openJournal(this.world, this.#entities, () => this.#account(config)));
  }

  async #account(config: ProviderConfig): Promise<string> {
    return accountDigest(config, this.#open(config), await this.#credentials());
  }

  /** @param how `surely`: what goes wrong is an error; `in time`: what is not told at once is not known. */
  #accounts(config: ProviderConfig, options: CallOptions, how: "surely" | "in time"): Accounts {
    return new Accounts({
      definitions: this.registry.resources,
      context: this.#context(config, options),
      own: () => (how === "surely" ? this.#caller.accountInArns(options) : this.#caller.accountInTime(options)),
      stateAtStart: () => stateAtStart(this.world, options.urn ?? this.#owners.anyId()),
      proven: this.#provenAccounts,
    });
  }
}
