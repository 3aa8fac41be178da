/** The locations that the account may use [GUIDE 4.1.2]. */
import type { Client } from "../../transport/types";
import { listAt, parseXml } from "../../transport/protocol/xml";
import { texts } from "./wire";

export interface Regions {
  /** Locations for the index of a bucket. */
  readonly metadataRegions: readonly string[];
  /** Locations for the data of a bucket. */
  readonly dataRegions: readonly string[];
}

/** Location names for new buckets. Only endpoints of the object-storage network answer it, Hong Kong does not. */
export async function getRegions(client: Client): Promise<Regions> {
  const response = await client.send({
    operation: "GetRegions",
  });
  const { value } = parseXml(response.body);
  return {
    metadataRegions: texts(listAt(value, "MetadataRegions", "Region")),
    dataRegions: texts(listAt(value, "DataRegions", "Region")),
  };
}
