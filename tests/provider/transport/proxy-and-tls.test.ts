import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer as createHttpServer, request as httpRequest } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { answer, listening, LOCATION, READ, startServer, transportTo, virtualTime, WRITE } from "../../support/transport/server";

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

describe("proxies", () => {
  it("sends plain HTTP through a forward proxy, with its password", async () => {
    const server = await startServer((_request, response) => answer(response, 200, LOCATION));
    closing.push(() => server.close());
    const seen: { url: string; authorization: string | undefined }[] = [];
    const proxy = await listening(
      createHttpServer((message, response) => {
        seen.push({ url: message.url ?? "", authorization: message.headers["proxy-authorization"] });
        const onward = httpRequest(message.url ?? "", { method: message.method, headers: message.headers }, (reply) => {
          response.writeHead(reply.statusCode ?? 502, reply.headers);
          reply.pipe(response);
        });
        message.pipe(onward);
      }),
    );
    closing.push(() => proxy.close());
    const time = virtualTime();
    const transport = transportTo(server.url, time, { proxy: `http://me:p%40ss-w0rd-1@127.0.0.1:${String(proxy.port)}` });
    closing.push(() => transport.close());
    expect((await transport.client().send(READ)).body.toString()).toBe(LOCATION);
    expect(seen).toEqual([{ url: `${server.url}/b?location`, authorization: `Basic ${Buffer.from("me:p@ss-w0rd-1").toString("base64")}` }]);
    expect(time.lines.join("\n")).not.toContain("ss-w0rd-1");
  });

  it("says that the proxy refused", async () => {
    const proxy = await listening(
      createHttpServer().on("connect", (_message, socket) => socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n")),
    );
    closing.push(() => proxy.close());
    const transport = transportTo("https://oos-cn.ctyunapi.cn", virtualTime(), { proxy: proxy.url, maxRetries: 0 });
    closing.push(() => transport.close());
    await expect(transport.client().send(WRITE)).rejects.toMatchObject({
      kind: "network",
      maybeDone: false,
      words: expect.stringContaining("407") as string,
    });
  });
});

describe("TLS", () => {
  let folder: string;
  let pem: { readonly key: string; readonly cert: string };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "oos-tls-"));
    const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
    execFileSync(
      "openssl",
      ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", cert, "-days", "2"].concat(
        [...["-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost"]],
      ),
      { stdio: "ignore" },
    );
    pem = { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  async function secure() {
    const server = await listening(
      createTlsServer(pem, (message, response) => message.resume().on("end", () => answer(response, 200, LOCATION))),
    );
    closing.push(() => server.close());
    return { ...server, url: server.url.replace("http:", "https:") };
  }

  it("trusts a private authority from caBundle, also through a tunnel", async () => {
    const server = await secure();
    const tunnels: string[] = [];
    const proxy = await listening(
      createHttpServer().on("connect", (message, socket) => {
        tunnels.push(message.url ?? "");
        const onward = connect(server.port, "127.0.0.1", () => {
          socket.write("HTTP/1.1 200 OK\r\n\r\n");
          onward.pipe(socket);
          socket.pipe(onward);
        });
        onward.on("error", () => socket.destroy());
        socket.on("error", () => onward.destroy());
      }),
    );
    closing.push(() => proxy.close());
    for (const changes of [{}, { proxy: proxy.url }]) {
      const transport = transportTo(server.url, virtualTime(), { caBundle: pem.cert, ...changes });
      closing.push(() => transport.close());
      expect((await transport.client().send(READ)).status).toBe(200);
    }
    expect(tunnels).toEqual([`127.0.0.1:${String(server.port)}`]);
  });

  it("refuses an unknown authority at once and names caBundle", async () => {
    const server = await secure();
    const time = virtualTime();
    const transport = transportTo(server.url, time);
    closing.push(() => transport.close());
    await expect(transport.client().send(WRITE)).rejects.toMatchObject({
      kind: "network",
      code: "TlsRefused",
      maybeDone: false,
      hint: expect.stringContaining("caBundle") as string,
    });
    expect(time.pauses).toEqual([]);
  });
});
