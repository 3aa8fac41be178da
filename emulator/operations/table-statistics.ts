/** Operations of the statistics service: none is served, since no usage is measured; each is refused by name. */
import type { StatisticsRow } from "./types";

export const STATISTICS_OPERATIONS: readonly StatisticsRow[] = [
  row("GetCapacity", "GUIDE 5.1"),
  row("GetDeleteCapacity", "GUIDE 5.2"),
  row("GetTraffics", "GUIDE 5.3"),
  row("GetRequests", "GUIDE 5.4"),
  row("GetReturnCode", "GUIDE 5.5"),
  row("GetConcurrentConnection", "GUIDE 5.6"),
  row("GetUsage", "GUIDE 5.7"),
  row("GetBandwidth", "GUIDE 5.8"),
];

function row(name: string, manual: string): StatisticsRow {
  return { service: "statistics", name, manual, wire: `GET /?Action=${name}`, parameters: [] };
}
