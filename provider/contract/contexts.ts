/** What the handlers of a definition are given to work with. */
import type { Backend } from "../backends/types";
import type { ServiceError } from "../transport/errors/errors";
import type { Client, PresignRequest } from "../transport/types";
import type { RuleContext } from "./fields";

/** What a guard may know. */
export interface GuardContext extends RuleContext {
  /** As in {@link Context}. */
  readonly endpoint: (service: "s3" | "iam" | "trail" | "statistics") => URL;
  /** ARN of the caller: the one call to the service that check may make, once per provider instance; undefined where the backend has no IAM. */
  caller(): Promise<string | undefined>;
  now(): Date;
}

/** The record of creates whose answer may have been lost (law 6); kept on disk, without secrets. */
export interface Intents {
  /**
   * Runs the one request that makes `name`. If the process dies, or the answer is lost, the intent stays and {@link Intents.unanswered} finds it.
   * @param known facts from before the request (the access key ids that existed), to tell ours from others afterwards
   */
  around<T>(noun: string, name: string, known: readonly string[], make: () => Promise<T>, more?: IntentOptions): Promise<T>;
  /**
   * As {@link Intents.around}, but the intent stays after the answer, until it is settled: for a change of an entity that the engine knows already,
   * where the next look at the state tells whether the answer was stored.
   */
  before<T>(noun: string, name: string, known: readonly string[], make: () => Promise<T>, more?: IntentOptions): Promise<T>;
  /**
   * Writes down that `name` is being made, in several requests, in place of what this run wrote before. It stays until {@link Intents.forget}.
   */
  begin(noun: string, name: string, known: readonly string[], more?: IntentOptions): Promise<void>;
  /**
   * The latest intent of this stack that is not the business of another running process: its request was cut off, or it was answered to this very
   * resource and the engine has not been seen to know it since.
   * @param before only what was begun before this
   */
  unanswered(noun: string, name: string, before?: Date): Promise<Intent | undefined>;
  /** The service has told the ID of what the request of this very run has made: should the run end now, that one is ours. Never fails. */
  learned(noun: string, name: string, id: string): Promise<void>;
  /** Whatever a request on record was answered with, of any resource, stack or process: it has an owner. A damaged record is passed over. */
  made(): Promise<ReadonlySet<string>>;
  /**
   * Whether the run that was answered with this was cut off before the engine had stored it, by the state of before this run: it has one creation of
   * this very resource more that was begun and not ended than it had before that run. Undefined when that cannot be told. Without it what was
   * answered may be in a state: of this stack until somebody took it out, or of another one.
   */
  isCutOff(noun: string, name: string): Promise<boolean | undefined>;
  /** A person has been told of these and asked what they are: from now on they count as known, and not as what the request made. Never fails. */
  told(noun: string, name: string, ids: readonly string[]): Promise<void>;
  /** The intent was resolved: what it made is known, or was removed. */
  settle(noun: string, name: string): Promise<void>;
  /** Nothing is left to be found: what was begun is complete, or gone again. */
  forget(noun: string, name: string): Promise<void>;
}

export interface IntentOptions {
  /** For how long it can be taken for ours; default 24 h. */
  readonly maxAgeMs?: number;
  /** The backend of the state that goes with it: {@link Context.stateBackend}. */
  readonly backend?: string;
  /** Digests of the parts that the request writes (`rules/fingerprint`): what is found with another part in it is not what it wrote. */
  readonly prints?: readonly string[];
}

export interface Intent {
  readonly startedAt: Date;
  readonly known: readonly string[];
  /** The ID of the resource, when the service has answered and the engine was told. */
  readonly answered?: string;
  /** The ID of what the request has made, where the service told it. */
  readonly made?: string;
  readonly prints?: readonly string[];
  readonly backend?: string;
}

/** What a backend has and lacks, by its tables. */
export interface Availability {
  /** Nouns. */
  readonly resources: readonly string[];
  /** Resources, functions and fields (`Bucket.dataLocation`). */
  readonly missing: readonly { readonly name: string; readonly reason: string; readonly instead: string }[];
}

/** What every handler receives beside its values. */
export interface Context {
  readonly client: Client;
  /** A client that a cancelled run does not stop, for `limitMs` only: to take back what the cancelled call has begun. */
  afterwards(limitMs: number): Client;
  readonly backend: Backend;
  /** Of everything that this package has. */
  available(): Availability;
  readonly region: string;
  /** Absolute base URL of a service, as this provider instance uses it. */
  readonly endpoint: (service: "s3" | "iam" | "trail" | "statistics" | "topic") => URL;
  /** A URL of the S3 service that carries its own signature; nothing is sent. @throws RangeError when the life is out of range */
  presign(request: PresignRequest): Promise<string>;
  readonly intents: Intents;
  /** For how long a read may show what was there before a write of ours (law 7); 0: never. */
  readonly settleMs: number;
  /** URL of the backend in which the engine keeps the state; undefined when it cannot be told. */
  stateBackend(): Promise<string | undefined>;
  /** The account of the credentials; asked once per provider instance. */
  accountId(): Promise<string>;
  now(): Date;
  /** Waits by the provider's clock; ends early, with an error, when the run is cancelled. */
  sleep(ms: number): Promise<void>;
  /** The access key id with which this provider signs. */
  signer(): Promise<string>;
  /** Random bytes that are fit for secrets. */
  randomBytes(size: number): Uint8Array;
  /** Hears the typed not-found for which a look finds nothing. Set in a read of what the state has: the person is told why it is gone. */
  readonly absent?: (answer: ServiceError) => void;
  /** A line shown to the person (`warn`, and `info` for progress) or in the verbose log (`debug`). */
  log(level: "debug" | "info" | "warn", message: string): void;
}
