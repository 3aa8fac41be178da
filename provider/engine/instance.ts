/** One provider instance at work: its configuration, its transport, and the contexts in which handlers run. Shared by both faces. */
import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { type Context, fieldsOf, type Identity, type Registry, type ResourceDefinition, type RuleContext } from "../define";
import { defaultBackend } from "../backends";
import { createTransport, type Transport } from "../transport/send/client";
import { createCredentialProvider } from "../transport/sign/credentials";
import { KeyedQueue } from "../transport/send/pace";
import type { Credentials, TransportSettings } from "../transport/types";
import { availabilityOf, missingProblem } from "./steps/availability";
import { bounded, check, type Checked, type Failure, toFailures } from "./steps/check";
import { configNamespace, credentialSettings, parseConfig, type ParsedConfig, type ProviderConfig } from "./config";
import { createIntents, type Journal, type KnownResource } from "./memory/journal";
import { folderProblem, journalFolder } from "./memory/journal-files";
import { LookAhead, lookLimitMs, WrongAccountError } from "./steps/look-ahead";
import { type Owner, Owners } from "./memory/owners";
import { isMissing } from "./steps/missing";
import type { Scope } from "./steps/scope";
import { StackEntities } from "./memory/stack-entities";
import { hasUnknown, isUnknown, type Properties, UNKNOWN } from "./values";
import { type LogSink, realWorld, type World } from "./world";

/** Where the SDK names inputs that are unknown outside of a preview; never kept. */
export const unknownInputsProperty = "__unknownInputs";

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

/** What the engine tells of a resource beside its inputs. */
export interface ProgramResource {
  /** For names made by us. */
  readonly name?: string;
  /** Tells it from the other resources of the program. */
  readonly owner?: string;
  /** A stream of hex digits for names made by us. */
  readonly suffix: () => string;
}

