import { describe, expect, it } from "vitest";
import { oos } from "../../../provider/backends/oos";
import type { Service } from "../../../provider/catalog/types";
import { classify, retryAfter, type CallContext } from "../../../provider/transport/errors/classify";
import { errorBody } from "../../support/transport/server";

const NOW = new Date("2030-01-02T03:04:05Z");

function contextOf(service: Service, operation: string): CallContext {
  const row = oos.services[service]?.operations.find((one) => one.operation === operation);
  if (row === undefined) throw new Error(`no row ${operation}`);
  return {
    backend: oos,
    service,
    row,
    subject: 'bucket "b"',
    signatureVersion: "v4",
    scopeRegion: "cn",
    now: () => NOW,
    redact: (text) => text,
  };
}

function failure(service: Service, operation: string, status: number, body: string, headers: Record<string, string> = {}) {
  return classify(
    { status, headers: { "x-amz-request-id": "head-id", ...headers }, body: Buffer.from(body) },
    contextOf(service, operation),
  );
}

describe("error bodies", () => {
  it.each([
    ["flat, as S3 sends", errorBody("AccessDenied", "no")],
    [
      "flat with a namespace",
      errorBody("AccessDenied", "no").replace("<Error>", '<Error xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'),
    ],
    [
      "wrapped, as AWS IAM sends",
      "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>no</Message></Error><RequestId>i</RequestId></ErrorResponse>",
    ],
    ["JSON with __type", '{"__type":"com.x#AccessDenied","message":"no"}'],
    ["JSON with code", '{"code":"AccessDenied","Message":"no"}'],
    ["JSON with Code", '{"Code":"AccessDenied","message":"no"}'],
  ])("%s", (_name, body) => {
    expect(failure("iam", "GetUser", 403, body)).toMatchObject({ kind: "auth", code: "AccessDenied", words: "no", requestId: "head-id" });
  });

  it("carries service, operation, subject, code, words, request id and next step into the message", () => {
    expect(failure("s3", "DeleteBucket", 409, errorBody("BucketNotEmpty", "not empty")).message).toBe(
      's3 DeleteBucket of bucket "b" failed with 409 BucketNotEmpty: not empty (request id head-id)\n' +
        "  next: remove the objects and uploads of the bucket first, or set forceDestroy: true",
    );
  });

  it("shows a request id once that was sent twice", () => {
    expect(failure("s3", "PutBucket", 403, errorBody("AccessDenied"), { "x-amz-request-id": "a1, a1" }).requestId).toBe("a1");
    expect(failure("s3", "PutBucket", 403, errorBody("AccessDenied"), { "x-amz-request-id": "a1, b2" }).requestId).toBe("a1, b2");
  });

  it("takes the request id of the body where the header is missing", () => {
    const error = classify({ status: 403, headers: {}, body: Buffer.from(errorBody("AccessDenied")) }, contextOf("s3", "PutBucket"));
    expect(error.requestId).toBe("body-id");
  });
});

describe("gone is said in the service's own form alone", () => {
  const wrapped = (code: string): string => `<ErrorResponse><Error><Code>${code}</Code><Message>m</Message></Error></ErrorResponse>`;
  const json = (code: string): string => JSON.stringify({ __type: code, message: "m" });

  it.each([
    ["s3", "GetBucketPolicy", wrapped("NoSuchBucket")],
    ["s3", "GetBucketPolicy", json("NoSuchBucket")],
    ["s3", "GetBucketPolicy", wrapped("NoSuchBucketPolicy")],
    ["s3", "DeleteBucket", json("NoSuchBucket")],
    ["s3", "AbortMultipartUpload", wrapped("NoSuchUpload")],
    ["iam", "GetUser", json("NoSuchEntity")],
    ["trail", "GetTrailStatus", wrapped("TrailNotFound")],
  ] as const)("%s %s: not %s", (service, operation, body) => {
    expect(failure(service, operation, 404, body)).toMatchObject({
      kind: "foreign",
      words: "the answer has the form of another service's errors: m",
    });
  });

  it("nor in a header alone", () => {
    expect(failure("s3", "GetBucketPolicy", 404, "", { "x-amzn-errortype": "NoSuchBucket" }).kind).toBe("foreign");
  });

  it.each([
    ["s3", "GetBucketPolicy", errorBody("NoSuchBucket")],
    ["iam", "GetUser", wrapped("NoSuchEntity")],
    ["trail", "GetTrailStatus", json("TrailNotFound")],
  ] as const)("%s %s: %s", (service, operation, body) => {
    expect(failure(service, operation, 404, body).kind).toBe("not-found");
  });

  it("other refusals are understood in any form", () => {
    expect(failure("s3", "PutBucket", 409, json("BucketAlreadyExists")).kind).toBe("already-exists");
  });
});

