// Generated from the resource definitions by `npm run generate`; edits are overwritten.

import type * as pulumi from "@pulumi/pulumi";

export type Backend = "oos" | "zos" | "media" | "obs";

/** Input form of {@link Endpoints}. */
export interface EndpointsArgs {
  readonly s3?: pulumi.Input<string> | undefined;
  readonly iam?: pulumi.Input<string> | undefined;
  readonly trail?: pulumi.Input<string> | undefined;
  readonly statistics?: pulumi.Input<string> | undefined;
  readonly topic?: pulumi.Input<string> | undefined;
  readonly sts?: pulumi.Input<string> | undefined;
}

export interface Endpoints {
  readonly s3?: string | undefined;
  readonly iam?: string | undefined;
  readonly trail?: string | undefined;
  readonly statistics?: string | undefined;
  readonly topic?: string | undefined;
  readonly sts?: string | undefined;
}

export type SignatureVersion = "v4" | "v2";

export type Addressing = "virtual" | "path";

export type AccessKeyStatus = "Active" | "Inactive";

export type BucketAcl = "private" | "public-read" | "public-read-write";

export type DataLocationType = "Local" | "Specified";

export type DataLocationScheduleStrategy = "Allowed" | "NotAllowed";

/** Input form of {@link DataLocation}. */
export interface DataLocationArgs {
  /** `Local`: near the caller (the service's default). `Specified`: in `locations`. */
  readonly type: pulumi.Input<DataLocationType>;
  /** Data locations in order of preference, from `getRegions`. Needed with `Specified`. */
  readonly locations?: pulumi.Input<pulumi.Input<string>[]> | undefined;
  /** Whether the service may place data elsewhere when a location is full. Default `Allowed`. */
  readonly scheduleStrategy?: pulumi.Input<DataLocationScheduleStrategy> | undefined;
}

export interface DataLocation {
  /** `Local`: near the caller (the service's default). `Specified`: in `locations`. */
  readonly type: DataLocationType;
  /** Data locations in order of preference, from `getRegions`. Needed with `Specified`. */
  readonly locations?: readonly string[] | undefined;
  /** Whether the service may place data elsewhere when a location is full. Default `Allowed`. */
  readonly scheduleStrategy?: DataLocationScheduleStrategy | undefined;
}

export type EventSelectorReadWriteType = "All" | "ReadOnly" | "WriteOnly";

/** Input form of {@link EventSelector}. */
export interface EventSelectorArgs {
  /** Which management events are recorded. */
  readonly readWriteType: pulumi.Input<EventSelectorReadWriteType>;
}

export interface EventSelector {
  /** Which management events are recorded. */
  readonly readWriteType: EventSelectorReadWriteType;
}
