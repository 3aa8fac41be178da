/** Operations on topics, a query protocol on the S3 URL [ZOS 5]. Creating replaces every attribute; deleting what is not there is fine. */
import { actions } from "./actions";

export const TOPIC = actions(
  {
    service: "topic",
    method: "POST",
    namedRoots: true,
    // unverified: measured on Ceph 16.2.15; the second is AWS's.
    notFound: [
      { status: 404, code: "NoSuchEntity" },
      { status: 404, code: "NotFound" },
    ],
  },
  { CreateTopic: "upsert", GetTopic: "read", DeleteTopic: "change", ListTopics: "list" },
);
