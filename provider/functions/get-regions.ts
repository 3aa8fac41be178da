/** getRegions: where buckets may keep their index and their data [GUIDE 4.1.2]. */
import { z } from "zod";
import { regionOf } from "../backends/types";
import { defineFunction, field, RefusedError } from "../define";
import * as s3 from "../services/s3";

const inputs = z.strictObject({});
const outputs = z.strictObject({
  metadataLocations: field(z.array(z.string()), { doc: "Values for `Bucket.metadataLocation`." }),
  dataLocations: field(z.array(z.string()), { doc: "Values for `Bucket.dataLocation.locations`." }),
});

export const getRegions = defineFunction({
  name: "getRegions",
  uses: ["GetRegions"],
  doc: "The index and data locations that this account may use. Only on the object-storage network, not in Hong Kong.",
  inputs,
  outputs,
  async invoke({ client, backend, region }) {
    if (regionOf(backend, region)?.locations === false) {
      throw new RefusedError(
        `getRegions is not available in region ${region}, which has one location`,
        "leave metadataLocation and dataLocation out of its buckets",
      );
    }
    const { metadataRegions, dataRegions } = await s3.getRegions(client);
    return { metadataLocations: [...metadataRegions], dataLocations: [...dataRegions] };
  },
});
