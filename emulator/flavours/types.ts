/** What differs between the services that the emulator can be, besides their operations (operations/table.ts): one flavour is one row. */
import type { Caller } from "../access/authorize";
import type { PolicyKind } from "../access/policy-document";
import type { ErrorCode } from "../http/errors";
import type { Limits } from "../limits";

export const FLAVOUR_NAMES = ["oos", "zos"] as const;
export type FlavourName = (typeof FLAVOUR_NAMES)[number];

export interface Flavour {
  readonly name: FlavourName;
  /** Whether the scope of a V4 signature must name this region and this service. */
  readonly checksScope: boolean;
  /** Query names that take part in a V2 signature. */
  readonly signedSubresources: ReadonlySet<string>;
  /** `x-amz-` headers that may stand on any call of the object service; a row may name more. */
  readonly headers: ReadonlySet<string>;
  /** The refusal of what is no operation; absent: the one that fits. */
  readonly unknownCall?: ErrorCode;
  /** Query names of operations that the service has and the emulator lacks. */
  readonly unservedQueries: ReadonlySet<string>;
  /** Codes that the service has another word for. */
  readonly codes: Readonly<Partial<Record<ErrorCode, ErrorCode>>>;
  /** What an error document names. */
  readonly errorNames: "Resource" | "BucketName";
  /** The grammar of bucket policies. */
  readonly policyKind: PolicyKind;
  /** Storage classes that an object may name. */
  readonly storageClasses: readonly RegExp[];
  /** Whether website hosts are served. */
  readonly servesWebsites: boolean;
  /** The `Server` header. */
  readonly server: string;
  readonly requestId: (at: Date) => string;
  /** Whom an access log names as the caller. */
  readonly requester: (caller: Caller) => string;
  /** What follows the prefix in the key of an access log. `unique`: 16 hexadecimal digits. */
  readonly logName: (at: Date, unique: string) => string;
  readonly limits: Readonly<Partial<Limits>>;
}
