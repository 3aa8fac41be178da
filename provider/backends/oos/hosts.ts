/** Where OOS is: hosts by region, the scope of signatures, locations and website hosts. */
import type { Hosts, RegionRow } from "../types";

/** Hosts of the object-storage network that all pools share; pools have an S3 host only [GUIDE 8.1]. */
const NETWORK = {
  iam: "oos-cn-iam.ctyunapi.cn",
  trail: "oos-cn-cloudtrail.ctyunapi.cn",
  statistics: "oos-cn-mg.ctyunapi.cn",
} as const;

const HONG_KONG = {
  iam: "oos-cn-hk-iam.ctyunapi.cn",
  trail: "oos-cn-hk-cloudtrail.ctyunapi.cn",
  statistics: "oos-cn-hk-mg.ctyunapi.cn",
} as const;

function pool(id: string, title: string): readonly [string, RegionRow] {
  return [id, { title, hosts: { s3: `oos-${id}.ctyunapi.cn`, ...NETWORK }, locations: true }];
}

function hongKong(id: string, title: string): readonly [string, RegionRow] {
  return [id, { title, hosts: { s3: `oos-${id}.ctyunapi.cn`, ...HONG_KONG }, locations: false }];
}

// unverified but for ShenYang [GUIDE 4.2.9]: the pool in the city of the location
const LOCATION_POOLS = {
  ...{ ZhengZhou: "hazz", ShenYang: "lnsy", ChengDu: "sccd", WuLuMuQi: "xjwlmq", LanZhou: "gslz", QingDao: "sdqd", GuiYang: "gzgy" },
  ...{ LaSa: "xzls", WuHu: "ahwh", WuHan: "hbwh", ShenZhen: "gdsz", SH2: "sh2", SuZhou: "jssz" },
} as const;

export const hosts: Hosts = {
  defaultRegion: "cn",

  regions: Object.fromEntries([
    pool("cn", "object-storage network, nearest pool"),
    pool("hazz", "Zhengzhou"),
    pool("lnsy", "Shenyang"),
    pool("sccd", "Chengdu"),
    pool("xjwlmq", "Urumqi"),
    pool("gslz", "Lanzhou"),
    pool("sdqd", "Qingdao"),
    pool("gzgy", "Guiyang"),
    pool("hbwh", "Wuhan"),
    pool("xzls", "Lhasa"),
    pool("ahwh", "Wuhu"),
    pool("gdsz", "Shenzhen"),
    pool("jssz", "Suzhou"),
    pool("sh2", "Shanghai 2"),
    hongKong("cn-hk-hqnet", "Hong Kong, premium network"),
    hongKong("cn-hk-nqnet", "Hong Kong, normal network"),
  ]),

  scope: {
    // `oos-hazz.` gives hazz, `oos-cn-iam.`, `oos-cn-mg.` and `oos-cn-cloudtrail.` give cn; a bucket name may stand in front.
    host: /(?:^|\.)oos-(?<region>[a-z0-9]+(?:-[a-z0-9]+)*?)(?:-(?:iam|mg|cloudtrail))?\.ctyunapi\.cn$/,
    // unverified: Hong Kong. The vendor's PHP SDK signs the text up to `-iam` or the first dot (`cn-hk-hqnet`, `cn-hk`); its Go SDK
    // signs the first word (`cn`). The PHP reading is used; to use the other, map each of the three to "cn" here.
    signedAs: { "cn-hk-hqnet": "cn-hk-hqnet", "cn-hk-nqnet": "cn-hk-nqnet", "cn-hk": "cn-hk" },
  },

  knownLocations: [
    ...Object.keys(LOCATION_POOLS),
    ...["FuZhou", "HangZhou", "NeiMeng1", "HangZhou1", "HongKong", "HaiKou", "JinHua", "KunMing", "ShiJiaZhuang"],
  ],
  locationPools: LOCATION_POOLS,

  websiteHost: "{bucket}.oos-website-cn.oos-{pool}.ctyunapi.cn", // [DOC 10027294]
};
