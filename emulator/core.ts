/** What every operation works on: the state, the limits and the sources of time. One core is one emulator. */
import type { AccessLogs } from "./background/access-logs";
import type { Events } from "./background/events";
import type { Pushes } from "./background/pushes";
import type { LifecycleRuns } from "./background/lifecycle-runs";
import type { TrailLogs } from "./background/trail-logs";
import type { Usage } from "./background/usage";
import type { Clock } from "./clock";
import type { Flavour } from "./flavours";
import type { Accounts } from "./state/accounts";
import type { BucketConfiguration } from "./state/model";
import type { Objects } from "./state/objects";
import type { Versions } from "./state/versions";
import type { Limits } from "./limits";
import type { StaleReads } from "./state/stale";

export interface Core {
  readonly flavour: Flavour;
  readonly accounts: Accounts;
  readonly objects: Objects;
  readonly versions: Versions;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly stale: StaleReads<BucketConfiguration>;
  readonly lifecycle: LifecycleRuns;
  readonly logs: AccessLogs;
  readonly events: Events;
  readonly pushes: Pushes;
  readonly trailLogs: TrailLogs;
  readonly usage: Usage;
  /** Region that a signature's scope must name. */
  readonly region: string;
  readonly locations: Locations;
}

/** Index (metadata) and data locations that the account may use; the answer of GetRegions. */
export interface Locations {
  readonly metadata: readonly string[];
  readonly data: readonly string[];
}

const DATA_LOCATIONS = [
  "ZhengZhou",
  "ShenYang",
  "ChengDu",
  "WuLuMuQi",
  "LanZhou",
  "QingDao",
  "GuiYang",
  "LaSa",
  "WuHu",
  "WuHan",
  "ShenZhen",
  "SH2",
  "SuZhou",
];

/** Names seen in the vendor's SDKs; the real set depends on the account. */
export const DEFAULT_LOCATIONS: Locations = { metadata: [...DATA_LOCATIONS, "FuZhou", "HangZhou"], data: DATA_LOCATIONS };