describe("kinds", () => {
  it.each([
    ["s3", "GetBucketPolicy", 404, "NoSuchBucketPolicy", "not-configured"],
    ["s3", "GetBucketPolicy", 404, "NoSuchPolicy", "not-configured"],
    ["s3", "GetBucketPolicy", 404, "NoSuchBucket", "not-found"],
    // The tables are closed for each operation.
    ["s3", "GetBucketAcl", 404, "NoSuchBucketPolicy", "invalid"],
    ["s3", "GetBucketPolicy", 404, "NoSuchKey", "invalid"],
    ["s3", "GetBucketPolicy", 404, "SomethingNew", "invalid"],
    ["s3", "GetBucketPolicy", 403, "NoSuchBucketPolicy", "auth"],
    ["s3", "GetBucketLifecycle", 404, "NoSuchLifecycleConfiguration", "not-configured"],
    ["s3", "AbortMultipartUpload", 404, "NoSuchUpload", "not-found"],
    ["s3", "PutBucket", 409, "BucketAlreadyExists", "already-exists"],
    ["s3", "PutBucket", 400, "TooManyBuckets", "quota"],
    ["s3", "PutBucket", 409, "SomethingNew", "invalid"],
    ["s3", "PutBucket", 418, "SomethingNew", "invalid"],
    ["s3", "PutBucket", 500, "NoSuchBucket", "server"],
    ["s3", "PutBucket", 503, "SlowDown", "throttled"],
    ["s3", "PutBucket", 301, "PermanentRedirect", "invalid"],
    ["s3", "PutBucket", 403, "toString", "auth"],
    ["iam", "GetUser", 404, "NoSuchEntity", "not-found"],
    ["iam", "GetUser", 403, "NoSuchEntity", "auth"],
    ["iam", "CreateGroup", 409, "LimitExceeded", "quota"],
    ["iam", "CreateUser", 409, "EntityAlreadyExists", "already-exists"],
    ["iam", "DeleteGroup", 409, "DeleteConflict", "dependency"],
    ["trail", "GetTrailStatus", 400, "TrailNotFoundException", "not-found"],
    ["trail", "GetTrailStatus", 404, "TrailNotFound", "not-found"],
    ["trail", "CreateTrail", 404, "NoSuchBucket", "dependency"],
  ] as const)("%s %s %i %s is %s", (service, operation, status, code, kind) => {
    expect(failure(service, operation, status, errorBody(code)).kind).toBe(kind);
  });

  it("5xx may have been done, refusals have not", () => {
    expect(failure("s3", "PutBucket", 500, errorBody("InternalError")).maybeDone).toBe(true);
    expect(failure("s3", "PutBucket", 502, "<html>bad gateway</html>")).toMatchObject({ kind: "server", maybeDone: true });
    for (const [status, code] of [
      [503, "SlowDown"],
      [403, "AccessDenied"],
      [409, "OperationAborted"],
      [501, "NotImplemented"],
    ] as const) {
      expect(failure("s3", "PutBucket", status, errorBody(code)).maybeDone).toBe(false);
    }
  });
});

describe("next steps", () => {
  it.each([
    ["Wed, 02 Jan 2030 03:24:05 GMT", "20 minutes behind"],
    ["Wed, 02 Jan 2030 02:34:05 GMT", "30 minutes ahead of"],
  ])("a skewed clock is told by how much: %s", (date, words) => {
    const error = failure("s3", "ListBuckets", 403, errorBody("RequestTimeTooSkewed"), { date });
    expect(error.kind).toBe("auth");
    expect(error.hint).toContain(words);
  });

  it("a refused HEAD with a clock far off tells of the clock", () => {
    expect(failure("s3", "HeadBucket", 403, "", { date: "Wed, 02 Jan 2030 03:24:05 GMT" }).hint).toContain("20 minutes behind");
    expect(failure("s3", "HeadBucket", 403, "", { date: "Wed, 02 Jan 2030 03:04:00 GMT" }).hint).toContain("secretAccessKey");
  });

  it("a bucket that may not be looked at tells of keys and of policies", () => {
    expect(failure("s3", "HeadBucket", 403, "").hint).toMatch(/secretAccessKey.*denies s3:ListBucket.*`pulumi up` without a refresh/);
    expect(failure("s3", "HeadObject", 403, "").hint).not.toContain("ListBucket");
  });

  it("a document that is not taken may use a feature that the service lacks", () => {
    expect(failure("s3", "PutBucketLifecycle", 400, errorBody("MalformedXML")).hint).toContain("may lack a feature");
  });

  it("a wrong signature names key, version and region", () => {
    expect(failure("s3", "ListBuckets", 403, errorBody("SignatureDoesNotMatch")).hint).toMatch(
      /secretAccessKey.*v4 for region cn.*oos:region/,
    );
  });

  it("leaves the codes of other services to their own tables", () => {
    expect(failure("s3", "DeleteBucket", 409, errorBody("DeleteConflict")).hint).toBeUndefined();
    expect(failure("iam", "DeleteUser", 409, errorBody("DeleteConflict")).hint).toContain("remove what still belongs to it");
    expect(failure("iam", "DeleteUser", 403, errorBody("InvalidAccessKeyId")).hint).toContain("OOS_ACCESS_KEY_ID");
  });
});

describe("Retry-After", () => {
  it.each([
    ["0", 0],
    ["12", 12_000],
    ["Wed, 02 Jan 2030 03:04:35 GMT", 30_000],
    ["Wed, 02 Jan 2030 03:00:00 GMT", 0],
    ["soon", undefined],
    [undefined, undefined],
  ])("%s is %s ms", (value, expected) => {
    expect(retryAfter(value, NOW)).toBe(expected);
  });
});
