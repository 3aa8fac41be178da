import { once } from "node:events";
import { createServer as createTcpServer, type AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { oos } from "../../../provider/backends/oos";
import {
  answer,
  errorBody,
  LOCATION,
  READ,
  startServer,
  transportTo,
  virtualTime,
  WRITE,
  type Handler,
} from "../../support/transport/server";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function setUp(handler: Handler, changes: Parameters<typeof transportTo>[2] = {}) {
  const server = await startServer(handler);
  const time = virtualTime();
  const transport = transportTo(server.url, time, { maxRetries: 0, ...changes });
  closing.push(
    () => server.close(),
    () => transport.close(),
  );
  return { server, transport, client: transport.client(), time };
}

describe("one attempt", () => {
  it("sends method, path, query, body, Content-MD5 and hash, and no Expect", async () => {
    const { server, client } = await setUp((_request, response) => answer(response, 200));
    await client.send({
      operation: "PutObject",
      bucket: "b",
      key: "a b/é/../c",
      headers: { "X-Amz-Meta-A": "1" },
      body: "hello",
    });
    const [request] = server.received;
    expect(request).toMatchObject({ method: "PUT", url: "/b/a%20b/%C3%A9/../c" });
    expect(request?.body.toString()).toBe("hello");
    expect(request?.headers).toMatchObject({
      "content-md5": "XUFAKrxLKna5cZ2REBfFkg==",
      "x-amz-content-sha256": "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
      "x-amz-meta-a": "1",
      "content-length": "5",
    });
    expect(request?.headers.expect).toBeUndefined();
    expect(request?.headers.authorization).toMatch(/Credential=AKIDEXAMPLE\/20300102\/cn\/s3\/aws4_request/);
  });

  it("scopes IAM as sts and the trail as cloudtrail, also when V2 is configured", async () => {
    const { server, client } = await setUp(
      (request, response) => answer(response, 200, request.method === "POST" ? "<ListUsersResponse/>" : ""),
      { signatureVersion: "v2" },
    );
    await client.send({ operation: "ListUsers", body: "Action=ListUsers" });
    const headers = {
      "content-type": "application/json",
      "x-amz-target": "cn.ctyunapi.oos-cn-cloudtrail.v20131101.CloudTrail_20131101.DescribeTrails",
    };
    await client.send({ operation: "DescribeTrails", headers, body: "{}" });
    await client.send(WRITE);
    const authorizations = server.received.map(({ headers: sent }) => sent.authorization);
    expect(authorizations[0]).toContain("/cn/sts/aws4_request");
    expect(authorizations[1]).toContain("/cn/cloudtrail/aws4_request");
    expect(authorizations[2]).toMatch(/^AWS AKIDEXAMPLE:/);
    expect(server.received[0]?.url).toBe("/");
  });

  it("keeps the connection for the next request, also after HEAD", async () => {
    const { server, client } = await setUp((request, response) => answer(response, 200, request.method === "HEAD" ? "" : LOCATION));
    for (let round = 0; round < 3; round += 1) {
      await client.send({ operation: "HeadBucket", bucket: "b" });
      await client.send(READ);
    }
    expect(server.received).toHaveLength(6);
    expect(server.connections()).toBeLessThanOrEqual(2);
  });

  it("ends an attempt that gets no answer, or an endless one, at the limit", async () => {
    const silent = await setUp(() => undefined, { requestTimeoutMs: 50 });
    await expect(silent.client.send(READ)).rejects.toMatchObject({ kind: "network", code: "ETIMEDOUT", maybeDone: true });
    const slow = await setUp((_request, response) => void response.writeHead(200, { "content-type": "application/xml" }).write("<Bucket"), {
      requestTimeoutMs: 200,
    });
    await expect(slow.client.send(READ)).rejects.toMatchObject({ kind: "network", code: "ETIMEDOUT" });
  });

  it("cancels a request in flight", async () => {
    const controller = new AbortController();
    const { transport } = await setUp(() => controller.abort());
    await expect(transport.client(controller.signal).send(WRITE)).rejects.toMatchObject({ kind: "cancelled", maybeDone: true });
    await expect(transport.client(controller.signal).send(WRITE)).rejects.toMatchObject({ kind: "cancelled", maybeDone: false });
  });

  it("takes a body that is shorter than announced for a broken answer", async () => {
    const { client } = await setUp((_request, response) => {
      response.writeHead(200, { "content-length": String(LOCATION.length + 10), "x-amz-request-id": "r" });
      response.write(LOCATION);
      response.destroy();
    });
    await expect(client.send(READ)).rejects.toMatchObject({ kind: "network", maybeDone: true });
  });

  it("takes a chunked body without its end for a broken answer", async () => {
    const { client } = await setUp((_request, response) => {
      response.writeHead(200, { "transfer-encoding": "chunked" });
      response.write(LOCATION, () => response.destroy());
    });
    await expect(client.send(READ)).rejects.toMatchObject({ kind: "network", maybeDone: true });
  });

  const MIB = 1024 * 1024;
  const LIST = { operation: "ListObjects", bucket: "b" } as const;
  const GET = { operation: "GetObject", bucket: "b", key: "k" } as const;
  const USERS = { operation: "ListUsers", body: "Action=ListUsers" } as const;
  const document = (root: string, size: number): string => `<${root}>${" ".repeat(size - 2 * root.length - 5)}</${root}>`;

  it.each([
    ["a setting", READ, "BucketConfiguration", MIB],
    ["a list", LIST, "ListBucketResult", 8 * MIB],
    ["a list of IAM", USERS, "ListUsersResponse", 8 * MIB],
    ["an object", GET, "anything", 32 * MIB],
  ] as const)("refuses an answer that is larger than %s can be, and takes the largest", async (_what, request, root, most) => {
    const { client } = await setUp((_request, response, number) => answer(response, 200, document(root, number === 1 ? most : most + 1)));
    expect((await client.send(request)).body).toHaveLength(most);
    await expect(client.send(request)).rejects.toMatchObject({
      kind: "foreign",
      words: `the answer is larger than ${String(most)} bytes`,
    });
  });

  it("refuses an error that is larger than any service words it", async () => {
    const { client } = await setUp((_request, response) => answer(response, 403, errorBody("AccessDenied", "x".repeat(MIB))));
    await expect(client.send(GET)).rejects.toMatchObject({ kind: "foreign", words: `the answer is larger than ${String(MIB)} bytes` });
  });

  describe("passes over 100 Continue", () => {
    const FINAL = `HTTP/1.1 200 OK\r\nx-amz-request-id: r\r\ncontent-length: ${String(LOCATION.length)}\r\n\r\n${LOCATION}`;
    const INTERIM = "HTTP/1.1 100 Continue\r\n\r\n";

    /** A server of bare texts: each request is answered with its pieces, one after the other. */
    async function speaking(...pieces: readonly string[]) {
      let connections = 0;
      const server = createTcpServer((socket) => {
        connections += 1;
        socket.setNoDelay(true);
        socket.on("error", () => undefined);
        socket.on("data", () => {
          const next = ([piece, ...rest]: readonly string[]): void => {
            if (piece !== undefined) socket.write(piece, () => setImmediate(next, rest));
          };
          next(pieces);
        });
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      const transport = transportTo(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, virtualTime(), { maxRetries: 0 });
      closing.push(
        () =>
          new Promise((done) => {
            server.close(() => {
              done();
            });
          }),
        () => transport.close(),
      );
      return { client: transport.client(), connections: () => connections };
    }

    it.each([
      ["with the answer", [INTERIM + FINAL]],
      ["before it", [INTERIM, FINAL]],
      ["byte for byte", [...(INTERIM + FINAL)]],
      ["twice, with headers", [INTERIM.replace("\r\n", "\r\nserver: x\r\n"), INTERIM + FINAL]],
      ["without words", [INTERIM.replace(" Continue", " "), FINAL]],
    ])("%s, and keeps the connection", async (_name, pieces) => {
      const { client, connections } = await speaking(...pieces);
      for (let round = 0; round < 3; round += 1) expect((await client.send(READ)).body.toString()).toBe(LOCATION);
      expect(connections()).toBeLessThanOrEqual(2);
    });

    it("leaves alone what only looks like it", async () => {
      const body = INTERIM.repeat(2);
      const { client } = await speaking(`HTTP/1.1 200 OK\r\ncontent-length: ${String(body.length)}\r\n\r\n`, INTERIM, INTERIM);
      for (let round = 0; round < 2; round += 1) expect((await client.send(GET)).body.toString()).toBe(body);
    });

    it("does not wait for ever for the end of one", async () => {
      const { client } = await speaking(`HTTP/1.1 100 Continue\r\nx: ${"x".repeat(20_000)}`);
      await expect(client.send(READ)).rejects.toMatchObject({ kind: "network" });
    });
  });

  it("says that nothing was sent when nobody listens", async () => {
    const probe = createTcpServer().listen(0, "127.0.0.1");
    await once(probe, "listening");
    const { port } = probe.address() as AddressInfo;
    probe.close();
    await once(probe, "close");
    const transport = transportTo(`http://127.0.0.1:${String(port)}`, virtualTime(), { maxRetries: 0 });
    closing.push(() => transport.close());
    await expect(transport.client().send(WRITE)).rejects.toMatchObject({ kind: "network", code: "ECONNREFUSED", maybeDone: false });
  });

  it("names the host that cannot be resolved", async () => {
    const transport = transportTo("http://no-such-host.invalid", virtualTime(), { maxRetries: 0 });
    closing.push(() => transport.close());
    await expect(transport.client().send(WRITE)).rejects.toMatchObject({
      kind: "network",
      maybeDone: false,
      words: expect.stringContaining("no-such-host.invalid") as string,
    });
  });

  it("never has more requests in flight than allowed", async () => {
    let running = 0;
    let most = 0;
    const waiting: (() => void)[] = [];
    const { client } = await setUp(
      async (_request, response) => {
        running += 1;
        most = Math.max(most, running);
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          // Everybody who may come is here: let them go together.
          if (waiting.length === 3) for (const go of waiting.splice(0)) go();
        });
        running -= 1;
        answer(response, 200, LOCATION);
      },
      { maxConcurrency: 3 },
    );
    await Promise.all(Array.from({ length: 12 }, () => client.send(READ)));
    expect(most).toBe(3);
  });
});

describe("foreign answers", () => {
  it.each([
    ["a login page", 200, "<html><body>please log in</body></html>", "text/html"],
    ["another root element", 200, "<ListBucketResult><Name>b</Name></ListBucketResult>", "application/xml"],
    ["truncated XML", 200, LOCATION.slice(0, -10), "application/xml"],
    ["an entity bomb", 200, `<!DOCTYPE x [<!ENTITY a "b">]>${LOCATION}`, "application/xml"],
    ["an empty body", 200, "", "application/xml"],
    ["a 404 page of a proxy", 404, "<html><h1>Not Found</h1></html>", "text/html"],
    ["a 404 without a body", 404, "", "text/plain"],
    ["a 404 in JSON without code", 404, '{"error":"nope"}', "application/json"],
    ["a 404 in the form of the trail's errors", 404, '{"__type":"NoSuchBucket","message":"m"}', "application/json"],
    [
      "a 404 in the form of IAM's errors",
      404,
      "<ErrorResponse><Error><Code>NoSuchBucket</Code></Error></ErrorResponse>",
      "application/xml",
    ],
    ["a 403 page", 403, "<html>blocked</html>", "text/html"],
  ])("%s is foreign, never gone and never empty", async (_name, status, body, type) => {
    const { client } = await setUp((_request, response) => answer(response, status, body, { "content-type": type }));
    await expect(client.send(READ)).rejects.toMatchObject({ kind: "foreign", status });
  });

  it("an answer that says nothing is called empty", async () => {
    for (const status of [200, 204]) {
      const { client } = await setUp((_request, response) => answer(response, status));
      const policy = { ...READ, operation: "GetBucketPolicy" } as const;
      await expect(client.send(READ)).rejects.toMatchObject({
        kind: "foreign",
        words: "the answer is empty where a <BucketConfiguration> is expected",
      });
      await expect(client.send(policy)).rejects.toMatchObject({ kind: "foreign", words: "the answer is empty where JSON is expected" });
    }
  });

  it("an error document behind a good status is that error", async () => {
    const { client } = await setUp((_request, response) => answer(response, 200, errorBody("InternalError")));
    await expect(client.send(READ)).rejects.toMatchObject({ kind: "server", code: "InternalError" });
    const { client: writer } = await setUp((_request, response) => answer(response, 200, errorBody("AccessDenied")));
    await expect(writer.send(WRITE)).rejects.toMatchObject({ kind: "auth", code: "AccessDenied" });
  });

  it.each([
    ["a web page", "<html></html>", "text/html"],
    ["a document of another operation", "<ListBucketResult/>", "application/xml"],
  ])("%s in answer to a write is no success", async (_name, body, type) => {
    const { client } = await setUp((_request, response) => answer(response, 200, body, { "content-type": type }));
    await expect(client.send(WRITE)).rejects.toMatchObject({ kind: "foreign", maybeDone: true });
  });

  it("any text in answer to a DELETE is no success", async () => {
    const { client } = await setUp((_request, response) =>
      answer(response, 200, '{"login":"needed"}', { "content-type": "application/json" }),
    );
    await expect(client.send({ operation: "DeleteBucket", bucket: "b" })).rejects.toMatchObject({ kind: "foreign" });
  });

  it("a bodiless 404 to HEAD counts only with the service's request id", async () => {
    const head = { operation: "HeadBucket", bucket: "b" } as const;
    const ours = await setUp((_request, response) => answer(response, 404));
    await expect(ours.client.send(head)).rejects.toMatchObject({ kind: "not-found" });
    const theirs = await setUp((_request, response) => void response.writeHead(404).end());
    await expect(theirs.client.send(head)).rejects.toMatchObject({
      kind: "foreign",
      words: expect.stringContaining("no request id of the service") as string,
    });
  });

  it("NoSuchBucket with another status is not gone", async () => {
    const { client } = await setUp((_request, response) => answer(response, 400, errorBody("NoSuchBucket")));
    await expect(client.send(READ)).rejects.not.toMatchObject({ kind: "not-found" });
  });
});

describe("endpoints", () => {
  it("come from the region, or are configured", async () => {
    const transport = transportTo("http://unused", virtualTime(), { endpoints: { iam: "https://iam.example.org:8443" }, region: "hazz" });
    closing.push(() => transport.close());
    expect(transport.endpointOf("s3").href).toBe("https://oos-hazz.ctyunapi.cn/");
    expect(transport.endpointOf("trail").href).toBe("https://oos-cn-cloudtrail.ctyunapi.cn/");
    expect(transport.endpointOf("iam").href).toBe("https://iam.example.org:8443/");
    expect(() => transport.endpointOf("topic")).toThrow(/OOS has no topic service/);
  });

  it("of an unknown region are an error that lists the known ones", () => {
    const transport = transportTo("http://unused", virtualTime(), { endpoints: {}, region: "mars" });
    closing.push(() => transport.close());
    expect(() => transport.endpointOf("s3")).toThrow(new RegExp(Object.keys(oos.regions).join(", ")));
  });
});
