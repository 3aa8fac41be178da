/** Accounts in memory and on disk (`accounts/<id>.json`), with the two indexes every request needs: access keys and bucket names. */
import type { Files } from "./files";
import { emptyAccount, type AccessKey, type Account, type Bucket, type Session, type User } from "./model";

/** Whom an access key belongs to; no user: the root user. */
export interface KeyOwner {
  readonly account: Account;
  readonly user: User | undefined;
  readonly key: AccessKey;
}

/** Whom temporary credentials act for; no user: the root user. */
export interface SessionOwner {
  readonly account: Account;
  readonly user: User | undefined;
  readonly session: Session;
}

export interface BucketOwner {
  readonly account: Account;
  readonly bucket: Bucket;
}

const FOLDER = "accounts";

export class Accounts {
  private readonly byId = new Map<string, Account>();
  private readonly keys = new Map<string, KeyOwner>();
  private readonly sessions = new Map<string, SessionOwner>();
  private readonly bucketOwners = new Map<string, BucketOwner>();
  private readonly bucketOwnersByUid = new Map<string, BucketOwner>();

  constructor(private readonly files: Files) {}

  /** Reads every account file and drops what an interrupted write left beside them. */
  async load(): Promise<void> {
    await this.files.ensureFolder(FOLDER);
    for (const name of await this.files.list(FOLDER)) {
      const path = `${FOLDER}/${name}`;
      if (name.endsWith(".json")) this.index(revive((await this.files.read(path)).toString("utf8")));
      else await this.files.remove(path);
    }
  }

  all(): readonly Account[] {
    return [...this.byId.values()];
  }

  get(id: string): Account | undefined {
    return this.byId.get(id);
  }

  create(id: string, email?: string): Account {
    const account = emptyAccount(id, email);
    this.byId.set(id, account);
    return account;
  }

  /** Resolves when the account as it is now (or later) is on disk. */
  save(account: Account): Promise<void> {
    return this.files.save(`${FOLDER}/${account.id}.json`, () =>
      JSON.stringify(account, (_name, value: unknown) => (value instanceof Map ? [...value.values()] : value), 1),
    );
  }

  findKey(id: string): KeyOwner | undefined {
    return this.keys.get(id);
  }

  addKey(account: Account, user: User | undefined, key: AccessKey): void {
    (user ?? account).keys.push(key);
    this.keys.set(key.id, { account, user, key });
  }

  removeKey(owner: KeyOwner): void {
    const holder = owner.user ?? owner.account;
    holder.keys = holder.keys.filter((key) => key !== owner.key);
    this.keys.delete(owner.key.id);
  }

  findSession(id: string): SessionOwner | undefined {
    return this.sessions.get(id);
  }

  addSession(account: Account, user: User | undefined, session: Session): void {
    account.sessions.push(session);
    this.sessions.set(session.id, { account, user, session });
  }

  /** Forgets the sessions of `account` for which `gone` holds. */
  removeSessions(account: Account, gone: (session: Session) => boolean): void {
    for (const session of account.sessions.filter(gone)) this.sessions.delete(session.id);
    account.sessions = account.sessions.filter((session) => !gone(session));
  }

  findBucket(name: string): BucketOwner | undefined {
    return this.bucketOwners.get(name);
  }

  findBucketByUid(uid: string): BucketOwner | undefined {
    return this.bucketOwnersByUid.get(uid);
  }

  addBucket(account: Account, bucket: Bucket): void {
    account.buckets.set(bucket.name, bucket);
    this.indexBucket({ account, bucket });
  }

  removeBucket({ account, bucket }: BucketOwner): void {
    account.buckets.delete(bucket.name);
    this.bucketOwners.delete(bucket.name);
    this.bucketOwnersByUid.delete(bucket.uid);
  }

  private index(account: Account): void {
    this.byId.set(account.id, account);
    for (const key of account.keys) this.keys.set(key.id, { account, user: undefined, key });
    for (const user of account.users.values()) {
      for (const key of user.keys) this.keys.set(key.id, { account, user, key });
    }
    for (const session of account.sessions) {
      const user = session.user === undefined ? undefined : account.users.get(session.user);
      this.sessions.set(session.id, { account, user, session });
    }
    for (const bucket of account.buckets.values()) this.indexBucket({ account, bucket });
  }

  private indexBucket(owner: BucketOwner): void {
    this.bucketOwners.set(owner.bucket.name, owner);
    this.bucketOwnersByUid.set(owner.bucket.uid, owner);
  }
}

/** Maps are written as the list of their values, since each value holds its name. */
type Listed<T> = { [K in keyof T]: T[K] extends Map<string, infer V> ? V[] : T[K] };

/** Members that files of earlier versions are without. */
type Stored = Omit<Listed<Account>, "sessions" | "topics"> & Partial<Pick<Listed<Account>, "sessions" | "topics">>;

function revive(text: string): Account {
  const stored = JSON.parse(text) as Stored;
  const lower = <V extends { readonly name: string }>(values: readonly V[]): Map<string, V> =>
    new Map(values.map((value) => [value.name.toLowerCase(), value]));
  const exact = <V extends { readonly name: string }>(values: readonly V[]): Map<string, V> =>
    new Map(values.map((value) => [value.name, value]));
  return {
    ...stored,
    sessions: stored.sessions ?? [],
    users: lower(stored.users),
    groups: lower(stored.groups),
    policies: lower(stored.policies),
    mfaDevices: lower(stored.mfaDevices),
    trails: exact(stored.trails),
    topics: exact(stored.topics ?? []),
    buckets: exact(stored.buckets),
  };
}
