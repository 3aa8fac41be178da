/** An HTTP server that takes the events a gateway pushes. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

interface Event {
  readonly eventName: string;
  readonly opaqueData?: string;
  readonly s3: { readonly configurationId: string; readonly object: { readonly key: string } };
}

export class Receiver {
  readonly events: Event[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const receiver = new Receiver(server, `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`);
    server.on("request", (request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const { Records } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as { readonly Records: readonly Event[] };
        receiver.events.push(...Records);
        response.end();
      });
    });
    return receiver;
  }

  /** `n1 a.jpg`: entry and key of every event so far. */
  get seen(): readonly string[] {
    return this.events.map(({ s3 }) => `${s3.configurationId} ${s3.object.key}`);
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
