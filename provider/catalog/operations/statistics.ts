/** Operations of the statistics service [GUIDE 5]. The HTTP verb is unverified: the manuals name parameters only. */
import { actions } from "./actions";

export const STATISTICS = actions(
  {
    service: "statistics",
    method: "GET",
    parameters: [
      ...["Action", "BeginDate", "EndDate", "Bucket", "BucketName", "Region", "StorageClass", "Freq"],
      ...["InOutType", "InternetType", "NetType", "TrafficsType", "RequestsType", "ResponseType"],
    ],
  },
  {
    GetCapacity: "list",
    GetDeleteCapacity: "list",
    GetTraffics: "list",
    GetRequests: "list",
    GetReturnCode: "list",
    GetConcurrentConnection: "list",
    GetUsage: "list",
    GetBandwidth: "list",
    GetBilledStorageUsage: "list",
  },
);
