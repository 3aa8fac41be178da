import { afterEach, describe, expect, it } from "vitest";
import { ServiceError } from "../../../provider/transport/errors/errors";
import { isWorthRepeating, pauseBefore } from "../../../provider/transport/send/retry";
import type { ServiceRequest } from "../../../provider/transport/types";
import {
  answer,
  CREATE,
  errorBody,
  LOCATION,
  READ,
  startServer,
  transportTo,
  virtualTime,
  WRITE,
  type Handler,
  type TestServer,
} from "../../support/transport/server";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp(handler: Handler, changes: Parameters<typeof transportTo>[2] = {}) {
  const server: TestServer = await startServer(handler);
  const time = virtualTime();
  const transport = transportTo(server.url, time, changes);
  closing.push(
    () => server.close(),
    () => transport.close(),
  );
  const send = (request: ServiceRequest, signal?: AbortSignal) => transport.client(signal).send(request);
  return { server, time, transport, send };
}

describe("retries", () => {
  it.each([
    [500, "InternalError"],
    [503, "SlowDown"],
    [503, "ServiceUnavailable"],
    [409, "OperationAborted"],
    [429, "TooManyRequests"],
  ])("repeats a read after %i %s until it works", async (status, code) => {
    const { server, time, send } = await setUp((_request, response, number) =>
      number < 3 ? answer(response, status, errorBody(code)) : answer(response, 200, LOCATION),
    );
    expect((await send(READ)).status).toBe(200);
    expect(server.received).toHaveLength(3);
    expect(time.pauses).toEqual([100, 200]);
  });

  it("signs every attempt anew", async () => {
    const { server, time, send } = await setUp(
      (_request, response, number) =>
        number < 2 ? answer(response, 503, errorBody("SlowDown"), { "retry-after": "90" }) : answer(response, 200, LOCATION),
      { deadlineMs: 200_000 },
    );
    await send(READ);
    expect(time.pauses).toEqual([90_000]);
    const [first, second] = server.received.map(({ headers }) => headers["x-amz-date"]);
    expect(first).toBe("20300102T030405Z");
    expect(second).toBe("20300102T030535Z");
  });

  it.each([
    [403, "AccessDenied", "auth"],
    [400, "InvalidArgument", "invalid"],
    [404, "NoSuchBucket", "not-found"],
    [409, "BucketAlreadyExists", "already-exists"],
    [409, "BucketNotEmpty", "dependency"],
    [501, "NotImplemented", "unsupported"],
  ])("does not repeat %i %s", async (status, code, kind) => {
    const { server, send } = await setUp((_request, response) => answer(response, status, errorBody(code)));
    await expect(send(WRITE)).rejects.toMatchObject({ kind, code, status, requestId: "req-1" });
    expect(server.received).toHaveLength(1);
  });

  it("gives up after the configured number", async () => {
    const { server, time, send } = await setUp((_request, response) => answer(response, 500, errorBody("InternalError")), {
      maxRetries: 2,
    });
    await expect(send(READ)).rejects.toMatchObject({ kind: "server", maybeDone: true });
    expect(server.received).toHaveLength(3);
    expect(time.pauses).toHaveLength(2);
  });

  it("sends once when no retry is allowed", async () => {
    const { server, send } = await setUp((_request, response) => answer(response, 500, errorBody("InternalError")), { maxRetries: 0 });
    await expect(send(READ)).rejects.toMatchObject({ kind: "server" });
    expect(server.received).toHaveLength(1);
  });

  it("repeats a creating request only when it was provably not done", async () => {
    const refused = await setUp((_request, response, number) =>
      number === 1 ? answer(response, 503, errorBody("SlowDown")) : answer(response, 200, "<CreateAccessKeyResponse/>"),
    );
    expect((await refused.send(CREATE)).status).toBe(200);
    expect(refused.server.received).toHaveLength(2);

    for (const misbehave of [
      ((_request, response) => answer(response, 500, errorBody("InternalError"))) satisfies Handler,
      ((_request, response) => void response.destroy()) satisfies Handler,
    ]) {
      const lost = await setUp(misbehave);
      await expect(lost.send(CREATE)).rejects.toMatchObject({ maybeDone: true });
      expect(lost.server.received).toHaveLength(1);
    }
  });

  it("repeats an idempotent write after a reset", async () => {
    const { server, send } = await setUp((_request, response, number) => (number === 1 ? void response.destroy() : answer(response, 200)));
    expect((await send(WRITE)).status).toBe(200);
    expect(server.received).toHaveLength(2);
  });

  it("obeys Retry-After in seconds and as a date", async () => {
    const values = ["7", "Wed, 02 Jan 2030 03:04:25 GMT"];
    const { time, send } = await setUp((_request, response, number) => {
      const value = values[number - 1];
      if (value === undefined) answer(response, 200, LOCATION);
      else answer(response, 503, errorBody("SlowDown"), { "retry-after": value });
    });
    await send(READ);
    // The clock stands at 03:04:12 when the second answer comes.
    expect(time.pauses).toEqual([7_000, 13_000]);
  });

  it("keeps one deadline over all attempts", async () => {
    const { server, time, send } = await setUp(
      (_request, response) => answer(response, 503, errorBody("SlowDown"), { "retry-after": "20" }),
      { maxRetries: 100, deadlineMs: 50_000 },
    );
    await expect(send(READ)).rejects.toMatchObject({ kind: "throttled", code: "SlowDown", retryAfterMs: 20_000 });
    expect(time.pauses).toEqual([20_000, 20_000]);
    expect(server.received).toHaveLength(3);
  });

  it("stops in a pause when cancelled", async () => {
    const controller = new AbortController();
    const server = await startServer((_request, response) => answer(response, 503, errorBody("SlowDown")));
    closing.push(() => server.close());
    const time = virtualTime();
    const transport = transportTo(server.url, {
      ...time,
      sleep: (ms, signal) => {
        controller.abort(new Error("stop"));
        return time.sleep(ms, signal);
      },
    });
    closing.push(() => transport.close());
    await expect(transport.client(controller.signal).send(READ)).rejects.toMatchObject({ kind: "cancelled", maybeDone: false });
    expect(server.received).toHaveLength(1);
  });
});

describe("the pause before a retry", () => {
  const error = (retryAfterMs?: number): ServiceError =>
    new ServiceError({ kind: "server", service: "s3", operation: "X", ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });

  it("is a random part of a doubled, bounded ceiling", () => {
    expect([1, 2, 3, 4].map((retry) => pauseBefore(retry, error(), () => 0.999999))).toEqual([199, 399, 799, 1599]);
    expect(pauseBefore(30, error(), () => 0.999999)).toBeLessThan(20_000);
    expect(pauseBefore(5, error(), () => 0)).toBe(0);
    expect(pauseBefore(1, error(5_000), () => 0.5)).toBe(5_000);
  });

  it("is never taken for failures that stay", () => {
    for (const kind of ["auth", "invalid", "not-found", "foreign", "cancelled", "unsupported", "quota", "dependency"] as const) {
      expect(isWorthRepeating(new ServiceError({ kind, service: "s3", operation: "X" }), "read")).toBe(false);
    }
    expect(isWorthRepeating(new Error("defect"), "read")).toBe(false);
    expect(isWorthRepeating(new ServiceError({ kind: "network", code: "TlsRefused", service: "s3", operation: "X" }), "read")).toBe(false);
  });
});
