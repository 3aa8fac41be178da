/** How a row of the object service is written. */
import type { S3Row, S3RowDetails } from "../../contract";

/** Query names of GET and HEAD that choose headers of the answer. */
export const RESPONSE_HEADERS = [
  "cache-control",
  "content-disposition",
  "content-encoding",
  "content-language",
  "content-type",
  "expires",
].map((name) => `response-${name}`);

/** A row from its wire form: `PUT /b/k?partNumber&uploadId x-amz-copy-source`, `POST / Action=ListTopics`. */
export function s3(name: string, manual: string, wire: string, details: S3RowDetails): S3Row {
  const [method = "", resource = "", header] = wire.split(" ");
  const [path = "", query = ""] = resource.split("?");
  const target = path === "/" ? "service" : path === "/b" ? "bucket" : "object";
  const subresources = query.split("&").filter((part) => part !== "");
  return {
    query: [],
    ...details,
    service: "s3",
    name,
    manual,
    wire,
    method,
    target,
    subresources,
    action: /^Action=(.+)$/.exec(header ?? "")?.[1],
    copySource: header === "x-amz-copy-source",
  };
}
