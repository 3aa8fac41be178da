/** Where ZOS is: one host a pool. */
import type { Hosts, RegionRow } from "../types";

/** A pool has one host, which serves topics too. */
const POOL_HOST = "{region}.zos.ctyun.cn";

function pool(id: string, title: string): readonly [string, RegionRow] {
  return [id, { title, hosts: { s3: POOL_HOST.replace("{region}", id) }, locations: false }];
}

export const hosts: Hosts = {
  // No pool is everybody's: a region or a URL must be configured.
  defaultRegion: "default",

  // Pools that the manuals and users name; the service publishes no table, so any other name is taken for a pool as well.
  regions: Object.fromEntries([
    ["default", { title: "none: the URL of the pool is in `endpoints`", hosts: {}, locations: false }],
    pool("huabei-2", "North China 2"),
    pool("shanghai-9", "Shanghai 9"),
    pool("jiangsu-10", "Jiangsu 10"),
    pool("xinan-1", "Southwest 1"),
    pool("hangzhou7", "Hangzhou 7"),
    pool("zhengzhou5", "Zhengzhou 5"),
    pool("huanan2", "South China 2"),
  ]),
  otherRegions: { title: "a pool", hosts: { s3: POOL_HOST }, locations: false },

  scope: {
    host: /(?:^|\.)(?<region>[a-z0-9-]+?)(?:-internal)?\.zos\.ctyun\.cn$/,
    signedAs: {}, // unverified: that the region of the scope is not looked at, as on Ceph; the guide signs topics for `default`
  },

  knownLocations: [],
  locationPools: {},
};
