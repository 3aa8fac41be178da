/** What the emulator knows, as plain data. Maps are keyed as the comments say; names keep the letters they were created with. */

import type { BucketConfiguration, Encryption, Grant, Permission, RetentionMode, Tag, Topic } from "./settings";

export * from "./settings";

export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  status: "Active" | "Inactive";
  readonly createDate: string;
  lastUsed?: { readonly date: string; readonly service: string };
  /** Only on keys of the kind from before IAM [OLD 4.4]: true for a main key, false for an ordinary one. */
  primary?: boolean;
}

/** Temporary credentials [GUIDE 7.1.14]. */
export interface Session {
  readonly id: string;
  readonly secret: string;
  readonly token: string;
  readonly expires: string;
  /** Lower-case name of the user it acts for; absent: the root user. */
  readonly user?: string;
  /** A policy document that limits what the user may do. */
  readonly policy?: string;
  /** As the key that made it has it: an ordinary key does not become a main one this way. */
  readonly primary?: boolean;
}

export interface LoginProfile {
  readonly createDate: string;
  /** scrypt of the password, never the password. */
  passwordHash: string;
  resetRequired: boolean;
  /** When the password was set; absent: with the profile. */
  passwordDate?: string;
  /** Hashes of earlier passwords, the latest first. */
  earlierHashes?: readonly string[];
}

/** The account's rules for console passwords [GUIDE 7.3.12]. */
export interface PasswordPolicy {
  readonly allowUsersToChangePassword: boolean;
  /** Whether an expired password can be renewed by an administrator only. */
  readonly hardExpiry: boolean;
  /** Days; 0: passwords do not expire. */
  readonly maxPasswordAge: number;
  readonly minimumPasswordLength: number;
  /** How many of the last passwords may not come again; 0: any may. */
  readonly passwordReusePrevention: number;
  readonly requireLowercaseCharacters: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  readonly requireUppercaseCharacters: boolean;
}

export interface User {
  readonly name: string;
  readonly id: string;
  readonly createDate: string;
  tags: Tag[];
  keys: AccessKey[];
  /** Lower-case names of attached policies, in the order of attachment. */
  policies: string[];
  loginProfile?: LoginProfile;
}

export interface Group {
  readonly name: string;
  readonly id: string;
  readonly createDate: string;
  /** Lower-case names of users. */
  members: string[];
  /** Lower-case names of attached policies. */
  policies: string[];
}

export interface Policy {
  readonly name: string;
  readonly id: string;
  readonly createDate: string;
  updateDate: string;
  description?: string;
  document: string;
}

export interface MfaDevice {
  readonly name: string;
  readonly seed: string;
  /** Lower-case name of the user it is enabled for. */
  user?: string;
  enableDate?: string;
}

export interface Trail {
  readonly name: string;
  bucket: string;
  prefix: string;
  logging: boolean;
  startLoggingTime?: string;
  stopLoggingTime?: string;
  latestDeliveryTime?: string;
  /** Code of the refusal that the last delivery met; absent when it went well. */
  latestDeliveryError?: string;
  selectors: { readonly readWriteType: string }[];
}

export interface Bucket {
  readonly name: string;
  /** Distinguishes a bucket from a deleted one of the same name; names the folder of its objects. */
  readonly uid: string;
  readonly createDate: string;
  configuration: BucketConfiguration;
  /** The account's list of buckets lacks it, which only a fault brings about. */
  unlisted?: true;
}

/** One account: everything in it is kept in one file. */
export interface Account {
  readonly id: string;
  /** Address by which grants may name it. */
  readonly email?: string;
  /** Keys of the root user. */
  keys: AccessKey[];
  /** Temporary credentials of the root user and of IAM users. */
  sessions: Session[];
  /** Absent: the default rules. */
  passwordPolicy?: PasswordPolicy;
  /** By lower-case name: letters are case-insensitive [MIR 916]. */
  readonly users: Map<string, User>;
  readonly groups: Map<string, Group>;
  readonly policies: Map<string, Policy>;
  readonly mfaDevices: Map<string, MfaDevice>;
  /** By name. */
  readonly trails: Map<string, Trail>;
  readonly topics: Map<string, Topic>;
  readonly buckets: Map<string, Bucket>;
}

/** Headers and user metadata that come back with an object. */
export interface ObjectHeaders {
  readonly contentType: string;
  readonly storageClass: string;
  /** Cache-Control, Content-Disposition and their like, lower-case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without the `x-amz-meta-` prefix. */
  readonly metadata: Readonly<Record<string, string>>;
}

export interface StoredObject extends ObjectHeaders, ObjectExtras {
  readonly key: string;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: string;
  /** Name of the file that holds the bytes. */
  readonly bytes: string;
  readonly versionId?: string;
}

/** What ZOS knows of an object beyond OOS. */
export interface ObjectExtras {
  readonly encryption?: Encryption;
  /** What others than the owner of the bucket may do. */
  readonly grants?: readonly Grant[];
  readonly ownerGrants?: readonly Permission[];
  readonly tags?: readonly Tag[];
  readonly retention?: Retention;
  readonly legalHold?: boolean;
}

export interface Retention {
  readonly mode: RetentionMode;
  readonly until: string;
}

/** What deletes an object by name where versions are kept. */
export interface DeleteMarker {
  readonly key: string;
  readonly lastModified: string;
  readonly marker: true;
  readonly versionId?: string;
}

export type StoredVersion = StoredObject | DeleteMarker;

export interface StoredPart {
  readonly number: number;
  readonly size: number;
  readonly etag: string;
  readonly lastModified: string;
  readonly bytes: string;
}

export interface Upload extends ObjectHeaders, ObjectExtras {
  readonly id: string;
  readonly key: string;
  readonly initiated: string;
  readonly parts: Map<number, StoredPart>;
}

export function emptyAccount(id: string, email?: string): Account {
  return {
    id,
    ...(email === undefined ? {} : { email }),
    keys: [],
    sessions: [],
    users: new Map(),
    groups: new Map(),
    policies: new Map(),
    mfaDevices: new Map(),
    trails: new Map(),
    topics: new Map(),
    buckets: new Map(),
  };
}
