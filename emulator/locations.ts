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