export class Session {
  readonly #parsed: ParsedConfig;
  readonly #queue = new KeyedQueue();
  readonly #owners: Owners;
  readonly #ahead: LookAhead;
  #transport: Transport | undefined;
  #journal: Journal | undefined;
  readonly #credentials: () => Promise<Credentials>;
  #identity: Promise<Identity> | undefined;
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
      if (this.#parsed.config !== undefined) await this.#assertAccount(this.#parsed.config, context);
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

  /**
   * Inputs of a resource: configuration problems, what the backend does not have, the fields, then whether another resource of the program
   * has the same entity, or a part of it. Failures are as they were found: whoever shows them knows what is secret in them.
   */
  async check(definition: ResourceDefinition, olds: Properties | undefined, news: Properties, program: ProgramResource): Promise<Checked> {
    const { given, dropped } = withoutDropped(news);
    const { inputs, failures, warnings = [] } = await this.#check(definition, olds, { ...given, ...dropped }, program);
    // The engine takes no unknown back; until its source is mended, the last value stands.
    const last = Object.fromEntries(Object.keys(dropped).map((name) => [name, olds?.[name] ?? given[name]]));
    return { inputs: definedOnly({ ...inputs, ...last }), failures, warnings };
  }

  async #check(definition: ResourceDefinition, olds: Properties | undefined, news: Properties, program: ProgramResource): Promise<Checked> {
    const failures = [...(await this.failures())];
    const unkept = await folderProblem(journalFolder(this.world.environment));
    if (unkept !== undefined) failures.push({ property: "", reason: unkept });
    const { backend } = this.ruleContext;
    const missing = missingProblem(backend, definition);
    if (missing !== undefined) failures.push({ property: "", reason: missing });
    const defaultTags = this.#parsed.config?.defaultTags;
    const lostNames = await this.#lostNames(definition, olds, news, program.owner);
    const checked = check({
      noun: definition.noun,
      fields: definition.inputs,
      ...(definition.rules === undefined ? {} : { rules: definition.rules }),
      ...(definition.changes === undefined ? {} : { changes: definition.changes }),
      ...(definition.elsewhere === undefined ? {} : { elsewhere: definition.elsewhere }),
      identity: definition.identity,
      olds,
      news,
      suffix: program.suffix,
      ...(program.name === undefined ? {} : { resourceName: program.name }),
      lostNames,
      context: this.ruleContext,
      ...(defaultTags === undefined ? {} : { defaultTags }),
    });
    for (const name of lostNames) if (Object.values(checked.inputs).includes(name)) this.#journal?.give(name, program.owner);
    if (program.owner !== undefined) {
      const keepsName =
        olds !== undefined && fieldsOf(definition.inputs).some(({ name, meta }) => meta.autoname !== undefined && news[name] === undefined);
      const owner: Owner = { id: program.owner, name: program.name ?? program.owner, keepsName };
      const twins = this.#owners.claim(definition, checked.inputs, owner, backend, olds);
      failures.push(...(twins.length > 0 ? twins : await this.#entities.twinElsewhere(definition, olds, checked.inputs, owner, backend)));
    }
    if (checked.failures.length > 0) return { inputs: checked.inputs, failures: [...failures, ...checked.failures] };
    const known = Object.fromEntries(Object.entries(checked.inputs).filter(([, value]) => !hasUnknown(value)));
    const { found, problems } = (await definition.lookUp?.(known, (name) => hasUnknown(checked.inputs[name]), olds)) ?? {
      found: {},
      problems: [],
    };
    failures.push(...toFailures(problems, backend.id));
    const inputs = { ...checked.inputs, ...found };
    if (failures.length === 0) failures.push(...(await this.#guard(definition, olds, inputs)));
    const warnings = failures.length === 0 ? (definition.advise?.(known, olds, this.ruleContext) ?? []) : [];
    return { inputs, failures, warnings };
  }

  /** A new resource that is another one of the stack by its name: the person is told before anything happens. */
  foretell(definition: ResourceDefinition, inputs: Properties, owner: string | undefined, log: LogSink): Promise<void> {
    return this.#entities.foretell(definition, inputs, owner, log);
  }

  /**
   * Looks ahead in a preview at what an update would meet: keys, account, room for more.
   * @param owner of a new resource
   * @throws Error when the update could not go well
   */
  async lookAhead(definition: ResourceDefinition, inputs: Properties, owner: string | undefined, call: CallOptions): Promise<void> {
    const { config } = this.#parsed;
    if (config === undefined || config.skipCredentialsValidation === true || (await this.failures()).length > 0) return;
    const signals = [call.signal ?? this.world.cancelled, AbortSignal.timeout(lookLimitMs)].filter((signal) => signal !== undefined);
    await this.#ahead.look(definition, inputs, owner, this.#context(config, { log: call.log, signal: AbortSignal.any(signals) }), call.log);
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
    const { cancelled } = this.world;
    const options: CallOptions = { log: this.log, ...(cancelled === undefined ? {} : { signal: cancelled }) };
    const problems = await definition.guard(news, olds, {
      ...this.ruleContext,
      endpoint: (service) => this.#open(config).endpointOf(service),
      caller: async () => (config.table.services.iam === undefined ? undefined : (await this.#identify(options)).arn),
      now: () => this.world.now(),
    });
    return toFailures(problems, config.table.id);
  }

  /** The scope of one call; throws what {@link Session.failures} lists, as one error. */
  async scope(call: CallOptions): Promise<Scope> {
    const signal = call.signal ?? this.world.cancelled;
    const options: CallOptions = { log: call.log, ...(signal === undefined ? {} : { signal }) };
    const failures = bounded(await this.failures());
    if (failures.length > 0) throw new Error(failures.map((failure) => `${failure.property}: ${failure.reason}`).join("\n"));
    const { config } = this.#parsed;
    if (config === undefined) throw new Error("the provider's configuration is not known yet");
    const context = this.#context(config, options);
    await this.#assertAccount(config, context);
    return {
      context,
      journal: this.#journalOf(config, call),
      settleMs: config.settleSeconds * 1000,
      queued: (keys, task) => this.#queue.run(keys, task, options.signal),
      owners: this.#owners,
      takeovers: this.#entities.notes(call.urn),
      stackState: async (urn) => this.world.stackState?.(urn),
      ...(call.urn === undefined ? {} : { urn: call.urn }),
    };
  }

  /** What tells services and accounts apart: a bucket has one name over all accounts of an endpoint. */
  async #place(config: ProviderConfig, definition: ResourceDefinition, properties: Properties): Promise<string> {
    const [queue = ""] = [definition.queue(properties)].flat();
    if (/^(?:bucket|object)\//.test(queue)) return this.#open(config).endpointOf("s3").href;
    return this.#account(config);
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
    if (this.#transport !== undefined) return this.#transport;
    const surroundings = {
      now: () => this.world.now(),
      log: (level: "debug" | "info" | "warn" | "error", message: string) => this.log(level === "error" ? "warn" : level, message),
    };
    const settings: TransportSettings = {
      backend: config.table,
      region: config.resolvedRegion,
      endpoints: definedOnly(config.endpoints ?? {}),
      credentials: this.#credentials,
      signatureVersion: config.signatureVersion,
      addressing: config.addressing ?? config.table.dialect.defaultAddressing,
      maxRetries: config.maxRetries,
      requestTimeoutMs: config.requestTimeoutSeconds * 1000,
      deadlineMs: Math.max(300_000, config.requestTimeoutSeconds * 5000),
      maxConcurrency: config.maxConcurrency,
      ...(config.requestsPerSecond === undefined ? {} : { requestsPerSecond: config.requestsPerSecond }),
      ...(config.proxy === undefined ? {} : { proxy: config.proxy }),
      ...(config.caText === undefined ? {} : { caBundle: config.caText }),
    };
    return (this.#transport = createTransport(settings, surroundings));
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
      accountId: async () => (await this.#identify(options)).accountId,
      now: () => this.now(),
      sleep: (ms) => this.#sleep(ms, options.signal),
      signer: async () => (await this.#credentials()).accessKeyId,
      randomBytes: (size) => this.world.randomBytes?.(size) ?? randomBytes(size),
      log: options.log,
    };
  }

  async #sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
    if (this.world.sleep !== undefined) return this.world.sleep(ms, signal);
    await delay(ms, undefined, signal === undefined ? {} : { signal });
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
    this.#journal ??= createIntents({
      folder: journalFolder(this.world.environment),
      account: () => this.#account(config),
      now: () => this.world.now(),
      ...(this.world.journals === undefined ? {} : { journals: this.world.journals }),
      ...(this.world.engine === undefined ? {} : { engine: this.world.engine.address }),
      isStored: (urn, id) => this.#entities.isStored(urn, id),
      pendingCreates: (urn) => this.#entities.pendingCreates(urn),
    });
    return this.#journal;
  }

  /** What nobody hears of stays in the journal: the next run knows by it what was made. */
  #journalOf(config: ProviderConfig, { isHeard = () => true, log }: CallOptions): Scope["journal"] {
    const journal = this.#openJournal(config);
    return {
      removing: (resource) => journal.removing(resource),
      stays: (resource) => journal.stays(resource),
      hold: (urn, more) => {
        const held = journal.hold(urn, more);
        return {
          intents: held.intents,
          settle: async (id) => {
            if (!isHeard() || (await this.world.engine?.isThere()) === false) return;
            for (const problem of await held.settle(id)) log("warn", problem);
          },
        };
      },
    };
  }

  /** A digest of endpoints and access key id. */
  async #account(config: ProviderConfig): Promise<string> {
    const transport = this.#open(config);
    const iam = config.table.services.iam === undefined ? [] : [transport.endpointOf("iam").href];
    const parts = [config.table.id, transport.endpointOf("s3").href, ...iam, (await this.#credentials()).accessKeyId];
    return createHash("sha256").update(parts.join(" ")).digest("hex");
  }

  /** Asked once per session; a failure is not remembered. */
  #identify(options: CallOptions): Promise<Identity> {
    const { config } = this.#parsed;
    if (config === undefined) return Promise.reject(new Error("the provider's configuration is not known yet"));
    this.#identity ??= this.registry.identity(this.#context(config, options)).catch((error: unknown) => {
      this.#identity = undefined;
      throw error;
    });
    return this.#identity;
  }

  async #assertAccount(config: ProviderConfig, context: Context): Promise<void> {
    const allowed = config.allowedAccountIds;
    if (allowed === undefined) return;
    const accountId = await context.accountId();
    if (!allowed.includes(accountId)) {
      throw new WrongAccountError(
        `the credentials belong to account ${accountId}, which allowedAccountIds (${allowed.join(", ")}) does not list; nothing was done`,
      );
    }
  }
}

/**
 * Inputs whose source failed in a run that goes on (`--continue-on-error`): the engine drops what is not known, all of it or a part, and the SDK
 * names them. They are as unknown as in a preview. The engine skips the resource, which depends on a failed one.
 */
function withoutDropped(news: Properties): { readonly given: Properties; readonly dropped: Properties } {
  const { [unknownInputsProperty]: names, ...given } = news;
  const dropped = Array.isArray(names) ? names.filter((name) => typeof name === "string").map((name) => [name, UNKNOWN] as const) : [];
  return { given, dropped: Object.fromEntries(dropped) };
}

function definedOnly<T extends object>(record: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
