/**
 * A door before a server: it counts what goes through, as the client sends it, and can lose answers. It is also a forward proxy, behind which every
 * host is that server.
 */
import { type IncomingHttpHeaders, createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface SeenRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  /** The body as text. */
  readonly body: string;
  /** Status of the server's answer; absent until it comes. */
  readonly status?: number;
}

export class CountingProxy {
  readonly seen: SeenRequest[] = [];
  /** True: the server does what is asked, and its answer is lost on the way back. */
  losesAnswer: (seen: SeenRequest) => boolean = () => false;
  /** What happens before a request reaches the server. */
  meanwhile: (seen: SeenRequest) => Promise<unknown> = () => Promise.resolve();

  private constructor(
    private readonly server: Server,
    readonly endpoint: string,
  ) {}

  static async start(target: string): Promise<CountingProxy> {
    const server = createServer();
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen(0, "127.0.0.1", resolve);
    });
    const proxy = new CountingProxy(server, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    const { hostname, port } = new URL(target);
    server.on("request", (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        const { method = "", headers } = incoming;
        const url = (incoming.url ?? "").replace(/^http:\/\/[^/]*/, "");
        const body = Buffer.concat(chunks);
        const seen: { -readonly [K in keyof SeenRequest]: SeenRequest[K] } = { method, target: url, headers, body: body.toString("utf8") };
        proxy.seen.push(seen);
        void proxy.meanwhile(seen).then(
          () => {
            // The host stays as it was signed.
            const onward = request({ hostname, port, method, path: url, headers }, (answer) => {
              if (answer.statusCode !== undefined) seen.status = answer.statusCode;
              if (proxy.losesAnswer(seen)) {
                answer.resume();
                answer.on("end", () => outgoing.destroy());
                return;
              }
              outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
              answer.pipe(outgoing);
            });
            onward.on("error", () => outgoing.destroy());
            onward.end(body);
          },
          () => outgoing.destroy(),
        );
      });
    });
    return proxy;
  }

  /** Method and target without its values: `GET /b?policy`. */
  get calls(): readonly string[] {
    return this.seen.map(({ method, target, body }) => {
      const { pathname, searchParams } = new URL(target, this.endpoint);
      const keys = [...searchParams.keys()].join("&");
      const action = new URLSearchParams(body).get("Action");
      return `${method} ${pathname}${keys === "" ? "" : `?${keys}`}${action === null ? "" : ` ${action}`}`;
    });
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
